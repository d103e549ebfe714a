"""Word lists of the text layer, as data. Each is read once, when first needed."""

from __future__ import annotations

import re
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
