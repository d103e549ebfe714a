"""Tables to CSV files that a spreadsheet opens as they are, and runs nothing of."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from newsbot.dataset.exports.sqlite_reading import rows
from newsbot.dataset.exports.tables import Table, Type
from newsbot.errors import StoreError, reason

_FORMULA = r"'*(?:[\s\x00-\x1f]*[=+\-@＝＋－＠|]|[\t\r\n])"
"""How a text begins that a spreadsheet may take for a formula, or that was made harmless before."""
GUARD = f"^'(?={_FORMULA})"
"""The apostrophe that makes a text harmless."""
_SPECIAL = re.compile('[",\r\n]')


def harmless(text: str) -> str:
    """``text`` as a cell that no spreadsheet computes: with an apostrophe before it where it looks like a formula."""
    return f"'{text}" if re.match(_FORMULA, text) else text


def original(cell: str) -> str:
    """The text that ``harmless`` was given."""
    return re.sub(GUARD, "", cell)


def write_csv(path: Path, table: Table, database: sqlite3.Connection) -> None:
    """Write a table of a SQLite export: UTF-8 with a signature, so that Excel reads the letters right.

    A null is an empty cell, an empty text is two quotation marks. The csv module cannot tell them apart before 3.12.

    :raises StoreError: when it cannot be written.
    """
    types = [column.type for column in table.columns]
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            file.write(",".join(table.names) + "\n")
            file.writelines(",".join(map(_cell, row, types)) + "\n" for row in rows(database, table))
    except OSError as error:
        raise StoreError(f"cannot write {path}: {reason(error)}") from error


def _cell(value: str | int | None, kind: Type) -> str:
    if value is None:
        return ""
    if kind == "boolean":
        return "true" if value else "false"
    text = harmless(str(value)) if kind != "integer" else str(value)
    return '"' + text.replace('"', '""') + '"' if not text or _SPECIAL.search(text) else text
