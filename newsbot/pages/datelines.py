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
_PLACES = r"tỉnh|thành phố|tp\.?|quận|huyện|thị xã|thị trấn|phường|xã|đặc khu|bản|buôn|thôn|làng|ấp"


def is_dateline(page: Blocks, text: str) -> bool:
    """Whether a line is a place with a day ("Khau Vai, ngày 2/11/2023"): a known one, or one that the page calls so."""
    found = _DATELINE.fullmatch(text)
    if found is None:
        return False
    place = found["place"]
    if found["day"] or is_place(fold(place)):
        return True
    named = re.compile(rf"(?<!\w)(?:{_PLACES}) {re.escape(place)}(?!\w)", re.IGNORECASE)
    return any(named.search(block.text) is not None for block in page.blocks)
