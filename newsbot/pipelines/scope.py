"""Articles from outside the days that a crawl is to cover become no record."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from newsbot.pipelines import drop
from newsbot.records import Article

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler


class ScopePipeline:
    """Drops articles that were published before ``since`` or after ``until``; one without a date passes."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The pipeline of ``crawler``."""
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        """The article.

        :raises DropItem: for one from another time.
        """
        arguments = getattr(self._crawler.spider, "arguments", None)
        day = date.fromisoformat(item.published_date) if item.published_date else None
        if arguments is not None and not arguments.scope.covers(day):
            raise drop(self._crawler, "out-of-range")
        return item
