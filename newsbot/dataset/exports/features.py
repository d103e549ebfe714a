"""The types of records and tables in the words of dataset hubs: Hugging Face features, Croissant, Table Schema."""

from __future__ import annotations

import types
import typing
from typing import Any

import attrs

from newsbot.dataset.exports.arrow import DAYS, MOMENTS
from newsbot.dataset.exports.meanings import meaning
from newsbot.dataset.exports.tables import TABLES, Table, Type
from newsbot.records import Article

_HUGGING_FACE: dict[Type, str] = {
    "integer": "int64",
    "string": "string",
    "boolean": "bool",
    "date": "date32",
    "moment": "string",
}
_CROISSANT: dict[Type, str] = {
    "integer": "sc:Integer",
    "string": "sc:Text",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "moment": "sc:DateTime",
}
_TIMESTAMP = "timestamp[us, tz=UTC]"


def hugging_face_record() -> list[dict[str, Any]]:
    """The features of whole records in Parquet."""
    derived = [{"name": "year", "dtype": "int32"}, *({"name": f"{key}_utc", "dtype": _TIMESTAMP} for key in MOMENTS)]
    return [*_struct(Article), *derived]


def hugging_face_lines() -> list[dict[str, Any]]:
    """The features of whole records in JSON Lines, so that a file where a key is null throughout has its type too."""
    objects = {"name": "provenance", "dtype": "json"}  # an object whose keys differ from record to record
    return [objects if feature["name"] == "provenance" else feature for feature in _struct(Article)]


def _struct(cls: type) -> list[dict[str, Any]]:
    return [{"name": name, **_feature(name, hint)} for name, hint in typing.get_type_hints(cls).items()]


def _feature(name: str, hint: Any) -> dict[str, Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _feature(name, next(a for a in arguments if a is not type(None)))
    if origin is list:
        (inner,) = arguments
        return {"list": _struct(inner) if attrs.has(inner) else "string"}
    if origin is dict:
        return {"list": [{"name": "field", "dtype": "string"}, {"name": "source", "dtype": "string"}]}
    if attrs.has(hint):
        return {"struct": _struct(hint)}
    if name in DAYS:
        return {"dtype": "date32"}
    return {"dtype": {bool: "bool", int: "int64"}.get(hint, "string")}


def hugging_face_table(table: Table) -> list[dict[str, Any]]:
    """The features of a flat table in Parquet."""
    columns = [{"name": column.name, "dtype": _HUGGING_FACE[column.type]} for column in table.columns]
    return columns + [{"name": f"{c.name}_utc", "dtype": _TIMESTAMP} for c in table.columns if c.type == "moment"]


def croissant_table(table: Table) -> list[tuple[str, str, str]]:
    """Name, type and meaning of each column."""
    return [(column.name, _CROISSANT[column.type], column.about) for column in table.columns]


def croissant_record() -> list[tuple[str, str, str]]:
    """Name, type and meaning of each key of a record that holds a single value."""
    types_ = {"date32": "sc:Date", "int64": "sc:Integer", "bool": "sc:Boolean", "string": "sc:Text"}
    single = [feature for feature in _struct(Article) if "dtype" in feature]
    return [
        (name, "sc:DateTime" if name in MOMENTS else types_[feature["dtype"]], meaning(Article, name))
        for feature in single
        for name in (feature["name"],)
    ]


def table_schema(table: Table) -> dict[str, Any]:
    """The Frictionless Table Schema of a table in CSV.

    No text is said to be required: to Frictionless an empty text is a missing value.
    """
    kinds: dict[Type, str] = {"moment": "string"}
    fields = []
    for column in table.columns:
        is_free = column.type == "string" and not column.values
        constraints: dict[str, Any] = {"required": True} if column.required and not is_free else {}
        if column.values:
            constraints["enum"] = [str(value) for value in column.values]
        field = {"name": column.name, "type": kinds.get(column.type, column.type), "description": column.about}
        fields.append({**field, "constraints": constraints} if constraints else field)
    keys = [
        {"fields": [column.name], "reference": {"resource": resource, "fields": [_KEYS[column.refers]]}}
        for column in table.columns
        if column.refers
        for resource in ("" if column.refers == table.name else column.refers,)  # a table calls itself ""
    ]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""], "primaryKey": list(table.key)}
    return {**schema, "foreignKeys": keys} if keys else schema


_KEYS = {table.name: table.key[0] for table in TABLES}
