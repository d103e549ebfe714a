"""A place with a day, as under a letter: neither the date of the page nor its author."""

from __future__ import annotations

import re

from newsbot.pages.blocks import Blocks
from newsbot.text.names import is_place
from newsbot.text.unicode import fold

_DATELINE = re.compile(
    r"(?P<place>[^,.:|]{2,40}), (?P<day>(?:ngày )?)[0-9]{1,2}"
    r"(?:\s?[/.-]\s?[0-9]{1,2}\s?[/.-]\s?| tháng [0-9]{1,2},? (?:năm )?)[0-9]{4}\.?"
)
_CALLED = re.compile(
    r"(?<!\w)(?:tỉnh|thành phố|tp\.?|quận|huyện|thị xã|thị trấn|phường|xã|đặc khu|bản|buôn|thôn|làng|ấp) \Z",
    re.IGNORECASE,
)
_LONGEST_KIND = 12
_NEAR = 60
"""The place is looked for in so many blocks before and behind the line: no page names all its lines elsewhere."""


def is_dateline(page: Blocks, number: int, text: str) -> bool:
    """Whether a line is a place with a day ("Khau Vai, ngày 2/11/2023"): a known one, or one that the page calls so.

    :param number: number of the block that holds the line ``text``.
    """
    found = _DATELINE.fullmatch(text)
    if found is None:
        return False
    place = found["place"]
    if found["day"] or is_place(fold(place)):
        return True
    return any(_calls_place(block.text, place) for block in page.blocks[max(0, number - _NEAR) : number + _NEAR])


def _calls_place(text: str, name: str) -> bool:
    """Whether the kind of a place stands before a name somewhere: "xã Khau Vai"."""
    pos = text.find(name)
    while pos >= 0:
        behind = pos + len(name)
        if not text[behind : behind + 1].isalnum() and _CALLED.search(text, max(0, pos - _LONGEST_KIND), pos):
            return True
        pos = text.find(name, behind)
    return False
