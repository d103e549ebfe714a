"""What must be remembered of each page while a process runs: on disk, so that memory does not grow with the site.

Nothing of it outlives the process. Where the files lie, SQLite says: in SQLITE_TMPDIR, TMPDIR, /var/tmp or /tmp; they
have no name, so a killed process leaves none.
"""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any

from newsbot.errors import StoreError

_PRAGMAS = """
pragma cache_size = -256;
pragma journal_mode = off;
pragma synchronous = off;
"""
"""A quarter of a megabyte is kept in memory; what is lost when the process is, needs no journal."""
_AT_ONCE = 1000


class Scratch:
    """A database of this process alone, which several threads may use.

    Its methods raise ``StoreError`` when the disk fails, and ever after: what was remembered may then be wrong.

    >>> scratch = Scratch("create table met (url text primary key)")
    >>> scratch.change("insert or ignore into met values (?)", "https://an-phu.example/")
    1
    """

    def __init__(self, schema: str) -> None:
        """Make the tables."""
        self._lock = threading.Lock()
        self._error: sqlite3.Error | None = None
        # The one transaction is never committed: what does not fit into memory goes to the file all the same.
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        weakref.finalize(self, self._db.close)
        try:
            self._db.executescript(f"{_PRAGMAS}{schema}; begin;")
        except sqlite3.Error as error:
            raise _failed(error) from error

    def change(self, statement: str, *values: Any) -> int:
        """Run a statement; how many rows it changed."""
        with self._lock:
            return int(self._guard(self._db.execute, statement, values).rowcount)

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a query gives."""
        with self._lock:
            return self._guard(self._guard(self._db.execute, query, values).fetchall)  # type: ignore[no-any-return]

    def change_all(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Run a statement for each of ``rows``."""
        with self._lock:
            self._guard(self._db.executemany, statement, rows)

    def each(self, query: str) -> Iterator[tuple[Any, ...]]:
        """What a query gives, bit by bit: nothing may be changed meanwhile."""
        with self._lock:
            cursor = self._guard(self._db.execute, query)
        while rows := self._guard(cursor.fetchmany, _AT_ONCE):
            yield from rows

    def _guard(self, run: Callable[..., Any], *arguments: Any) -> Any:
        if self._error is not None:
            raise _failed(self._error) from self._error
        try:
            return run(*arguments)
        except sqlite3.Error as error:
            self._error = error
            raise _failed(error) from error


class Seen:
    """A set of which only hashes are kept. Its methods raise ``StoreError`` when the disk fails.

    Two keys share one in one of 10^19 cases; and then not in the next process, whose hashes are others.
    """

    def __init__(self) -> None:
        self._scratch = Scratch("create table seen (key integer primary key)")

    def add(self, key: Hashable) -> bool:
        """Add ``key``; whether it is new."""
        return self._scratch.change("insert or ignore into seen values (?)", hash(key)) == 1

    def __contains__(self, key: Hashable) -> bool:
        return bool(self._scratch.rows("select 1 from seen where key = ?", hash(key)))


def _failed(error: sqlite3.Error) -> StoreError:
    return StoreError(f"cannot write temporary files (TMPDIR says where to): {error}")
