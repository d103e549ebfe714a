"""One log line per event, without the record that Scrapy would print with it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from itemadapter import ItemAdapter
from scrapy import logformatter

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.http import Response
    from scrapy.logformatter import LogFormatterResult
    from twisted.python.failure import Failure


class LogFormatter(logformatter.LogFormatter):
    """Names an item by its URL.

    Records and dropped pages are counted; one by one they are shown with -L DEBUG only, so that the log of a crawl
    does not grow with its site.
    """

    def scraped(self, item: Any, response: Response | Failure | None, spider: Spider) -> LogFormatterResult:  # noqa: ARG002
        """A record that is on disk."""
        return _line(logging.DEBUG, "record", item)

    def dropped(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,  # noqa: ARG002
        spider: Spider,  # noqa: ARG002
    ) -> LogFormatterResult:
        """A page that becomes no record, with the reason."""
        return _line(logging.DEBUG, f"dropped ({exception})", item)

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
