"""The WARC files of a site, and ``manifest.jsonl``, which says of each how it should be.

    {"file": "a-20250105010000-00000.warc.gz", "state": "finished", "records": {"response": 31, …}, "bytes": …, …}

A file that is being written is "open". What a killed crawl left open is cut after its last whole record, counted and
finished when the next one opens the shelf.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from attrs import asdict, define, field

from newsbot.archive.cdxj import REVISIT, SUFFIX, Capture, index_lines, stamp_of
from newsbot.archive.http import read_response
from newsbot.archive.manifest import MANIFEST
from newsbot.archive.spans import OpenSpan, Span
from newsbot.archive.warc import Damage, Reader, Record
from newsbot.dataset.files import write_file
from newsbot.dataset.lines import read_lines
from newsbot.errors import SourceError, StoreError, reason

logger = logging.getLogger(__name__)

FOLDER = "warc"
"""Where the WARC files of a site lie, beside its records."""
OPEN, FINISHED = "open", "finished"
_WARC = ".warc.gz"


@define(kw_only=True)
class File:
    """One line of the manifest.

    :ivar records: WARC-Type -> how many; :ivar sha256: of the finished file.
    :ivar cut: bytes that were cut from its end because a killed crawl had left them torn.
    """

    file: str
    state: str = OPEN
    records: dict[str, int] = field(factory=dict)
    bytes: int = 0
    sha256: str | None = None
    cut: int = 0


class Shelf:
    """The folder of WARC files.

    :ivar files: name -> what the manifest says of the file.
    """

    def __init__(self, folder: Path) -> None:
        """Read the manifest.

        :raises StoreError: when it cannot be read.
        """
        self.folder = folder
        self.files = {file.file: file for file in read_shelf(folder)}

    def note(self, file: File) -> None:
        """Write what is known of a file.

        :raises StoreError: when it cannot be written.
        """
        self.files[file.file] = file
        lines = [json.dumps(asdict(known)).encode() + b"\n" for _, known in sorted(self.files.items())]
        write_file(self.folder / MANIFEST, lines)

    def finish(self, file: File, index: Iterable[bytes]) -> None:
        """Write the index of a file that is complete, then what the manifest is to say of it.

        :raises StoreError: when that cannot be written.
        """
        file.state = FINISHED
        write_file(index_path(self.folder / file.file), index)
        self.note(file)

    def recover(self) -> int:
        """Finish the files that a killed crawl left open; how many bytes were torn.

        :raises StoreError: when one cannot be read or written.
        """
        torn = 0
        try:
            names = sorted(path.name for path in self.folder.iterdir() if path.name.endswith(_WARC))
        except OSError as error:
            raise StoreError(f"cannot read {self.folder}: {reason(error)}") from error
        for name in names:
            known = self.files.get(name)
            if known is None or known.state != FINISHED:
                torn += self._recover(self.folder / name)
            elif not index_path(self.folder / name).exists():
                self.finish(known, index_lines(examine(self.folder / name)[1]))
        return torn

    def _recover(self, path: Path) -> int:
        file, captures, end = _examine(path)
        try:
            file.cut = path.stat().st_size - end
            if file.cut:
                logger.warning("%s ended within a record: %d bytes are cut", path, file.cut)
                _cut(path, end)
            if end == 0:
                path.unlink()
                return file.cut
        except OSError as error:
            raise StoreError(f"cannot repair {path}: {reason(error)}") from error
        file.sha256 = file_digest(path)
        self.finish(file, index_lines(captures))
        return file.cut


def _cut(path: Path, end: int) -> None:
    with path.open("rb+") as file:
        file.truncate(end)
        os.fsync(file.fileno())


def read_shelf(folder: Path) -> list[File]:
    """What the manifest of a folder says of its WARC files; lines about anything else are left out.

    :raises StoreError: when it cannot be read.
    """
    return [file for line in read_lines(folder / MANIFEST) if (file := _read(line))]


def _read(line: bytes) -> File | None:
    try:
        data: Any = json.loads(line)
        known = {name: data[name] for name in ("file", "state", "records", "bytes", "sha256", "cut") if name in data}
        fit = isinstance(data["file"], str) and data["state"] in {OPEN, FINISHED} and isinstance(data["bytes"], int)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return File(**known) if fit else None


def index_path(path: Path) -> Path:
    """Where the index of a WARC file lies."""
    return path.with_name(path.name.removesuffix(_WARC) + SUFFIX)


def examine(path: Path) -> tuple[File, list[Capture]]:
    """What a WARC file holds: its records by type, and its captures.

    :raises StoreError: when it cannot be read.
    """
    file, captures, _ = _examine(path)
    return file, captures


def _examine(path: Path) -> tuple[File, list[Capture], int]:
    """What a file holds, and the position after its last whole record."""
    counts: Counter[str] = Counter()
    captures: list[Capture] = []
    end = 0
    try:
        with OpenSpan(Span(path)) as span:
            for record in Reader(span).records():
                if isinstance(record, Damage):
                    continue
                end = record.end
                counts[record.type] += 1
                if record.type in {"response", "revisit"}:
                    captures.append(capture_of(record, path.name))
    except SourceError as error:
        raise StoreError(f"cannot read {path}: {error}") from error
    return File(file=path.name, records=dict(sorted(counts.items())), bytes=end), captures, end


def capture_of(record: Record, filename: str) -> Capture:
    """The line of the index for a response or revisit record."""
    try:
        response = read_response(record.block)
        status, mime = str(response.status), media_type(response.header("content-type"))
    except SourceError:
        status, mime = "", ""
    return Capture(
        url=record.url,
        stamp=stamp_of(record.headers.get("warc-date", "")),
        filename=filename,
        offset=record.offset,
        length=record.end - record.offset,
        digest=record.headers.get("warc-payload-digest", "").removeprefix("sha1:"),
        status=status,
        mime=REVISIT if record.type == "revisit" else mime,
    )


def media_type(content_type: str) -> str:
    """The media type without its parameters: "text/html"."""
    return content_type.partition(";")[0].strip().lower()


def file_digest(path: Path) -> str:
    """The SHA-256 of a file.

    :raises StoreError: when it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise StoreError(f"cannot read {path}: {reason(error)}") from error
