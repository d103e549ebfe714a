"""The year of a date printed without one (or with an impossible one), by the day on which it was written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from newsbot.text.lunar import last_year_at, lunar_to_date
from newsbot.text.printed_date import VIETNAM, Day

_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_LATEST_LUNAR: Final = 2049
_YEARS_BACK: Final = 8
"""Far enough for the 29th of February."""
_WEEKDAY_YEARS_BACK: Final = 6
_RECENT: Final = timedelta(days=60)


@dataclass(frozen=True)
class Reference:
    """The day by which a year is inferred: the publication or fetch time.

    :ivar day: that day, or the last day of the month or year, where no more is known.
    :ivar moment: with its time of day in Vietnam, where that is known.
    :ivar slack: how far after it an event may lie (page clocks run early by up to a day).
    """

    day: date
    moment: datetime | None = None
    slack: timedelta = timedelta(days=1)

    @classmethod
    def of(cls, value: date | datetime | str | None) -> Reference | None:
        """The reference that a date, a date-time or an ISO string gives; a string may be "2025" or "2025-08".

        :raises ValueError: when a string is no ISO date.
        """
        if value is None or value == "":
            return None
        if isinstance(value, str):
            if len(value) <= len("2025-08"):
                return cls(_last_day(value), slack=timedelta(0))
            value = datetime.fromisoformat(value) if len(value) > len("2025-08-01") else date.fromisoformat(value)
        if isinstance(value, datetime):
            moment = value.astimezone(VIETNAM) if value.tzinfo else value
            return cls(moment.date(), moment)
        return cls(value)


def _last_day(month_or_year: str) -> date:
    """The last day of "2025" or "2025-08"."""
    year, _, month = month_or_year.partition("-")
    first = date(int(year), int(month or 12), 28)
    following = first + timedelta(days=4)
    return following - timedelta(days=following.day)


def with_year(day: Day, reference: Reference | None, *, weekday: int | None = None, future: bool = False) -> Day:
    """``day`` with the year that it must be of; without a year when that cannot be known.

    The most recent such day up to the reference is meant, or the next one when the text speaks of the ``future``. A
    printed ``weekday`` picks the year, but it does not move an event out of the last weeks: then one of the two is a
    slip, and the year stays open. An impossible printed year counts as a slip of one digit.
    """
    if day.year is not None:
        return day if _plausible(day.year, reference) else _repaired(day, reference)
    if reference is None:
        return day
    if future:
        return next((found for found in _ascending(day, reference.day)), day)
    candidates = list(_descending(day, reference.day + reference.slack))
    return _by_weekday(day, candidates, reference, weekday) if candidates else day


def _by_weekday(day: Day, candidates: list[Day], reference: Reference, weekday: int | None) -> Day:
    """The latest candidate that agrees with the printed weekday."""
    latest = candidates[0]
    if weekday is None or _weekday(latest) == weekday:
        return latest
    if reference.slack and latest.date and reference.day - latest.date <= _RECENT:
        return day
    return next((c for c in candidates[: _WEEKDAY_YEARS_BACK + 1] if _weekday(c) == weekday), day)


def last_with_year(first: Day, last: Day) -> Day:
    """The last day of a range whose first day has its year."""
    if first.year is None or (last.year is not None and _plausible(last.year, None)):
        return last
    crosses = (last.month or 0, last.day or 0) < (first.month or 0, first.day or 0)
    dated = last._replace(year=first.year + crosses)
    return dated if _exists(dated) else last


def lunar_with_year(
    day: Day, reference: Reference | None, *, leap: bool = False, year_named: int | None = None
) -> Day | None:
    """The Gregorian day of a lunar day and month; the name of its year, else the reference, tells the year."""
    if day.month is None or day.day is None:
        return None
    limit = reference.day + reference.slack if reference else None
    if day.year is not None:
        years = [day.year]
    elif year_named is not None:
        years = [last_year_at(year_named, limit.year + 1 if limit else _LATEST_LUNAR)]
    elif limit is not None:
        years = [limit.year - back for back in range(_YEARS_BACK)]
    else:
        return None
    for year in years:
        found = lunar_to_date(year, day.month, day.day, leap=leap)
        if found is not None and (limit is None or year_named is not None or found <= limit):
            return Day(found.year, found.month, found.day)
    return None


def near(day: Day, other: date) -> Day:
    """``day`` with the year that brings it next to ``other``, if any comes within a month."""
    for year in (other.year - 1, other.year, other.year + 1):
        dated = day._replace(year=year)
        if _exists(dated) and dated.date and abs(dated.date - other) < timedelta(days=31):
            return dated
    return day


def plausible(day: Day) -> bool:
    """Whether the printed year may be meant."""
    return day.year is not None and _plausible(day.year, None)


def _plausible(year: int, reference: Reference | None) -> bool:
    return _FIRST_YEAR <= year <= (reference.day.year + 1 if reference else _LAST_YEAR)


def _repaired(day: Day, reference: Reference | None) -> Day:
    """``day`` with an impossible year put right ("1012" is 2012, when the reference agrees), else without year."""
    open_day = day._replace(year=None)
    printed = f"{day.year:04}"
    if reference is None:
        repaired = day._replace(year=int(f"20{printed[2:]}"))
        return repaired if printed.startswith("10") and _exists(repaired) else open_day
    inferred = with_year(open_day, reference)
    return inferred if inferred.year and _one_slip(printed, f"{inferred.year:04}") else open_day


def _one_slip(printed: str, meant: str) -> bool:
    """Whether one digit is wrong, or two neighbours are swapped."""
    wrong = [i for i in range(4) if printed[i] != meant[i]]
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
        return printed[wrong[0]] == meant[wrong[1]] and printed[wrong[1]] == meant[wrong[0]]
    return len(wrong) == 1


def _descending(day: Day, limit: date) -> Iterator[Day]:
    for year in range(limit.year, max(limit.year - _YEARS_BACK - 1, 1), -1):
        dated = day._replace(year=year)
        if _exists(dated) and dated.date and dated.date <= limit:
            yield dated


def _ascending(day: Day, start: date) -> Iterator[Day]:
    for year in range(start.year, start.year + 2):
        dated = day._replace(year=year)
        if _exists(dated) and dated.date and dated.date >= start:
            yield dated


def _weekday(day: Day) -> int | None:
    return day.date.weekday() if day.date else None


def _exists(day: Day) -> bool:
    try:
        date(day.year or 0, day.month or 0, day.day or 0)
    except ValueError:
        return False
    return True
