"""The administrative unit that an article reports from: "Quận Bình Tân: Phát huy …" reports from Quận Bình Tân."""

from __future__ import annotations

import re
from typing import Final

from newsbot.text.names import UPPER
from newsbot.text.place_names import place_in
from newsbot.text.unicode import clean, fold, fold_pattern

_NAME: Final = rf"(?:\d{{1,2}}(?!\w)|[{UPPER}][^\W\d_]*(?:['’][^\W\d_]+)?(?:[ -]+[{UPPER}][^\W\d_]*){{0,3}})"
_KIND: Final = r"(?:[Qq]uận|[Hh]uyện|[Tt]hị xã|[Tt]hị trấn|[Tt]hành phố|TP\.?|[Pp]hường|[Xx]ã|[Đđ]ặc khu|[Tt]ỉnh)"
_COMMITTEE: Final = r"(?P<committee>[Tt]ỉnh|[Tt]hành|[Qq]uận|[Hh]uyện|[Tt]hị) (?:ủy|uỷ|Ủy|Uỷ|đoàn|Đoàn)"
_UNIT: Final = rf"(?<!\w)(?:(?P<unit>{_KIND} ?{_NAME})|{_COMMITTEE} (?:(?P<inner>{_KIND} {_NAME})|(?P<name>{_NAME})))"
_HEADING: Final = re.compile(rf"(?:Đảng ủy |Đảng uỷ |Đảng bộ |UBND )?{_UNIT}(?=\s*(?:[:|]| [-–—] ))")
_MENTION: Final = re.compile(_UNIT)
_ACTS: Final = re.compile(
    fold_pattern(
        r"[^.;:\n]{0,100}?(?<!\w)"
        r"(?:tổ chức|phối hợp|khai mạc|tiến hành|long trọng|trọng thể|ra mắt|triển khai|phát động|"
        r"công bố|trao|họp|đã|vừa|mở|diễn ra|sơ kết|tổng kết|gặp mặt|tuyên dương|thăm|đón)(?!\w)"
    )
)
_REACH: Final = 400
"""How far into a lead its organiser is looked for."""
_KIND_OF_COMMITTEE: Final = {
    fold(committee): kind
    for committee, kind in (
        ("tỉnh", "Tỉnh"),
        ("thành", "Thành phố"),
        ("quận", "Quận"),
        ("huyện", "Huyện"),
        ("thị", "Thị xã"),
    )
}


def article_unit(title: str | None, lead: str | None, site_place: str | None) -> str | None:
    """The unit that an article reports from, with its kind ("Quận Bình Tân"), or ``None`` when nothing tells.

    The heading of the title ("Quận Bình Tân: …") wins over the organiser that the lead names ("Ban Tuyên giáo Quận ủy
    Bình Tân tổ chức …"), and that one over the site's own place.

    :param title: the headline.
    :param lead: the lead or first paragraph.
    :param site_place: the place of the site, where it has one.
    """
    heading = _HEADING.match(clean(title)) if title else None
    if heading:
        return _printed(heading)
    organiser = _organiser(clean(lead)[:_REACH]) if lead else None
    return organiser or site_place


def _organiser(lead: str) -> str | None:
    folded = fold(lead)
    for match in _MENTION.finditer(lead):
        if _ACTS.match(folded, match.end()) and (match["name"] is None or place_in(match["name"]) is not None):
            return _printed(match)
    return None


def _printed(match: re.Match[str]) -> str:
    if match["committee"] is None or match["inner"]:
        unit: str = match["unit"] or match["inner"]
        return unit[0].upper() + unit[1:]
    name: str = place_in(match["name"]) or match["name"]
    return name if name.startswith("TP") else f"{_KIND_OF_COMMITTEE[fold(match['committee'])]} {name}"
