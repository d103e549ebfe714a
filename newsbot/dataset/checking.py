"""Is a file of records as it should be? What is wrong is told in words, line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from fastjsonschema import JsonSchemaException

from newsbot.dataset.report import Told
from newsbot.errors import StoreError, reason
from newsbot.schema import validator

RECORDS = "articles.jsonl"
_BEGINNING = b'{"schema_version":'


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
            return path.name == RECORDS or file.read(len(_BEGINNING)) == _BEGINNING
    except OSError as error:
        raise StoreError(f"cannot read {path}: {reason(error)}") from error


def check_records(path: Path) -> Iterator[Line | Told]:
    """The records of a file of JSON Lines, and what is wrong with the others.

    :raises StoreError: when the file cannot be read.
    """
    revisions: dict[str, int] = {}
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
                if wrong := _out_of_order(record, revisions):
                    yield Told(location, wrong)
                yield Line(location, record)
    except OSError as error:
        raise StoreError(f"cannot read {path}: {reason(error)}") from error


def _read(line: bytes) -> dict[str, Any] | str:
    """The record in a line, or what is wrong with it."""
    try:
        record = json.loads(line)
    except UnicodeDecodeError:
        return "the line is no UTF-8"
    except (ValueError, RecursionError):
        return "the line is no JSON"
    try:
        validator()(record)
    except JsonSchemaException as error:
        return f"the record breaks the schema: {error}"
    read: dict[str, Any] = record
    return read


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
