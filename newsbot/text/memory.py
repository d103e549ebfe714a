"""Answers that are remembered for short texts: the pages of a site repeat their menus, labels and names."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

_Answer = TypeVar("_Answer")


def remembered(longest: int, entries: int = 4096) -> Callable[[Callable[[str], _Answer]], Callable[[str], _Answer]]:
    """Remember the answers of a pure function of one text for the last ``entries`` texts of ``longest`` characters.

    Longer texts are seldom repeated, and let a page fill the memory; their answers are worked out each time.
    """

    def decorate(function: Callable[[str], _Answer]) -> Callable[[str], _Answer]:
        known = lru_cache(maxsize=entries)(function)

        @wraps(function)
        def answer(text: str) -> _Answer:
            return known(text) if len(text) <= longest else function(text)

        return answer

    return decorate
