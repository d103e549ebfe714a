"""Word lists of the text layer, as data. Each is read once, when first needed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

from newsbot.text.unicode import fold


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``<name>.tsv`` beside this module: one dict per row, keyed by the header row.

    Lines that start with ``#`` are comments. Cells are not stripped (blanks count in lead prefixes).
    """
    text = resources.files(__name__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
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
    longest_first = sorted(words(name), key=len, reverse=True)
    return f"(?:{'|'.join(re.escape(entry) for entry in longest_first)})".replace(r"\ ", " ")


@cache
def finder(name: str) -> re.Pattern[str]:
    """One list of the vocabulary as a pattern to search folded text with, at word boundaries, longest entry first."""
    return grouped(words(name))


def grouped(entries: Iterable[str]) -> re.Pattern[str]:
    """``entries`` as a pattern for ``search`` and ``finditer``, grouped by their first letter.

    A pattern that starts with letters lets the search skip quickly to where one of them stands; one that starts with
    a boundary is tried at every character.
    """
    by_letter: dict[str, list[str]] = {}
    for entry in sorted(set(entries), key=len, reverse=True):
        by_letter.setdefault(entry[0], []).append(re.escape(entry[1:]).replace(r"\ ", " "))
    groups = (rf"{re.escape(letter)}(?<!\w.)(?:{'|'.join(rest)})(?!\w)" for letter, rest in by_letter.items())
    return re.compile("|".join(groups))


@cache
def endings(name: str) -> tuple[str, ...]:
    """The entries of one list, each with a blank before it, to test what a text (with a blank before it) ends with."""
    return tuple(f" {entry}" for entry in words(name))
