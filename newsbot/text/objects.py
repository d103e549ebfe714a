"""Whom a verb is done to: who is received or visited takes part as well, who is given something is named apart."""

from __future__ import annotations

import re
from typing import Final

from newsbot.text.cues import Cue
from newsbot.text.openings import names_somebody
from newsbot.text.unicode import fold, fold_pattern

_OBJECT: Final = re.compile(
    fold(
        r"(?:\s?(?:,|và)\s?(?:chúc mừng|chúc tết|tặng quà|động viên|làm việc|hội đàm|tặng hoa chúc mừng|tặng hoa)){0,3}"
        r"(?: (?:chính thức|trọng thể|xã giao))?(?:\s(?:với|cùng))?\s(?=\w)"
    )
)
_MEETS: Final = tuple(
    fold(f" {verb}")
    for verb in (
        "chủ trì lễ đón",
        *("thăm", "tiếp", "tiếp xã giao", "tiếp đón", "đón tiếp", "hội đàm", "hội kiến", "làm việc"),
        *("gặp", "gặp gỡ", "điện đàm", "tiễn", "chúc mừng", "chào"),
    )
)


def met_people(folded: str, cue: Cue) -> int | None:
    """Where the object of a verb of meeting starts ("đã tiếp ông …"), or ``None`` for a cue of another kind."""
    end = cue.verb or cue.end
    if not (cue.meets or cue.inverted) or not f" {folded[cue.start : end]}".endswith(_MEETS):
        return None
    match = _OBJECT.match(folded, end)
    return match.end() if match else None


_BESIDE: Final = re.compile(
    fold_pattern(r" (?:cùng với|cùng|với) (?P<whom>[^.;:,\n]{4,90}?) (?:còn có|gồm có|có|gồm)$")
)


def beside(folded: str, cue: Cue) -> tuple[int, int] | None:
    """Where those stand with whom the people of a list do it: "Kiểm tra cùng | Bộ trưởng … | có …", or ``None``."""
    match = _BESIDE.search(folded, cue.verb, cue.end) if cue.verb else None
    return match.span("whom") if match and names_somebody(folded, match.start("whom") - 1) else None


_COMPANY: Final = re.compile(
    fold(r"(?:(?! (?:đồng chí|đ/c|ông|bà|anh|chị|bị cáo|cố) )[^.;:,\n]){0,60}? (?:cùng với|cùng)(?= )")
)


def company(folded: str, cue: Cue) -> int | None:
    """Where those stand with whom somebody attends ("dự lễ cùng ông …"), or ``None``."""
    match = _COMPANY.match(folded, cue.end)
    return match.end() + 1 if match and names_somebody(folded, match.end()) else None


_RECIPIENT: Final = re.compile(fold(r" (?:cho|đến)(?: các)? (?=(?:đồng chí|đ/c|ông|bà|đảng viên|em|chị|anh) )"))
_CLAUSE_END: Final = re.compile(r"[.;:\n]")
_GIFT: Final = 120
"""Longest stretch, in characters, between a verb of giving and those who receive."""


def recipients(folded: str, cue: Cue, limit: int) -> int | None:
    """Where those stand who are given something ("trao quà cho ông …"), or ``None``."""
    match = _RECIPIENT.search(folded, cue.end, min(limit, cue.end + _GIFT + len(" cho các đồng chí ")))
    return match.end() if match and not _CLAUSE_END.search(folded, cue.end, match.start()) else None
