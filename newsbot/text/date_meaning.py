"""What a date found in a text means: which day it is, and whether it is the day of anything but a name."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from newsbot.text.date_grammar import Found
from newsbot.text.names import UPPER
from newsbot.text.printed_date import Day, Label, PrintedDate, in_vietnam
from newsbot.text.year_inference import Reference, last_with_year, lunar_with_year, near, plausible, with_year

_LICENCE: Final = re.compile(r"giấy phép|(?<!\w)gp(?:xb)?(?!\w)")
_NAMES_A_ROUND: Final = re.compile(r"(?<!\w)đợt\s?\(?\Z")
_OF_A_DOCUMENT: Final = re.compile(r"(?:/[\w-]{1,20}|(?<!\w)số\s[\w/.-]{1,25})\s?,?\s?\(?(?:ký\s)?\Z")
_OF_A_BODY: Final = re.compile(rf"\)?,?\s(?:của|do)\s[{UPPER}]")
_FUTURE_BEFORE: Final = re.compile(r"(?<!\w)(?:sẽ|dự kiến)\s(?:\w+\s){0,6}\Z")
_FUTURE_BEHIND: Final = re.compile(r"\)?\stới(?!\w)")
_LUNAR_BESIDE: Final = re.compile(r"[\s,]{0,2}\(?\s?(?:(?:tức|nhằm)(?:\s(?:là|vào|ngày)){0,2}\s)?")
_DAY_LIKE: Final = re.compile(r"[\s,(-]{1,3}[0-9]{1,2}\s?[/.-]\s?[0-9]")
_LONGEST_EVENT: Final = timedelta(days=400)


def printed(cleaned: str, folded: str, found: Found, first: Day | None = None, last: Day | None = None) -> PrintedDate:
    """``found`` as a printed date of ``cleaned``, with other days than the printed ones where these are given."""
    first, last = first or found.words.first, last or found.words.last
    clock, zone = found.time, found.zone
    if first.date is not None and clock is not None:
        day, clock, zone = in_vietnam(first.date, clock, zone)
        first = Day(day.year, day.month, day.day)
    start, end = with_brackets(cleaned, found.start, found.end)
    return PrintedDate(
        text=cleaned[start:end],
        start=start,
        end=end,
        first=first,
        last=last,
        time=clock,
        zone=zone,
        label=Label.LICENCE if _of_a_licence(folded, found) else found.label,
        weekday=found.weekday,
        part=found.part,
        lunar=found.words.lunar,
    )


def _of_a_licence(folded: str, found: Found) -> bool:
    """Whether the same sentence speaks of a licence before the date."""
    before = folded[max(0, found.start - 140) : found.start]
    match = _LICENCE.search(before)
    return match is not None and ". " not in before[match.end() :] and ";" not in before[match.end() :]


def with_brackets(cleaned: str, start: int, end: int) -> tuple[int, int]:
    """The span with the other half of a bracket that is open in it: "Sáng nay (13-10)"."""
    inside = cleaned[start:end]
    if inside.count("(") > inside.count(")") and cleaned.startswith(")", end):
        return start, end + 1
    if inside.count(")") > inside.count("(") and cleaned.startswith("(", start - 1 if start else 1):
        return start - 1, end
    return start, end


def is_full(found: Found, *, short_year: bool = False) -> bool:
    """Whether a date is printed with its year; two digits count when something else shows that it is a date.

    :param short_year: something outside the text shows it.
    """
    words = found.words
    if words.lunar or not plausible(words.first):
        return False
    if short_year or not words.short_year or found.label is not None or found.time is not None:
        return True
    return words.first.date is not None and words.first.date.weekday() == found.weekday


def is_lunar_of(folded: str, found: Found, behind: Found) -> bool:
    """Whether ``behind`` is the same day as ``found`` in the other calendar."""
    if found.words.lunar == behind.words.lunar:
        return False
    return _LUNAR_BESIDE.fullmatch(folded, found.end, behind.start) is not None


def is_citation(cleaned: str, folded: str, found: Found) -> bool:
    """Whether a date only names something: an award round, a cited document, the years of an anniversary."""
    first, last = found.words.first, found.words.last
    if first.date and last and last.date and last.date - first.date > _LONGEST_EVENT:
        return True
    if _NAMES_A_ROUND.search(folded, max(0, found.start - 8), found.start):
        return True
    if found.part is not None:
        return False
    before = folded[max(0, found.start - 40) : found.start]
    return _OF_A_BODY.match(cleaned, found.end) is not None or (
        bool(before) and _OF_A_DOCUMENT.search(before) is not None
    )


def is_contradicted(folded: str, end: int) -> bool:
    """Whether digits like a date stand behind words such as "Sáng nay" and are none ("Sáng nay (32/10)")."""
    return _DAY_LIKE.match(folded, end) is not None


def is_future(folded: str, found: Found) -> bool:
    """Whether the text speaks of a day to come ("sẽ khai mạc vào sáng 5/8", "sáng mai")."""
    if found.now is not None:
        return found.now > 0
    if _FUTURE_BEHIND.match(folded, found.end):
        return True
    return _FUTURE_BEFORE.search(folded, max(0, found.start - 60), found.start) is not None


def resolve(
    cleaned: str, folded: str, found: Found, behind: Found | None, reference: Reference | None
) -> PrintedDate | None:
    """The day that ``found`` means, by the reference and by the date ``behind`` it, if that is its lunar twin.

    None for a lunar day whose year is not known.
    """
    twin = behind if behind is not None and is_lunar_of(folded, found, behind) else None
    if found.words.lunar:
        if twin is not None:
            return resolve(cleaned, folded, twin, found, reference)
        day = _lunar_day(found, reference)
        return printed(cleaned, folded, found, day, _lunar_end(found, day)) if day else None
    first = found.words.first
    if first.year is None and twin is not None and twin.words.year_named is not None:
        lunar_day = _lunar_day(twin, reference)
        first = near(first, lunar_day.date) if lunar_day and lunar_day.date else first
    first = with_year(first, reference, weekday=found.weekday, future=is_future(folded, found))
    last = last_with_year(first, found.words.last) if found.words.last else None
    return printed(cleaned, folded, found, first, last)


def _lunar_day(found: Found, reference: Reference | None) -> Day | None:
    words = found.words
    return lunar_with_year(words.first, reference, leap=words.leap, year_named=words.year_named)


def _lunar_end(found: Found, first: Day) -> Day | None:
    """The last day of a lunar range, counted from its first."""
    begin, end = found.words.first, found.words.last
    if end is None or first.date is None or begin.month != end.month:
        return None
    last = first.date + timedelta(days=(end.day or 0) - (begin.day or 0))
    return Day(last.year, last.month, last.day)
