"""Dates written for machines: JSON-LD and meta values, and the days that URLs hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final

from newsbot.text.date_grammar import find
from newsbot.text.date_meaning import is_full, printed
from newsbot.text.printed_date import VIETNAM, Day, PrintedDate, in_vietnam
from newsbot.text.unicode import clean, fold

_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_CLOCK: Final = r"(?P<hour>[0-9]{1,2}):?(?P<minute>[0-9]{2})(?::?(?P<second>[0-9]{2}))?"
_ISO: Final = re.compile(
    rf"(?P<y>[0-9]{{4}})-(?P<m>[0-9]{{1,2}})-(?P<d>[0-9]{{1,2}})(?:(?:\s?[Tt]\s?|\s){_CLOCK}(?:[.,][0-9]{{1,9}})?"
    r"\s?(?P<zone>[Zz]|(?P<sign>[+-])(?P<zh>[0-9]{1,2}):?(?P<zm>[0-9]{2})?)?)?"
)
_COMPACT: Final = re.compile(rf"(?P<y>[0-9]{{4}})(?P<m>[0-9]{{2}})(?P<d>[0-9]{{2}})(?:T{_CLOCK}(?P<zone>Z)?)?")
_AMERICAN: Final = re.compile(
    rf"(?P<m>1[0-2]|0?[1-9])/(?P<d>[0-3]?[0-9])/(?P<y>[0-9]{{4}}),?\s{_CLOCK}\s?(?P<half>[AaPp])\.?[Mm]\.?"
)
_LABEL: Final = re.compile(r"(?:ngày|đăng|gửi|xuất bản|created|posted|published)\b[^\d:]{0,20}:\s?", re.IGNORECASE)
_MONTHS: Final = 12
_EPOCH: Final = re.compile(r"(?P<seconds>[0-9]{9,10})(?:[0-9]{3})?(?:\.[0-9]{1,6})?")

_URL: Final = re.compile(
    r"(?:(?:https?:)?//|/[^/]|[\w.-]{1,80}\.[a-z]{2,4}/|[a-z][\w.-]{0,80}/|\S{1,500}\.(?:html?|aspx|jpe?g|png|chn|epi)\b)"
)
_DAY_IN_PATH: Final = re.compile(
    r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})(?P<s>[/_-])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})(?![0-9])"
)
_MONTH_FOLDER: Final = re.compile(r"/(?P<y>20[0-9]{2})/?(?P<m>0[1-9]|1[0-2])(?=/)")
_LONG_NUMBER: Final = re.compile(r"(?<![0-9])[0-9]{8,20}(?![0-9])")
_HAND_NUMBERED: Final = re.compile(r"[-_]?[0-9]{1,3}(?![0-9])")
"""A running number behind eight digits: a page name typed by hand, where day and month may have changed places."""
_ID_YEARS: Final = range(2005, 2040)


def parse_machine_date(text: str) -> PrintedDate | None:
    """The date of a machine-readable value: ISO 8601 as loosely as it occurs, Unix time, American order with AM/PM.

    A time without zone is Vietnamese time, and UTC is converted to it. Printed shapes are read too. None when nothing
    of that is there or the year is implausible.
    """
    value = clean(text[:200])
    if (match := _ISO.fullmatch(value)) or (match := _COMPACT.fullmatch(value)):
        return _moment(value, match, _zone(match))
    if match := _AMERICAN.fullmatch(value):
        return _american(value, match)
    if match := _EPOCH.fullmatch(value):
        return _epoch(value, int(match["seconds"]))
    folded = fold(value)
    full = [found for found in find(folded) if is_full(found)]
    return _checked(printed(value, folded, full[0])) if len(full) == 1 else None


def month_first(line: str) -> PrintedDate | None:
    """The date of a line that is nothing else, in American order with AM or PM, whose day can be no month."""
    label = _LABEL.match(line)
    start = label.end() if label is not None else 0
    match = _AMERICAN.fullmatch(line, start)
    found = _american(match[0], match) if match is not None and int(match["d"]) > _MONTHS else None
    return None if found is None else replace(found, start=start, end=len(line))


def _moment(value: str, match: re.Match[str], zone: timezone | None, hours: int = 0) -> PrintedDate | None:
    """The date of ``match``; an impossible time of day counts as none, an impossible day as no date."""
    try:
        day = date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None
    clock = None
    if match["hour"]:
        try:
            clock = time(int(match["hour"]) + hours, int(match["minute"]), int(match["second"] or 0))
            day, clock, zone = in_vietnam(day, clock, zone)
        except ValueError:
            zone = None
    return _checked(_whole(value, Day(day.year, day.month, day.day), clock, zone))


def _american(value: str, match: re.Match[str]) -> PrintedDate | None:
    """The American order, unless zero-padding shows another pattern in which day and month cannot be told apart."""
    padded = value.startswith("0") or "/0" in value
    if padded and int(match["d"]) <= 12 and match["d"] != match["m"]:
        return None
    hour, afternoon = int(match["hour"]), match["half"].lower() == "p"
    shift = 12 if afternoon and hour < 12 else -12 if not afternoon and hour == 12 else 0
    return _moment(value, match, None, shift)


def _epoch(value: str, seconds: int) -> PrintedDate | None:
    moment = datetime.fromtimestamp(seconds, UTC).astimezone(VIETNAM)
    return _checked(_whole(value, Day(moment.year, moment.month, moment.day), moment.time(), VIETNAM))


def _zone(match: re.Match[str]) -> timezone | None:
    if not match["zone"]:
        return None
    parts = match.groupdict()
    offset = timedelta(hours=int(parts.get("zh") or 0), minutes=int(parts.get("zm") or 0))
    if offset >= timedelta(hours=24):
        return None
    return timezone(-offset if parts.get("sign") == "-" else offset)


def _whole(value: str, day: Day, clock: time | None, zone: timezone | None) -> PrintedDate:
    return PrintedDate(text=value, start=0, end=len(value), first=day, time=clock, zone=zone)


def _checked(found: PrintedDate) -> PrintedDate | None:
    return found if found.first.year is not None and _FIRST_YEAR <= found.first.year <= _LAST_YEAR else None


def date_from_url(url: str) -> date | None:
    """The day that a URL or the path of an image holds, when it is there in full and nothing contradicts it."""
    found = read_url(url)
    return found.day if found else None


def looks_like_url(text: str) -> bool:
    """Whether a string without blanks is a URL or a piece of one."""
    return _URL.match(text) is not None and text.split(maxsplit=1) == [text]


def read_url(url: str) -> PrintedDate | None:
    """The day (with the time, where a number holds it) or the month that ``url`` names; None when two days compete."""
    url = url[:2000]
    found = [*_days_in_path(url), *_days_in_numbers(url)]
    if len({date.first for date in found}) > 1:
        return None
    if found:
        return next((date for date in found if date.time), found[0])
    folders = [_in_url(match, Day(int(match["y"]), int(match["m"]))) for match in _MONTH_FOLDER.finditer(url)]
    return folders[0] if len(folders) == 1 else None


def _in_url(match: re.Match[str], day: Day, clock: time | None = None) -> PrintedDate:
    return PrintedDate(text=match[0].strip("/"), start=match.start(), end=match.end(), first=day, time=clock)


def _days_in_path(url: str) -> Iterator[PrintedDate]:
    for match in _DAY_IN_PATH.finditer(url):
        day = _day(match["y"], match["m"], match["d"])
        if day:
            yield _in_url(match, day)


def _days_in_numbers(url: str) -> Iterator[PrintedDate]:
    for match in _LONG_NUMBER.finditer(url):
        moment = _in_number(match[0])
        if moment:
            yield _in_url(match, Day(moment.year, moment.month, moment.day), moment.time())
        elif len(match[0]) == 8 and url[match.start() - 1 : match.start()] in ("/", ""):
            day = _eight_digits(match[0], url[match.end() :])
            if day:
                yield _in_url(match, day)


def _eight_digits(digits: str, behind: str) -> Day | None:
    day = _day(digits[:4], digits[4:6], digits[6:])
    if day and _HAND_NUMBERED.match(behind) and day.day != day.month and _day(digits[:4], digits[6:], digits[4:6]):
        return None
    return day


def _in_number(digits: str) -> datetime | None:
    """The moment in a long number: YYYYMMDDhhmmss, DDMMYYYYhhmmss, or a prefix, YYMMDDhhmmss and milliseconds."""
    if 14 <= len(digits) <= 17:
        for pattern in ("%Y%m%d%H%M%S", "%d%m%Y%H%M%S"):
            moment = _strict(digits[:14], pattern)
            if moment:
                return moment
    if not 16 <= len(digits) <= 19:
        return None
    for millis in (3, 2, 1):
        prefix = len(digits) - 12 - millis
        moment = _strict("20" + digits[prefix : prefix + 12], "%Y%m%d%H%M%S") if prefix in (3, 4) else None
        if moment:
            return moment
    return None


def _strict(digits: str, pattern: str) -> datetime | None:
    try:
        moment = datetime.strptime(digits, pattern)  # noqa: DTZ007 (Vietnamese time, as on the page)
    except ValueError:
        return None
    return moment if moment.year in _ID_YEARS else None


def _day(year: str, month: str, day: str) -> Day | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return Day(found.year, found.month, found.day) if _FIRST_YEAR <= found.year <= _LAST_YEAR else None
