"""A printed post resolved: title, body, place, former, acting, abbreviations written out.

The printed text is never changed. A post without a body of its own takes it from the post on its right ("Ủy viên Ban
Thường vụ, Trưởng Ban Tuyên giáo Quận ủy"), else from the one on its left; a body without a place takes it from the
article (domain guide 1.3, 2.14).
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from attrs import define, field

from newsbot.records import Position
from newsbot.text import lexicon
from newsbot.text.heads import ACTING, FORMER
from newsbot.text.names import UPPER, is_place
from newsbot.text.unicode import fold, fold_pattern


@cache
def _body() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){lexicon.any_of('body')}(?!\w)(?!\s+(?:viên|{fold('chính trị')}|{fold('môn')}))")


_COMMITTEE = re.compile(fold_pattern(r"(?<!\w)(?:tỉnh|thành|quận|huyện|thị|đảng) ủy(?!\w)(?! viên)"))
_UNIT = fold("tỉnh|thành phố|tp\\.?|quận|huyện|thị xã|thị trấn|phường|xã|đặc khu")
_PLACE = re.compile(
    rf"(?:(?P<unit>{_UNIT}|{_UNIT.title()}|TP\.?|Thành phố|Thị xã|Đặc khu)\s+)?"
    rf"(?P<name>\d{{1,2}}(?!\w)|[{UPPER}][^\W\d_]*(?:[ -][{UPPER}][^\W\d_]*){{0,3}})"
)
_MEMBER = re.compile(fold_pattern(r"(?<!\w)(?P<kind>tỉnh|thành|quận|huyện|thị|đảng) ủy(?= viên)"))
_UNIT_OF_BODY = {
    fold("tỉnh ủy"): {fold("tỉnh")},
    fold("thành ủy"): {fold("thành phố"), "tp", "tp."},
    fold("quận ủy"): {fold("quận")},
    fold("huyện ủy"): {fold("huyện")},
    fold("thị ủy"): {fold("thị xã")},
    fold("đảng ủy"): {fold("phường"), fold("xã"), fold("đặc khu"), fold("thị trấn")},
}


@cache
def _abbreviations() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = lexicon.table("abbreviations")
    expansions = {re.sub(r"[.\s]", "", row["abbreviation"]): row["expansion"] for row in rows}
    longest_first = sorted((row["abbreviation"] for row in rows), key=len, reverse=True)
    pattern = "|".join(
        r"\.?\s?".join(map(re.escape, form)) if form.isupper() and len(form) > 3 else re.escape(form)
        for form in longest_first
    )
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), expansions


def expand(text: str) -> str | None:
    """``text`` with its abbreviations written out, or ``None`` when it holds none that is sure.

    "UVBTV, Trưởng Ban Dân vận" gives "Ủy viên Ban Thường vụ, …"; the printed text is kept elsewhere.
    """
    pattern, expansions = _abbreviations()
    expanded = pattern.sub(lambda m: expansions.get(re.sub(r"[.\s]", "", m[0]), m[0]), text)
    return expanded if expanded != text else None


@define
class Context:
    """What an article says of its own unit: the place of each kind of committee, and the unit it reports from."""

    places: dict[str, str] = field(factory=dict)
    unit: str | None = None
    place: str | None = None


def read_context(text: str, place: str | None) -> Context:
    """The places that the text itself gives to its committees ("Quận ủy Bình Tân"), and the caller's ``place``.

    :param place: the article's unit, with its kind where known ("quận Bình Tân").
    """
    context = Context()
    if place:
        match = _PLACE.search(place)
        if match:
            context.unit = fold(match["unit"]) if match["unit"] else None
            context.place = _printed_place(match)
    folded = fold(text)
    for match in _COMMITTEE.finditer(folded):
        found = _PLACE.match(text, match.end() + 1)
        if found and (not found["unit"] or fold(found["unit"]) in _UNIT_OF_BODY[match[0]]):
            context.places.setdefault(match[0], _printed_place(found))
    return context


def _printed_place(match: re.Match[str]) -> str:
    unit, name = match["unit"], match["name"]
    return f"{unit} {name}" if unit and name.isdigit() else name


def resolve(texts: list[str], context: Context) -> list[Position]:
    """The posts of one person, in printed order, each with title, body and place as far as they can be known."""
    positions = [_read(text) for text in texts]
    _inherit(positions)
    for position in positions:
        if position.place is None and position.body is not None:
            position.place = _place_from_context(position, context)
    return positions


def _read(text: str) -> Position:
    folded = fold(text)
    start, former, acting = 0, False, False
    while True:
        if match := FORMER.match(folded, start):
            former = True
        elif match := ACTING.match(folded, start):
            acting = True
        else:
            break
        start = match.end()
    position = Position(text=text, former=former, acting=acting, expanded=expand(text))
    if member := _MEMBER.search(folded, start):
        position.title = text[start:]
        position.body = text[member.start() : member.end()]
        return position
    body = _last_body(folded, start)
    if body is None or body.start() == start:
        position.title = text[start:] or None
        return position
    position.title = text[start : body.start()].rstrip(" ,-–") or None
    position.body, position.place = _body_and_place(text, body)
    return position


def _last_body(folded: str, start: int) -> re.Match[str] | None:
    """The body that a post belongs to: a committee if one is named, else the first body after the head."""
    committees = list(_COMMITTEE.finditer(folded, start))
    if committees:
        return committees[-1]
    return _body().search(folded, start)


def _body_and_place(text: str, body: re.Match[str]) -> tuple[str, str | None]:
    """Split what follows the title into the body's name and its place ("UBND" and "Quận 14")."""
    rest = text[body.end() :]
    stripped = rest.strip()
    if not stripped:
        return text[body.start() :], None
    match = _PLACE.fullmatch(stripped)
    if match and (match["unit"] or match["name"].isdigit() or is_place(fold(match["name"])) or _is_committee(body[0])):
        return text[body.start() : body.end()], _printed_place(match)
    return text[body.start() :].rstrip(), None


def _is_committee(folded_body: str) -> bool:
    return _COMMITTEE.fullmatch(folded_body) is not None


def _inherit(positions: list[Position]) -> None:
    """Bodies from the right, then from the left; a post with a body of its own keeps it."""
    for left, right in zip(reversed(positions[:-1]), reversed(positions[1:]), strict=True):
        if left.body is None and right.body is not None and _may_inherit(left):
            left.body = _committee_of(right.body) or right.body
            left.place = right.place
    for left, right in pairwise(positions):
        if right.body is None and left.body is not None and _may_inherit(right):
            right.body, right.place = left.body, left.place


@cache
def _inheriting() -> re.Pattern[str]:
    return re.compile(rf"(?:uv\w*|{lexicon.any_of('inherits')})")


def _may_inherit(position: Position) -> bool:
    return position.title is not None and _inheriting().match(fold(position.title)) is not None


def _committee_of(body: str) -> str | None:
    match = _COMMITTEE.search(fold(body))
    return body[match.start() : match.end()] if match else None


def _place_from_context(position: Position, context: Context) -> str | None:
    body = fold(position.body or "")
    committee = _COMMITTEE.search(body)
    if committee:
        if committee[0] in context.places:
            return context.places[committee[0]]
        return context.place if _fits(committee[0], context) else None
    unit = re.search(rf"\s(?P<unit>{_UNIT})$", body)
    if unit and context.place and context.unit == unit["unit"]:
        return context.place
    return None


def _fits(committee: str, context: Context) -> bool:
    """Whether a committee of this kind can be the committee of the article's unit."""
    if context.place is None:
        return False
    if context.unit is not None:
        return context.unit in _UNIT_OF_BODY[committee]
    provincial = is_place(fold(context.place)) or context.place.upper().startswith("TP")
    return (committee in (fold("tỉnh ủy"), fold("thành ủy"))) == provincial
