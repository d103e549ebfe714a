"""Word lists of the text layer, as data. Each is read once, when first needed."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``<name>.tsv`` beside this module: one dict per row, keyed by the header row.

    Lines that start with ``#`` are comments. Cells are not stripped (blanks count in lead prefixes).
    """
    text = resources.files(__name__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    header, *rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(dict(zip(header, row + [""] * (len(header) - len(row)), strict=True)) for row in rows)
