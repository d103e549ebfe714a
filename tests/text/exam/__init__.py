"""Held-out exams: passages written, and their figures taken, before any rule was changed for them.

``party.txt`` holds news of Party committees, ``press.txt`` news of the general press; "-2" is a second exam, by another
writer, and so on; ``third.txt`` holds ten more of each, by the first writer, written when the rules had been mended for
the first. All in the format of :mod:`tests.text.passages`. People are invented. Rules are not to be written for single
passages of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.text.passages import read_passages

PARTS = (
    "party",
    "press",
    "party-2",
    "press-2",
    "third",
    "party-4",
    "press-4",
    "party-5",
    "press-5",
    "party-6",
    "press-6",
)


def gold(part: str) -> list[dict[str, Any]]:
    """The passages of ``part`` in the form of the development data: id, text, attendees."""
    passages = read_passages(Path(__file__).with_name(f"{part}.txt"))
    return [
        {
            "id": passage.label,
            "text": passage.text,
            "attendees": [
                *({"name": name, "positions": posts, "required": True} for name, posts in passage.people.items()),
                *({"name": name, "positions": [], "required": False} for name in sorted(passage.optional)),
            ],
        }
        for passage in passages
    ]
