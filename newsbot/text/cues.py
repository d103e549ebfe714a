"""The words that say that somebody takes part: attendance, chairing, hosting, accompanying, speaking.

A cue stands before its list ("Tham dự hội nghị có các đồng chí: …") or after it ("… chủ trì hội nghị"). The formulae
are those of the domain guide (2, table of cues), generalised to their grammar: verb, event, "có" or "gồm".
Patterns are matched on folded text with quotations blanked out; every gap in them is bounded, so that the time for a
text grows with its length only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from attrs import frozen

from newsbot.records import Role
from newsbot.text.lexicon import any_of
from newsbot.text.unicode import fold

DIRECTS = re.compile(fold("chỉ đạo"))
CHAIRS = re.compile(fold("chủ trì|chủ tọa"))

_GAP = r"(?:[^.;:\n]|\.(?=\S)){0,260}?"
_SHORT_GAP = r"[^.;:\n]{0,60}?"
_CLAUSE_START = r"(?:(?<=^)|(?<=[^\w\s]\s)|(?<=[^\w\s])|(?<=\n))"
_MOVE = r"(?:(?:cùng|về|tới|đến|cũng|và|đã|còn|tham gia|chung vui|trực tiếp) ){0,4}"
_ADVERBS = (
    r"(?:(?:đã|vừa|cùng|cũng|sẽ|trực tiếp|đều|lần lượt|đồng thời|và đoàn công tác|và đoàn đại biểu|cùng đoàn công tác|"
    r"cùng đoàn|thay mặt[^.;:,\n]{3,70}?|với tư cách[^.;:,\n]{3,50}?) ){0,4}"
)
_GO = r"(?:(?:đến|tới|về|ra|vào|sang|lên|có mặt|xuống) ){0,2}"
_BOTH = r"(?:tham dự và |dự và |dự, )?"
_CHAIR = r"(?:đồng )?(?:chủ trì|chủ tọa|điều hành)"
_INVERTED = r"(?:(?! có | gồm )[^.;:\n,]){0,110}?, ?(?=(?:đồng chí|đ/c|ông|bà) )"
_CAPITAL_CUE = re.compile(
    r" (?=(?:Tham dự|Đến dự|Tới dự|Về dự|Cùng dự|Cùng tham dự|Dự|Chủ trì|Về phía|Cùng đi|Tiếp đoàn|Đón tiếp|"
    r"Tham gia đoàn)\s)"
)


def _attend() -> str:
    return rf"(?<!danh )(?<!vinh )(?<!dân )dự(?!\s+{any_of('not_attending')}\b)"


def _have() -> str:
    return rf"(?<!\w)(?:còn )?(?:gồm )?(?:có|gồm)(?!\w)(?!\s+{any_of('not_a_list')})"


def _opening() -> Iterator[tuple[Role, str, str]]:
    """Cues before a list: role, a word without which the cue cannot occur, pattern."""
    have, attend, presence = _have(), _attend(), any_of("presence")
    whose = rf"(?: (?:sự )?{presence}{_SHORT_GAP} của)?"
    chair = rf"{_CLAUSE_START}{_MOVE}{_BOTH}{_CHAIR}"
    for word in ("trì", "tọa", "hành"):
        yield Role.CHAIR, word, rf"{chair}(?! của){_GAP}(?:{have}|(?<!\w)là(?= (?:các )?(?:đồng chí|ông|bà)))"
        yield Role.CHAIR, word, rf"{chair}{_INVERTED}"
        yield Role.CHAIR, word, rf"dưới sự (?:chủ trì|điều hành|chủ tọa){_SHORT_GAP}(?<!\w)của"
    yield Role.CHAIR, "chủ t", rf"(?:đoàn chủ tịch|chủ tọa đoàn){_SHORT_GAP}{have}"
    yield Role.CHAIR, "chủ trì, gồm", r"do\s[^.;:\n]{3,80}?chủ trì, gồm"
    for word in ("đi", "tháp tùng", "tham gia", "thành viên"):
        yield Role.ACCOMPANY, word, rf"{_CLAUSE_START}{_MOVE}{any_of('companions')}{_GAP}{have}"
    hosting = rf"(?:cùng )?{any_of('hosting')}(?: và làm việc)?(?: cùng| với)? (?:và |với |cùng )?(?:đoàn|phái đoàn)"
    yield Role.HOST, "đoàn", rf"{_CLAUSE_START}{hosting}{_GAP}{have}"
    delegation = rf"(?<!làm )(?:dẫn đầu|trưởng) (?:đoàn|phái đoàn){_SHORT_GAP}(?<!\w)(?:có|là)(?=\s)"
    yield Role.LEAD_DELEGATION, "đoàn", delegation
    for word in ("dự", "có mặt", "tham gia", "chứng kiến", "góp mặt", "chia vui", "chung vui"):
        verb = rf"(?:tham dự|{attend}|có mặt|chứng kiến|tham gia|góp mặt|chia vui|chung vui)"
        yield Role.ATTEND, word, rf"{_CLAUSE_START}{_MOVE}{verb}{_GAP}{have}{whose}"
        yield Role.ATTEND, word, rf"{_CLAUSE_START}{_MOVE}(?:tham dự|{attend}|có mặt){_INVERTED}"
    for word in ("dự", "hiện diện", "có mặt", "tham gia", "góp mặt", "chứng kiến"):
        yield Role.ATTEND, word, rf"(?:có|với|cùng) (?:sự )?{presence}{_SHORT_GAP}(?<!\w)(?:của|gồm)(?!\w)"
    side = rf"(?:về |phía )(?:phía )?(?:đại biểu |khách mời |lãnh đạo )?{_GAP}{have}{whose}"
    yield Role.ATTEND, "phía", _CLAUSE_START + side
    yield Role.ATTEND, "về", _CLAUSE_START + side
    welcome = rf"(?:vinh dự|vui mừng|hân hạnh|trân trọng)\s+(?:được\s+)?{any_of('welcome')}"
    yield Role.ATTEND, "đón", rf"{welcome}(?=\s*:|\s+(?:các\s+)?(?:đồng chí|ông|bà))"
    yield Role.ATTEND, "có", r"(?:(?<=^)|(?<=\n))có (?:các )?(?=(?:đồng chí|ông|bà) )"
    yield Role.ATTEND, "dự", rf"(?:thành phần|đại biểu|khách mời) (?:tham )?dự{_SHORT_GAP}{have}"


def _closing() -> Iterator[tuple[Role, str, str]]:
    """Cues behind a list."""
    attend = _attend()
    yield Role.LEAD_DELEGATION, "trưởng", rf"{_ADVERBS}(?:làm|là) {any_of('head_of_delegation')}"
    yield Role.LEAD_DELEGATION, "dẫn đầu", rf"{_ADVERBS}dẫn đầu"
    for word in ("trì", "tọa", "hành"):
        yield Role.CHAIR, word, rf"{_ADVERBS}{_GO}(?:(?:tham )?dự và )?{_CHAIR}"
    yield Role.DIRECT, "chỉ đạo", rf"{_ADVERBS}{_GO}(?:(?:tham dự|{attend})(?:,| và) (?:phát biểu )?|dự )chỉ đạo"
    received = rf"(?<!trực )tiếp(?!\s+{any_of('not_receiving')}\b)"
    for word in ("tiếp", "hội"):
        yield Role.HOST, word, rf"{_ADVERBS}(?:đón, tiếp|đón tiếp|tiếp đón|chủ trì tiếp|{received}|hội đàm|hội kiến)"
    for word in ("dự", "chứng kiến", "tham gia", "có mặt"):
        verb = rf"(?:tham dự|{attend}|chứng kiến|tham gia(?! {any_of('joining')})|có mặt)"
        yield Role.ATTEND, word, rf"{_ADVERBS}{_GO}{verb}"
    yield Role.ATTEND, "", rf"{_ADVERBS}{_GO}{any_of('meeting')}"
    inspects = r"(?<!ban )(?<!đoàn )(?<!công tác )(?<!sự )(?:kiểm tra|giám sát)"
    for word in ("kiểm tra", "giám sát"):
        yield Role.ATTEND, word, rf"{_ADVERBS}{_GO}{inspects}"
    yield Role.ATTEND, "có ", rf"{_ADVERBS}có (?:buổi|chuyến|cuộc) {any_of('occasion')}"


@frozen
class Cue:
    """A cue at ``start`` .. ``end``; its list follows (``before`` is true) or precedes it."""

    start: int
    end: int
    role: Role
    before: bool


@frozen
class _Pattern:
    role: Role
    anchors: tuple[str, ...]
    pattern: re.Pattern[str]


@cache
def _opening_patterns() -> list[_Pattern]:
    return _compile(_opening(), "{}")


@cache
def _closing_patterns() -> list[_Pattern]:
    return _compile(_closing(), r"(?<!\w)(?:{})(?!\w)")


@cache
def _speech_patterns() -> list[_Pattern]:
    roles = (Role.AWARD, Role.RECEIVE, Role.SPEAK)
    rows = ((role, "", rf"{_ADVERBS}{any_of(role.value)}") for role in roles)
    return _compile(iter(rows), r"(?<!\w)(?:{})(?!\w)")


def _compile(rows: Iterator[tuple[Role, str, str]], frame: str) -> list[_Pattern]:
    """One compiled pattern for each distinct row, with all the words of which one must occur for it to match."""
    anchors: dict[tuple[Role, str], list[str]] = {}
    for role, anchor, pattern in rows:
        anchors.setdefault((role, pattern), []).append(fold(anchor))
    return [
        _Pattern(role, tuple(words), re.compile(frame.replace("{}", fold(pattern))))
        for (role, pattern), words in anchors.items()
    ]


def _matches(patterns: list[_Pattern], folded: str, span: tuple[int, int], *, before: bool) -> Iterator[Cue]:
    start, end = span
    for row in patterns:
        if any(folded.find(anchor, start, end) >= 0 for anchor in row.anchors):
            for match in row.pattern.finditer(folded, start, end):
                yield Cue(match.start(), match.end(), row.role, before)


def _first_of_each(cues: Iterator[Cue]) -> list[Cue]:
    """Overlapping cues thinned out: the earliest start wins, then the longest."""
    kept: list[Cue] = []
    for cue in sorted(cues, key=lambda c: (c.start, -c.end)):
        if not kept or cue.start >= kept[-1].end:
            kept.append(cue)
    return kept


def mark_clauses(text: str, folded: str) -> str:
    """``folded`` for the search of cues: a cue in capitals starts a clause even where the full stop is missing.

    ``folded`` is the folded ``text``; the length is kept.
    """
    marks = [match.start() for match in _CAPITAL_CUE.finditer(text)]
    if not marks:
        return folded
    characters = list(folded)
    for mark in marks:
        characters[mark] = "¶"
    return "".join(characters)


def attendance_cues(folded: str, start: int, end: int) -> list[Cue]:
    """The attendance cues of a sentence, those that open a list and those that close one, in printed order."""
    opening = _first_of_each(_matches(_opening_patterns(), folded, (start, end), before=True))
    closing = [
        cue
        for cue in _first_of_each(_matches(_closing_patterns(), folded, (start, end), before=False))
        if not any(o.start < cue.end and cue.start < o.end for o in opening)
    ]
    return sorted(opening + closing, key=lambda c: c.start)


def speech_cues(folded: str, start: int, end: int) -> list[Cue]:
    """The verbs of speaking, giving and receiving in a sentence; their subject precedes them."""
    return _first_of_each(_matches(_speech_patterns(), folded, (start, end), before=False))


_OBJECT = re.compile(
    fold(
        r"(?:\s*(?:,|và)\s*(?:chúc mừng|làm việc|hội đàm|tặng hoa chúc mừng|tặng hoa)){0,3}"
        r"(?:\s+(?:với|cùng))?\s+(?=\w)"
    )
)
_MEETS = re.compile(fold(r"(?:thăm|tiếp|hội đàm|hội kiến|làm việc|gặp|gặp gỡ)$"))


def met_people(folded: str, cue: Cue) -> int | None:
    """Where the object of a verb of meeting starts ("đã tiếp ông …"), or ``None`` for a cue of another kind."""
    if cue.before or not _MEETS.search(folded, cue.start, cue.end):
        return None
    match = _OBJECT.match(folded, cue.end)
    return match.end() if match else None
