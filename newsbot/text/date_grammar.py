"""Where dates stand in a text, and what belongs to each: time of day, weekday, zone, label, part of the day.

A text is cut into tokens once, from left to right; what stands beside a date, separated by punctuation only, belongs
to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time, timedelta, timezone
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from attrs import define

from newsbot.records import PartOfDay
from newsbot.text import lexicon
from newsbot.text.date_words import DATE_START, DateWords, read_date_words
from newsbot.text.printed_date import Label
from newsbot.text.unicode import fold

_TIME = re.compile(
    r"(?P<h>[01]?[0-9]|2[0-4])(?:\s?:\s?(?P<m>[0-5][0-9])(?:\s?:\s?(?P<s>[0-5][0-9])(?:\.[0-9]{1,9})?)?"
    r"|\s?(?:h|g|giờ)(?![^\W\d])\s?"
    r"(?:(?P<n>[0-5]?[0-9])(?![0-9]|\s?[/.-]\s?[0-9]|\s(?:tháng|và|đến)(?!\w))(?:\s?(?:phút|p(?!\w)))?)?)"
    r"(?:\s?')?(?:\s?(?P<half>am|pm|a\.m|p\.m|sa|ch)(?!\w)\.?)?(?:(?=z(?!\w))|(?![^\W_]))"
)
_ZONE = re.compile(
    r"[(\[]?\s?(?:gmt|utc)(?:\s?(?P<sign>[+-])\s?(?P<h>1[0-4]|0?[0-9])(?::?(?P<m>[0-5][0-9]))?(?![0-9]))?(?:\s?[)\]])?"
    r"|\+(?P<hh>[01][0-9]):?(?P<mm>[0-5][0-9])(?![0-9])|z(?!\w)"
)
_BESIDE = re.compile(r"[\s,|·•()\[\]:;>*/-]{0,8}")
_COUNTED_DAYS = r"(?:trong\s)?(?:[0-9]{1,2}|hai|ba|bốn|năm|các|những)\sngày|từ(?:\sngày)?"
_NOW = {"nay": 0, "qua": -1, "mai": 1}
_DAYS_FROM_NOW = {"hôm nay": 0, "hôm qua": -1, "hôm kia": -2, "ngày mai": 1}
_AFTERNOON = (PartOfDay.AFTERNOON, PartOfDay.EVENING, PartOfDay.NIGHT)


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


_BEHIND = {Kind.TIME, Kind.WEEKDAY, Kind.ZONE, Kind.AT, Kind.PART}


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


@define
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
    longest_first = sorted(_words(), key=len, reverse=True)
    words = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in longest_first)
    return re.compile(
        rf"(?<!\w)(?:(?P<word>{words})(?:\s(?P<now>nay|qua|mai))?(?!\w)|(?P<days>{_COUNTED_DAYS})(?!\w)"
        rf"|(?={DATE_START}))|(?<![0-9])(?P<digit>(?=[0-9]))"
        r"|(?P<zone>(?=[(\[]?\s?(?:gmt|utc)|(?<=[0-9])(?:\+[01]|z(?!\w))))"
    )


def tokens(folded: str) -> Iterator[Token]:
    """Everything in a folded text that has to do with dates, in order."""
    done = 0
    for match in _start().finditer(folded):
        if match.start() < done:
            continue
        token = _read_word(match) or _read_number(folded, match)
        if token is not None:
            done = token.end
            yield token


def _read_word(match: re.Match[str]) -> Token | None:
    if match["days"]:
        return Token(Kind.DAY, *match.span())
    if not match["word"]:
        return None
    token = _words()[match["word"]]._replace(start=match.start(), end=match.end())
    return token._replace(now=_NOW[match["now"]]) if match["now"] else token


def _read_number(folded: str, match: re.Match[str]) -> Token | None:
    pos = match.start()
    if match["zone"] is not None:
        zone = _ZONE.match(folded, pos)
        return Token(Kind.ZONE, pos, zone.end(), zone=_offset(zone)) if zone else None
    words = read_date_words(folded, pos)
    if words is not None:
        return Token(Kind.DATE, pos, words.end, words=words)
    clock = _TIME.match(folded, pos) if match["digit"] is not None else None
    return Token(Kind.TIME, pos, clock.end(), time=_time(clock)) if clock else None


def _time(match: re.Match[str]) -> time | None:
    """The time of day; a mark of the half day counts only for hours of a 12-hour clock ("00:01 AM" is 00:01)."""
    hour = int(match["h"])
    if match["half"] in ("pm", "p.m", "ch") and 1 <= hour < 12:
        hour += 12
    elif match["half"] in ("am", "a.m", "sa") and hour == 12:
        hour = 0
    return time(hour % 24, int(match["m"] or match["n"] or 0), int(match["s"] or 0))


def _offset(match: re.Match[str]) -> timezone:
    hours, minutes = match["h"] or match["hh"] or 0, match["m"] or match["mm"] or 0
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-offset if match["sign"] == "-" else offset)


def find(folded: str) -> list[Found]:
    """The dates of a folded text, each with what belongs to it. What stands between two dates goes to the first."""
    found: list[Found] = []
    waiting: list[Token] = []
    for token in tokens(folded):
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
