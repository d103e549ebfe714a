"""Publication dates as Vietnamese sites print them, from the shapes of the domain tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
_ENGLISH = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def weekday(when: datetime) -> str:
    return _WEEKDAYS[when.weekday()]


def _lower(when: datetime) -> str:
    return weekday(when).capitalize() if when.weekday() < 6 else "Chủ nhật"


def _odd(when: datetime) -> str:
    return {5: "Thứ Bẩy", 6: "CN"}.get(when.weekday(), weekday(when))


def _digit(when: datetime) -> str:
    return "Chủ nhật" if when.weekday() == 6 else f"Thứ {when.weekday() + 2}"


def _twelve(when: datetime) -> str:
    return f"{(when.hour - 1) % 12 + 1}:{when:%M}"


def _half(when: datetime) -> str:
    return "AM" if when.hour < 12 else "PM"


def _vietnamese_half(when: datetime) -> str:
    return "SA" if when.hour < 12 else "CH"


_Format = Callable[[datetime], str]

WITH_TIME: dict[str, _Format] = {
    "plain": lambda w: f"{w:%d/%m/%Y %H:%M}",
    "gmt": lambda w: f"{w:%d/%m/%Y %H:%M} GMT+7",
    "unpadded": lambda w: f"{_lower(w)}, {w.day}/{w.month}/{w.year}, {w:%H:%M} (GMT+7)",
    "half_after_24": lambda w: f"{w:%d-%m-%Y - %H:%M} {_half(w)}",
    "dash": lambda w: f"{_lower(w)}, {w:%d/%m/%Y - %H:%M}",
    "ngay_dash": lambda w: f"{weekday(w)}, ngày {w:%d/%m/%Y - %H:%M}",
    "time_first": lambda w: f"{weekday(w)}, {w:%H:%M, %d/%m/%Y}",
    "time_bar": lambda w: f"{w:%H:%M | %d/%m/%Y}",
    "bar": lambda w: f"{w:%d/%m/%Y | %H:%M}",
    "nukeviet": lambda w: f"{_lower(w)} - {w:%d/%m/%Y %H:%M}",
    "nukeviet_views": lambda w: f"{_lower(w)} - {w:%d/%m/%Y %H:%M} 1094",
    "bkav": lambda w: f"{_odd(w)}, ngày {w:%d/%m/%Y %H:%M} | GMT +7",
    "english": lambda w: f"{_ENGLISH[w.weekday()]}, {w:%d/%m/%Y %H:%M} | GMT +7",
    "twelve": lambda w: f"{w:%d/%m/%Y %I:%M} {_half(w)}",
    "vietnamese_half": lambda w: f"{w:%d/%m/%Y} {_twelve(w)} {_vietnamese_half(w)}",
    "comma_half": lambda w: f"{_lower(w)}, {w:%d/%m/%Y}, {_twelve(w)} {_half(w)}",
    "joomla": lambda w: f"{_lower(w)}, {w:%d} Tháng {w.month} {w.year} {w:%H:%M}",
    "words_time": lambda w: (
        f"{weekday(w)}, ngày {w.day} tháng {w.month} năm {w.year} - {_twelve(w)}:{(w.minute * 7) % 60:02d} {_half(w)}"
    ),
    "capitals": lambda w: f"NGÀY {w:%d} THÁNG {w:%m}, {w.year} | {w:%H:%M}",
    "minute_mark": lambda w: f"{_lower(w)}, {w:%d/%m/%Y - %H:%M}'",
    "minute_zone": lambda w: f"{weekday(w)}, {w.day}/{w.month}/{w.year} {w:%H:%M}'(GMT+7)",
    "glued": lambda w: f"{weekday(w)}, {w:%d/%m/%Y-%H:%M}",
    "seconds_first": lambda w: f"{w:%H:%M}:46 {w:%d/%m/%Y}",
    "seconds_last": lambda w: f"{w:%d/%m/%Y %H:%M}:27",
    "two_spaces": lambda w: f"{w:%d/%m/%Y}  {w:%H:%M}",
    "bracket_zone": lambda w: f"{weekday(w)}, {w:%d/%m/%Y, %H:%M} [GMT+7]",
    "weekday_digit": lambda w: f"{_digit(w)}, {w:%d/%m/%Y}, {w.hour}:{w:%M} GMT+7",
    "hours": lambda w: f"{w:%H}h{w:%M} ngày {w:%d-%m-%Y}",
    "day_dash_time": lambda w: f"{w:%d/%m/%Y - %H:%M}",
    "twelve_seconds": lambda w: f"{w:%d/%m/%Y %I:%M}:00 {_half(w)}",
    "dots": lambda w: f"{w:%H:%M} {w.day}.{w.month}.{w.year}",
}
WITHOUT_TIME: dict[str, _Format] = {
    "day": lambda w: f"{w:%d/%m/%Y}",
    "day_weekday": lambda w: f"{_lower(w)}, {w:%d/%m/%Y}",
    "day_brackets": lambda w: f"({w:%d/%m/%Y})",
    "day_dashes": lambda w: f"{w:%d-%m-%Y}",
    "day_spaced": lambda w: f"{w:%d - %m - %Y}",
    "day_wordpress": lambda w: f"{w.day} Tháng {w.month}, {w.year}",
    "day_words": lambda w: f"{weekday(w)}, ngày {w.day} tháng {w.month} năm {w.year}",
    "day_month_word": lambda w: f"{w.day} tháng {w.month}, {w.year}",
}
_ALL = {**WITH_TIME, **WITHOUT_TIME}


_MONTHS = ("Một", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Mười Hai")


def print_date(name: str, when: datetime) -> str:
    """The date in a named form, or in a pattern of ``strftime`` with ``{weekday}``, ``{half}``, ``{month}``…"""
    if "%" not in name:
        return _ALL[name](when)
    words = {
        "weekday": _lower(when),
        "capital": weekday(when).upper(),
        "half": _half(when),
        "vn_half": _vietnamese_half(when),
        "twelve": _twelve(when),
        "day": when.day,
        "month": when.month,
        "month_word": _MONTHS[when.month - 1],
    }
    return when.strftime(name.format(**words))


def printed_value(name: str, when: datetime) -> str:
    """What the printed form says: the day, and the minute where there is one."""
    timed = name in WITH_TIME or any(mark in name for mark in ("%H", "%I", "{twelve}"))
    return f"{when:%Y-%m-%dT%H:%M}" if timed else f"{when:%Y-%m-%d}"


def american(when: datetime) -> str:
    """The form of a server with American settings."""
    return f"{when.month}/{when.day}/{when.year} {_twelve(when)}:54 {_half(when)}"
