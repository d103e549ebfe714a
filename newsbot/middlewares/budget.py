"""So many requests to a host in a day, and none in its busy hours."""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

from attrs import frozen
from scrapy.utils.httpobj import urlparse_cached

from newsbot.counters import LATER
from newsbot.errors import UsageError
from newsbot.middlewares.later import Later

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

VIETNAM = timezone(timedelta(hours=7))
_HOURS = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)\s{0,3}-\s{0,3}([01]?\d|2[0-4]):([0-5]\d)")


@frozen
class Hours:
    """A part of the day, in minutes after midnight in Vietnam; it may reach over midnight."""

    start: int
    end: int

    def holds(self, moment: datetime) -> bool:
        """Whether ``moment`` is in it."""
        local: time = moment.astimezone(VIETNAM).time()
        minute = local.hour * 60 + local.minute
        return self.start <= minute < self.end if self.start <= self.end else not self.end <= minute < self.start


def quiet_hours(text: str) -> list[Hours]:
    """The hours in which no host is asked: "07:00-11:30, 13:30-17:00".

    :raises UsageError: when they cannot be read.
    """
    hours = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        match = _HOURS.fullmatch(part)
        if match is None:
            raise UsageError(f"NEWSBOT_QUIET_HOURS must be hours such as 07:00-17:30, not {part!r}")
        numbers = [int(number) for number in match.groups()]
        hours.append(Hours(numbers[0] * 60 + numbers[1], numbers[2] * 60 + numbers[3]))
    return hours


class BudgetMiddleware:
    """Lets NEWSBOT_DAILY_BUDGET requests a day reach a host, in whichever crawls, and none in NEWSBOT_QUIET_HOURS.

    What is held back stays on the plan for the next crawl. The day is Vietnam's.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._budget = crawler.settings.getint("NEWSBOT_DAILY_BUDGET")
        self._quiet = quiet_hours(crawler.settings["NEWSBOT_QUIET_HOURS"] or "")
        self._spent: dict[tuple[str, str], int] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The middleware of ``crawler``."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Count the request.

        :raises Later: when the budget of the day is used up, or these are quiet hours.
        """
        now = datetime.now(UTC)
        if any(hours.holds(now) for hours in self._quiet):
            self._hold("quiet-hours", "these are quiet hours (NEWSBOT_QUIET_HOURS)")
        host = urlparse_cached(request).netloc
        day = now.astimezone(VIETNAM).date().isoformat()
        ledger = getattr(self._crawler.spider, "ledger", None)
        spent = self._spent.get((host, day))
        if spent is None:
            spent = ledger.state.spent(host, day) if ledger else 0
        if self._budget and spent >= self._budget:
            self._hold("budget", f"{spent} requests were made to {host} today, its budget (NEWSBOT_DAILY_BUDGET)")
        self._spent[(host, day)] = spent + 1
        if ledger:
            ledger.state.spend(host, day, spent + 1)

    def _hold(self, name: str, words: str) -> None:
        if not self._crawler.stats.get_value(LATER + name):
            logger.info("%s: the rest is left for the next crawl", words)
        self._crawler.stats.inc_value(LATER + name)
        raise Later(words)
