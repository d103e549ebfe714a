"""``newsbot sites``: the sites that have a file, and whether those files are right."""

from __future__ import annotations

import argparse
import json
import sys
from io import StringIO
from itertools import chain
from os import environ
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.commands import one_line_errors
from newsbot.commands.options import describe, plain_arguments
from newsbot.commands.terminal import complain, printable, write_out
from newsbot.errors import NewsbotError
from newsbot.sites import Site, all_sites
from newsbot.sites.files import FOLDER, builtin_files, file_at, user_files
from newsbot.sites.linter import check

_PIPED_WIDTH = 100
_EVIDENCE = {"text": "text seen", "url": "URL only", None: "-"}


class Command(ScrapyCommand):
    """Lists the site files, or checks them."""

    requires_crawler_process = False

    def syntax(self) -> str:
        """The arguments, for the usage line."""
        return "[--json] | --check [FILE.toml ...]"

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "List the sites that have a file, or check site files"

    def long_desc(self) -> str:
        """What the command does, for its help."""
        return (
            "Lists the sites that come with newsbot and those in the folder that the environment variable"
            f" {FOLDER} names: hosts, page class, what the file rests on, and the last day of sites that are archives."
            " --check tells each mistake in them, or in the files named, in one line. Exit code: 0, 1 if --check found"
            " a mistake, 2 for a wrong option or a folder that cannot be read."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        one_line_errors(parser)
        parser.add_argument("--json", action="store_true", help="print JSON, for machines")
        parser.add_argument("--check", action="store_true", help="check all site files, or the files named")
        describe(parser, self, "--check my-site.toml")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check the options.

        :raises UsageError: for what cannot be meant.
        """
        super().process_options(args, opts)
        opts.files = [Path(argument) for argument in plain_arguments(args)]
        if opts.files and not opts.check:
            raise UsageError("files are for --check", print_help=False)
        if opts.check and opts.json:
            raise UsageError("--check and --json do not go together", print_help=False)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 (signature of the base)
        """Run the command; ``exitcode`` tells how it went."""
        try:
            if opts.check:
                self.exitcode = _check(opts.files)
            else:
                sites = list(all_sites().values())
                write_out([(_as_json(sites) if opts.json else _as_table(sites)).encode()])
        except NewsbotError as error:
            complain(str(error))
            self.exitcode = 1


def _check(paths: list[Path]) -> int:
    """Tell the mistakes; the exit code. The files of the user may claim names and hosts of those of newsbot."""
    own = user_files(environ[FOLDER]) if environ.get(FOLDER) else []
    groups = [[file_at(path) for path in paths]] if paths else [builtin_files(), own]
    mistakes = list(chain.from_iterable(map(check, groups)))
    number = sum(map(len, groups))
    words = [*mistakes, f"{number} site files, {len(mistakes) or 'no'} mistake{'s' if len(mistakes) != 1 else ''}"]
    write_out([f"{printable(line)}\n".encode() for line in words])
    return 1 if mistakes else 0


def _as_json(sites: list[Site]) -> str:
    return json.dumps([_described(site) for site in sites], ensure_ascii=False, indent=2) + "\n"


def _described(site: Site) -> dict[str, Any]:
    return {
        "name": site.name,
        "hosts": list(site.hosts),
        "start": list(site.start),
        "page": site.page,
        "body": site.body,
        "place": site.place,
        "verified": site.verified,
        "ended": site.ended.isoformat() if site.ended else None,
        "has_patterns": site.article is not None,
    }


def _as_table(sites: list[Site]) -> str:
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    text = StringIO()
    console = Console(file=text, force_terminal=is_terminal, width=None if is_terminal else _PIPED_WIDTH)
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("site", overflow="fold")
    table.add_column("other hosts", overflow="fold")
    for name in ("page class", "verified", "ended"):
        table.add_column(name, no_wrap=True)
    for site in sites:
        table.add_row(*map(Text, _row(site)))
    console.print(table)
    console.print(Text(_sum(sites)))
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


def _row(site: Site) -> tuple[str, ...]:
    others = [host for host in site.hosts if host.removeprefix("www.") != site.name]
    ended = site.ended.isoformat() if site.ended else ""
    return (site.name, " ".join(map(printable, others)), site.page or "", _EVIDENCE[site.verified], ended)


def _sum(sites: list[Site]) -> str:
    seen = sum(site.verified == "text" for site in sites)
    ended = sum(site.ended is not None for site in sites)
    hosts = sum(len(site.hosts) for site in sites)
    return f"{len(sites)} sites, {hosts} hosts; the text of {seen} was seen, {ended} are archives"
