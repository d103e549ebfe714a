"""What all parts together say: which captures become records, in which order; kept on disk, whatever their number."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from newsbot.dataset.report import Dropped, Told
from newsbot.errors import StoreError, reason
from newsbot.extraction.revisits import same_second

_SCHEMA = """
create table captures (seq integer primary key, id text, time real, cut integer, crawl text, hash text, location text,
    warnings text, part text, start integer, size integer);
create table told (seq integer, kind text, location text, text text, detail text);
create table origins (digest text, url text, date text, place text);
create table revisits (seq integer primary key, data text);
create table output (place integer, seq integer, revision integer);
"""
_UNKNOWN = -1e18
_CACHE = 1 << 15
"""So many KiB are kept in memory; what a small run says never gets to the disk."""


class Captures(StrEnum):
    """Which captures of a page become records."""

    NEWEST = "newest"
    CHANGED = "changed"
    """Those whose content differs from that of the capture before: what a crawl writes."""
    ALL = "all"


class _Capture(NamedTuple):
    seq: int
    id: str
    time: float
    crawl: str | None
    hash: str | None
    location: str
    cut: bool


class Ledger:
    """A file that is gone when it is closed.

    A capture of unknown time counts as the oldest. Of two that are equally old a whole one counts before one that was
    cut, else the first; where these differ, that is a failure. Within one crawl of newsbot, the first capture of a page
    counts, as it does in the crawl.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Open it.

        :param folder: where it takes its space; by default where the system keeps temporary files.
        :raises StoreError: when nothing can be written there.
        """
        self._seq = 0
        try:
            self._folder = tempfile.TemporaryDirectory(dir=folder, prefix=".ledger-")
        except OSError as error:
            raise StoreError(f"cannot write in {folder}: {reason(error)}") from error
        try:
            with _told():
                self._db = sqlite3.connect(Path(self._folder.name) / "ledger.sqlite", isolation_level=None)
                self._db.executescript(f"pragma journal_mode=off; pragma cache_size=-{_CACHE}; begin; {_SCHEMA}")
        except BaseException:
            self._folder.cleanup()
            raise

    def add_part(self, path: Path) -> None:
        """Take in what the file of a part says.

        :raises StoreError: when it cannot be read, or there is no room.
        """
        with _told(), path.open("rb") as file:
            position = 0
            for line in file:
                position += len(line)
                event = json.loads(line)
                if "e" not in event:
                    return  # the summary, which is the last line
                position += self._event(event, path, file, position)

    def _event(self, event: dict[str, Any], path: Path, file: BinaryIO, position: int) -> int:
        """Take in an event; the length of the record that follows it."""
        kind = event["e"]
        if kind == "origin":
            self._origin(event)
            return 0
        self._seq += 1
        seq = event.get("q", self._seq)
        if kind == "record":
            size = len(next(file))
            self._capture(seq, event, path, position, size)
            return size
        if kind == "revisit":
            self._db.execute("insert into revisits values (?, ?)", (seq, json.dumps(event)))
        else:
            self._tell(seq, kind, event["l"], event["text"], event.get("detail", ""))
        return 0

    def _capture(self, seq: int, event: dict[str, Any], path: Path, start: int, size: int) -> None:
        time = datetime.fromisoformat(event["t"]).timestamp() if event["t"] else _UNKNOWN
        row = (seq, event["id"], time, event["x"], event["c"], event["h"], event["l"])
        self._db.execute(
            "insert into captures values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, json.dumps(event["w"]), path.name, start, size),
        )

    def _origin(self, event: dict[str, Any]) -> None:
        place = json.dumps({"p": event["p"], "s": event["s"], "c": event["c"]})
        row = (event["p"]["digest"], event["u"], same_second(event["d"]), place)
        self._db.execute("insert into origins values (?, ?, ?, ?)", row)

    def _tell(self, seq: int, kind: str, location: str, text: str, detail: str = "") -> None:
        self._db.execute("insert into told values (?, ?, ?, ?, ?)", (seq, kind, location, text, detail))

    def revisits(self) -> Iterator[tuple[int, dict[str, Any], dict[str, Any] | None]]:
        """The revisits: number, data, and the place of the capture that each refers to, if it is known.

        :raises StoreError: when they cannot be read.
        """
        with _told():
            self._db.execute("create index if not exists origin on origins (url, date)")
            self._db.execute("create index if not exists digest on origins (digest)")
            with closing(self._db.execute("select seq, data from revisits order by seq")) as rows:
                for seq, text in rows:
                    data = json.loads(text)
                    yield seq, data, self._original(data)

    def _original(self, revisit: dict[str, Any]) -> dict[str, Any] | None:
        date = same_second(revisit["od"]) if revisit["od"] else ""
        row = self._db.execute(
            "select place from origins where url = ? and date = ? limit 1", (revisit["ou"], date)
        ).fetchone()
        digest = revisit["p"]["digest"]
        if row is None and digest:
            row = self._db.execute(
                "select place from origins where digest = ? order by url <> ? limit 1", (digest, revisit["u"])
            ).fetchone()
        place: dict[str, Any] | None = json.loads(row[0]) if row else None
        return place

    def choose(self, mode: Captures) -> None:
        """Decide which captures become records; the others are told.

        :raises StoreError: when there is no room.
        """
        with _told():
            self._db.execute("create index by_page on captures (id, time, cut, seq)")
            with closing(
                self._db.execute(
                    "select seq, id, time, crawl, hash, location, cut from captures order by id, time, cut, seq"
                )
            ) as rows:
                for _, captures in groupby(map(_Capture._make, rows), key=lambda capture: capture.id):
                    self._choose(captures, mode)

    def _choose(self, captures: Iterator[_Capture], mode: Captures) -> None:
        revision, crawls, first = 0, set(), None
        last: _Capture | None = None
        waiting: list[tuple[_Capture, str]] = []
        kept: tuple[_Capture, int] | None = None
        for capture in captures:
            first = capture.seq if first is None else min(first, capture.seq)
            if capture.crawl is not None and capture.crawl in crawls:
                self._tell(capture.seq, "dropped", capture.location, "duplicate", "the crawl had the page already")
                continue
            crawls.add(capture.crawl)
            if last is not None and capture.time == last.time:
                self._equal(capture, last)
                continue
            is_changed = last is None or capture.hash != last.hash
            revision += is_changed
            last = capture
            if mode is Captures.NEWEST:
                if kept is not None:
                    waiting.append((kept[0], "other-capture"))
                kept = (capture, revision)
            elif mode is Captures.ALL or is_changed:
                self._output(capture.seq, capture, revision)
            else:
                self._tell(capture.seq, "dropped", capture.location, "unchanged", "as the capture before")
        if kept is not None and first is not None:
            self._output(first, *kept)
            for loser, why in waiting:
                self._tell(loser.seq, "dropped", loser.location, why, f"kept: {kept[0].location}")

    def _equal(self, capture: _Capture, other: _Capture) -> None:
        """Tell a capture that is exactly as old as another one."""
        if capture.hash == other.hash or (capture.cut and not other.cut):
            self._tell(capture.seq, "dropped", capture.location, "other-capture", f"kept: {other.location}")
            return
        words = f"another page has the same address ({capture.id}) and no later time, it is kept: {other.location}"
        self._tell(capture.seq, "failure", capture.location, words)

    def _output(self, place: int, capture: _Capture, revision: int) -> None:
        self._db.execute("insert into output values (?, ?, ?)", (place, capture.seq, revision))

    def records(self, local: Callable[[str], Path]) -> Generator[bytes]:
        """The records that were chosen, as lines with their ends.

        :param local: where the file of a part lies.
        :raises StoreError: when they cannot be read.
        """
        query = (
            """select part, start, size, revision from output join captures using (seq) order by place, output.seq"""
        )
        with _told(), closing(self._db.execute(query)) as rows:
            for part, group in groupby(rows, key=lambda row: row[0]):
                with local(part).open("rb") as file:
                    for _, start, size, revision in group:
                        file.seek(start)
                        yield _with_revision(file.read(size), revision)

    def warnings(self) -> Iterator[list[str]]:
        """The warnings of each record that was chosen."""
        with _told(), closing(self._db.execute("select warnings from output join captures using (seq)")) as rows:
            for (warnings,) in rows:
                yield json.loads(warnings)

    def count(self) -> int:
        """How many records were chosen."""
        with _told():
            return int(self._db.execute("select count(*) from output").fetchone()[0])

    def number_of(self, kind: str) -> int:
        """How many failures or notes there are."""
        with _told():
            return int(self._db.execute("select count(*) from told where kind = ?", (kind,)).fetchone()[0])

    def told(self, kind: str) -> Generator[Told]:
        """The failures or notes, in the order of the sources."""
        query = "select location, text from told where kind = ? order by seq, rowid"
        with _told(), closing(self._db.execute(query, (kind,))) as rows:
            yield from map(Told._make, rows)

    def dropped(self) -> Generator[Dropped]:
        """The pages that became no record, in the order of the sources."""
        query = "select location, text, detail from told where kind = 'dropped' order by seq, rowid"
        with _told(), closing(self._db.execute(query)) as rows:
            yield from map(Dropped._make, rows)

    def close(self) -> None:
        """Leave nothing behind."""
        self._db.close()
        self._folder.cleanup()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"cannot keep the records: {error}") from error


def _with_revision(line: bytes, revision: int) -> bytes:
    """The line of a record with its revision. A quote within a text is escaped, so this is no text."""
    if revision == 1:
        return line
    return line.replace(b',"revision":1,"provenance":', b',"revision":%d,"provenance":' % revision, 1)
