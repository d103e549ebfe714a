"""``newsbot crawl``: a site into its dataset."""

from __future__ import annotations

import argparse
import signal
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast
from urllib.parse import urlsplit

from scrapy.commands import crawl
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from newsbot import errors
from newsbot.commands import one_line_errors
from newsbot.commands.crawling import DEGRADED, INTERRUPTED, run
from newsbot.commands.fleet import LOG, Done, belongs, is_due, jobs, last_words, run_all, shard
from newsbot.commands.notify import notify
from newsbot.commands.options import describe, plain_arguments
from newsbot.commands.terminal import complain, say
from newsbot.dataset.files import check_writable
from newsbot.dataset.runs import append_run
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
        return "SPIDER [-a url=URL] [-a since=DAY] [-a max_pages=N] [-O FILE] [options], or --all [SITE...] [options]"

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "Crawl a site into <NEWSBOT_DATA>/<site>/articles.jsonl"

    def long_desc(self) -> str:
        """What the command does, for its help."""
        return (
            "Walks the listings of a site and writes each new article to <NEWSBOT_DATA>/<site>/articles.jsonl"
            " (NEWSBOT_DATA is 'data' unless it is set). SPIDER is a name that 'list' shows; 'site' crawls the host of"
            " -a url=URL. -a sections=/a,/b walks these listings only; -a since=2024-01-31 and -a until=... bound the"
            " days; -a max_pages=N bounds the crawl; -a refresh=yes fetches known articles again to see what changed;"
            " -a full=yes reads every listing to its end. -o or -O FILE writes what this crawl found to FILE too. --all"
            " crawls every site that is due, each in a process of its own. Exit code: 0, 1 if it failed, 2 for a wrong"
            " option, 3 if it is degraded (see 'status'), 130 if interrupted."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        one_line_errors(parser)
        group = parser.add_argument_group("Many sites")
        group.add_argument("--all", action="store_true", help="crawl every site that is due, or those named")
        group.add_argument("--now", action="store_true", help="with --all: whether due or not")
        group.add_argument("--jobs", type=int, default=4, metavar="N", help="with --all: at one time (default 4)")
        group.add_argument("--shard", metavar="i/n", help="with --all: the i-th part of n, for many machines")
        group.add_argument("--timeout", type=float, metavar="S", help="with --all: end a crawl after S seconds")
        describe(parser, self, "site -a url=https://host/ -s NEWSBOT_CONTACT=me@a.org")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check the options.

        :raises UsageError: for what cannot be meant.
        """
        super().process_options(args, opts)
        opts.spiders = plain_arguments(args)
        if opts.all:
            self._check_all(opts)
            return
        if opts.shard or opts.now or opts.timeout:
            raise UsageError("--shard, --now and --timeout belong to --all", print_help=False)
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

    def _check_all(self, opts: argparse.Namespace) -> None:
        """Find the sites to crawl.

        :raises UsageError: for options that cannot be meant together.
        """
        settings = cast("Settings", self.settings)
        if opts.spargs or opts.output or opts.overwrite_output:
            raise UsageError("--all takes neither -a nor -o nor -O", print_help=False)
        if opts.jobs < 1:
            raise UsageError("--jobs must be 1 or more", print_help=False)
        data = Path(settings["NEWSBOT_DATA"]).expanduser()
        try:
            chosen = jobs(data, opts.spiders)
            part = shard(opts.shard) if opts.shard else (1, 1)
        except errors.UsageError as error:
            raise UsageError(str(error), print_help=False) from error
        hours, now = settings.getfloat("NEWSBOT_INTERVAL_HOURS"), datetime.now(UTC)
        opts.jobs_chosen = [
            job for job in chosen if belongs(job.site, part) and (opts.now or is_due(job, data, hours, now))
        ]

    def _run_all(self, opts: argparse.Namespace) -> int:
        """Crawl the sites; the worst exit code."""
        settings = cast("Settings", self.settings)
        data = Path(settings["NEWSBOT_DATA"]).expanduser()
        if not opts.jobs_chosen:
            say("no site is due")
            return 0
        stopped: list[int] = []
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda number, _: stopped.append(number))
        passed = [part for setting in opts.set for part in ("-s", setting)]
        passed += ["-L", opts.loglevel] if opts.loglevel else []
        done = run_all(
            opts.jobs_chosen,
            data,
            passed,
            at_once=opts.jobs,
            timeout=opts.timeout,
            tell=lambda one: self._tell(data, one),
            is_stopped=lambda: bool(stopped),
        )
        codes = {one.code for one in done}
        bad = codes - {0, DEGRADED}
        say(f"{len(done)} sites crawled, {sum(one.code == 0 for one in done)} well: see 'newsbot status'")
        return INTERRUPTED if stopped else 1 if bad else DEGRADED if DEGRADED in codes else 0

    def _tell(self, data: Path, one: Done) -> None:
        """Say how a crawl of many ended, and what it could not say itself."""
        say(f"{one.job.site}: exit code {one.code} after {one.seconds:.0f} s, see {LOG} there")
        if one.death is None:
            return
        complain(f"{one.job.site}: {one.death}")
        died = last_words(data, one)
        try:
            append_run(data / one.job.site, died)
        except StoreError as error:
            complain(str(error))
        notify(cast("Settings", self.settings), died)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 (signature of the base)
        """Run the command; ``exitcode`` tells how it went."""
        if opts.all:
            try:
                self.exitcode = self._run_all(opts)
            except NewsbotError as error:
                complain(str(error))
                self.exitcode = 1
            return
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
        if outcome.run is not None:
            notify(process.settings, outcome.run)
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
