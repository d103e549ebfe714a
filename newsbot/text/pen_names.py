"""The shape of a name that signs an article: "Lê An", "THU THẢO", "N.HƯNG", "Kim Hane", "P.L".

A pen name needs no surname, so only its shape and the absence of common nouns tell it from a heading or a caption.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from newsbot.text import lexicon
from newsbot.text.memory import remembered
from newsbot.text.names import NAME_WORD, UPPER
from newsbot.text.syllables import is_vietnamese
from newsbot.text.unicode import fold

_INITIALS: Final = re.compile(rf"(?:[{UPPER}]\s?\.\s?){{1,3}}[{UPPER}]?\.?|[{UPPER}]{{2,5}}")
_INITIAL_AND_NAME: Final = re.compile(
    rf"(?:[{UPPER}]\w?\s?\.\s?){{1,3}}[{UPPER}][^\W\d_]{{1,7}}(?: [{UPPER}][^\W\d_]{{0,7}})?"
)
_INITIAL: Final = re.compile(rf"[{UPPER}]\.")
_LONGEST_WORD: Final = 8
_ADDRESS: Final = ("ông", "bà")
_LONGEST_NAME: Final = 40
_MAX_WORDS: Final = 5


@cache
def byline_words(kind: str) -> frozenset[str]:
    """The folded words of one kind of ``byline_words.tsv``."""
    return frozenset(fold(row["words"]) for row in lexicon.table("byline_words") if row["kind"] == kind)


@cache
def _any_of(*kinds: str) -> re.Pattern[str]:
    longest_first = sorted((word for kind in kinds for word in byline_words(kind)), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)".replace(r"\ ", " "))


@cache
def _common_noun() -> re.Pattern[str]:
    return lexicon.grouped([*byline_words("noun"), *byline_words("body_noun")])


@remembered(longest=80)
def has_common_noun(text: str) -> bool:
    """Whether a word of headings, captions and bodies is in ``text`` ("đại biểu", "công an")."""
    return _common_noun().search(fold(text)) is not None


def is_heading(text: str) -> bool:
    """Whether a word of headings and captions is in ``text``; bodies alone are none ("Công an xã")."""
    return _any_of("noun").search(fold(text)) is not None


def opens_with(kind: str, text: str) -> bool:
    """Whether ``text`` opens with a word of that kind of ``byline_words.tsv``."""
    return _any_of(kind).match(fold(text)) is not None


def is_initials(text: str) -> bool:
    """Whether ``text`` is initials only: "P.L", "CTH", "N. T. H."."""
    return _INITIALS.fullmatch(text) is not None and not _reads_as_a_word(text)


def is_pen_name(text: str, *, single: bool = False) -> bool:
    """Whether ``text`` has the shape of one person's name or initials.

    :param single: one word will do ("Linh"), because a label or markup says that it is a name.
    """
    return 0 < len(text) <= _LONGEST_NAME and _is_pen_name(text, single)


@lru_cache(maxsize=1024)
def _is_pen_name(text: str, single: bool) -> bool:
    if has_common_noun(text):
        return False
    if is_initials(text) or _INITIAL_AND_NAME.fullmatch(text):
        return True
    words = text.split(" ")
    if not (1 if single else 2) <= len(words) <= _MAX_WORDS or not all(map(_is_name_word, words)):
        return False
    return _evenly_printed(words) and (len(words) == 1 or _starts_like_a_name(words, any_first=single))


def _starts_like_a_name(words: list[str], *, any_first: bool) -> bool:
    """Whether the first word can open a name: no word of bodies, no form of address, no foreign word."""
    first = fold(words[0])
    if first in byline_words("no_name"):
        return False
    if first in _ADDRESS and len(words) > 2 and fold(words[1]) in _surnames():
        return False
    return any_first or is_vietnamese(first) or first in _surnames() or "'" in first


@cache
def _surnames() -> frozenset[str]:
    return frozenset(fold(row["surname"]) for row in lexicon.table("surnames"))


@cache
def _regions() -> frozenset[str]:
    return frozenset(fold(r["place"]) for r in lexicon.table("places") if r["kind"] in ("province", "foreign"))


def has_surname(name: str) -> bool:
    """Whether the first word of ``name`` is a surname."""
    return fold(name.split(" ", 1)[0]) in _surnames()


def is_region(name: str) -> bool:
    """Whether ``name`` is that of a province or country."""
    return fold(name) in _regions()


def title_case(name: str) -> str:
    """A name printed in capitals as it is otherwise written: "THU THẢO" to "Thu Thảo". Initials stay."""
    if not name.isupper() or is_initials(name):
        return name
    return re.sub(r"[^\W\d_]+", lambda m: m[0] if len(m[0]) == 1 else m[0][0] + m[0][1:].lower(), name)


def _is_name_word(word: str) -> bool:
    if _INITIAL.fullmatch(word):
        return True
    match = NAME_WORD.fullmatch(word)
    return match is not None and len(word) <= _LONGEST_WORD + 4 * ("'" in fold(word) or "-" in word)


def _evenly_printed(words: list[str]) -> bool:
    """Capitals throughout, or only as first letters."""
    shouted = [word.isupper() for word in words if len(word) > 1 and "." not in word]
    return all(shouted) or not any(shouted)


def _reads_as_a_word(text: str) -> bool:
    """Whether capitals are a syllable ("MINH", "HÀ") rather than initials ("CTH", "LĐ")."""
    folded = fold(text)
    accented = not folded.replace("đ", "d").isascii()
    return "." not in text and (len(text) > 2 or accented) and is_vietnamese(folded)
