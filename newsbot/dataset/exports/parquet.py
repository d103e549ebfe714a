"""Records to Parquet and back: whole records in nested columns, or one flat file per table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from newsbot.dataset.exports.arrow import (
    as_day,
    as_moment,
    from_arrow,
    pyarrow,
    record_schema,
    table_schema,
    to_arrow,
)
from newsbot.dataset.exports.extras import extra
from newsbot.dataset.exports.sqlite_reading import rows
from newsbot.dataset.exports.tables import Table
from newsbot.errors import StoreError

Record = dict[str, Any]

_ROWS = 4096
"""Records of a row group: with records of 5 kB some 20 MB wait in memory."""
_TABLE_ROWS = 65_536
_OPEN_FILES = 64


def write_parquet(path: Path, records: Iterable[Record]) -> None:
    """Write ``records`` to one file of nested columns.

    :raises StoreError: when it cannot be written, or pyarrow is missing.
    """
    _write(path, record_schema(), _batches(map(to_arrow, records), _ROWS))


def write_partitions(folder: Path, records: Iterable[Record]) -> None:
    """Write ``records`` to ``folder``/site=…/year=…/part-0.parquet.

    :raises StoreError: when it cannot be written, or pyarrow is missing.
    """
    pa, dataset = pyarrow(), extra("pyarrow.dataset", "parquet")
    schema = record_schema()
    batches = (pa.RecordBatch.from_pylist(batch, schema=schema) for batch in _batches(map(to_arrow, records), _ROWS))
    with _told(folder):
        dataset.write_dataset(
            pa.RecordBatchReader.from_batches(schema, batches),
            folder,
            format="parquet",
            basename_template="part-{i}.parquet",
            partitioning=_partitioning(),
            file_options=dataset.ParquetFileFormat().make_write_options(compression="zstd"),
            max_open_files=_OPEN_FILES,
            use_threads=False,
        )


def write_table(path: Path, table: Table, database: sqlite3.Connection) -> None:
    """Write a table of a SQLite export to one flat file.

    :raises StoreError: when it cannot be written, or pyarrow is missing.
    """
    moments = [column.name for column in table.columns if column.type == "moment"]
    days = [column.name for column in table.columns if column.type == "date"]
    flags = [column.name for column in table.columns if column.type == "boolean"]

    def typed(row: sqlite3.Row) -> Record:
        values: Record = dict(zip(table.names, row, strict=True))
        values.update({name: as_day(values[name]) for name in days})
        values.update({name: bool(values[name]) for name in flags})
        values.update({f"{name}_utc": as_moment(values[name]) for name in moments})
        return values

    _write(path, table_schema(table), _batches(map(typed, rows(database, table)), _TABLE_ROWS))


def _batches(items: Iterable[Record], size: int) -> Iterator[list[Record]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _write(path: Path, schema: Any, batches: Iterable[list[Record]]) -> None:
    pa, parquet = pyarrow(), extra("pyarrow.parquet", "parquet")
    with _told(path), parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(pa.RecordBatch.from_pylist(batch, schema=schema))


class ParquetRecords:
    """The records of a nested Parquet file, or of a folder of those, each time it is iterated over."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __iter__(self) -> Iterator[Record]:
        """The records, those of one file in the order in which they were exported.

        :raises StoreError: when the file is no export of whole records, or pyarrow is missing.
        """
        dataset = extra("pyarrow.dataset", "parquet")
        try:
            source = dataset.dataset(
                self._path, format="parquet", partitioning=_partitioning() if self._path.is_dir() else None
            )
            names = record_schema().names
            if set(names) - set(source.schema.names):
                raise StoreError(
                    f"{self._path} holds no whole records: read an articles.parquet (not one of --flat) of this newsbot"
                )
            for batch in source.to_batches(columns=names, batch_size=_ROWS, batch_readahead=1, fragment_readahead=1):
                yield from map(from_arrow, batch.to_pylist())
        except (OSError, pyarrow().ArrowException) as error:
            system = isinstance(error, OSError) and error.strerror  # pyarrow raises OSError for broken files as well
            why = system or "it is no sound Parquet file; export it again"
            raise StoreError(f"cannot read {self._path}: {why}") from error


def _partitioning() -> Any:
    pa, dataset = pyarrow(), extra("pyarrow.dataset", "parquet")
    return dataset.partitioning(pa.schema([("site", pa.string()), ("year", pa.int32())]), flavor="hive")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, pyarrow().ArrowException) as error:
        raise StoreError(f"cannot write {path}: {_first_line(error)}") from error


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0]
