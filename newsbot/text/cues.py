"""The words that say that somebody takes part: attendance, chairing, hosting, accompanying, speaking.

A cue stands before its list ("Tham dự hội nghị có các đồng chí: …") or after it ("… chủ trì hội nghị"). The formulae
are those of the domain guide (2, table of cues), generalised to their grammar. All verbs are found in one pass; what
stands left and right of a verb then tells which kind of cue it is. Patterns are matched on folded text with quotations
blanked out; every gap in them is bounded, so that the time for a text grows with its length only.
"""

from __future__ import annotations

import re
from functools import cache

from attrs import frozen

from newsbot.records import Role
from newsbot.text.lexicon import any_of
from newsbot.text.unicode import fold, fold_pattern

DIRECTS = re.compile(fold("chỉ đạo"))
CHAIRS = re.compile(fold("chủ trì|chủ tọa"))

_GAP = r"(?:[^.;:\n]|\.(?=\S)){0,260}?"
_SHORT_GAP = r"[^.;:\n]{0,60}?"
_REACH = 90
"""How many characters left of a verb its adverbs may take."""
_WHOM = fold(r"(?=(?:đồng chí|đ/c|ông|bà) )")
_INVERTED = re.compile(fold(r"(?:(?! có | gồm )[^.;:\n,]){0,110}?, ?") + _WHOM)
_OF_WHOM = re.compile(fold(rf"{_SHORT_GAP}(?<!\w)(?:của|gồm)(?!\w)"))
_COMPRISES = re.compile(fold(r",? gồm(?!\w)"))
_DELEGATION = re.compile(fold(rf"(?:dẫn đầu|trưởng) (?:đoàn|phái đoàn){_SHORT_GAP}(?<!\w)(?:có|là)(?=\s)"))
_IS = re.compile(fold(rf"{_GAP}(?<!\w)là(?= (?:các )?(?:đồng chí|ông|bà) )"))
_CLAUSE = re.compile(
    fold_pattern(
        r"(?:^|\n|[^\w\s]\s?)(?P<words>(?:(?:cùng|về|tới|đến|cũng|và|đã|còn|tham gia|chung vui|trực tiếp|dự và|dự,) ){0,4})$"
    )
)
_PRESENCE_LEFT = re.compile(fold(r"(?<!\w)(?:(?:có|với|cùng)(?: sự)?|dưới sự|được sự) $"))
_PARTY_LEFT = re.compile(fold(r"(?<!\w)(?:thành phần|đại biểu|khách mời) $"))
_ADVERBS = re.compile(
    fold(
        r"(?<!\w)(?:(?:đã|vừa|cùng|cũng|sẽ|trực tiếp|đều|lần lượt|đồng thời|và đoàn công tác|và đoàn đại biểu|"
        r"cùng đoàn công tác|cùng đoàn|thay mặt[^.;:,\n]{3,60}?|với tư cách[^.;:,\n]{3,50}?) ){0,4}"
        r"(?:(?:đến|tới|về|ra|vào|sang|lên|có mặt|xuống) ){0,2}$"
    )
)
_CAPITAL_CUE = re.compile(
    r" (?=(?:Tham dự|Đến dự|Tới dự|Về dự|Cùng dự|Cùng tham dự|Dự|Chủ trì|Về phía|Cùng đi|Tiếp đoàn|Đón tiếp|"
    r"Tham gia đoàn)\s)"
)


@frozen
class Cue:
    """A cue at ``start`` .. ``end``; its list follows (``before`` is true) or precedes it.

    ``attends`` is false for the verbs of speaking, giving and receiving, which make nobody an attendee.
    """

    start: int
    end: int
    role: Role
    before: bool
    attends: bool = True


@cache
def _verbs() -> re.Pattern[str]:
    attend = rf"(?:tham dự|(?<!danh )(?<!vinh )(?<!dân )dự(?!\s+{any_of('not_attending')}\b))"
    chair = r"(?:đồng )?(?:chủ trì|chủ tọa|điều hành)"
    received = rf"(?<!trực )tiếp(?!\s+{any_of('not_receiving')}\b)(?: và làm việc)?"
    inspects = r"(?<!ban )(?<!đoàn )(?<!công tác )(?<!sự )(?:kiểm tra|giám sát)"
    kinds = {
        "presidium": r"đoàn chủ tịch|chủ tọa đoàn",
        "chair": rf"(?:{attend}(?:,| và) )?{chair}",
        "lead": rf"(?:làm|là) {any_of('head_of_delegation')}|dẫn đầu|(?<!làm )trưởng (?:đoàn|phái đoàn)",
        "accompany": any_of("companions"),
        "attend": rf"{attend}(?:(?:,| và) (?:phát biểu )?chỉ đạo| chỉ đạo)?|chứng kiến"
        rf"|tham gia(?! {any_of('joining')})|có mặt|góp mặt|hiện diện|chia vui|chung vui",
        "host": rf"đón, tiếp|đón tiếp|tiếp đón|đón|chủ trì tiếp|{received}|hội đàm|hội kiến",
        "side": r"về phía|phía",
        "welcome": rf"(?:vinh dự|vui mừng|hân hạnh|trân trọng) (?:được )?{any_of('welcome')}",
        "meet": rf"{any_of('meeting')}|{inspects}|có (?:buổi|chuyến|cuộc) {any_of('occasion')}",
        "bare": r"(?:(?<=^)|(?<=\n))có (?:các )?",
        "award": any_of("award"),
        "receive": any_of("receive"),
        "speak": any_of("speak"),
    }
    alternatives = "|".join(f"(?P<{kind}>{fold(pattern)})" for kind, pattern in kinds.items())
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


@cache
def _have() -> re.Pattern[str]:
    """ "có" or "gồm" behind a verb and its event, with what may still stand before the list."""
    have = rf"(?<!\w)(?:còn )?(?:gồm )?(?:có|gồm)(?!\w)(?!\s+{any_of('not_a_list')})"
    whose = rf"(?: (?:sự )?{any_of('presence')}{_SHORT_GAP} của)?"
    return re.compile(fold(rf"{_GAP}{have}{whose}"))


_ROLES = {
    "presidium": Role.CHAIR,
    "chair": Role.CHAIR,
    "lead": Role.LEAD_DELEGATION,
    "accompany": Role.ACCOMPANY,
    "host": Role.HOST,
    "award": Role.AWARD,
    "receive": Role.RECEIVE,
    "speak": Role.SPEAK,
}
_OPEN_ONLY = frozenset(("presidium", "accompany", "side", "welcome", "bare"))
_NEED_DELEGATION = re.compile(fold(r"(?: và làm việc)?(?: cùng| với)?(?: và| với| cùng)? (?:đoàn|phái đoàn)"))


def find_cues(folded: str) -> list[Cue]:
    """All cues of a text in printed order; see ``mark_clauses`` for the form that ``folded`` should have."""
    cues: list[Cue] = []
    done = 0
    for match in _verbs().finditer(folded):
        if match.start() < done:
            continue
        cue = _read(folded, match)
        if cue is not None and cue.start >= done - 1:
            cues.append(cue)
            done = cue.end
    return cues


def _read(folded: str, match: re.Match[str]) -> Cue | None:
    kind = str(match.lastgroup)
    role = _ROLES.get(kind, Role.ATTEND)
    if kind in ("award", "receive", "speak"):
        return Cue(_with_adverbs(folded, match.start()), match.end(), role, before=False, attends=False)
    opened = _opening(folded, match, kind)
    if opened is not None:
        return Cue(opened[0], opened[1], role, before=True)
    if kind in _OPEN_ONLY or match[0] == fold("đón") or match[0].startswith(fold("trưởng ")):
        return None
    return Cue(_with_adverbs(folded, match.start()), match.end(), role, before=False)


def _with_adverbs(folded: str, start: int) -> int:
    match = _ADVERBS.search(folded, max(0, start - _REACH), start)
    return match.start() if match else start


def _opening(folded: str, match: re.Match[str], kind: str) -> tuple[int, int] | None:
    """Start and end of the cue if it opens a list, else ``None``."""
    start, end = match.span()
    if kind in ("bare", "welcome"):
        follows = re.compile(rf"\s*:|\s*(?:{fold('các')} )?{_WHOM}").match(folded, end)
        return (start, end) if follows else None
    window = max(0, start - _REACH)
    if kind in ("attend", "chair") and _PRESENCE_LEFT.search(folded, window, start):
        whom = _OF_WHOM.match(folded, end)
        if whom:
            return start, whom.end()
    if kind == "chair" and (comprises := _COMPRISES.match(folded, end)):
        return start, comprises.end()
    if kind == "presidium" or (kind == "attend" and _PARTY_LEFT.search(folded, window, start)):
        return _behind(folded, start, end)
    if kind == "lead":
        delegation = None if match[0].startswith("l") else _DELEGATION.match(folded, start)
        return (start, delegation.end()) if delegation else None
    clause = _CLAUSE.search(folded, window, start)
    if clause is None or (kind == "meet" and not match[0].startswith(fold("làm việc"))):
        return None
    start = clause.start("words")
    if kind in ("host", "meet"):
        delegation = _NEED_DELEGATION.match(folded, end)
        return _behind(folded, start, delegation.end()) if delegation else None
    return _behind(folded, start, end) or _inverted(folded, start, end, kind)


def _behind(folded: str, start: int, end: int) -> tuple[int, int] | None:
    have = _have().match(folded, end)
    return (start, have.end()) if have else None


def _inverted(folded: str, start: int, end: int, kind: str) -> tuple[int, int] | None:
    """ "Chủ trì hội nghị là …" and "Dự và phát biểu tại hội nghị, đồng chí …"."""
    if kind == "chair" and (named := _IS.match(folded, end)):
        return start, named.end()
    if kind in ("chair", "attend") and (inverted := _INVERTED.match(folded, end)):
        return start, inverted.end()
    return None


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
