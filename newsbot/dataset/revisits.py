"""When a page is looked at again: often while it is young, then ever more seldom, then no more."""

from __future__ import annotations

from collections.abc import Sequence

DAY = 86_400.0
NEVER = 9e15
"""Later than any crawl."""


def next_due(anchor: float, now: float, days: Sequence[float]) -> float:
    """The moment of the next visit of a page.

    :param anchor: when it was first seen, or last changed: a changed page is young again.
    :param days: the ages in days at which it is visited: ``(1, 3, 7, 30)``.
    """
    age = max(0.0, now - anchor)  # a clock that was put back makes no page older
    return next((anchor + step * DAY for step in sorted(days) if step * DAY > age), NEVER)
