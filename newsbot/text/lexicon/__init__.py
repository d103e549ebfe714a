"""Word lists of the text layer, as data. Each is read once, when first needed.

Rows of one's own are added from the folder that the environment variable ``NEWSBOT_LEXICON`` names: files of the same
names and columns, of which the first column must be there.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path

from newsbot.text.unicode import fold

USER_FOLDER = "NEWSBOT_LEXICON"
_FEW = 4
"""So few alternatives are tried one after the other."""


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``<name>.tsv`` beside this module, then those of the user's file: one dict per row, keyed by header.

    Lines that start with ``#`` are comments. Cells are not stripped (blanks count in lead prefixes).

    :raises ValueError: when the user's file has other columns.
    """
    rows = _rows(resources.files(__name__).joinpath(f"{name}.tsv").read_text(encoding="utf-8"))
    folder = os.environ.get(USER_FOLDER)
    own = Path(folder, f"{name}.tsv") if folder else None
    if own is None or not own.is_file():
        return rows
    columns = list(rows[0])
    added = _rows(own.read_text(encoding="utf-8-sig"))
    for row in added:
        if not set(row) <= set(columns) or columns[0] not in row:
            raise ValueError(f"{own}: columns must be of {', '.join(columns)}, with {columns[0]}")
    return (*rows, *(dict.fromkeys(columns, "") | row for row in added))


def _rows(text: str) -> tuple[dict[str, str], ...]:
    header, *rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(dict(zip(header, row + [""] * (len(header) - len(row)), strict=True)) for row in rows)


@cache
def _vocabulary() -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for row in table("vocabulary"):
        lists.setdefault(row["list"], []).append(fold(row["words"]))
    return lists


def words(name: str) -> list[str]:
    """The folded entries of one list of ``vocabulary.tsv``.

    :raises KeyError: when there is no such list.
    """
    return _vocabulary()[name]


def any_of(name: str) -> str:
    """One list of the vocabulary as a regular expression for folded text, longest entry first."""
    return alternatives(words(name))


def alternatives(entries: Iterable[str], depth: int = 2) -> str:
    """``entries`` as a regular expression that tries those with the same first letters only, longest entry first.

    :param depth: by how many letters they are grouped.
    """
    longest_first = sorted(set(entries), key=len, reverse=True)
    if depth == 0 or len(longest_first) < _FEW:
        return f"(?:{'|'.join(map(_escaped, longest_first))})"
    by_letter = _by_letter(longest_first)
    return f"(?:{'|'.join(_escaped(letter) + alternatives(rest, depth - 1) for letter, rest in by_letter.items())})"


def _by_letter(entries: list[str]) -> dict[str, list[str]]:
    """What stands behind the first letter, for each first letter."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        found.setdefault(entry[:1], []).append(entry[1:])
    return found


def _escaped(entry: str) -> str:
    return re.escape(entry).replace(r"\ ", " ")


@cache
def finder(name: str) -> re.Pattern[str]:
    """One list of the vocabulary as a pattern to search folded text with, at word boundaries, longest entry first."""
    return grouped(words(name))


def grouped(entries: Iterable[str]) -> re.Pattern[str]:
    """``entries`` as a pattern for ``search`` and ``finditer``, grouped by their first letter.

    A pattern that starts with letters lets the search skip quickly to where one of them stands; one that starts with
    a boundary is tried at every character.
    """
    by_letter = _by_letter(sorted(set(entries), key=len, reverse=True))
    groups = (rf"{_escaped(letter)}(?<!\w.){alternatives(rest, 1)}(?!\w)" for letter, rest in by_letter.items())
    return re.compile("|".join(groups))


@cache
def endings(name: str) -> tuple[str, ...]:
    """The entries of one list, each with a blank before it, to test what a text (with a blank before it) ends with."""
    return tuple(f" {entry}" for entry in words(name))
