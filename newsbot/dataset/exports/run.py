"""One export, from what the user names to the folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from attrs import field, frozen

from newsbot.dataset.exports.folder import check_replaceable, replaced
from newsbot.dataset.exports.formats import FORMATS, Layout, Record
from newsbot.dataset.exports.package import Run, describe
from newsbot.dataset.exports.selection import Selection
from newsbot.dataset.exports.sources import open_sources

Watch = Callable[[Iterable[Record | None], str], Iterable[Record | None]]
"""Passes items on and shows how many have passed."""


@frozen(kw_only=True)
class Order:
    """What to export.

    :ivar inputs: dataset folders and files.
    :ivar to: one of ``FORMATS``.
    :ivar target: the folder to write.
    """

    inputs: list[Path]
    to: str
    target: Path
    all_revisions: bool = False
    layout: Layout = field(factory=Layout)


@frozen
class Result:
    """What came out: records read and written, and the files with the data."""

    read: int
    kept: int
    files: list[str]


def export(order: Order, watch: Watch) -> Result:
    """Read all inputs, check every record, then write the folder; it appears when it is whole.

    :raises StoreError: when an input is no dataset, or the folder cannot be written; it is then as it was.
    """
    check_replaceable(order.target)
    started = _now()
    selection = Selection(open_sources(order.inputs), all_revisions=order.all_revisions)
    try:
        for _ in watch(selection.examine(), "records checked"):
            pass
        with replaced(order.target) as folder:
            files = FORMATS[order.to](_records(selection, watch), folder, order.layout)
            options = {
                "to": order.to,
                "all_revisions": order.all_revisions,
                "flat": order.layout.flat,
                "partition": order.layout.partition,
            }
            inputs = [source.path for source in selection.sources]
            run = Run(
                inputs=inputs,
                options=options,
                read=selection.read,
                kept=selection.kept,
                started=started,
                ended=_now(),
            )
            describe(folder, files, run)
    finally:
        selection.close()
    return Result(selection.read, selection.kept, [file.path for file in files])


def _records(selection: Selection, watch: Watch) -> Iterator[Record]:
    for record in watch(selection, "records written"):
        if record is not None:
            yield record


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
