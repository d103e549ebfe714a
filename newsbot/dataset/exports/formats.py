"""What each format writes into its folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from attrs import frozen

from newsbot.dataset.exports.csvfiles import write_csv
from newsbot.dataset.exports.entities import write_ftm, write_graph, write_popolo
from newsbot.dataset.exports.parquet import write_parquet, write_partitions, write_table
from newsbot.dataset.exports.sqlite import write_sqlite
from newsbot.dataset.exports.sqlite_reading import connect
from newsbot.dataset.exports.tables import TABLES, Table

Record = dict[str, Any]


@frozen
class File:
    """A file of an export.

    :ivar path: relative to the folder; a folder of parts ends with a slash.
    :ivar about: what it holds.
    :ivar format: ``csv``, ``parquet``, ``jsonl`` …
    :ivar table: the table that it holds, where it is flat; ``None`` for whole records and for databases.
    :ivar is_records: it holds whole records.
    """

    path: str
    about: str
    format: str
    table: Table | None = None
    is_records: bool = False


@frozen
class Layout:
    """How to lay the records out.

    :ivar flat: Parquet: one file per table instead of nested columns.
    :ivar partition: Parquet: one folder per site and year.
    """

    flat: bool = False
    partition: bool = False


Writer = Callable[[Iterable[Record], Path, Layout], list[File]]


def _jsonl(records: Iterable[Record], folder: Path, _: Layout) -> list[File]:
    with (folder / "articles.jsonl").open("wb") as file:
        file.writelines(json_line(record) for record in records)
    return [File("articles.jsonl", "One record per line", "jsonl", is_records=True)]


def json_line(record: Record) -> bytes:
    """A record as ``newsbot.records.to_json_line`` writes it, with its line end."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _sqlite(records: Iterable[Record], folder: Path, _: Layout) -> list[File]:
    write_sqlite(folder / "newsbot.sqlite", records)
    return [File("newsbot.sqlite", "All tables, with indexes and full-text search", "sqlite")]


def _parquet(records: Iterable[Record], folder: Path, layout: Layout) -> list[File]:
    if layout.flat:
        return _tables(records, folder, "parquet", write_table)
    if layout.partition:
        write_partitions(folder / "articles", records)
        parts = sorted(path.relative_to(folder).as_posix() for path in (folder / "articles").rglob("*.parquet"))
        return [File(part, "Whole records of one site and year", "parquet", is_records=True) for part in parts]
    write_parquet(folder / "articles.parquet", records)
    return [File("articles.parquet", "Whole records in nested columns", "parquet", is_records=True)]


def _csv(records: Iterable[Record], folder: Path, _: Layout) -> list[File]:
    return _tables(records, folder, "csv", write_csv)


def _tables(
    records: Iterable[Record], folder: Path, suffix: str, write: Callable[[Path, Table, Any], None]
) -> list[File]:
    with _database(records, folder) as database:
        for table in TABLES:
            write(folder / f"{table.name}.{suffix}", table, database)
    return [File(f"{table.name}.{suffix}", table.about, suffix, table) for table in TABLES]


@contextmanager
def _database(records: Iterable[Record], folder: Path) -> Iterator[Any]:
    """The records in a database that is there only as long as the context."""
    path = folder / ".tables.sqlite"
    write_sqlite(path, records, search=False)
    try:
        with closing(connect(path)) as database:
            yield database
    finally:
        path.unlink(missing_ok=True)


def _entities(name: str, about: str, kind: str, write: Callable[[Path, Any], None]) -> Writer:
    def run(records: Iterable[Record], folder: Path, _: Layout) -> list[File]:
        with _database(records, folder) as database:
            write(folder / name, database)
        return [File(name, about, kind)]

    return run


FORMATS: dict[str, Writer] = {
    "jsonl": _jsonl,
    "parquet": _parquet,
    "sqlite": _sqlite,
    "csv": _csv,
    "popolo": _entities(
        "popolo.json", "Persons, organizations, memberships and events as Popolo", "json", write_popolo
    ),
    "ftm": _entities("entities.ftm.json", "Entities of FollowTheMoney, one per line", "jsonl", write_ftm),
    "graphml": _entities("people.graphml", "Who was named together with whom, with dates", "graphml", write_graph),
}
