"""Floors on the exam: F1 of the people found, and of those found with exactly their posts."""

from __future__ import annotations

from typing import Any

import pytest

from newsbot import parse_attendees
from newsbot.text.unicode import fold
from tests.text import exam


@pytest.mark.parametrize(
    ("part", "name", "full"),
    [
        ("party", 0.99, 0.99),
        ("press", 0.99, 0.99),
        ("party-2", 0.99, 0.98),
        ("press-2", 0.98, 0.97),
        ("third", 0.99, 0.99),
        ("party-4", 0.99, 0.96),
        ("press-4", 0.98, 0.95),
        ("party-5", 0.99, 0.98),
        ("press-5", 0.99, 0.99),
        ("party-6", 0.99, 0.99),
        ("press-6", 0.99, 0.98),
    ],
)
def test_people_of_the_exam(part: str, name: float, full: float) -> None:
    gold = exam.gold(part)
    assert _f1(gold, with_posts=False) >= name
    assert _f1(gold, with_posts=True) >= full


def _f1(gold: list[dict[str, Any]], *, with_posts: bool) -> float:
    """People who may be given or not count on neither side; a person with wrong posts is one false and one missed."""
    right = given = wanted = 0
    for row in gold:
        want = {(a["name"], tuple(a["positions"]) * with_posts) for a in row["attendees"] if a["required"]}
        optional = {a["name"] for a in row["attendees"] if not a["required"]}
        found = {
            (fold(a.name), tuple(sorted(fold(p.text) for p in a.positions)) * with_posts)
            for a in parse_attendees(row["text"])
            if fold(a.name) not in optional
        }
        right += len(want & found)
        given += len(found)
        wanted += len(want)
    return 2 * right / (given + wanted)
