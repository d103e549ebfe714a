"""The console script ``newsbot``: the project's Scrapy commands, from any folder."""

from __future__ import annotations

import os
import re
import sys

from newsbot.errors import NewsbotError, reason
from newsbot.sites import all_sites
from newsbot.sites.files import FOLDER, paths_in
from newsbot.spelling import check_spelling
from newsbot.text.lexicon import USER_FOLDER
from newsbot.version import __version__

HELP = """\
newsbot turns pages of Vietnamese Party-committee news into a dataset: one JSON line per article.

Look at it
  newsbot demo                            crawl the site that comes with newsbot
  newsbot probe URL-or-FILE               show what one page says
Crawl
  newsbot crawl SPIDER                    crawl a site into data/<site>/; --all: all that are due
  newsbot list                            the spiders, one per site; "site" crawls any host
  newsbot status [SITE...]                how the crawls went
  newsbot schedule [SITE...]              a systemd timer or crontab line for them
  newsbot sites                           the sites that have a file; --check checks the files
  newsbot new-site URL-or-FILE            propose a file for a new site
Archives
  newsbot extract SOURCE... -o OUT.jsonl  kept pages and web archives to records
  newsbot verify PATH...                  check archives, manifests and datasets
  newsbot diff OLD.jsonl NEW.jsonl        what a new run changes
Dataset
  newsbot export DATA... --to FORMAT      Parquet, SQLite, CSV and others, as a data package
  newsbot stats DATA...                   figures for the terminal
  newsbot report DATA... -o report.html   figures as one page with plots
  newsbot browse DATA...                  read and search in a browser

For example:

  newsbot crawl site -a url=https://host/ -s NEWSBOT_CONTACT=you@example.org

newsbot COMMAND --help tells more. Scrapy's commands (shell, parse, check ...) work as well.
"""

_SETTING = re.compile(r"(?:-s|--set=)?(NEWSBOT_\w{1,99})=(.*)", re.DOTALL)


def main(argv: list[str] | None = None) -> None:
    """Run ``newsbot COMMAND ...``: the same commands that ``scrapy COMMAND`` runs inside the project."""
    try:
        try:
            _run(argv)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:  # whoever read the output has read enough
        _drop_output()
        sys.exit(0)
    except OSError as error:
        _drop_output()
        sys.stderr.write(f"newsbot: {error.filename or 'the output cannot be written'}: {reason(error)}\n")
        sys.exit(1)


def _drop_output() -> None:
    """What is still buffered goes nowhere, so that the interpreter does not fail on it once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(argv: list[str] | None) -> None:
    arguments = sys.argv[1:] if argv is None else argv
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        sys.stdout.write(HELP)
        return
    if arguments[0] in {"-V", "--version"}:
        sys.stdout.write(f"newsbot {__version__}\n")
        return
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "newsbot.settings")
    _check(arguments)
    from scrapy.cmdline import _get_commands_dict, execute  # noqa: PLC0415 (takes half a second)
    from scrapy.utils.project import get_project_settings  # noqa: PLC0415

    command = arguments[0].replace("-", "_")  # as its module is called
    if command not in _get_commands_dict(get_project_settings(), inproject=True):
        sys.stderr.write(f"newsbot: there is no command {arguments[0]!r}: see newsbot --help\n")
        sys.exit(2)
    sys.argv[0] = "newsbot"
    execute(["newsbot", command, *arguments[1:]])


def _check(arguments: list[str]) -> None:
    """End with one line when a setting is misspelt or a folder of the user's is wrong, before Scrapy starts."""
    given = {match[1]: match[2] for match in map(_SETTING.fullmatch, arguments) if match}
    for name in (FOLDER, USER_FOLDER):  # they are read before Scrapy reads its options
        if name in given:
            os.environ[name] = given[name]
    try:
        check_spelling(given)
        for name in (FOLDER, USER_FOLDER):
            if folder := os.environ.get(name):
                paths_in(name, folder)
        if arguments[0] != "sites" or "--check" not in arguments:  # which tells itself what is wrong with them
            all_sites()
    except NewsbotError as error:
        sys.stderr.write(f"newsbot: {error}\n")
        sys.exit(2)
