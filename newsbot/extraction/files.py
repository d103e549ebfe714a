"""Where the files of parts are kept, so that every process sees the same ones, on whatever machine it runs."""

from __future__ import annotations

import secrets
import tempfile
from pathlib import Path
from typing import Protocol

from attrs import frozen

from newsbot.archive import storage
from newsbot.dataset.lines import sync_folder


class PartFiles(Protocol):
    """Files by name. A file is there as a whole, or is not; two writers of one name write the same.

    All methods may raise ``OSError`` and ``StoreError``.
    """

    def has(self, name: str) -> bool:
        """Whether it is there."""

    def draft(self, name: str) -> Path:
        """Where to write it, so that nobody takes it for done; a place of its own for each writer."""

    def publish(self, draft: Path, name: str) -> None:
        """Let a draft, which is on disk, be the file."""

    def local(self, name: str) -> Path:
        """The file, to be read on this machine."""


@frozen
class FolderFiles:
    """In a folder, which may be one that several machines share."""

    folder: Path

    def __str__(self) -> str:
        return str(self.folder)

    def has(self, name: str) -> bool:
        """Whether it is there."""
        return (self.folder / name).exists()

    def draft(self, name: str) -> Path:
        """A hidden file beside its place."""
        return self.folder / f".{name}.{secrets.token_hex(4)}.tmp"

    def publish(self, draft: Path, name: str) -> None:
        """Move it to its place."""
        draft.replace(self.folder / name)
        sync_folder(self.folder)

    def local(self, name: str) -> Path:
        """Its path."""
        return self.folder / name


@frozen
class StoredFiles:
    """Objects in a storage. One appears when its upload is complete.

    :ivar copies: a folder on the machine of the run, for those that it reads.
    """

    url: str
    copies: Path

    def __str__(self) -> str:
        return self.url

    def has(self, name: str) -> bool:
        """Whether it is there."""
        return storage.exists(f"{self.url}/{name}")

    def draft(self, name: str) -> Path:
        """Where temporary files go."""
        return Path(tempfile.gettempdir()) / f"newsbot-{name}.{secrets.token_hex(4)}.tmp"

    def publish(self, draft: Path, name: str) -> None:
        """Upload it."""
        storage.put(draft, f"{self.url}/{name}")

    def local(self, name: str) -> Path:
        """A copy of it."""
        path = self.copies / name
        if not path.exists():
            storage.get(f"{self.url}/{name}", path)
        return path
