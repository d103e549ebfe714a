"""Heads of positions: the words with which a post starts ("Phó Bí thư", "Trưởng Ban", "UVBTV").

Derived from the forms of the domain guide (1.3, 1.4). The heads are few and productive ("<X> trưởng", "trưởng <X>"),
so they are a small grammar over word lists, not a list of posts.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from newsbot.text import lexicon
from newsbot.text.unicode import fold

FORMER: Final = re.compile(fold(r"(?:(?:nguyên là|nguyên|cựu)\s+|ng\.\s*)"))
ACTING: Final = re.compile(fold(r"(?:(?:quyền|phụ trách|được giao phụ trách)\s+|q\.\s*)"))
_MODIFIERS: Final = (
    r"(?:(?:nguyên là|nguyên|cựu|quyền|tân|hàm|phụ trách|được giao phụ trách|kiêm nhiệm|kiêm|đồng) |(?:q|ng)\. ?){0,3}"
)
_OPENING: Final = 4
_DEPUTY: Final = r"(?:phó |p\. ?)"
_OF_DIVISION: Final = (
    r"p?tp\.? (?:nội vụ|tổ chức|tc|hành chính|hc|kế hoạch|kh|kinh tế|kt|tài chính|gd|giáo dục|tư pháp|lao động|lđ"
    r"|văn hóa|vh|tài nguyên|tn|nông nghiệp|nn|y tế|thanh tra|dân tộc|công thương|quản lý|ql|ctct)"
)
"""Heads of divisions ("TP Nội vụ"): "TP" alone is a city."""
_CHAIR_OF_BOARD: Final = r"p?t\.b(?:tg&dv|tgdv|tg|tc|dv|nc|kt|xdđ)"
_MEMBER: Final = (
    r"uv\.? ?(?:btvtu|btv|bch|tvtu|tv|tư|tw|t\.ư|t\.w|bct|ban|ubkt|ubnd|bbt|tt|dk|hđnd|hđts|bcsđ)\w*"
    r"|uvt\.?ưđ?|uvtwđ?|uvdk"
)


@cache
def _head() -> re.Pattern[str]:
    noun, deputy_of = lexicon.any_of("head"), lexicon.any_of("deputy_of")
    leads, led = lexicon.any_of("leads"), lexicon.any_of("led")
    short, after_short = lexicon.any_of("short_head"), lexicon.any_of("after_short_head")
    return re.compile(
        rf"{fold(_MODIFIERS)}(?:{fold(_DEPUTY)}?(?:{noun}|{leads} {fold('trưởng')}|{fold('trưởng')} {led})"
        rf"|{fold(_DEPUTY)}{deputy_of}|{fold(_OF_DIVISION)}|{fold(_MEMBER)}|{fold(_CHAIR_OF_BOARD)}|(?:tuv|quv|huv|đuv|thuv)"
        rf"|{short}(?!\w)(?=\.?\s*{after_short}\b|\s*[,;.)\n]|\s*$))(?!\w)(?! {fold('quán')}(?!\w))"
    )


@cache
def _openings() -> frozenset[str]:
    """The first letters, four at most, of all heads and of what may stand before them: a quick test."""
    lists = ("head", "leads", "short_head")
    heads = [words for name in lists for words in lexicon.words(name)]
    others = (
        "phó |trưởng|nguyên|cựu |quyền|q.|ng.|tân |hàm |phụ |được|kiêm|đồng |uv|tuv|quv|huv|đuv|thuv|p.|tp|ptp|pt.|t."
    )
    return frozenset(words[:_OPENING] for words in [*heads, *fold(others).split("|")])


@cache
def _capacity() -> re.Pattern[str]:
    return re.compile(rf"{lexicon.any_of('capacity')}(?!\w)")


def starts_head(folded: str, pos: int) -> bool:
    """Whether a position starts at ``pos`` of the folded text."""
    return match_head(folded, pos) is not None


def match_head(folded: str, pos: int) -> int | None:
    """The end of the position head (modifiers included) that starts at ``pos``, or ``None``."""
    openings = _openings()
    if (
        folded[pos : pos + _OPENING] in openings
        or folded[pos : pos + 3] in openings
        or folded[pos : pos + 2] in openings
    ):
        return _head_end(folded, pos)
    return None


@lru_cache(maxsize=32)
def _head_end(folded: str, pos: int) -> int | None:
    """The end of the head at ``pos``; while a list is read, the same place is asked for several times."""
    match = _head().match(folded, pos)
    return match.end() if match else None


def starts_capacity(folded: str, pos: int) -> bool:
    """Whether words stand at ``pos`` that say behind a name in which capacity a person comes ("đại diện Sở …")."""
    return _capacity().match(folded, pos) is not None
