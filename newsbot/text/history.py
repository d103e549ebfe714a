"""Clauses about other days than that of the reported event: history, and what is still to come."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from newsbot.text.unicode import fold, fold_pattern

_LONG_AGO: Final = re.compile(
    fold_pattern(
        r"(?:(?:sáng|chiều|tối|đêm)? ?ngày \d+[/.-]\d+[/.-]|năm |vào năm |tháng \d+[/-]|từ năm )"
        r"(?P<year>1[89]\d\d|20[01]\d)"
    )
)
_WHOLE_YEAR: Final = tuple(map(fold, ("năm ", "vào năm ", "từ năm ")))
"""A sentence that opens with a year and no day looks back: news tells the day."""
_YEAR: Final = re.compile(fold_pattern(r"năm (?P<year>1[89]\d\d|20[01]\d)(?!\d)"))
_BACK: Final = fold(r"(?<!\w)(?<!thu )(?<!phục )hồi (?:tháng|năm|(?:đầu|giữa|cuối) (?:tuần|tháng|năm|quý)) ?")
_PRESENCE: Final = fold(r", (?:dưới|với|có|trước) sự (?:\w{1,10} ){0,2}")
_BACK_WORD: Final = fold("hồi ")
_BACK_THEN: Final = re.compile(rf"(?:(?:^|(?<=, )){_BACK}[^.;:\n]*|{_BACK}[^.,;:\n]*(?:{_PRESENCE})?)$")
_SOON: Final = fold(r"(?<!\w)(?:sẽ|dự kiến)(?: (?:có|cũng|cùng|trực tiếp|đến|tới|về|tham|sẽ)){0,4}")
_TO_COME: Final = fold(
    r"(?<!\w)(?:(?:sẽ|dự kiến)(?: được)? (?:tổ chức|diễn ra|khai mạc|họp|mở)|chuẩn bị (?:cho|của|tổ chức))(?!\w)"
)
_SOON_WORDS: Final = tuple(map(fold, ("sẽ", "dự kiến", "chuẩn bị")))
_PLANNED: Final = re.compile(rf"{_SOON} ?$|(?:^|[.;:,\n] ?){fold('dự kiến')} [^.;:,\n]*$|{_TO_COME}[^.;:,\n]*$")
_OPENS_PLANNED: Final = re.compile(rf"{_SOON}(?!\w)")
_ENDS_BACK_THEN: Final = re.compile(rf"(?: (?:{fold('tại|ở')}) [^.;:,\n]{{1,50}}?)? {_BACK}")
_BETWEEN: Final = fold("giữa ")
_STILL_TO_COME: Final = re.compile(fold(r"[^.;:\n]{0,200} (?:sẽ|dự kiến|sắp) (?:được )?(?:diễn ra|tổ chức)(?!\w)"))
"""Behind those who meet: "cuộc gặp giữa A và B dự kiến diễn ra ngày 27/2"."""
_ON_AN_EARLIER_VISIT: Final = re.compile(
    fold(
        r"(?:trước đó, )?(?:trong|tại|nhân) (?:chuyến|cuộc|kỳ|dịp|lần|đợt)[^.;:,\n]{1,60}? "
        r"(?:vừa qua|vừa rồi|trước đây|(?:năm|tháng|tuần) (?:ngoái|trước)|lần trước)(?!\w)"
    )
)
"""What opens a sentence about another event: "Trong chuyến thăm chính thức Cuba vừa qua, …"."""
_OPENING: Final = tuple(map(fold, (", ", ", vào ", ", từ ", ", hồi ")))
"""What stands before a year that opens a clause."""
_CLAUSE: Final = 90
_NEAR: Final = 40
_OLDEST_NEWS: Final = 1985
"""Nothing that is published on the web reports an event of an earlier year."""


def opens_long_ago(folded: str, start: int, end: int, published: date | None) -> bool:
    """Whether a sentence opens with a date of long ago."""
    match = _LONG_AGO.match(folded, start, min(end, start + _NEAR))
    if match is None or not match[0].startswith(_WHOLE_YEAR):
        return match is not None and _is_old(match, published)
    return published is None or int(match["year"]) < published.year


def is_past(folded: str, start: int, cue: int, end: int, published: date | None) -> bool:
    """Whether the clause of a cue tells of earlier days: "bà kể, năm 1968 bà tham gia …", "… chủ trì hồi tháng 5".

    :param start: where the sentence starts; the cue stands at ``cue`` .. ``end``.
    """
    if _ON_AN_EARLIER_VISIT.match(folded, start, cue):
        return True
    low = max(start, cue - _CLAUSE)
    before = folded[low:cue]
    if (_BACK_WORD in before and _BACK_THEN.search(before)) or _ENDS_BACK_THEN.match(folded, end):
        return True
    years = [match for match in _YEAR.finditer(folded, low, cue) if folded.endswith(_OPENING, low, match.start())]
    return bool(years) and _is_old(years[-1], published)


def is_planned(folded: str, start: int, cue: int, end: int) -> bool:
    """Whether a cue at ``cue`` .. ``end`` tells what is to come: "Ngày mai, ông … sẽ đến thăm", "dự kiến có … dự"."""
    before = folded[max(start, cue - _CLAUSE) : cue]
    soon = any(word in before for word in _SOON_WORDS) and _PLANNED.search(before) is not None
    if soon or _OPENS_PLANNED.match(folded, cue, end) is not None:
        return True
    return folded.startswith(_BETWEEN, cue) and _STILL_TO_COME.match(folded, end) is not None


def _is_old(match: re.Match[str], published: date | None) -> bool:
    return int(match["year"]) < (published.year - 1 if published else _OLDEST_NEWS)
