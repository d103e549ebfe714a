"""Where dates stand in a text, and what belongs to each: time of day, weekday, zone, label, part of the day.

A text is cut into tokens once, from left to right; what stands beside a date, separated by punctuation only, belongs
to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time, timedelta, timezone
from enum import StrEnum
from functools import cache
from typing import Any, Final, NamedTuple

from newsbot.records import PartOfDay
from newsbot.text import lexicon
from newsbot.text.date_words import DATE_START, DATE_STARTS, DateWords, read_date_words
from newsbot.text.printed_date import Label
from newsbot.text.unicode import fold

_TIME: Final = re.compile(
    r"(?P<h>[01]?[0-9]|2[0-3])(?:\s?:\s?(?P<m>[0-5][0-9])(?:\s?:\s?(?P<s>[0-5][0-9])(?:\.[0-9]{1,9})?)?"
    r"|\s?(?:h|g|giờ)(?![^\W\d])\s?"
    r"(?:(?P<n>[0-5]?[0-9])(?![0-9]|\s?[/.-]\s?[0-9]|\s(?:tháng|và|đến)(?!\w))(?:\s?(?:phút|p(?!\w)))?)?)"
    r"(?:\s?')?(?:\s?(?P<half>am|pm|a\.m|p\.m|sa|ch)(?!\w)\.?)?(?:(?=z(?!\w))|(?![^\W_]))"
)
_ZONE: Final = re.compile(
    r"[(\[]?\s?(?:gmt|utc)(?:\s?(?P<sign>[+-])\s?(?P<h>1[0-4]|0?[0-9])(?::?(?P<m>[0-5][0-9]))?(?![0-9]))?(?:\s?[)\]])?"
    r"|\s?\+(?P<hh>[01][0-9]):?(?P<mm>[0-5][0-9])(?![0-9])|z(?!\w)"
)
_NEAR_A_DATE: Final = re.compile(r"[0-9]|rằm\s")
_WORDS_BEFORE: Final = 80
"""How far before its digits the words of the first date may start, in characters."""
_BESIDE: Final = re.compile(r"[\s,|·•()\[\]:;>*/-]{0,8}")
_COUNTED_DAYS: Final = r"(?:trong\s)?(?:[0-9]{1,2}|hai|ba|bốn|năm|các|những)\sngày|từ(?:\sngày)?"
_COUNTED_STARTS: Final = (*(rf"{word}\s" for word in ("trong", "hai", "ba", "bốn", "năm", "các", "những")), r"từ(?!\w)")
_NOW: Final = {"nay": 0, "qua": -1, "mai": 1}
_DAYS_FROM_NOW: Final = {"hôm nay": 0, "hôm qua": -1, "hôm kia": -2, "ngày mai": 1}
_AFTERNOON: Final = (PartOfDay.AFTERNOON, PartOfDay.EVENING, PartOfDay.NIGHT)


class Kind(StrEnum):
    """What a token is."""

    DATE = "date"
    TIME = "time"
    ZONE = "zone"
    WEEKDAY = "weekday"
    LABEL = "label"
    PART = "part"
    NOW = "now"
    """A day told from the day of writing: "hôm qua"."""
    DAY = "day"
    """The word "ngày", with or without company."""
    AT = "at"
    """The word "lúc" and its like."""


_BEHIND: Final = {Kind.TIME, Kind.WEEKDAY, Kind.ZONE, Kind.AT, Kind.PART}


class Token(NamedTuple):
    """A stretch of folded text that has to do with dates; what it says is in the field of its kind."""

    kind: Kind
    start: int
    end: int
    words: DateWords | None = None
    time: time | None = None
    zone: timezone | None = None
    weekday: int | None = None
    label: Label | None = None
    part: PartOfDay | None = None
    now: int | None = None


@dataclass
class Found:
    """A date with everything that belongs to it.

    :ivar start: where the printed words start, without the label.
    :ivar reach: from the first to the last character that belongs to it, label included.
    :ivar now: the days from the day of writing that its words say ("tối qua": -1).
    :ivar marked: words that go with dates stand before it ("ngày", "sáng", "thứ hai").
    """

    words: DateWords
    words_start: int
    start: int
    end: int
    reach: tuple[int, int]
    time: time | None = None
    zone: timezone | None = None
    label: Label | None = None
    weekday: int | None = None
    part: PartOfDay | None = None
    now: int | None = None
    marked: bool = False

    def takes(self, token: Token) -> bool:
        """Whether ``token`` can belong here: a date has one time of day and one weekday. If so, it is taken over."""
        if token.kind is Kind.TIME and self.time is not None:
            return False
        if token.kind is Kind.WEEKDAY and self.weekday is not None:
            return False
        self.time = self.time or token.time
        self.zone = self.zone or token.zone
        self.label = self.label or token.label
        self.part = self.part or token.part
        self.weekday = token.weekday if self.weekday is None else self.weekday
        self.now = token.now if self.now is None else self.now
        if self.time is not None and self.time.hour < 12 and self.part in _AFTERNOON:
            self.time = self.time.replace(hour=self.time.hour + 12)
        return True


@cache
def _words() -> dict[str, Token]:
    """The words of the lexicon, each as a token without a place."""
    return {
        fold(row["words"]): Token(
            kind := Kind(row["kind"]),
            0,
            0,
            weekday=int(row["value"]) if kind is Kind.WEEKDAY else None,
            label=Label(row["value"]) if kind is Kind.LABEL else None,
            part=PartOfDay(row["value"]) if kind is Kind.PART else None,
            now=_DAYS_FROM_NOW.get(fold(row["words"])),
        )
        for row in lexicon.table("date_words")
    }


@cache
def _start() -> re.Pattern[str]:
    """Where a token may start. A word is told by itself, a number by what follows it."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(_words(), key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]).replace(r"\ ", r"\s"))
    words = "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
    return re.compile(
        rf"(?P<digits>[0-9]+(?![0-9]|\sngày))|(?<!\w)(?:(?P<word>(?P<words>{words})(?:\s(?P<now>nay|qua|mai))?(?!\w))"
        rf"|(?P<days>{_COUNTED_DAYS}(?!\w))|(?P<month>(?={DATE_START})))"
        r"|(?P<zone>(?=[(\[]?\s?(?:gmt|utc)|(?<=[0-9])(?:\s?\+[01]|z(?!\w))))"
    )


@cache
def _candidate() -> re.Pattern[str]:
    """A digit, what parts words before a word of ``_start``, or the start of a zone.

    So the search looks closely at few letters; where a word ends already, a token may start right there as well.
    """
    by_letter: dict[str, list[str]] = {}
    for word in sorted(_words(), key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]).replace(r"\ ", r"\s"))
    for start in (*_COUNTED_STARTS, *DATE_STARTS):
        by_letter.setdefault(start[0], []).append(start[1:])
    words = "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
    zone = r"\((?=\s?[gu])|\[(?=\s?[gu])|\s(?=gmt|utc|\+[01])|g(?=mt)|u(?=tc)|\+(?=[01])|z(?!\w)"
    return re.compile(rf"[0-9]|(?P<before>[^a-z0-9_à-ỹ])(?={words})|{zone}")


def tokens(folded: str, start: int = 0) -> Iterator[Token]:
    """Everything in a folded text, from ``start`` on, that has to do with dates, in order."""
    match_at = _start().match
    pos: int | None = start
    while pos is not None:
        match = match_at(folded, pos)
        token = _READERS[match.lastgroup or ""](folded, match) if match else None
        if token is not None:
            yield token
        behind = max(match.end() if match else 0, pos + 1)
        pos = _next_candidate(folded, token.end if token else behind)


def _next_candidate(folded: str, pos: int) -> int | None:
    """The first place from ``pos`` on where a token may start."""
    candidate = _candidate().search(folded, max(pos - 1, 0))
    if candidate is not None and candidate.start() < pos and candidate.lastgroup is None:
        candidate = _candidate().search(folded, pos)
    if candidate is None:
        return None
    return candidate.start() if candidate.lastgroup is None else candidate.end()


def _read_word(folded: str, match: re.Match[str]) -> Token:  # noqa: ARG001 (the readers take the same)
    words: tuple[Any, ...] = _words()[match["words"]]
    kind, _, _, *values, now = words
    if kind is Kind.PART and match["now"]:
        return Token(kind, *match.span(), *[*values, _NOW[match["now"]]])
    return Token(kind, *match.span("words"), *[*values, now])


def _read_days(folded: str, match: re.Match[str]) -> Token:  # noqa: ARG001
    return Token(Kind.DAY, *match.span())


def _read_zone(folded: str, match: re.Match[str]) -> Token | None:
    zone = _ZONE.match(folded, match.start())
    return Token(Kind.ZONE, match.start(), zone.end(), zone=_offset(zone)) if zone else None


def _read_date(folded: str, match: re.Match[str]) -> Token | None:
    words = read_date_words(folded, match.start())
    return Token(Kind.DATE, match.start(), words.end, words) if words else None


def _read_number(folded: str, match: re.Match[str]) -> Token | None:
    date = _read_date(folded, match)
    if date is not None:
        return date
    clock = _TIME.match(folded, match.start())
    return Token(Kind.TIME, match.start(), clock.end(), time=_time(clock)) if clock else None


_READERS: Final = {
    "word": _read_word,
    "days": _read_days,
    "zone": _read_zone,
    "month": _read_date,
    "digits": _read_number,
}


def _time(match: re.Match[str]) -> time | None:
    """The time of day; a mark of the half day counts only for hours of a 12-hour clock ("00:01 AM" is 00:01)."""
    hour = int(match["h"])
    if match["half"] in ("pm", "p.m", "ch") and 1 <= hour < 12:
        hour += 12
    elif match["half"] in ("am", "a.m", "sa") and hour == 12:
        hour = 0
    return time(hour, int(match["m"] or match["n"] or 0), int(match["s"] or 0))


def _offset(match: re.Match[str]) -> timezone:
    hours, minutes = match["h"] or match["hh"] or 0, match["m"] or match["mm"] or 0
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-offset if match["sign"] == "-" else offset)


def find(folded: str) -> list[Found]:
    """The dates of a folded text, each with what belongs to it. What stands between two dates goes to the first."""
    found: list[Found] = []
    waiting: list[Token] = []
    first = _NEAR_A_DATE.search(folded)
    if first is None:
        return found
    for token in tokens(folded, max(0, first.start() - _WORDS_BEFORE)):
        if token.kind is Kind.DATE:
            found.append(_found(folded, waiting, token))
            waiting = []
        elif not (found and not waiting and _add_behind(folded, found[-1], token)):
            waiting.append(token)
            del waiting[:-8]
    return found


def _found(folded: str, waiting: list[Token], token: Token) -> Found:
    """The date of ``token`` with those of the tokens before it that touch it."""
    if token.words is None:
        raise ValueError(token)
    date = Found(token.words, token.start, token.start, token.end, (token.start, token.end))
    for before in reversed(waiting):
        if not _BESIDE.fullmatch(folded, before.end, date.reach[0]) or not date.takes(before):
            break
        date.reach = (before.start, date.end)
        if before.kind not in (Kind.LABEL, Kind.AT):
            date.start = before.start
        date.marked = date.marked or before.kind not in (Kind.TIME, Kind.ZONE)
    return date


def _add_behind(folded: str, date: Found, token: Token) -> bool:
    """Give ``date`` a token that follows it, if it touches and fits."""
    if token.kind not in _BEHIND or not _BESIDE.fullmatch(folded, date.reach[1], token.start):
        return False
    if (token.kind is Kind.PART and date.time is None) or not date.takes(token):
        return False
    date.reach = (date.reach[0], token.end)
    if token.kind is not Kind.AT:
        date.end = token.end
    return True
