"""Where the parts of a run wait until all are there."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Protocol, Self

from newsbot.archive import storage
from newsbot.dataset.lock import Lock
from newsbot.errors import StoreError, reason
from newsbot.extraction.files import FolderFiles, PartFiles, StoredFiles

_LOCK = "lock"


class PartsFolder(Protocol):
    """A context. What is in it stays when a run is broken off after a part was done, for the same command again.

    :ivar path: a folder of this machine for whatever else takes room.
    :ivar files: the files of parts.
    :ivar is_done: the output is written, the parts may go.
    """

    path: Path
    files: PartFiles
    is_done: bool

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(self, *_: object) -> None:
        """Remove what nobody needs any more."""


class LocalParts:
    """``OUT.parts/``, one run at a time; or a folder without a name, for a run whose output is no file."""

    def __init__(self, output: Path | None) -> None:
        """Open or make it.

        :raises StoreLockedError: when another run uses it.
        :raises StoreError: when it cannot be made.
        """
        self.is_done = output is None
        self._lock: Lock | None = None
        try:
            if output is None:
                self.path = Path(tempfile.mkdtemp(prefix="newsbot-"))
            else:
                self.path = output.with_name(f"{output.name}.parts")
                self.path.mkdir(exist_ok=True)
                self._lock = Lock(self.path / _LOCK)
                self._tidy()
        except OSError as error:
            raise StoreError(f"cannot write {self.path}: {reason(error)}") from error
        self.files: PartFiles = FolderFiles(self.path)

    def _tidy(self) -> None:
        """Remove what a killed run left unfinished."""
        for path in self.path.glob(".*"):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.is_done or not any(self.path.glob("[0-9]*.jsonl")):
            shutil.rmtree(self.path, ignore_errors=True)
        if self._lock is not None:
            self._lock.release()


class StoredParts:
    """Objects below ``OUT.parts/`` in a storage, and copies of them here for as long as the run takes.

    A storage has no locks: two runs of the same command at a time do the same work, and no harm.
    """

    def __init__(self, url: str) -> None:
        """Make the folder for the copies.

        :raises StoreError: when it cannot be made.
        """
        self.is_done = False
        self._url = url
        try:
            self.path = Path(tempfile.mkdtemp(prefix="newsbot-"))
        except OSError as error:
            raise StoreError(f"cannot write where temporary files go: {reason(error)}") from error
        self.files: PartFiles = StoredFiles(url, self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
        if self.is_done:
            storage.remove_folder(self._url)
