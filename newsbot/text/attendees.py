"""Who took part in the reported event, with which posts, in which role.

The text is read sentence by sentence. A cue ("Tham dự có …", "… chủ trì hội nghị") bounds a list; the list is cut into
people, posts and groups; people named in several sentences are one person with several roles. Nothing is taken from
quotations, captions or sentences without a cue.
"""

from __future__ import annotations

import re
from datetime import date

from attrs import define, field, frozen

from newsbot.records import Attendee, Role, Warn
from newsbot.text.cues import CHAIRS, DIRECTS, Cue, find_cues, mark_clauses, met_people
from newsbot.text.passage import Passage
from newsbot.text.people import Entry, People, read_list, read_subject
from newsbot.text.positions import Context, read_context, resolve
from newsbot.text.sentences import mask_quotes, sentences
from newsbot.text.unicode import clean_lines, fold, fold_pattern

_CAPTION = re.compile(
    fold_pattern(
        r"(?:^|[\s(])ảnh\s*:|từ (?:trái|phải) (?:qua|sang)"
        r"|\((?:giữa|bìa (?:phải|trái)|thứ .{1,12} từ|đứng|ngồi|bên (?:phải|trái)|trái|phải)"
    )
)
_HISTORY = re.compile(
    fold_pattern(r"^(?:ngày \d+[/-]\d+[/-]|năm |vào năm |tháng \d+[/-]|từ năm )(?P<year>1[89]\d\d|20[01]\d)")
)
_LIST_END = re.compile(
    fold_pattern(
        r"\s(?:đã(?! từng)|vừa|nhằm|trong khi|sau khi|tại buổi|phát biểu|nhấn mạnh|cho biết|chủ trì|đồng chủ trì|để|"
        r"ghi nhận|biểu dương|yêu cầu|đề nghị|khẳng định|chúc mừng|bày tỏ|chia sẻ|ôn lại|mong muốn|lưu ý|trao|tặng)\s"
    )
)
_TITLED_ONCE = re.compile(fold_pattern(r"(?:các|những) (?:đồng chí|đ/c)"))


@frozen
class Attendance:
    """What a text says about who took part.

    :ivar attendees: people who attend, chair, host, lead or accompany, in printed order.
    :ivar complete: false when the printed list was left open ("…", "v.v.").
    :ivar groups: unnamed participants as printed ("đại diện lãnh đạo các sở, ngành").
    :ivar others: people whom the text shows only speaking, giving or receiving.
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
    day = date.fromisoformat(published[:10]) if isinstance(published, str) else published
    return read_attendance(text, published=day, place=place).attendees


def read_attendance(text: str, *, published: date | None = None, place: str | None = None) -> Attendance:
    """Everything that ``text`` says about who took part; see ``parse_attendees`` for the arguments."""
    cleaned = clean_lines(text)
    reader = _Reader(Passage.of(cleaned), published, read_context(cleaned, place))
    reader.read()
    return reader.result()


@define
class _Person:
    attendee: Attendee
    posts: list[str]
    attends: bool
    keys: set[str] = field(factory=set)


@define
class _Reader:
    passage: Passage
    published: date | None
    context: Context
    masked: Passage = field(init=False)
    people: dict[str, _Person] = field(factory=dict)
    groups: list[str] = field(factory=list)
    complete: bool = True
    unparsed: str | None = None

    def read(self) -> None:
        self.masked = mask_quotes(self.passage)
        cues = find_cues(mark_clauses(self.masked.text, self.masked.folded))
        continues = False
        position = 0
        for start, end in sentences(self.passage.text):
            first = position
            while position < len(cues) and cues[position].start < end:
                position += 1
            continues = self._sentence(start, end, cues[first:position], continues=continues)

    def _sentence(self, start: int, end: int, cues: list[Cue], *, continues: bool) -> bool:
        """Read one sentence; the result says whether the next one may go on with its list."""
        if not cues and not continues and ";" not in self.masked.text[start:end]:
            return False
        if _CAPTION.search(self.masked.folded, start, end) or self._is_history(start, end):
            return False
        attending = [cue for cue in cues if cue.attends]
        opened = self._attendance(start, end, attending)
        if not cues and (continues or self._is_bare_list(start, end)) and self._continued_list(start, end):
            return True
        self._speech(start, [cue for cue in cues if not cue.attends])
        return opened

    def _attendance(self, start: int, end: int, cues: list[Cue]) -> bool:
        opened = False
        done = start
        for index, cue in enumerate(cues):
            limit = cues[index + 1].start if index + 1 < len(cues) else end
            if cue.before:
                opened = self._list_after(cue, limit)
            elif self._list_before(cue, done):
                self._people_met(cue, limit)
            done = cue.end
        return opened

    def _is_history(self, start: int, end: int) -> bool:
        match = _HISTORY.search(self.passage.folded[start:end])
        return bool(match and self.published and int(match["year"]) < self.published.year - 1)

    def _list_after(self, cue: Cue, limit: int) -> bool:
        begin = cue.end
        stop = _LIST_END.search(self.masked.folded, begin, limit)
        end = stop.start() if stop else limit
        comrades = _TITLED_ONCE.match(self.passage.folded, begin + 1) is not None
        people = read_list(self.masked, begin, end, comrades=comrades)
        self._add(people, self._roles(cue), attends=True, clause=(cue.start, end))
        self.complete = self.complete and people.complete
        if (
            not people.entries
            and not people.groups
            and people.unread
            and self.passage.text[begin : begin + 20].lstrip()[:1] == ":"
        ):
            self.unparsed = self.unparsed or self.passage.text[begin:limit].strip(" :\n")
        return bool(people.entries or people.groups) or self.passage.text[begin:limit].strip() in ("", ":")

    def _list_before(self, cue: Cue, begin: int) -> bool:
        people = read_subject(self.masked, begin, cue.start)
        self._add(people, self._roles(cue), attends=True, clause=(people.first, cue.end), groups=False)
        return bool(people.entries)

    def _people_met(self, cue: Cue, limit: int) -> None:
        """Read the object of "X đã tiếp ông Y": a named person who is received or visited takes part as well."""
        begin = met_people(self.masked.folded, cue)
        if begin is None:
            return
        people = read_list(self.masked, begin, limit)
        if people.entries and self._opens_at(people, begin):
            self._add(people, [Role.ATTEND], attends=True, clause=(cue.start, limit), groups=False)

    @staticmethod
    def _opens_at(people: People, begin: int) -> bool:
        """Whether the list's first person stands at ``begin``, with nothing but a form of address or a post before."""
        first = people.entries[0]
        opening = min([first.start, *(start for start, _ in first.posts())])
        return opening - begin < 40 and not any(start < first.start for start, _ in people.groups)

    def _continued_list(self, start: int, end: int) -> bool:
        """A sentence without a verb that names people: the list goes on after a full stop."""
        people = read_list(self.masked, start, end)
        if people.unread or not people.entries or not people.entries[0].posts():
            return False
        self._add(people, [Role.ATTEND], attends=True, clause=(start, end))
        return True

    def _is_bare_list(self, start: int, end: int) -> bool:
        """A whole sentence of people, posts and groups joined by semicolons: a list whose cue was cut off."""
        if ";" not in self.masked.text[start:end]:
            return False
        people = read_list(self.masked, start, end)
        posted = sum(1 for entry in people.entries if entry.posts())
        return not people.unread and (posted > 1 or (posted == 1 and bool(people.groups)))

    def _roles(self, cue: Cue) -> list[Role]:
        words = self.passage.folded[cue.start : cue.end]
        roles = [cue.role]
        if cue.role is Role.ATTEND and CHAIRS.search(words):
            roles = [Role.CHAIR]
        if cue.role in (Role.ATTEND, Role.CHAIR) and DIRECTS.search(words):
            roles.append(Role.DIRECT)
        return roles

    def _speech(self, start: int, cues: list[Cue]) -> None:
        for cue in cues:
            people = read_subject(self.masked, start, cue.start)
            self._add(people, [cue.role], attends=False, clause=(people.first, cue.end), groups=False)
            start = cue.end

    def _add(
        self, people: People, roles: list[Role], *, attends: bool, clause: tuple[int, int], groups: bool = True
    ) -> None:
        for entry in people.entries:
            self._person(entry, roles, attends=attends, clause=clause)
        if groups:
            self.groups.extend(self.passage.text[s:e].strip(" ,;.–-") for s, e in people.groups)

    def _person(self, entry: Entry, roles: list[Role], *, attends: bool, clause: tuple[int, int]) -> None:
        name = self.passage.text[entry.start : entry.end]
        key = fold(name)
        posts = [self.passage.text[s:e] for s, e in entry.posts()]
        person = self.people.get(key)
        if person is None:
            rank = entry.address.rank if entry.address else None
            honorific = entry.address.honorific if entry.address else None
            attendee = Attendee(
                name=name,
                honorific=honorific if not entry.address or not entry.address.plural else None,
                rank=rank or (entry.ranks[0] if entry.ranks else None),
                roles=list(roles),
                text=self.passage.text[clause[0] : clause[1]].strip(),
            )
            self.people[key] = _Person(attendee, posts, attends)
            return
        if attends and not person.attends:
            person.attends, person.posts = True, []
            person.attendee.roles = [*roles, *person.attendee.roles]
        if attends and {fold(p) for p in person.posts} <= {fold(p) for p in posts}:
            person.posts.extend(p for p in posts if fold(p) not in {fold(q) for q in person.posts})
        person.attendee.roles.extend(r for r in roles if r not in person.attendee.roles)

    def result(self) -> Attendance:
        for person in self.people.values():
            person.attendee.positions = resolve(person.posts, self.context)
        warnings = [] if self.complete else [Warn.ATTENDEES_OPEN]
        if self.unparsed:
            warnings.append(Warn.ATTENDEES_UNPARSED)
        return Attendance(
            attendees=[p.attendee for p in self.people.values() if p.attends],
            complete=self.complete,
            groups=list(dict.fromkeys(self.groups)),
            others=[p.attendee for p in self.people.values() if not p.attends],
            warnings=warnings,
            remainder=self.unparsed,
        )
