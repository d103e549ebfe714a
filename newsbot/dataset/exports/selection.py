"""Which records of the inputs go into an export: of each article the newest revision, or all of them."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from newsbot.dataset.exports.checks import check
from newsbot.dataset.exports.sources import Record, Source, open_sources
from newsbot.errors import StoreError

_BATCH = 10_000

Watch = Callable[[Iterable[Any], str], Generator[Any]]
"""Passes items on and shows how many have passed."""


@contextmanager
def selected(paths: Iterable[Path], watch: Watch, *, all_revisions: bool = False) -> Iterator[Selection]:
    """The records of datasets, every one of them checked before the first is given.

    :raises StoreError: when a source is missing, cannot be read, or holds something that is no record.
    """
    selection = Selection(open_sources(paths), all_revisions=all_revisions)
    try:
        with closing(watch(selection.examine(), "records checked")) as checked:
            deque(checked, maxlen=0)
        yield selection
    finally:
        selection.close()


class Selection:
    """The records of some sources, each checked, in their order. Their keys wait on disk: memory stays flat.

    :ivar read: the records that the sources hold.
    :ivar kept: the records that ``__iter__`` gives.
    """

    def __init__(self, sources: Iterable[Source], *, all_revisions: bool = False) -> None:
        self.sources = list(sources)
        self.all_revisions = all_revisions
        self.read = self.kept = 0
        self._keys = sqlite3.connect("", check_same_thread=False)  # a file without a name; pyarrow reads in a thread
        self._keys.execute(
            "CREATE TABLE keys (id TEXT, part INTEGER, revision INTEGER, position INTEGER, PRIMARY KEY (id, part))"
            " WITHOUT ROWID"
        )

    def examine(self) -> Iterator[None]:
        """Check every record once, telling after each; only then are they known.

        Of two records with the same id and revision the later one is kept.

        :raises StoreError: when a source cannot be read, or holds something that is no record.
        """
        batch: list[tuple[str, int, int, int]] = []
        for place, record in self._records():
            check(record, place)
            revision = record["revision"]
            batch.append((record["id"], revision if self.all_revisions else 0, revision, self.read))
            self.read += 1
            if len(batch) == _BATCH:
                self._note(batch)
                batch = []
            yield
        self._note(batch)
        ((self.kept,),) = self._keys.execute("SELECT count(*) FROM keys")
        if not self.kept:
            names = ", ".join(str(source.path) for source in self.sources)
            raise StoreError(f"there is no record in {names}: crawl or extract first")

    def _note(self, batch: list[tuple[str, int, int, int]]) -> None:
        try:
            with self._keys:
                self._keys.executemany(
                    "INSERT INTO keys VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE"
                    " SET revision = excluded.revision, position = excluded.position"
                    " WHERE excluded.revision >= keys.revision",
                    batch,
                )
        except sqlite3.Error as error:
            raise StoreError(f"cannot keep the ids of the records (TMPDIR says where to): {error}") from error

    def __iter__(self) -> Iterator[Record]:
        """The records that were kept, in the order of the sources."""
        wanted = self._keys.execute("SELECT position FROM keys ORDER BY position")
        next_one = next(wanted, None)
        for position, (_, record) in enumerate(self._records()):
            if next_one is None:
                return
            if position == next_one[0]:
                yield record
                next_one = next(wanted, None)

    def _records(self) -> Iterator[tuple[str, Record]]:
        for source in self.sources:
            yield from source.records()

    def close(self) -> None:
        """Give the space on disk back."""
        self._keys.close()
