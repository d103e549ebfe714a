"""A file or a folder in a storage (``s3://…``) as a source: archives and pages, without manifests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from attrs import frozen

from newsbot.archive import storage
from newsbot.archive.files import PAGE_SUFFIXES, page_of
from newsbot.archive.folders import is_archive, is_index
from newsbot.archive.jobs import Job, RemarkJob, version_of
from newsbot.archive.manifest import MANIFEST
from newsbot.archive.naming import prefix_of
from newsbot.archive.page import Entry, Kind, Remark
from newsbot.archive.selection import Selection
from newsbot.archive.spans import Span, open_span
from newsbot.archive.storage import Stored
from newsbot.errors import SourceError
from newsbot.pages.document import MAX_BYTES

Archive = Callable[[Span, str, int], Iterator[Job]]
"""Divides an archive, called so and of so many bytes, into jobs."""


def stored_jobs(url: str, archive: Archive) -> Iterator[Job]:
    """The jobs of the file ``url``, or of all files below it.

    :raises SourceError: at once, when there is neither.
    """
    files, is_folder = storage.listed(url)
    base = PurePosixPath(url.rstrip("/"))
    return _jobs(files, base if is_folder else base.parent, archive, is_named=not is_folder)


def _jobs(files: list[Stored], root: PurePosixPath, archive: Archive, *, is_named: bool) -> Iterator[Job]:
    for file in files:
        relative = PurePosixPath(prefix_of(root) + str(PurePosixPath(file.url).relative_to(root)))
        span = Span(Path(), url=file.url, version=file.version)
        kind, why = Kind.SKIPPED, f"no page ({relative.suffix.lower() or 'no suffix'})"
        if is_archive(Path(relative)):
            yield from archive(span, relative.as_posix(), file.size)
            continue
        if is_named or relative.suffix.lower() in PAGE_SUFFIXES:
            if not is_index(Path(relative)):
                yield StoredPageJob(span=span, relative=Path(relative), weight=file.size)
                continue
            kind, why = Kind.FAILURE, "an index is read here only: copy it, and say --archives where its archives lie"
        elif relative.name == MANIFEST:
            kind, why = Kind.NOTE, "a manifest is read in folders of this machine only"
        elif is_index(Path(relative)):
            why = "an index"
        yield RemarkJob(Remark(kind, file.url, why))


@frozen(kw_only=True)
class StoredPageJob:
    """A page in a storage."""

    span: Span
    relative: Path
    weight: int
    is_remote = False

    @property
    def key(self) -> list[Any]:
        """The file as it is now, and its name."""
        return [version_of(self.span), self.relative.as_posix()]

    def entries(self, selection: Selection) -> Iterator[Entry]:
        """The page, or why it is none."""
        location = self.span.label
        try:
            with open_span(self.span) as file:
                page = page_of(file.read(0, MAX_BYTES + 1), self.relative, location)
        except SourceError as error:
            yield Remark(Kind.FAILURE, location, str(error))
            return
        why = selection.why_not(page.url, page.fetched_at)
        yield Remark(Kind.SKIPPED, location, why) if why else page
