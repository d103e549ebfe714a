"""Bodies that ended with the reforms of 2025, as data (``lexicon/bodies.tsv``), with what followed them.

The districts and their committees ended on 30 June 2025; the commissions that were merged in February 2025 count as
ended from April on, because both may be named in between (domain guide 1.5, 9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from newsbot.text import lexicon
from newsbot.text.unicode import fold

_OF_OLD: Final = re.compile(fold(r"[^,;]{0,40}?(?:(?<!\w)cũ(?!\w)|\(trước)"))
"""The unit is named as one that is no more: "Bí thư Tỉnh ủy Bến Tre cũ"."""


@dataclass(frozen=True)
class Ended:
    """A body that is no more."""

    name: str
    last_day: date
    successor: str | None


@cache
def _ended() -> dict[str, Ended]:
    bodies: dict[str, Ended] = {}
    for row in lexicon.table("bodies"):
        body = Ended(row["body"], date.fromisoformat(row["last_day"]), row["successor"] or None)
        for form in (row["body"], *filter(None, row["variants"].split("|"))):
            bodies[fold(form)] = body
    return bodies


@cache
def _forms() -> re.Pattern[str]:
    longest_first = sorted(_ended(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def ended_body(words: str, day: date) -> Ended | None:
    """The body named in ``words`` that had ended before ``day``, unless it is named as one of the past."""
    folded = fold(words)
    for match in _forms().finditer(folded):
        body = _ended()[match[0]]
        if body.last_day < day and not _OF_OLD.match(folded, match.end()):
            return body
    return None
