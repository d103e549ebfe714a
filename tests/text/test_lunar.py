from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from newsbot.text.lunar import last_year_at, lunar_to_date, year_names
from newsbot.text.unicode import fold
from tests.text.tables import rows


def test_every_month_of_the_table(shared: Path) -> None:
    for row in rows(shared / "domain" / "lunar_months.tsv"):
        year, month, leap = int(row["lunar_year"]), int(row["month"]), row["leap"] == "1"
        assert lunar_to_date(year, month, 1, leap=leap) == date.fromisoformat(row["first_day_gregorian"])
        assert last_year_at(year_names()[fold(row["can_chi"])], 2049) == year


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (2025, 1, 1, date(2025, 1, 29)),
        (2030, 1, 1, date(2030, 2, 2)),  # a day before the Chinese calendar
        (2024, 12, 29, date(2025, 1, 28)),
        (2024, 12, 30, None),  # that month has 29 days
        (2025, 13, 1, None),
        (1850, 1, 1, None),
    ],
)
def test_days(year: int, month: int, day: int, expected: date | None) -> None:
    assert lunar_to_date(year, month, day) == expected


def test_leap_months() -> None:
    assert lunar_to_date(2025, 6, 1, leap=True) == date(2025, 7, 25)
    assert lunar_to_date(2025, 5, 1, leap=True) is None
    assert lunar_to_date(2024, 6, 1, leap=True) is None


def test_names_of_years() -> None:
    names = year_names()
    assert names[fold("Quí Mão")] == names[fold("Quý Mẹo")]
    assert last_year_at(names[fold("Giáp Thìn")], 2023) == 1964
