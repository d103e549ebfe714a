"""A folder of pages and archives, with or without a manifest."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from newsbot.archive.addresses import printed
from newsbot.archive.cdxj import SUFFIX as CDXJ
from newsbot.archive.files import PAGE_SUFFIXES, looks_like_page, read_page
from newsbot.archive.jobs import Job, RemarkJob, version_of
from newsbot.archive.manifest import MANIFEST, Listed, read_manifest
from newsbot.archive.page import Entry, Kind, Page, Remark
from newsbot.archive.selection import Selection
from newsbot.archive.shelf import OPEN, read_shelf
from newsbot.archive.wacz import SUFFIX as WACZ
from newsbot.errors import SourceError, StoreError, reason

_TOOLS_OWN = frozenset({"hts-cache", "hts-log.txt", "robots.txt"})
"""What mirroring tools leave beside the pages."""
_ARCHIVES = (".warc", ".warc.gz", ".warc.zst", ".wet", ".wet.gz", ".wet.zst", WACZ)
_INDEXES = (CDXJ, ".cdx", ".cdxj.gz", ".cdx.gz")


class Folder:
    """The files in a folder and its subfolders, in an order that is the same on every machine.

    A folder that holds a manifest gives the files listed there first, in the order of the list; files that are not in
    it follow. Links are followed to files within the folder only. Nothing in a folder is fatal: what cannot be read
    gives a remark.
    """

    def __init__(self, root: Path, archive: Callable[[Path, bool], Iterator[Job]]) -> None:
        """Look at nothing yet.

        :param archive: divides an archive in the folder, which may still be open, into jobs.
        """
        self._root = root
        self._real_root = _real(root)
        self._archive = archive
        self._listed: set[Path] = set()
        self._open: set[Path] = set()

    def jobs(self) -> Iterator[Job]:
        """Everything that the folder has to give."""
        folders = [(self._root, False)]
        while folders:
            folder, has_manifest = folders.pop()
            try:
                children = sorted(folder.iterdir(), key=lambda path: os.fsencode(path.name))
            except OSError as error:
                yield _remark(Kind.FAILURE, folder, reason(error))
                continue
            if folder / MANIFEST in children:
                has_manifest = True
                yield from self._manifest(folder / MANIFEST)
            subfolders = []
            for child in children:
                try:
                    skipped, is_folder = _why_skipped(child), child.is_dir()
                except OSError as error:
                    yield _remark(Kind.FAILURE, child, reason(error))
                    continue
                if skipped:
                    yield _remark(Kind.SKIPPED, child, skipped)
                elif is_folder:
                    subfolders.append((child, has_manifest))
                elif child.name != MANIFEST and _real(child) not in self._listed:
                    yield from self._file(child, is_unlisted=has_manifest)
            folders.extend(reversed(subfolders))

    def _file(self, path: Path, listed: Listed | None = None, *, is_unlisted: bool = False) -> Iterator[Job]:
        if is_archive(path):
            if not _real(path).is_relative_to(self._real_root):
                yield _remark(Kind.FAILURE, path, "the file is a link out of the folder")
                return
            yield from self._archive(path, _real(path) in self._open)
        elif listed is None and is_index(path):
            yield _remark(Kind.SKIPPED, path, "an index")
        else:
            yield FileJob(path=path, root=self._root, listed=listed, is_unlisted=is_unlisted)

    def _manifest(self, manifest: Path) -> Iterator[Job]:
        with suppress(StoreError):  # which the next line tells better
            self._open.update(_real(manifest.parent / f.file) for f in read_shelf(manifest.parent) if f.state == OPEN)
        try:
            for listed in read_manifest(manifest):
                if listed.file is not None:
                    self._listed.add(_real(manifest.parent / listed.file))
                if listed.file is None or listed.error is not None:
                    yield RemarkJob(Remark(Kind.FAILURE, listed.location, listed.error or ""))
                else:
                    yield from self._file(manifest.parent / listed.file, listed)
        except SourceError as error:
            yield _remark(Kind.FAILURE, manifest, str(error))


@frozen(kw_only=True)
class FileJob:
    """A file that may be a page.

    :ivar root: the folder that it must lie in, and that its name starts from.
    :ivar listed: what a manifest says of it; :ivar is_unlisted: there is a manifest, and it is not in it.
    :ivar is_named: the user named it: it is meant to be a page, and may lie anywhere.
    """

    path: Path
    root: Path
    listed: Listed | None = None
    is_unlisted: bool = False
    is_named: bool = False
    is_remote = False

    @property
    def weight(self) -> int:
        """The size of the file."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    @property
    def key(self) -> list[Any]:
        """The file as it is now, and what is said of it."""
        return [version_of(self.path), repr(self.listed), self.is_unlisted]

    def entries(self, selection: Selection) -> Iterator[Entry]:
        """The page, with its remarks, or why it is none."""
        location = self.listed.location if self.listed else printed(self.path)
        try:
            page = self._page()
        except SourceError as error:
            words = f"{self.listed.file}: {error}" if self.listed else str(error)
            yield Remark(Kind.FAILURE, location, words)
            return
        if page is None:
            yield Remark(Kind.SKIPPED, location, f"no page ({self.path.suffix.lower() or 'no suffix'})")
        elif why := selection.why_not(page.url, page.fetched_at):
            yield Remark(Kind.SKIPPED, location, why)
        else:
            notes = ["the file is not in the manifest"] if self.is_unlisted else []
            notes += self.listed.notes if self.listed else []
            yield from (Remark(Kind.NOTE, location, note) for note in notes)
            yield page

    def _page(self) -> Page | None:
        """The page; ``None`` for a file that does not look like one.

        :raises SourceError: when it should be one and is not.
        """
        is_meant = self.is_named or self.listed is not None or self.path.suffix.lower() in PAGE_SUFFIXES
        if not is_meant and not looks_like_page(self.path):
            return None
        if not self.is_named and not _real(self.path).is_relative_to(_real(self.root)):
            raise SourceError("the file is a link out of the folder")
        page = read_page(self.path, self.path.relative_to(self.root))
        if self.listed is None:
            return page
        url, fetched_at = self.listed.url or page.url, self.listed.fetched_at or page.fetched_at
        return evolve(page, url=url, fetched_at=fetched_at, headers=self.listed.headers)


def is_archive(path: Path) -> bool:
    """Whether a file is named as an archive: WARC, WET, WACZ."""
    return path.name.lower().endswith(_ARCHIVES)


def is_index(path: Path) -> bool:
    """Whether a file is named as an index of archives."""
    return path.name.lower().endswith(_INDEXES)


def _remark(kind: Kind, path: Path, text: str) -> RemarkJob:
    return RemarkJob(Remark(kind, printed(path), text))


def _real(path: Path) -> Path:
    """``path`` without links; unlike ``Path.resolve``, this does not raise for a link that leads to itself."""
    return Path(os.path.realpath(path))


def _why_skipped(child: Path) -> str | None:
    if child.name.startswith("."):
        return "hidden"
    if child.name in _TOOLS_OWN:
        return "left by a mirroring tool"
    if child.is_symlink() and child.is_dir():
        return "a link to a folder"
    return None
