"""A folder of pages, with or without a manifest."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from attrs import evolve

from newsbot.archive.addresses import printed
from newsbot.archive.files import PAGE_SUFFIXES, looks_like_page, read_page
from newsbot.archive.manifest import MANIFEST, Listed, read_manifest
from newsbot.archive.page import Entry, Kind, Page, Remark
from newsbot.errors import SourceError, reason

_TOOLS_OWN = frozenset({"hts-cache", "hts-log.txt", "robots.txt"})
"""What mirroring tools leave beside the pages."""


class Folder:
    """The pages in a folder and its subfolders, in an order that is the same on every machine.

    A folder that holds a manifest gives the pages listed there first, in the order of the list; files that are not in
    it follow. Links are followed to files within the folder only. Nothing in a folder is fatal: what cannot be read
    gives a remark.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._real_root = _real(root)
        self._listed: set[Path] = set()

    def entries(self) -> Iterator[Entry]:
        """Everything that the folder has to give."""
        folders = [(self._root, False)]
        while folders:
            folder, has_manifest = folders.pop()
            try:
                children = sorted(folder.iterdir(), key=lambda path: os.fsencode(path.name))
            except OSError as error:
                yield Remark(Kind.FAILURE, printed(folder), reason(error))
                continue
            if folder / MANIFEST in children:
                has_manifest = True
                yield from self._manifest(folder / MANIFEST)
            subfolders = []
            for child in children:
                try:
                    skipped, is_folder = _why_skipped(child), child.is_dir()
                except OSError as error:
                    yield Remark(Kind.FAILURE, printed(child), reason(error))
                    continue
                if skipped:
                    yield Remark(Kind.SKIPPED, printed(child), skipped)
                elif is_folder:
                    subfolders.append((child, has_manifest))
                elif child.name != MANIFEST:
                    yield from self._file(child, has_manifest)
            folders.extend(reversed(subfolders))

    def _file(self, path: Path, has_manifest: bool) -> Iterator[Entry]:
        if _real(path) in self._listed:
            return
        try:
            if path.suffix.lower() not in PAGE_SUFFIXES and not looks_like_page(path):
                yield Remark(Kind.SKIPPED, printed(path), f"no page ({path.suffix.lower() or 'no suffix'})")
                return
            page = self._page(path)
        except SourceError as error:
            yield Remark(Kind.FAILURE, printed(path), str(error))
            return
        if has_manifest:
            yield Remark(Kind.NOTE, printed(path), "the file is not in the manifest")
        yield page

    def _manifest(self, manifest: Path) -> Iterator[Entry]:
        try:
            for listed in read_manifest(manifest):
                yield from self._entry(manifest.parent, listed)
        except SourceError as error:
            yield Remark(Kind.FAILURE, printed(manifest), str(error))

    def _entry(self, folder: Path, listed: Listed) -> Iterator[Entry]:
        if listed.file is not None:
            self._listed.add(_real(folder / listed.file))
        if listed.file is None or listed.error is not None:
            yield Remark(Kind.FAILURE, listed.location, listed.error or "")
            return
        try:
            page = self._page(folder / listed.file)
        except SourceError as error:
            yield Remark(Kind.FAILURE, listed.location, f"{listed.file}: {error}")
            return
        yield from (Remark(Kind.NOTE, listed.location, note) for note in listed.notes)
        yield evolve(
            page,
            url=listed.url or page.url,
            fetched_at=listed.fetched_at or page.fetched_at,
            headers=listed.headers,
        )

    def _page(self, path: Path) -> Page:
        if not _real(path).is_relative_to(self._real_root):
            raise SourceError("the file is a link out of the folder")
        return read_page(path, path.relative_to(self._root))


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
