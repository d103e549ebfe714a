"""A stretch of a file, read by position: a whole WARC file, or one that lies uncompressed in a ZIP file."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType

from attrs import frozen

from newsbot.archive.addresses import printed
from newsbot.errors import SourceError, reason


@frozen
class Span:
    """Where the bytes of an archive lie.

    :ivar start: of the file at ``path``; :ivar size: so many bytes, or all that follow.
    :ivar name: what the archive is called in records and messages, where it is not the file itself.
    """

    path: Path
    start: int = 0
    size: int | None = None
    name: str | None = None

    @property
    def label(self) -> str:
        """The archive in words for the user."""
        return printed(self.path) + (f", {self.name}" if self.name else "")


class OpenSpan:
    """An open stretch of a file.

    :ivar size: its bytes.
    """

    def __init__(self, span: Span) -> None:
        """Open it.

        :raises SourceError: when it cannot be read.
        """
        self.span = span
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
