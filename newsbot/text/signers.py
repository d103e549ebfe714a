"""Who a short phrase names: authors, the unit they write for, the paper they write in.

"Bội Phương - VPHU Quảng Điền" is one author and a unit, "KIM HANE- DƯƠNG BÌNH" two authors, "Thu Hà/TTXVN" an author
and a source, "PV" a unit without a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from newsbot.text.address import read_address
from newsbot.text.agencies import is_agency
from newsbot.text.desks import is_desk, is_desk_of, is_lone_desk, signs_without_name
from newsbot.text.names import UPPER
from newsbot.text.passage import Passage
from newsbot.text.pen_names import byline_words, is_pen_name, is_region, opens_with, title_case
from newsbot.text.unicode import fold

_STOPS: Final = " .,;:|-–—/"
_SOURCE_BEHIND: Final = re.compile(
    r"(?:\s?[-–—,]\s?|\s?\(\s?|\s)theo\s?:?\s(?P<source>[^()]{2,100})\)?\Z", re.IGNORECASE
)
_QUOTED: Final = re.compile(r"[\"“”](?P<inside>[^\"“”]{2,90})[\"“”]")
_BRACKETS: Final = re.compile(r"(?P<before>[^()]{0,60}?)\s?\((?P<inside>[^()]{1,60})\)")
_OTHERS: Final = re.compile(r"\svà\s[0-9]{1,2}\s(?:tác giả|người)\skhác\Z")
_SPLIT: Final = re.compile(r"\s?[-–—]\s|\s[-–—]\s?|\s?[;&,+]\s?|\svà\s")
_NAME_AND_REST: Final = re.compile(r"(?P<name>[^-–—,]{2,40})(?P<mark>\s?[-–—]\s?|,\s)(?P<rest>.{2,100})")
_ACRONYM: Final = re.compile(rf"[{UPPER}][{UPPER}&.-]{{1,8}}")
_WORDS: Final = re.compile(r"[^\W\d_]{2}")
_ROLE: Final = re.compile(r"(?:pv|p\.v|ctv|btv|phóng viên|biên tập viên|cộng tác viên|nhà báo)\s")
_MOST_AUTHORS: Final = 5


@dataclass
class Signers:
    """Authors, source and unit, as printed but for names in capitals."""

    authors: list[str] = field(default_factory=list)
    source: str | None = None
    unit: str | None = None


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


def _is_paper(text: str) -> bool:
    return is_agency(text) or (" " in text and opens_with("paper", text) and not text.islower())


def _add_aside(signers: Signers, aside: str) -> None:
    """What stands behind a name, in brackets or behind a dash: the paper or the unit."""
    if _is_paper(aside) and not signs_without_name(aside) and not fold(aside).startswith("đài"):
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
    if _role_and_name(core) is None and (is_desk(core) if certain else is_lone_desk(core)):
        signers.unit = core
        return True
    names, aside = _divide(core, certain=certain)
    if aside is not None:
        _add_aside(signers, aside)
    if len(names) > _MOST_AUTHORS:
        return False
    single = certain or (len(names) > 1 and any(" " in name for name in names))
    if not all(_add_part(signers, name, names[0], single=single) for name in names):
        return False
    lone = signers.authors[0] if len(signers.authors) == 1 else None
    return certain or lone is None or not is_region(lone)


def _divide(core: str, *, certain: bool) -> tuple[list[str], str | None]:
    """The names in ``core``, and the unit or paper behind the first dash."""
    if is_pen_name(core, single=certain) or _without_title(core):
        return [core], None
    if match := _NAME_AND_REST.fullmatch(core):
        name, rest = match["name"].strip(_STOPS), match["rest"].strip(_STOPS)
        named = is_pen_name(name, single=certain)
        if named and (is_desk(rest) or is_desk_of(rest, name) or (_is_paper(rest) and not is_pen_name(rest))):
            return [name], rest
    return [stripped for part in _SPLIT.split(core) if (stripped := part.strip(_STOPS))], None


def _add_part(signers: Signers, part: str, first: str, *, single: bool) -> bool:
    """Add one of several parts: a name, perhaps behind the word for its bearer's work, a paper, or "PV"."""
    name = _role_and_name(part) or _without_title(part)
    if name is not None:
        signers.authors.append(title_case(name))
    elif signs_without_name(part) or (part != first and is_desk_of(part, first)):
        signers.unit = f"{signers.unit} - {part}" if signers.unit else part
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
    name = part[role.end() :] if role else ""
    return name if is_pen_name(name, single=True) and not is_agency(name) else None


def _without_title(part: str) -> str | None:
    """The name behind a degree or rank: "ThS. Lê An", "Đại tá Lê An"."""
    address = read_address(Passage.of(part), 0, len(part))
    if address is None or address.rank is None or address.honorific is not None:
        return None
    name = part[address.end :].strip(_STOPS)
    return name if " " in name and is_pen_name(name) else None
