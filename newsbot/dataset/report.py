"""What became of every page of a run: counted for the terminal, place by place for the report file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
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
    """The account of one run. Nothing in it depends on the clock: the same run gives the same report."""

    inputs: list[str]
    options: dict[str, Any]
    pages: int = 0
    records: int = 0
    dropped: list[Dropped] = field(factory=list)
    failures: list[Told] = field(factory=list)
    notes: list[Told] = field(factory=list)
    skipped: Counter[str] = field(factory=Counter)
    warnings: Counter[str] = field(factory=Counter)

    def summary(self) -> str:
        """The account in one line."""
        reasons = Counter(drop.reason for drop in self.dropped)
        dropped = f"dropped {len(self.dropped)}"
        if reasons:
            dropped += f" ({', '.join(f'{reason} {count}' for reason, count in sorted(reasons.items()))})"
        parts = [f"pages {self.pages}", f"records {self.records}", dropped, f"failed {len(self.failures)}"]
        if self.skipped:
            parts.append(f"other files {self.skipped.total()}")
        if self.notes:
            parts.append(f"notes {len(self.notes)}")
        return ", ".join(parts)

    def to_json(self) -> str:
        """The account as a JSON object, each drop, failure and note on a line of its own."""
        head = {
            "newsbot_version": __version__,
            "schema_version": SCHEMA_VERSION,
            "inputs": self.inputs,
            "options": self.options,
            "pages": self.pages,
            "records": self.records,
            "dropped_by_reason": _sorted(Counter(drop.reason for drop in self.dropped)),
            "failed": len(self.failures),
            "skipped_files": _sorted(self.skipped),
            "records_with_warning": _sorted(self.warnings),
        }
        lists = {
            "dropped": (drop._asdict() for drop in self.dropped),
            "failures": ({"location": told.location, "reason": told.text} for told in self.failures),
            "notes": (told._asdict() for told in self.notes),
        }
        members = [f"  {json.dumps(key)}: {_line(value)}" for key, value in head.items()]
        members += [f"  {json.dumps(key)}: {_lines(values)}" for key, values in lists.items()]
        return "{\n" + ",\n".join(members) + "\n}\n"


def report_path(output: Path) -> Path:
    """Where the report on ``output`` lies: ``articles.report.json`` beside ``articles.jsonl``."""
    return output.with_name(f"{output.stem}.report.json")


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(values: Iterable[dict[str, Any]]) -> str:
    lines = ",\n    ".join(_line(value) for value in values)
    return f"[\n    {lines}\n  ]" if lines else "[]"
