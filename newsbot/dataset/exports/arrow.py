"""Records and tables as Arrow types, made from the classes of ``newsbot.records``."""

from __future__ import annotations

import types
import typing
from datetime import UTC, date, datetime
from typing import Any

import attrs

from newsbot.dataset.exports.extras import extra
from newsbot.dataset.exports.tables import Table
from newsbot.records import Article

DAYS = ("published_date", "date", "end_date")
"""Keys that hold a day."""
MOMENTS = ("published_at", "modified_at", "fetched_at")
"""Keys that hold a date-time. They stay text, with their offset; ``<key>_utc`` beside them holds a timestamp."""
_CATEGORIES = {"schema_version", "site", "section", "published_source", "agency", "language"}
"""Keys with few values: dictionaries in Arrow, categories in pandas."""


def pyarrow() -> Any:
    """The library.

    :raises StoreError: when it is not installed.
    """
    return extra("pyarrow", "parquet")


def record_schema() -> Any:
    """The Arrow schema of one record: its keys in their order, then the year and the timestamps."""
    pa = pyarrow()
    hints = typing.get_type_hints(Article)
    fields = [pa.field(key, _category(pa) if key in _CATEGORIES else _type(key, hints[key])) for key in hints]
    derived = [pa.field("year", pa.int32()), *(pa.field(f"{key}_utc", _moment(pa)) for key in MOMENTS)]
    return pa.schema([*fields, *derived])


def table_schema(table: Table) -> Any:
    """The Arrow schema of a flat table."""
    pa = pyarrow()
    plain = {
        "integer": pa.int64(),
        "string": pa.string(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "moment": pa.string(),
    }
    fields = []
    for column in table.columns:
        is_category = column.values or column.name in _CATEGORIES
        kind = _category(pa) if is_category else plain[column.type]
        fields.append(pa.field(column.name, kind, nullable=not column.required))
    fields += [pa.field(f"{c.name}_utc", _moment(pa)) for c in table.columns if c.type == "moment"]
    return pa.schema(fields)


def _category(pa: Any) -> Any:
    return pa.dictionary(pa.int32(), pa.string())


def _moment(pa: Any) -> Any:
    return pa.timestamp("us", tz="UTC")


def _type(key: str, hint: Any) -> Any:
    pa = pyarrow()
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        (inner,) = (a for a in arguments if a is not type(None))
        return _type(key, inner)
    if origin is list:
        return pa.list_(_type("", arguments[0]))
    if origin is dict:
        return pa.list_(pa.struct([("field", pa.string()), ("source", pa.string())]))
    if attrs.has(hint):
        return pa.struct([pa.field(name, _type(name, inner)) for name, inner in typing.get_type_hints(hint).items()])
    if key in DAYS:
        return pa.date32()
    return {bool: pa.bool_(), int: pa.int64()}.get(hint, pa.string())


def to_arrow(record: dict[str, Any]) -> dict[str, Any]:
    """A record as values of ``record_schema``."""
    row = {
        **record,
        "published_date": as_day(record["published_date"]),
        "provenance": [{"field": key, "source": source} for key, source in record["provenance"].items()],
        "year": int(record["published_date"][:4]) if record["published_date"] else None,
        **{f"{key}_utc": as_moment(record[key]) for key in MOMENTS},
    }
    if record["event"]:
        days = {key: as_day(record["event"][key]) for key in ("date", "end_date")}
        row["event"] = {**record["event"], **days}
    return row


def from_arrow(row: dict[str, Any]) -> dict[str, Any]:
    """The record that ``to_arrow`` was given."""
    record = {key: row[key] for key in Article.__annotations__}
    record["published_date"] = _as_text(record["published_date"])
    record["provenance"] = {entry["field"]: entry["source"] for entry in record["provenance"]}
    if record["event"]:
        days = {key: _as_text(record["event"][key]) for key in ("date", "end_date")}
        record["event"] = {**record["event"], **days}
    return record


def as_day(text: str | None) -> date | None:
    """A day."""
    return date.fromisoformat(text) if text else None


def as_moment(text: str | None) -> datetime | None:
    """A moment in UTC; ``None`` also for one that the calendar cannot hold in UTC (year 1, year 9999)."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC) if text else None
    except (OverflowError, ValueError):
        return None


def _as_text(day: date | None) -> str | None:
    return day.isoformat() if day else None
