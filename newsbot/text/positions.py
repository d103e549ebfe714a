"""A printed post resolved: title, body, place, former, acting, abbreviations written out.

The printed text is never changed. A post of a committee that names no committee takes it from the post on its right
("Ủy viên Ban Thường vụ, Trưởng Ban Tuyên giáo Quận ủy"), else from the one on its left, else from the unit that its
neighbours or the article name; a body without a place takes the place of the article (domain guide 1.1, 1.3, 2.14).
"""

from __future__ import annotations

import re
from functools import cache

from attrs import define, field

from newsbot.records import Position
from newsbot.text import lexicon
from newsbot.text.abbreviations import expand
from newsbot.text.heads import ACTING, FORMER
from newsbot.text.names import UPPER, is_place
from newsbot.text.unicode import fold, fold_pattern

_COMMITTEE = re.compile(fold_pattern(r"(?<!\w)(?:tỉnh|thành|quận|huyện|thị|đảng) ủy(?!\w)(?! viên)"))
_COMMITTEES = lexicon.grouped(map(fold, ("tỉnh ủy", "thành ủy", "quận ủy", "huyện ủy", "thị ủy", "đảng ủy")))
_UNIT = fold("thành phố|thị xã|thị trấn|đặc khu|tỉnh|quận|huyện|phường|xã|tp\\.?")
_PLACE = re.compile(
    rf"(?:(?P<unit>{_UNIT}|{_UNIT.title()}|TP\.?|Thành phố|Thị xã|Thị trấn|Đặc khu)\s+)?"
    rf"(?P<name>\d{{1,2}}(?!\w)|[{UPPER}][^\W\d_]*(?:[ -][{UPPER}][^\W\d_]*){{0,3}})"
)
_MEMBER = re.compile(fold_pattern(r"(?<!\w)(?P<kind>tỉnh|thành|quận|huyện|thị|đảng) ủy(?= viên)"))
_OFFICE = re.compile(fold(r"(?:phó )?chánh văn phòng"))
"""The office that a title names itself is not the body."""
_LAST_UNIT = re.compile(rf"(?<!\w)(?:{_UNIT})$")
_UNITS = {
    fold(committee): frozenset(map(fold, units))
    for committee, units in (
        ("tỉnh ủy", ("tỉnh",)),
        ("thành ủy", ("thành phố", "tp", "tp.")),
        ("quận ủy", ("quận",)),
        ("huyện ủy", ("huyện",)),
        ("thị ủy", ("thị xã",)),
        ("đảng ủy", ("phường", "xã", "đặc khu", "thị trấn")),
    )
}
"""The units that each kind of committee leads."""
_LOCAL = frozenset(map(fold, ("HĐND", "Hội đồng nhân dân", "UBND", "Ủy ban nhân dân", "UBMTTQ", "UBMTTQVN", "Ủy ban MTTQ")))
_PRINTED = {fold(name): name for name in ("Tỉnh ủy", "Thành ủy", "Quận ủy", "Huyện ủy", "Thị ủy", "Đảng ủy")}


@cache
def _body() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){lexicon.any_of('body')}(?!\w)(?!\s+(?:viên|{fold('chính trị')}|{fold('môn')}))")


@cache
def _party_post() -> re.Pattern[str]:
    """Titles of committees: without a body of their own they belong to the committee that a neighbour names."""
    return re.compile(rf"(?:uv\w*|{lexicon.any_of('inherits')})(?!\w)")


@define
class Context:
    """What an article says of its own unit: the place of each kind of committee, and the unit it reports from.

    :ivar places: folded committee ("quận ủy") to the place printed behind it.
    :ivar units: folded kind of unit ("quận") to the place printed behind it.
    :ivar unit: the kind of the unit that the article reports from, folded.
    :ivar place: its name.
    """

    places: dict[str, str] = field(factory=dict)
    units: dict[str, str] = field(factory=dict)
    unit: str | None = None
    place: str | None = None

    def committee(self) -> str | None:
        """The kind of committee that the article is about, when it names but one or its unit tells."""
        for committee, units in _UNITS.items():
            if self.unit in units:
                return committee
        return next(iter(self.places)) if len(self.places) == 1 else None


def read_context(text: str, folded: str, place: str | None) -> Context:
    """The places that the text itself gives to its committees ("Quận ủy Bình Tân"), and the caller's ``place``.

    :param place: the article's unit, with its kind where known ("quận Bình Tân").
    """
    context = Context()
    match = _PLACE.search(place) if place else None
    if match:
        context.unit = fold(match["unit"]) if match["unit"] else None
        context.place = _printed_place(match)
    for committee in _COMMITTEES.finditer(folded):
        found = _PLACE.match(text, committee.end() + 1)
        if found and (not found["unit"] or fold(found["unit"]) in _UNITS[committee[0]]):
            context.places.setdefault(committee[0], _printed_place(found))
            for unit in _UNITS[committee[0]] if len(_UNITS[committee[0]]) == 1 else ():
                context.units.setdefault(unit, _printed_place(found))
    return context


def _printed_place(match: re.Match[str]) -> str:
    unit, name = match["unit"], match["name"]
    return f"{unit} {name}" if unit and name.isdigit() else name


def resolve(texts: list[str], context: Context) -> list[Position]:
    """The posts of one person, in printed order, each with title, body and place as far as they can be known."""
    positions = [_read(text, context) for text in texts]
    for index, position in enumerate(positions):
        if position.body is None and _may_inherit(position):
            position.body, position.place = _inherited(positions, index, context)
    for position in positions:
        if position.place is None and position.body is not None:
            position.place = _place_from_context(position, context)
    _share_place(positions)
    return positions


def _share_place(positions: list[Position]) -> None:
    """A council or front without a unit is that of the same person's other posts: "Bí thư Quận ủy, Chủ tịch HĐND"."""
    places = {position.place for position in positions if position.place}
    for position in positions:
        if len(places) == 1 and position.place is None and fold(position.body or "") in _LOCAL:
            position.place = next(iter(places))


def _read(printed: str, context: Context) -> Position:
    """A post for itself; only where the print names no body ("UVTVTU") it is read with abbreviations written out."""
    expanded = expand(printed, city=context.unit in _UNITS[fold("thành ủy")])
    position = Position(text=printed, expanded=expanded)
    _split(printed, position)
    if position.body is None and expanded:
        _split(expanded, position)
    return position


def _split(text: str, position: Position) -> None:
    """Set title, body, place, former and acting of ``position`` from ``text``."""
    folded = fold(text)
    start = 0
    while True:
        if match := FORMER.match(folded, start):
            position.former = True
        elif match := ACTING.match(folded, start):
            position.acting = True
        else:
            break
        start = match.end()
    if member := _MEMBER.search(folded, start):
        position.title = text[start:]
        position.body = text[member.start() : member.end()]
        return
    body = _last_body(folded, start)
    if body is None or body.start() == start:
        position.title = text[start:] or None
        return
    position.title = text[start : body.start()].rstrip(" ,-–") or None
    position.body, position.place = _body_and_place(text, body)


def _last_body(folded: str, start: int) -> re.Match[str] | None:
    """The body that a post belongs to: a committee if one is named, else the first body after the head."""
    committees = list(_COMMITTEE.finditer(folded, start))
    if committees:
        return committees[-1]
    office = _OFFICE.match(folded, start)
    return _body().search(folded, office.end() if office else start)


def _body_and_place(text: str, body: re.Match[str]) -> tuple[str, str | None]:
    """Split what follows the title into the body's name and its place ("UBND" and "Quận 14")."""
    stripped = text[body.end() :].strip()
    if not stripped:
        return text[body.start() :], None
    match = _PLACE.fullmatch(stripped)
    if match and (match["unit"] or match["name"].isdigit() or is_place(fold(match["name"])) or _is_committee(body[0])):
        return text[body.start() : body.end()], _printed_place(match)
    return text[body.start() :].rstrip(), None


def _is_committee(folded_body: str) -> bool:
    return _COMMITTEE.fullmatch(folded_body) is not None


def _may_inherit(position: Position) -> bool:
    return position.title is not None and _party_post().match(fold(position.title)) is not None


def _inherited(positions: list[Position], index: int, context: Context) -> tuple[str | None, str | None]:
    """The committee of the nearest neighbour that names one, the right side first; else the unit's committee."""
    for neighbour in (*positions[index + 1 :], *reversed(positions[:index])):
        committee = _COMMITTEE.search(fold(neighbour.body or ""))
        if committee and neighbour.body:
            return neighbour.body[committee.start() : committee.end()], neighbour.place
    for neighbour in positions:
        unit = _LAST_UNIT.search(fold(neighbour.body or ""))
        for committee_name, units in _UNITS.items():
            if unit and unit[0] in units:
                return _PRINTED[committee_name], neighbour.place
    committee_of_article = context.committee()
    return (_PRINTED[committee_of_article], None) if committee_of_article else (None, None)


def _place_from_context(position: Position, context: Context) -> str | None:
    body = fold(position.body or "")
    committee = _COMMITTEE.search(body)
    if committee:
        if _fits(committee[0], context):
            return context.place
        return context.places.get(committee[0])
    unit = _LAST_UNIT.search(body)
    if unit is None:
        return None
    return context.place if context.unit == unit[0] else context.units.get(unit[0])


def _fits(committee: str, context: Context) -> bool:
    """Whether a committee of this kind can be the committee of the article's unit."""
    if context.place is None:
        return False
    if context.unit is not None:
        return context.unit in _UNITS[committee]
    provincial = is_place(fold(context.place)) or context.place.upper().startswith("TP")
    return (committee in (fold("tỉnh ủy"), fold("thành ủy"))) == provincial
