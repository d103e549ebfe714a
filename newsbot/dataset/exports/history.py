"""What the reforms of 2025 made of a body: its last day and what followed it (domain guide, 1.5)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from importlib import resources

from attrs import frozen

from newsbot.dataset.exports.folding import exact
from newsbot.text.bodies import ended_body

_MERGED = date(2025, 6, 30)
"""The last day of the districts, and of the provinces that were merged into another."""
_PROVINCIAL = re.compile(r"(?<!\w)tỉnh(?!\w)", re.IGNORECASE)


_SPELLINGS = {"TP Hồ Chí Minh": ("TPHCM", "TP.HCM", "TP. Hồ Chí Minh", "thành phố Hồ Chí Minh")}
"""Provinces that are printed in several ways."""
_COMMUNE = re.compile(r"(?<!\w)(?:phường|(?<!thị )xã|đặc khu)(?!\w)", re.IGNORECASE)


@frozen
class History:
    """How a body began and ended.

    :ivar valid_from: its first day, where the name stood for another body before.
    :ivar valid_to: its last day.
    :ivar successor: what took its place; ``None`` where nothing did.
    :ivar successor_place: the province that took the place of its own.
    """

    valid_from: date | None = None
    valid_to: date | None = None
    successor: str | None = None
    successor_place: str | None = None


@cache
def _provinces() -> dict[str, tuple[str, str]]:
    text = resources.files(__package__).joinpath("provinces.tsv").read_text(encoding="utf-8")
    provinces: dict[str, tuple[str, str]] = {}
    for line in text.splitlines()[1:]:
        name, variants, successor, kind = line.split("\t")
        for form in (name, *filter(None, variants.split("|"))):
            provinces[exact(form)] = (successor, kind)
    return provinces


def is_renewed(name: str, day: date | None, *, former: bool) -> bool:
    """Whether ``name``, on ``day``, is that of a ward or commune of after the reform.

    Such a body stands directly under the province and is larger than the one that had its name before. A former post
    is taken for one in the body of before.
    """
    return day is not None and day > _MERGED and not former and _COMMUNE.search(name) is not None


def history(name: str, place: str | None, *, renewed: bool = False) -> History:
    """What is known of the body ``name`` of ``place``; nothing, where no reform is known to have touched it."""
    if renewed:
        return History(valid_from=_MERGED + timedelta(1))
    if ended := ended_body(name, date.max):
        return History(None, ended.last_day, ended.successor)
    province = _provinces().get(exact(place or ""))
    if province and _PROVINCIAL.search(name):
        successor, kind = province
        renamed = _PROVINCIAL.sub(_as_city, name) if kind == "thành phố" else name
        return History(None, _MERGED, renamed, successor)
    return History()


def successor_keys(successor: str, place: str | None) -> list[str]:
    """The keys that the one body which followed another may have; none where several wards or communes did."""
    if _COMMUNE.search(successor):
        return []
    return [body_key(successor, spelling) for spelling in (place, *_SPELLINGS.get(place or "", ()))]


def body_key(name: str, place: str | None, valid_from: date | None = None) -> str:
    """What tells a body from others: name, place and, where the name stood for another before, its first day."""
    first_day = valid_from.isoformat() if valid_from else ""
    return ", ".join(filter(None, (exact(name), exact(place or ""), first_day)))


def _as_city(match: re.Match[str]) -> str:
    return "Thành" if match[0][0].isupper() else "thành phố"
