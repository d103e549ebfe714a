"""Where records are read from: JSON Lines files, dataset folders, and exports that hold whole records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from newsbot.dataset.checking import why_no_lines
from newsbot.dataset.exports.parquet import ParquetRecords
from newsbot.dataset.exports.sqlite_reading import SqliteRecords, is_sqlite
from newsbot.errors import StoreError, reason

Record = dict[str, Any]
ARTICLES = "articles.jsonl"


class Source(Protocol):
    """One input, which can be read more than once and then gives the same."""

    path: Path

    def records(self) -> Iterator[tuple[str, Record]]:
        """Each record with its place, in words for a message.

        :raises StoreError: when something in it is no record.
        """
        ...


def open_sources(paths: Iterable[Path]) -> list[Source]:
    """The inputs that ``paths`` name: a dataset folder, a folder of those, or a file.

    :raises StoreError: when one is missing, or holds nothing that can be read here.
    """
    files = dict.fromkeys(file for path in paths for file in _files(path))
    return [_source(file) for file in files]


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise StoreError(f"there is no {path}: name a dataset folder, such as data/<site>, or an {ARTICLES}")
    if not path.is_dir():
        return [path]
    for file in (path / ARTICLES, path / "articles.parquet", path / "newsbot.sqlite"):
        if file.is_file():
            return [file]
    found = sorted(path.glob(f"*/{ARTICLES}"))
    parts = path / "articles" if (path / "articles").is_dir() else path
    found = found or [parts] * any(parts.glob("site=*/**/*.parquet"))
    if not found:
        raise StoreError(
            f"{path} holds no whole records: name a dataset folder, such as data/<site>, an {ARTICLES}, or an export to"
            " Parquet (not --flat), SQLite or JSON Lines"
        )
    return found


def _source(path: Path) -> Source:
    if path.is_dir() or path.suffix == ".parquet":
        return _Export(path, ParquetRecords(path))
    if is_sqlite(path):
        return _Export(path, SqliteRecords(path))
    if why := why_no_lines(path):
        raise StoreError(f"{path}: {why}")
    return _Lines(path)


class _Export:
    """A Parquet or SQLite export."""

    def __init__(self, path: Path, contents: Iterable[Record]) -> None:
        self.path = path
        self._contents = contents

    def records(self) -> Iterator[tuple[str, Record]]:
        for number, record in enumerate(self._contents, start=1):
            yield f"{self.path}, record {number}", record


class _Lines:
    """A JSON Lines file, kept open: it stays the same file even when another takes its place."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._file: BinaryIO = path.open("rb")
        except OSError as error:
            raise StoreError(f"cannot read {path}: {reason(error)}") from error

    def __del__(self) -> None:
        if hasattr(self, "_file"):
            self._file.close()

    def records(self) -> Iterator[tuple[str, Record]]:
        try:
            self._file.seek(0)
            for number, line in enumerate(self._file, start=1):
                if line.strip():
                    place = f"{self.path}, line {number}"
                    yield place, _record(line, place)
        except OSError as error:
            raise StoreError(f"cannot read {self.path}: {reason(error)}") from error


def _record(line: bytes, place: str) -> Record:
    try:
        record = json.loads(line)
        if b"\\u" in line:  # may be half a surrogate pair, which no export can hold
            record = json.loads(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        if line.startswith(b"{") and not line.endswith(b"\n"):
            raise StoreError(
                f"{place} is torn, the file ends within it: crawl once more, which mends it, or delete that line"
            ) from error
        raise StoreError(f"{place} is no JSON: name newsbot's JSON Lines, such as data/<site>/{ARTICLES}") from error
    if not isinstance(record, dict):
        raise StoreError(f"{place} is no record: name newsbot's JSON Lines, such as data/<site>/{ARTICLES}")
    return record
