"""Where a run writes: a file, a stream, or an object in a storage."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from attrs import frozen

from newsbot.archive import storage
from newsbot.dataset.files import write_file
from newsbot.dataset.report import report_path
from newsbot.errors import StoreError, reason
from newsbot.extraction.folder import LocalParts, PartsFolder, StoredParts


class Target(Protocol):
    """The place of the output. Its methods raise ``StoreError`` when something cannot be written."""

    @property
    def report_name(self) -> str | None:
        """Where the report lies; ``None`` when there is none."""

    def parts(self) -> PartsFolder:
        """Where the parts wait, as a context."""

    def write(self, lines: Iterable[bytes]) -> None:
        """Write the records: the old ones stay until the new ones are whole."""

    def write_report(self, pieces: Iterable[bytes]) -> None:
        """Write the report, if there is one."""


@frozen
class FileTarget:
    """A file, with a report beside it."""

    path: Path

    @property
    def report_name(self) -> str:
        """Its name."""
        return str(report_path(self.path))

    def parts(self) -> PartsFolder:
        """A folder beside it."""
        return LocalParts(self.path)

    def write(self, lines: Iterable[bytes]) -> None:
        """Write the file."""
        write_file(self.path, lines)

    def write_report(self, pieces: Iterable[bytes]) -> None:
        """Write the report."""
        write_file(report_path(self.path), pieces)


@frozen
class StreamTarget:
    """Something that takes lines and keeps none, without a report."""

    take: Callable[[Iterable[bytes]], None]
    report_name = None

    def parts(self) -> PartsFolder:
        """A folder that is gone afterwards."""
        return LocalParts(None)

    def write(self, lines: Iterable[bytes]) -> None:
        """Pass the lines on."""
        self.take(lines)

    def write_report(self, pieces: Iterable[bytes]) -> None:
        """There is none."""


@frozen
class StoredTarget:
    """An object in a storage, with a report beside it. Each is uploaded when it is complete."""

    url: str

    @property
    def report_name(self) -> str:
        """Its URL."""
        folder, _, name = self.url.rpartition("/")
        return f"{folder}/{report_path(Path(name))}"

    def parts(self) -> PartsFolder:
        """Objects beside it."""
        return StoredParts(f"{self.url}.parts")

    def write(self, lines: Iterable[bytes]) -> None:
        """Upload the records."""
        _upload(lines, self.url)

    def write_report(self, pieces: Iterable[bytes]) -> None:
        """Upload the report."""
        _upload(pieces, self.report_name)


def _upload(chunks: Iterable[bytes], url: str) -> None:
    try:
        with tempfile.NamedTemporaryFile(prefix="newsbot-") as file:
            file.writelines(chunks)
            file.flush()
            storage.put(Path(file.name), url)
    except OSError as error:
        raise StoreError(f"cannot keep what is to go to {url}: {reason(error)}") from error
