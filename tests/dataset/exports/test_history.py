"""What the reforms of 2025 made of the bodies."""

from __future__ import annotations

from datetime import date

import pytest

from newsbot.dataset.exports.history import History, history, is_renewed

LAST = date(2025, 6, 30)


@pytest.mark.parametrize(
    ("name", "place", "expected"),
    [
        ("Quận ủy", "Tân Lập", History(None, LAST, "Đảng ủy phường")),
        ("Quận uỷ", None, History(None, LAST, "Đảng ủy phường")),
        ("Tỉnh ủy", "Hà Giang", History(None, LAST, "Tỉnh ủy", "Tuyên Quang")),
        ("Tỉnh ủy", "Hoà Bình", History(None, LAST, "Tỉnh ủy", "Phú Thọ")),
        ("UBND tỉnh", "Quảng Nam", History(None, LAST, "UBND thành phố", "Đà Nẵng")),
        ("Tỉnh ủy", "Tuyên Quang", History()),
        ("Tỉnh ủy", None, History()),
        ("Đảng ủy phường", "Bình Dương", History()),
        ("Thành ủy", "TPHCM", History()),
    ],
)
def test_ends_and_successors(name: str, place: str | None, expected: History) -> None:
    assert history(name, place) == expected


@pytest.mark.parametrize(
    ("name", "day", "former", "renewed"),
    [
        ("Đảng ủy phường", "2025-07-01", False, True),
        ("UBND Xã", "2026-01-01", False, True),
        ("Đảng ủy đặc khu", "2025-08-01", False, True),
        ("Đảng ủy phường", "2025-06-30", False, False),
        ("Đảng ủy phường", "2025-08-01", True, False),
        ("Đảng ủy phường", None, False, False),
        ("UBND thị xã", "2025-08-01", False, False),
        ("Đảng ủy", "2025-08-01", False, False),
    ],
)
def test_wards_of_after_the_reform_are_bodies_of_their_own(
    name: str, day: str | None, former: bool, renewed: bool
) -> None:
    assert is_renewed(name, date.fromisoformat(day) if day else None, former=former) == renewed
    assert history(name, "Tân Lập", renewed=True) == History(valid_from=date(2025, 7, 1))
