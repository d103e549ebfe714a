"""Sentences that are captions: whom they name is in the picture, not in a list of those who took part."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from newsbot.text.unicode import fold, fold_pattern

_CAPTION: Final = re.compile(
    fold_pattern(
        r"ảnh ?:|từ (?:trái|phải) (?:qua|sang)"
        r"|\((?:giữa|bìa (?:phải|trái)|thứ .{1,12} từ|đứng|ngồi|bên (?:phải|trái)|trái|phải)"
    )
)
_CAPTION_MARKS: Final = (fold("ảnh"), fold("từ trái"), fold("từ phải"), "(")
"""What every mark of a caption starts with."""
_CREDIT: Final = re.compile(fold(r"\s?\(?ảnh\s?:"))


@dataclass(frozen=True)
class Captions:
    """The captions of a text.

    :ivar marks: where the marks stand that make a sentence a caption ("Ảnh: …", "(giữa)").
    """

    folded: str
    marks: list[int]

    @classmethod
    def of(cls, folded: str) -> Captions:
        """The captions of a folded text."""
        marked = any(mark in folded for mark in _CAPTION_MARKS)
        return cls(folded, [mark.start() for mark in _CAPTION.finditer(folded)] if marked else [])

    def mark(self, start: int, end: int) -> int | None:
        """Where the mark stands that makes this sentence a caption, or ``None``; a photo credit may follow it."""
        first = bisect_left(self.marks, start)
        if first < len(self.marks) and self.marks[first] < end:
            return self.marks[first]
        return end if _CREDIT.match(self.folded, end) else None
