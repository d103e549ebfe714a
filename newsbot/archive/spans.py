"""A stretch of a file, read by position: a whole WARC file, or one that lies uncompressed in a ZIP file.

What was fetched from elsewhere is read the same way.
"""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import Protocol

from attrs import frozen

from newsbot.archive import storage
from newsbot.archive.addresses import printed
from newsbot.errors import SourceError, reason


@frozen
class Span:
    """Where the bytes of an archive lie.

    :ivar start: of the file at ``path``; :ivar size: so many bytes, or all that follow.
    :ivar name: what the archive is called, where it is not the file itself: its name in a ZIP file, or its URL.
    :ivar url: of the file, where it lies in a storage; :ivar version: which content of it is meant.
    """

    path: Path
    start: int = 0
    size: int | None = None
    name: str | None = None
    url: str | None = None
    version: str = ""

    @property
    def label(self) -> str:
        """The archive in words for the user."""
        if self.is_remote:
            return self.name or ""
        return (self.url or printed(self.path)) + (f", {self.name}" if self.name else "")

    @property
    def is_remote(self) -> bool:
        """Whether it lies on another host: it cannot be opened."""
        return "://" in (self.name or "")


class Bytes(Protocol):
    """Something to read by position.

    :ivar size: how many bytes there are; :ivar name: of the archive, whose end may tell how it is compressed.
    """

    size: int
    name: str

    def read(self, position: int, size: int, /) -> bytes:
        """At most ``size`` bytes from ``position`` on; fewer at the end only.

        :raises SourceError: when the disk fails.
        """


class Piece:
    """Bytes in memory."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self.name = name
        self.size = len(data)

    def read(self, position: int, size: int) -> bytes:
        """At most ``size`` bytes from ``position`` on; fewer at the end only."""
        return self._data[position : position + size]


class OpenSpan:
    """An open stretch of a file, which is a context that closes it."""

    def __init__(self, span: Span) -> None:
        """Open it.

        :raises SourceError: when it cannot be read.
        """
        self.span = span
        self.name = span.name or span.path.name
        try:
            self._fd = os.open(span.path, os.O_RDONLY | os.O_CLOEXEC)
            self.size = os.fstat(self._fd).st_size - span.start if span.size is None else span.size
        except OSError as error:
            raise SourceError(reason(error)) from error

    def read(self, position: int, size: int) -> bytes:
        """At most ``size`` bytes from ``position`` on; fewer at the end only.

        :raises SourceError: when the disk fails.
        """
        size = min(size, self.size - position)
        if size <= 0:
            return b""
        try:
            return os.pread(self._fd, size, self.span.start + position)
        except OSError as error:
            raise SourceError(reason(error)) from error

    def __enter__(self) -> OpenSpan:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        os.close(self._fd)


class OpenStored:
    """An open stretch of a file in a storage, which is a context that closes it."""

    def __init__(self, span: Span, url: str) -> None:
        """Open it.

        :raises SourceError: when it cannot be read.
        """
        self.name = span.name or url
        self._start, self._url = span.start, url
        self._file = storage.open_file(url)
        self.size: int = self._file.size - span.start if span.size is None else span.size

    def read(self, position: int, size: int) -> bytes:
        """At most ``size`` bytes from ``position`` on; fewer at the end only.

        :raises SourceError: when the storage fails.
        """
        size = min(size, self.size - position)
        return storage.read(self._file, self._url, self._start + position, size) if size > 0 else b""

    def __enter__(self) -> OpenStored:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def open_span(span: Span) -> OpenSpan | OpenStored:
    """The bytes of an archive, wherever it lies; a context that closes it.

    :raises SourceError: when it cannot be read.
    """
    return OpenSpan(span) if span.url is None else OpenStored(span, span.url)
