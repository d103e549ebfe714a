"""One printed post for itself: title, body, place, former, acting, abbreviations written out (domain guide 1.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from newsbot.text import lexicon
from newsbot.text.abbreviations import expand
from newsbot.text.heads import ACTING, FORMER, starts_head
from newsbot.text.names import UPPER, is_locality
from newsbot.text.unicode import fold, fold_pattern

_LONGEST_CACHED: Final = 120
"""The same posts occur again and again; only longer ones are read anew each time."""

COMMITTEES: Final = ("Tỉnh ủy", "Thành ủy", "Quận ủy", "Huyện ủy", "Thị ủy", "Đảng ủy")
_COMMITTEE: Final = re.compile(fold_pattern(r"(?<!\w)(?:tỉnh|thành|quận|huyện|thị|đảng) ủy(?!\w)(?! viên)"))
_MEMBER: Final = re.compile(fold_pattern(r"(?<!\w)(?P<kind>tỉnh|thành|quận|huyện|thị|đảng) ủy(?= viên)"))
_UNIT: Final = fold("thành phố|thị xã|thị trấn|đặc khu|tỉnh|quận|huyện|phường|xã|tp\\.?")
PLACE: Final = re.compile(
    rf"(?:(?P<unit>{_UNIT}|{_UNIT.title()}|TP\.?|Thành phố|Thị xã|Thị trấn|Đặc khu)\s+)?"
    rf"(?P<name>\d{{1,2}}(?!\w)|[{UPPER}][^\W\d_]*(?:[ -][{UPPER}][^\W\d_]*){{0,3}})"
)
"""A place as printed, with its kind where that is printed too: "quận Bình Tân", "Quận 14", "Bình Tân"."""
_LAST_UNIT: Final = re.compile(rf"(?<!\w)(?:{_UNIT})$")
_OF: Final = fold(" của")
_OFFICE: Final = re.compile(fold(r"(?:phó )?chánh văn phòng"))
"""The office that a title names itself is not the body."""
_LOCAL: Final = frozenset(
    map(fold, ("HĐND", "Hội đồng nhân dân", "UBND", "Ủy ban nhân dân", "UBMTTQ", "UBMTTQVN", "Ủy ban MTTQ"))
)


@dataclass
class Post:
    """What a printed post says of itself.

    :ivar committee: the Party committee in the body, as printed ("Quận ủy").
    :ivar unit: the kind of unit that the body ends with, folded ("quận").
    :ivar inherits: a post of a committee that names none: the committee is the one of a neighbouring post.
    :ivar local: the body is a council, people's committee or front without a unit.
    """

    text: str
    expanded: str | None
    title: str | None = None
    body: str | None = None
    place: str | None = None
    former: bool = False
    acting: bool = False
    committee: str | None = None
    unit: str | None = None
    inherits: bool = False
    local: bool = False


@cache
def _body() -> re.Pattern[str]:
    compounds = (words.rsplit(" ", 1) for words in lexicon.words("no_body"))
    inside = "".join(rf"(?!(?<={first} ){second}(?!\w))" for first, second in compounds)
    return re.compile(
        rf"(?<!\w){inside}{lexicon.any_of('body')}(?!\w)"
        rf"(?!\s+(?:viên|trưởng|{fold('chính trị|môn|(?:đồng )?(?:quản trị|thành viên)')})(?!\w))"
    )


@cache
def _party_post() -> re.Pattern[str]:
    modifier = rf"(?: {fold('(?:thường trực|dự khuyết|thứ nhất|phụ trách|chuyên trách)')})?"
    return re.compile(rf"uv\w*|{lexicon.any_of('inherits')}{modifier}(?: {lexicon.any_of('party_agency')})?")


def read_post(printed: str, *, city: bool) -> Post:
    """The post ``printed``; the result is shared between calls and must not be changed.

    :param city: the article reports from a city, so that "TUV" is "Thành ủy viên" and not "Tỉnh ủy viên".
    """
    return _read_cached(printed, city) if len(printed) <= _LONGEST_CACHED else _read(printed, city)


def _read(printed: str, city: bool) -> Post:
    """Read a post; only where the print names no body ("UVTVTU") with its abbreviations written out."""
    post = Post(printed, expand(printed, city=city))
    _split(printed, post)
    if post.body is None and post.expanded:
        _split(post.expanded, post)
    folded_body = fold(post.body or "")
    if committee := _COMMITTEE.search(folded_body):
        post.committee = (post.body or "")[committee.start() : committee.end()]
    elif unit := _LAST_UNIT.search(folded_body):
        post.unit = unit[0]
    post.local = folded_body in _LOCAL
    post.inherits = post.body is None and post.title is not None and bool(_party_post().fullmatch(fold(post.title)))
    return post


_read_cached = lru_cache(maxsize=4096)(_read)


def _split(text: str, post: Post) -> None:
    """Set title, body, place, former and acting of ``post`` from ``text``."""
    folded = fold(text)
    start = 0
    while True:
        if match := FORMER.match(folded, start):
            post.former = True
        elif (match := ACTING.match(folded, start)) and starts_head(folded, match.end()):
            post.acting = True
        else:
            break
        start = match.end()
    if member := _MEMBER.search(folded, start):
        post.title = text[start:]
        post.body = text[member.start() : member.end()]
        return
    body = _last_body(folded, start)
    if body is None or body.start() == start:
        post.title = text[start:] or None
        return
    post.title = text[start : body.start()].rstrip(" ,-–").removesuffix(_OF) or None
    post.body, post.place = _body_and_place(text, body)


def _last_body(folded: str, start: int) -> re.Match[str] | None:
    """The body that a post belongs to: a committee if one is named, else the first body after the head."""
    committees = list(_COMMITTEE.finditer(folded, start))
    if committees:
        return committees[-1]
    office = _OFFICE.match(folded, start)
    body = _body().search(folded, office.end() if office else start)
    if body and body.start() == start:  # "Bộ trưởng Bộ Công an", "Công an viên"
        return _body().search(folded, body.end())
    return body


def _body_and_place(text: str, body: re.Match[str]) -> tuple[str, str | None]:
    """Split what follows the title into the body's name and its place ("UBND" and "Quận 14")."""
    stripped = text[body.end() :].strip()
    if not stripped:
        return text[body.start() :], None
    if is_locality(fold(stripped)):
        return text[body.start() : body.end()], stripped
    match = PLACE.fullmatch(stripped)
    if match and (match["unit"] or is_locality(fold(match["name"])) or _COMMITTEE.fullmatch(body[0]) is not None):
        return text[body.start() : body.end()], printed_place(match)
    return text[body.start() :].rstrip(), None


def printed_place(match: re.Match[str]) -> str:
    """The name of a matched place; a number keeps its kind ("Quận 14")."""
    unit, name = match["unit"], match["name"]
    return f"{unit} {name}" if unit and name.isdigit() else name
