"""A file of lines that survives ``kill -9``, a full disk and a power cut."""

from __future__ import annotations

import errno
import json
import logging
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from newsbot.errors import StoreError, reason

logger = logging.getLogger(__name__)

_BLOCK = 1 << 16


class DurableLines:
    """An append-only file of JSON lines in which a line is either wholly there or not at all.

    Opening repairs what a killed writer left: bytes after the last line end are moved to ``<name>.torn``. A failed
    append is taken back to the last whole batch. Only one process may write; see ``newsbot.dataset.lock``.
    """

    def __init__(self, path: Path) -> None:
        """Open ``path`` for appending, creating and repairing it as needed.

        :raises StoreError: when the file cannot be opened, created or repaired.
        """
        self.path = path
        try:
            created = not path.exists()
            self._fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StoreError(f"cannot open {path}: {reason(error)}") from error
        self._torn = False
        try:
            if created:
                sync_folder(path.parent)
            self._size = self._repair()
        except OSError as error:
            os.close(self._fd)
            raise StoreError(f"cannot repair {path}: {reason(error)}") from error

    def _repair(self) -> int:
        """Make the file end with a line end; the size that it then has."""
        size = os.fstat(self._fd).st_size
        end = self._last_line_end(size)
        if end == size:
            return size
        tail = os.pread(self._fd, size - end, end)
        if _is_whole(tail):
            _write(self._fd, b"\n")
            size += 1
        else:
            torn = self.path.with_name(self.path.name + ".torn")
            logger.warning("%s ended within a line: %d bytes moved to %s", self.path, len(tail), torn)
            _append_durably(torn, tail + b"\n")
            sync_folder(torn.parent)
            os.ftruncate(self._fd, end)
            size = end
        os.fsync(self._fd)
        return size

    def _last_line_end(self, size: int) -> int:
        """The offset after the last line end, 0 when there is none."""
        end = size
        while end > 0:
            start = max(0, end - _BLOCK)
            found = os.pread(self._fd, end - start, start).rfind(b"\n")
            if found >= 0:
                return start + found + 1
            end = start
        return 0

    def append(self, lines: Iterable[str]) -> None:
        """Write ``lines`` (without line ends) and return once they are on disk.

        :raises StoreError: when they could not be written; the file then ends where it ended before.
        """
        data = "".join(f"{line}\n" for line in lines).encode()
        if not data:
            return
        try:
            if self._torn:
                self._take_back()
            self._torn = True
            _write(self._fd, data)
            os.fsync(self._fd)
            self._torn = False
        except OSError as error:
            self._clean_up()
            raise StoreError(f"cannot write {self.path}: {reason(error)}") from error
        self._size += len(data)

    def _take_back(self) -> None:
        """Cut a batch that was written in part, or not surely."""
        os.ftruncate(self._fd, self._size)
        self._torn = False

    def _clean_up(self) -> None:
        """Take a batch back now if that can be done, else before the next batch or at the next opening."""
        try:
            self._take_back()
        except OSError as error:
            logger.warning("%s keeps a torn last line for now: %s", self.path, reason(error))

    def close(self) -> None:
        """Close the file, once; everything appended is on disk already."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            os.close(fd)


def read_lines(path: Path) -> Iterator[bytes]:
    """The whole lines of ``path``, without line ends; none when there is no such file.

    :raises StoreError: when the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            yield from (line.rstrip(b"\r\n") for line in file)
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(f"cannot read {path}: {reason(error)}") from error


def make_folder(folder: Path) -> None:
    """Create ``folder`` and its missing parents durably.

    :raises OSError: when that cannot be done.
    """
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for path in missing:
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the entries of ``folder`` (a new or renamed file) durable.

    :raises OSError: when that fails, save on file systems that have no such thing.
    """
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno != errno.EINVAL:  # what network file systems answer for a folder
            raise
    finally:
        os.close(fd)


def _append_durably(path: Path, data: bytes) -> None:
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
    try:
        _write(fd, data)
        os.fsync(fd)
    finally:
        os.close(fd)


def _write(fd: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def _is_whole(tail: bytes) -> bool:
    """Whether ``tail`` is a record that only lacks its line end: a cut object never parses."""
    try:
        return isinstance(json.loads(tail), dict)
    except (ValueError, RecursionError):
        return False
