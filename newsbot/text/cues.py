"""The words that say that somebody takes part: attendance, chairing, hosting, accompanying, speaking.

A cue stands before its list ("Tham dự hội nghị có các đồng chí: …") or after it ("… chủ trì hội nghị"). The formulae
are those of the domain guide (2, table of cues), generalised to their grammar. The verbs (``lexicon/cues.tsv``) are
found in one pass; what stands left and right of a verb then tells which kind of cue it is. All this works on folded
text with quotations blanked out, and looks at a bounded stretch around each verb only.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from attrs import frozen

from newsbot.records import Role
from newsbot.text import lexicon
from newsbot.text.clauses import (
    clause_start,
    ends_name,
    find_have,
    find_inversion,
    find_label,
    follows_name,
    group_subject,
    with_adverbs,
)
from newsbot.text.heads import starts_head
from newsbot.text.name_spots import NameSpots
from newsbot.text.unicode import fold, fold_pattern

_REACH = 24
"""How many characters before a verb are looked at."""
_ROLES = {
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
_NO_PRESENCE = frozenset(("award", "receive", "speak"))
_SENTENCE = 600
"""No subject is farther from its verb, in characters."""
_OPENS_ONLY = frozenset(
    ("event", "party", "presidium", "guest", "accompany", "company", "side", "welcome", "bare", "more")
)
_DELEGATION_WORD = fold("đoàn")
_BY = fold(" do ")
_HELD = 160
_NO_SUBJECT = (fold("đón"), fold("trưởng "))
"""Verbs that open a list or are none: "trưởng đoàn" ends many a post, "đón" has everyday uses."""
_VISITS = frozenset(("host", "meet"))
_WITH_MORE = frozenset(("attend", "chair"))
"""Verbs that others may follow: "tham dự và chỉ đạo"."""
_EVENT_MAY_DECIDE = frozenset(("event", "either"))
_POST_MAY_DECIDE = frozenset(("post", "either"))

_ALSO = re.compile(
    fold_pattern(
        r"(?:(?:,| và|, và) (?:(?:có bài |có ý kiến )?phát biểu )?"
        r"(?:chỉ đạo|chủ trì|chủ tọa|chứng minh|điều hành|cổ vũ|động viên|chúc mừng|theo dõi|chung vui|chia vui)"
        r"| chỉ đạo){1,3}(?!\w)"
    )
)
_CHAIRS = re.compile(fold("chủ trì|chủ tọa|điều hành"))
_DIRECTS = re.compile(fold("chỉ đạo"))
_SPEAKS = re.compile(fold("phát biểu"))
_PRESENCE = tuple(
    fold(f" {opener}{interest} ")
    for opener in ("có", "với", "cùng", "có sự", "với sự", "cùng sự", "dưới sự", "được sự", "sự")
    for interest in ("", " quan tâm")
)
"""What stands before a verb that is a noun: "với sự tham dự của"."""
_PARTY = tuple(map(fold, (" thành phần ", " đại biểu ", " khách mời ")))
_OF_WHOM = re.compile(fold(r"[^.;:\n]{0,60}?(?<!\w)(?:của|gồm)(?!\w)"))
_COMPRISES = re.compile(fold(r",? gồm(?!\w)"))
_DELEGATION = re.compile(fold(r" (?:đoàn|phái đoàn)?[^.;:\n]{0,60}?(?<!\w)(?:có|là)(?=\s)"))
_IS = re.compile(fold(r"[^.;:\n]{0,90}? là(?=:? )"))
_PARTY_HAS = re.compile(fold(r"[^.;:,\n]{0,80}? (?:còn )?(?:gồm có|có|gồm)(?=[ :])"))
_EXISTS = fold("có mặt")
_GUEST = re.compile(fold(r"[^.;:\n,]{0,60}?(?:(?<!\w)(?:là|gồm có|gồm|có)(?!\w)|(?=:))"))
_NEEDS_DELEGATION = re.compile(fold(r"(?: và làm việc)?(?: cùng| với)?(?: và| với| cùng)? (?:đoàn|phái đoàn)"))
_HAS = re.compile(fold(r" (?:còn |gồm )?(?:có|gồm)(?!\w)"))
_SEVERAL = fold(" các")
_LISTED = re.compile(
    fold(
        r"\s?:|\s?(?=(?:các )?(?:đồng chí|đ/c|ông|bà|anh|chị|nhà báo|luật sư|hòa thượng|thượng tọa|đại đức|ht|tt|đđ"
        r"|gs|pgs|ts|ths|giáo sư|tiến sĩ|(?:đại|thượng|trung|thiếu) (?:tướng|tá))(?!\w))"
    )
)


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


@frozen
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
    """All verbs, longest first, grouped by their first two letters: few places are looked at closely."""
    groups: dict[str, dict[str, list[str]]] = {}
    for words in sorted(_verbs(), key=len, reverse=True):
        groups.setdefault(words[0], {}).setdefault(words[1], []).append(words[2:] + _surely_none(words))
    alternatives = []
    for first, by_second in groups.items():
        behind = (rf"{second}(?<!\w..)(?:{'|'.join(rest)})" for second, rest in by_second.items())
        alternatives.append(rf"{first}(?:{'|'.join(behind)})(?!\w)")
    return re.compile("|".join(alternatives))


def _surely_none(words: str) -> str:
    """What keeps the pattern from a verb that is none by what stands beside it, so that it is not looked at again.

    A verb with another one inside is left to the closer look: the inner one is not to be found instead.
    """
    verb, parts = _verbs()[words], words.split()
    inner = (" ".join(parts[i:j]) for i in range(len(parts)) for j in range(i + 1, len(parts) + 1))
    if any(phrase != words and phrase in _verbs() for phrase in inner):
        return ""
    if verb.kind == "bare":
        return rf"(?:(?<=\n{words})|(?<=\A{words}))"
    beside = f"(?={_HAS.pattern})" if verb.kind == "event" else ""
    return beside + (f"(?!{verb.not_before.pattern})" if verb.not_before else "")


@cache
def _at_event() -> re.Pattern[str]:
    """An event right behind a verb: "có mặt tại buổi lễ", "tham gia đoàn"."""
    between = fold("tại|trong|ở|vào|cùng|các|những|một|phần")
    return re.compile(rf"(?: (?:{between})){{0,6}}(?: \w{{1,20}})? {lexicon.any_of('event')}(?!\w)")


def find_cues(text: str, folded: str, spots: NameSpots) -> list[Cue]:
    """All cues of ``text`` in printed order.

    :param folded: the folded text as ``clauses.mark_clauses`` gives it.
    :param spots: where somebody may be named.
    """
    cues: list[Cue] = []
    done = 0
    verbs = _verbs()
    for match in _finder().finditer(folded):
        start, end = match.span()
        verb = verbs[match[0]]
        if start < done or (verb.not_after and _is_after(text, folded, start, verb.not_after)):
            continue
        if verb.not_before and verb.not_before.match(folded, end):
            continue
        if _belongs_to_name(text, folded, start, end, verb.kind):
            continue
        if verb.kind in _NO_PRESENCE:
            first = with_adverbs(text, folded, start) if spots.any(start - _SENTENCE, start) else start
            cue: Cue | None = Cue(first, end, (_ROLES[verb.kind],), before=False, attends=False)
        else:
            cue = _read(text, folded, start, end, verb)
        if cue is not None and cue.start >= done - 1 and not _is_denied(folded, cue):
            cues.append(cue)
            done = cue.end
    return cues


def _is_held_by(folded: str, start: int) -> bool:
    """Whether an event stands before the verb as what is done: "Phiên toàn thể do Phó Thủ tướng … điều hành"."""
    low = max(0, start - _HELD)
    by = folded.rfind(_BY, low, start)
    if by < 0:
        return False
    clause = max(folded.rfind(mark, low, by) for mark in ".;:\n,") + 1
    return lexicon.finder("event").search(folded, max(clause, low), by) is not None


def _is_denied(folded: str, cue: Cue) -> bool:
    """Whether the text says that its subject was not there, or at another time."""
    return cue.attends and not cue.before and folded.endswith(_DENIED, max(0, cue.start - _REACH), cue.start)


def _is_after(text: str, folded: str, start: int, words: tuple[str, ...]) -> bool:
    """Whether one of ``words`` stands before ``start``, and no name that only ends like it."""
    return folded.endswith(words, max(0, start - _REACH), start) and not follows_name(text, folded, start)


def _belongs_to_name(text: str, folded: str, start: int, end: int, kind: str) -> bool:
    """Whether a part of a name looks like a verb: "Trần Văn Dự", "Quốc hội Đàm Văn An"."""
    if text.startswith(folded[start:end], start):
        return False  # in small letters throughout
    if text[start].isupper():
        return ends_name(text, folded, start)
    return kind != "lead" and not text[start:end].replace("Lễ", "lễ").islower()


def _read(text: str, folded: str, start: int, end: int, verb: _Verb) -> Cue | None:
    kind = verb.kind
    role = _ROLES.get(kind, Role.ATTEND)
    if kind in _WITH_MORE and (also := _ALSO.match(folded, end)):
        end = also.end()
    opened = _opening(folded, start, end, kind)
    joins = kind == "accompany" and folded.endswith(_DELEGATION_WORD, start, end)
    receives = kind == "host" and _NEEDS_DELEGATION.match(folded, end) is not None
    opens_only = kind in _OPENS_ONLY or folded.startswith(_NO_SUBJECT, start)
    if opened is None and opens_only and not (receives or joins):
        return None
    roles = _roles(role, folded[start:end])
    if opened is not None and not opened[2]:
        return Cue(opened[0], opened[1], roles, before=True)
    at_event = verb.needs in _EVENT_MAY_DECIDE and _at_event().match(folded, end) is not None
    if verb.needs == "event" and not (at_event or _is_held_by(folded, start)):
        return None
    official = verb.needs in _POST_MAY_DECIDE and not (at_event or receives)
    if opened is not None:
        return Cue(opened[0], opened[1], roles, before=True, inverted=True, official=official)
    return Cue(with_adverbs(text, folded, start), end, roles, before=False, meets=kind in _VISITS, official=official)


_DENIED = tuple(
    f"{fold(words)} " for words in ("không", "không thể", "chưa", "chưa từng", "từng", "vắng mặt", "vắng mặt,")
)


@lru_cache(maxsize=1024)
def _roles(role: Role, words: str) -> tuple[Role, ...]:
    if role is Role.ATTEND and _CHAIRS.search(words):
        role = Role.CHAIR
    roles = [role]
    if role in (Role.ATTEND, Role.CHAIR):
        roles += [other for other, verb in ((Role.DIRECT, _DIRECTS), (Role.SPEAK, _SPEAKS)) if verb.search(words)]
    return tuple(roles)


Opening = tuple[int, int, bool]
"""Start and end of a cue that opens a list, and whether the clause goes on behind the list."""


def _opening(folded: str, start: int, end: int, kind: str) -> Opening | None:
    """How the verb at ``start`` .. ``end`` opens a list, or ``None`` when it follows one."""
    by_kind = _BY_KIND.get(kind)
    if by_kind is not None:
        return by_kind(folded, start, end)
    if kind in _WITH_MORE and (opened := _presence(folded, start, end, kind)):
        return opened
    if (kind == "attend" and folded.startswith(":", end)) or (
        folded.startswith(_EXISTS, start) and _names_somebody(folded, end)
    ):
        return start, end, False  # "các bác về dự: bác …"
    return _in_clause(folded, start, end, kind)


def _in_clause(folded: str, start: int, end: int, kind: str) -> Opening | None:
    """A verb that opens its clause ("Tham dự hội nghị có …") or follows a group ("Lãnh đạo xã tham dự có …")."""
    clause = clause_start(folded, start)
    if clause is None:
        return _of_group(folded, start, end) if kind in ("attend", "host") else None
    if kind == "chair" and (named := _IS.match(folded, end)) and _names_somebody(folded, named.end()):
        return clause, named.end(), False
    opened = _behind(folded, clause, end)
    if opened and kind in _VISITS and not _NEEDS_DELEGATION.match(folded, end):
        opened = opened if _names_somebody(folded, opened[1]) else None
    return opened or _inverted(folded, clause, end)


def _bare(folded: str, start: int, end: int) -> Opening | None:
    """A line that starts with the end of a cue: "có các đồng chí …"."""
    opens_line = start == 0 or folded[start - 1] == "\n"
    return (start, end, False) if opens_line and _LISTED.match(folded, end) else None


def _named(folded: str, start: int, end: int) -> Opening | None:
    """A cue that its list follows at once: "Đại hội vinh dự được đón: …", "Ngoài ra còn có ông …"."""
    return (start, end, False) if _names_somebody(folded, end) else None


def _guests(folded: str, start: int, end: int) -> Opening | None:
    """Guests who are named: "Khách mời là …", "Thành phần gồm …"."""
    named = _GUEST.match(folded, end) if clause_start(folded, start) is not None else None
    return (start, named.end(), False) if named else None


def _company(folded: str, start: int, end: int) -> Opening | None:
    """Companions of somebody who is named: "Cùng Bộ trưởng … đến bệnh viện còn có ông …"."""
    if not _names_somebody(folded, end) or clause_start(folded, start) is None:
        return None
    have = find_have(folded, end)
    return (start, have, False) if have is not None and _names_somebody(folded, have) else None


def _names_somebody(folded: str, pos: int) -> bool:
    """Whether a colon, a form of address or a post stands at ``pos``: what follows is a list."""
    several = pos + len(_SEVERAL) if folded.startswith(_SEVERAL, pos) else pos
    return _LISTED.match(folded, pos) is not None or starts_head(folded, several + 1)


def _presence(folded: str, start: int, end: int, kind: str) -> Opening | None:
    """A verb that is a noun: "với sự tham dự của …", "dưới sự chủ trì của …", "Đại biểu dự: …"."""
    left = f" {folded[max(0, start - _REACH) : start]}"
    if left.endswith(_PRESENCE) and (whom := _OF_WHOM.match(folded, end)):
        return start, whom.end(), False
    if kind == "chair" and (comprises := _COMPRISES.match(folded, end)):
        return start, comprises.end(), False
    return _behind(folded, start, end) if left.endswith(_PARTY) else None


def _event(folded: str, start: int, end: int) -> Opening | None:
    """The event itself is the subject: "Buổi lễ còn có ông …"."""
    match = _HAS.match(folded, end)
    if match is None or clause_start(folded, start) is None:
        return None
    begin = match.end()
    return (start, begin, False) if _names_somebody(folded, begin) else None


def _party(folded: str, start: int, end: int) -> Opening | None:
    """The visitors are the subject: "Đoàn đại biểu huyện … có các đồng chí: …"."""
    match = _PARTY_HAS.match(folded, end) if clause_start(folded, start) is not None else None
    return (start, match.end(), False) if match and _names_somebody(folded, match.end()) else None


def _delegation(folded: str, start: int, end: int) -> Opening | None:
    if folded.startswith("l", start):
        return None
    match = _DELEGATION.match(folded, end)
    return (start, match.end(), False) if match and _names_somebody(folded, match.end()) else None


def _of_group(folded: str, start: int, end: int) -> Opening | None:
    """A group is the subject, and its members are named: "Lãnh đạo thành phố dự đại hội có các đồng chí: …"."""
    clause = group_subject(folded, start)
    if clause is None:
        return None
    have = find_have(folded, end) or find_label(folded, end)
    return (clause, have, False) if have is not None and _names_somebody(folded, have) else None


def _behind(folded: str, start: int, end: int) -> Opening | None:
    have = find_have(folded, end) or find_label(folded, end)
    return (start, have, False) if have else None


def _inverted(folded: str, start: int, end: int) -> Opening | None:
    inverted = find_inversion(folded, end)
    return (start, inverted, True) if inverted else None


_BY_KIND: dict[str, Callable[[str, int, int], Opening | None]] = {
    "bare": _bare,
    "welcome": _named,
    "more": _named,
    "guest": _guests,
    "company": _company,
    "event": _event,
    "party": _party,
    "presidium": _behind,
    "lead": _delegation,
}
