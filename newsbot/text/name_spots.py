"""Where in a passage somebody may be named: a quick test before a stretch of text is read for people.

Only runs of capitalised words count, and of these the ones that hold a surname, a middle name, a syllable that is not
Vietnamese, or more words than bodies and places have. Nobody is missed; most stretches of plain text are passed over.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from typing import Final

from newsbot.text import lexicon
from newsbot.text.marks import places
from newsbot.text.names import UPPER, is_place, middle_strength, surname_strength
from newsbot.text.syllables import is_vietnamese
from newsbot.text.unicode import fold

_LETTERS: Final = "[\\w'’ʼ`´”-]{0,30}"
"""Bounded, so that one endless word is not read again from each of its letters."""
_LIKE_A_NAME: Final = 3
"""A run of so many words may be a name although no surname stands in it."""
_LONGEST: Final = 80
"""Longer runs are not looked at closely."""


@cache
def _run() -> re.Pattern[str]:
    """Several capitalised words in a row, words that may stand in small letters between them, or one with a mark."""
    link = rf"(?:{lexicon.any_of('linking')} )"
    return re.compile(rf"[{UPPER}](?:{_LETTERS}(?: {link}{{0,2}}[{UPPER}]{_LETTERS}){{1,12}}|['’ʼ`´”])")


class NameSpots:
    """The spots of one passage. A line is read when it is asked for: most lines of an article hold no cue."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line_ends = [*places(text, "\n"), len(text)]
        self._spots: dict[int, tuple[list[int], list[int]]] = {}
        """The starts and ends of the spots of a line, by where the line ends."""

    def any(self, start: int, end: int) -> bool:
        """Whether somebody may be named in ``start`` .. ``end``."""
        line = bisect_left(self._line_ends, start)
        while line < len(self._line_ends):
            line_start = self._line_ends[line - 1] + 1 if line else 0
            if line_start >= end:
                return False
            starts, ends = self._of_line(line_start, self._line_ends[line])
            last = bisect_left(starts, end) - 1
            if last >= 0 and ends[last] > start:
                return True
            line += 1
        return False

    def _of_line(self, start: int, end: int) -> tuple[list[int], list[int]]:
        known = self._spots.get(end)
        if known is None:
            text = self._text
            spots = [match.span() for match in _run().finditer(text, start, end) if _may_be_name(text, *match.span())]
            known = self._spots[end] = ([spot_start for spot_start, _ in spots], [spot_end for _, spot_end in spots])
        return known


def _may_be_name(text: str, start: int, end: int) -> bool:
    if end - start > _LONGEST or _holds_name(text[start:end]):
        return True
    if text.startswith((",", " -", " –", "-", "–"), end):
        run = fold(text[start:end])
        return not is_place(run) or surname_strength(run.partition(" ")[0]) > 0
    before = text.rfind(" ", max(0, start - 12), max(0, start - 1)) + 1
    return text[before : start - 1].lower() in _titles()


@cache
def _titles() -> frozenset[str]:
    """The last words of all forms of address: behind them a name needs no surname."""
    return frozenset(row["form"].split()[-1].lower() for row in lexicon.table("forms_of_address"))


@lru_cache(maxsize=4096)
def _holds_name(run: str) -> bool:
    """Whether a run may be or hold a name, nothing being known of what stands beside it."""
    words = fold(run).split()
    shouted = run.isupper()
    plain = [w for w, printed in zip(words, run.split(), strict=True) if shouted or not printed.isupper()]
    if len(plain) >= _LIKE_A_NAME or not all(map(is_vietnamese, plain)):
        return not is_place(" ".join(plain))
    if any(surname_strength(word) for word in words) or any(middle_strength(word) > 1 for word in words):
        return not is_place(" ".join(plain))
    return False
