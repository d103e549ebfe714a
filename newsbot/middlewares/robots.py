"""robots.txt as RFC 9309 reads it, and its Crawl-delay."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler, load_object

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

MAX_BYTES = 500 * 1024
"""What is read of a robots.txt (RFC 9309, 2.5)."""


class RobotsMiddleware:
    """Asks the robots.txt of a host before its first page; stands in for Scrapy's RobotsTxtMiddleware.

    That one takes an unreachable robots.txt for permission and reads error pages as rules. Here a host is closed where
    robots.txt is unreachable (5xx, 429, no answer) and open where it is missing (any other 4xx, redirects to nowhere).
    A Crawl-delay becomes the least pause between requests, up to AUTOTHROTTLE_MAX_DELAY.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        if not settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self._crawler = crawler
        self._name: str = settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"]
        self._parser: type[RobotParser] = load_object(settings["ROBOTSTXT_PARSER"])
        self._rules: dict[str, asyncio.Future[RobotParser | str]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The middleware of ``crawler``."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Wait for the rules of the host and follow them.

        :raises IgnoreRequest: for a page that they close.
        """
        url = urlparse_cached(request)
        if request.meta.get("dont_obey_robotstxt") or url.scheme not in {"http", "https"}:
            return
        rules = self._rules.get(url.netloc)
        if rules is None:
            rules = self._rules[url.netloc] = asyncio.ensure_future(self._ask(request))
        answer = await rules
        if isinstance(answer, str) or not answer.allowed(request.url, self._name):
            self._crawler.stats.inc_value("robotstxt/forbidden")
            raise IgnoreRequest(answer if isinstance(answer, str) else "closed by robots.txt")

    async def _ask(self, request: Request) -> RobotParser | str:
        """The rules of the host of ``request``; why it is closed, where it has none that can be had."""
        page = urlparse_cached(request)
        question = Request(
            f"{page.scheme}://{page.netloc}/robots.txt",
            priority=1000,
            meta={"dont_obey_robotstxt": True},
            callback=NO_CALLBACK,
        )
        stats = self._crawler.stats
        stats.inc_value("robotstxt/request_count")
        try:
            response = await self._crawler.engine.download_async(question)
        except IgnoreRequest:  # it redirects in circles or to another host: as good as missing
            return self._parse(b"")
        except Exception as error:  # whatever the download raises, there is no robots.txt
            stats.inc_value(f"robotstxt/exception_count/{type(error).__name__}")
            return _closed(f"{question.url} cannot be fetched, so the host is closed: {error}")
        status = response.status
        stats.inc_value("robotstxt/response_count")
        stats.inc_value(f"robotstxt/response_status_count/{status}")
        if status >= 500 or status == 429:
            return _closed(f"{question.url} answers {status}, so the host is closed")
        parser = self._parse(response.body[:MAX_BYTES] if status < 400 else b"")
        self._slow_down(parser, question)
        return parser

    def _parse(self, body: bytes) -> RobotParser:
        parser: RobotParser = build_from_crawler(self._parser, self._crawler, body)
        return parser

    def _slow_down(self, parser: RobotParser, request: Request) -> None:
        """Make the pause between requests to the host as long as its robots.txt asks for."""
        asked = parser.crawl_delay(self._name)
        if not asked or asked < 0:
            return
        longest = self._crawler.settings.getfloat("AUTOTHROTTLE_MAX_DELAY")
        if asked > longest:
            logger.warning("%s asks for %g s between requests; %g s are kept", request.url, asked, longest)
        delay = min(asked, longest)
        downloader = self._crawler.engine.downloader
        key = downloader.get_slot_key(request)
        slot = downloader.slots.get(key)
        if slot is not None and slot.delay < delay:
            slot.delay, slot.jitter = delay, 0.0
            downloader.per_slot_settings[key] = {"delay": delay, "jitter": 0.0}  # for the slot after a long silence
        throttle = self._crawler.get_extension(AutoThrottle)
        if throttle is not None:
            throttle.mindelay = max(throttle.mindelay, delay)


def _closed(why: str) -> str:
    logger.warning(why)
    return why
