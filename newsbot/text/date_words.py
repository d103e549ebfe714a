"""The words of a date alone ("17 - 05 - 2024", "14 và 15/10", "mùng 9 tháng Giêng"), read from folded text.

Nothing is inferred here: a year that is not printed stays open, a lunar day stays lunar.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from newsbot.text.lunar import CYCLE, year_names
from newsbot.text.printed_date import Day

_DAY: Final = r"(?:3[01]|[12][0-9]|0?[1-9])"
_MONTH: Final = r"(?:1[0-2]|0?[1-9])"
_YEAR: Final = r"[0-9]{4}(?:(?![0-9])|(?=[0-9]{2}:))"
_MONTH_WORDS: Final = {
    "giêng": 1,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
    "chạp": 12,
}
_LUNAR_MONTHS: Final = ("giêng", "chạp")
_MONTH_WORD: Final = "(?:" + "|".join(sorted(_MONTH_WORDS, key=len, reverse=True)) + r")(?!\w)"
_WRITTEN_MONTH: Final = rf"(?:tháng|thg|th)\.?\s?(?P<w>{_MONTH}(?![0-9])|{_MONTH_WORD})"
ENGLISH_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH: Final = rf"(?P<e>{'|'.join(ENGLISH_MONTHS)})[a-z]{{0,6}}\.?"

_DAY_MONTH: Final = re.compile(
    rf"(?:m[ùồ]ng\s)?(?P<d>{_DAY})(?:"
    rf"\s?(?P<s>[/.-])\s?(?P<m>{_MONTH})(?:\s?(?P=s)\s?(?P<y>{_YEAR}(?!/[^\W\d])|(?<=[/-])[0-9]{{2}}(?![0-9/.-]))"
    r"|(?![0-9]|[/.-][0-9]|\s?(?P=s)\s?[0-9]))"
    rf"|\s?[,/-]?\s?{_WRITTEN_MONTH}(?P<leap>\snhuận)?(?:\s?[,/-]?\s?(?:năm\s)?(?P<v>{_YEAR}))?"
    rf"|(?:st|nd|rd|th)?[\s-]{_ENGLISH},?[\s-](?P<ey>{_YEAR})"
    r"|\stết(?!\w))"
)
_MONTH_FIRST: Final = re.compile(rf"(?:{_WRITTEN_MONTH}|{_ENGLISH})\s(?P<d>{_DAY})(?:st|nd|rd|th)?,?\s(?P<y>{_YEAR})")
_YEAR_FIRST: Final = re.compile(
    rf"(?P<y>(?:1[89]|20)[0-9]{{2}})(?P<s>[/.-])(?P<m>{_MONTH})(?P=s)(?P<d>{_DAY})(?![0-9])(?:t(?=[0-9]{{2}}:))?"
)
_FULL_MOON: Final = re.compile(rf"rằm\s{_WRITTEN_MONTH}")
_YEAR_BEHIND: Final = re.compile(rf",?\s(?:ngày\sđầu\s(?:tiên\s)?(?:của\s)?)?năm\s(?:mới\s)?(?P<y>{_YEAR})")
_LUNAR_BEHIND: Final = re.compile(
    rf"(?P<leap>\snhuận)?(?:\s(?:âm lịch|al)(?!\w))?(?:,?\s(?:năm\s)?(?P<name>{'|'.join(year_names())})(?!\w))?"
)
_NEW_YEAR_BEHIND: Final = re.compile(
    rf"(?:\snguyên đán)?(?:\s(?:năm\s)?(?P<name>{'|'.join(year_names())})(?!\w))?(?:\s(?:năm\s)?(?P<y>{_YEAR}))?"
)
_JOIN: Final = re.compile(r"\s?(?:-|,|&|và|đến|tới)\s?(?:hết\s)?(?:ngày\s)?")
_BARE_DAYS: Final = re.compile(
    rf"(?:m[ùồ]ng\s)?(?P<d>{_DAY})(?![0-9])(?:\s?,\s?{_DAY}(?![0-9])){{0,5}}{_JOIN.pattern}"
    rf"(?=(?:m[ùồ]ng\s)?{_DAY}(?:\s?[/.-]\s?[0-9]|\s?,?\s?th))"
)
_OPENERS: Final = ("ngày", "hôm", "từ", "sáng", "chiều", "tối", "đêm")
_OPENED: Final = re.compile("|".join(f"(?<={word} )|(?<={word}\\) )|(?<={word} \\()" for word in _OPENERS))
DATE_STARTS: Final = (r"mùng\s[0-9]", r"mồng\s[0-9]", r"rằm\sth", r"tháng\s", r"thg\s", "th[0-9]", *ENGLISH_MONTHS)
DATE_START: Final = "|".join(DATE_STARTS)
"""How the words of a date may start, but for a digit."""


class DateWords(NamedTuple):
    """The words of a date.

    :ivar year_named: the place of the lunar year in the cycle of sixty, when its name is printed.
    :ivar short_year: the year is printed with two digits.
    """

    first: Day
    last: Day | None = None
    end: int = 0
    lunar: bool = False
    leap: bool = False
    year_named: int | None = None
    short_year: bool = False


def read_date_words(folded: str, pos: int) -> DateWords | None:
    """The date whose words start at ``pos``, if they do: a day with its month, or a range of such days."""
    if (match := _YEAR_FIRST.match(folded, pos)) is not None:
        return _checked(DateWords(Day(int(match["y"]), int(match["m"]), int(match["d"])), end=match.end()))
    first = _read_day(folded, pos)
    if first is None:
        return _read_bare_days(folded, pos) or _read_month_first(folded, pos) or _read_full_moon(folded, pos)
    join = _JOIN.match(folded, first.end)
    last = _read_day(folded, join.end()) if join else None
    if last is None or _not_a_range(first, last):
        return _checked(first)
    start = first.first._replace(year=_year_before(first.first, last.first))
    return _checked(last._replace(first=start, last=last.first)) or _checked(first)


def _read_day(folded: str, pos: int) -> DateWords | None:
    match = _DAY_MONTH.match(folded, pos)
    if match is None:
        return None
    day, end = int(match["d"]), match.end()
    if match["e"]:
        return DateWords(Day(int(match["ey"]), 1 + ENGLISH_MONTHS.index(match["e"]), day), end=end)
    if not match["m"] and not match["w"]:
        return _around_new_year(folded, day, end)
    month = int(match["m"]) if match["m"] else _written_month(match["w"])
    printed_year = match["y"] or match["v"]
    if printed_year is None and (behind := _YEAR_BEHIND.match(folded, end)):
        printed_year, end = behind["y"], behind.end()
    if printed_year is not None:
        short = len(printed_year) == 2
        return DateWords(Day(int(printed_year) + 2000 * short, month, day), end=end, short_year=short)
    lunar = match["w"] in _LUNAR_MONTHS or match["leap"] is not None
    words = DateWords(Day(None, month, day), end=end, lunar=lunar, leap=match["leap"] is not None)
    return _with_lunar_year(folded, words)


def _around_new_year(folded: str, day: int, end: int) -> DateWords:
    """What "mùng 2 Tết" and "30 Tết Ất Tỵ" say: the last days before Tết belong to the year before the named one."""
    before = day > 22
    words = DateWords(Day(None, 12 if before else 1, day), end=end, lunar=True)
    behind = _NEW_YEAR_BEHIND.match(folded, end)
    if behind is None or not (behind["name"] or behind["y"]):
        return words
    year = year_names()[behind["name"]] if behind["name"] else int(behind["y"])
    return words._replace(end=behind.end(), year_named=(year - before) % CYCLE)


def _with_lunar_year(folded: str, words: DateWords) -> DateWords:
    behind = _LUNAR_BEHIND.match(folded, words.end)
    if behind is None or behind.end() == words.end:
        return words
    named = year_names()[behind["name"]] if behind["name"] else None
    leap = words.leap or behind["leap"] is not None
    return words._replace(end=behind.end(), lunar=True, leap=leap, year_named=named)


def _read_bare_days(folded: str, pos: int) -> DateWords | None:
    """Days that get their month from the last of them: "18 - 19.6", "5, 6 và 7/8"."""
    if pos and not _OPENED.match(folded, pos):
        return None
    left = _BARE_DAYS.match(folded, pos)
    last = _read_day(folded, left.end()) if left else None
    if left is None or last is None:
        return None
    day, end = int(left["d"]), last.first
    month, year = end.month or 1, end.year
    if day >= (end.day or 0):  # "28 - 2/3" starts in the month before
        month, year = (month - 1, year) if month > 1 else (12, year and year - 1)
    return _checked(last._replace(first=Day(year, month, day), last=end))


def _read_month_first(folded: str, pos: int) -> DateWords | None:
    match = _MONTH_FIRST.match(folded, pos)
    if match is None:
        return None
    month = 1 + ENGLISH_MONTHS.index(match["e"]) if match["e"] else _written_month(match["w"])
    return _checked(DateWords(Day(int(match["y"]), month, int(match["d"])), end=match.end()))


def _read_full_moon(folded: str, pos: int) -> DateWords | None:
    match = _FULL_MOON.match(folded, pos)
    if match is None:
        return None
    return _with_lunar_year(folded, DateWords(Day(None, _written_month(match["w"]), 15), end=match.end(), lunar=True))


def _written_month(word: str) -> int:
    return int(word) if word.isdigit() else _MONTH_WORDS[word]


def _not_a_range(first: DateWords, last: DateWords) -> bool:
    """A year on the left alone ("20/01/2020 - 8.10"), mixed calendars, or going backwards."""
    if first.first.year is not None and (last.first.year is None or first.first.date is None):
        return True
    return first.lunar != last.lunar or first.short_year != last.short_year


def _year_before(first: Day, last: Day) -> int | None:
    """The year of the first day of a range, from that of the last: "30/12 - 2/1/2025" starts in 2024."""
    if first.year is not None or last.year is None:
        return first.year
    return last.year - ((first.month or 0) > (last.month or 0))


def _checked(words: DateWords) -> DateWords | None:
    """``words`` if such days exist and are in order."""
    for day in (words.first, words.last):
        if day is not None and not _exists(day, lunar=words.lunar):
            return None
    if words.last is None or words.first.year is None or words.first.date is None or words.last.date is None:
        return words
    return words if words.first.date < words.last.date else None


def _exists(day: Day, *, lunar: bool) -> bool:
    if lunar:
        return (day.day or 0) <= 30
    try:
        date(day.year if day.year is not None else 2000, day.month or 0, day.day or 0)
    except ValueError:
        return False
    return True
