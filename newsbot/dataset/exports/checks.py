"""Whether what was read is a record of this schema version."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from fastjsonschema import JsonSchemaException

from newsbot.dataset.checking import why_no_version
from newsbot.errors import StoreError
from newsbot.schema import validator

_LARGEST = 2**63 - 1
"""What a whole number of SQLite and of Parquet can hold."""
_ADVICE = "delete that record, or extract its page again"


def check(record: dict[str, Any], place: str) -> None:
    """See that ``record`` is one.

    :raises StoreError: when it is not, with its ``place`` and what to do about it.
    """
    if record.get("schema_version") is None:
        raise StoreError(f"{place} is no record of newsbot, it has no schema_version: name newsbot's JSON Lines")
    if why := why_no_version(record):
        raise StoreError(f"{place} has {why}")
    try:
        validator()(record)
    except JsonSchemaException as error:
        raise StoreError(f"{place} breaks the schema: {error}; {_ADVICE}") from error
    for name, day in _days(record):
        try:
            date.fromisoformat(day[:10])
        except ValueError as error:
            raise StoreError(
                f"{place} breaks the schema: {name} is {day}, a day that there is not; {_ADVICE}"
            ) from error
    for number in (record["revision"], (record["archive"] or {}).get("offset", 0)):
        if number > _LARGEST:
            raise StoreError(f"{place} breaks the schema: the number {number} is too large; {_ADVICE}")


def _days(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name in ("published_date", "published_at", "modified_at", "fetched_at"):
        if record[name]:
            yield name, record[name]
    for name in ("date", "end_date"):
        if record["event"] and record["event"][name]:
            yield f"event.{name}", record["event"][name]
