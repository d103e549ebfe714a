"""The agency or paper that a lead starts with: "(Thanhuytphcm.vn) - Sáng 3/1, …", "SGGPO - …", "(TUAG)- …".

Known prefixes are data; unknown ones are told by their shape: a domain or an acronym, or a short name in brackets
before a dash. A place ("Hà Nội - …"), a compound ("Kinh tế - xã hội") and a body ("UBND - …") are no agencies.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from newsbot.text import lexicon
from newsbot.text.date_grammar import tokens
from newsbot.text.names import UPPER, is_place
from newsbot.text.unicode import clean, fold

_DASH: Final = "[-‐‑‒–—−]"
_DASHES: Final = rf"(?:\s?{_DASH}){{1,3}}\s?"
_BRACKETED: Final = re.compile(
    rf"\*?\s?(?P<place>[{UPPER}]\w{{0,20}}(?: [{UPPER}]\w{{0,20}}){{0,3}} )?[(\[]\s?(?P<agency>[^()\[\]]{{2,40}}?)"
    rf"(?P<day> [0-3]?[0-9]/[01]?[0-9](?:/[0-9]{{4}})?)?\s?[)\]]\.?(?P<dash>{_DASHES}|\s?:\s?|\s)"
)
_BARE: Final = re.compile(
    r"(?P<agency>\w[\w.&+/]{0,24}(?: [\w.&+]{1,14}){0,3}?)"
    rf"(?P<dash>\s?{_DASH}{{1,2}}\s|\s{_DASH}|{_DASH}(?=[{UPPER}])|\s?:\s)"
)
_WITHOUT_DASH: Final = re.compile(rf"(?P<agency>[{UPPER}0-9]{{3,12}})\s(?=[{UPPER}])")
_LEFTOVER: Final = re.compile(rf"\(?\s?(?:\(\s?\)\s?)?{_DASH}{{1,2}}(?![0-9])\s?")
_DOMAIN: Final = re.compile(r"[\w-]{2,30}(?:\.[\w-]{2,20}){0,2}\.(?:vn|com|net|org|info|edu|gov)", re.IGNORECASE)
_ACRONYM: Final = re.compile(rf"[{UPPER}][{UPPER}0-9&.+/]{{1,13}}")
_FOLLOWS: Final = re.compile(rf"[\"“‘'(]?[{UPPER}0-9]")
_A_NAME: Final = re.compile(rf"[{UPPER}]\w*(?: \w+){{0,6}}")
_PUBLISHER_WORD: Final = re.compile(r"(?:báo|đài|cổng|trang|website|tạp chí)\s")
_SHORTEST_LEAD: Final = 12


@cache
def _known() -> dict[str, str]:
    """Folded prefixes and their kinds."""
    return {fold(row["agency"]): row["kind"] for row in lexicon.table("agencies")}


@cache
def _agencies() -> frozenset[str]:
    return frozenset(prefix for prefix, kind in _known().items() if kind not in ("body", "no_source"))


def is_agency(name: str) -> bool:
    """Whether ``name`` is a paper or agency by the lexicon, or the name of a site."""
    return fold(name) in _agencies() or _DOMAIN.fullmatch(name) is not None


def split_agency(text: str) -> tuple[str | None, str]:
    """The agency that ``text`` starts with, as printed without brackets and dash, and the text behind it.

    A place or day beside it ("Hà Nội (TTXVN 3/1) - ") goes with the prefix. A dash that was left over when a site
    removed its prefix is removed as well, and so is "Trực tiếp - ", which names no agency. Both come cleaned.
    """
    cleaned = clean(text)
    for pattern, is_one in ((_BRACKETED, _bracketed), (_BARE, _bare), (_WITHOUT_DASH, _alone)):
        match = pattern.match(cleaned)
        if match is None:
            continue
        agency, rest = match["agency"], cleaned[match.end() :]
        if _known().get(fold(agency)) == "no_source":
            return None, rest
        if len(rest) >= _SHORTEST_LEAD and is_one(match, rest):
            return agency, rest
    leftover = _LEFTOVER.match(cleaned)
    return None, cleaned[leftover.end() :] if leftover else cleaned


def _bracketed(match: re.Match[str], rest: str) -> bool:
    agency, folded = match["agency"], fold(match["agency"])
    if is_agency(agency):
        return True
    if match["place"] or match["day"] or _known().get(folded) == "body" or is_place(folded) or any(tokens(folded)):
        return False
    if _ACRONYM.fullmatch(agency):
        return True
    return bool(match["dash"].strip()) and _A_NAME.fullmatch(agency) is not None and _FOLLOWS.match(rest) is not None


def _bare(match: re.Match[str], rest: str) -> bool:
    agency, folded = match["agency"], fold(match["agency"])
    kind = _known().get(folded)
    if kind == "publisher" or _PUBLISHER_WORD.match(folded):
        return _starts_with_day(rest)
    if _FOLLOWS.match(rest) is None or is_place(folded) or kind == "body":
        return False
    if is_agency(agency):
        return agency != "TP" or not _starts_with_place(rest)
    spaced = " " in match["dash"] and ":" not in match["dash"]
    return spaced and _ACRONYM.fullmatch(agency) is not None and not _is_number(agency)


def _alone(match: re.Match[str], rest: str) -> bool:
    """An agency without brackets and dash: only known ones with an unmistakable name."""
    return len(match["agency"]) > 4 and bool(rest) and fold(match["agency"]) in _agencies()


def _starts_with_day(rest: str) -> bool:
    """Whether a dateline follows ("Sáng 3/1, …"): then even an ordinary word before the dash is a paper."""
    first = next(tokens(fold(rest[:60])), None)
    return first is not None and first.start == 0


def _starts_with_place(rest: str) -> bool:
    """Whether the name of a place follows: "TP - Thủ Đức" is a town."""
    words = fold(rest[:60]).split(" ")
    return any(is_place(" ".join(words[:n]).strip(",.;:")) for n in (1, 2, 3, 4))


def _is_number(agency: str) -> bool:
    """Whether capitals are a Roman number ("XIII - …")."""
    return set(agency) <= set("IVXLC.")
