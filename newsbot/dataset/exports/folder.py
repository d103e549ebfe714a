"""A folder that appears when it is whole."""

from __future__ import annotations

import fcntl
import glob
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newsbot.dataset.lines import make_folder, sync_folder
from newsbot.errors import StoreError, reason

PACKAGE = "datapackage.json"
MADE_BY = "newsbot export"
"""What the ``created_by`` of a package says; only a folder with such a package is ever replaced."""


def check_replaceable(target: Path) -> None:
    """Find out before a long run that ``target`` cannot be written.

    :raises StoreError: when it is a file, holds something else than an export, or cannot be written.
    """
    if target.exists() and not target.is_dir():
        raise StoreError(f"cannot write {target}: it is a file, name a folder")
    if target.is_dir() and any(target.iterdir()) and not _is_export(target):
        raise StoreError(f"cannot write {target}: it holds other files, name a new folder with -o")
    existing = next(folder for folder in target.absolute().parents if folder.exists())
    if not existing.is_dir():
        raise StoreError(f"cannot write {target}: {existing} is a file, name another folder with -o")
    if not os.access(existing, os.W_OK):
        raise StoreError(f"cannot write {target}: Permission denied, name a folder with -o where you may write")


def _is_export(folder: Path) -> bool:
    try:
        package = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
        return bool(package["created_by"].startswith(MADE_BY))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """A new folder to write to, which takes the place of ``target`` when the context ends well.

    :raises StoreError: when it cannot be written; ``target`` is then as it was.
    """
    target = target.absolute()
    check_replaceable(target)
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        make_folder(target.parent)
        _clear_up(target)
        temporary.mkdir()
        try:
            with _held(temporary):
                yield temporary
                _make_durable(temporary)
                _swap(temporary, target)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    except OSError as error:
        raise StoreError(f"cannot write {target}: {reason(error)}") from error


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Show others that somebody is at work in ``folder``; the kernel forgets it with the process.

    :raises BlockingIOError: when somebody else is.
    """
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(fd)


def _clear_up(target: Path) -> None:
    """Undo what a killed export left beside ``target``."""
    name = glob.escape(target.name)
    for old in target.parent.glob(f".{name}.*.old"):
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(target)
    for half in target.parent.glob(f".{name}.*.tmp"):
        with suppress(OSError), _held(half):
            shutil.rmtree(half)


def _make_durable(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        else:
            sync_folder(path)
    sync_folder(folder)


def _swap(new: Path, target: Path) -> None:
    old = new.with_suffix(".old")
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
    sync_folder(target.parent)
