"""Captures that refer to an earlier one: looked up when all captures are known, then read as pages of their own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import asdict, evolve, frozen

from newsbot.archive.captures import read_capture
from newsbot.archive.cdxj import REVISIT, Capture, date_of, read_index, stamp_of
from newsbot.archive.jobs import version_of
from newsbot.archive.members import DamageError
from newsbot.archive.page import Entry, Kind, Page, Place, Remark
from newsbot.archive.selection import EVERYTHING, Selection
from newsbot.archive.shelf import index_path, read_shelf
from newsbot.archive.spans import Span, open_span
from newsbot.archive.warc import Reader
from newsbot.errors import SourceError, StoreError
from newsbot.records import ArchivePointer


@frozen(kw_only=True)
class RevisitJob:
    """A revisit, and the capture that holds its body.

    :ivar place_in_order: where it was met, among all that was met.
    :ivar original: ``None`` where it was not found.
    """

    place_in_order: int
    url: str
    fetched_at: str | None
    place: Place
    original: Place | None
    is_remote = False
    weight = 1 << 14

    @property
    def key(self) -> list[Any]:
        """Both captures."""
        original = self.original
        where = [version_of(original.span), str(original)] if original else []
        return [self.place_in_order, self.url, self.fetched_at, str(self.place), where]

    def entries(self, selection: Selection) -> Iterator[Entry]:  # noqa: ARG002 (it was selected already)
        """The page as it was at the time of the revisit."""
        yield self._read()

    def _read(self) -> Page | Remark:
        location = self.place.location
        if self.original is None:
            return Remark(Kind.FAILURE, location, "the capture that this one refers to is in none of the sources")
        if self.original.span.is_remote:
            return Remark(Kind.FAILURE, location, f"it refers to {self.original.location}, on another host")
        try:
            with open_span(self.original.span) as span:
                record = Reader(span).record_at(self.original.pointer.offset)
        except (SourceError, DamageError) as error:
            return Remark(Kind.FAILURE, location, f"it refers to {self.original.location}: {error}")
        entries = list(read_capture(record, self.original, EVERYTHING))
        for entry in entries:
            if isinstance(entry, Page):
                return evolve(entry, url=self.url, fetched_at=self.fetched_at, location=location, place=self.place)
        return Remark(Kind.SKIPPED, location, entries[-1].text if isinstance(entries[-1], Remark) else "no page")


def place_data(place: Place) -> dict[str, Any]:
    """A place as plain data."""
    span = place.span
    path = os.fsencode(span.path).hex()
    return {
        "p": asdict(place.pointer),
        "s": [path, span.start, span.size, span.name, span.url, span.version],
        "c": place.crawl,
    }


def place_of(data: dict[str, Any]) -> Place:
    """A place from the plain data that ``newsbot.extraction.parts`` made of it."""
    path, *rest = data["s"]
    span = Span(Path(os.fsdecode(bytes.fromhex(path))), *rest)
    return Place(pointer=ArchivePointer(**data["p"]), span=span, crawl=data["c"])


class Shelves:
    """The archives that lie beside those which are read: a revisit may refer to one of them."""

    def __init__(self) -> None:
        self._captures: dict[Path, dict[tuple[str, str], Capture]] = {}

    def find(self, revisit: Place, url: str, date: str) -> Place | None:
        """The capture of ``url`` at ``date`` in the folder of a revisit, if newsbot keeps archives there."""
        if revisit.span.url is not None:
            return None  # in a storage, only the sources are read
        folder = revisit.span.path.parent
        if folder not in self._captures:
            self._captures[folder] = _captures(folder)
        capture = self._captures[folder].get((url, stamp_of(date)))
        if capture is None:
            return None
        pointer = ArchivePointer(path=capture.filename, offset=capture.offset, digest="")
        return Place(pointer=pointer, span=Span(folder / capture.filename))


def _captures(folder: Path) -> dict[tuple[str, str], Capture]:
    found: dict[tuple[str, str], Capture] = {}
    try:
        for file in read_shelf(folder):
            path = index_path(folder / file.file)
            for capture in read_index(path) if path.exists() else ():
                if isinstance(capture, Capture) and capture.mime != REVISIT:
                    found.setdefault((capture.url, capture.stamp), capture)
    except (StoreError, SourceError):
        return found
    return found


def same_second(date: str) -> str:
    """A WARC-Date without fractions of a second, to compare by."""
    return date_of(stamp_of(date))
