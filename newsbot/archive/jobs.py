"""What a source is divided into: pieces of work that any process can do, in any order, each for itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from attrs import frozen

from newsbot.archive.captures import crawl_of, read_capture
from newsbot.archive.cdxj import Capture, date_of
from newsbot.archive.members import DamageError
from newsbot.archive.naming import file_name, prefix_of
from newsbot.archive.page import Entry, Kind, Place, Remark, Walked
from newsbot.archive.remote import Remote
from newsbot.archive.selection import WRONG_TIME, Selection
from newsbot.archive.spans import Bytes, Span, open_span
from newsbot.archive.storage import is_url
from newsbot.archive.warc import Damage, Reader, Record
from newsbot.errors import SourceError
from newsbot.records import ArchivePointer


class Job(Protocol):
    """A piece of work.

    :ivar is_remote: it asks other hosts, which is to be done by one process only.
    """

    @property
    def is_remote(self) -> bool:
        """Whether it is."""

    @property
    def weight(self) -> int:
        """About how many bytes are to be read."""

    @property
    def key(self) -> list[Any]:
        """Plain data that changes when the result may."""

    def entries(self, selection: Selection) -> Iterator[Entry]:
        """What there is to read; bad input is told, not raised."""


def version_of(file: Path | Span) -> list[Any]:
    """Which content of a file is meant, told without reading it."""
    if isinstance(file, Span) and file.url is not None:
        return [file.url, file.version]
    path = file.path if isinstance(file, Span) else file
    try:
        status = path.stat()
    except OSError:
        return [os.fsencode(path).hex()]
    return [os.fsencode(path).hex(), status.st_size, status.st_mtime_ns]


@frozen
class RemarkJob:
    """Something to be said in its place."""

    remark: Remark
    is_remote = False
    weight = 0

    @property
    def key(self) -> list[Any]:
        """The remark."""
        return [self.remark.kind, self.remark.location, self.remark.text]

    def entries(self, selection: Selection) -> Iterator[Entry]:  # noqa: ARG002 (it is said in any case)
        """The remark."""
        yield self.remark


@frozen(kw_only=True)
class WarcJob:
    """The records that begin in a stretch of an archive.

    :ivar name: what the dataset calls the archive.
    :ivar is_open: it is still being written, so that its end may be torn.
    :ivar is_exact: a record begins at ``start`` for sure; else one is looked for from there on.
    """

    span: Span
    name: str
    start: int = 0
    stop: int | None = None
    size: int = 0
    is_open: bool = False
    is_exact: bool = False
    is_remote = False

    @property
    def weight(self) -> int:
        """The bytes of the stretch."""
        return (self.size if self.stop is None else min(self.stop, self.size)) - self.start

    @property
    def key(self) -> list[Any]:
        """The archive as it is now, and the stretch."""
        where = [self.span.start, self.span.size, self.span.name, self.start, self.stop, self.is_exact]
        return [*version_of(self.span), *where, self.name, self.is_open]

    def entries(self, selection: Selection) -> Iterator[Entry]:
        """The captures in it, what is damaged, and at last where it was walked through."""
        try:
            with open_span(self.span) as span:
                yield from self._walk(span, selection)
        except SourceError as error:
            yield Remark(Kind.FAILURE, self.span.label, str(error))

    def _walk(self, span: Bytes, selection: Selection) -> Iterator[Entry]:
        crawl = _crawl(span)
        reader = Reader(span)
        first: int | None = None
        for found in reader.records(self.start, self.stop, is_exact=self.is_exact):
            first = found.offset if first is None else first
            if isinstance(found, Damage):
                yield self._told(found, span)
            else:
                yield from read_capture(found, _place(found, self.span, self.name, crawl), selection)
        yield Walked(self.span, reader.position if first is None else first, reader.position)

    def _told(self, damage: Damage, span: Bytes) -> Remark:
        location = f"{self.span.label}, offset {damage.offset}"
        if self.is_open and damage.end >= span.size:
            return Remark(Kind.NOTE, location, "the archive is being written; its last record is not whole yet")
        size = damage.end - damage.offset
        return Remark(Kind.FAILURE, location, f"damaged, {size} bytes are left out: {damage.text}")


@frozen(kw_only=True)
class IndexJob:
    """Captures that an index names, in the archives that it names.

    :ivar base: the folder or the URL from which the names of archives start.
    """

    captures: tuple[Capture, ...]
    base: str
    remote: Remote

    @property
    def is_remote(self) -> bool:
        """Whether an archive lies elsewhere."""
        return any(_is_on_the_web(self._path(capture)) for capture in self.captures)

    @property
    def weight(self) -> int:
        """The bytes of the records."""
        return sum(capture.length or 1 << 14 for capture in self.captures)

    @property
    def key(self) -> list[Any]:
        """The archives as they are now, and the captures."""
        files = sorted({self._path(capture) for capture in self.captures})
        return [[version_of(Path(file)) for file in files], [str(capture) for capture in self.captures]]

    def entries(self, selection: Selection) -> Iterator[Entry]:
        """The captures, in the order of the index."""
        for path, captures in groupby(self.captures, self._path):
            if _is_on_the_web(path):
                for capture in captures:
                    yield from self._one(path, capture, selection, None, None)
                continue
            try:
                with open_span(_span(path)) as span:
                    crawl = _crawl(span)
                    for capture in captures:
                        yield from self._one(path, capture, selection, span, crawl)
            except SourceError as error:
                yield Remark(Kind.FAILURE, path, str(error))

    def _path(self, capture: Capture) -> str:
        if is_url(capture.filename):
            return capture.filename
        if is_url(self.base):
            return f"{self.base.rstrip('/')}/{capture.filename}"
        return str(Path(self.base) / capture.filename)

    def _name(self, capture: Capture) -> str:
        """What the dataset calls the archive: the same as when its folder is the source, or else the archive itself.

        One on the web that is named by its whole URL keeps that.
        """
        path, name = self._path(capture), PurePosixPath(capture.filename)
        if is_url(capture.filename):
            return path if _is_on_the_web(path) else file_name(PurePosixPath(path))
        if name.is_absolute() or ".." in name.parts:
            return file_name(PurePosixPath(os.path.normpath(path)))
        return prefix_of(PurePosixPath(self.base if is_url(self.base) else os.path.abspath(self.base))) + str(name)  # noqa: PTH100

    def _one(
        self, path: str, capture: Capture, selection: Selection, span: Bytes | None, crawl: str | None
    ) -> Iterator[Entry]:
        location = f"{path}, offset {capture.offset}"
        if why := self._why_not(capture, selection, is_here=span is not None):
            yield Remark(Kind.SKIPPED, location, why)
            return
        try:
            if span is None:
                record = Reader(self.remote.fetch(path, capture.offset, capture.length)).record_at(0)
            else:
                record = Reader(span).record_at(capture.offset)
        except (SourceError, DamageError) as error:
            yield Remark(Kind.FAILURE, location, str(error))
            return
        if record.url != capture.url and record.type in {"response", "revisit", "resource", "conversion"}:
            yield Remark(Kind.FAILURE, location, f"the index names another address: {capture.url[:200]}")
            return
        where = Span(Path(), name=path) if span is None else _span(path)
        place = _place(record, where, self._name(capture), crawl, capture.offset)
        yield from read_capture(record, place, selection)

    @staticmethod
    def _why_not(capture: Capture, selection: Selection, *, is_here: bool) -> str | None:
        """Why a capture is not read, as far as the index says.

        In a file, what the page is counts more than what the index says, as from any other source; and what is too old
        or too new may hold the body of another capture.
        """
        why = selection.why_not(capture.url, date_of(capture.stamp))
        if is_here:
            return None if why == WRONG_TIME else why
        return _no_page(capture) or why


def _is_on_the_web(path: str) -> bool:
    return path.startswith(("http://", "https://"))


def _span(path: str) -> Span:
    return Span(Path(), url=path) if is_url(path) else Span(Path(path))


def _no_page(capture: Capture) -> str | None:
    """Why a capture on the web need not be asked for, as far as the index says."""
    if capture.status not in {"", "-", "200"}:
        return f"status {capture.status[:10]}"
    kind = capture.mime
    if kind.startswith(("image/", "video/", "audio/", "font/")) or kind in {"application/pdf", "text/css"}:
        return f"no page ({kind[:40]})"
    return None


def _crawl(span: Bytes) -> str | None:
    try:
        return crawl_of(Reader(span).record_at(0))
    except DamageError:
        return None


def _place(record: Record, span: Span, name: str, crawl: str | None, offset: int | None = None) -> Place:
    digest = record.headers.get("warc-payload-digest", "")
    pointer = ArchivePointer(path=name, offset=record.offset if offset is None else offset, digest=digest)
    return Place(pointer=pointer, span=span, crawl=crawl)
