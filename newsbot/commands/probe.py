"""``newsbot probe``: what one page says, where each field comes from, and what speaks against it."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from attrs import evolve
from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.archive.addresses import printed, web_address
from newsbot.archive.files import read_page
from newsbot.archive.page import Page
from newsbot.commands import one_line_errors
from newsbot.commands.crawling import run
from newsbot.commands.examining import as_json, show
from newsbot.commands.options import describe, plain_arguments
from newsbot.commands.terminal import complain, write_out
from newsbot.errors import NewsbotError, SourceError
from newsbot.errors import UsageError as NewsbotUsageError
from newsbot.pages.article import Examination
from newsbot.records import Warn
from newsbot.spiders.base import ArticleSpider

if TYPE_CHECKING:
    from scrapy.crawler import CrawlerProcessBase
    from scrapy.http import Response
    from scrapy.settings import Settings

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,20}://", re.IGNORECASE)
_PIPED_WIDTH = 80


class Command(ScrapyCommand):
    """Fetches or reads one page and prints what it says."""

    def syntax(self) -> str:
        """The arguments, for the usage line."""
        return "URL-or-FILE [options]"

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "Show what one page says, where each field comes from and what speaks against it"

    def long_desc(self) -> str:
        """What the command does, for its help."""
        return (
            "Fetches a page (with all settings of a crawl: robots.txt is obeyed, a public host needs NEWSBOT_CONTACT)"
            " or reads a file, and prints each field of its record, where it comes from, what else the page states"
            " for it, and the warnings in words. Nothing is stored. Exit code: 0 if the page could be read, even if it"
            " is no article, 1 if not, 2 for a wrong option."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        one_line_errors(parser)
        parser.add_argument("--url", help="the address that a FILE was fetched from, where it does not say so itself")
        parser.add_argument("--json", action="store_true", help="print JSON, whole and for machines")
        describe(parser, self, "saved/page.html --url https://host/tin-tuc/a-123.html")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check the options; only a URL needs the crawler.

        :raises UsageError: for what cannot be meant.
        """
        super().process_options(args, opts)
        arguments = plain_arguments(args)
        if len(arguments) != 1:
            raise UsageError("name one page: a URL or a file", print_help=False)
        opts.page = arguments[0]
        opts.is_url = _SCHEME.match(opts.page) is not None
        if opts.is_url and opts.url is not None:
            raise UsageError("--url is for files: a URL that is fetched has its own", print_help=False)
        for url in (opts.page if opts.is_url else None, opts.url):
            if url is not None and web_address(url) is None:
                raise UsageError(f"not an http(s) URL: {url}", print_help=False)
        self.requires_crawler_process = opts.is_url
        settings = cast("Settings", self.settings)
        settings.set("LOG_LEVEL", "ERROR", priority="spider")  # above the project, below what -L says

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 (signature of the base)
        """Run the command; ``exitcode`` tells how it went."""
        try:
            page = self._fetch(opts.page) if opts.is_url else _read(Path(opts.page), opts.url)
            examination = _examine(page)
            text = as_json(examination) if opts.json else _shown(examination)
            write_out([text.encode("utf-8", "replace")])
        except NewsbotError as error:
            complain(str(error))
            self.exitcode = 2 if isinstance(error, NewsbotUsageError) else 1

    def _fetch(self, url: str) -> Page:
        process = cast("CrawlerProcessBase", self.crawler_process)
        crawler = process.create_crawler(_OnePageSpider)
        outcome = run(process, crawler, url=url)
        page = crawler.spider.page if isinstance(crawler.spider, _OnePageSpider) else None
        if page is None:
            kind = NewsbotUsageError if outcome.code == 2 else SourceError
            raise kind(outcome.error or f"{url}: nothing came back")
        return page


def _read(path: Path, url: str | None) -> Page:
    try:
        page = read_page(path, Path(path.name))
    except SourceError as error:
        raise SourceError(f"{printed(path)}: {error}") from error
    return evolve(page, url=web_address(url) or page.url) if url else page


def _examine(page: Page) -> Examination:
    try:
        examination = page.examination()
    except SourceError as error:
        raise SourceError(f"{page.location}: {error}") from error
    if Warn.UNREADABLE in examination.article.warnings:
        raise SourceError(f"{page.location}: the page is no text")
    return examination


def _shown(examination: Examination) -> str:
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    text = StringIO()
    console = Console(file=text, force_terminal=is_terminal, width=None if is_terminal else _PIPED_WIDTH)
    show(console, examination)
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


class _OnePageSpider(ArticleSpider):
    """Fetches its start page as a crawl would, keeps it and stores nothing."""

    name = "probe"
    custom_settings = {"ITEM_PIPELINES": {}, "EXTENSIONS": {}}  # noqa: RUF012 (declared by the base)
    page: Page | None = None

    def parse(self, response: Response) -> Iterator[Any]:
        """Keep the page."""
        self.page = Page(
            body=response.body,
            url=response.url,
            location=response.url,
            headers={str(name): value for name, value in response.headers.to_unicode_dict().items()},
            fetched_at=self.now(),
        )
        yield from ()
