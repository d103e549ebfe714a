"""Records back from a SQLite export, and its rows table by table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import Any

from newsbot.dataset.exports.rows import Record, record_of
from newsbot.dataset.exports.schema_sql import APPLICATION_ID, LAYOUT
from newsbot.dataset.exports.tables import OF_RECORDS, Table
from newsbot.errors import StoreError

_MAGIC = b"SQLite format 3\0"


def is_sqlite(path: Path) -> bool:
    """Whether ``path`` is a SQLite file."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def connect(path: Path) -> sqlite3.Connection:
    """An export, opened for reading only.

    :raises StoreError: when it is no export, or one of another layout.
    """
    try:
        database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        ((mark,),) = database.execute("PRAGMA application_id")
        ((layout,),) = database.execute("PRAGMA user_version")
    except sqlite3.Error as error:
        raise StoreError(f"cannot read {path}: {error}; export it again") from error
    if (mark, layout) != (APPLICATION_ID, LAYOUT):
        database.close()
        raise StoreError(f"{path} is no SQLite export of this newsbot: make one with newsbot export --to sqlite")
    database.row_factory = sqlite3.Row
    return database


def rows(database: sqlite3.Connection, table: Table) -> Iterator[sqlite3.Row]:
    """The rows of ``table`` in the order of its key."""
    query = f"SELECT {', '.join(table.names)} FROM {table.name} ORDER BY {', '.join(table.key)}"  # noqa: S608
    yield from database.execute(query)


class SqliteRecords:
    """The records of an export, each time it is iterated over."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __iter__(self) -> Iterator[Record]:
        """The records in the order in which they were exported.

        :raises StoreError: when the file is no export.
        """
        with closing(connect(self._path)) as database:
            try:
                yield from _records(database)
            except sqlite3.Error as error:
                raise StoreError(f"cannot read {self._path}: {error}; export it again") from error


def _records(database: sqlite3.Connection) -> Iterator[Record]:
    """Walks all tables side by side: each is ordered by the article that its rows hang on."""
    articles, *others = OF_RECORDS
    walks = {table.name: _Walk(database, table) for table in others}
    for row in rows(database, articles):
        children = {name: walk.of(row["article"]) for name, walk in walks.items()}
        yield record_of(row, children)


class _Walk:
    """The rows of a table, article by article."""

    def __init__(self, database: sqlite3.Connection, table: Table) -> None:
        owner = "article" if "article" in table.names else "attendances.article"
        join = "" if owner == "article" else "JOIN attendances USING (attendance)"
        columns = ", ".join(f"{table.name}.{name}" for name in table.names)
        order = ", ".join(f"{table.name}.{name}" for name in table.key)
        query = f"SELECT {columns}, {owner} AS owner FROM {table.name} {join} ORDER BY {order}"  # noqa: S608 (own names)
        self._groups = groupby(database.execute(query), key=lambda row: row["owner"])
        self._next: tuple[int, Any] | None = next(self._groups, None)

    def of(self, article: int) -> list[Any]:
        """The rows of ``article``; articles are asked for in their order."""
        if self._next is None or self._next[0] != article:
            return []
        found = list(self._next[1])
        self._next = next(self._groups, None)
        return found
