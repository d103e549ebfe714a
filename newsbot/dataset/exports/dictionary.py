"""The data dictionary: every key of a record and every column of a table, written from their definitions."""

from __future__ import annotations

import sys
import types
import typing
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import attrs

from newsbot import records
from newsbot.dataset.exports.meanings import meaning
from newsbot.dataset.exports.tables import TABLES
from newsbot.records import SCHEMA_VERSION, Article, Warn

_HEAD = f"""\
# Data dictionary

Schema version {SCHEMA_VERSION}. This page is made by

    python -m newsbot.dataset.exports.dictionary > docs/data-dictionary.md

and a test keeps it equal to the code.

## The record
One JSON object per line. All keys are always there, in this order; what is absent is `null` or `[]`. In Parquet
(nested) the keys are the same; days are dates there, `provenance` is a list of `field` and `source`, and `year`,
`published_at_utc`, `modified_at_utc`, `fetched_at_utc` stand at the end.
"""
_TABLES = """
## The tables
SQLite, CSV and `--to parquet --flat` lay the records out in tables. In flat Parquet each column of type *date and time*
has a second one beside it, `<name>_utc`, a timestamp. `places`, `bodies`, `people` and `person_links` are derived: they
can be made again from the others.
"""
_TYPES = {
    "integer": "number",
    "string": "text",
    "boolean": "true or false",
    "date": "date",
    "moment": "date and time",
}


def dictionary() -> str:
    """The page, as Markdown."""
    return "\n".join((*_record(), *_codes(), *_tables())) + "\n"


def _record() -> Iterator[str]:
    yield _HEAD
    for cls in (Article, *_parts()):
        yield f"### {_title(cls)}"
        yield "| key | type | meaning |\n|---|---|---|"
        for name, hint in typing.get_type_hints(cls).items():
            yield f"| `{name}` | {_type(hint)} | {_cell(meaning(cls, name))} |"
        yield ""


def _parts() -> list[type]:
    """The classes that a record is made of, in the order of the keys that hold them."""
    found: list[type] = []

    def visit(cls: type) -> None:
        for hint in typing.get_type_hints(cls).values():
            for inner in (hint, *typing.get_args(hint)):
                if attrs.has(inner) and inner not in found:
                    found.append(inner)
                    visit(inner)

    visit(Article)
    return found


def _title(cls: type) -> str:
    return "A record (`Article`)" if cls is Article else f"`{cls.__name__}`"


def _type(hint: Any) -> str:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return f"{_type(next(a for a in arguments if a is not type(None)))} or null"
    if origin is list:
        return f"list of {_type(arguments[0])}"
    if origin is dict:
        return "object of text"
    if attrs.has(hint) or issubclass(hint, StrEnum):
        return f"`{hint.__name__}`"
    return {str: "text", int: "number", bool: "true or false"}[hint]


def _codes() -> Iterator[str]:
    yield "## Codes"
    for cls in (records.Role, records.PartOfDay, records.PublishedSource):
        yield f"- `{cls.__name__}`: {', '.join(f'`{code}`' for code in cls)}"
    yield "\n### Warnings\n| code | what to make of it |\n|---|---|"
    for code in Warn:
        yield f"| `{code}` | {_cell(meaning(Warn, code.name))} |"


def _tables() -> Iterator[str]:
    yield _TABLES
    for table in TABLES:
        yield f"### `{table.name}`\n{table.about}. Key: {', '.join(f'`{name}`' for name in table.key)}.\n"
        yield "| column | type | null | meaning |\n|---|---|---|---|"
        for column in table.columns:
            null = "" if column.required else "yes"
            refers = f" → `{column.refers}`" if column.refers else ""
            yield f"| `{column.name}` | {_TYPES[column.type]}{refers} | {null} | {_cell(column.about)} |"
        yield ""


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("<", "&lt;")


def main() -> None:
    """Print the page, as checked in under ``docs/``."""
    sys.stdout.write(dictionary())


if __name__ == "__main__":
    main()
