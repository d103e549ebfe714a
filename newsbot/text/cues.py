"""The words that say that somebody takes part: attendance, chairing, hosting, accompanying, speaking.

A cue stands before its list ("Tham dự hội nghị có các đồng chí: …") or after it ("… chủ trì hội nghị"). The formulae
are those of the domain guide (2, table of cues), generalised to their grammar. The verbs (``lexicon/cues.tsv``) are
found in one pass; what stands left and right of a verb then tells which kind of cue it is. All this works on folded
text with quotations blanked out, and looks at a bounded stretch around each verb only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, NamedTuple

from newsbot.records import Role
from newsbot.text import lexicon
from newsbot.text.clauses import ends_name, follows_name, with_adverbs
from newsbot.text.name_spots import NameSpots
from newsbot.text.openings import HAS, NEEDS_DELEGATION, VISITS, WITH_MORE, names_somebody, opening
from newsbot.text.unicode import fold, fold_pattern

_REACH: Final = 24
"""How many characters before a verb are looked at."""
_LETTERS: Final = 4
"""By how many letters the verbs are grouped."""
_ROLES: Final = {
    "presidium": Role.CHAIR,
    "chair": Role.CHAIR,
    "lead": Role.LEAD_DELEGATION,
    "accompany": Role.ACCOMPANY,
    "company": Role.ACCOMPANY,
    "host": Role.HOST,
    "award": Role.AWARD,
    "receive": Role.RECEIVE,
    "speak": Role.SPEAK,
}
_NO_PRESENCE: Final = frozenset(("award", "receive", "speak"))
_SENTENCE: Final = 600
"""No subject is farther from its verb, in characters."""
_GOES_ON: Final = (",", ";", ":")
"""A line that ends with one of these goes on in the next one."""
_PARTS_OF_BODIES: Final = frozenset(("meet", "speak", "award", "receive", "host"))
"""Verbs that bodies are named after."""
_BEFORE_VERB: Final = tuple(fold(f" {word} ") for word in ("và", "cùng", "đã", "có", "vừa"))
_OPENS_ONLY = frozenset(("event", "party", "represents", "between", "gathers", "presidium", "guest", "accompany"))
_OPENS_ONLY |= {"company", "side", "welcome", "bare", "more"}
_DELEGATION_WORD: Final = fold("đoàn")
_WITH_DELEGATION: Final = (fold(" đoàn"), fold(" với đoàn"))
_AND: Final = fold(" và ")
_PASSIVE: Final = re.compile(fold(r"(?<!\w)đoàn(?: công tác)? được (?=[^.;:\n]{3,150}$)"))
"""The delegation is the subject: "Đoàn được Linh mục … đón tiếp"."""
_BY: Final = fold(" do ")
_MEETING: Final = re.compile(
    fold(r"(?<!\w)(?:hội nghị|hội thảo|phiên|cuộc họp|kỳ họp|tọa đàm|đại hội|diễn đàn|buổi|cuộc gặp)(?!\w)")
)
"""What somebody leads for an hour; "điều hành" is said of firms and festivals, too."""
_WORK: Final = re.compile(
    fold(
        r"(?<!\w)(?:đề tài|đề án|hồ sơ|công trình|bộ sách|cuốn sách|tập sách|từ điển|biên soạn|nghiên cứu|dự án|luận án"
        r"|khai quật)(?!\w)[^.;:\n]*(?<!\w)(?:do|được) "
    )
)
_NO_WORK: Final = re.compile(fold(r"(?<!\w)(?:họp|hội|lễ|buổi|phiên|tọa đàm|đại hội|diễn đàn|cuộc|hội đồng)(?!\w)"))
_HELD: Final = 160
_NO_SUBJECT: Final = tuple(map(fold, ("đón", "trưởng ", "xuất hiện")))
"""Verbs that open a list or are none: "trưởng đoàn" ends many a post, the others have everyday uses."""
_EVENT_MAY_DECIDE: Final = frozenset(("event", "either"))
_POST_MAY_DECIDE: Final = frozenset(("post", "either"))

_ALSO: Final = re.compile(
    fold_pattern(
        r"(?:(?:,| và|, và) (?:(?:có bài |có ý kiến )?phát biểu )?"
        r"(?:chỉ đạo|chủ trì|chủ tọa|chứng minh|điều hành|cổ vũ|động viên|chúc mừng|theo dõi|chung vui|chia vui)"
        r"| chỉ đạo){1,3}(?!\w)"
    )
)
_CHAIRS: Final = re.compile(fold("chủ trì|chủ tọa|điều hành"))
_DIRECTS: Final = re.compile(fold("chỉ đạo"))
_SPEAKS: Final = re.compile(fold("phát biểu"))


class Cue(NamedTuple):
    """A cue at ``start`` .. ``end``; its list follows (``before`` is true) or precedes it.

    :ivar attends: false for the verbs of speaking, giving and receiving, which make nobody an attendee.
    :ivar meets: a verb of visiting or receiving, whose object takes part as well ("đã tiếp ông …").
    :ivar inverted: the clause goes on behind the list ("Dự hội nghị, đồng chí … phát biểu").
    :ivar official: the verb has everyday uses as well ("gặp tai nạn"), so that a subject must have a post to count.
    """

    start: int
    end: int
    roles: tuple[Role, ...]
    before: bool
    attends: bool = True
    meets: bool = False
    inverted: bool = False
    official: bool = False
    verb: int = 0
    """Where the verb ends in a cue that opens a list."""


@dataclass(frozen=True)
class _Verb:
    kind: str
    not_after: tuple[str, ...]
    not_before: re.Pattern[str] | None
    needs: str


@cache
def _verbs() -> dict[str, _Verb]:
    verbs: dict[str, _Verb] = {}
    for row in lexicon.table("cues"):
        left = tuple(f"{fold(words)} " for words in row["not_after"].split("|") if words)
        right = re.compile(rf" (?:{fold(row['not_before'])})(?!\w)") if row["not_before"] else None
        verbs[fold(row["words"])] = _Verb(row["kind"], left, right, row["needs"])
    return verbs


@cache
def _finder() -> re.Pattern[str]:
    """All verbs, longest first, grouped by their first letters, behind what parts words in folded text.

    A search for what parts words skips most letters, so few places are looked at closely.
    """
    verbs = [(words, _surely_none(words)) for words in sorted(_verbs(), key=len, reverse=True)]
    return re.compile(rf"[^a-z0-9_à-ỹ]{_grouped(verbs, _LETTERS)}(?!\w)")


def _grouped(verbs: list[tuple[str, str]], letters: int) -> str:
    """A pattern of verbs, each with what must not stand beside it, that tries those with the same first letters."""
    if letters == 0 or len(verbs) == 1:
        return f"(?:{'|'.join(words + beside for words, beside in verbs)})"
    by_letter: dict[str, list[tuple[str, str]]] = {}
    for words, beside in verbs:
        by_letter.setdefault(words[:1], []).append((words[1:], beside))
    return f"(?:{'|'.join(first + _grouped(rest, letters - 1) for first, rest in by_letter.items())})"


def _surely_none(words: str) -> str:
    """What keeps the pattern from a verb that is none by what stands beside it, so that it is not looked at again.

    A verb with another one inside is left to the closer look: the inner one is not to be found instead.
    """
    verb, parts = _verbs()[words], words.split()
    inner = (" ".join(parts[i:j]) for i in range(len(parts)) for j in range(i + 1, len(parts) + 1))
    if any(phrase != words and phrase in _verbs() for phrase in inner):
        return ""
    if verb.kind == "bare":
        return rf"(?<=\n{words})"
    beside = f"(?={HAS.pattern})" if verb.kind == "event" else ""
    return beside + (f"(?!{verb.not_before.pattern})" if verb.not_before else "")


@cache
def _at_event() -> re.Pattern[str]:
    """An event right behind a verb: "có mặt tại buổi lễ", "tham gia đoàn"."""
    between = fold("tại|trong|ở|vào|cùng|các|những|một|phần")
    return re.compile(rf"(?: (?:{between})){{0,6}}(?: \w{{1,20}})? {lexicon.any_of('event')}(?!\w)")


@cache
def _during_event() -> re.Pattern[str]:
    """An event that opens the sentence: "Tại buổi họp báo, đạo diễn … | có mặt"."""
    return re.compile(rf"(?<!\w){fold('tại')} (?:\w{{1,12}} ){{0,1}}{lexicon.any_of('event')}(?!\w)[^.;:\n]*$")


def find_cues(text: str, folded: str, spots: NameSpots) -> list[Cue]:
    """All cues of ``text`` in printed order.

    :param folded: the folded text as ``clauses.mark_clauses`` gives it.
    :param spots: where somebody may be named.
    """
    cues: list[Cue] = []
    done = 0
    verbs = _verbs()
    for match in _finder().finditer(f"\n{folded}"):
        start, end = match.start(), match.end() - 1
        verb = verbs[match[0][1:]]
        if start < done or (verb.not_after and _is_after(text, folded, start, verb.not_after)):
            continue
        if verb.not_before and verb.not_before.match(folded, end):
            continue
        if _belongs_to_name(text, folded, start, end, verb.kind):
            continue
        if verb.kind in _NO_PRESENCE:
            first = with_adverbs(text, folded, start) if spots.any(_first_of_subject(folded, start), start) else start
            cue: Cue | None = Cue(first, end, (_ROLES[verb.kind],), before=False, attends=False)
        else:
            cue = _read(text, folded, start, end, verb)
        if cue is not None and cue.start >= done - 1 and not _is_denied(folded, cue):
            cues.append(cue)
            done = cue.end
    return cues


def _first_of_subject(folded: str, verb: int) -> int:
    """Where the subject of a verb may start: in its line, or before when that line goes on with a list."""
    low = max(0, verb - _SENTENCE)
    line_end = folded.rfind("\n", low, verb)
    return low if line_end <= 0 or folded.startswith(_GOES_ON, line_end - 1) else line_end + 1


def _is_held_by(folded: str, start: int) -> bool:
    """Whether an event stands before the verb as what is done: "Phiên toàn thể do Phó Thủ tướng … điều hành"."""
    low = max(0, start - _HELD)
    by = folded.rfind(_BY, low, start)
    if by < 0:
        return False
    clause = max(folded.rfind(mark, low, by) for mark in ".;:\n,") + 1
    return _MEETING.search(folded, max(clause, low), by) is not None


def _is_work(folded: str, start: int) -> bool:
    """Whether the verb is said of work that takes years, and of no event: "Đề tài do … chủ trì"."""
    low = max(0, start - _HELD)
    sentence = max(low, *(folded.rfind(mark, low, start) + 1 for mark in ".;:\n"))
    return _WORK.search(folded, sentence, start) is not None and _NO_WORK.search(folded, sentence, start) is None


def host_of_delegation(folded: str, verb: int) -> int | None:
    """Where the host stands before a verb in the passive: "Đoàn được | Linh mục … đón tiếp"."""
    match = _PASSIVE.search(folded, max(0, verb - _HELD), verb)
    return match.end() if match else None


def _is_denied(folded: str, cue: Cue) -> bool:
    """Whether the text says that its subject was not there, or at another time."""
    if not cue.attends or cue.before:
        return False
    if folded.endswith(_DENIED, max(0, cue.start - _REACH), cue.start):
        return True
    if Role.CHAIR in cue.roles and _is_work(folded, cue.start):
        return True
    leads = Role.LEAD_DELEGATION in cue.roles
    return leads and _ASSIGNS.search(folded, max(0, cue.start - _HELD), cue.start) is not None


def _is_after(text: str, folded: str, start: int, words: tuple[str, ...]) -> bool:
    """Whether one of ``words`` stands before ``start``, and no name that only ends like it."""
    return folded.endswith(words, max(0, start - _REACH), start) and not follows_name(text, folded, start)


def _belongs_to_name(text: str, folded: str, start: int, end: int, kind: str) -> bool:
    """Whether a part of a name looks like a verb: "Trần Văn Dự", "Quốc hội Đàm Văn An"."""
    if text.startswith(folded[start:end], start):
        return False  # in small letters throughout
    if text[start].isupper():
        return ends_name(text, folded, start) or (kind in _PARTS_OF_BODIES and _is_within(text, folded, start))
    return kind != "lead" and not text[start:end].replace("Lễ", "lễ").islower()


def _is_within(text: str, folded: str, start: int) -> bool:
    """Whether a capitalised word stands right behind one in small letters: "Trưởng phòng Giám sát"."""
    behind_word = start > 1 and folded[start - 1] == " " and text[start - 2].isalpha()
    return behind_word and not folded.endswith(_BEFORE_VERB, 0, start)


def _read(text: str, folded: str, start: int, end: int, verb: _Verb) -> Cue | None:
    kind = verb.kind
    role = _ROLES.get(kind, Role.ATTEND)
    if kind in WITH_MORE and (also := _ALSO.match(folded, end)):
        end = also.end()
    opened = opening(folded, start, end, kind)
    if opened is not None and opened[2] and role is Role.CHAIR and _is_held_by(folded, start):
        opened = None  # "do ông …, Tổng biên tập, | điều phối, …"
    joins = kind == "accompany" and (folded.endswith(_DELEGATION_WORD, start, end) or _goes_with(folded, end))
    passive = kind == "host" and host_of_delegation(folded, start) is not None
    receives = passive or (kind == "host" and NEEDS_DELEGATION.match(folded, end) is not None)
    opens_only = kind in _OPENS_ONLY or (folded.startswith(_NO_SUBJECT, start) and _AND not in folded[start:end])
    if opened is None and opens_only and not (receives or joins):
        return None
    roles = _roles(role, folded[start:end])
    if opened is not None and not opened[2]:
        return Cue(opened[0], opened[1], roles, before=True, verb=end)
    at_event = verb.needs in _EVENT_MAY_DECIDE and _at_event().match(folded, end) is not None
    if verb.needs == "either" and not at_event:
        at_event = _during_event().search(folded, max(0, start - _HELD), start) is not None
    if verb.needs == "event" and not (at_event or _is_held_by(folded, start)):
        return None
    official = verb.needs in _POST_MAY_DECIDE and not (at_event or receives)
    if opened is not None:
        return Cue(opened[0], opened[1], roles, before=True, inverted=True, official=official, verb=end)
    return Cue(with_adverbs(text, folded, start), end, roles, before=False, meets=kind in VISITS, official=official)


def _goes_with(folded: str, end: int) -> bool:
    """Whether a delegation or an official stands behind the verb: "đi cùng đoàn", "tháp tùng Thủ tướng"."""
    return folded.startswith(_WITH_DELEGATION, end) or names_somebody(folded, end)


_ASSIGNS: Final = re.compile(
    fold(r"(?<!\w)(?:(?<!ngoại )giao(?! (?:thông|dịch|lưu|ban|thương))|phân công|chỉ định|bổ nhiệm)(?= )[^.;:\n]*$")
)
"""Somebody is given a task: "giao Phó Thủ tướng … làm Tổ trưởng"."""
_DENIED: Final = tuple(
    f"{fold(words)} "
    for words in ("không", "không thể", "chưa", "chưa từng", "từng", "vắng mặt", "vắng mặt,", "bận", "bận đi")
)


@lru_cache(maxsize=1024)
def _roles(role: Role, words: str) -> tuple[Role, ...]:
    if role is Role.ATTEND and _CHAIRS.search(words):
        role = Role.CHAIR
    roles = [role]
    if role in (Role.ATTEND, Role.CHAIR):
        roles += [other for other, verb in ((Role.DIRECT, _DIRECTS), (Role.SPEAK, _SPEAKS)) if verb.search(words)]
    return tuple(roles)
