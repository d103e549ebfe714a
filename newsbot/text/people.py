"""People, posts and groups from a list: which post belongs to whom.

Three styles occur, also mixed in one list (domain guide 2.2-2.4): name first ("A, Bí thư, Chủ tịch"), position first
("Bí thư, Chủ tịch A"), and the sandwich ("Bí thư A, Chủ tịch"). Posts between two names belong to the right one when
it is joined to them by nothing but a blank, and to the left one otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from newsbot.text.address import Address
from newsbot.text.cuts import STRONG, Join, starts_new_group
from newsbot.text.passage import Passage
from newsbot.text.piece import Kind, Piece
from newsbot.text.pieces import HELD_BY_SEVERAL, pieces
from newsbot.text.tails import trailing_name
from newsbot.text.unicode import fold

_COMRADES: Final = re.compile(fold(r":? ?(?:các|những) (?:đồng chí|đ/c)"))
_AND: Final = re.compile(fold(r",?\svà\s(?:\w{1,20} ){0,2}"))
_OPEN_END: Final = re.compile(r"(?:\.\.|…|,?\s?v\.?\s?v\.?(?!\w))\s?$")
_OPEN_TAIL: Final = re.compile(r"[,;]?\s?v\.?\s?v\.?(?!\w)\s?$")
_ABSENT: Final = re.compile(fold(r"(?:[(,-] ?|(?<!\w))(?<!không )(?:xin )?vắng mặt(?!\w)|[(,-] ?(?:xin )?vắng(?!\w)"))
_FOR_ABSENT: Final = re.compile(fold(r"(?<!\w)thay (?:mặt )?(?:cho )?[^.;:,\n)]{0,60}vắng"))
"""Who comes for somebody who is absent: "(thay Giám đốc vắng mặt)"."""
_ABSENCE: Final = fold("vắng")
_BY: Final = fold(" do ")
_ENDS_ENTRY: Final = re.compile(r"[;\n]")
_LOOK_AHEAD: Final = 6
_TAIL: Final = 16
"""Longest ending, in characters, that may leave a list open."""
_GOES_ON: Final = frozenset((Join.COMMA, Join.DASH, Join.AND, Join.WITH))
_AFTER_POSTS: Final = frozenset((Join.COMMA, Join.DASH, Join.COLON))
_BEFORE_POST: Final = frozenset((Join.COMMA, Join.DASH, Join.BRACKET, Join.NOTHING))
_BETWEEN_PEOPLE: Final = frozenset((Join.AND, Join.WITH, Join.SEMICOLON))
_JOINS_ANOTHER: Final = frozenset((Join.AND, Join.WITH))
_OPENS_GROUP: Final = frozenset((Join.SEMICOLON, Join.WITH))


class Entry:
    """One person of a list: spans into the text that was read."""

    def __init__(self, start: int, end: int, address: Address | None) -> None:
        self.start = start
        self.end = end
        self.address = address
        self.before: list[tuple[int, int]] = []
        self.after: list[tuple[int, int]] = []
        self.shared: list[tuple[int, int]] = []
        self.ranks: list[str] = []

    def posts(self) -> list[tuple[int, int]]:
        """Spans of the person's posts in printed order; a post that is shared by several people first."""
        return [*self.shared, *self.before, *self.after]


@dataclass
class People:
    """What a list says: its people and groups in printed order, and whether it was left open."""

    entries: list[Entry] = field(default_factory=list)
    groups: list[tuple[int, int]] = field(default_factory=list)
    complete: bool = True
    unread: list[tuple[int, int]] = field(default_factory=list)
    """What is neither a person nor a post nor a group."""
    first: int = 0
    """Offset of the first piece that belongs to the list (for lists that end at a verb)."""


def read_list(passage: Passage, start: int, end: int, *, listed: bool = True, cut_by_verb: bool = False) -> People:
    """Read ``start`` .. ``end`` of the passage as a list of people.

    :param listed: a cue opened the list, so that whatever stands right behind a name says who that is.
    :param cut_by_verb: a verb follows at ``end``, whose subject may stand behind the list.
    """
    text = passage.text
    low = max(start, end - _TAIL)
    left_open = text.find("…", start, end) >= 0 or text.find("..", start, end) >= 0
    people = People(first=start, complete=not (left_open or _OPEN_END.search(text, low, end)))
    tail = _OPEN_TAIL.search(text, low, end)
    if tail:
        end = tail.start()
    comrades = _COMRADES.match(passage.folded, start) is not None
    found = pieces(passage, start, end, comrades=comrades, listed=listed)
    if cut_by_verb and len(found) > 1 and _is_next_subject(passage, found[-1]):
        found.pop()
    _assemble(people, found)
    _share_behind_pairs(passage, people.entries)
    if passage.folded.find(_ABSENCE, start, end) >= 0:
        people.entries = _without_absent(passage.folded, people.entries, end)
    return people


def _without_absent(folded: str, entries: list[Entry], end: int) -> list[Entry]:
    """The people of whom the list does not say that they were absent: "(vắng)", "vắng mặt: ông …"."""
    absent: set[int] = set()
    for index, entry in enumerate(entries):
        following = entries[index + 1].start if index + 1 < len(entries) else end
        remark = _ABSENT.search(folded, entry.end, following)
        if remark and not _FOR_ABSENT.search(folded, entry.end, remark.end()):
            opens_next = _ENDS_ENTRY.search(folded, entry.end, remark.start()) is not None
            absent.add(index + 1 if opens_next else index)
    return [entry for index, entry in enumerate(entries) if index not in absent]


def _is_next_subject(passage: Passage, last: Piece) -> bool:
    """Whether a list ends with the subject of the verb behind it: "dưới sự chủ trì của A, Bí thư, UBND tỉnh đã …"."""
    body = last.kind is Kind.GROUP and not starts_new_group(passage.folded, last.start)
    return last.join is Join.COMMA and body and passage.text[last.start].isupper()


def read_subject(passage: Passage, start: int, end: int) -> People:
    """Read the people that end exactly at ``end``, as the subject of the verb that follows.

    What stands before them (a date, a place, another clause) is left out: only the last unbroken run of names, posts
    and groups counts.
    """
    found = pieces(passage, start, end, listed=False)
    first = len(found)
    for index in range(len(found) - 1, -1, -1):
        if found[index].kind is Kind.REST and not _is_led(passage, found, index):
            break
        first = index
    first = _behind_posts_of_another(passage, found, first)
    people = People(first=found[first].start if first < len(found) else end)
    _assemble(people, found[first:])
    _share_behind_pairs(passage, people.entries)
    named = people.entries[0].start if people.entries else end
    people.groups = [group for group in people.groups if group[0] > named]
    return people


def _behind_posts_of_another(passage: Passage, found: list[Piece], first: int) -> int:
    """Where a subject starts whose piece before names somebody: "Thay mặt đồng chí A, Bí thư, | đồng chí B".

    Posts right behind that name are that person's, unless nothing but a blank stands between them and the next name.
    """
    left_out = found[first - 1] if first else None
    if left_out is None or trailing_name(passage, left_out.start, left_out.end, alone=True) is None:
        return first
    while first + 1 < len(found) and found[first].kind is Kind.POST and found[first + 1].join is not Join.BLANK_TO_NAME:
        first += 1
    return first


def _is_led(passage: Passage, found: list[Piece], index: int) -> bool:
    """Whether a delegation stands before the one who leads it: "đoàn Chính phủ do A, | đoàn Quốc hội do | B"."""
    following = found[index + 1].start if index + 1 < len(found) else 0
    return passage.folded[found[index].end : following].startswith(_BY)


def _assemble(people: People, found: list[Piece]) -> None:
    assembler = _Assembler(people)
    for index, piece in enumerate(found):
        assembler.take(piece, found[index + 1 : index + 1 + _LOOK_AHEAD])
    assembler.finish()


def _share_behind_pairs(passage: Passage, entries: list[Entry]) -> None:
    """Give a post behind two names to both: "các ông A và B, Phó Chủ tịch UBND tỉnh"."""
    for one, other in pairwise(entries):
        together = one.address is not None and one.address.plural and not one.posts() and not other.before
        shared = together and _AND.fullmatch(passage.folded, one.end, other.start) is not None
        if shared and all(HELD_BY_SEVERAL.match(passage.folded, start) for start, _ in other.after):
            one.after = list(other.after)


@dataclass
class _Assembler:
    people: People
    shared: list[tuple[int, int]] = field(default_factory=list)
    posts_under_share: bool | None = None
    """Whether the first person of a shared post has posts of their own before the name."""
    commas_under_share: bool = False
    """Whether commas stand between the names that share a post, so that a semicolon ends it."""
    waiting: list[Piece] = field(default_factory=list)
    """Posts since the last name or strong separator: whose they are is not known yet."""
    current: Entry | None = None
    in_group: bool = False

    def take(self, piece: Piece, rest: list[Piece]) -> None:
        """Take the next piece; ``rest`` are the pieces behind it."""
        if piece.kind is Kind.NAME:
            self._name(piece, rest)
        elif piece.kind is Kind.POST:
            self._post(piece, rest)
        elif piece.kind is Kind.SHARED:
            self._settle()
            self.current, self.in_group = None, False
            self.shared = [(piece.start, piece.end)]
            self.posts_under_share, self.commas_under_share = None, False
        elif piece.kind is Kind.GROUP:
            if (
                self.waiting
                and piece.join is Join.COMMA
                and (self.current is None or self.waiting[0].join in _OPENS_GROUP)
            ):
                piece.start, self.waiting = self.waiting[0].start, []  # "Bí thư, Chủ tịch UBND các xã"
            self._settle()
            self.current, self.in_group = None, True
            self.shared = []
            self.people.groups.append((piece.start, piece.end))
        elif piece.kind is Kind.RANK:
            self._rank(piece)
        elif piece.kind is Kind.REST:
            self.people.unread.append((piece.start, piece.end))

    def _rank(self, piece: Piece) -> None:
        """A rank behind the name that it belongs to: "ông A, Đại tá, Phó Giám đốc"."""
        of_current = piece.join not in STRONG and piece.join not in _BETWEEN_PEOPLE
        if of_current and self.current and piece.address and piece.address.rank:
            self.current.ranks.append(piece.address.rank)

    def _name(self, piece: Piece, rest: list[Piece]) -> None:
        following = rest[0] if rest else None
        if self.in_group and piece.join in _GOES_ON and piece.address is None and not _has_post(following):
            start, _ = self.people.groups[-1]
            self.people.groups[-1] = (start, piece.end)
            return
        entry = Entry(piece.start, piece.end, piece.address)
        entry.shared = list(self.shared)
        if piece.join is Join.BLANK_TO_NAME and self.waiting:
            entry.before = self._claim()
        elif self.waiting and piece.join in _AFTER_POSTS and self._opens_entry(piece, rest):
            entry.before = [(p.start, p.end) for p in self.waiting]
            self.waiting = []
        else:
            self._settle()
        self._end_share(entry, piece, following)
        self.people.entries.append(entry)
        self.current, self.in_group = entry, False

    def _opens_entry(self, piece: Piece, rest: list[Piece]) -> bool:
        """Whether the waiting posts open an entry that goes on with a name: "… và Trợ lý Bộ trưởng, ông A"."""
        if rest and _has_post(rest[0]) and not _leads_to_name(rest):
            # "Ủy viên Bộ Chính trị, Đại tướng A, Bộ trưởng Bộ Công an"
            return self.current is None and piece.address is not None and not piece.address.plural
        if self.current is None:
            return True
        if piece.address is None or not self.current.before:
            return False
        return self.waiting[0].join in _BETWEEN_PEOPLE or piece.join is Join.DASH

    def _end_share(self, entry: Entry, piece: Piece, following: Piece | None) -> None:
        """A shared post ends at a name in another style: "các Phó Chủ tịch: A, B; Giám đốc C", "A, B; C, Giám đốc"."""
        if self.posts_under_share is None:
            self.posts_under_share = bool(entry.before)
            return
        if piece.join is Join.COMMA and self.current is not None and not self.current.after:
            self.commas_under_share = True
        addressed = piece.address is not None and self.current is not None and self.current.address is None
        new_style = _has_post(following) or addressed
        other_style = self.commas_under_share and piece.join is Join.SEMICOLON and new_style
        if other_style or (entry.before and not self.posts_under_share):
            self.shared, entry.shared = [], []

    def _claim(self) -> list[tuple[int, int]]:
        """The waiting posts that belong to the name that follows them directly; the others go to the name before."""
        cut = 0
        if self.current is not None:
            position_first = bool(self.current.before)
            if not position_first:
                cut = max(i for i, piece in enumerate(self.waiting) if piece.join is not Join.BLANK_TO_POST or i == 0)
            for index, piece in enumerate(self.waiting):
                if piece.join in _BETWEEN_PEOPLE:
                    cut = index
        mine, theirs = self.waiting[cut:], self.waiting[:cut]
        self.waiting = theirs
        self._settle()
        return [(p.start, p.end) for p in mine]

    def _post(self, piece: Piece, rest: list[Piece]) -> None:
        if piece.join is Join.SEMICOLON:
            self._settle()
            self.in_group = False
            if self.current and self.current.address and not self.current.address.plural:
                self.current = None
        elif piece.join is Join.WITH:
            self._settle()
        if self.in_group and piece.join in _GOES_ON and not self.waiting and not _leads_to_name(rest):
            start, _ = self.people.groups[-1]
            self.people.groups[-1] = (start, piece.end)
            return
        self.waiting.append(piece)

    def _settle(self) -> None:
        """Give the waiting posts to the current person; without one they name a group.

        So they do behind "và" where names stand behind their posts: "… Giám đốc Trần Văn An và bí thư Đoàn thanh niên".
        """
        if self.current is not None and not self._names_another():
            self.current.after.extend((piece.start, piece.end) for piece in self.waiting)
        elif self.waiting:
            self.people.groups.append((self.waiting[0].start, self.waiting[-1].end))
        self.waiting = []

    def _names_another(self) -> bool:
        position_first = self.current is not None and bool(self.current.before)
        return position_first and bool(self.waiting) and self.waiting[0].join in _JOINS_ANOTHER

    def finish(self) -> None:
        self._settle()


def _leads_to_name(rest: list[Piece]) -> bool:
    """Whether a name follows the posts directly: "đại diện tỉnh, Bí thư Thành ủy Trần Văn An"."""
    for piece in rest:
        if piece.kind is not Kind.POST or piece.join is not Join.COMMA:
            return piece.kind is Kind.NAME and piece.join is Join.BLANK_TO_NAME
    return False


def _has_post(piece: Piece | None) -> bool:
    return piece is not None and piece.kind in (Kind.POST, Kind.RANK) and piece.join in _BEFORE_POST
