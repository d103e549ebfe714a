"""``newsbot crawl``: a site into its dataset."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast
from urllib.parse import urlsplit

from scrapy.commands import crawl
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from newsbot import errors
from newsbot.commands import one_line_errors
from newsbot.commands.crawling import run
from newsbot.commands.options import describe, plain_arguments
from newsbot.commands.terminal import complain, say
from newsbot.dataset.files import check_writable
from newsbot.errors import NewsbotError, StoreError, reason

if TYPE_CHECKING:
    from scrapy.crawler import CrawlerProcessBase
    from scrapy.settings import Settings

    from newsbot.spiders.base import ArticleSpider


class Command(crawl.Command):
    """Scrapy's command with a progress line, a summary and exit codes that tell how it went."""

    default_settings: ClassVar[dict[str, Any]] = {"NEWSBOT_PROGRESS": True, "STATS_DUMP": False}

    def syntax(self) -> str:
        """The arguments, for the usage line."""
        return "SPIDER [-a url=URL] [-a max_pages=N] [-a refresh=yes] [-O FILE] [options]"

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "Crawl a site into <NEWSBOT_DATA>/<site>/articles.jsonl"

    def long_desc(self) -> str:
        """What the command does, for its help."""
        return (
            "Walks the listings of a site and writes each new article to <NEWSBOT_DATA>/<site>/articles.jsonl"
            " (NEWSBOT_DATA is 'data' unless it is set). SPIDER is a name that 'list' shows; 'site' crawls the host of"
            " -a url=URL. -a max_pages=N bounds the crawl, -a refresh=yes fetches known articles again to record what"
            " changed. -o or -O FILE writes what this crawl found to FILE too. Exit code: 0, 1 if it failed, 2 for a"
            " wrong option, 130 if interrupted."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        one_line_errors(parser)
        describe(parser, self, "site -a url=https://host/ -s NEWSBOT_CONTACT=you@example.org")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check the options.

        :raises UsageError: for what cannot be meant.
        """
        super().process_options(args, opts)
        opts.spiders = plain_arguments(args)
        if len(opts.spiders) != 1:
            raise UsageError("name one spider, such as: crawl site -a url=https://host/", print_help=False)
        settings = cast("Settings", self.settings)
        spiders = get_spider_loader(settings)
        (name,) = opts.spiders
        if name not in spiders.list():
            raise UsageError(f"there is no spider {name!r}: see 'list'", print_help=False)
        try:
            cast("type[ArticleSpider]", spiders.load(name))(**opts.spargs).check(settings)
        except errors.UsageError as error:
            raise UsageError(str(error), print_help=False) from error

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 (signature of the base)
        """Run the command; ``exitcode`` tells how it went."""
        process = cast("CrawlerProcessBase", self.crawler_process)
        try:
            for uri in process.settings.getdict("FEEDS"):
                _check_feed(str(uri))
        except NewsbotError as error:
            complain(str(error))
            self.exitcode = 1
            return
        outcome = run(process, self._create_crawler(opts.spiders[0]), **opts.spargs)
        if outcome.path:
            say(f"{outcome.path}: {outcome.counts.line()} in {outcome.counts.seconds:.0f} s")
        if outcome.error:
            complain(outcome.error)
        self.exitcode = outcome.code


def _check_feed(uri: str) -> None:
    """Check that a file for -o or -O can be written, which Scrapy finds out with the first record only.

    :raises StoreError: when it cannot.
    """
    if "%(" in uri or urlsplit(uri).scheme:
        return
    try:
        Path(uri).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"cannot write {uri}: {reason(error)}") from error
    check_writable(Path(uri))
