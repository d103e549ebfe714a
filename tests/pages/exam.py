"""A held-out exam of whole pages: fifteen sites of unlike markup, by a writer who saw neither code nor fixtures.

At first touch, before anything was changed for them, 245 of their 280 fields were right (87.5 %): what to expect of a
layout that nobody has met. They count as seen pages since; ``test_exam`` names what is still missed. Rules are not to
be written for single pages of it.
"""

from __future__ import annotations

import json
from pathlib import Path

from tests.pages.layouts.model import Expected, Page

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "pages-exam"
_MINUTES = len("2025-01-05T08:30")


def pages() -> list[Page]:
    """The pages of the exam, each with what a careful reader notes down."""
    return [_page(folder) for folder in sorted(FOLDER.iterdir())]


def _page(folder: Path) -> Page:
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    published = gold["published"]
    expected = Expected(
        kind=(gold["kind"],),
        title=(gold["title"],),
        published=(published and published[:_MINUTES],),
        agency=gold["agency"],
        lead=(gold["lead"],),
        paragraphs=tuple(gold["paragraphs"]),
        captions=tuple(gold["captions"]),
        byline=(gold["byline"],),
        section=tuple(gold["section"]),
        tags=tuple(gold["tags"]),
        forbidden=tuple(gold["forbidden"]),
    )
    body = (folder / "page.html").read_bytes()
    return Page(id=folder.name, layout=folder.name.rpartition("-")[0], body=body, url=gold["url"], expected=expected)
