"""One record per page: among several captures of it, the newest."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from newsbot.errors import StoreError, reason
from newsbot.records import Article, to_json_line

_UNKNOWN = datetime.min.replace(tzinfo=UTC)


class _Kept(NamedTuple):
    captured: datetime
    content_hash: str | None
    location: str
    start: int
    size: int


class Loser(NamedTuple):
    """A capture that gave way.

    :ivar kept: where the capture lies that stays.
    :ivar is_conflict: nothing says which of the two is newer, and they differ.
    """

    location: str
    kept: str
    is_conflict: bool


class Latest:
    """Records on their way to a file, each id once. They wait on disk, in a file without a name.

    The newest capture stays; one of unknown time counts as the oldest, and of two that are equally new the first
    stays. The records keep the order in which their pages were first met.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Open the waiting room.

        :param folder: where it takes its space; by default where the system keeps temporary files.
        :raises StoreError: when nothing can be written there.
        """
        self._kept: dict[str, _Kept] = {}
        self._end = 0
        try:
            self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 (closed by __exit__)
        except OSError as error:
            raise StoreError(f"cannot write in {folder}: {reason(error)}") from error

    def __len__(self) -> int:
        return len(self._kept)

    def add(self, article: Article, location: str) -> Loser | None:
        """Take a record; the capture that gives way to it, or to which it gives way.

        :raises StoreError: when there is no room for it.
        """
        captured = datetime.fromisoformat(article.fetched_at) if article.fetched_at else _UNKNOWN
        known = self._kept.get(article.id)
        if known is not None and captured <= known.captured:
            is_conflict = captured == known.captured and article.content_hash != known.content_hash
            return Loser(location, known.location, is_conflict)
        line = f"{to_json_line(article)}\n".encode()
        try:
            self._file.write(line)
        except OSError as error:
            raise StoreError(f"cannot keep the records: {reason(error)}") from error
        self._kept[article.id] = _Kept(captured, article.content_hash, location, self._end, len(line))
        self._end += len(line)
        return None if known is None else Loser(known.location, location, is_conflict=False)

    def lines(self) -> Iterator[bytes]:
        """The records that stay, as lines with their ends.

        :raises StoreError: when there was no room for them, or they cannot be read.
        """
        try:
            for kept in self._kept.values():
                self._file.seek(kept.start)
                yield self._file.read(kept.size)
        except OSError as error:
            raise StoreError(f"cannot keep the records: {reason(error)}") from error

    def __enter__(self) -> Latest:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # of buffered records that nobody wants any more
            self._file.close()
