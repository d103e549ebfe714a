"""robots.txt as RFC 9309 reads it, and its Crawl-delay."""

from __future__ import annotations

import asyncio
import logging
from time import monotonic
from typing import TYPE_CHECKING

from attrs import frozen
from scrapy import Request
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler, load_object

from newsbot.counters import FAILED, FAULT, LATER
from newsbot.discovery.sitemap import robots_sitemaps
from newsbot.middlewares.faults import name_of, words_of
from newsbot.middlewares.later import Later

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response

logger = logging.getLogger(__name__)

MAX_BYTES = 500 * 1024
"""What is read of a robots.txt (RFC 9309, 2.5)."""
MAX_AGE = 24 * 3600
"""After so many seconds a robots.txt is asked for again (RFC 9309, 2.4)."""


@frozen
class Unreachable:
    """Why there are no rules, so that a host is closed.

    :ivar counter: what its pages are counted under; :ivar words: for the log.
    """

    counter: str
    words: str


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
        self._rules: dict[str, tuple[float, asyncio.Future[RobotParser | Unreachable]]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The middleware of ``crawler``."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Wait for the rules of the host and follow them.

        :raises IgnoreRequest: for a page that they close.
        :raises Later: when they cannot be had.
        """
        url = urlparse_cached(request)
        if request.meta.get("dont_obey_robotstxt") or url.scheme not in {"http", "https"}:
            return
        asked, rules = self._rules.get(url.netloc, (0.0, None))
        if rules is None or monotonic() - asked > MAX_AGE:
            rules = asyncio.ensure_future(self._ask(request))
            self._rules[url.netloc] = (monotonic(), rules)
        answer = await rules
        if isinstance(answer, Unreachable):
            self._crawler.stats.inc_value(answer.counter)
            if answer.counter.startswith(FAULT):
                self._crawler.stats.inc_value(FAILED)
            raise Later(answer.words)
        if not answer.allowed(request.url, self._name):
            self._crawler.stats.inc_value("robotstxt/forbidden")
            raise IgnoreRequest("closed by robots.txt")

    async def _ask(self, request: Request) -> RobotParser | Unreachable:
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
        except Later as error:
            return _closed(LATER + "robots", f"{question.url} is not asked for, so the host is closed: {error}")
        except IgnoreRequest:  # it redirects in circles or to another host: as good as missing
            return self._parse(b"")
        except Exception as error:  # whatever the download raises, there is no robots.txt
            stats.inc_value(f"robotstxt/exception_count/{type(error).__name__}")
            words = f"{question.url} cannot be fetched, so the host is closed: {words_of(error)}"
            return _closed(f"{FAULT}robots-{name_of(error)}", words)
        status = response.status
        stats.inc_value("robotstxt/response_count")
        stats.inc_value(f"robotstxt/response_status_count/{status}")
        if status >= 500 or status == 429:
            words = f"{question.url} answers {status}, so the host is closed"
            return _closed(f"{FAULT}robots-status-{status}", words)
        parser = self._parse(response.body[:MAX_BYTES] if status < 400 else b"")
        self._slow_down(parser, question)
        self._tell_sitemaps(response)
        return parser

    def _tell_sitemaps(self, response: Response) -> None:
        """Tell the spider which sitemaps the robots.txt names."""
        tell = getattr(self._crawler.spider, "found_sitemaps", None)
        if tell is not None and response.status < 300:
            tell(robots_sitemaps(response.body[:MAX_BYTES].decode("utf-8", "replace"), response.url))

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


def _closed(counter: str, words: str) -> Unreachable:
    logger.warning(words)
    return Unreachable(counter, words)
