"""One crawl, from a command: run it, and say how it ended."""

from __future__ import annotations

import asyncio
import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen
from scrapy.utils.log import get_scrapy_root_handler

from newsbot.counters import Counts
from newsbot.dataset import monitors
from newsbot.dataset.runs import Run
from newsbot.errors import NewsbotError, UsageError
from newsbot.extensions.history import History
from newsbot.pipelines.store import StorePipeline
from newsbot.spiders.base import failures

if TYPE_CHECKING:
    from scrapy.crawler import Crawler, CrawlerProcessBase
    from scrapy.settings import BaseSettings

INTERRUPTED = 130
"""The exit code of a crawl that was broken off, as shells have it for Ctrl-C."""
DEGRADED = 3
"""The exit code of a crawl that ended well and that a monitor found something about."""
_BROKEN_OFF = "interrupted: what was found is written, the same command goes on from there"
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_TALKATIVE = {
    "scrapy.addons": logging.WARNING,
    "scrapy.crawler": logging.WARNING,
    "scrapy.extensions.memusage": logging.WARNING,
    "scrapy.middleware": logging.WARNING,
    # What these warn of, the spider says too, once for each page and in a line.
    "scrapy.core.downloader.handlers.http11": logging.ERROR,
    "scrapy.downloadermiddlewares.httpcompression": logging.ERROR,
}


@frozen
class Outcome:
    """How a crawl ended.

    :ivar code: the exit code: 0 for well, 1 for failed, 2 for a wrong argument, 3 for degraded, 130 for broken off.
    :ivar error: what went wrong, in one line.
    :ivar path: the dataset that the crawl wrote or would have written; ``None`` when it could not begin.
    :ivar run: its line in the history of the site, if it got that far.
    """

    counts: Counts
    code: int
    error: str | None = None
    path: Path | None = None
    run: Run | None = None


def _quieten(settings: BaseSettings) -> None:
    """Keep from the log what Scrapy is made of, unless everything is to be logged.

    The error that ends a crawl is kept from it too: the command prints it, once.
    """
    failures.setLevel(logging.CRITICAL)
    if settings["LOG_LEVEL"] != "DEBUG":
        for name, level in _TALKATIVE.items():
            logging.getLogger(name).setLevel(level)


class _Harmless(logging.Filter):
    """Lets no control character of a page reach the terminal: messages of exceptions may quote what a server sent."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        if _UNSAFE.search(text):
            record.msg, record.args = _UNSAFE.sub(lambda match: ascii(match[0])[1:-1], text), ()
        return True


def _guard_log() -> None:
    handler = get_scrapy_root_handler()
    if handler is not None and not any(isinstance(found, _Harmless) for found in handler.filters):
        handler.addFilter(_Harmless())


def run(process: CrawlerProcessBase, crawler: Crawler, **arguments: Any) -> Outcome:
    """Crawl until the end. To be called once per process, since the reactor cannot be started again."""
    _quieten(process.settings)
    _guard_log()
    crawl = process.crawl(crawler, **arguments)
    process.start()
    pipeline = _pipeline(crawler)
    path = pipeline.path if pipeline else None
    if isinstance(crawl, asyncio.Future) and not crawl.done():
        # Two signals: nothing was waited for. A batch that is being written is finished by its thread; what waited
        # for the next batch is on the plan of the next crawl.
        return Outcome(Counts.of(crawler.stats.get_stats()), INTERRUPTED, _BROKEN_OFF, path)
    error = crawl.exception() if isinstance(crawl, asyncio.Future) and not crawl.cancelled() else None
    if isinstance(error, NewsbotError):
        return _failed(error, Counts.of({}), None)
    if error is not None:
        raise error
    stats = crawler.stats.get_stats()
    counts = Counts.of(stats)
    failure: NewsbotError | None = getattr(crawler.spider, "failure", None)
    history = crawler.get_extension(History)
    noted = history.run if history else None
    if failure is not None:
        return evolve(_failed(failure, counts, path), run=noted)
    return Outcome(counts, *_ending(stats), path, noted)


def _pipeline(crawler: Crawler) -> StorePipeline | None:
    """The pipeline that writes, where the crawl got as far as to make it."""
    try:
        return crawler.get_item_pipeline(StorePipeline)
    except RuntimeError:
        return None


def _failed(error: NewsbotError, counts: Counts, path: Path | None) -> Outcome:
    return Outcome(counts, 2 if isinstance(error, UsageError) else 1, str(error), path)


def _ending(stats: dict[str, Any]) -> tuple[int, str | None]:
    """Exit code and error of a crawl that could begin."""
    reason = stats.get("finish_reason")
    if reason == "shutdown":
        return INTERRUPTED, _BROKEN_OFF
    if reason != "finished" and not str(reason).startswith("closespider_"):
        return 1, f"the crawl ended early: {reason}"
    if stats.get("log_count/ERROR"):
        return 1, "there were errors, see the log"
    verdict = stats.get("newsbot/run/verdict")
    if verdict == monitors.FAILED:
        return 1, "the crawl failed: see the warnings of the monitors in the log"
    return (DEGRADED if verdict == monitors.DEGRADED else 0), None
