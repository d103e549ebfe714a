"""The members that an archive file consists of: gzip members, Zstandard frames, or one run of plain bytes.

A member is decompressed piece by piece and to its very end, where its checksum stands: what the common readers take
for the end of the file (a cut or broken member) is an error here.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any, Protocol

from attrs import field, frozen

from newsbot.archive.spans import Bytes
from newsbot.archive.zstandard import ZstdDict, ZstdError, decompressor, read_dictionary

_PIECE = 1 << 15
"""So much compressed data is fed at once."""
_PROBE = 1 << 12
_WINDOW = 1 << 20

GZIP_MAGIC = b"\x1f\x8b\x08"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_SKIPPABLE = re.compile(rb"[\x50-\x5f]\x2a\x4d\x18", re.DOTALL)
# The first lines of a record: version, and a named field.
RECORD_START = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n[A-Za-z][A-Za-z-]{1,60}:")


class DamageError(Exception):
    """A member or record cannot be read; the message says why."""


class Member(Protocol):
    """One member while it is read."""

    def read(self, size: int) -> bytes:
        """At most ``size`` bytes, decompressed; none at the end.

        :raises DamageError: when the member is broken or cut.
        """

    @property
    def end(self) -> int:
        """The position after the member, once it has been read."""


class _Gzip:
    """A gzip member."""

    def __init__(self, span: Bytes, start: int) -> None:
        self._span = span
        self._z = zlib.decompressobj(wbits=31)
        self._fed = start

    def read(self, size: int) -> bytes:
        while not self._z.eof:
            data = self._z.unconsumed_tail
            if not data:
                data = self._span.read(self._fed, _PIECE)
                self._fed += len(data)
            if not data:
                raise DamageError("the file ends within a record")
            try:
                out = self._z.decompress(data, size)
            except zlib.error as error:
                raise DamageError(f"the compressed data is broken ({error})") from error
            if out:
                return out
        return b""

    @property
    def end(self) -> int:
        return self._fed - len(self._z.unused_data)


class _Zstd:
    """A Zstandard frame."""

    def __init__(self, span: Bytes, start: int, dictionary: ZstdDict | None) -> None:
        self._span = span
        self._z: Any = decompressor(dictionary)
        self._fed = start

    def read(self, size: int) -> bytes:
        while not self._z.eof:
            data = b""
            if self._z.needs_input:
                data = self._span.read(self._fed, _PIECE)
                self._fed += len(data)
                if not data:
                    raise DamageError("the file ends within a record")
            try:
                out: bytes = self._z.decompress(data, size)
            except ZstdError as error:
                raise DamageError(f"the compressed data is broken ({error})") from error
            if out:
                return out
        return b""

    @property
    def end(self) -> int:
        return self._fed - len(self._z.unused_data)


class _Plain:
    """The rest of an uncompressed file: records follow each other in it."""

    def __init__(self, span: Bytes, start: int) -> None:
        self._span = span
        self.end = start

    def read(self, size: int) -> bytes:
        data = self._span.read(self.end, size)
        self.end += len(data)
        return data


@frozen
class Packing:
    """How an archive is compressed, and how to find its members.

    :ivar magic: what a member begins with; plain archives are one member, looked at record by record.
    :ivar is_checked: a member carries a checksum of its content.
    """

    name: str
    magic: bytes
    is_checked: bool
    dictionary: ZstdDict | None = field(default=None, eq=False)

    @property
    def is_plain(self) -> bool:
        """Whether records lie in the file as they are."""
        return self.magic == b"WARC/"

    def member(self, span: Bytes, start: int) -> Member:
        """The member that begins at ``start``."""
        if self.is_plain:
            return _Plain(span, start)
        return _Zstd(span, start, self.dictionary) if self.magic == ZSTD_MAGIC else _Gzip(span, start)

    def starts(self, span: Bytes, position: int) -> bool:
        """Whether a record begins at ``position``."""
        if self.is_plain:
            return RECORD_START.match(span.read(position, _PROBE)) is not None
        if not span.read(position, 4).startswith(self.magic):
            return False
        try:
            member, head = self.member(span, position), b""
            while len(head) < 80 and (piece := member.read(80 - len(head))):
                head += piece
        except DamageError:
            return False
        return RECORD_START.match(head) is not None

    def next_start(self, span: Bytes, position: int, stop: int | None = None) -> int | None:
        """The first place from ``position`` on (and before ``stop``) where a record begins."""
        return next((place for place in self._candidates(span, position, stop) if self.starts(span, place)), None)

    def _candidates(self, span: Bytes, position: int, stop: int | None) -> Iterator[int]:
        stop = span.size if stop is None else min(stop, span.size)
        while position < stop:
            window = span.read(position, _WINDOW)
            found = window.find(self.magic)
            while found >= 0 and position + found < stop:
                yield position + found
                found = window.find(self.magic, found + 1)
            if len(window) < len(self.magic):
                return
            position += len(window) - len(self.magic) + 1


def packing(span: Bytes) -> Packing:
    """How the archive is compressed; told by its first bytes, else by its name."""
    head = span.read(0, 8)
    name = span.name.lower()
    if head.startswith(b"WARC/"):
        return Packing("plain", b"WARC/", is_checked=False)
    if head.startswith(ZSTD_MAGIC) or _SKIPPABLE.match(head) or (name.endswith(".zst") and head[:3] != GZIP_MAGIC):
        return Packing("zstd", ZSTD_MAGIC, is_checked=False, dictionary=read_dictionary(span))
    if head.startswith(GZIP_MAGIC) or not name.endswith(".warc"):
        return Packing("gzip", GZIP_MAGIC, is_checked=True)
    return Packing("plain", b"WARC/", is_checked=False)


def after_skippable(span: Bytes, position: int) -> int:
    """The position after the Zstandard frames at ``position`` that hold no data."""
    while _SKIPPABLE.match(head := span.read(position, 8)) and len(head) == 8:
        position += 8 + int.from_bytes(head[4:], "little")
    return position
