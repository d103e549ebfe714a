"""One export, from what the user names to the folder."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from attrs import field, frozen

from newsbot.dataset.exports.folder import check_replaceable, replaced
from newsbot.dataset.exports.formats import FORMATS, Layout
from newsbot.dataset.exports.package import Run, describe
from newsbot.dataset.exports.selection import Watch, selected
from newsbot.errors import StoreError


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
    target = order.target.resolve()
    for path in order.inputs:
        if target in (path.resolve(), *path.resolve().parents):
            raise StoreError(f"cannot write {order.target}: it is what is read, name another folder with -o")
    started = _now()
    with (
        selected(order.inputs, watch, all_revisions=order.all_revisions) as selection,
        replaced(order.target) as folder,
    ):
        with closing(watch(selection, "records written")) as records:
            files = FORMATS[order.to](records, folder, order.layout)
        options = {
            "to": order.to,
            "all_revisions": order.all_revisions,
            "flat": order.layout.flat,
            "partition": order.layout.partition,
        }
        inputs = [source.path for source in selection.sources]
        counts = {"read": selection.read, "kept": selection.kept}
        describe(folder, files, Run(inputs=inputs, options=options, started=started, ended=_now(), **counts))
    return Result(selection.read, selection.kept, [file.path for file in files])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
