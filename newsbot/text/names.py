"""Personal names in Vietnamese text: where one starts, where it ends, and what stands before it.

A name is recognised by its shape and its company, never by a list of people: a surname of the lexicon and two to six
capitalised syllables, or any capitalised run after a form of address. Names of places, bodies and institutions are
kept out by the lexicon of places and by the words that stand before them.
"""

from __future__ import annotations

import re
from functools import cache

from attrs import frozen

from newsbot.text import lexicon
from newsbot.text.heads import starts_head
from newsbot.text.passage import Passage
from newsbot.text.unicode import fold

UPPER = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x1EFF)) if c.isupper())
_LETTER = r"[^\W\d_]"
_APOSTROPHE = "['’ʼ`´”]"
NAME_WORD = re.compile(
    rf"(?:[HKY]{_APOSTROPHE} ?(?=[{UPPER}]))?[{UPPER}]{_LETTER}*(?:{_APOSTROPHE}{_LETTER}+)*"
    rf"(?:[-‑](?![{UPPER}]){_LETTER}+)*(?!\.\w)[”]?"
)
_MAX_WORDS = 7
_MAX_NAME = 6
_WINDOW = 90
"""Longest stretch, in characters, that is searched for a name at the end of a post."""

Words = list[tuple[int, int]]


@cache
def _linking_word() -> re.Pattern[str]:
    link = lexicon.any_of("linking")
    return re.compile(rf"{link}(?=\s(?:{link}\s)?[{UPPER}])")


@cache
def _namesake() -> re.Pattern[str]:
    """A name right behind these words is the name of a thing."""
    return re.compile(rf"(?:{lexicon.any_of('namesake')}|(?<!{fold('thành')} ){fold('phố')})\s*$")


@cache
def _institution() -> re.Pattern[str]:
    return re.compile(rf"{lexicon.any_of('institution')}\s*$")


@cache
def _never_first() -> frozenset[str]:
    return frozenset(lexicon.words("no_name"))


@cache
def _surnames() -> frozenset[str]:
    return frozenset(fold(row["surname"]) for row in lexicon.table("surnames"))


@cache
def _common_surnames() -> frozenset[str]:
    return frozenset(
        fold(row["surname"])
        for row in lexicon.table("surnames")
        if row["group"] == "Kinh" and row["frequency_class"] != "rare"
    )


@cache
def _places() -> frozenset[str]:
    return frozenset(fold(row["place"]) for row in lexicon.table("places"))


@frozen
class Name:
    """A name at ``start`` .. ``end`` of the text it was found in."""

    start: int
    end: int


def is_place(folded_words: str) -> bool:
    """Whether the folded words are the name of a known place or a historic name that stands for one."""
    return folded_words in _places()


def match_name(passage: Passage, pos: int, end: int, *, titled: bool) -> Name | None:
    """The name that starts at ``pos``, if any.

    :param titled: a form of address stands before ``pos``: then no surname is needed and one word may do, provided
        that it is marked as a name (K'Dơi).
    """
    words = _capital_run(passage, pos, end, titled=titled)
    if not words or len(words) > _MAX_NAME:
        return None
    name = Name(words[0][0], words[-1][1])
    whole = passage.folded[name.start : name.end]
    if len(words) == 1:
        return name if titled and ("'" in whole or "-" in whole) else None
    if is_place(whole) or not _evenly_printed(passage.text, words):
        return None
    first = passage.folded[slice(*words[0])]
    if titled:
        return name if first not in _never_first() or first in _surnames() else None
    return name if _has_surname(passage.folded, words) and len(words) < _MAX_NAME else None


def match_foreign_name(passage: Passage, pos: int, end: int) -> Name | None:
    """A capitalised run that fills ``pos`` .. ``end`` and may be a name without a Vietnamese surname (Lao, Khmer …).

    Only for entries of a list that a post follows: nothing in the words themselves tells a name.
    """
    words = _capital_run(passage, pos, end, titled=False)
    if not 2 <= len(words) <= _MAX_NAME or words[-1][1] != end or is_place(passage.folded[pos:end]):
        return None
    if passage.folded[slice(*words[0])] in _never_first() or any(_is_acronym(passage.text[s:e]) for s, e in words):
        return None
    return Name(pos, end)


def trailing_name(passage: Passage, start: int, end: int, *, alone: bool) -> Name | None:
    """The name at the very end of ``start`` .. ``end``, a post that may hold places and bodies before it.

    "Bí thư Thành ủy Hải Phòng Đỗ Công Khanh" ends with a name, "Bí thư Quận ủy Lê Chân" with a place. The longest run
    of two to five capitalised syllables is taken that starts with a surname and whose first syllable does not
    complete a place (domain guide 2.3).

    :param alone: nobody else is named in the same entry of the list, so that "Hiệu trưởng Trường Trần Văn An" ends
        with a person rather than with an institution.
    """
    words = _tail_run(passage.text, start, end)
    for split in _split_points(passage.folded, words):
        if _plausible(passage.folded, start, words, split, alone=alone):
            return Name(words[split][0], end)
    return None


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


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
        if not words:
            shouted = _is_acronym(match[0])
        elif starts_head(passage.folded, pos) or (_is_acronym(match[0]) and not shouted):
            break
        words.append(match.span())
        pos = match.end()
        if text[pos : pos + 1] != " ":
            break
        pos += 1
    return words


def _evenly_printed(text: str, words: Words) -> bool:
    """Whether a run that starts in capitals is in capitals throughout."""
    return not _is_acronym(text[slice(*words[0])]) or all(text[s:e].isupper() for s, e in words)


def _has_surname(folded: str, words: Words) -> bool:
    first = folded[slice(*words[0])]
    if first in _surnames():
        return True
    if len(words) > 1 and folded[words[0][0] : words[1][1]] in _surnames():
        return True
    return "'" in first and first[: first.index("'") + 1] in _surnames()


def _tail_run(text: str, start: int, end: int) -> Words:
    """Spans of the capitalised words that end exactly at ``end``, behind the last acronym among them."""
    window = max(start, end - _WINDOW)
    words: Words = []
    for match in NAME_WORD.finditer(text, window, end):
        if match.start() > window and text[match.start() - 1] not in " (":
            continue
        if words and text[words[-1][1] : match.start()] != " ":
            words.clear()
        words.append(match.span())
    return _behind_acronyms(text, words) if words and words[-1][1] == end else []


def _behind_acronyms(text: str, words: Words) -> Words:
    """The words behind the last acronym (TPHCM, UBND): a name holds none. A run in capitals throughout is kept."""
    capitals = [_is_acronym(text[s:e]) for s, e in words]
    first = len(words)
    if capitals[-1]:
        while first and capitals[first - 1]:
            first -= 1
    else:
        first = max((i for i, c in enumerate(capitals) if c), default=-1) + 1
    return words[first:]


def _split_points(folded: str, words: Words) -> list[int]:
    """Where a name may start in a capitalised run, best first: behind a known place, then the longest."""
    count = len(words)
    candidates = [
        i
        for i in range(count - 1)
        if count - i < _MAX_NAME and _has_surname(folded, words[i:]) and folded[slice(*words[i])] != "đảng"
    ]
    after_place = [i for i in candidates if any(is_place(folded[words[k][0] : words[i - 1][1]]) for k in range(i))]
    crowded = [i for i in candidates if i and count > 4 and folded[slice(*words[i])] in _common_surnames()]
    return list(dict.fromkeys([*after_place, *crowded, *candidates]))


def _plausible(folded: str, start: int, words: Words, split: int, *, alone: bool) -> bool:
    if is_place(folded[words[split][0] : words[-1][1]]):
        return False
    before = folded[max(start, words[split][0] - 24) : words[split][0]]
    if not before or (split == 0 and _namesake().search(before)):
        return False
    if alone:
        return True
    surely_a_name = len(words) - split > 2 and folded[slice(*words[split])] in _common_surnames()
    return surely_a_name and not _institution().search(before)
