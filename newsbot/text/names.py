"""Personal names in Vietnamese text: where one starts, where it ends, and what stands before it.

A name is recognised by its shape and its company, never by a list of people: a surname of the lexicon and two to six
capitalised syllables, or any capitalised run after a form of address. Names of places, bodies and institutions are
kept out by the lexicon of places and by the words that stand before them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from newsbot.text import lexicon
from newsbot.text.heads import match_head
from newsbot.text.passage import Passage
from newsbot.text.syllables import is_vietnamese
from newsbot.text.unicode import fold

UPPER: Final = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x1EFF)) if c.isupper())
_LETTER: Final = r"[^\W\d_]"
_APOSTROPHE: Final = "['’ʼ`´”]"
NAME_WORD: Final = re.compile(
    rf"(?:[HKY]{_APOSTROPHE} ?(?=[{UPPER}]))?[{UPPER}]{_LETTER}*(?:{_APOSTROPHE}{_LETTER}+)*"
    rf"(?:[-‑](?![{UPPER}]){_LETTER}+)*(?!\.\w)[”]?"
)
_MAX_WORDS: Final = 7
MAX_NAME: Final = 6
SURELY_A_SURNAME: Final = 4

_FORMER: Final = fold("nguyên")
"""A given name as well as "former": behind capitals and before a small letter it is the name."""
_ALSO_OF_PEOPLE: Final = frozenset(("town", "district"))
"""Kinds of places whose names people bear as well."""
_NO_LOCALITY: Final = frozenset(("historic", "institution"))
_BEFORE_ONE: Final = tuple(map(fold, ("ông ", "bà ", "anh ", "chị ", "đồng chí ", "đ/c ")))
_BEFORE_SEVERAL: Final = fold("các ")
_BEHIND_NAME: Final = re.compile(r"[,;]|$| [-–—(]")
"""What stands behind a name whose last two syllables could be a post."""

Words = list[tuple[int, int]]


@cache
def _linking_word() -> re.Pattern[str]:
    link = rf"(?:{lexicon.any_of('linking')}|{lexicon.any_of('foreign_link')})"
    return re.compile(rf"{link}(?=\s(?:{link}\s)?[{UPPER}])")


@cache
def _words_of_bodies() -> frozenset[str]:
    return frozenset(lexicon.words("no_name"))


@cache
def _surnames() -> dict[str, int]:
    """Surnames with how strongly they speak for a name.

    Most of all those that hardly any place starts with, then the frequent ones, then those that are words as well.
    """
    strength = {"top": SURELY_A_SURNAME, "": 3, "rank>15, <1% each": 3, "place-like": 3}
    return {fold(row["surname"]): strength.get(row["frequency_class"], 2) for row in lexicon.table("surnames")}


@cache
def _middle_names() -> dict[str, int]:
    return {
        **dict.fromkeys(lexicon.words("middle_name"), 1),
        fold("văn"): 3,
        fold("thị"): 4,
    }


@cache
def _places() -> dict[str, str]:
    return {fold(row["place"]): row["kind"] for row in lexicon.table("places")}


@cache
def _place_like_surnames() -> frozenset[str]:
    rows = lexicon.table("surnames")
    return frozenset(fold(row["surname"]) for row in rows if row["frequency_class"] == "place-like")


def opens_places(folded_word: str) -> bool:
    """Whether the names of many places start with this surname ("Hà", "Cao", "Lương")."""
    return folded_word in _place_like_surnames()


def surname_strength(folded_word: str) -> int:
    """How strongly a folded word, or two words, speak for a name when it starts with them; 0 for no surname."""
    marked = "'" in folded_word and folded_word[: folded_word.index("'") + 1] in _surnames()
    return SURELY_A_SURNAME if marked else _surnames().get(folded_word, 0)


def middle_strength(folded_word: str) -> int:
    """How strongly a folded word speaks for a name when it stands in its middle ("Thị", "Văn" most of all)."""
    return _middle_names().get(folded_word, 0)


def is_word_of_bodies(folded_word: str) -> bool:
    """Whether bodies and sentences, not names, start with this word."""
    return folded_word in _words_of_bodies()


class Name(NamedTuple):
    """A name at ``start`` .. ``end`` of the text it was found in."""

    start: int
    end: int


def is_place(folded_words: str) -> bool:
    """Whether the folded words are the name of a known place or a historic name that stands for one."""
    return folded_words in _places()


def is_locality(folded_words: str) -> bool:
    """Whether the folded words are the name of a known province, town, district or country."""
    return _places().get(folded_words, "historic") not in _NO_LOCALITY


def is_country(folded_words: str) -> bool:
    """Whether the folded words are the name of a known place abroad."""
    return _places().get(folded_words) == "foreign"


def opens_with_country(folded: str, words: Words) -> bool:
    """Whether words start with a country of two words or more and go on with a name: "Hàn Quốc | Lee Ji-won"."""
    return any(is_country(folded[words[0][0] : words[last][1]]) for last in range(1, len(words) - 2))


def match_name(passage: Passage, pos: int, end: int, *, titled: bool) -> Name | None:
    """The name that starts at ``pos``, if any.

    :param titled: a form of address stands before ``pos``: then no surname is needed and one word may do, provided
        that it is marked as a name (K'Dơi).
    """
    words = _capital_run(passage, pos, end, titled=titled)
    if not words or len(words) > MAX_NAME:
        return None
    name = Name(words[0][0], words[-1][1])
    whole = passage.folded[name.start : name.end]
    if len(words) == 1:
        return name if titled and ("'" in whole or "-" in whole) else None
    kind = _places().get(whole)
    first = passage.folded[slice(*words[0])]
    if kind is not None and not (titled and (kind in _ALSO_OF_PEOPLE or _is_one_persons(passage.folded, pos, first))):
        return None
    if not _evenly_printed(passage.text, words) or opens_with_country(passage.folded, words):
        return None
    if titled:
        return name if not is_word_of_bodies(first) or _has_surname(passage.folded, words) else None
    return name if _is_built_like_a_name(passage.folded, words) and len(words) < MAX_NAME else None


def _is_one_persons(folded: str, pos: int, first: str) -> bool:
    """Whether a province's name behind "ông" or "đồng chí" is a person's: "đồng chí Thái Bình"."""
    addresses = [form for form in _BEFORE_ONE if folded.endswith(form, 0, pos)]
    several = any(folded.endswith(_BEFORE_SEVERAL, 0, pos - len(form)) for form in addresses)
    return bool(addresses) and not several and first in _surnames()


def match_marked_name(passage: Passage, pos: int, end: int) -> Name | None:
    """The single word that fills ``pos`` .. ``end`` when an apostrophe marks it as a name: "K'Thăng"."""
    words = _capital_run(passage, pos, end, titled=False)
    return Name(pos, end) if len(words) == 1 and words[0][1] == end and "'" in passage.folded[pos:end] else None


def match_foreign_name(passage: Passage, pos: int, end: int) -> Name | None:
    """A capitalised run that fills ``pos`` .. ``end`` and may be a name without a Vietnamese surname (Lao, Khmer …).

    Only for entries of a list that a post follows: nothing in the words themselves tells a name.
    """
    words = _capital_run(passage, pos, end, titled=False)
    if not 2 <= len(words) <= MAX_NAME or words[-1][1] != end:
        return None
    if is_place(passage.folded[pos:end]) and not _is_borne_by_people(passage.folded, words):
        return None
    if is_word_of_bodies(passage.folded[slice(*words[0])]) or any(is_acronym(passage.text[s:e]) for s, e in words):
        return None
    return Name(pos, end)


def _is_borne_by_people(folded: str, words: Words) -> bool:
    """Whether the name of a place may be a person's as well: "Thạch An"."""
    kind = _places().get(folded[words[0][0] : words[-1][1]])
    return kind in _ALSO_OF_PEOPLE and surname_strength(folded[slice(*words[0])]) > 0


def is_acronym(word: str) -> bool:
    """Whether the word is printed in capitals throughout."""
    return len(word) > 1 and word.isupper()


def is_foreign_part(text: str, start: int, end: int) -> bool:
    """Whether a hyphen and a capital may follow the word within one name: "Al-Farsi", "Jean-Marie"."""
    return not text[start:end].isupper() and not is_vietnamese(fold(text[start:end]))


def _capital_run(passage: Passage, pos: int, end: int, *, titled: bool) -> Words:
    """Spans of the capitalised words from ``pos`` on, up to a word that opens a position or an acronym."""
    text = passage.text
    words: Words = []
    shouted = False
    while len(words) < _MAX_WORDS:
        match = NAME_WORD.match(text, pos, end)
        if match is None and titled and words:
            match = _linking_word().match(text, pos, end)
        if match is None:
            break
        capitals = is_acronym(match[0])
        if not words:
            shouted = capitals
        elif (capitals and not shouted) or _opens_post(passage, words, match):
            break
        start, pos = match.span()
        if text.startswith("-", pos) and is_foreign_part(text, start, pos):
            second = NAME_WORD.match(text, pos + 1, end)
            pos = second.end() if second else pos
        words.append((start, pos))
        if not text.startswith(" ", pos):
            break
        pos += 1
    return words


def _opens_post(passage: Passage, words: Words, match: re.Match[str]) -> bool:
    """Whether a post starts with a capitalised word, and no further syllable of the name before it.

    A surname alone is no name, nor does one end with "Văn" or "Thị": "Đinh Công Sứ Lam", "Lê Văn Thành Viên".
    """
    text, start = passage.text, match.start()
    end = match_head(passage.folded, start)
    if end is None:
        return False
    unfinished = len(words) == 1 or middle_strength(passage.folded[slice(*words[-1])]) > 1
    if unfinished and text[start:end].istitle():
        return False
    return not _ends_run(text, match)


def _ends_run(text: str, match: re.Match[str]) -> bool:
    """Whether a word that could open a post ends the name: "Ma Quốc Trưởng,", "Thích Trí Nguyên trụ trì"."""
    second = NAME_WORD.match(text, match.end() + 1)
    if second is None:
        return fold(match[0]) == _FORMER
    return _BEHIND_NAME.match(text, second.end()) is not None


def _evenly_printed(text: str, words: Words) -> bool:
    """Whether a run that starts in capitals is in capitals throughout."""
    return not is_acronym(text[slice(*words[0])]) or all(text[s:e].isupper() for s, e in words)


def _is_built_like_a_name(folded: str, words: Words) -> bool:
    """Whether the run starts with a surname, or has "Thị" or "Văn" where a middle name stands."""
    first = folded[slice(*words[0])]
    if len(words) > 2 and middle_strength(folded[slice(*words[1])]) > 1 and not is_word_of_bodies(first):
        return True
    return _has_surname(folded, words) or ("'" in first and first[: first.index("'") + 1] in _surnames())


def _has_surname(folded: str, words: Words) -> bool:
    """Whether the run starts with a surname of one or two syllables."""
    return folded[slice(*words[0])] in _surnames() or folded[words[0][0] : words[1][1]] in _surnames()
