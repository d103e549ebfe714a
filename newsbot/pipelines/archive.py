"""The web archive of a crawl, and its promise: the page of a record is on disk before the record is."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

import scrapy

from newsbot.archive.shelf import FOLDER
from newsbot.archive.writer import WarcWriter
from newsbot.errors import StoreError, UsageError, reason
from newsbot.pipelines import drop
from newsbot.pipelines.store import BATCH_SECONDS, StorePipeline
from newsbot.records import Article
from newsbot.version import __version__

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

_TOLD = ("DOWNLOAD_DELAY", "CONCURRENT_REQUESTS_PER_DOMAIN", "AUTOTHROTTLE_ENABLED", "DEPTH_LIMIT", "DOWNLOAD_MAXSIZE")
_COUNTERS = {
    "written": "newsbot/warc/exchanges",
    "revisits": "newsbot/warc/revisits",
    "torn": "newsbot/warc/torn_bytes",
}


class ArchivePipeline:
    """Keeps the WARC files beside the dataset, where NEWSBOT_WARC is set; stands before the store.

    ``newsbot.middlewares.warc`` writes to them. An item waits here until the WARC record that it points to is durable.
    Syncs are made one at a time, outside of the event loop; items that come while one is made share the next.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._is_wanted = is_wanted(crawler.settings)
        self._size = _size(crawler.settings)
        self._writer: WarcWriter | None = None
        self._running: asyncio.Task[None] | None = None
        self._next: asyncio.Task[None] | None = None
        self._broken: OSError | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The pipeline of ``crawler``.

        :raises UsageError: when a setting of the archive cannot be meant.
        """
        return cls(crawler)

    def writer(self) -> WarcWriter | None:
        """The writer; ``None`` where no archive is wanted, or no dataset is open as in ``scrapy shell`` and ``parse``.

        :raises StoreError: when it cannot be opened.
        """
        store = self._crawler.get_item_pipeline(StorePipeline)
        if self._writer is None and self._is_wanted and store is not None and store.path is not None:
            settings = self._crawler.settings
            folder = store.path.parent
            self._writer = WarcWriter(folder / FOLDER, folder.name, size=self._size, info=_info(settings))
        return self._writer

    async def process_item(self, item: Article) -> Article:
        """The article, once its page is on disk.

        :raises DropItem: when the disk fails, which ends the crawl.
        """
        if item.archive is None:
            return item
        if self._next is None:
            self._next = asyncio.ensure_future(self._sync_after(self._running))
        try:
            await asyncio.shield(self._next)
        except OSError as error:
            words = f"cannot write {item.archive.path}: {reason(error)}"
            self._crawler.spider.fail(StoreError(words))  # type: ignore[union-attr]
            raise drop(self._crawler, "unwritten") from error
        return item

    async def _sync_after(self, running: asyncio.Task[None] | None) -> None:
        if running is not None:
            await asyncio.wait([running])
        await asyncio.sleep(BATCH_SECONDS)  # what comes within this time goes with it
        self._running, self._next = self._next, None
        handle = self._writer.sync_handle() if self._writer else None
        try:
            if handle is not None:
                await asyncio.get_running_loop().run_in_executor(None, _sync, handle)
        except OSError as error:
            self._broken = self._broken or error  # a file tells of a failure once, but what came before it may be lost
        if self._broken is not None:
            raise self._broken

    def close_spider(self) -> None:
        """Finish the file, and count."""
        self._is_wanted = False
        writer, self._writer = self._writer, None
        if writer is None:
            return
        for name, counter in _COUNTERS.items():
            if number := getattr(writer, name):
                self._crawler.stats.set_value(counter, number)
        try:
            writer.close()
        except StoreError as error:
            self._crawler.spider.fail(error)  # type: ignore[union-attr]


def is_wanted(settings: BaseSettings) -> bool:
    """Whether the settings ask for an archive.

    :raises UsageError: when they do not say yes or no.
    """
    try:
        return settings.getbool("NEWSBOT_WARC")
    except ValueError as error:
        raise UsageError(f"NEWSBOT_WARC must be 1 or 0, not {settings['NEWSBOT_WARC']!r}") from error


def _size(settings: BaseSettings) -> int:
    value = str(settings["NEWSBOT_WARC_SIZE"])
    if not value.isascii() or not value.isdigit() or not int(value):
        raise UsageError(f"NEWSBOT_WARC_SIZE must be a number of bytes, not {value!r}")
    return int(value)


def _sync(handle: int) -> None:
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _info(settings: BaseSettings) -> dict[str, str]:
    """What is said of the crawl at the head of each file."""
    contact = str(settings["NEWSBOT_CONTACT"] or "").strip()
    return {
        "software": f"newsbot/{__version__} (Scrapy/{scrapy.__version__})",
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "robots": "classic (RFC 9309 is obeyed)" if settings.getbool("ROBOTSTXT_OBEY") else "ignore",
        "http-header-user-agent": str(settings["USER_AGENT"]) + (f" (+{contact})" if contact else ""),
        **({"operator": contact} if contact else {}),
        "settings": ", ".join(f"{name}={settings[name]}" for name in _TOLD),
    }
