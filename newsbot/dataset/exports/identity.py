"""Which attendances are one person. Careful: the same name in two bodies stays two people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from attrs import frozen

WINDOW = 5 * 366
"""So many days may lie between two attendances of one person: a term of office. Beyond, nothing is claimed."""

_NATIONAL = ("trung ương", "bộ chính trị", "ban bí thư", "quốc hội", "chính phủ", "chủ tịch nước")
"""Words of bodies that there is one of in the country; any other body is told by its place only."""


def is_national(folded: str) -> bool:
    """Whether a body, folded, is the only one of its name."""
    return any(words in folded for words in _NATIONAL)


@frozen
class Mention:
    """One attendance of somebody of a given name.

    :ivar day: the day of the event, else of the publication.
    :ivar bodies: keys of the bodies that can tell the person: those with a place, and the national ones.
    """

    attendance: int
    article: int
    kind: str
    day: date | None
    bodies: frozenset[int]


class Link(NamedTuple):
    """Two attendances that count as one person, and why."""

    attendance: int
    earlier: int
    reason: str
    body: int | None
    days: int | None


class People:
    """The persons among the mentions of one name.

    Two are linked when one article both lists and quotes the name, or when they share a body within ``WINDOW``. Two
    that one article lists beside each other are never one person, whatever links them.

    :ivar links: the evidence, one entry per union.
    """

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.links: list[Link] = []
        self._mentions = {mention.attendance: mention for mention in mentions}
        self._cluster = {mention.attendance: [mention.attendance] for mention in mentions}
        self._articles = {mention.attendance: {mention.article} for mention in mentions}
        if len(mentions) > 1:
            self._link_articles()
            self._link_bodies()

    def __iter__(self) -> Iterator[list[int]]:
        """The attendances of each person, in order; persons by their first attendance."""
        return iter(sorted({id(members): sorted(members) for members in self._cluster.values()}.values()))

    def _link_articles(self) -> None:
        by_article: dict[int, list[Mention]] = defaultdict(list)
        for mention in self._mentions.values():
            by_article[mention.article].append(mention)
        for together in by_article.values():
            if sorted(mention.kind for mention in together) == ["attendee", "other"]:
                self._join(together[0], together[1], "same-article", None)

    def _link_bodies(self) -> None:
        by_body: dict[int, list[tuple[date, int]]] = defaultdict(list)
        for mention in self._mentions.values():
            if mention.day:
                for body in mention.bodies:
                    by_body[body].append((mention.day, mention.attendance))
        for body, dated in sorted(by_body.items()):
            for (_, earlier), (_, later) in pairwise(sorted(dated)):
                self._join(self._mentions[earlier], self._mentions[later], "same-body", body)

    def _join(self, earlier: Mention, later: Mention, reason: str, body: int | None) -> None:
        days = (later.day - earlier.day).days if earlier.day and later.day else None
        one, other = self._cluster[earlier.attendance], self._cluster[later.attendance]
        if one is other or (days or 0) > WINDOW:
            return
        if reason == "same-body" and not self._articles[one[0]].isdisjoint(self._articles[other[0]]):
            return
        if len(one) < len(other):
            one, other = other, one
        self._articles[one[0]] |= self._articles[other[0]]
        one.extend(other)
        for attendance in other:
            self._cluster[attendance] = one
        self.links.append(Link(later.attendance, earlier.attendance, reason, body, days))
