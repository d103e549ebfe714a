"""Forms of address before a name: honorifics, plural list openers, ranks, academic and clerical titles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from newsbot.text import lexicon
from newsbot.text.passage import Passage
from newsbot.text.unicode import fold

_COUNTS: Final = "các|những|hai|ba|bốn|năm|2 |3 |4 |5 |6 |7 |8 |9 |quý"
_COUNTED: Final = (
    r"(?:các|hai|ba|bốn|năm|[2-9]|quý) (?:đồng chí|đ/c|đ\.c|ông/bà|ông|bà|vị|anh|chị|cô|đại biểu|thầy|đồng)"
)
_PLURAL: Final = re.compile(fold(rf"{_COUNTED}(?:(?: ?, ?| |/)(?:ông|bà|chị|anh|đại biểu))*(?!\w)"))
_SEVERAL: Final = fold(r"(?:các|những|hai|ba|bốn|[2-9]) ")
_PLURAL_LETTERS: Final = frozenset(word[0] for word in (*fold(_COUNTS).split("|"), *"23456789"))
_SURNAME_TOO: Final = fold("ông")


@dataclass(frozen=True)
class Address:
    """The forms of address that end at ``end``; ``plural`` when they open a list ("các đồng chí")."""

    end: int
    honorific: str | None = None
    rank: str | None = None
    plural: bool = False


@dataclass(frozen=True)
class _Forms:
    pattern: re.Pattern[str]
    several: re.Pattern[str]
    """The plural before a form that is given in the singular: "các diễn viên"."""
    openings: frozenset[str]
    """The first two letters of all forms, or a letter and white space: a quick test before the full one."""
    honorifics: frozenset[str]
    acronyms: frozenset[str]


@cache
def _forms() -> _Forms:
    """One pattern for all forms (longest first), and the folded forms that are honorifics or acronyms."""
    rows = [row for row in lexicon.table("forms_of_address") if row["kind"] != "plural"]
    forms = {fold(row["form"]) for row in rows}
    pattern = lexicon.alternatives(forms).replace(" ", r"\s*").replace("/", r"\s?/\s?")
    ranks = [row["form"] for row in rows if row["kind"] == "rank"]
    return _Forms(
        re.compile(rf"{pattern}(?!\w)"),
        re.compile(rf"{_SEVERAL}(?={pattern}(?!\w))"),
        frozenset(
            opening
            for form in [*forms, *fold(_COUNTS).split("|")]
            for opening in (form[:2], f"{form[0]} ", f"{form[0]}\n")
        ),
        frozenset(fold(row["form"]) for row in rows if row["kind"] == "honorific"),
        frozenset(fold(form) for form in ranks if form[:2].isupper()),
    )


def may_be_address(folded: str, pos: int) -> bool:
    """Whether a form of address may start at ``pos``: a quick test by its first letters."""
    return folded[pos : pos + 2] in _forms().openings


def addresses(folded: str, pos: int) -> bool:
    """Whether a form of address starts at ``pos`` of the folded text."""
    return may_be_address(folded, pos) and _forms().pattern.match(folded, pos) is not None


def read_address(passage: Passage, pos: int, end: int, *, comrades: bool = False) -> Address | None:
    """The forms of address that start at ``pos``, several in a row taken together, or ``None``.

    The honorific is the one nearest to the name; ranks and titles are given as one printed string ("Đại tá, TS").

    :param comrades: the list was opened with "các đồng chí", so that a capitalised "Ông" is the surname, as it is
        behind a rank ("Thượng tá Ông Quốc Biên").
    """
    text, folded, forms = passage.text, passage.folded, _forms()
    if not may_be_address(folded, pos):
        return None
    start = pos
    honorific: str | None = None
    ranks: list[tuple[int, int]] = []
    opener = None
    if folded[pos] in _PLURAL_LETTERS:
        opener = _PLURAL.match(folded, pos, end) or forms.several.match(folded, pos, end)
    if opener:
        honorific = text[opener.start() : opener.end()]
        pos = _skip(folded, opener.end(), end, " ")
    while match := forms.pattern.match(folded, pos, end):
        form = match[0]
        if form in forms.acronyms and not text[match.start()].isupper():
            break
        if form == _SURNAME_TOO and text[match.start()] == "Ô" and (comrades or pos > start):
            break
        if form in forms.honorifics:
            honorific = text[match.start() : match.end()]
            pos = _skip(folded, match.end(), end, " .")
        else:
            ranks.append(match.span())
            pos = _skip(folded, match.end(), end, " .,-")
    if pos == start:
        return None
    rank = text[ranks[0][0] : ranks[-1][1]] if ranks else None
    return Address(pos, honorific, rank, plural=opener is not None)


def _skip(folded: str, pos: int, end: int, characters: str) -> int:
    while pos < end and folded[pos] in characters:
        pos += 1
    return pos
