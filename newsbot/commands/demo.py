"""``newsbot demo``: crawl the replica site that lies beside the package, and show what is found."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from attrs import evolve
from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.commands import one_line_errors
from newsbot.commands.crawling import run
from newsbot.commands.options import describe, plain_arguments
from newsbot.commands.showing import REPLICA, show
from newsbot.commands.terminal import complain
from newsbot.dataset.lines import read_lines
from newsbot.errors import NewsbotError, SourceError
from newsbot.sites import Site, all_sites

if TYPE_CHECKING:
    from scrapy.crawler import CrawlerProcessBase
    from scrapy.settings import Settings

SITE = "thanhuytphcm"
"""The site whose spider, rules and page class read the replica."""
TODAY = "2025-01-05T01:00:00Z"
"""When the replica is fetched: its pages were written for that day, and the clock in their headers shows it."""


class Command(ScrapyCommand):
    """Serves the replica on the loopback interface, crawls it without pauses, and shows the dataset."""

    default_settings: ClassVar[dict[str, Any]] = {"NEWSBOT_PROGRESS": True, "STATS_DUMP": False}

    def syntax(self) -> str:
        """The arguments, for the usage line."""
        return "[options]"

    def long_desc(self) -> str:
        """What the command does, for its help."""
        return (
            "Serves a small invented site on this machine, crawls it into <NEWSBOT_DATA>/demo/ ('data' unless it is"
            " set) and shows the dataset. It needs newsbot's repository and no network. Exit code: 0, 1 if it failed, 2"
            " for a wrong option, 130 if interrupted."
        )

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "Crawl the replica site that comes with the repository, and show what is found"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        one_line_errors(parser)
        describe(parser, self, "-s NEWSBOT_DATA=/tmp/data")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Set what differs from a crawl of a public site.

        :raises UsageError: for an option that there is not, and for an argument.
        """
        super().process_options(args, opts)
        if surplus := plain_arguments(args):
            raise UsageError(f"the demo takes no argument: {surplus[0]}", print_help=False)
        settings = cast("Settings", self.settings)
        values = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "NEWSBOT_NOW": TODAY, "LOG_LEVEL": "ERROR"}
        settings.setdict(values, priority="spider")  # above the project, below what -s and -L say

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 (signature of the base)
        """Run the command; ``exitcode`` tells how it went."""
        process = cast("CrawlerProcessBase", self.crawler_process)
        path = Path(process.settings["NEWSBOT_DATA"]).expanduser() / "demo" / "articles.jsonl"
        console = Console()
        try:
            with served(REPLICA) as url:
                console.print(
                    f"Crawling the replica site at {url}, dated {TODAY[:10]} as its pages are", highlight=False
                )
                crawler = process.create_crawler(SITE)
                outcome = run(process, crawler, site=replica_site(url))
            self.exitcode = outcome.code
            if outcome.error:
                complain(outcome.error)
            else:
                show(console, path, _records(path), outcome.counts)
        except NewsbotError as error:
            complain(str(error))
            self.exitcode = 1


def _records(path: Path) -> list[dict[str, Any]]:
    """The latest record of each article that the demo's own crawls have written."""
    records = [json.loads(line) for line in read_lines(path)]
    return list({record["id"]: record for record in records}.values())


def replica_site(url: str) -> Site:
    """The site ``demo`` at ``url``, with the rules and the page class of the site that the replica stands for."""
    return evolve(
        all_sites()[SITE], name="demo", hosts=(url.removeprefix("http://"),), start=(f"{url}/",), scheme="http"
    )


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the replica site in a process of its own while the context lasts; its URL, without a slash at the end.

    :raises SourceError: when there is no replica, or it cannot be served.
    """
    script = folder / "serve.py"
    if not script.is_file():
        raise SourceError(f"the demo needs newsbot's repository: there is no {script}")
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        try:
            line = server.stdout.readline() if server.stdout else ""
            if not line.startswith("serving http://"):
                raise SourceError(f"{script} does not serve the replica site")
            yield line.split()[1]
        finally:
            server.terminate()
