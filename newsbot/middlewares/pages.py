"""A crawl fetches so many pages and no more."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from newsbot.counters import REFUSED
from newsbot.middlewares.later import Later

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)


class PageLimitMiddleware:
    """Lets ``max_pages`` of the spider pass and no request more; robots.txt, retries and redirects count as one page.

    Scrapy's CLOSESPIDER_PAGECOUNT still fetches what is queued in the downloader, and counts robots.txt.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._passed = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The middleware of ``crawler``."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Count the request.

        :raises Later: when the limit is reached.
        """
        limit: int | None = getattr(self._crawler.spider, "max_pages", None)
        meta = request.meta
        if limit is None or meta.get("dont_obey_robotstxt") or "redirect_times" in meta or "retry_times" in meta:
            return
        if self._passed >= limit:
            if not self._crawler.stats.get_value(REFUSED + "max-pages"):
                logger.info("%d pages are fetched, the limit of this crawl: the rest is left out", limit)
            self._crawler.stats.inc_value(REFUSED + "max-pages")
            raise Later("the page limit is reached")
        self._passed += 1
