"""The one door to kept pages: whatever the source is, it is divided into jobs, which give pages and remarks."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from newsbot.archive.addresses import printed
from newsbot.archive.cdxj import Capture, read_index
from newsbot.archive.files import PAGE_SUFFIXES, starts_as_archive
from newsbot.archive.folders import FileJob, Folder, is_archive, is_index
from newsbot.archive.jobs import IndexJob, Job, RemarkJob, WarcJob, version_of
from newsbot.archive.naming import file_name, prefix_of
from newsbot.archive.page import Entry, Kind, Remark
from newsbot.archive.remote import Remote
from newsbot.archive.selection import Selection
from newsbot.archive.shelf import OPEN, read_shelf
from newsbot.archive.spans import Span
from newsbot.archive.storage import is_url
from newsbot.archive.storages import stored_jobs
from newsbot.archive.wacz import SUFFIX as WACZ
from newsbot.archive.wacz import inner_archives, unpack
from newsbot.errors import SourceError, StoreError, reason

LIST = "@"
"""What a source begins with that is a list of sources."""
_STRETCH = 8 << 20
"""An archive is divided into stretches of this many bytes, however many processes there are."""
_AT_ONCE = 200
"""So many captures of an index make a job."""


@define(kw_only=True)
class Sources:
    """How sources are opened.

    :ivar base: where the names of archives in an index start from: a folder or a URL; by default beside the index.
    :ivar remote: who asks other hosts.
    """

    base: str | None = None
    remote: Remote = field(factory=Remote)

    def jobs(self, source: str) -> Iterator[Job]:
        """What a source is divided into: a file, a folder, or ``@list.txt``.

        :returns: jobs, made one by one; the iterator itself does not raise for bad input.
        :raises SourceError: at once, when there is no such file or folder.
        """
        if source.startswith(LIST):
            return self._list(_existing(Path(source[1:])))
        if is_url(source):
            return stored_jobs(source, self._stored)
        path = _existing(Path(source))
        if path.is_dir():
            return Folder(path, self._named(path)).jobs()
        if is_index(path):
            return self._index(path)
        if is_archive(path) or (path.suffix.lower() not in PAGE_SUFFIXES and starts_as_archive(path)):
            return self._archive(path, file_name(path.absolute()), is_open=_is_open(path))
        return iter([FileJob(path=path, root=path.parent, is_named=True)])

    def _list(self, path: Path) -> Iterator[Job]:
        """The sources that a text file names, one a line, starting from its folder; ``#`` begins a comment."""
        try:
            lines = path.read_text("utf-8").splitlines()
        except OSError as error:
            raise SourceError(f"cannot read {printed(path)}: {reason(error)}") from error
        except ValueError as error:
            raise SourceError(f"cannot read {printed(path)}: it is no text") from error
        names = [name for line in lines if (name := line.strip()) and not name.startswith("#")]
        return chain.from_iterable(self._listed(path.parent, name) for name in names)

    def _listed(self, folder: Path, name: str) -> Iterator[Job]:
        """The jobs of a line; it names a file or a folder, since a list of lists may never end."""
        try:
            yield from self.jobs(name if is_url(name) else str(folder / name))
        except SourceError as error:
            yield RemarkJob(Remark(Kind.FAILURE, name, str(error)))

    def _named(self, folder: Path) -> Callable[[Path, bool], Iterator[Job]]:
        """How archives in a folder are divided, and called."""
        prefix = prefix_of(folder.absolute())

        def archive(path: Path, is_open: bool) -> Iterator[Job]:
            return self._archive(path, prefix + path.relative_to(folder).as_posix(), is_open=is_open)

        return archive

    def _archive(self, path: Path, name: str, *, is_open: bool) -> Iterator[Job]:
        if path.name.lower().endswith(WACZ):
            yield from _wacz(Span(path), name, path.stat().st_size if path.is_file() else 0)
            return
        try:
            size = path.stat().st_size
        except OSError as error:
            yield RemarkJob(Remark(Kind.FAILURE, printed(path), reason(error)))
            return
        if not size:
            yield RemarkJob(Remark(Kind.FAILURE, printed(path), "the file is empty"))
        yield from _stretches(Span(path), name, size, is_open=is_open)

    def _stored(self, file: Span, name: str, size: int) -> Iterator[Job]:
        """An archive in a storage."""
        if name.lower().endswith(WACZ):
            yield from _wacz(file, name, size)
            return
        if not size:
            yield RemarkJob(Remark(Kind.FAILURE, file.label, "the file is empty"))
        yield from _stretches(file, name, size)

    def _index(self, path: Path) -> Iterator[Job]:
        base = self.base or str(path.parent)
        entries = read_index(path)
        while True:
            batch: list[Capture | Remark] = []
            try:
                batch.extend(islice(entries, _AT_ONCE))
            except SourceError as error:
                batch.append(Remark(Kind.FAILURE, printed(path), str(error)))
            if not batch:
                return
            captures = tuple(entry for entry in batch if isinstance(entry, Capture))
            yield IndexJob(captures=captures, base=base, remote=self.remote)
            yield from (RemarkJob(entry) for entry in batch if isinstance(entry, Remark))


@frozen(kw_only=True)
class PackedJob:
    """A WARC file that is compressed once more in a WACZ file: it is unpacked first, for as long as it is read."""

    file: Span
    inner: str
    name: str
    weight: int
    is_remote = False

    @property
    def key(self) -> list[Any]:
        """The file as it is now, and what is read in it."""
        return [version_of(self.file), self.inner, self.name]

    def entries(self, selection: Selection) -> Iterator[Entry]:
        """The captures in it, and what is damaged."""
        with tempfile.NamedTemporaryFile(suffix=Path(self.inner).name) as unpacked:
            try:
                unpack(self.file, self.inner, unpacked)
                unpacked.flush()
            except (SourceError, OSError) as error:
                yield Remark(Kind.FAILURE, f"{self.file.label}, {self.inner}", str(error))
            yield from WarcJob(span=Span(Path(unpacked.name)), name=self.name).entries(selection)


def _existing(path: Path) -> Path:
    try:
        path.stat()
    except OSError as error:
        raise SourceError(f"cannot read {printed(path)}: {reason(error)}") from error
    except ValueError as error:  # a name with a NUL
        raise SourceError(f"cannot read {printed(path)}: {error}") from error
    return path


def _wacz(file: Span, name: str, size: int) -> Iterator[Job]:
    """The archives in a WACZ file. They lie in it as they are: without its directory they are found as well."""
    try:
        inner = inner_archives(file)
    except SourceError as error:
        yield RemarkJob(Remark(Kind.FAILURE, file.label, f"{error}; it is searched for records"))
        yield from _stretches(file, name, size)
        return
    if not inner:
        yield RemarkJob(Remark(Kind.FAILURE, file.label, "there is no archive in it"))
    for archive in inner:
        if archive.span is None:
            yield PackedJob(file=file, inner=archive.name, name=f"{name}/{archive.name}", weight=archive.size)
        else:
            yield from _stretches(archive.span, f"{name}/{archive.name}", archive.size)


def _stretches(span: Span, name: str, size: int, *, is_open: bool = False) -> Iterator[WarcJob]:
    for start in range(0, size, _STRETCH):
        stop = start + _STRETCH if start + _STRETCH < size else None
        yield WarcJob(span=span, name=name, start=start, stop=stop, size=size, is_open=is_open)


def _is_open(path: Path) -> bool:
    try:
        return any(file.file == path.name and file.state == OPEN for file in read_shelf(path.parent))
    except StoreError:
        return False
