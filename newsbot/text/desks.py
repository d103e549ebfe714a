"""Those who sign an article without a name ("PV", "Ban Biên tập"), and the body that a writer works for."""

from __future__ import annotations

import re
from typing import Final

from newsbot.text.names import UPPER
from newsbot.text.pen_names import byline_words, is_heading, is_initials, is_pen_name, opens_with
from newsbot.text.unicode import fold

_NUMBERED: Final = re.compile(rf"[{UPPER}]{{1,3}}\.?\s?[0-9]{{1,2}}")
_ACRONYM: Final = re.compile(rf"[{UPPER}][{UPPER}&.-]{{1,8}}")
_ACRONYM_AND_PLACE: Final = re.compile(rf"(?P<acronym>[{UPPER}]{{2,8}})\s\w")
_LONGEST, _LONGEST_ALONE = 12, 8
"""In words."""


def signs_without_name(text: str) -> bool:
    """Whether ``text`` is one of those who sign without a name: "PV", "VHXH", "Biên tập viên Cổng TTĐT tỉnh"."""
    folded = fold(text)
    if folded in byline_words("generic") or folded in byline_words("abbreviation"):
        return True
    return opens_with("signing_unit", text) and 1 < len(text.split()) <= _LONGEST


def is_desk(text: str) -> bool:
    """Whether ``text``, behind a name or a label, is the body that somebody writes for."""
    if signs_without_name(text):
        return True
    if ":" in text or len(text.split()) > _LONGEST:
        return False
    if _NUMBERED.fullmatch(text):
        return True
    if is_pen_name(text):
        return False
    acronym = _ACRONYM_AND_PLACE.match(text)
    if acronym and not text.isupper() and is_initials(acronym["acronym"]):
        return True
    return " " in text and opens_with("unit", text)


def is_lone_desk(text: str) -> bool:
    """Whether a line is nothing but a desk that may sign ("Công an xã", "Phòng VHTT"); others are headings or lists."""
    if signs_without_name(text):
        return True
    words = text.split()
    if (
        not 1 < len(words) <= _LONGEST_ALONE
        or not opens_with("lone_unit", text)
        or is_heading(text)
        or is_pen_name(text)
    ):
        return False
    return all(fold(word) in byline_words("body_word") for word in words if word.islower())


def is_desk_of(text: str, name: str) -> bool:
    """Whether an acronym behind a full ``name`` is the writer's desk ("Vương Hợp - ĐTT")."""
    return _ACRONYM.fullmatch(text) is not None and "." not in text and not name.isupper() and " " in name.strip()
