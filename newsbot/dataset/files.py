"""Writing a file so that the old one stays until the new one is whole."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path

from newsbot.dataset.lines import sync_folder
from newsbot.errors import StoreError, reason


def write_file(path: Path, chunks: Iterable[bytes]) -> None:
    """Write ``chunks`` to a file beside ``path``, make it durable and let it take the place of ``path``.

    Whatever happens, ``path`` is either the old file or the whole new one. A path that is a device or a pipe is
    written directly, as it cannot be replaced.

    :raises StoreError: when it cannot be written; ``path`` is then as it was.
    """
    try:
        if is_stream(path):
            with path.open("wb", buffering=0) as stream:
                write_stream(stream.fileno(), chunks, str(path))
            return
        target = Path(os.path.realpath(path))
        temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
        try:
            _write_new(temporary, chunks, target)
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        sync_folder(target.parent)
    except OSError as error:
        raise StoreError(f"cannot write {path}: {reason(error)}") from error


def write_stream(fd: int, chunks: Iterable[bytes], name: str) -> None:
    """Write ``chunks`` to an open stream.

    :param name: what to call it in a message.
    :raises StoreError: when it cannot be written.
    """
    try:
        for chunk in chunks:
            view = memoryview(chunk)
            while view:
                view = view[os.write(fd, view) :]
    except OSError as error:
        raise StoreError(f"cannot write {name}: {reason(error)}") from error


def is_stream(path: Path) -> bool:
    """Whether ``path`` is something that is written to, not replaced: a device, a pipe, a socket."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def check_writable(path: Path) -> None:
    """Find out before a long run that ``path`` cannot be written.

    :raises StoreError: when it is a folder, is write-protected or has no folder to lie in.
    """
    try:
        problem = _problem(path)
    except OSError as error:
        problem = reason(error)
    if problem:
        raise StoreError(f"cannot write {path}: {problem}")


def _problem(path: Path) -> str | None:
    if path.is_dir():
        return "Is a directory; name a file"
    if not path.parent.is_dir():
        return f"there is no folder {path.parent}; make it first, or name a file elsewhere"
    if not all(os.access(place, os.W_OK) for place in _written(path)):
        return "Permission denied; name a file where you may write"
    return None


def _written(path: Path) -> list[Path]:
    """What must be writable for ``path`` to be written."""
    existing = [path] if path.exists() else []
    return existing if is_stream(path) else [path.parent, *existing]


def _write_new(temporary: Path, chunks: Iterable[bytes], target: Path) -> None:
    with temporary.open("xb") as file:
        if target.exists():
            os.fchmod(file.fileno(), stat.S_IMODE(target.stat().st_mode))
        file.writelines(chunks)
        file.flush()
        os.fsync(file.fileno())
