"""How a verb of attendance opens its list: "Tham dự có …", "Khách mời là …", "với sự tham dự của …".

All this works on folded text and looks at a bounded stretch around the verb only.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from newsbot.text.address import addresses
from newsbot.text.clauses import clause_start, find_have, find_inversion, find_label, group_subject
from newsbot.text.heads import starts_head
from newsbot.text.unicode import fold

_REACH: Final = 24
"""How many characters before a verb are looked at."""
_PRESENCE: Final = tuple(
    fold(f" {opener}{interest} ")
    for opener in ("có", "với", "cùng", "có sự", "với sự", "cùng sự", "dưới sự", "được sự", "sự")
    for interest in ("", " quan tâm")
)
"""What stands before a verb that is a noun: "với sự tham dự của"."""
_PARTY: Final = tuple(map(fold, (" thành phần ", " đại biểu ", " khách mời ")))
_OF_WHOM: Final = re.compile(fold(r"[^.;:\n]{0,60}?(?<!\w)(?:của|gồm)(?!\w)"))
_COMPRISES: Final = re.compile(fold(r",? gồm(?!\w)"))
_DELEGATION: Final = re.compile(fold(r" (?:đoàn|phái đoàn)?[^.;:\n]{0,60}?(?<!\w)(?:có|là)(?=\s)"))
_IS: Final = re.compile(fold(r"[^.;:,\n]{0,90}? là(?=:? )"))
"""A subject may stand behind "là": "Chủ trì hội nghị là ông …"."""
_SUCH_AS: Final = re.compile(fold(r"[^.;:\n]{0,90}?(?: (?:như|gồm|trong đó có|có)(?=:? )|(?=:))"))
_GOES: Final = re.compile(fold(r"(?<!\w)(?:đến|tới|dự|thăm|làm việc|kiểm tra|thị sát|khảo sát|vào|về|đi)(?!\w)"))
"""What companions do."""
_PARTY_HAS: Final = re.compile(fold(r"[^.;:,\n]{0,80}? (?:còn )?(?:gồm có|có|gồm)(?=[ :])"))
_ACTS: Final = re.compile(fold(r"(?<!\w)(?:dự|tiếp|đón|chủ trì|tham|thăm|đi|tặng|trao|nhận|phát biểu|cho biết)(?!\w)"))
"""What the representatives of a body do; the verb then tells what kind of list follows."""
_MEETING_REACH: Final = 90
_MEETING: Final = re.compile(
    fold(
        r"(?<!\w)(?:(?:buổi|cuộc|phiên|lễ) (?:làm việc|gặp|gặp gỡ|gặp mặt|hội đàm|hội kiến|đối thoại|tiếp|tiếp xúc"
        r"|tiếp xã giao|điện đàm|họp|trao đổi|tọa đàm|giao lưu|ký|ký kết)|hội đàm|hội kiến|tọa đàm|đối thoại)"
        r"[^.;:\n]{0,60}$"
    )
)
"""A meeting that is named before those who meet."""
_EXISTS: Final = fold("có mặt")
_GUEST: Final = re.compile(fold(r"[^.;:\n,]{0,60}?(?:(?<!\w)(?:là|gồm có|gồm|có)(?!\w)|(?=:))"))
NEEDS_DELEGATION: Final = re.compile(fold(r"(?: và làm việc)?(?: cùng| với)?(?: và| với| cùng)? (?:đoàn|phái đoàn)"))
HAS: Final = re.compile(
    fold(
        r"(?: (?:hôm nay|hôm qua|hôm ấy|lần này|năm nay|này|đó|biển|khai mạc|bế mạc|tổng kết|trao giải|đặc biệt"
        r"|long trọng|trang trọng|ấm cúng|nói trên)){0,3} (?:còn |gồm )?(?:có|gồm)(?!\w)"
    )
)
_SEVERAL: Final = fold(" các")
_LISTED: Final = re.compile(
    fold(
        r"\s?:|\s?(?=(?:các )?(?:đồng chí|đ/c|ông|bà|anh|chị|nhà báo|luật sư|hòa thượng|thượng tọa|đại đức|ht|tt|đđ"
        r"|gs|pgs|ts|ths|giáo sư|tiến sĩ|(?:đại|thượng|trung|thiếu) (?:tướng|tá))(?!\w))"
    )
)
VISITS: Final = frozenset(("host", "meet"))
WITH_MORE: Final = frozenset(("attend", "chair"))
"""Verbs that others may follow: "tham dự và chỉ đạo"."""

Opening = tuple[int, int, bool]
"""Start and end of a cue that opens a list, and whether the clause goes on behind the list."""


def opening(folded: str, start: int, end: int, kind: str) -> Opening | None:
    """How the verb at ``start`` .. ``end`` opens a list, or ``None`` when it follows one."""
    by_kind = _BY_KIND.get(kind)
    if by_kind is not None:
        return by_kind(folded, start, end)
    if kind in WITH_MORE and (opened := _presence(folded, start, end, kind)):
        return opened
    if (kind == "attend" and folded.startswith(":", end)) or (
        folded.startswith(_EXISTS, start) and names_somebody(folded, end)
    ):
        return start, end, False  # "các bác về dự: bác …"
    return _in_clause(folded, start, end, kind)


def _in_clause(folded: str, start: int, end: int, kind: str) -> Opening | None:
    """A verb that opens its clause ("Tham dự hội nghị có …") or follows a group ("Lãnh đạo xã tham dự có …")."""
    clause = clause_start(folded, start)
    if clause is None:
        return _of_group(folded, start, end) if kind in ("attend", "host") else None
    opened = _behind(folded, clause, end)
    named = _IS.match(folded, end)
    if named and (opened is None or named.end() < opened[1]) and names_somebody(folded, named.end()):
        return clause, named.end(), False
    if opened and kind in VISITS and not NEEDS_DELEGATION.match(folded, end):
        opened = opened if names_somebody(folded, opened[1]) else None
    return opened or _inverted(folded, clause, end)


def _bare(folded: str, start: int, end: int) -> Opening | None:
    """A line that starts with the end of a cue: "có các đồng chí …"."""
    opens_line = start == 0 or folded[start - 1] == "\n"
    return (start, end, False) if opens_line and _LISTED.match(folded, end) else None


def _named(folded: str, start: int, end: int) -> Opening | None:
    """A cue that its list follows at once: "Đại hội vinh dự được đón: …", "Ngoài ra còn có ông …"."""
    return (start, end, False) if names_somebody(folded, end) else None


def _guests(folded: str, start: int, end: int) -> Opening | None:
    """Guests who are named: "Khách mời là …", "Thành phần gồm …"."""
    named = _GUEST.match(folded, end) if clause_start(folded, start) is not None else None
    return (start, named.end(), False) if named else None


def _company(folded: str, start: int, end: int) -> Opening | None:
    """Companions of somebody who is named: "Cùng Bộ trưởng … đến bệnh viện còn có ông …"."""
    if not names_somebody(folded, end) or clause_start(folded, start) is None:
        return None
    have = find_have(folded, end)
    if have is None or not names_somebody(folded, have) or not _GOES.search(folded, end, have):
        return None
    return start, have, False


def names_somebody(folded: str, pos: int) -> bool:
    """Whether a colon, a form of address or a post stands at ``pos``: what follows is a list."""
    several = pos + len(_SEVERAL) if folded.startswith(_SEVERAL, pos) else pos
    return _LISTED.match(folded, pos) is not None or starts_head(folded, several + 1) or addresses(folded, several + 1)


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
    match = HAS.match(folded, end)
    if match is None or clause_start(folded, start) is None:
        return None
    begin = match.end()
    return (start, begin, False) if names_somebody(folded, begin) else None


def _party(folded: str, start: int, end: int) -> Opening | None:
    """The visitors are the subject: "Đoàn đại biểu huyện … có các đồng chí: …"."""
    match = _PARTY_HAS.match(folded, end) if clause_start(folded, start) is not None else None
    return (start, match.end(), False) if match and names_somebody(folded, match.end()) else None


def _represents(folded: str, start: int, end: int) -> Opening | None:
    """Those who represent a body are named, and nothing else is told of them: "Đại diện địa phương có ông …"."""
    opened = _party(folded, start, end)
    return opened if opened and not _ACTS.search(folded, end, opened[1]) else None


def _between(folded: str, start: int, end: int) -> Opening | None:
    """Those who meet: "buổi đối thoại giữa Chủ tịch UBND tỉnh … và nông dân"."""
    if not names_somebody(folded, end) or not _MEETING.search(folded, max(0, start - _MEETING_REACH), start):
        return None
    return start, end, False


def _gathers(folded: str, start: int, end: int) -> Opening | None:
    """The event brings them together: "Diễn đàn quy tụ nhiều diễn giả như ông …"."""
    named = _SUCH_AS.match(folded, end)
    return (start, named.end(), False) if named and names_somebody(folded, named.end()) else None


def _delegation(folded: str, start: int, end: int) -> Opening | None:
    if folded.startswith("l", start):
        return None
    match = _DELEGATION.match(folded, end)
    return (start, match.end(), False) if match and names_somebody(folded, match.end()) else None


def _of_group(folded: str, start: int, end: int) -> Opening | None:
    """A group is the subject, and its members are named: "Lãnh đạo thành phố dự đại hội có các đồng chí: …"."""
    clause = group_subject(folded, start)
    if clause is None:
        return None
    have = find_have(folded, end) or find_label(folded, end)
    return (clause, have, False) if have is not None and names_somebody(folded, have) else None


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
    "represents": _represents,
    "between": _between,
    "gathers": _gathers,
    "presidium": _behind,
    "lead": _delegation,
}
