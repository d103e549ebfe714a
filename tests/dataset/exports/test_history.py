"""What the reforms of 2025 made of the bodies."""

from __future__ import annotations

from datetime import date

import pytest

from newsbot.dataset.exports.history import History, history

LAST = date(2025, 6, 30)


@pytest.mark.parametrize(
    ("name", "place", "expected"),
    [
        ("Quận ủy", "Tân Lập", History(LAST, "Đảng ủy phường")),
        ("Quận uỷ", None, History(LAST, "Đảng ủy phường")),
        ("Tỉnh ủy", "Hà Giang", History(LAST, "Tỉnh ủy", "Tuyên Quang")),
        ("Tỉnh ủy", "Hoà Bình", History(LAST, "Tỉnh ủy", "Phú Thọ")),
        ("UBND tỉnh", "Quảng Nam", History(LAST, "UBND thành phố", "Đà Nẵng")),
        ("Tỉnh ủy", "Tuyên Quang", None),
        ("Tỉnh ủy", None, None),
        ("Đảng ủy phường", "Bình Dương", None),
        ("Thành ủy", "TPHCM", None),
    ],
)
def test_ends_and_successors(name: str, place: str | None, expected: History | None) -> None:
    assert history(name, place) == expected
