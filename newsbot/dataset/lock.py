"""One writer per file: an advisory lock that dies with its owner."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from pathlib import Path

from newsbot.errors import StoreError, StoreLockedError, reason


def lock_of(path: Path) -> Path:
    """The lock file of a dataset. It stays: where it lies, the file at ``path`` is a dataset that crawls write."""
    return path.with_name(f"{path.name}.lock")


class Lock:
    """A lock file that holds the process id of its owner.

    The kernel drops the lock when the owner ends, however it ends: a file left behind by a killed process is no
    obstacle. The file itself stays, since removing it would let two later owners lock two different files.
    """

    def __init__(self, path: Path) -> None:
        """Take the lock.

        :raises StoreLockedError: when another process holds it.
        :raises StoreError: when the lock file cannot be written.
        """
        self.path = path
        try:
            self._fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StoreError(f"cannot lock {path}: {reason(error)}") from error
        try:
            self._take()
        except BaseException:
            os.close(self._fd)
            raise

    def _take(self) -> None:
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = os.read(self._fd, 32).decode("ascii", "replace").strip() or "unknown"
            raise StoreLockedError(f"{self.path.parent} is being written by another process ({owner})") from None
        except OSError as error:
            raise StoreError(f"cannot lock {self.path}: {reason(error)}") from error
        try:
            os.ftruncate(self._fd, 0)
            os.pwrite(self._fd, f"{os.getpid()}\n".encode(), 0)
        except OSError as error:
            raise StoreError(f"cannot write {self.path}: {reason(error)}") from error

    def release(self) -> None:
        """Give the lock back, once."""
        fd, self._fd = self._fd, -1
        if fd < 0:
            return
        with suppress(OSError):  # the name of the last owner is for messages only
            os.ftruncate(fd, 0)
        os.close(fd)
