"""The Vietnamese lunar calendar: lunar day to Gregorian day, and the names of lunar years (can chi).

The method is Hồ Ngọc Đức's ("Computing the Vietnamese lunar calendar"), after Meeus, "Astronomical Algorithms": months
start on the day of the new moon in Vietnam (UTC+7), month 11 holds the winter solstice, and the first month without a
principal term is the leap month. Chinese tables differ from it on some days.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import product
from math import floor, radians, sin
from typing import Final

from newsbot.text.unicode import fold

_JULIAN_OF_ORDINAL: Final = 1721425
_MONTH_LENGTH: Final = 29.530588853
_VIETNAM: Final = 7 / 24

_STEMS: Final = ["Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ|Kỉ", "Canh", "Tân", "Nhâm", "Quý|Quí"]
_BRANCHES: Final = ["Tý|Tí", "Sửu", "Dần", "Mão|Mẹo", "Thìn", "Tỵ|Tị", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"]
CYCLE: Final = 60


def lunar_to_date(year: int, month: int, day: int, *, leap: bool = False) -> date | None:
    """The Gregorian day of a lunar one, or None where the lunar year has no such day. Good for 1900 to 2199.

    :param year: the Gregorian year in which the lunar year begins.
    :param leap: the leap month of that number ("tháng 6 nhuận").
    """
    if not (1900 <= year < 2200 and 1 <= month <= 12):
        return None
    number = _month_number(year, month, leap=leap)
    if number is None:
        return None
    first, following = _new_moon_day(number), _new_moon_day(number + 1)
    if not 1 <= day <= following - first:
        return None
    return date.fromordinal(first + day - 1 - _JULIAN_OF_ORDINAL)


@cache
def year_names() -> dict[str, int]:
    """Folded names of lunar years ("giáp thìn") to their place in the cycle of sixty: the year modulo 60."""
    names = {}
    for year in range(CYCLE):
        stems, branches = _STEMS[(year + 6) % 10], _BRANCHES[(year + 8) % 12]
        for stem, branch in product(stems.split("|"), branches.split("|")):
            names[fold(f"{stem} {branch}")] = year
    return names


def last_year_at(place: int, latest: int) -> int:
    """The last year up to ``latest`` that stands at ``place`` of the cycle of sixty."""
    return latest - (latest - place) % CYCLE


def _new_moon_day(number: int) -> int:
    """The Julian day, in Vietnam, of the ``number``-th new moon since 1900."""
    return floor(_new_moon(number) + 0.5 + _VIETNAM)


@cache
def _new_moon(number: int) -> float:
    t = number / 1236.85
    mean = 2415020.75933 + 29.53058868 * number + 0.0001178 * t**2 - 0.000000155 * t**3
    mean += 0.00033 * sin(radians(166.56 + 132.87 * t - 0.009173 * t**2))
    sun = radians(359.2242 + 29.10535608 * number - 0.0000333 * t**2 - 0.00000347 * t**3)
    moon = radians(306.0253 + 385.81691806 * number + 0.0107306 * t**2 + 0.00001236 * t**3)
    node = radians(21.2964 + 390.67050646 * number - 0.0016528 * t**2 - 0.00000239 * t**3)
    terms = (
        (0.1734 - 0.000393 * t, sun),
        (0.0021, 2 * sun),
        (-0.4068, moon),
        (0.0161, 2 * moon),
        (-0.0004, 3 * moon),
        (0.0104, 2 * node),
        (-0.0051, sun + moon),
        (-0.0074, sun - moon),
        (0.0004, 2 * node + sun),
        (-0.0004, 2 * node - sun),
        (-0.0006, 2 * node + moon),
        (0.0010, 2 * node - moon),
        (0.0005, 2 * moon + sun),
    )
    delta_t = -0.000278 + 0.000265 * t + 0.000262 * t**2
    return mean + sum(size * sin(angle) for size, angle in terms) - delta_t


def _sun_sector(julian_day: int) -> int:
    """Which twelfth of its yearly path the sun is in when the day begins in Vietnam."""
    t = (julian_day - 0.5 - _VIETNAM - 2451545.0) / 36525
    anomaly = radians(357.52910 + 35999.05030 * t - 0.0001559 * t**2 - 0.00000048 * t**3)
    centre = (1.914600 - 0.004817 * t - 0.000014 * t**2) * sin(anomaly)
    centre += (0.019993 - 0.000101 * t) * sin(2 * anomaly) + 0.000290 * sin(3 * anomaly)
    return floor((280.46645 + 36000.76983 * t + 0.0003032 * t**2 + centre) % 360 / 30)


@cache
def _month_eleven(year: int) -> int:
    """The number of the new moon that opens month 11, the month of the winter solstice."""
    number = floor((date(year, 12, 31).toordinal() + _JULIAN_OF_ORDINAL - 2415021) / _MONTH_LENGTH)
    return number - 1 if _sun_sector(_new_moon_day(number)) >= 9 else number


def _month_number(year: int, month: int, *, leap: bool) -> int | None:
    eleven = _month_eleven(year if month >= 11 else year - 1)
    following = _month_eleven(year + 1 if month >= 11 else year)
    offset = (month - 11) % 12
    if following - eleven == 12:
        return None if leap else eleven + offset
    leap_offset = _leap_offset(eleven)
    if leap:
        return eleven + leap_offset if leap_offset == offset + 1 else None
    return eleven + offset + (offset >= leap_offset)


def _leap_offset(eleven: int) -> int:
    """How many months after month 11 the month without a principal term comes."""
    sectors = [_sun_sector(_new_moon_day(eleven + i)) for i in range(15)]
    return next(i for i in range(1, 14) if sectors[i] == sectors[i + 1])
