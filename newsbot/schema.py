"""The JSON Schema (2020-12) of the dataset, generated from the classes of ``newsbot.records``."""

from __future__ import annotations

import json
import sys
import types
import typing
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Any

import attrs
import fastjsonschema

from newsbot.records import SCHEMA_VERSION, Article

_DAY = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_HOUR = "([01][0-9]|2[0-3]):[0-5][0-9]"
_DATE = f"^{_DAY}$"
_DATE_TIME = f"^{_DAY}T{_HOUR}(:[0-5][0-9]([.][0-9]+)?)?(Z|[+-]{_HOUR})$"
_PATTERNS = {
    "published_date": _DATE,
    "date": _DATE,
    "end_date": _DATE,
    "published_at": _DATE_TIME,
    "modified_at": _DATE_TIME,
    "fetched_at": _DATE_TIME,
    "content_hash": "^[0-9a-f]{64}$",
    "id": "^[^:\\s]+:\\S+$",
}
_MINIMA = {"revision": 1, "offset": 0}
_NON_EMPTY = {"name", "roles", "text"}


def article_schema() -> dict[str, Any]:
    """The JSON Schema of one record: every key required, no other key allowed."""
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "newsbot article",
        "description": f"One line of a newsbot dataset, schema version {SCHEMA_VERSION}.",
    }
    definitions: dict[str, Any] = {}
    schema.update(_object(Article, definitions))
    schema["properties"]["schema_version"] = {"const": SCHEMA_VERSION}
    schema["$defs"] = dict(sorted(definitions.items()))
    return schema


def _object(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(cls)
    properties = {a.name: _property(a.name, hints[a.name], definitions) for a in attrs.fields(cls)}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _property(name: str, hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    schema = _type(hint, definitions)
    if name in _PATTERNS:
        schema["pattern"] = _PATTERNS[name]
    if name in _MINIMA:
        schema["minimum"] = _MINIMA[name]
    if name in _NON_EMPTY:
        schema["minItems" if schema["type"] == "array" else "minLength"] = 1
    return schema


def _type(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        (inner,) = (a for a in arguments if a is not type(None))
        return _nullable(_type(inner, definitions))
    if origin is list:
        return {"type": "array", "items": _type(arguments[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _type(arguments[1], definitions)}
    if attrs.has(hint):
        definitions[hint.__name__] = _object(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"type": "string", "enum": [member.value for member in hint]}
    return {"type": {str: "string", int: "integer", bool: "boolean"}[hint]}


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    schema["type"] = [schema["type"], "null"]
    if "enum" in schema:
        schema["enum"] = [*schema["enum"], None]
    return schema


@cache
def validator() -> Callable[[Any], Any]:
    """A compiled check of one record (a dict).

    The returned function raises ``fastjsonschema.JsonSchemaException`` with the path of the first offending key.
    """
    schema = article_schema()
    del schema["$schema"]  # the compiler knows drafts up to 7; the keywords used here mean the same in both
    check: Callable[[Any], Any] = fastjsonschema.compile(schema)
    return check


def main() -> None:
    """Print the schema, as checked in under ``schema/``."""
    sys.stdout.write(json.dumps(article_schema(), ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    main()
