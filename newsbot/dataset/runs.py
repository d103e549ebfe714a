"""The history of the crawls of a site: ``runs.jsonl``, one line for each."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import cattrs
from attrs import asdict, define, field

from newsbot.dataset.lines import read_lines
from newsbot.errors import StoreError, reason

logger = logging.getLogger(__name__)

FILE = "runs.jsonl"
FIELDS = ("title", "published_date", "lead", "body", "byline", "event", "attendees", "images", "section")
"""The fields whose coverage is watched."""
SOURCED = ("title", "published_date", "lead", "body", "byline")
"""The fields whose sources are watched: a site that changes its pages changes these."""
MAX_KEPT = 1000
"""So many of the latest runs are looked at."""
_LONGEST_WAIT_AFTER_FAILURE = 4
_converter = cattrs.Converter()


@define(kw_only=True)
class Run:
    """One crawl.

    :ivar started: :ivar ended: ISO times. :ivar start: the start pages.
    :ivar reason: why it ended; :ivar error: what made it fail.
    :ivar verdict: "ok", "degraded", "failed" or "interrupted".
    :ivar findings: what the monitors said, each "Monitor: words".
    :ivar articles: records in the dataset afterwards, by id.
    :ivar counts: the figures of ``newsbot.counters``; :ivar statuses: HTTP status -> answers.
    :ivar dropped: :ivar faults: reason -> pages.
    :ivar written: records written; :ivar coverage: field -> how many of them have it.
    :ivar sources: field -> where it was read -> how many.
    :ivar vanished: ids of known articles that were found gone.
    :ivar full: whether all listings were read to their end; :ivar version: of newsbot.
    """

    started: str
    ended: str
    spider: str = ""
    site: str = ""
    start: list[str] = field(factory=list)
    reason: str = ""
    error: str | None = None
    verdict: str = "ok"
    findings: list[str] = field(factory=list)
    articles: int = 0
    counts: dict[str, int] = field(factory=dict)
    statuses: dict[str, int] = field(factory=dict)
    dropped: dict[str, int] = field(factory=dict)
    faults: dict[str, int] = field(factory=dict)
    written: int = 0
    coverage: dict[str, int] = field(factory=dict)
    sources: dict[str, dict[str, int]] = field(factory=dict)
    vanished: list[str] = field(factory=list)
    full: bool = False
    seconds: float = 0
    version: str = ""

    @property
    def new(self) -> int:
        """New articles."""
        return self.counts.get("new", 0)


def append_run(folder: Path, run: Run) -> None:
    """Add ``run`` to the history in ``folder``.

    :raises StoreError: when it cannot be written.
    """
    path = folder / FILE
    line = json.dumps(asdict(run), ensure_ascii=False, separators=(",", ":")) + "\n"
    try:
        torn = path.exists() and path.stat().st_size > 0 and not _ends_with_line(path)
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
        try:
            os.write(fd, (("\n" if torn else "") + line).encode("utf-8", "replace"))
            os.fsync(fd)
        finally:
            os.close(fd)
    except OSError as error:
        raise StoreError(f"cannot write {path}: {reason(error)}") from error


def _ends_with_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def read_runs(folder: Path) -> list[Run]:
    """The latest runs of the site in ``folder``, the oldest first. What is no run, or torn, is left out with a warning.

    :raises StoreError: when the file cannot be read.
    """
    runs = []
    lines = list(read_lines(folder / FILE))[-MAX_KEPT:]
    for line in lines:
        try:
            runs.append(_converter.structure(json.loads(line), Run))
        except (ValueError, RecursionError, cattrs.BaseValidationError, TypeError, AttributeError, KeyError):
            continue
    if len(runs) < len(lines):
        logger.warning("%s: %d lines are no runs, and are left out", folder / FILE, len(lines) - len(runs))
    return runs


def moment(text: str) -> datetime:
    """The time that a run notes."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def next_due(runs: Sequence[Run], hours: float) -> datetime | None:
    """When the site is to be crawled again; ``None`` for one that never was.

    :param hours: the usual time between two crawls. One that failed is tried again sooner: after an hour, then after
        two, and so on up to the usual time.
    """
    if not runs:
        return None
    failures = 0
    for run in reversed(runs):
        if run.verdict not in {"failed", "interrupted"}:
            break
        failures += 1
    wait = hours if not failures else min(hours, 2.0 ** min(failures - 1, _LONGEST_WAIT_AFTER_FAILURE))
    return moment(runs[-1].ended) + timedelta(hours=wait)


def share(run: Run, name: str) -> float | None:
    """The part of the records of ``run`` that have the field; ``None`` where there are none."""
    return run.coverage.get(name, 0) / run.written if run.written else None


def is_filled(value: Any) -> bool:
    """Whether a field of a record holds anything."""
    return value not in (None, "", [], {})
