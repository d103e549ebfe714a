"""Where a list of people may be cut: separators, brackets, and the words that only sometimes separate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import Final, NamedTuple

from newsbot.text import lexicon
from newsbot.text.address import may_be_address, read_address
from newsbot.text.heads import starts_capacity, starts_head
from newsbot.text.names import UPPER, match_name
from newsbot.text.passage import Passage
from newsbot.text.sentences import ABBREVIATIONS
from newsbot.text.unicode import fold


class Join(Enum):
    """What joins a piece of a list to what stands before it."""

    __hash__ = object.__hash__  # members are singletons

    NOTHING = ""
    SEMICOLON = ";"
    LINE = "line feed"
    COMMA = ","
    DASH = "-"
    COLON = ":"
    BRACKET = "("
    AND = "và"
    WITH = "cùng"
    BLANK_TO_NAME = "a name right behind its post"
    BLANK_TO_POST = "a post right behind another"


STRONG: Final = frozenset((Join.SEMICOLON, Join.LINE))
WEAK: Final = frozenset((Join.COMMA, Join.DASH, Join.AND))

_MARK: Final = re.compile(
    r" (?=(?:và|cùng|cung|kiêm|đồng thời|do|bởi|còn có|có|gồm) |các (?:vị|đồng chí|đại biểu|đ/c)\s|(?:ông|bà)\s"
    r"|là "
    r"|(?:Đồng chí|Đ/[cC])\s|(?:(?<=\d{4} )|(?<=[/-]\d )|(?<=[/-]\d\d ))(?:các đồng chí|đồng chí|đ/c)\s)"
    r"|,|;|:|\(|\)|\n|/|-[-–—]*|–[-–—]*|—[-–—]*|\.(?=\s)|\.\.[.…]*|…[.…]*|v\. ?v\.?(?!\w)"
)
"""What may separate: every alternative starts with a literal, so that the search skips quickly."""
_KINDS: Final = {
    " ": "word",
    ",": "comma",
    ";": "semi",
    ":": "colon",
    "(": "open",
    ")": "close",
    "\n": "line",
    "/": "slash",
    **dict.fromkeys("-–—", "dash"),
    ".": "stop",
    **dict.fromkeys(("..", "…", "v"), "dots"),
}
"""The kinds of separators, by their first letter or first two letters."""
_WORD: Final = re.compile(
    r" +(?:(?P<plus>(?:kiêm nhiệm|kiêm|đồng thời là|đồng thời|và là) +)|(?P<and>và +)"
    r"|(?P<with>(?:cùng với|cùng|cung) +)|(?P<by>(?:do|bởi|còn có|có|gồm) +)|(?P<is>là +)|(?P<group>(?=các ))"
    r"|(?P<another>(?=ông|bà))|(?P<comrade>))"
)
_JOINS: Final = {
    "semi": Join.SEMICOLON,
    "colon": Join.COLON,
    "line": Join.LINE,
    "slash": Join.COMMA,
    "dots": Join.SEMICOLON,
    "comma": Join.COMMA,
    "dash": Join.DASH,
    "stop": Join.SEMICOLON,
    "and": Join.AND,
    "with": Join.WITH,
    "plus": Join.COMMA,
    "by": Join.SEMICOLON,
    "is": Join.SEMICOLON,
    "group": Join.WITH,
    "comrade": Join.SEMICOLON,
    "another": Join.SEMICOLON,
}
_ABBREVIATED: Final = re.compile(rf"(?:^|[\s(,.–-])(?:[A-ZĐa-z]|{ABBREVIATIONS})$")
_BRACKET: Final = 300
"""Longest bracket, in characters, that is skipped as a whole."""
_GLOSS: Final = re.compile(rf" ?\(([{UPPER}]{{2,8}})\)")
_GLOSSED: Final = 80
_TIGHT_DASH: Final = re.compile(rf"(?<=\w)[-–—](?=[{UPPER}])")
_YEARS: Final = re.compile(r"\d{4} ?[-–] ?\d{4}")
_ALL: Final = (fold(" toàn thể"), fold(" tất cả"))
_DELEGATIONS: Final = tuple(
    map(fold, ("đoàn đại biểu", "đoàn đbqh", "đoàn công tác", "đoàn giám sát", "đoàn lãnh đạo", "tổ đại biểu"))
)
_BEHIND_NUMBER: Final = frozenset(("stop", "comrade", "group", "another"))
_SOMETIMES: Final = frozenset(("dash", "slash", "plus", "and", "with", "by", "stop"))
"""Kinds of marks that separate only where something new stands behind them."""
_IN_COMPOUNDS: Final = frozenset(("comma", "plus"))
_NUMBER: Final = re.compile(r"[\W\d]{0,8}")
_AGE: Final = re.compile(fold(r"\d{1,3} tuổi, "))
_COUNTED: Final = r"\d{1,9}(?:[.,]\d{1,9}){0,4}(?:/\d{1,9}|%)?\s\w{1,20}"


class Cut(NamedTuple):
    """A raw piece and what joined it to what stands before it."""

    start: int
    end: int
    join: Join


_Mark = tuple[str, int, int]
"""The kind, start and end of a separator."""


@cache
def _group() -> re.Pattern[str]:
    standing = fold(r"thường trực(?! ban bí thư)|đại biểu(?! quốc hội| hđnd| hội đồng)")
    opener, group = lexicon.any_of("group_opener"), lexicon.any_of("group")
    event = fold("hội (?:nghị|thảo|thi|trường|diễn|chợ|thao)")
    return re.compile(rf"(?:{opener} ){{0,3}}(?!{event})(?:{group}|{standing}|{_COUNTED})(?!\w)")


@cache
def _new_group() -> re.Pattern[str]:
    opener = fold(r"(?:cùng |cùng với |đông đảo )?")
    return re.compile(rf"{opener}(?:{lexicon.any_of('new_group')}(?! {fold('cho')})|{_COUNTED})(?!\w)")


@cache
def _compound() -> re.Pattern[str]:
    """Posts that hold a separator: "Bí thư, Tỉnh trưởng", "Chủ tịch kiêm Tổng Giám đốc"."""
    return re.compile(rf"{lexicon.any_of('compound_post')}(?!\w)")


def starts_group(folded: str, pos: int) -> bool:
    """Whether unnamed participants start at ``pos``: "lãnh đạo các sở", "hơn 180 đại biểu", "UBND huyện"."""
    return _group().match(folded, pos) is not None


def starts_new_group(folded: str, pos: int) -> bool:
    """Whether a group starts at ``pos`` that does not go on with the group before it."""
    return _new_group().match(folded, pos) is not None


def cuts(passage: Passage, start: int, end: int) -> Iterator[Cut]:
    """The raw pieces of ``start`` .. ``end``. A bracket is cut open only when a post stands in it."""
    text = passage.text
    pos = scan = start
    join = Join.NOTHING
    bodies = lexicon.finder("divided_body").finditer(passage.folded, start, end)
    body = next(bodies, None)
    while mark := _next_mark(passage, scan, end):
        kind, begin, scan = mark
        while body is not None and body.end() <= begin:
            body = next(bodies, None)
        if body is not None and body.start() < begin:
            continue
        if kind == "open" and (not _opens_bracket(passage.folded, scan) or _is_gloss(text, begin, end)):
            scan = text.find(")", scan, min(end, scan + _BRACKET)) + 1 or scan
            continue
        if kind == "close" and join is not Join.BRACKET and _is_inside_bracket(text, pos, begin):
            continue
        if not _cuts(mark, pos, passage, end):
            continue
        if begin > pos:
            yield Cut(pos, begin, join)
            join = _join(kind, join)
        elif join not in STRONG:
            join = _join(kind, join)
        pos = scan
    yield Cut(pos, end, join)


def _cuts(mark: _Mark, pos: int, passage: Passage, end: int) -> bool:
    """Whether a mark separates the piece from ``pos`` on from what stands behind it."""
    kind, start, stop = mark
    if kind in _BEHIND_NUMBER and _NUMBER.fullmatch(passage.text, pos, start):
        return False  # "1. Đồng chí …"
    if kind in _SOMETIMES and not _separates(kind, start, stop, passage, end):
        return False
    if kind in _IN_COMPOUNDS and _is_compound(pos, stop, passage):
        return False
    if kind == "comma":
        return not (may_be_address(passage.folded, stop) and _is_between_titles(pos, start, stop, passage))
    if kind in ("is", "another"):
        is_other = _is_relative if kind == "is" else _is_another
        return is_other(pos, start, stop, passage, end)
    return kind != "group" or not passage.folded.endswith(_ALL, 0, start)


def _next_mark(passage: Passage, pos: int, end: int) -> _Mark | None:
    """The next separator from ``pos`` on, with the blanks around it."""
    text = passage.text
    while match := _MARK.search(text, pos, end):
        start, stop = match.span()
        kind = _KINDS.get(match[0][:2]) or _KINDS[match[0][0]]
        if kind == "word":
            word = _WORD.match(text, start, end)
            if word:
                return word.lastgroup or "", start, word.end()
            pos = stop
            continue
        while start > pos and text[start - 1] == " ":
            start -= 1
        while kind != "stop" and stop < end and (text[stop] == " " or (kind == "line" and text[stop].isspace())):
            stop += 1
        if kind == "dash" and not _is_dash(passage, start, stop, match):
            pos = stop
            continue
        return kind, start, stop
    return None


def _is_dash(passage: Passage, start: int, stop: int, match: re.Match[str]) -> bool:
    """Whether a dash, at ``start`` .. ``stop`` with its blanks, is none within a word or between two years."""
    text = passage.text
    if _YEARS.match(text, start - 4):
        return False
    if (start, stop) != match.span() or _TIGHT_DASH.match(text, start) is not None:
        return True
    return text[start - 1].isalpha() and starts_head(passage.folded, stop)


def _is_inside_bracket(text: str, start: int, pos: int) -> bool:
    return text.rfind("(", max(start, pos - _BRACKET), pos) >= 0


def _opens_bracket(folded: str, pos: int) -> bool:
    """Whether a post stands in the bracket, alone or behind an age: "(28 tuổi, giáo viên …)"."""
    age = _AGE.match(folded, pos)
    pos = age.end() if age else pos
    return starts_head(folded, pos) or starts_capacity(folded, pos)


def _is_gloss(text: str, pos: int, end: int) -> bool:
    """Whether the bracket at ``pos`` abbreviates the words before it: "Hội đồng nhân dân (HĐND) tỉnh"."""
    match = _GLOSS.match(text, pos, end)
    if match is None:
        return False
    words = text[max(0, pos - _GLOSSED) : pos].split()[-len(match[1]) :]
    return "".join(word[0] for word in words).upper() == match[1]


def _join(name: str, before: Join) -> Join:
    if name == "open" or (before is Join.BRACKET and name == "comma"):
        return Join.BRACKET
    return _JOINS.get(name, Join.NOTHING)


def _is_compound(pos: int, stop: int, passage: Passage) -> bool:
    """Whether the separator that ends at ``stop`` stands within the post that opens the piece at ``pos``."""
    match = _compound().match(passage.folded, _skip_blanks(passage.text, pos))
    return match is not None and match.end() > stop


def _is_another(pos: int, start: int, stop: int, passage: Passage, end: int) -> bool:
    """Whether "ông" or "bà" opens a person of its own although no separator stands before it.

    So it is behind a date, and where the piece names somebody already: "ông A Giám đốc Sở Y tế bà B".
    """
    if passage.text[start - 1].isdecimal():
        return True
    here = read_address(passage, _skip_blanks(passage.text, pos), end)
    name = match_name(passage, here.end, end, titled=True) if here else None
    if name is None or not starts_head(passage.folded, name.end + 1):
        return False
    there = read_address(passage, stop, end)
    return there is not None and match_name(passage, there.end, end, titled=True) is not None


def _is_relative(pos: int, _start: int, stop: int, passage: Passage, end: int) -> bool:
    """Whether somebody is told by a relative: "cháu nội của cố nhạc sĩ là ông …", unlike "Chủ tịch Hội là bà …"."""
    if starts_head(passage.folded, _skip_blanks(passage.text, pos)):
        return False
    address = read_address(passage, stop, end)
    return address is not None and match_name(passage, address.end, end, titled=True) is not None


def _skip_blanks(text: str, pos: int) -> int:
    while text.startswith(" ", pos):
        pos += 1
    return pos


def _is_between_titles(pos: int, start: int, stop: int, passage: Passage) -> bool:
    """Whether nothing but titles stands on both sides of a comma: "Thiếu tướng, PGS, TS …"."""
    title = read_address(passage, _skip_blanks(passage.text, pos), start)
    ranked = title is not None and title.rank is not None and title.end >= start
    return ranked and read_address(passage, stop, len(passage.text)) is not None


def _separates(kind: str, start: int, stop: int, passage: Passage, end: int) -> bool:
    text = passage.text
    if kind == "dash":
        return text[start] == " " or text[stop - 1] == " " or starts_head(passage.folded, stop)
    if kind == "stop":
        return _ABBREVIATED.search(text, max(0, start - 6), start) is None
    if kind in ("slash", "plus"):
        return starts_head(passage.folded, stop)
    return _opens_something(passage, stop, end, groups_in_capitals=kind == "with")


def _opens_something(passage: Passage, pos: int, end: int, *, groups_in_capitals: bool) -> bool:
    """Whether a person, a post or a group starts here, so that the "và" before it joins two entries of the list."""
    if pos >= end:
        return False
    if starts_group(passage.folded, pos) and (groups_in_capitals or not passage.text[pos].isupper()):
        return True
    if passage.folded.startswith(_DELEGATIONS, pos):
        return True
    if read_address(passage, pos, end) or starts_head(passage.folded, pos):
        return True
    return match_name(passage, pos, end, titled=False) is not None
