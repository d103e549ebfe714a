"""Printed dates: the front door of everything that reads days and times.

``parse_date`` takes one string in any shape, ``find_dates`` every full date of a text, ``publication_line`` the block
of a page that is nothing but its date. An uncertain date is None; today's clock is never asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from newsbot.text.date_grammar import Found, Kind, find, tokens
from newsbot.text.date_lines import is_date_line, without_counters
from newsbot.text.date_meaning import is_citation, is_contradicted, is_full, is_lunar_of, printed, resolve
from newsbot.text.machine_dates import date_from_url, looks_like_url, month_first, parse_machine_date, read_url
from newsbot.text.printed_date import VIETNAM, Day, Label, PrintedDate
from newsbot.text.unicode import clean, fold
from newsbot.text.year_inference import Reference

__all__ = [
    "Label",
    "PrintedDate",
    "date_from_url",
    "find_dates",
    "parse_date",
    "parse_machine_date",
    "publication_line",
]

_NUMBERS: Final = {
    word: str(number)
    for number, word in enumerate(("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"), start=1)
}
_UNIT: Final = r"(?:giây|phút|giờ|tiếng|ngày|tuần|tháng|năm)"
_NUMBER_WORD: Final = re.compile(rf"(?<!\w)(?:{'|'.join(_NUMBERS)})(?=\s{_UNIT})")
_AMOUNT: Final = rf"(?:[0-9]{{1,4}}|{'|'.join(_NUMBERS)})\s?{_UNIT}"
_RELATIVE: Final = re.compile(
    rf"\W{{0,9}}(?:(?:đăng|cập nhật|gửi|lúc|khoảng)\s?:?\s?){{0,3}}"
    rf"(?:(?P<since>cách đây)\s)?(?P<amounts>{_AMOUNT}(?:,?\s{_AMOUNT}){{0,2}})(?P<ago>\strước)?\W{{0,9}}"
)
_MONTH: Final = re.compile(r"(?<!\w)tháng\s?(?P<m>1[0-2]|0?[1-9])\s?(?:[/.-]|năm)\s?(?P<y>(?:19|20)[0-9]{2})(?![0-9])")
_YEAR: Final = re.compile(r"(?<!\w)dương lịch\s(?P<y>(?:19|20)[0-9]{2})(?![0-9])")
_HAS_YEAR: Final = re.compile(r"[0-9](?:[0-9]{3}|\s?[/-]\s?[0-9]{2}(?![0-9]))")
_LONGEST_LINE: Final = 240
_LONGEST_TEXT: Final = 20_000
"""``parse_date`` is meant for lines and leads; what stands behind that is not looked at."""


def parse_date(text: str, *, reference: date | datetime | str | None = None) -> PrintedDate | None:
    """The date that ``text`` is or holds, whatever its shape; None when there is none or it is uncertain.

    Reads publication lines, datelines, ranges, lunar dates, ISO, relative dates and URLs. Of several dates a labelled
    publication date wins, else the first. Days that only name something (award rounds, cited documents, the years of
    an anniversary) are passed over. A date whose year cannot be known has ``day`` None.

    :param reference: when the text was published or fetched (a date, a date-time or an ISO string, also "2025-08" or
        "2025"): by it a missing year is inferred and relative dates are reckoned.
    :raises ValueError: when ``reference`` is a string and no ISO date.
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be str, not {type(text).__name__}")
    known = Reference.of(reference)
    cleaned = clean(text[:_LONGEST_TEXT])
    folded = fold(cleaned)
    if looks_like_url(folded):
        return read_url(cleaned)
    if (match := _RELATIVE.fullmatch(folded)) and (match["since"] or match["ago"]):
        return _relative(cleaned, match, known)
    return (
        _choose(cleaned, folded, known)
        or (_told_from_now(cleaned, folded, known) if known else None)
        or _month_or_year(cleaned, folded)
    )


def find_dates(text: str) -> list[PrintedDate]:
    """Every date of ``text`` that is printed with its year, in order, with the time and label beside it."""
    cleaned = clean(text)
    folded = fold(cleaned)
    return [printed(cleaned, folded, found) for found in find(folded) if is_full(found)]


def publication_line(text: str, *, marked: bool = False) -> PrintedDate | None:
    """The date of a block of page text that is a date line, perhaps with a label, a counter, an author or a section.

    None for sentences, titles, licence lines and datelines that merely hold a date. The page's own clock ("Hôm nay,
    …") is returned with ``Label.TODAY``. A day that can only be read with its month first ("11/28/2023 6:05:12 PM", as
    systems set to American English print it) is one too.

    :param marked: the page calls the block a date: two digits are a year then, as they are beside a counter of readers.
    """
    if len(text) > _LONGEST_LINE or not _HAS_YEAR.search(text):
        return None
    cleaned = clean(text)
    folded = fold(cleaned)
    dates = find(folded)
    short = marked or without_counters(cleaned) != cleaned
    if not dates:
        return month_first(cleaned)
    if not all(is_full(d, short_year=short) for d in dates) or not is_date_line(cleaned, dates):
        return None
    read = [printed(cleaned, folded, found) for found in dates]
    return None if any(found.label is Label.LICENCE for found in read) else _preferred(read)


def _preferred(dates: Iterable[PrintedDate]) -> PrintedDate:
    """The publication date among several: the one that says so, else the first that says nothing else."""
    ranks = {Label.PUBLISHED: 0, None: 1, Label.UPDATED: 2, Label.TODAY: 3, Label.LICENCE: 4}
    return min(dates, key=lambda found: ranks[found.label])


def _choose(cleaned: str, folded: str, reference: Reference | None) -> PrintedDate | None:
    """The best of the printed dates, its year inferred."""
    candidates = [found for found in find(folded) if not is_citation(cleaned, folded, found)]
    if any(found.label and is_full(found) for found in candidates):
        return _preferred(printed(cleaned, folded, found) for found in candidates if is_full(found))
    for i, found in enumerate(candidates):
        behind = candidates[i + 1] if i + 1 < len(candidates) else None
        if _is_meant(folded, found, behind):
            return resolve(cleaned, folded, found, behind, reference)
    return None


def _is_meant(folded: str, found: Found, behind: Found | None) -> bool:
    """Whether the digits are a date: there is a year, a word of dates before it, or nothing else in the string."""
    if is_full(found) or found.marked or found.words.lunar:
        return True
    if behind is not None and is_lunar_of(folded, found, behind):
        return True
    around = folded[: found.start] + folded[found.end :]
    return not any(character.isalnum() for character in around)


def _relative(cleaned: str, match: re.Match[str], reference: Reference | None) -> PrintedDate | None:
    """A date such as "58 phút trước"; hours and minutes need a reference with a time of day."""
    if reference is None:
        return None
    amounts = _NUMBER_WORD.sub(lambda word: _NUMBERS[word[0]], match["amounts"]).replace("tiếng", "giờ")
    with_clock = any(unit in amounts for unit in ("giây", "phút", "giờ"))
    if with_clock and reference.moment is None:
        return None
    import dateparser  # type: ignore[import-untyped]  # noqa: PLC0415 (slow to import, seldom needed)

    base = (reference.moment or datetime.combine(reference.day, datetime.min.time())).replace(tzinfo=None)
    moment = dateparser.parse(
        f"{amounts} trước",
        languages=["vi"],
        settings={"RELATIVE_BASE": base, "STRICT_PARSING": True, "TIMEZONE": "+0700"},
    )
    if moment is None:
        return None
    start, end = match.start("since" if match["since"] else "amounts"), match.end("ago" if match["ago"] else "amounts")
    return PrintedDate(
        text=cleaned[start:end],
        start=start,
        end=end,
        first=Day(moment.year, moment.month, moment.day),
        time=moment.time().replace(second=0, microsecond=0) if with_clock else None,
        zone=VIETNAM if with_clock else None,
        relative=True,
    )


def _told_from_now(cleaned: str, folded: str, reference: Reference) -> PrintedDate | None:
    """A day told from the day of writing: "Chiều nay", "hôm qua lúc 14:30"."""
    found = list(tokens(folded))
    told = next((token for token in found if token.now is not None), None)
    if told is None or not reference.slack or is_contradicted(folded, told.end):
        return None
    day = reference.day + timedelta(days=told.now or 0)
    clock = next((token for token in found if token.kind is Kind.TIME), None)
    start, end = (min(told.start, clock.start), max(told.end, clock.end)) if clock else (told.start, told.end)
    return PrintedDate(
        text=cleaned[start:end],
        start=start,
        end=end,
        first=Day(day.year, day.month, day.day),
        time=clock.time if clock else None,
        part=told.part,
        relative=True,
    )


def _month_or_year(cleaned: str, folded: str) -> PrintedDate | None:
    """A month ("tháng 4/2015") or the Gregorian year beside a Buddhist one."""
    match = _MONTH.search(folded) or _YEAR.search(folded)
    if match is None:
        return None
    parts = match.groupdict()
    day = Day(int(parts["y"]), int(parts["m"]) if parts.get("m") else None)
    return PrintedDate(text=cleaned[match.start() : match.end()], start=match.start(), end=match.end(), first=day)
