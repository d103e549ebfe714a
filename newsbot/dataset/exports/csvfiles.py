"""Tables to CSV files that a spreadsheet opens as they are, and runs nothing of."""

from __future__ import annotations

import csv
import re
import sqlite3
from pathlib import Path

from newsbot.dataset.exports.sqlite_reading import rows
from newsbot.dataset.exports.tables import Table
from newsbot.errors import StoreError, reason

_FORMULA = re.compile(r"'*[\s\x00-\x1f]*[=+\-@＝＋－＠|]|'*[\t\r\n]")
"""How a text begins that a spreadsheet may take for a formula, or that was made harmless before."""
_GUARDED = re.compile(r"'(?:'*[\s\x00-\x1f]*[=+\-@＝＋－＠|]|'*[\t\r\n])")


def harmless(text: str) -> str:
    """``text`` as a cell that no spreadsheet computes: with an apostrophe before it where it looks like a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def original(cell: str) -> str:
    """The text that ``harmless`` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell


def write_csv(path: Path, table: Table, database: sqlite3.Connection) -> None:
    """Write a table of a SQLite export: UTF-8 with a signature, so that Excel reads the letters right.

    :raises StoreError: when it cannot be written.
    """
    is_text = [column.type in {"string", "moment", "date"} for column in table.columns]
    is_flag = [column.type == "boolean" for column in table.columns]
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(table.names)
            for row in rows(database, table):
                writer.writerow(map(_cell, row, is_text, is_flag))
    except OSError as error:
        raise StoreError(f"cannot write {path}: {reason(error)}") from error


def _cell(value: object, is_text: bool, is_flag: bool) -> object:
    if is_text and isinstance(value, str):
        return harmless(value)
    if is_flag:
        return "true" if value else "false"
    return value
