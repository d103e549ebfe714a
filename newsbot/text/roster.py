"""The people found so far: somebody who is named in several clauses is one person with several roles."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsbot.records import Attendee, Role
from newsbot.text.abbreviations import expand
from newsbot.text.heads import match_head
from newsbot.text.passage import Passage
from newsbot.text.people import Entry
from newsbot.text.positions import read_context, resolve
from newsbot.text.unicode import fold


class _Person:
    def __init__(self, attendee: Attendee, posts: list[str], *, attends: bool, present: bool) -> None:
        self.attendee = attendee
        self.posts = posts
        self.attends = attends
        self.present = present
        """Told to have attended, not only to be going to."""


@dataclass
class Roster:
    """People in the order of their first mention, keyed by their folded name.

    :ivar planned: the clause that is being read tells what is to come.
    """

    passage: Passage
    planned: bool = False
    people: dict[str, _Person] = field(default_factory=dict)

    def add(self, entry: Entry, roles: tuple[Role, ...], *, attends: bool, clause: str, side: str | None) -> str:
        """Record that the person of ``entry`` has ``roles``; the result is the person's key.

        Posts printed where the person only speaks do not count once a clause says that the person attends.
        """
        text = self.passage.text
        name, key = text[entry.start : entry.end], self.passage.folded[entry.start : entry.end]
        posts = [text[start:end] for start, end in entry.posts()]
        person = self.people.get(key)
        if person is None:
            present = attends and not self.planned
            self.people[key] = _Person(
                _attendee(name, entry, roles, clause, side), posts, attends=attends, present=present
            )
            return key
        if attends and not person.attends:
            person.attends, person.posts = True, []
            person.attendee.roles = [*roles, *person.attendee.roles]
            person.attendee.side = side
        if attends:
            person.present |= not self.planned
            person.posts.extend(_new_posts(person.posts, posts))
        self.add_roles(key, roles)
        return key

    def add_roles(self, key: str, roles: tuple[Role, ...], *, attends: bool = False) -> None:
        """Record more roles of a person who is known already; with ``attends`` they make an attendee."""
        self.people[key].attends |= attends
        self.people[key].present |= attends and not self.planned
        known = self.people[key].attendee.roles
        known.extend(dict.fromkeys(role for role in roles if role not in known))

    def attends(self, name: str) -> bool:
        """Whether a person of this name is known to attend."""
        person = self.people.get(fold(name))
        return person is not None and person.attends

    def resolve(self, place: str | None) -> None:
        """Resolve everybody's posts against what the text says of its own unit, and the article's ``place``."""
        if not self.people:
            return
        context = read_context(self.passage.text, self.passage.folded, place)
        for person in self.people.values():
            person.attendee.positions = resolve(person.posts, context)

    def attendees(self, *, attending: bool) -> list[Attendee]:
        """The people who attend, or those who do not.

        Those who are going to attend count in an announcement only: beside others who attended, another day is meant.
        """
        people = [person for person in self.people.values() if person.attends is attending]
        present = [person for person in people if person.present]
        return [person.attendee for person in present or people]


def _new_posts(known: list[str], named: list[str]) -> list[str]:
    """The posts ``named`` in a later clause that are not known, in other words or in short, already.

    Two posts with the same head ("Bộ trưởng", "Bộ trưởng Bộ Y tế") are one, unless the later clause repeats all.
    """
    folded = {fold(post) for post in known}
    if folded <= {fold(post) for post in named}:
        return [post for post in named if fold(post) not in folded]
    heads = {_head(post) for post in known}
    return [post for post in named if _head(post) not in heads]


def _head(post: str) -> str:
    """The first words of a post, abbreviations written out, without deputy and former."""
    folded = fold(expand(post) or post)
    end = match_head(folded, 0)
    return folded[:end] if end else " ".join(folded.split()[:2])


def _attendee(name: str, entry: Entry, roles: tuple[Role, ...], clause: str, side: str | None) -> Attendee:
    address = entry.address
    rank = address.rank if address else None
    return Attendee(
        name=name,
        honorific=address.honorific if address and not address.plural else None,
        rank=rank or (entry.ranks[0] if entry.ranks else None),
        roles=list(dict.fromkeys(roles)),
        side=side,
        text=clause,
    )
