"""No page is asked for twice in a crawl."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from scrapy.dupefilters import BaseDupeFilter

from newsbot.dataset.scratch import Seen
from newsbot.errors import StoreError

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request, Spider
    from scrapy.crawler import Crawler


class FlatDupeFilter(BaseDupeFilter):
    """Leaves out requests that were made already: with this method, URL and body.

    Scrapy's own takes URLs for one whose parameters stand in another order, also where a server redirects from one
    order to the other, and keeps what it has seen in memory.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._seen = Seen()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The filter of ``crawler``."""
        return cls(crawler)

    def request_seen(self, request: Request) -> bool:
        """Whether a request like this one was made; it is from now on. A failing disk ends the crawl."""
        try:
            return not self._seen.add((request.method, urldefrag(request.url)[0], request.body))
        except StoreError as error:
            self._crawler.spider.fail(error)  # type: ignore[union-attr]
            return False

    def log(self, request: Request, spider: Spider) -> None:  # noqa: ARG002 (the base's arguments)
        """Count a request that is left out."""
        self._crawler.stats.inc_value("dupefilter/filtered")
