"""Who a short phrase names: authors, the unit they write for, the paper they write in.

"Bội Phương - VPHU Quảng Điền" is one author and a unit, "KIM HANE- DƯƠNG BÌNH" two authors, "Thu Hà/TTXVN" an author
and a source, "PV" a unit without a name.
"""

from __future__ import annotations

import re
from functools import cache

from attrs import define, field

from newsbot.text import lexicon
from newsbot.text.agencies import is_agency
from newsbot.text.names import UPPER
from newsbot.text.pen_names import is_initials, is_pen_name, is_region, title_case
from newsbot.text.unicode import fold

_STOPS = " .,;:|-–—"
_SOURCE_BEHIND = re.compile(r"(?:\s?[-–—,]\s?|\s?\(\s?|\s)theo\s?:?\s(?P<source>[^()]{2,100})\)?\Z", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”](?P<inside>[^\"“”]{2,90})[\"“”]")
_BRACKETS = re.compile(r"(?P<before>[^()]{0,60}?)\s?\((?P<inside>[^()]{1,60})\)")
_OTHERS = re.compile(r"\svà\s[0-9]{1,2}\s(?:tác giả|người)\skhác\Z")
_SPLIT = re.compile(r"\s?[-–—]\s|\s[-–—]\s?|\s?[;&,+]\s?|\svà\s")
_NAME_AND_REST = re.compile(r"(?P<name>[^-–—]{2,40})(?:\s[-–—]\s?|[-–—]\s)(?P<rest>.{2,100})")
_TIGHT_UNIT = re.compile(rf"(?P<name>[^-–—]{{3,40}})[-–—](?P<rest>[{UPPER}][{UPPER}0-9]{{0,5}}[0-9]|[{UPPER}]{{2,6}})")
_NUMBERED_UNIT = re.compile(rf"[{UPPER}]{{1,3}}\.?\s?[0-9]{{1,2}}")
_ACRONYM = re.compile(rf"[{UPPER}][{UPPER}&.-]{{1,8}}")
_ACRONYM_AND_PLACE = re.compile(rf"(?P<acronym>[{UPPER}]{{2,8}})\s\w")
_WORDS = re.compile(r"[^\W\d_]{2}")
_ROLE = re.compile(r"(?:pv|p\.v|ctv|btv|phóng viên|biên tập viên|cộng tác viên|nhà báo)\s")
_MOST_AUTHORS = 5
_LONGEST_UNIT = 12
"""In words."""


@define
class Signers:
    """Authors, source and unit, as printed but for names in capitals."""

    authors: list[str] = field(factory=list)
    source: str | None = None
    unit: str | None = None


@cache
def byline_words(kind: str) -> frozenset[str]:
    """The folded words of one kind of ``byline_words.tsv``."""
    return frozenset(fold(row["words"]) for row in lexicon.table("byline_words") if row["kind"] == kind)


@cache
def opening(kind: str) -> re.Pattern[str]:
    """A pattern for folded text that opens with a word of that kind."""
    longest_first = sorted((re.escape(word) for word in byline_words(kind)), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(longest_first)})(?!\w)".replace(r"\ ", " "))


@cache
def _how_behind() -> re.Pattern[str]:
    how = "|".join(sorted((re.escape(word) for word in byline_words("how")), key=len, reverse=True))
    return re.compile(rf"(?:\s?\(\s?(?:{how})\s?\)|\s[-–]?\s?(?:{how}))\Z".replace(r"\ ", " "))


def read_signers(text: str, *, certain: bool) -> Signers | None:
    """Whom ``text`` names; None when it does anything else.

    :param certain: a label or markup says that it names somebody: then one word, a place or any unit will do.
    """
    signers = Signers()
    core = text.strip(_STOPS)
    bracketed = core.startswith("(") and core.endswith(")") and core.count("(") == 1
    core = _OTHERS.sub("", core.strip("() ") if bracketed else core)
    if match := _SOURCE_BEHIND.search(core):
        quoted = _QUOTED.fullmatch(match["source"].strip())
        signers.source = quoted["inside"] if quoted else match["source"].strip(_STOPS)
        core = core[: match.start()].strip(_STOPS)
    if fold(core) not in byline_words("generic") and (match := _how_behind().search(fold(core))):
        core = core[: match.start()].strip(_STOPS)
    if (match := _BRACKETS.fullmatch(core)) and match["before"]:
        if not _WORDS.search(match["inside"]):
            return None
        _add_aside(signers, match["inside"].strip(_STOPS))
        core = match["before"].strip(_STOPS)
    core = _split_source(signers, core, bracketed=bracketed, certain=certain)
    if not core:
        return signers if signers.source else None
    return signers if _read_parts(signers, core, certain=certain) else None


def _add_aside(signers: Signers, aside: str) -> None:
    """What stands in brackets behind a name: the paper or the unit."""
    if is_agency(aside):
        signers.source = signers.source or aside
    else:
        signers.unit = aside


def _split_source(signers: Signers, core: str, *, bracketed: bool, certain: bool) -> str:
    """Take the paper off "Thu Hà/TTXVN"; what is left names people."""
    left, slash, right = core.partition("/")
    if slash and is_agency(left):
        signers.source = left.strip()
        return ""
    if slash and (is_agency(right) or _ACRONYM.fullmatch(right)):
        signers.source = right.strip()
        return left.strip(_STOPS)
    if is_agency(core) and (bracketed or _is_surely_a_paper(core, certain=certain)):
        signers.source = core
        return ""
    return core


def _is_surely_a_paper(name: str, *, certain: bool) -> bool:
    """Two or three capitals are somebody's initials, even where a paper has the same ("TP")."""
    return len(name) > 3 and (certain or name.isupper() or "." in name)


def _read_parts(signers: Signers, core: str, *, certain: bool) -> bool:
    """Sort the parts of ``core`` into authors, unit and source; False when one is nothing of that."""
    if not _role_and_name(core) and _is_unit(core, first=True, certain=certain):
        signers.unit = core
        return True
    names, unit = _divide(core, certain=certain)
    signers.unit = unit or signers.unit
    if len(names) > _MOST_AUTHORS:
        return False
    single = certain or (len(names) > 1 and any(" " in name for name in names))
    if not all(_add_part(signers, name, names[0], single=single) for name in names):
        return False
    lone = signers.authors[0] if len(signers.authors) == 1 else None
    return certain or lone is None or not is_region(lone)


def _divide(core: str, *, certain: bool) -> tuple[list[str], str | None]:
    """The names in ``core``, and the unit behind the first dash."""
    if is_pen_name(core, single=certain):
        return [core], None
    for pattern in (_TIGHT_UNIT, _NAME_AND_REST):
        if match := pattern.fullmatch(core):
            name, rest = match["name"].strip(_STOPS), match["rest"].strip(_STOPS)
            named = is_pen_name(name, single=certain)
            if named and (_is_unit(rest, first=False, certain=certain) or _is_unit_of(rest, name)):
                return [name], rest
    return [stripped for part in _SPLIT.split(core) if (stripped := part.strip(_STOPS))], None


def _add_part(signers: Signers, part: str, first: str, *, single: bool) -> bool:
    """Add one of several parts: a name, perhaps behind the word for its bearer's work, a paper, or "PV"."""
    name = _role_and_name(part)
    if name is not None:
        signers.authors.append(title_case(name))
    elif _signs_without_name(part) or (part != first and _is_unit_of(part, first)):
        signers.unit = part
    elif part != first and is_agency(part) and not is_pen_name(part):
        signers.source = part
    elif is_pen_name(part, single=single):
        signers.authors.append(title_case(part))
    else:
        return False
    return True


def _role_and_name(part: str) -> str | None:
    """The name behind the word for its bearer's work: "PV Lê An"."""
    role = _ROLE.match(fold(part))
    return part[role.end() :] if role and is_pen_name(part[role.end() :], single=True) else None


def _signs_without_name(part: str) -> bool:
    """Whether ``part`` is one of those who sign without a name: "PV", "Ban Biên tập", "Văn phòng Đảng ủy phường"."""
    folded = fold(part)
    if folded in byline_words("generic") or folded in byline_words("abbreviation"):
        return True
    return opening("signing_unit").match(folded) is not None and 1 < len(part.split()) <= _LONGEST_UNIT


def _is_unit(part: str, *, first: bool, certain: bool) -> bool:
    """Whether a part names a body: one that signs, or behind a name any that somebody may write for."""
    if _signs_without_name(part):
        return True
    if (first and not certain) or len(part.split()) > _LONGEST_UNIT:
        return False
    if is_pen_name(part) or ":" in part:
        return _NUMBERED_UNIT.fullmatch(part) is not None
    acronym = _ACRONYM_AND_PLACE.match(part)
    if _NUMBERED_UNIT.fullmatch(part) or (acronym and not part.isupper() and is_initials(acronym["acronym"])):
        return True
    return opening("unit").match(fold(part)) is not None and " " in part


def _is_unit_of(part: str, first: str) -> bool:
    """Whether an acronym behind a full name is the writer's unit ("Vương Hợp - ĐTT")."""
    return _ACRONYM.fullmatch(part) is not None and "." not in part and not first.isupper() and " " in first.strip()
