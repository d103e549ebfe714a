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
from newsbot.text.unicode import fold

UPPER = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x1EFF)) if c.isupper())
_LETTER = r"[^\W\d_]"
NAME_WORD = re.compile(rf"(?:[HKY]['’ʼ`´”] ?(?=[{UPPER}]))?[{UPPER}]{_LETTER}*(?:['’ʼ`´”]{_LETTER}+)*(?:[-‑](?![{UPPER}]){_LETTER}+)*(?!\.\w)[”]?")
_LINK = "(?:thị|thi|văn|kim|đình|ngọc|minh|hữu|đức|công|bá|xuân)"
_LINKING_WORD = re.compile(rf"{_LINK}(?=\s(?:{_LINK}\s)?[{UPPER}])")
_MAX_WORDS = 7
_MAX_NAME = 6

# A name right behind these words is the name of a thing.
_NAMESAKE = re.compile(
    fold(
        r"(?:đường|(?<!thành )phố|đại lộ|mang tên|giải thưởng|giải|quỹ|cầu|lăng|bảo tàng|tượng đài|công viên|chiến dịch|"
        r"phong trào|tư tưởng|tấm gương|đạo đức|phong cách|tnxp|tncs|tntp|tiền phong|cộng sản|thpt|thcs|tiểu học|mầm non|"
        r"huân chương|khởi nghĩa|đền|chùa|đình|miếu|sông|núi|đảo|chợ|cảng|sân bay|nghĩa trang|khu di tích|thành cổ|"
        r"quê hương)\s*$"
    )
)
# Behind these, when somebody else is already named in the same entry of a list.
_INSTITUTION = re.compile(
    fold(
        r"(?:trường|trường chính trị|đại học|cao đẳng|học viện|bệnh viện|nhà máy|công ty|rạp|sân vận động|nhà hát|trung đoàn|"
        r"tiểu đoàn|khu phố|tổ dân phố|liên khu|ấp|thôn|đoàn)\s*$"
    )
)
_NOT_A_NAME = frozenset(
    fold(w)
    for w in (
        "Ban Bộ Sở Phòng Hội Đảng Ủy Uỷ Tỉnh Quận Huyện Thị Xã Phường Tổng Công Trung Ngân Tập Học Trường Viện Văn "
        "Nhà Quốc Chính Hội Liên Mặt Tòa Toà Viện Cục Vụ Chi Đội Tổ Khu Trung Quân Sư Cùng Và Các Dự Đến Tại Theo Sau "
        "Trong Trước Ngày Sáng Chiều Tối Năm Tham Phát Về Với Cũng Từ Để Khi Ảnh Tin Nguồn Bài Phó Chủ Bí Trưởng Giám"
    ).split()
)


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


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _capital_run(text: str, folded: str, pos: int, end: int, *, titled: bool) -> list[tuple[int, int]]:
    """Spans of the capitalised words from ``pos`` on, up to a word that opens a position or an acronym."""
    words: list[tuple[int, int]] = []
    shouted = False
    while len(words) < _MAX_WORDS:
        match = NAME_WORD.match(text, pos, end)
        if match is None and titled and words:
            match = _LINKING_WORD.match(text, pos, end)
        if match is None or match.end() > end:
            break
        word = match[0]
        if not words:
            shouted = _is_acronym(word)
        elif starts_head(folded, pos) or (_is_acronym(word) and not shouted and len(word) > 1):
            break
        words.append(match.span())
        pos = match.end()
        if text[pos : pos + 1] != " ":
            break
        pos += 1
    return words


def _has_surname(folded: str, words: list[tuple[int, int]]) -> bool:
    first = folded[slice(*words[0])]
    marker = first.split("'")[0]
    return (
        first in _surnames()
        or (len(words) > 1 and folded[words[0][0] : words[1][1]] in _surnames())
        or ("'" in first and f"{marker}'" in _surnames())
    )


def is_place(folded_words: str) -> bool:
    """Whether the folded words are the name of a known place or a historic name that stands for one."""
    return folded_words in _places()


def match_name(text: str, folded: str, pos: int, end: int, *, titled: bool) -> Name | None:
    """The name that starts at ``pos`` of the cleaned ``text``, if any.

    :param folded: ``fold(text)``.
    :param titled: a form of address stands before ``pos``: then no surname is needed and one word may do, provided
        that it is marked as a name (K'Dơi).
    """
    words = _capital_run(text, folded, pos, end, titled=titled)
    while words and len(words) > _MAX_NAME:
        return None
    if not words:
        return None
    start, stop = words[0][0], words[-1][1]
    if len(words) == 1:
        word = folded[start:stop]
        return Name(start, stop) if titled and ("'" in word or "-" in word) else None
    if is_place(folded[start:stop]):
        return None
    first = folded[slice(*words[0])]
    shouted = text[slice(*words[0])].isupper() and len(first) > 1
    if shouted and not all(text[s:e].isupper() for s, e in words):
        return None
    if titled and (first not in _NOT_A_NAME or first in _surnames()):
        return Name(start, stop)
    if not _has_surname(folded, words) or (len(words) > 5 and not titled):
        return None
    return Name(start, stop)


def match_foreign_name(text: str, folded: str, pos: int, end: int) -> Name | None:
    """A capitalised run that fills ``text[pos:end]`` and may be a name without a Vietnamese surname (Lao, Khmer …).

    Only for entries of a list that a post follows: nothing in the words themselves tells a name.
    """
    words = _capital_run(text, folded, pos, end, titled=False)
    if not 2 <= len(words) <= _MAX_NAME or words[-1][1] != end or is_place(folded[pos:end]):
        return None
    if folded[slice(*words[0])] in _NOT_A_NAME or any(_is_acronym(text[s:e]) for s, e in words):
        return None
    return Name(pos, end)


def _tail_run(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the capitalised words that end exactly at ``end``."""
    window = max(start, end - 90)
    words: list[tuple[int, int]] = []
    for match in NAME_WORD.finditer(text, window, end):
        if match.start() > window and text[match.start() - 1] not in " (":
            continue
        if words and text[words[-1][1] : match.start()] != " ":
            words.clear()
        words.append(match.span())
    if not words or words[-1][1] != end:
        return []
    return _behind_acronyms(text, words)


def _behind_acronyms(text: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words behind the last acronym (TPHCM, UBND): a name holds none. A run in capitals throughout is kept."""
    capitals = [_is_acronym(text[s:e]) for s, e in words]
    if capitals[-1]:
        first = len(words) - 1
        while first and capitals[first - 1]:
            first -= 1
        return words[first:]
    last = max((i for i, c in enumerate(capitals) if c), default=-1)
    return words[last + 1 :]


def trailing_name(text: str, folded: str, start: int, end: int, *, alone: bool) -> Name | None:
    """The name at the very end of ``text[start:end]``, a position that may hold places and bodies before it.

    "Bí thư Thành ủy Hải Phòng Đỗ Công Khanh" ends with a name, "Bí thư Quận ủy Lê Chân" with a place. The longest run
    of two to five capitalised syllables is taken that starts with a surname and whose first syllable does not
    complete a place (domain guide 2.3).

    :param alone: nobody else is named in the same entry of the list, so that "Hiệu trưởng Trường Trần Văn An" ends
        with a person rather than with an institution.
    """
    words = _tail_run(text, start, end)
    count = len(words)
    if count < 2:
        return None
    for split in _split_points(folded, words):
        if _plausible(folded, start, words, split, alone=alone):
            return Name(words[split][0], end)
    return None


def _split_points(folded: str, words: list[tuple[int, int]]) -> list[int]:
    """Where a name may start in a capitalised run, best first: after a known place, then the longest."""
    count = len(words)
    candidates = [
        i
        for i in range(count - 1)
        if count - i <= 5 and (_has_surname(folded, words[i:]) and folded[slice(*words[i])] != fold("Đảng"))
    ]
    after_place = [i for i in candidates if i and any(is_place(folded[words[k][0] : words[i - 1][1]]) for k in range(i))]
    crowded = [
        i for i in candidates if count > 4 and i and count - i >= 2 and folded[slice(*words[i])] in _common_surnames()
    ]
    return [*after_place, *(i for i in crowded if i not in after_place), *candidates]


def _plausible(folded: str, start: int, words: list[tuple[int, int]], split: int, *, alone: bool) -> bool:
    if is_place(folded[words[split][0] : words[-1][1]]):
        return False
    before = folded[max(start, words[split][0] - 24) : words[split][0]]
    if not before or (_NAMESAKE.search(before) and split == 0):
        return False
    if alone:
        return True
    surely_a_name = len(words) - split > 2 and folded[slice(*words[split])] in _common_surnames()
    return surely_a_name and not _INSTITUTION.search(before)
