"""Where a name, a post and a piece of a list end, and what opens the next one."""

from __future__ import annotations

from typing import Final

from newsbot.text import phrases
from newsbot.text.address import Address, read_address
from newsbot.text.heads import starts_head
from newsbot.text.names import Name
from newsbot.text.passage import Passage
from newsbot.text.unicode import fold

_PART_OF_BODY: Final = tuple(map(fold, ("hội ", "công tác ", "trẻ ")))
"""What stands before a form of address that is the end of a body: "Chủ tịch Hội Nhà báo", "Ban Công tác đại biểu"."""
_PARTIES: Final = (fold("đoàn "), fold("phái đoàn "))
_BY: Final = fold("do")
_IS: Final = fold(" là")
_ADDRESS: Final = 40
"""Longest form of address between a post and a name, in characters."""
_BLANK: Final = ' \t\n,;:.…“”"'
_BLANK_OR_DASH: Final = _BLANK + "-–—"


def skip_blanks(text: str, pos: int) -> int:
    """The first position from ``pos`` on where no blank stands."""
    while text.startswith(" ", pos):
        pos += 1
    return pos


def strip(text: str, start: int, end: int) -> tuple[int, int]:
    """``start`` .. ``end`` without the punctuation around it."""
    while start < end and text[start] in _BLANK:
        start += 1
    while end > start and text[end - 1] in _BLANK_OR_DASH:
        end -= 1
    return start, end


def ends_well(passage: Passage, name: Name, end: int) -> bool:
    """Whether what follows can follow a name; "Đoàn Thanh niên" starts like one but goes on in lower case."""
    text, folded = passage.text, passage.folded
    pos = name.end
    if text.startswith(" (", pos):
        pos = text.find(")", pos, end) + 1 or end
    if pos >= end or phrases.after_name().match(folded, pos, end):
        return True
    return starts_head(folded, skip_blanks(text, pos))


def post_before(passage: Passage, start: int, name_start: int) -> tuple[int, Address | None]:
    """Where the post from ``start`` on ends before a name, leaving out a form of address between the two."""
    text, folded = passage.text, passage.folded
    pos = max(start, name_start - _ADDRESS)
    while (pos := text.find(" ", pos, name_start) + 1) and pos < name_start:
        address = read_address(passage, pos, name_start)
        if _is_within_name(text, pos) and (address is None or address.rank is None):
            continue
        if address and address.end >= name_start and not folded.endswith(_PART_OF_BODY, start, pos):
            return _post_end(passage, start, pos), address
    return _post_end(passage, start, name_start), None


def _is_within_name(text: str, pos: int) -> bool:
    """Whether a capitalised word stands behind another one: "Trường Phan Huy | Chú …"."""
    before = text.rfind(" ", 0, pos - 1) + 1
    return text[pos].isupper() and text[pos + 1 : pos + 2].islower() and text[before].isupper()


def _post_end(passage: Passage, start: int, end: int) -> int:
    """Where a post ends before a name, leaving out "là"."""
    end = strip(passage.text, start, end)[1]
    return end - len(_IS) if passage.folded.endswith(_IS, start, end) else end


def opens_another(passage: Passage, start: int) -> bool:
    """Whether somebody is spoken of who is named by one word only: "…, ông Mills cam kết …"."""
    address = read_address(passage, start, len(passage.text))
    return address is not None and address.honorific is not None and passage.text[address.end].isupper()


def is_delegation(folded: str, start: int, end: int, following: int) -> bool:
    """Whether a delegation stands before the one who leads it, at ``following``: "đoàn Quốc hội do …"."""
    return folded.startswith(_PARTIES, start) and folded[end:following].strip() == _BY
