"""What became of every page of a run: counted for the terminal, place by place for the report file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from attrs import define, field

from newsbot.records import SCHEMA_VERSION
from newsbot.version import __version__


class Dropped(NamedTuple):
    """A page that was read and gave no record.

    :ivar reason: one word to count by: "listing", "older-capture".
    :ivar detail: the rule that decided, or the page that was kept instead.
    """

    location: str
    reason: str
    detail: str


class Told(NamedTuple):
    """Something to be said about one place."""

    location: str
    text: str


@define
class Report:
    """The account of one run. Nothing in it depends on the clock: the same run gives the same report.

    :ivar digests: input -> SHA-256 of what it held.
    :ivar dropped: reason -> pages that gave no record; :ivar skipped: reason -> what was not read.
    """

    inputs: list[str]
    options: dict[str, Any]
    digests: dict[str, str] = field(factory=dict)
    pages: int = 0
    records: int = 0
    failed: int = 0
    noted: int = 0
    dropped: Counter[str] = field(factory=Counter)
    skipped: Counter[str] = field(factory=Counter)
    warnings: Counter[str] = field(factory=Counter)

    def summary(self) -> str:
        """The account in one line."""
        dropped = f"dropped {self.dropped.total()}"
        if self.dropped:
            dropped += f" ({', '.join(f'{reason} {count}' for reason, count in sorted(self.dropped.items()))})"
        parts = [f"pages {self.pages}", f"records {self.records}", dropped, f"failed {self.failed}"]
        if self.skipped:
            parts.append(f"skipped {self.skipped.total()}")
        if self.noted:
            parts.append(f"notes {self.noted}")
        return ", ".join(parts)

    def to_json(self, dropped: Iterable[Dropped], failures: Iterable[Told], notes: Iterable[Told]) -> Iterator[bytes]:
        """The account as a JSON object, in pieces; each drop, failure and note has a line of its own."""
        head = {
            "newsbot_version": __version__,
            "schema_version": SCHEMA_VERSION,
            "inputs": self.inputs,
            "digests": self.digests,
            "options": self.options,
            "pages": self.pages,
            "records": self.records,
            "dropped_by_reason": _sorted(self.dropped),
            "failed": self.failed,
            "skipped": _sorted(self.skipped),
            "records_with_warning": _sorted(self.warnings),
        }
        lists = {
            "dropped": (drop._asdict() for drop in dropped),
            "failures": ({"location": told.location, "reason": told.text} for told in failures),
            "notes": (told._asdict() for told in notes),
        }
        yield b"{\n"
        for key, value in head.items():
            yield f"  {json.dumps(key)}: {_line(value)},\n".encode("utf-8", "replace")
        for number, (key, values) in enumerate(lists.items(), start=1):
            yield f"  {json.dumps(key)}: [".encode()
            yield from _lines(values)
            yield b"],\n" if number < len(lists) else b"]\n"
        yield b"}\n"


def report_path(output: Path) -> Path:
    """Where the report on ``output`` lies: ``articles.report.json`` beside ``articles.jsonl``."""
    return output.with_name(f"{output.stem}.report.json")


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(values: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    before = "\n    "
    for value in values:
        yield f"{before}{_line(value)}".encode("utf-8", "replace")
        before = ",\n    "
    if before.startswith(","):
        yield b"\n  "
