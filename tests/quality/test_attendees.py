"""Floors for who took part, on the development passages; "full" counts a name only with exactly its posts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quality import attendees, examples


@pytest.mark.parametrize(
    ("file", "name", "full"), [("party", 0.98, 0.95), ("press", 0.96, 0.92), ("pages", 0.96, 0.92)]
)
def test_names_and_posts_of_the_development_passages(shared: Path, file: str, name: float, full: float) -> None:
    figures = attendees.score(shared, attendees.files(shared)[file])
    assert figures["name"]["f1"] >= name
    assert figures["full"]["f1"] >= full


def test_every_composed_example_is_read_as_expected(shared: Path) -> None:
    found = {row["id"]: examples.differences(row) for row in examples.rows(shared)}
    assert {key: value for key, value in found.items() if value} == {}
