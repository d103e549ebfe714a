"""Scores attendees against gold passages, with the scorer that lies beside the development data.

The passages are split by a hash of their id. Rules were written while looking at the ``seen`` part only; the ``unseen``
part tells what other text will give.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from pathlib import Path
from typing import Any

from newsbot.text.attendees import read_attendance
from tests.quality import examples
from tests.text import exam


def rows(path: Path) -> list[dict[str, Any]]:
    """The passages of a gold file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def is_seen(row: dict[str, Any]) -> bool:
    """Whether the passage belongs to the part that rules were written on (11 of 16)."""
    return int(hashlib.sha256(row["id"].encode()).hexdigest()[-1], 16) < 11


def score(shared: Path, gold: list[dict[str, Any]], misses: list[Any] | None = None) -> dict[str, Any]:
    """The figures of the shared scorer (name, full, position, exact) for the passages ``gold``."""
    spec = importlib.util.spec_from_file_location("attendee_score", shared / "attendees" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    predicted = [{"id": row["id"], "attendees": predict(row["text"])} for row in gold]
    figures: dict[str, Any] = scorer.score(gold, predicted, misses)
    return figures


def predict(text: str) -> list[dict[str, Any]]:
    """What the product says of one passage, in the form that the scorer reads."""
    found = read_attendance(text).attendees
    return [{"name": a.name, "positions": [p.text for p in a.positions]} for a in found]


def files(shared: Path) -> dict[str, list[dict[str, Any]]]:
    """All gold passages by file, each with id, text and attendees."""
    pages = [
        {
            "id": row["file"],
            "text": "\n".join([row["lead"] or "", *row["paragraphs"]]),
            "attendees": row["attendees"],
        }
        for row in rows(shared / "pages" / "gold.jsonl")
        if "attendees" in row
    ]
    return {
        "party": rows(shared / "attendees" / "party.jsonl"),
        "press": rows(shared / "attendees" / "press.jsonl"),
        "pages": pages,
        "examples": [examples.as_passage(row) for row in examples.rows(shared)],
        **{f"exam {part}": exam.gold(part) for part in exam.PARTS},
    }


_SPLIT = ("party", "press", "pages")


def table(shared: Path) -> list[dict[str, Any]]:
    """One row per file and part (seen, unseen, all): the number of passages and of names, and the figures as F1.

    The composed examples were all looked at, and so was the exam after its first figures had been taken.
    """
    found = []
    for file, gold in files(shared).items():
        parts = _parts(gold) if file in _SPLIT else {"seen": gold}
        for part, passages in parts.items():
            figures = score(shared, passages)
            found.append(
                {
                    "file": file,
                    "part": part,
                    "passages": figures["passages"],
                    "names": figures["names"],
                    **{name: figures[name]["f1"] for name in ("name", "full", "position")},
                    "exact": figures["exact"],
                }
            )
    return found


def _parts(gold: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    return {
        "seen": [row for row in gold if is_seen(row)],
        "unseen": [row for row in gold if not is_seen(row)],
        "all": gold,
    }
