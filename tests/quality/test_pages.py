"""Floors of what is read from real pages: a regression fails here."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quality.pages import figures, read, rows, score_page

# Measured on the 39 development pages. Not right: the author "admin" of two pages of which only a part is there, and an
# agency prefix that the annotation of one page counts to the lead.
FLOORS = {
    "kind": 1.0,
    "title": 1.0,
    "published": 1.0,
    "agency": 0.97,
    "lead": 1.0,
    "byline": 0.94,
    "captions": 1.0,
    "body": 1.0,
    "body_f1": 0.999,
}


@pytest.fixture(scope="module")
def measured(shared: Path) -> dict[str, float]:
    return figures([score_page(row, read(shared, row)) for row in rows(shared)])


@pytest.mark.parametrize("field", FLOORS)
def test_no_field_falls_below_its_floor(measured: dict[str, float], field: str) -> None:
    assert measured[field] >= FLOORS[field]
