"""Who took part in the reported event, with which posts, in which role.

A cue ("Tham dự có …", "… chủ trì hội nghị") bounds a list in its sentence; the list is cut into people, posts and
groups; people named twice are one person. Quotations, captions and sentences without a cue name nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final

from newsbot.records import Attendee, Role, Warn
from newsbot.text import lexicon
from newsbot.text.bodies import ended_body
from newsbot.text.captions import Captions
from newsbot.text.clauses import find_side, mark_clauses
from newsbot.text.cues import Cue, find_cues, host_of_delegation
from newsbot.text.history import is_past, is_planned, opens_long_ago
from newsbot.text.name_spots import NameSpots
from newsbot.text.names import UPPER
from newsbot.text.objects import beside, company, met_people, recipients
from newsbot.text.passage import Passage
from newsbot.text.people import Entry, People, read_list, read_subject
from newsbot.text.roster import Roster
from newsbot.text.sentences import mask_quotes, sentences
from newsbot.text.subjects import SAME_SUBJECT, earlier_subject, holder_of_post
from newsbot.text.unicode import clean_lines, fold, fold_pattern

_LONGEST_LIST: Final = 20_000
"""Nobody prints a longer list, in characters; what stands behind is reported as unread."""
_LONGEST_CLAUSE: Final = 2000
"""Of a longer list, in characters, a person's record quotes only what stands around the person."""
_SURELY_A_LIST: Final = re.compile(fold(r"\s?:|\s?(?:các )?(?:đồng chí|đ/c|ông|bà)(?!\w)"))
_SEVERAL: Final = fold("các ")
_UNREAD_NAME: Final = re.compile(rf"[{UPPER}]\w{{0,30}} [{UPPER}]\w")
_REMARK: Final = re.compile(
    fold_pattern(r",? (?:(?P<leads>làm trưởng (?:phái )?đoàn|dẫn đầu)(?!\w)|(?:đồng )?(?:chủ trì|chủ tọa)\s*[;\n])")
)
_ENTRY_END: Final = (";", "\n")
"""A verb before these is a remark on one entry of a list: "Ông …: Chủ tịch UBND xã, chủ trì;"."""
_OF_OFFICE: Final = frozenset(map(fold, ("đồng chí", "đ/c", "các đồng chí")))
_AND: Final = fold(" và")
_OBJECT: Final = 400
"""How far, in characters, the object of a verb of meeting or giving is read."""
_NEAR: Final = 40


@dataclass(frozen=True)
class Attendance:
    """What a text says about who took part.

    :ivar attendees: people who attend, chair, host, lead or accompany, in printed order.
    :ivar complete: false when the printed list was left open ("…", "v.v.").
    :ivar groups: unnamed participants as printed ("đại diện lãnh đạo các sở, ngành").
    :ivar others: people whom the text shows only speaking, giving or receiving.
    :ivar warnings: what to be careful about (open lists, unread clauses, bodies that had ended).
    """

    attendees: list[Attendee]
    complete: bool
    groups: list[str]
    others: list[Attendee]
    warnings: list[Warn]
    remainder: str | None = None
    """What stands behind a cue and could not be read as a list (with ``Warn.ATTENDEES_UNPARSED``)."""


def parse_attendees(text: str, *, published: date | str | None = None, place: str | None = None) -> list[Attendee]:
    """The people whom ``text`` shows taking part in the reported event, in printed order.

    :param text: prose, paragraphs separated by line feeds, in any Unicode form.
    :param published: publication date (a date or an ISO string); history older than it is left out.
    :param place: the article's unit, such as "quận Bình Tân", for bodies printed without a place.
    :raises ValueError: when ``published`` is a string and no ISO date.
    """
    for name, value, kinds in (("text", text, str), ("published", published, str | date | None)):
        if not isinstance(value, kinds):
            raise TypeError(f"{name} must be {kinds}, not {type(value).__name__}")
    day = date.fromisoformat(published[:10]) if isinstance(published, str) else published
    return read_attendance(text, published=day, place=place).attendees


@cache
def _list_end() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{fold('đã')}(?! {fold('từng')})|{lexicon.any_of('list_end')})\s")


def _next_attending(cues: list[Cue]) -> list[int]:
    """For each cue the index of the next one that makes attendees."""
    following = [len(cues)] * len(cues)
    for index in range(len(cues) - 2, -1, -1):
        following[index] = index + 1 if cues[index + 1].attends else following[index + 1]
    return following


def read_attendance(text: str, *, published: date | None = None, place: str | None = None) -> Attendance:
    """Everything that ``text`` says about who took part; see ``parse_attendees`` for the arguments."""
    cleaned = clean_lines(text)
    reader = _Reader(Passage.of(cleaned), published)
    reader.read()
    return reader.result(place)


@dataclass
class _Reader:
    passage: Passage
    published: date | None
    masked: Passage = field(init=False)
    roster: Roster = field(init=False)
    spots: NameSpots = field(init=False)
    captions: Captions = field(init=False)
    groups: list[str] = field(default_factory=list)
    complete: bool = True
    unparsed: str | None = None
    subject: list[str] = field(default_factory=list)
    """Keys of the people whom the clauses read so far in this sentence are about."""
    led: bool = False
    """Whether that subject leads a delegation ("do … làm trưởng đoàn"), which gives and speaks as a whole."""

    def read(self) -> None:
        self.masked = mask_quotes(self.passage)
        self.roster = Roster(self.passage)
        self.spots = NameSpots(self.masked.text)
        self.captions = Captions.of(self.masked.folded)
        cues = find_cues(self.masked.text, mark_clauses(self.masked.text, self.masked.folded), self.spots)
        continues = False
        position = 0
        for start, end in sentences(self.passage.text):
            first = position
            while position < len(cues) and cues[position].start < end:
                position += 1
            continues = self._sentence(start, end, cues[first:position], continues=continues)

    def _sentence(self, start: int, end: int, cues: list[Cue], *, continues: bool) -> bool:
        """Read one sentence; the result says whether the next one may go on with its list."""
        if not (cues or continues or start == 0):
            return False
        if not continues and not self._may_be_bare(start, end) and not self._tells_of_people(start, end, cues):
            return False
        caption = self.captions.mark(start, end)
        if caption is not None:
            cues = [cue for cue in cues if self._is_list_beside_caption(cue, start, end, caption)]
        if (caption is not None and not cues) or opens_long_ago(self.passage.folded, start, end, self.published):
            return False
        if cues or not (continues or self._may_be_bare(start, end)):
            return self._clauses(start, end, cues)
        return self._list_without_cue(start, end, continues=continues)

    def _tells_of_people(self, start: int, end: int, cues: list[Cue]) -> bool:
        """Whether anything can come of the cues of a sentence: a verb that opens no list needs a subject before it."""
        opens_list = any(cue.before or Role.AWARD in cue.roles or (cue.attends and not cue.meets) for cue in cues)
        return opens_list or (bool(cues) and self.spots.any(start, end))

    def _clauses(self, start: int, end: int, cues: list[Cue]) -> bool:
        opened = False
        done = start
        self.subject, self.led = [], False
        attending = _next_attending(cues)
        for index, cue in enumerate(cues):
            if cue.start < done or is_past(self.passage.folded, start, cue.start, cue.end, self.published):
                continue
            bound = index + 1 if cue.inverted else self._bound(cue, cues, attending, attending[index])
            limit = cues[bound].start if bound < len(cues) else end
            before = done
            self.roster.planned = is_planned(self.passage.folded, done, cue.start, cue.end)
            if cue.before:
                opened, done = self._list_after(cue, limit)
                if cue.inverted and done == cue.end:
                    self._clause_with_subject(cue, before, limit)
            else:
                self._clause_with_subject(cue, done, limit)
                done = cue.end
        return opened

    def _bound(self, cue: Cue, cues: list[Cue], attending: list[int], bound: int) -> int:
        """Index of the cue that ends the list of ``cue``: a verb at the end of one entry is but a remark on it."""
        text = self.passage.text
        while cue.before and bound < len(cues) and not cues[bound].before:
            if not text.startswith(_ENTRY_END, cues[bound].end):
                break
            bound = attending[bound]
        return bound

    def _clause_with_subject(self, cue: Cue, begin: int, limit: int) -> None:
        if self.subject or cue.attends or self.spots.any(begin, cue.start):
            self._subject(cue, begin)
        if self.subject and cue.meets:
            self._people_met(cue, limit)
        if self.subject and cue.attends:
            self._company(cue, limit)
        if Role.AWARD in cue.roles:
            self._recipients(cue, limit)

    def _subject(self, cue: Cue, begin: int) -> None:
        """Read the subject of a verb: people who are named before it, or those of the verb before it."""
        begin = max(begin, cue.start - _LONGEST_LIST)
        if Role.HOST in cue.roles:
            begin = max(begin, host_of_delegation(self.masked.folded, cue.start) or 0)
        named = self.spots.any(begin, cue.start)
        people = read_subject(self.masked, begin, cue.start) if named else People(first=cue.start)
        clause = (people.first, cue.end)
        if not people.entries and not self.subject:
            people = earlier_subject(self.masked, begin, cue.start)
        if not people.entries and not self.subject and cue.attends:
            people = holder_of_post(self.masked, begin, cue.start)
            if cue.meets and not all(self.roster.attends(self.passage.text[e.start : e.end]) for e in people.entries):
                people.entries = []
        if cue.official and not any(map(self._is_official, people.entries)):
            people.entries = []
        if people.entries:
            self.subject = self._add(people, cue.roles, attends=cue.attends, clause=clause)
            self.led = Role.LEAD_DELEGATION in cue.roles
            if cue.attends:
                self._add_groups(people)
        elif self._goes_on(cue, begin):
            for key in self.subject:
                self.roster.add_roles(key, cue.roles, attends=cue.attends)

    def _goes_on(self, cue: Cue, begin: int) -> bool:
        """Whether a further verb has the subject of the verb before it."""
        if not self.subject or (self.led and not cue.attends):
            return False
        return SAME_SUBJECT.fullmatch(self.masked.folded, begin, cue.start) is not None

    def _is_official(self, entry: Entry) -> bool:
        """Whether a person has an office or is addressed as one who has, so that "gặp" and "thăm" are an event."""
        comrade = entry.address is not None and fold(entry.address.honorific or "") in _OF_OFFICE
        everyday = lexicon.finder("everyday_post")
        in_office = any(everyday.search(self.passage.folded, *post) is None for post in entry.posts())
        return in_office or comrade or self.roster.attends(self.passage.text[entry.start : entry.end])

    def _is_list_beside_caption(self, cue: Cue, start: int, end: int, caption: int) -> bool:
        """Whether a list stands behind a caption in one line, or opens the sentence that a photo credit follows."""
        if not cue.before or cue.inverted or not self.passage.text[cue.start].isupper():
            return False
        return cue.start > caption or (caption == end and cue.start == start)

    def _list_after(self, cue: Cue, limit: int) -> tuple[bool, int]:
        """Read the list behind a cue: whether the next sentence may go on with it, and where it ends."""
        begin = cue.end
        if limit - begin > _LONGEST_LIST:
            self.unparsed = self.unparsed or self.passage.text[begin + _LONGEST_LIST : limit][:_LONGEST_CLAUSE]
            limit = begin + _LONGEST_LIST
        if not cue.inverted and limit - begin <= len(" : ") and self.passage.text[begin:limit].strip() in ("", ":"):
            return True, limit
        stop = _list_end().search(self.masked.folded, begin, limit)
        end = stop.start() if stop else limit
        people = read_list(self.masked, begin, end, cut_by_verb=stop is not None)
        if cue.official and not any(map(self._is_official, people.entries)):
            people.entries = []
        if cue.inverted and not (people.entries and self._opens_at(people, begin)):
            return False, begin
        if cue.inverted:
            self._people_met(cue, begin)
        elif with_whom := beside(self.masked.folded, cue):
            self._object(with_whom[0], cue.roles, cue, with_whom[1])
        side = find_side(self.passage.folded, cue.start, cue.end)
        added = self._add(
            people,
            cue.roles,
            attends=True,
            clause=(cue.start, end),
            side=self.passage.text[slice(*side)] if side else None,
        )
        self.complete = self.complete and people.complete
        if cue.inverted:
            self.subject = added
            return False, end
        self._add_groups(people)
        self._note_unread(people, begin, limit)
        return bool(people.entries or people.groups) or self.passage.text[begin:limit].strip() in ("", ":"), end

    def _note_unread(self, people: People, begin: int, limit: int) -> None:
        nothing = not people.entries and not people.groups and people.unread
        if nothing and _SURELY_A_LIST.match(self.passage.folded, begin):
            self.unparsed = self.unparsed or self.passage.text[begin:limit].strip(" :\n")
        for start, end in people.unread:
            if people.entries and _UNREAD_NAME.match(self.masked.text, start, end):
                self.unparsed = self.unparsed or self.passage.text[start:end]

    def _people_met(self, cue: Cue, limit: int) -> None:
        """Read the object of "X đã tiếp ông Y": a named person who is received or visited takes part as well."""
        self._object(met_people(self.masked.folded, cue), (Role.ATTEND,), cue, limit)

    def _company(self, cue: Cue, limit: int) -> None:
        """Read who does the same: "chủ trì hội nghị cùng các Phó Chủ tịch: …"."""
        self._object(company(self.masked.folded, cue), cue.roles, cue, limit)

    def _recipients(self, cue: Cue, limit: int) -> None:
        """Read who is given something: "trao Huy hiệu 60 năm tuổi Đảng cho đồng chí …"."""
        self._object(recipients(self.masked.folded, cue, limit), (Role.RECEIVE,), cue, limit)

    def _object(self, begin: int | None, roles: tuple[Role, ...], cue: Cue, limit: int) -> None:
        """Read the people who are named from ``begin`` on, right there, as the object of a verb."""
        if begin is None:
            return
        end = begin + len(self.masked.folded[begin : min(limit, begin + _OBJECT)].rstrip(" ,").removesuffix(_AND))
        people = read_list(self.masked, begin, end, listed=False)
        if people.entries and self._opens_at(people, begin):
            self._add(people, roles, attends=Role.RECEIVE not in roles, clause=(cue.start, limit))

    @staticmethod
    def _opens_at(people: People, begin: int) -> bool:
        """Whether the list's first person stands at ``begin``, with nothing but a form of address or a post before."""
        first = people.entries[0]
        opening = min([first.start, *(start for start, _ in first.posts())])
        return opening - begin < _NEAR and not any(start < first.start for start, _ in people.groups)

    def _may_be_bare(self, start: int, end: int) -> bool:
        """Whether the text itself is a list, cut out of its sentence."""
        marks = ";:" if self.masked.folded.startswith(_SEVERAL) else ";"
        return start == 0 and any(self.masked.text.find(mark, 0, end) >= 0 for mark in marks)

    def _list_without_cue(self, start: int, end: int, *, continues: bool) -> bool:
        """A sentence without a verb that names people: a list goes on after a full stop, or the text is a list."""
        if end - start > _LONGEST_LIST:
            return False
        self.roster.planned = False
        people = read_list(self.masked, start, end)
        if people.unread or not people.entries or not self._reaches(people, end):
            return False
        posted = sum(1 for entry in people.entries if entry.posts())
        opens_with_person = not any(group < people.entries[0].start for group, _ in people.groups)
        bare = self._may_be_bare(start, end) and opens_with_person and posted + bool(people.groups) > 1 and posted > 0
        if not bare and not (continues and people.entries[0].posts()):
            return False
        self._add(people, (Role.ATTEND,), attends=True, clause=(start, end))
        self._add_groups(people)
        self.complete = self.complete and people.complete
        return True

    def _reaches(self, people: People, end: int) -> bool:
        """Whether the list ends with the sentence: behind a list that goes on nothing is told of its people."""
        spans = [(e.start, e.end) for e in people.entries] + [p for e in people.entries for p in e.posts()]
        last = max(stop for _, stop in [*spans, *people.groups])
        return not any(map(str.isalnum, self.passage.text[last:end]))

    def _add(
        self,
        people: People,
        roles: tuple[Role, ...],
        *,
        attends: bool,
        clause: tuple[int, int],
        side: str | None = None,
    ) -> list[str]:
        """Record the people of one clause; the result holds their keys."""
        return [
            self.roster.add(
                entry, self._own_roles(entry, roles), attends=attends, clause=self._words(clause, entry), side=side
            )
            for entry in people.entries
        ]

    def _own_roles(self, entry: Entry, roles: tuple[Role, ...]) -> tuple[Role, ...]:
        """The roles of a listed person, or the one that a remark names: "ông A, Bí thư, chủ trì; …"."""
        end = max([entry.end, *(end for _, end in entry.posts())])
        if remark := _REMARK.match(self.passage.folded, end):
            return (Role.LEAD_DELEGATION if remark["leads"] else Role.CHAIR,)
        return roles

    def _add_groups(self, people: People) -> None:
        self.groups.extend(self.passage.text[start:end].strip(" ,;.–-") for start, end in people.groups)

    def _words(self, clause: tuple[int, int], entry: Entry) -> str:
        """The words of a clause; of a very long one only those around the person's entry."""
        start, end = clause
        if end - start > _LONGEST_CLAUSE:
            start, end = max(start, entry.start - _LONGEST_CLAUSE // 2), min(end, entry.end + _LONGEST_CLAUSE // 2)
        return self.passage.text[start:end].strip()

    def result(self, place: str | None) -> Attendance:
        """What was read, the posts resolved against the article's ``place``."""
        self.roster.resolve(place)
        attendees = self.roster.attendees(attending=True)
        return Attendance(
            attendees=attendees,
            complete=self.complete,
            groups=list(dict.fromkeys(self.groups)),
            others=self.roster.attendees(attending=False),
            warnings=self._warnings(attendees),
            remainder=self.unparsed,
        )

    def _warnings(self, attendees: list[Attendee]) -> list[Warn]:
        warnings = [] if self.complete else [Warn.ATTENDEES_OPEN]
        if self.unparsed:
            warnings.append(Warn.ATTENDEES_UNPARSED)
        posts = [post for person in attendees for post in person.positions if not post.former]
        if self.published and any(ended_body(post.expanded or post.text, self.published) for post in posts):
            warnings.append(Warn.BODY_ENDED)
        return warnings
