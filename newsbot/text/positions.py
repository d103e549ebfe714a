"""The posts of one person resolved against each other and against the article.

The printed text is never changed. A post of a committee that names no committee takes it from the post on its right
("Ủy viên Ban Thường vụ, Trưởng Ban Tuyên giáo Quận ủy"), else from the one on its left, else from the unit that its
neighbours or the article name; a body without a place takes the place of the article (domain guide 1.1, 2.14).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from newsbot.records import Position
from newsbot.text.heads import starts_head
from newsbot.text.names import is_acronym, is_locality, is_place, is_word_of_bodies
from newsbot.text.place_names import place_in
from newsbot.text.posts import COMMITTEES, PLACE, Post, printed_place, read_post
from newsbot.text.unicode import fold

_FIND_COMMITTEES: Final = re.compile(
    fold(r" ủy(?!\w)(?:") + "|".join(rf"(?<=(?<!\w)({fold(committee)}))" for committee in COMMITTEES) + ")"
)
"""The word that all committees share comes first, so that the search skips quickly."""
_UNITS: Final = {
    fold(committee): frozenset(map(fold, units))
    for committee, units in (
        ("Tỉnh ủy", ("tỉnh",)),
        ("Thành ủy", ("thành phố", "tp", "tp.")),
        ("Quận ủy", ("quận",)),
        ("Huyện ủy", ("huyện",)),
        ("Thị ủy", ("thị xã",)),
        ("Đảng ủy", ("phường", "xã", "đặc khu", "thị trấn")),
    )
}
"""The units that each kind of committee leads."""
_COMMITTEE_OF: Final = {unit: committee for committee, units in _UNITS.items() for unit in units}
_PRINTED: Final = {fold(name): name for name in COMMITTEES}
_OF_EVENTS: Final = re.compile(fold(r"(?:ban tổ chức|(?:trưởng|phó) ban(?: thường trực)?)$"))
"""Events and steering boards have one as well as committees: only a neighbour that names a committee decides."""
_OF_PROVINCES: Final = frozenset(map(fold, ("Tỉnh ủy", "Thành ủy")))
_CITIES: Final = _UNITS[fold("Thành ủy")]


@dataclass
class Context:
    """What an article says of its own unit: the place of each kind of committee, and the unit it reports from.

    :ivar places: folded committee ("quận ủy") to the place printed behind it.
    :ivar committees: the folded committees that are named at all.
    :ivar units: folded kind of unit ("quận") to the place printed behind its committee.
    :ivar unit: the kind of the unit that the article reports from, folded.
    :ivar place: its name.
    """

    places: dict[str, str] = field(default_factory=dict)
    committees: set[str] = field(default_factory=set)
    units: dict[str, str] = field(default_factory=dict)
    unit: str | None = None
    place: str | None = None

    def committee(self) -> str | None:
        """The kind of committee that the article is about, when its unit tells or it names but one."""
        if self.unit in _COMMITTEE_OF:
            return _COMMITTEE_OF[self.unit]
        return next(iter(self.committees)) if len(self.committees) == 1 else None

    def place_of_committee(self, committee: str) -> str | None:
        """The place of a folded ``committee``: the article's own place, or the one that the text gives to it."""
        return self.place if self._fits(committee) else self.places.get(committee)

    def _fits(self, committee: str) -> bool:
        """Whether a committee of this kind can be the committee of the article's unit."""
        if self.place is None:
            return False
        if self.unit is not None:
            return self.unit in _UNITS[committee]
        provincial = is_place(fold(self.place)) or self.place.upper().startswith("TP")
        return (committee in _OF_PROVINCES) == provincial


def read_context(text: str, folded: str, place: str | None) -> Context:
    """The places that the text itself gives to its committees ("Quận ủy Bình Tân"), and the caller's ``place``.

    :param place: the article's unit, with its kind where known ("quận Bình Tân").
    """
    context = Context()
    match = PLACE.search(place) if place else None
    if match:
        context.unit = fold(match["unit"]) if match["unit"] else None
        context.place = printed_place(match)
    for match in _FIND_COMMITTEES.finditer(folded):
        found = PLACE.match(text, match.end() + 1) if text.startswith(" ", match.end()) else None
        committee = match[match.lastindex or 0]
        context.committees.add(committee)
        units = _UNITS[committee]
        if found and (not found["unit"] or fold(found["unit"]) in units):
            place = place_in(printed_place(found))
            if place is None or not _may_be_place(place):
                continue  # "Bí thư Tỉnh ủy Nguyễn Văn An", "Đảng ủy Quân sự"
            context.places.setdefault(committee, place)
            if len(units) == 1:
                context.units.setdefault(next(iter(units)), place)
    return context


def _may_be_place(words: str) -> bool:
    """Whether words behind a committee name a place: not "Đảng ủy Công an", "Đảng ủy Chủ tịch UBND xã"."""
    first = words.split(maxsplit=1)[0]
    if words[-1].isdecimal() or is_locality(fold(words)):
        return True
    return first != words and not (is_word_of_bodies(fold(first)) or is_acronym(first) or starts_head(fold(words), 0))


def resolve(texts: list[str], context: Context) -> list[Position]:
    """The posts of one person, in printed order, each with title, body and place as far as they can be known."""
    posts = [read_post(text, city=context.unit in _CITIES) for text in texts]
    positions = [_resolved(posts, index, context) for index in range(len(posts))]
    places = {position.place for position in positions if position.place}
    if len(places) == 1:
        for post, position in zip(posts, positions, strict=True):
            if post.local and position.place is None:
                position.place = next(iter(places))  # "Bí thư Quận ủy, Chủ tịch HĐND"
    return positions


def _resolved(posts: list[Post], index: int, context: Context) -> Position:
    post = posts[index]
    body, place, committee = post.body, post.place, post.committee
    if post.inherits:
        body, place = _inherited(posts, index, context)
        committee = body
    if place is None and body is not None:
        if committee:
            place = context.place_of_committee(fold(committee))
        elif post.unit:
            place = context.place if context.unit == post.unit else context.units.get(post.unit)
    return Position(
        text=post.text,
        title=post.title,
        body=body,
        place=place,
        former=post.former,
        acting=post.acting,
        expanded=post.expanded,
    )


def _inherited(posts: list[Post], index: int, context: Context) -> tuple[str | None, str | None]:
    """The committee of the nearest neighbour that names one, the right side first; else the unit's committee."""
    for neighbour in (*posts[index + 1 :], *reversed(posts[:index])):
        if neighbour.committee:
            return neighbour.committee, neighbour.place
    if _OF_EVENTS.search(fold(posts[index].title or "")):
        return None, None
    for neighbour in posts:
        if neighbour.unit in _COMMITTEE_OF:
            return _PRINTED[_COMMITTEE_OF[neighbour.unit]], neighbour.place
    committee = context.committee()
    return (_PRINTED[committee], None) if committee else (None, None)
