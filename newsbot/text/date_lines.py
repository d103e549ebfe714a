"""Whether a block of page text is a date line: what may stand beside the date, and what may not."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from newsbot.text import lexicon
from newsbot.text.date_grammar import Found
from newsbot.text.names import is_place
from newsbot.text.pen_names import has_common_noun, is_pen_name
from newsbot.text.unicode import fold

_COUNTER: Final = re.compile(
    r"(?:(?:số |tổng )?(?:lượt|lần) (?:xem|đọc|truy cập)(?: bài| tin)?|view count|views?|đã xem|đã đọc|cms-view-count"
    r"|hits|xem|đọc|lượt|bình luận|phản hồi|ý kiến|comments?"
    r"|(?:hôm nay|hôm qua|(?:tuần|tháng|năm) (?:này|trước|hiện tại)|đang (?:truy cập|online|trực tuyến|xem)|tất cả)"
    r"(?= ?:))\s?:?\s?[0-9][0-9.,]{0,12}\s?(?:k|lượt xem|lượt|lần)?"
    r"|[0-9][0-9.,]{0,12}\s?k?\s?(?:lượt xem|lần xem|lượt đọc|người xem|người đọc|lượt|views?|bình luận|phản hồi"
    r"|ý kiến|comments?|phút đọc)|[0-9]{1,3}(?:[.,]?[0-9]{3}){0,3}"
)
_WORDED: Final = re.compile(
    r"(?<!\w)(?:(?:số |tổng )?(?:lượt|lần) (?:xem|đọc|truy cập)(?: bài| tin)?|đã xem|đã đọc|view count|views?"
    r"|bình luận|(?:xem|đọc|hits)(?=\s?:))\s?:?\s?[0-9][0-9.,]{0,12}(?:\s?lượt)?(?!\w)"
    r"|(?<![\w/:.-])[0-9][0-9.,]{0,12}\s?k?\s?(?:lượt xem|lần xem|lượt đọc|người xem|views?|bình luận|phút đọc)(?!\w)",
    re.IGNORECASE,
)
"""Counters with their word, wherever they stand in a line."""
_SEPARATOR: Final = re.compile(r"\s[-–—]\s|[|•·*>/()\[\]]|^\s?[-–—]\s|\s[-–—]\s?$|\s{2,}")
_CREDITED: Final = re.compile(r"(?:bởi|đăng bởi|người đăng|tác giả|nguồn(?: tin)?|theo|by|posted by)\s?:?\s")
_SUBMITTED: Final = re.compile(
    r"(?:(?:được )?(?:(?:viết|đăng|gửi|tạo|biên tập) )?bởi|(?:(?:submitted|written|posted|published) )?by):?"
    r" (?:[^\s.]+ ){0,7}[^\s.,]+(?: (?:vào lúc|vào ngày|vào|lúc|ngày|on),?)?"
)
"""What content management systems print before a date: "Được đăng bởi bientap vào Thứ 5, 26/03/2015"."""
_TWO_NAMES: Final = re.compile(r"\s?[-–]\s|\s[-–]\s?")
_EDGES: Final = " \t,;:.|-–—•·*>/()[]'"
_LONGEST_SECTION: Final = 80
_JOINED: Final = re.compile(r"\s?[-–,/&]\s?|\svà\s")
_LONGEST_CREDIT: Final = 8
"""Words of a name or source that a label introduces."""


@cache
def _beside(kind: str) -> frozenset[str]:
    return frozenset(fold(row["words"]) for row in lexicon.table("sections") if row["kind"] == kind)


def is_date_line(cleaned: str, dates: list[Found]) -> bool:
    """Whether nothing but counters, names and a section stands beside ``dates``, the dates of the text."""
    if any(found.words.last or (found.part and found.time is None) for found in dates):
        return False
    has_time = any(found.time for found in dates)
    pos = 0
    for found in dates:
        start, end = found.reach
        if not _before_a_date(cleaned[pos:start], found, has_time=has_time):
            return False
        pos = end
    return _may_stand(cleaned[pos:], has_time=has_time)


def _before_a_date(text: str, found: Found, *, has_time: bool) -> bool:
    """Whether ``text`` may stand before a date: not as the start of a sentence or the place of a letterhead."""
    bare = text.rstrip()
    if _SUBMITTED.fullmatch(fold(bare).strip(_EDGES)):
        return True
    touching = bare[-1:].isalnum()
    if touching and found.marked and found.label is None and found.weekday is None:
        return has_time and _are_names(bare)  # unlike "Bản tin ngày 5/1/2025"
    if bare.endswith(",") and is_place(fold(bare.strip(_EDGES))):
        return False  # "Hà Nội, ngày 5 tháng 1 năm 2025"
    return _may_stand(text, has_time=has_time and not (touching and is_place(fold(bare.strip(_EDGES)))))


def without_counters(text: str) -> str:
    """A line with a bar in the place of each counter of readers or comments."""
    return _WORDED.sub("|", text).strip(" |") if any(map(str.isdigit, text)) else text


def _may_stand(text: str, *, has_time: bool) -> bool:
    text = without_counters(text)
    pieces = [piece.strip(_EDGES) for piece in _SEPARATOR.split(text)]
    return all(_is_beside(piece, has_time=has_time) for piece in pieces if any(c.isalnum() for c in piece))


def is_counter(text: str) -> bool:
    """Whether ``text`` counts readers or comments."""
    return _COUNTER.fullmatch(fold(text)) is not None


def is_section(text: str) -> bool:
    """Whether ``text`` is the usual name of a section of news ("Tin Chính trị - Xã hội")."""
    if len(text) > _LONGEST_SECTION:
        return False
    folded = fold(text)
    if folded in _beside("section"):
        return True
    return all(part in _beside("section") for part in _JOINED.split(folded.removeprefix("tin ")))


def is_tool(text: str) -> bool:
    """Whether ``text`` is one of the tools of a page ("In trang", "Chia sẻ")."""
    return fold(text).strip(_EDGES + "!") in _beside("tool")


def _is_beside(piece: str, *, has_time: bool) -> bool:
    """Whether a piece of a line is a counter, a section or, beside a full time, anything with the shape of a name."""
    if is_counter(piece) or is_section(piece) or is_tool(piece):
        return True
    if (label := _CREDITED.match(fold(piece))) is not None:
        return len(piece[label.end() :].split()) <= _LONGEST_CREDIT
    if _are_names(piece):
        return True
    return is_pen_name(piece, single=has_time) or (has_time and not has_common_noun(piece) and piece.istitle())


def _are_names(text: str) -> bool:
    """Whether ``text`` is a name, or two ("KIM ANH- ĐỨC TOÀN"), and no place."""
    names = _TWO_NAMES.split(text)
    return len(names) <= 2 and all(is_pen_name(name) and not is_place(fold(name)) for name in names)
