"""Forms of address before a name: honorifics, plural list openers, ranks, academic and clerical titles."""

from __future__ import annotations

import re
from functools import cache

from attrs import frozen

from newsbot.text import lexicon
from newsbot.text.unicode import fold

_COUNTED = r"(?:các|hai|ba|bốn|năm|[2-9]|quý)\s+(?:đồng chí|đ/c|đ\.c|ông/bà|ông|bà|vị|anh|chị|cô|đại biểu|thầy|đồng)"
_PLURAL = re.compile(fold(rf"{_COUNTED}(?:(?:\s*,\s*|\s+|/)(?:ông|bà|chị|anh|đại biểu))*(?!\w)"))


@frozen
class Address:
    """The forms of address that end at ``end``; ``plural`` when they open a list ("các đồng chí")."""

    end: int
    honorific: str | None = None
    rank: str | None = None
    plural: bool = False


@cache
def _forms() -> tuple[re.Pattern[str], frozenset[str], frozenset[str]]:
    """One pattern for all forms (longest first), the folded honorifics, and the folded forms that are acronyms."""
    rows = [row for row in lexicon.table("forms_of_address") if row["kind"] != "plural"]
    forms = sorted({fold(row["form"]) for row in rows}, key=len, reverse=True)
    pattern = "|".join(re.escape(form).replace(r"\ ", r"\s*").replace("/", r"\s?/\s?") for form in forms)
    honorifics = frozenset(fold(row["form"]) for row in rows if row["kind"] == "honorific")
    acronyms = frozenset(fold(row["form"]) for row in rows if row["kind"] == "rank" and row["form"][:2].isupper())
    return re.compile(rf"(?:{pattern})(?!\w)"), honorifics, acronyms


def read_address(text: str, folded: str, pos: int, end: int, *, comrades: bool = False) -> Address | None:
    """The forms of address that start at ``pos``, several in a row taken together, or ``None``.

    The honorific is the one nearest to the name; ranks and titles are given as one printed string ("Đại tá, TS").

    :param comrades: the list was opened with "các đồng chí", so that a capitalised "Ông" is the surname, as it is
        behind a rank ("Thượng tá Ông Quốc Biên").
    """
    pattern, honorifics, acronyms = _forms()
    start = pos
    honorific: str | None = None
    ranks: list[tuple[int, int]] = []
    plural = False
    opener = _PLURAL.match(folded, pos, end)
    if opener:
        plural = True
        honorific = text[opener.start() : opener.end()]
        pos = _skip(folded, opener.end(), end, "")
    while match := pattern.match(folded, pos, end):
        form = match[0]
        if form in acronyms and not text[match.start()].isupper():
            break
        if form == "ông" and text[match.start()] == "Ô" and (comrades or pos > start):
            break
        if form in honorifics:
            honorific = text[match.start() : match.end()]
        else:
            ranks.append(match.span())
        pos = _skip(folded, match.end(), end, ".,-" if form not in honorifics else ".")
    if pos == start:
        return None
    rank = text[ranks[0][0] : ranks[-1][1]] if ranks else None
    return Address(pos, honorific, rank, plural)


def _skip(folded: str, pos: int, end: int, also: str) -> int:
    while pos < end and (folded[pos].isspace() or folded[pos] in also):
        pos += 1
    return pos
