"""A file of lines that survives ``kill -9``, a full disk and a power cut."""

from __future__ import annotations

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
            _write(self._fd, data)
            os.fsync(self._fd)
        except OSError as error:
            self._take_back()
            raise StoreError(f"cannot write {self.path}: {reason(error)}") from error
        self._size += len(data)

    def _take_back(self) -> None:
        """Cut a half-written batch; where even that fails, the next opening cuts it."""
        try:
            os.ftruncate(self._fd, self._size)
        except OSError as error:
            logger.warning("%s keeps a torn last line until it is opened again: %s", self.path, reason(error))

    def close(self) -> None:
        """Close the file; everything appended is on disk already."""
        os.close(self._fd)


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


def sync_folder(folder: Path) -> None:
    """Make the entries of ``folder`` (a new or renamed file) durable."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
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
    except ValueError:
        return False
