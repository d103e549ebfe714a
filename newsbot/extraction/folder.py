"""The folder in which the parts of a run wait until all are there."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from newsbot.dataset.lock import Lock
from newsbot.errors import StoreError, reason
from newsbot.extraction.files import FolderFiles, PartFiles

_LOCK = "lock"


class PartsFolder:
    """``OUT.parts/``, one run at a time; or a folder without a name, for a run whose output is no file.

    It stays when a run is broken off after a part was done, for the next run of the same command.

    :ivar is_done: the output is written, the parts may go.
    """

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
                return
            self.path = output.with_name(f"{output.name}.parts")
            self.path.mkdir(exist_ok=True)
            self._lock = Lock(self.path / _LOCK)
            self._tidy()
        except OSError as error:
            raise StoreError(f"cannot write {self.path}: {reason(error)}") from error

    def _tidy(self) -> None:
        """Remove what a killed run left unfinished."""
        for path in self.path.glob(".*"):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    @property
    def files(self) -> PartFiles:
        """The files of parts in it."""
        return FolderFiles(self.path)

    def __enter__(self) -> PartsFolder:
        return self

    def __exit__(self, *_: object) -> None:
        if self.is_done or not any(self.path.glob("[0-9]*.jsonl")):
            shutil.rmtree(self.path, ignore_errors=True)
        if self._lock is not None:
            self._lock.release()
