"""Is a file of records as it should be? What is wrong is told in words, line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from fastjsonschema import JsonSchemaException

from newsbot.dataset.report import Told
from newsbot.errors import StoreError, reason
from newsbot.records import SCHEMA_VERSION
from newsbot.schema import validator

RECORDS = "articles.jsonl"
BEGINNING = b'{"schema_version":'
"""How a file of records begins."""


_OTHERS = {
    b"[": "it is a JSON array; records stand one on a line each: jq -c '.[]' makes them so",
    b"{\n": "it is JSON of several lines; records stand one on a line each: jq -c . makes them so",
    b"<": "it is a page: 'newsbot extract' makes records of pages",
    b"\x1f\x8b": "it is gzip-compressed: unpack it first (gunzip)",
    b"PAR1": "it is a Parquet file: 'newsbot export FILE --to jsonl' makes records of an export",
    b"SQLite format 3\0": "it is an SQLite file: 'newsbot export FILE --to jsonl' makes records of an export",
}
"""Files that are no JSON Lines, by their beginnings, and what to do about it."""


class Line(NamedTuple):
    """A record that is sound by itself."""

    location: str
    record: dict[str, Any]


def holds_records(path: Path) -> bool:
    """Whether a file in a folder is one of records: by its name, or by the beginning of its first line.

    :raises StoreError: when it cannot be read.
    """
    if path.suffix != ".jsonl":
        return False
    try:
        with path.open("rb") as file:
            return path.name == RECORDS or file.read(len(BEGINNING)) == BEGINNING
    except OSError as error:
        raise StoreError(f"cannot read {path}: {reason(error)}") from error


def is_empty(path: Path) -> bool:
    """Whether a file of records holds none yet.

    :raises StoreError: when it cannot be read.
    """
    return not _head(path)


def why_no_lines(path: Path) -> str | None:
    """What a file is that holds no JSON Lines, and what to do about it; ``None`` for one that may hold some.

    :raises StoreError: when it cannot be read.
    """
    head = _head(path)
    return next((words for beginning, words in _OTHERS.items() if head.startswith(beginning)), None)


def why_no_version(record: object) -> str | None:
    """What to do about a record of another schema version than this newsbot's; ``None`` for all others."""
    version = record.get("schema_version") if isinstance(record, dict) else None
    if version is None or version == SCHEMA_VERSION:
        return None
    return (
        f"schema version {version!r}, this newsbot reads {SCHEMA_VERSION!r}:"
        " use the newsbot that wrote it, or extract the pages again"
    )


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(100).lstrip()
    except OSError as error:
        raise StoreError(f"cannot read {path}: {reason(error)}") from error


def check_records(path: Path) -> Iterator[Line | Told]:
    """The records of a file of JSON Lines, and what is wrong with the others.

    What is wrong with the file as a whole is told once: that it is something else, or of another schema version.

    :raises StoreError: when the file cannot be read.
    """
    revisions: dict[str, int] = {}
    versions: set[str] = set()
    if why := why_no_lines(path):
        yield Told(str(path), why)
        return
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                location = f"{path}, line {number}"
                if not line.endswith(b"\n"):
                    yield Told(location, "the file ends within a line: a writer was killed; the next crawl repairs it")
                    continue
                record = _read(line)
                if isinstance(record, str):
                    yield Told(location, record)
                    continue
                if version := why_no_version(record):
                    if version not in versions:
                        versions.add(version)
                        yield Told(location, f"{version} (told once)")
                    continue
                if wrong := _breaks_the_schema(record):
                    yield Told(location, wrong)
                    continue
                if wrong := _out_of_order(record, revisions):
                    yield Told(location, wrong)
                yield Line(location, record)
    except OSError as error:
        raise StoreError(f"cannot read {path}: {reason(error)}") from error


def _read(line: bytes) -> dict[str, Any] | str:
    """The object in a line, or what is wrong with it."""
    try:
        record = json.loads(line)
    except UnicodeDecodeError:
        return "the line is no UTF-8"
    except (ValueError, RecursionError):
        return "the line is no JSON"
    return record if isinstance(record, dict) else "the line is no record"


def _breaks_the_schema(record: dict[str, Any]) -> str | None:
    try:
        validator()(record)
    except JsonSchemaException as error:
        return f"the record breaks the schema: {error}"
    return None


def _out_of_order(record: dict[str, Any], revisions: dict[str, int]) -> str | None:
    """Whether a page comes twice, or its revisions do not count up from 1."""
    id_, revision = record["id"], record["revision"]
    before = revisions.get(id_, 0)
    revisions[id_] = max(before, revision)
    if id_.partition(":")[0] != record["site"]:
        return f"the id {id_} is not of the site {record['site']}"
    if revision == before:
        return f"{id_} is there twice with revision {revision}"
    if revision < before:
        return f"{id_} has revision {revision} after {before}"
    if revision > before + 1 and before:
        return f"{id_} has revision {revision} after {before}: one is missing"
    return None
