"""Failing hosts: tried again with growing pauses, as long as they ask for, and in the end left alone."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from attrs import define
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import CannotResolveHostError
from scrapy.utils.httpobj import urlparse_cached

from newsbot.counters import GIVEN_UP, HOST
from newsbot.middlewares.later import Later
from newsbot.middlewares.pauses import pause, slot_of
from newsbot.middlewares.resolver import PrivateAddressError, refused

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

logger = logging.getLogger(__name__)


@define
class _Host:
    """How a host has been doing.

    :ivar failures: failed requests in a row; :ivar pauses: long pauses in a row.
    """

    failures: int = 0
    pauses: int = 0
    given_up: bool = False


class PatientRetryMiddleware(RetryMiddleware):
    """Tries a failed request again, RETRY_TIMES times; stands in for Scrapy's RetryMiddleware, which does so at once.

    After each failure the host gets a pause: what its Retry-After asks for, up to NEWSBOT_RETRY_AFTER_MAX, else the
    usual delay doubled with each failure in a row, up to AUTOTHROTTLE_MAX_DELAY. After NEWSBOT_BREAKER_FAILURES
    failures in a row it is left alone for NEWSBOT_BREAKER_PAUSE seconds, then for twice as long, NEWSBOT_BREAKER_TRIES
    times; then it is given up for this crawl, and what was planned stays for the next one.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler.settings)
        self.crawler = crawler
        settings = crawler.settings
        self._longest = settings.getfloat("AUTOTHROTTLE_MAX_DELAY")
        self._longest_asked = settings.getfloat("NEWSBOT_RETRY_AFTER_MAX")
        self._break_after = settings.getint("NEWSBOT_BREAKER_FAILURES")
        self._break = settings.getfloat("NEWSBOT_BREAKER_PAUSE")
        self._breaks = settings.getint("NEWSBOT_BREAKER_TRIES")
        self._hosts: dict[str, _Host] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The middleware of ``crawler``."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let requests to a host that was given up not even wait.

        :raises Later: for such a request.
        """
        host = self._hosts.get(_netloc(request))
        if host is not None and host.given_up:
            self.crawler.stats.inc_value(HOST + "requests-left")
            raise Later(f"{_netloc(request)} was given up")

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The answer, or the same request once more."""
        if response.status in self.retry_http_codes:
            self._failed(request, f"answers {response.status}", _retry_after(response))
        else:
            self._hosts.pop(_netloc(request), None)
        return super().process_response(request, response)

    def process_exception(  # type: ignore[override]
        self, request: Request, exception: Exception
    ) -> Request | Response | None:
        """The same request once more, for failures that pass.

        :raises PrivateAddressError: for a name that the resolver refused.
        """
        host = urlparse_cached(request).hostname or ""
        if isinstance(exception, CannotResolveHostError) and host in refused:
            raise PrivateAddressError(refused[host]) from exception
        if not isinstance(exception, self.exceptions_to_retry):
            return None
        self._failed(request, f"cannot be reached ({type(exception).__name__})", None)
        return super().process_exception(request, exception)

    def _failed(self, request: Request, words: str, asked: float | None) -> None:
        name = _netloc(request)
        host = self._hosts.setdefault(name, _Host())
        host.failures += 1
        stats = self.crawler.stats
        slot = slot_of(self.crawler, request)
        seconds = min((slot.delay if slot else 1.0) * 2.0**host.failures, self._longest)
        if asked is not None:
            stats.inc_value(HOST + ("retry-after" if asked <= self._longest_asked else "retry-after-capped"))
            seconds = max(seconds, min(asked, self._longest_asked))
        if host.failures >= self._break_after:
            seconds = max(seconds, self._open(name, host, words))
        if seconds > 0:
            stats.inc_value(HOST + "back-off")
            pause(self.crawler, request, seconds)

    def _open(self, name: str, host: _Host, words: str) -> float:
        """Open the circuit: the seconds to leave ``host`` alone, 0 when it is given up."""
        host.pauses += 1
        if host.pauses > self._breaks:
            if not host.given_up:
                host.given_up = True
                self.crawler.stats.inc_value(GIVEN_UP)
                logger.warning("%s %s, %d times in a row: given up for this crawl", name, words, host.failures)
            return 0.0
        seconds = self._break * 2.0 ** (host.pauses - 1)
        self.crawler.stats.inc_value(HOST + "paused")
        logger.warning(
            "%s %s, %d times in a row: left alone for %g s (%d of %d)",
            name,
            words,
            host.failures,
            seconds,
            host.pauses,
            self._breaks,
        )
        return seconds


def _netloc(request: Request) -> str:
    return urlparse_cached(request).netloc


def _retry_after(response: Response) -> float | None:
    """The seconds that Retry-After asks for (RFC 9110, 10.2.3): a number of them, or a date; ``None`` without."""
    value = (response.headers.get(b"Retry-After") or b"").decode("latin-1").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
