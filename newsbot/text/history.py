"""Clauses about other days than that of the reported event: history, and what is still to come."""

from __future__ import annotations

import re
from datetime import date

from newsbot.text.unicode import fold, fold_pattern

_LONG_AGO = re.compile(
    fold_pattern(
        r"(?:(?:sáng|chiều|tối|đêm)? ?ngày \d+[/.-]\d+[/.-]|năm |vào năm |tháng \d+[/-]|từ năm )"
        r"(?P<year>1[89]\d\d|20[01]\d)"
    )
)
_YEAR = re.compile(fold_pattern(r"năm (?P<year>1[89]\d\d|20[01]\d)(?!\d)"))
_BACK_THEN = re.compile(fold(r"(?<!\w)hồi (?:tháng|năm|đầu|giữa|cuối) "))
_PLANNED = re.compile(fold(r"(?<!\w)(?:sẽ|dự kiến)(?!\w)"))
_OPENING = tuple(map(fold, (", ", ", vào ", ", từ ", ", hồi ")))
"""What stands before a year that opens a clause."""
_CLAUSE = 90
_NEAR = 40
_OLDEST_NEWS = 1985
"""Nothing that is published on the web reports an event of an earlier year."""


def opens_long_ago(folded: str, start: int, end: int, published: date | None) -> bool:
    """Whether a sentence opens with a date of long ago."""
    match = _LONG_AGO.match(folded, start, min(end, start + _NEAR))
    return match is not None and _is_old(match, published)


def is_past(folded: str, start: int, cue: int, published: date | None) -> bool:
    """Whether the clause of a cue tells of earlier days: "bà kể, năm 1968 bà tham gia …", "hồi tháng 5 …"."""
    low = max(start, cue - _CLAUSE)
    if _BACK_THEN.search(folded, low, cue):
        return True
    years = [match for match in _YEAR.finditer(folded, low, cue) if folded.endswith(_OPENING, low, match.start())]
    return bool(years) and _is_old(years[-1], published)


def is_planned(folded: str, start: int, end: int) -> bool:
    """Whether a cue that ends at ``end`` tells what is to come: "Ngày mai, ông … sẽ đến thăm", "dự kiến có … dự"."""
    return _PLANNED.search(folded, max(start, end - _CLAUSE), end) is not None


def _is_old(match: re.Match[str], published: date | None) -> bool:
    return int(match["year"]) < (published.year - 1 if published else _OLDEST_NEWS)
