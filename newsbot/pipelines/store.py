"""Records go to ``<NEWSBOT_DATA>/<site>/articles.jsonl``, in batches, each on disk before its items count as done."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsbot.counters import CHANGED, NEW
from newsbot.dataset.scratch import Seen
from newsbot.dataset.store import ArticleStore, Verdict
from newsbot.errors import StoreError
from newsbot.pipelines import drop
from newsbot.records import Article, to_dict

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

BATCH_SECONDS = 0.02
"""What comes within this time is written together: a slow crawl writes each record at once, a fast one saves syncs."""


def folder_name(site: str) -> str:
    """The folder of the dataset of ``site``: its name, from which nothing can lead elsewhere."""
    return re.sub(r"[^\w.-]", "_", site, flags=re.ASCII).lstrip(".") or "_"


class StorePipeline:
    """Writes new and changed records; passes on what it wrote, as a dict for the feed exports.

    Batches are written one at a time, outside of the event loop: a slow disk holds up no request.
    The store is opened by the spider when a crawl starts, else with the first item: ``scrapy shell`` and
    ``scrapy parse`` write nothing and need no lock.

    :ivar path: the file that was opened.
    :ivar held: how many articles it held when it was closed.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.path: Path | None = None
        self.held = 0
        self._crawler = crawler
        self._store: ArticleStore | None = None
        self._batch: list[tuple[Article, asyncio.Future[tuple[Verdict, Article]]]] = []
        self._writing: asyncio.Task[None] | None = None
        self._seen = Seen()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The pipeline of ``crawler``."""
        return cls(crawler)

    @property
    def store(self) -> ArticleStore | None:
        """The open store."""
        return self._store

    def open(self, site: str) -> ArticleStore:
        """Open the store of ``site``, unless it is open.

        :raises StoreError: when another crawl writes it, or it cannot be written.
        """
        if self._store is None:
            data = self._crawler.settings["NEWSBOT_DATA"]
            if "://" in data:
                raise StoreError(f"NEWSBOT_DATA must be a folder of this machine, not {data}")
            path = Path(self._crawler.settings["NEWSBOT_DATA"]).expanduser() / folder_name(site) / "articles.jsonl"
            self._store = ArticleStore(path)
            self.path = path
        return self._store

    async def process_item(self, item: Article) -> dict[str, Any]:
        """The record as it was written, once it is on disk.

        :raises DropItem: for an article that the dataset holds already, or had from another URL in this crawl; and when
            it could not be written, which ends the crawl.
        """
        try:
            if not self._seen.add(item.id):
                raise drop(self._crawler, "duplicate")
            self.open(item.site)
            verdict, record = await self._enqueue(item)
        except StoreError as error:
            self._crawler.spider.fail(error)  # type: ignore[union-attr]
            raise drop(self._crawler, "unwritten") from error
        if verdict is Verdict.UNCHANGED:
            raise drop(self._crawler, "unchanged")
        self._crawler.stats.inc_value(NEW if verdict is Verdict.NEW else CHANGED)
        return to_dict(record)

    def _enqueue(self, article: Article) -> asyncio.Future[tuple[Verdict, Article]]:
        done: asyncio.Future[tuple[Verdict, Article]] = asyncio.get_running_loop().create_future()
        self._batch.append((article, done))
        if self._writing is None:
            self._writing = asyncio.ensure_future(self._write())
        return done

    async def _write(self) -> None:
        """Write batches while there are any."""
        while self._batch and self._store is not None:
            await asyncio.sleep(BATCH_SECONDS)
            batch, self._batch = self._batch, []
            try:
                judged = await asyncio.to_thread(self._store.append, [article for article, _ in batch])
            except Exception as error:  # whatever it is, nobody must wait for ever
                for _, done in batch:
                    if not done.cancelled():
                        done.set_exception(error)
                continue
            for (_, done), verdict in zip(batch, judged, strict=True):
                if not done.cancelled():
                    done.set_result(verdict)
        self._writing = None

    async def close_spider(self) -> None:
        """Write what is left and give the store back."""
        if self._writing is not None:
            await self._writing
        if self._store is not None:
            store, self._store = self._store, None
            with store:
                self.held = len(store)
