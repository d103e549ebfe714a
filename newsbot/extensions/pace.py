"""The pause between two requests to a host, counted from the end of an answer."""

from __future__ import annotations

import random
from time import monotonic
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import NotConfigured

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response


class Pace:
    """Makes DOWNLOAD_DELAY the least pause: it begins when an answer has arrived, and jitter only lengthens it.

    Scrapy counts from the start of a request and takes jitter off as well as adding it: a slow server then gets its
    next request at once, and one request in two comes earlier than what was set.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._jitter = crawler.settings.getfloat("DOWNLOAD_DELAY_JITTER")
        if crawler.settings.getfloat("DOWNLOAD_DELAY") < 0.01 and not crawler.settings.getbool("AUTOTHROTTLE_ENABLED"):
            raise NotConfigured

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The extension of ``crawler``.

        :raises NotConfigured: when no pause is wanted.
        """
        extension = cls(crawler)
        crawler.signals.connect(extension.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(extension.response_downloaded, signal=signals.response_downloaded)
        return extension

    def spider_opened(self) -> None:
        """Take the jitter over from the downloader."""
        self._crawler.engine.downloader._jitter = 0.0  # noqa: SLF001 (as AutoThrottle sets its delay)

    def response_downloaded(self, request: Request, response: Response) -> None:  # noqa: ARG002 (the signal's arguments)
        """Begin the pause."""
        slot = self._crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))
        if slot is not None:
            extra = slot.delay * random.uniform(0, self._jitter)  # noqa: S311 (not for secrets)
            slot.lastseen = max(slot.lastseen, monotonic() + extra)
