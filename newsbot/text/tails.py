"""The name at the end of the post that stands before it: "Bí thư Thành ủy Hải Phòng Đỗ Công Khanh".

Between the last lower-case word and the end stands a run of capitalised words that holds a place, a name, or a place
and a name. Every word of the run is tried as the beginning of the name; what speaks for and against it is added up
(domain guide 2.3): a surname, a typical middle name, the usual length, and how well the words on its left are
explained as a place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from newsbot.text import lexicon
from newsbot.text.heads import match_head
from newsbot.text.names import (
    MAX_NAME,
    NAME_WORD,
    SURELY_A_SURNAME,
    Name,
    Words,
    is_acronym,
    is_country,
    is_foreign_part,
    is_place,
    is_word_of_bodies,
    middle_strength,
    opens_places,
    opens_with_country,
    surname_strength,
)
from newsbot.text.passage import Passage
from newsbot.text.syllables import is_vietnamese
from newsbot.text.unicode import fold

_WINDOW: Final = 90
"""Longest stretch, in characters, that is searched for a name."""
_ENOUGH_ALONE: Final = 2
_ENOUGH_BESIDE_ANOTHER: Final = 5
_NEVER: Final = -99
_LENGTH: Final = {2: -1, 3: 1, 4: 1, 5: -1, 6: -3}
_UNKNOWN_PLACE: Final = {1: -2, 2: 2, 3: 0}
"""How well so many words behind "huyện" are a place that no list knows."""


_KOREAN: Final = re.compile(r"[a-z]{2,6} [a-z]{2,7}-[a-z]{2,6}")
"""A family name and a given name of two syllables: "Choi Young-ho"."""
_SURELY_FOREIGN: Final = 5
_PLACE_AND_NAME: Final = 3
"""How many words a place and a name have at least."""
_TWO_NAMES: Final = 5
"""How many words two names side by side have at least."""
_ALSO_A_WORD: Final = 2
"""Strength of surnames that are ordinary words as well."""
_STREET: Final = fold(" phố")
_NO_STREET: Final = tuple(map(fold, (" thành phố", " khu phố", " tổ dân phố")))
_NO_SCHOOL: Final = tuple(map(fold, (" môi trường", " thị trường", " công trường", " nông trường", " nhà trường")))
_COUNTRY: Final = tuple(map(fold, (" cộng hòa", " vương quốc", " liên bang", " bang")))
"""A country follows these words."""
_PROVINCE: Final = tuple(map(fold, (" tỉnh", " tỉnh ủy", " thành ủy", " tỉnh đoàn", " công an tỉnh")))
"""Provinces are all known: what follows these words and is no known place is none."""
_HOME: Final = tuple(
    fold(f" {unit}")
    for unit in ("tỉnh", "thành phố", "tp", "tp.", "quận", "huyện", "thị xã", "tx", "thị trấn", "phường", "xã", "ủy")
)
"""What follows these words is no country: "thị xã Đức Lương"."""
_HEAD_ABROAD: Final = tuple(map(fold, (" tỉnh trưởng", " thị trưởng", " đô trưởng", " thống đốc", " thủ hiến")))
"""Heads whose place, abroad, follows them at once: "Tỉnh trưởng Attapeu …"."""
_UNIT_ABROAD: Final = (*_HEAD_ABROAD, *map(fold, (" tỉnh", " bang", " thủ đô", " thành phố", " sứ quán")))
_NAMED_AFTER_PEOPLE: Final = tuple(map(fold, (" phường", " xã")))
"""Units that are often named after people."""
_ENDS_BODY: Final = (
    *(fold(f" {level} đoàn") for level in ("trung ương", "thành", "thị", "chi", "bí thư")),
    *(
        fold(f" {office} {level} đoàn")
        for office in ("bí thư", "thường vụ", "chấp hành", "btv", "bch", "viên", "phòng")
        for level in ("tỉnh", "quận", "huyện", "xã")
    ),
)
"""Ends of the names of bodies that are surnames as well: "Trung ương Đoàn", unlike "UBND xã Đoàn …"."""


def trailing_name(passage: Passage, start: int, end: int, *, alone: bool, position_first: bool = False) -> Name | None:
    """The name at the very end of ``start`` .. ``end``, a post that may hold places and bodies before it.

    :param alone: nobody else is named in the same entry of the list, so that "Hiệu trưởng Trường Trần Văn An" ends
        with a person rather than with an institution.
    :param position_first: the entries before this one end with names, so that two words behind a unit are likelier a
        name than a place that no list knows.
    """
    last = passage.text.rfind(" ", start, end) + 1
    if not last or not passage.text[last].isupper():
        return None
    words = _tail_run(passage.text, match_head(passage.folded, start) or start, end)
    if len(words) < 2 or words[0][0] == start:
        return None
    left = " " + passage.folded[max(start, words[0][0] - 24) : words[0][0]].rstrip()
    shouted = passage.text[slice(*words[-1])].isupper()
    tail = _Tail(passage.folded, words, left, alone, shouted, position_first)
    best = max(range(len(words) - 1), key=tail.score)
    enough = _ENOUGH_ALONE if alone else _ENOUGH_BESIDE_ANOTHER
    return Name(words[best][0], end) if tail.score(best) >= enough else None


@dataclass
class _Tail:
    folded: str
    words: Words
    left: str
    """What stands before the run."""
    alone: bool
    shouted: bool
    """The run is in capitals throughout."""
    position_first: bool

    def score(self, split: int) -> int:
        """How well the words from ``split`` on are a name and those before it a place."""
        length = len(self.words) - split
        if length > MAX_NAME or is_place(self._between(split, len(self.words))):
            return _NEVER
        first = self._word(split)
        if " " in first or opens_with_country(self.folded, self.words[split:]):
            return _NEVER  # "bin Ibrahim", "Hàn Quốc Choi Young-sam"
        if split and surname_strength(self._between(split - 1, split + 1)):
            return _NEVER  # "Rơ | Mah Tuấn"
        if split and first in _foreign_links() and self._known_place(split) is None:
            return _NEVER  # "Youssef | El Amrani"
        surname = max(surname_strength(first), surname_strength(self._between(split, split + 2)))
        if (is_word_of_bodies(first) and not surname) or self._is_body_word(split):
            return _NEVER
        score = _LENGTH[length] + max(surname, self._foreign(split))
        if length > 2:
            score += middle_strength(self._word(split + 1))
        if surname < SURELY_A_SURNAME and self._names_another(split + 2):
            score -= 3
        return score + (self._boundary(split) if split else self._opening(length, surname))

    def _word(self, index: int) -> str:
        return self.folded[slice(*self.words[index])]

    def _rest(self, split: int) -> list[str]:
        return [self._word(index) for index in range(split, len(self.words))]

    def _between(self, first: int, last: int) -> str:
        return self.folded[self.words[first][0] : self.words[last - 1][1]]

    def _names_another(self, start: int) -> bool:
        """Whether a frequent surname stands inside: "Học viện Phương Nam Trần Văn An"."""
        return any(surname_strength(self._word(i)) == SURELY_A_SURNAME for i in range(start, len(self.words) - 1))

    def _foreign(self, split: int) -> int:
        """How strongly syllables that are not Vietnamese speak for a name; companies may end with a place."""
        if self.shouted or any(is_place(self._between(k, len(self.words))) for k in range(split + 1, len(self.words))):
            return 0
        if _KOREAN.fullmatch(" ".join(self._rest(split))):
            return _SURELY_FOREIGN
        foreign = [not is_vietnamese(word) for word in self._rest(split)]
        return 3 * foreign[0] or 2 * (foreign == [False, True]) or int(any(foreign))

    def _boundary(self, split: int) -> int:
        """How well the run may be cut before ``split``."""
        known = self._known_place(split)
        if known is not None:
            return known
        if is_word_of_bodies(self._word(split - 1)) or self._ends_body(split):
            return 1
        if middle_strength(self._word(split)) > 1:
            return -4  # "Hạ | Thị Quyên"
        if self._is_namesake(split):
            return 4
        return 2 if self._ends_foreign(split) else self._unknown_place(split)

    def _unknown_place(self, split: int) -> int:
        """How well the words before ``split`` may be a place that no list knows."""
        if split == 1 and self._opens_abroad():
            return 2
        if self.left.endswith(lexicon.endings("before_place")) or self._is_behind_institution():
            return _UNKNOWN_PLACE.get(split, -1) - (3 if self._opens_with_surname() else 0)
        return -2

    def _is_behind_institution(self) -> bool:
        return self.left.endswith(lexicon.endings("institution")) and not self.left.endswith(_NO_SCHOOL)

    def _is_namesake(self, split: int) -> bool:
        """Whether an institution's namesake stands before ``split``: "Trường Nguyễn Văn Cừ | Lục Đình Khải"."""
        named = self._is_behind_institution() or self.left.endswith(lexicon.endings("namesake"))
        if not named or len(self.words) < _TWO_NAMES or split < 2 or len(self.words) - split < 2:
            return False
        return min(surname_strength(self._word(0)), surname_strength(self._word(split))) > _ALSO_A_WORD

    def _ends_foreign(self, split: int) -> bool:
        """Whether the language changes: "Phương | Sok Vanna", "Viettel | Tào Đức Lợi", "Ma-lô-ria | Aminah Rahman"."""
        if is_vietnamese(self._word(split - 1)):
            return not is_vietnamese(self._word(split))
        if surname_strength(self._word(split)) and all(map(is_vietnamese, self._rest(split))):
            return True
        return "-" in self._word(split - 1) and not any("-" in self._word(i) for i in range(split, len(self.words)))

    def _known_place(self, split: int) -> int | None:
        """What places that are known say about a cut before ``split``; ``None`` when there are none."""
        count = len(self.words)
        if any(is_place(self._between(0, last)) for last in range(split + 1, count)):
            return -4
        if any(self._is_place(k, split) for k in range(split)):
            return 6 if is_place(self._between(0, split)) else 3
        if any(is_place(self._between(split - 1, last)) for last in (split + 1, split + 2) if last <= count):
            return -4
        return None

    def _is_place(self, first: int, last: int) -> bool:
        """Whether the words are a known place, and no syllable that is a country elsewhere ("Đức")."""
        words = self._between(first, last)
        if not is_place(words):
            return False
        return last - first > 1 or not is_country(words) or not (first or self.left.endswith(_HOME))

    def _opening(self, length: int, surname: int) -> int:
        """How well the whole run may be a name, given what stands before it."""
        left = self.left
        if left.endswith(lexicon.endings("namesake")) or (left.endswith(_STREET) and not left.endswith(_NO_STREET)):
            return -9
        if self._is_behind_institution():
            return -1 if self.alone else -9
        if left.endswith(_COUNTRY) or self._opens_abroad():
            return -6
        if not left.endswith(lexicon.endings("before_place")):
            return 1
        if length == 2 and not left.endswith(_PROVINCE):
            surname = max(surname, surname and self._foreign(0))
            return 0 if surname > 2 and (self.position_first or not opens_places(self._word(0))) else -4
        return -2 if length == 3 and left.endswith(_NAMED_AFTER_PEOPLE) else 0

    def _opens_abroad(self) -> bool:
        """Whether the run opens with a place abroad that no list knows: "Thị trưởng Gwangju Kang Gi-jung"."""
        if len(self.words) < _PLACE_AND_NAME or not self.left.endswith(_UNIT_ABROAD):
            return False
        first = self._word(0)
        surname = surname_strength(first) or surname_strength(self._between(0, 2))
        return not is_vietnamese(first) and not surname and "-" not in first

    def _opens_with_surname(self) -> bool:
        """Whether the run opens with a surname that hardly any place starts with, or with one of two words."""
        return surname_strength(self._word(0)) == SURELY_A_SURNAME or surname_strength(self._between(0, 2)) > 0

    def _is_body_word(self, split: int) -> bool:
        """Whether the word is "Đoàn" in "Trung ương Đoàn", not the surname in "Trung ương Đoàn Thị Thủy"."""
        return self._ends_body(split + 1) and middle_strength(self._word(split + 1)) < 2

    def _ends_body(self, split: int) -> bool:
        """Whether the words before ``split`` end with "Trung ương Đoàn" or the like."""
        before = f"{self.left} {self._between(0, split)}" if split else self.left
        return before.endswith(_ENDS_BODY)


def _tail_run(text: str, start: int, end: int) -> Words:
    """Spans of the capitalised words that end exactly at ``end``, behind the last acronym among them."""
    window = max(start, end - _WINDOW)
    words: Words = []
    for match in NAME_WORD.finditer(text, window, end):
        if match.start() > window and text[match.start() - 1] not in " (-–":
            continue
        gap = text[words[-1][1] : match.start()] if words else " "
        if gap.strip() in _foreign_links():
            words.append((words[-1][1] + 1, match.end()))  # "Azman | bin Ibrahim"
            continue
        if gap == "-" and is_foreign_part(text, *words[-1]):
            words[-1] = (words[-1][0], match.end())
            continue
        if gap != " ":
            words.clear()
        words.append(match.span())
    return _behind_acronyms(text, words) if words and words[-1][1] == end else []


@cache
def _foreign_links() -> frozenset[str]:
    return frozenset(lexicon.words("foreign_link"))


def _behind_acronyms(text: str, words: Words) -> Words:
    """The words behind the last acronym (TPHCM, UBND): a name holds none. A run in capitals throughout is kept."""
    capitals = [is_acronym(text[s:e]) for s, e in words]
    first = len(words)
    if capitals[-1]:
        while first and capitals[first - 1] and is_vietnamese(fold(text[slice(*words[first - 1])])):
            first -= 1
    else:
        first = max((i for i, c in enumerate(capitals) if c), default=-1) + 1
    return words[first:]
