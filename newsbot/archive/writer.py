"""Writing the exchanges of a crawl to WARC files, durably."""

from __future__ import annotations

import hashlib
import logging
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from attrs import frozen

from newsbot.archive import building
from newsbot.archive.building import Exchange, Original
from newsbot.archive.cdxj import REVISIT, Capture, date_of, index_line, read_index, stamp_of
from newsbot.archive.page import Remark
from newsbot.archive.shelf import FOLDER, File, Shelf, index_path, media_type
from newsbot.dataset.lines import make_folder, sync_folder
from newsbot.dataset.lock import Lock
from newsbot.dataset.scratch import Scratch
from newsbot.errors import SourceError, StoreError, reason
from newsbot.records import ArchivePointer

logger = logging.getLogger(__name__)

_AT_ONCE = 100
"""So many lines of an index are put away together."""


@frozen
class Archived:
    """Where and as of when an answer was archived."""

    pointer: ArchivePointer
    date: str


class WarcWriter:
    """Writes ``<folder>/<name>-<14 digits>-<serial>.warc.gz``; one process at a time.

    A file that reaches its size is finished, and the next one begun. Where a page has the same payload as before, a
    revisit record stands for it.

    :ivar torn: bytes that an earlier crawl had left torn, and that were cut.
    :ivar written: exchanges archived; :ivar revisits: those of them whose payload was known.
    """

    def __init__(self, folder: Path, name: str, *, size: int, info: Mapping[str, str]) -> None:
        """Open the folder; repair and index what lies there. A file is made with the first exchange.

        :param size: when to begin the next file, in bytes.
        :param info: what to say of the crawl at the head of each file.
        :raises StoreLockedError: when another process writes there.
        :raises StoreError: when it cannot be written, or what is there cannot be read.
        """
        self.folder = folder
        self.torn = self.written = self.revisits = 0
        self._name, self._size = name, size
        self._stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
        self._info = {**info, "isPartOf": f"{name}-{self._stamp}"}
        self._serial = 0
        self._current: _OpenFile | None = None
        try:
            make_folder(folder)
        except OSError as error:
            raise StoreError(f"cannot create {folder}: {reason(error)}") from error
        self._lock = Lock(folder / ".lock")
        try:
            self._shelf = Shelf(folder)
            self.torn = self._shelf.recover()
            self._known = self._read_known()
        except BaseException:
            self._lock.release()
            raise

    def _read_known(self) -> _Known:
        known = _Known()
        for name in sorted(self._shelf.files):
            path = index_path(self.folder / name)
            try:
                for capture in read_index(path):
                    if not isinstance(capture, Remark) and capture.mime != REVISIT:
                        known.note(capture.url, capture.stamp, capture.digest)
            except SourceError as error:
                logger.warning("%s: %s", path, error)
        return known

    def write(self, exchange: Exchange) -> Archived:
        """Archive an exchange; ``sync`` makes it durable.

        :returns: where the answer lies.
        :raises StoreError: when it could not be written; nothing of it is then in the file.
        """
        file = self._file(exchange.date)
        digest = exchange.payload_digest
        known = self._known.get(exchange.url)
        original = self._original(exchange, digest, known)
        id_ = building.new_id()
        answer = building.response(exchange, id_, file.info_id, original)
        others = {"request": building.request(exchange, id_, file.info_id)}
        if exchange.notes:
            others["metadata"] = building.metadata(exchange, id_, file.info_id)
        offset = file.append({"revisit" if original else "response": answer, **others})
        file.captures.add(
            Capture(
                url=exchange.url,
                stamp=stamp_of(exchange.date),
                filename=file.path.name,
                offset=offset,
                length=len(answer),
                digest="" if original and exchange.status == 304 else digest.removeprefix("sha1:"),
                status=str(exchange.status),
                mime=REVISIT if original else _mime(exchange),
            )
        )
        if known is not None and original is None and exchange.body:  # others are asked for once in a crawl
            self._known.replace(exchange.url, stamp_of(exchange.date), digest.removeprefix("sha1:"))
        self.written += 1
        self.revisits += int(original is not None)
        return Archived(ArchivePointer(path=f"{FOLDER}/{file.path.name}", offset=offset, digest=digest), exchange.date)

    def _original(self, exchange: Exchange, digest: str, known: tuple[str, str] | None) -> Original | None:
        """The earlier capture of the address that had this payload, or that the server says is still right."""
        if known is None:
            return None
        stamp, payload = known
        is_same = exchange.status == 304 or (exchange.body and payload == digest.removeprefix("sha1:"))
        return Original(exchange.url, date_of(stamp)) if is_same else None

    def _file(self, date: str) -> _OpenFile:
        """The file to write to, which is a new one where the current one is full."""
        if self._current is not None and self._current.size >= self._size:
            self._finish()
        if self._current is None:
            path = self._next_path()
            self._current = _OpenFile(path, date, self._info)
            try:
                self._shelf.note(File(file=path.name))
            except BaseException:
                self._current.close()
                self._current = None
                raise
        return self._current

    def _next_path(self) -> Path:
        while True:
            path = self.folder / f"{self._name}-{self._stamp}-{self._serial:05d}.warc.gz"
            self._serial += 1
            if not path.exists():
                return path

    def sync_handle(self) -> int | None:
        """A file descriptor of its own to ``fsync`` and close: after that, all that was written before is on disk."""
        return None if self._current is None else os.dup(self._current.fd)

    def sync(self) -> None:
        """Return once everything that was written is on disk.

        :raises StoreError: when the disk fails.
        """
        if self._current is not None:
            self._current.sync()

    def _finish(self) -> None:
        file, self._current = self._current, None
        if file is None:
            return
        try:
            file.sync()
        finally:
            file.close()
        self._shelf.finish(file.entry(), file.captures.lines())

    def close(self) -> None:
        """Finish the current file and let others write; closing twice does no harm.

        :raises StoreError: when the file could not be finished. The next writer then does it.
        """
        try:
            self._finish()
        finally:
            self._lock.release()


class _Known:
    """Of each address that was archived with a payload, by an earlier crawl, the time and the digest of the latest."""

    def __init__(self) -> None:
        self._scratch = Scratch("create table known (url integer primary key, stamp text, digest text)")

    def note(self, url: str, stamp: str, digest: str) -> None:
        """Remember a capture, unless a later one is known."""
        self._scratch.change(
            "insert into known values (?, ?, ?) on conflict (url) do update set stamp = excluded.stamp,"
            " digest = excluded.digest where (excluded.stamp, excluded.digest) > (stamp, digest)",
            hash(url),
            stamp,
            digest,
        )

    def replace(self, url: str, stamp: str, digest: str) -> None:
        """Remember a new capture of an address that is known."""
        self._scratch.change("update known set stamp = ?, digest = ? where url = ?", stamp, digest, hash(url))

    def get(self, url: str) -> tuple[str, str] | None:
        """Time and digest; ``None`` for an address that is not known."""
        rows = self._scratch.rows("select stamp, digest from known where url = ?", hash(url))
        return rows[0] if rows else None


class _Index:
    """The lines of the index of a file of up to a gigabyte."""

    def __init__(self) -> None:
        self._scratch = Scratch("create table lines (line blob not null)")
        self._latest: list[tuple[bytes]] = []

    def add(self, capture: Capture) -> None:
        self._latest.append((index_line(capture),))
        if len(self._latest) >= _AT_ONCE:
            self._store()

    def _store(self) -> None:
        latest, self._latest = self._latest, []
        self._scratch.change_all("insert into lines values (?)", latest)

    def lines(self) -> Iterator[bytes]:
        """The lines, sorted."""
        self._store()
        return (line for (line,) in self._scratch.each("select line from lines order by line"))


class _OpenFile:
    """The file that is being written: it ends with a whole exchange, or is cut back to one."""

    def __init__(self, path: Path, date: str, info: Mapping[str, str]) -> None:
        self.path = path
        self.info_id = building.new_id()
        self.size = 0
        self.captures = _Index()
        self._counts: Counter[str] = Counter()
        self._sha256 = hashlib.sha256()
        self._torn = False
        try:
            self.fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC, 0o644)
            sync_folder(path.parent)
        except OSError as error:
            raise StoreError(f"cannot write {path}: {reason(error)}") from error
        try:
            self.append({"warcinfo": building.warcinfo(path.name, date, self.info_id, info)})
        except BaseException:
            self.close()
            raise

    def append(self, members: Mapping[str, bytes]) -> int:
        """Write records, all or none; the position of the first.

        :raises StoreError: when there is no room for them.
        """
        data = b"".join(members.values())
        start = self.size
        try:
            if self._torn:
                os.ftruncate(self.fd, self.size)
            self._torn = True
            view = memoryview(data)
            while view:
                view = view[os.write(self.fd, view) :]
            self._torn = False
        except OSError as error:
            self._clean_up()
            raise StoreError(f"cannot write {self.path}: {reason(error)}") from error
        self._sha256.update(data)
        self._counts.update(members.keys())
        self.size += len(data)
        return start

    def _clean_up(self) -> None:
        """Take a part of an exchange back now if that can be done, else before the next one or at the next opening."""
        try:
            os.ftruncate(self.fd, self.size)
            self._torn = False
        except OSError as error:
            logger.warning("%s keeps a torn end for now: %s", self.path, reason(error))

    def sync(self) -> None:
        try:
            os.fsync(self.fd)
        except OSError as error:
            raise StoreError(f"cannot write {self.path}: {reason(error)}") from error

    def entry(self) -> File:
        """What the manifest is to say of the file."""
        counts = dict(sorted(self._counts.items()))
        return File(file=self.path.name, records=counts, bytes=self.size, sha256=self._sha256.hexdigest())

    def close(self) -> None:
        os.close(self.fd)


def _mime(exchange: Exchange) -> str:
    value = next((value for name, value in exchange.headers if name.lower() == b"content-type"), b"")
    return media_type(value.decode("latin-1"))
