"""Where a list of people may be cut: separators, brackets, and the words that only sometimes separate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache

from attrs import frozen

from newsbot.text import lexicon
from newsbot.text.address import read_address
from newsbot.text.heads import starts_capacity, starts_head
from newsbot.text.names import UPPER, match_name
from newsbot.text.passage import Passage
from newsbot.text.unicode import fold


class Join(Enum):
    """What joins a piece of a list to what stands before it."""

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


STRONG = frozenset((Join.SEMICOLON, Join.LINE))
WEAK = frozenset((Join.COMMA, Join.DASH, Join.AND))

_SEPARATOR = re.compile(
    r"(?P<semi> *; *)|(?P<open> *\( *)|(?P<close> *\))|(?P<colon> *: *)|(?P<line>\s*\n\s*)"
    r"|(?P<dots> *(?:\.\.+|…)[.…]*| *,? *v\. ?v\.?(?!\w))|(?P<comma> *, *)"
    rf"|(?P<dash> +[-–—]+ *|[-–—]+ +|(?<=\w)[-–—](?=[{UPPER}]))|(?P<stop>\.(?=\s))"
    r"|(?P<and> +và +)|(?P<with> +(?:cùng với|cùng|cung) +)|(?P<plus> +kiêm(?: nhiệm)? +)|(?P<by> +(?:do|bởi|còn có|có|gồm) +)"
    r"|(?P<group> +(?=(?:các vị|các đồng chí|các đại biểu|các đ/c)\s))|(?P<comrade> +(?=(?:Đồng chí|Đ/[cC])\s))"
)
_JOINS = {
    "semi": Join.SEMICOLON,
    "colon": Join.COLON,
    "line": Join.LINE,
    "dots": Join.SEMICOLON,
    "comma": Join.COMMA,
    "dash": Join.DASH,
    "stop": Join.SEMICOLON,
    "and": Join.AND,
    "with": Join.WITH,
    "plus": Join.COMMA,
    "by": Join.SEMICOLON,
    "group": Join.WITH,
    "comrade": Join.SEMICOLON,
}
_ABBREVIATED = re.compile(
    r"(?:^|[\s(,.–-])(?:[A-ZĐa-z]|TP|Tp|tp|TS|ThS|PGS|GS|BS|KS|LS|TT|UV|BTV|NSND|Đ/c|đ/c|Th|tx|TX|Ng|Tr|P?CT|P?BT|P?GĐ|P?CN)$"
)
_BEHIND_NUMBER = frozenset(("stop", "comrade", "group"))
_NUMBER = re.compile(r"[\W\d]{0,8}")
_AGE = re.compile(fold(r"\d{1,3} tuổi, "))
_COUNTED = r"\d[\d.]*\s+\w+"


@frozen
class Cut:
    """A raw piece and what joined it to what stands before it."""

    start: int
    end: int
    join: Join


@cache
def _group() -> re.Pattern[str]:
    standing = fold(r"thường trực(?! ban bí thư)|đại biểu(?! quốc hội| hđnd| hội đồng)")
    opener, group = lexicon.any_of("group_opener"), lexicon.any_of("group")
    return re.compile(rf"(?:{opener} ){{0,3}}(?:{group}|{standing}|{_COUNTED})(?!\w)")


@cache
def _new_group() -> re.Pattern[str]:
    opener = fold(r"(?:cùng |cùng với |đông đảo )?")
    return re.compile(rf"{opener}(?:{lexicon.any_of('new_group')}(?! {fold('cho')})|{_COUNTED})(?!\w)")


@cache
def _compound() -> re.Pattern[str]:
    """Posts that hold a separator: "Bí thư, Tỉnh trưởng", "Chủ tịch kiêm Tổng Giám đốc"."""
    return re.compile(rf"{lexicon.any_of('compound_post')}(?!\w)")


@cache
def _divided_bodies() -> re.Pattern[str]:
    """Names of bodies that hold a separator and would be cut there: "MTTQ, các đoàn thể"."""
    return re.compile(rf"(?<!\w){lexicon.any_of('divided_body')}(?!\w)")


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
    bodies = _divided_bodies().finditer(passage.folded, start, end)
    body = next(bodies, None)
    while match := _SEPARATOR.search(text, scan, end):
        name = str(match.lastgroup)
        scan = match.end()
        while body is not None and body.end() <= match.start():
            body = next(bodies, None)
        if body is not None and body.start() < match.start():
            continue
        if name == "open" and not _opens_bracket(passage.folded, scan):
            scan = text.find(")", scan, end) + 1 or scan
            continue
        if name == "close" and join is not Join.BRACKET and text.rfind("(", pos, match.start()) >= 0:
            continue
        if name in _BEHIND_NUMBER and _NUMBER.fullmatch(text, pos, match.start()):
            continue  # "1. Đồng chí …"
        if not _separates(name, passage, match, end) or _is_compound(name, passage, pos, match):
            continue
        if match.start() > pos:
            yield Cut(pos, match.start(), join)
            join = _join(name, join)
        elif join not in STRONG:
            join = _join(name, join)
        pos = match.end()
    yield Cut(pos, end, join)


def _opens_bracket(folded: str, pos: int) -> bool:
    """Whether a post stands in the bracket, alone or behind an age: "(28 tuổi, giáo viên …)"."""
    age = _AGE.match(folded, pos)
    pos = age.end() if age else pos
    return starts_head(folded, pos) or starts_capacity(folded, pos)


def _join(name: str, before: Join) -> Join:
    if name == "open" or (before is Join.BRACKET and name == "comma"):
        return Join.BRACKET
    return _JOINS.get(name, Join.NOTHING)


def _is_compound(name: str, passage: Passage, pos: int, separator: re.Match[str]) -> bool:
    if name not in ("comma", "plus", "dash"):
        return False
    start = pos
    while start < separator.start() and passage.text[start] == " ":
        start += 1
    match = _compound().match(passage.folded, start)
    return match is not None and match.end() > separator.end()


def _separates(name: str, passage: Passage, match: re.Match[str], end: int) -> bool:
    after = match.end()
    if name == "dash" and not match[0][0].isspace() and not match[0][-1].isspace():
        return starts_head(passage.folded, after)
    if name == "by":
        return _opens_something(passage, after, end, groups_in_capitals=False)
    if name in ("and", "with"):
        return _opens_something(passage, after, end, groups_in_capitals=name == "with")
    if name == "stop":
        return _ABBREVIATED.search(passage.text, max(0, match.start() - 6), match.start()) is None
    return True


def _opens_something(passage: Passage, pos: int, end: int, *, groups_in_capitals: bool) -> bool:
    """Whether a person, a post or a group starts here, so that the "và" before it joins two entries of the list."""
    if pos >= end:
        return False
    if starts_group(passage.folded, pos) and (groups_in_capitals or not passage.text[pos].isupper()):
        return True
    if read_address(passage, pos, end) or starts_head(passage.folded, pos):
        return True
    return match_name(passage, pos, end, titled=False) is not None
