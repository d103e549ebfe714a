"""One log line per event, without the record that Scrapy would print with it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from itemadapter import ItemAdapter
from scrapy import logformatter

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request, Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.logformatter import LogFormatterResult
    from twisted.python.failure import Failure


class LogFormatter(logformatter.LogFormatter):
    """Names an item by its URL.

    Pages, records and dropped pages are counted; one by one they are shown with -L DEBUG only, so that the log of a
    crawl does not grow with its site. Without it no line is made of them: Scrapy would make it, and then not write it.
    """

    def __init__(self, *, shows_each: bool = True) -> None:
        self._shows_each = shows_each

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The formatter for the LOG_LEVEL of ``crawler``."""
        level = crawler.settings["LOG_LEVEL"]
        return cls(shows_each=(logging.getLevelNamesMapping().get(level, level)) <= logging.DEBUG)

    def crawled(self, request: Request, response: Response, spider: Spider) -> LogFormatterResult | None:  # type: ignore[override]
        """An answer that has arrived."""
        return super().crawled(request, response, spider) if self._shows_each else None

    def scraped(  # type: ignore[override]
        self,
        item: Any,
        response: Response | Failure | None,  # noqa: ARG002
        spider: Spider,  # noqa: ARG002
    ) -> LogFormatterResult | None:
        """A record that is on disk."""
        return _line(logging.DEBUG, "record", item) if self._shows_each else None

    def dropped(  # type: ignore[override]
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,  # noqa: ARG002
        spider: Spider,  # noqa: ARG002
    ) -> LogFormatterResult | None:
        """A page that becomes no record, with the reason."""
        return _line(logging.DEBUG, f"dropped ({exception})", item) if self._shows_each else None

    def item_error(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,  # noqa: ARG002
        spider: Spider,  # noqa: ARG002
    ) -> LogFormatterResult:
        """A page whose record could not be processed."""
        return _line(logging.ERROR, f"failed ({type(exception).__name__})", item)


def _line(level: int, what: str, item: Any) -> LogFormatterResult:
    url = ItemAdapter(item).get("url") if ItemAdapter.is_item(item) else item
    return {"level": level, "msg": "%(what)s %(url)s", "args": {"what": what, "url": url}}
