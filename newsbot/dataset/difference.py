"""Two datasets, compared page by page and field by field."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

from attrs import define, field

from newsbot.dataset.checking import RECORDS, why_no_lines, why_no_version
from newsbot.errors import StoreError, reason


class Example(NamedTuple):
    """A field that differs."""

    id: str
    old: Any
    new: Any


@define
class Difference:
    """What differs.

    :ivar added, lost: ids; :ivar changed: how many pages differ in some field; :ivar fields: field -> in how many.
    """

    old: int = 0
    new: int = 0
    changed: int = 0
    added: list[str] = field(factory=list)
    lost: list[str] = field(factory=list)
    fields: Counter[str] = field(factory=Counter)
    examples: dict[str, list[Example]] = field(factory=dict)

    @property
    def is_none(self) -> bool:
        """Whether the two say the same."""
        return not (self.changed or self.added or self.lost)


class _Place(NamedTuple):
    file: Path
    start: int
    size: int


def compare(old: Path, new: Path, *, fields: frozenset[str] = frozenset(), examples: int = 3) -> Difference:
    """Compare the latest record of each page; the records wait on disk, whatever their number.

    :param old, new: files of records, or folders of them: of a dataset, of several, or of the shares of a run.
    :param fields: look at these only; by default at all.
    :param examples: how many to keep of each field.
    :raises StoreError: when a file cannot be read, or holds a line that is no record; when there is none at all.
    """
    difference = Difference()
    before, after = _index(old), _index(new)
    difference.old, difference.new = len(before), len(after)
    difference.lost = [id_ for id_ in before if id_ not in after]
    difference.added = [id_ for id_ in after if id_ not in before]
    try:
        with ExitStack() as stack:
            files = {path: stack.enter_context(path.open("rb")) for path in (*_files(old), *_files(new))}
            for id_, place in after.items():
                if id_ in before:
                    one, other = (_line(files[place.file], place) for place in (before[id_], place))
                    if one != other:
                        _note(difference, id_, json.loads(one), json.loads(other), fields, examples)
    except OSError as error:
        raise StoreError(f"cannot read {old} and {new}: {reason(error)}") from error
    return difference


def _note(  # noqa: PLR0913, PLR0917
    difference: Difference, id_: str, old: dict[str, Any], new: dict[str, Any], fields: frozenset[str], examples: int
) -> None:
    found = False
    for name in dict.fromkeys([*old, *new]):
        if (fields and name not in fields) or old.get(name) == new.get(name):
            continue
        found = True
        difference.fields[name] += 1
        kept = difference.examples.setdefault(name, [])
        if len(kept) < examples:
            kept.append(Example(id_, old.get(name), new.get(name)))
    difference.changed += found


def _index(path: Path) -> dict[str, _Place]:
    """Where the latest record of each page lies."""
    places: dict[str, _Place] = {}
    for file in _files(path):
        if why := why_no_lines(file):
            raise StoreError(f"{file}: {why}")
        for number, (start, line) in enumerate(_lines(file), start=1):
            places[_id(line, f"{file}, line {number}")] = _Place(file, start, len(line))
    if not places:
        raise StoreError(f"{path} holds no record: there is nothing to compare until a crawl or extract writes some")
    return places


def _id(line: bytes, place: str) -> str:
    record: Any = None
    try:
        record = json.loads(line)
        return str(record["id"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise StoreError(f"{place} is no record: {why_no_version(record) or 'see newsbot verify'}") from error


def _files(path: Path) -> list[Path]:
    """The files of records that a path means."""
    if not path.is_dir():
        return [path]
    if (path / RECORDS).is_file():
        return [path / RECORDS]
    found = sorted(path.glob(f"*/{RECORDS}")) or sorted(set(path.glob("*.jsonl")) - {path / "manifest.jsonl"})
    if not found:
        raise StoreError(f"{path} holds no {RECORDS}, nor other files of records (.jsonl)")
    return found


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    try:
        with path.open("rb") as file:
            start = 0
            for line in file:
                if line.strip():
                    yield start, line
                start += len(line)
    except OSError as error:
        raise StoreError(f"cannot read {path}: {reason(error)}") from error


def _line(file: Any, place: _Place) -> bytes:
    file.seek(place.start)
    line: bytes = file.read(place.size)
    return line.rstrip(b"\r\n")
