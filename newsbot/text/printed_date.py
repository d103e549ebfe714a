"""What a printed date says: the days, the time of day and the words around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from typing import Final, NamedTuple

from newsbot.records import PartOfDay

VIETNAM: Final = timezone(timedelta(hours=7))


class Label(StrEnum):
    """What the words before a date say that it is."""

    PUBLISHED = "published"
    UPDATED = "updated"
    LICENCE = "licence"
    """The day on which the site's licence was issued ("Giấy phép … cấp ngày …")."""
    TODAY = "today"
    """The page's own clock ("Hôm nay, …")."""


class Day(NamedTuple):
    """A day, or what is known of it: "3/1" has no year, "tháng 4/2015" no day."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def date(self) -> date | None:
        """The calendar day, when it is known in full."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    def __str__(self) -> str:
        if self.year is None:
            return f"--{self.month:02}-{self.day:02}"
        return "-".join(f"{part:02}" for part in (self.year, self.month, self.day) if part is not None)


@dataclass(frozen=True, kw_only=True)
class PrintedDate:
    """A date as it stands in a text.

    :ivar text: the printed words, without label and counter.
    :ivar start: where they start in the cleaned text (``newsbot.text.unicode.clean``).
    :ivar end: where they end.
    :ivar first: the day, or the first day of a range.
    :ivar last: the last day of a range.
    :ivar time: the time of day.
    :ivar zone: the printed offset from UTC; a time in UTC is converted to Vietnamese time.
    :ivar label: what the words before it say that it is.
    :ivar weekday: the printed day of the week, Monday = 0.
    :ivar part: the printed part of the day.
    :ivar lunar: printed in the lunar calendar only; ``first`` is Gregorian all the same.
    :ivar relative: reckoned from the reference ("2 giờ trước"), so only as exact as its words.
    """

    text: str
    start: int
    end: int
    first: Day
    last: Day | None = None
    time: time | None = None
    zone: timezone | None = None
    label: Label | None = None
    weekday: int | None = None
    part: PartOfDay | None = None
    lunar: bool = False
    relative: bool = False

    @property
    def day(self) -> date | None:
        """The (first) day; None when no year is known."""
        return self.first.date

    @property
    def end_day(self) -> date | None:
        """The last day of a range."""
        return self.last.date if self.last else None

    @property
    def at(self) -> datetime | None:
        """Day and time with their offset: the printed one, else Vietnam's. None when no time is printed."""
        if self.day is None or self.time is None:
            return None
        return datetime.combine(self.day, self.time, self.zone or VIETNAM)

    def __str__(self) -> str:
        """ISO 8601: "2025-10-22T19:25+07:00", "--02-11" without a year, "2015-06-18/2015-06-19" for a range.

        The offset is there when it is printed, the seconds when they are not zero.
        """
        if self.last is not None:
            return f"{self.first}/{self.last}"
        if self.day is None or self.time is None:
            return str(self.first)
        moment = datetime.combine(self.day, self.time, self.zone)
        return moment.isoformat(timespec="seconds" if self.time.second else "minutes")


def in_vietnam(day: date, clock: time, zone: timezone | None) -> tuple[date, time, timezone | None]:
    """A UTC time as Vietnamese time; every other offset stays as printed."""
    if zone is None or zone.utcoffset(None):
        return day, clock, zone
    try:
        moment = datetime.combine(day, clock, zone).astimezone(VIETNAM)
    except OverflowError:
        return day, clock, zone
    return moment.date(), moment.time(), VIETNAM
