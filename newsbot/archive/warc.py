"""Records of a WARC file, one by one, whatever state the file is in.

Everything readable is given; where the file is damaged a ``Damage`` says from where to where, and reading goes on at
the next record. A record counts as readable when its member is whole to the checksum, its length is as declared, and
(where no checksum covers it) its digest is right.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from newsbot.archive.members import RECORD_START, DamageError, Member, Packing, after_skippable, packing
from newsbot.archive.spans import Bytes

KEPT = 24 << 20
"""Of a longer record only so much is kept; pages are a hundredth of it."""

_PIECE = 1 << 16
_LONGEST_HEADER = 1 << 16
_TRAILER = b"\r\n\r\n"
_LONGEST_ENDING = 40
# Line ends, and then another record or nothing: there are tools that write one or three of them.
_ENDING = re.compile(rb"(?:(?:\r\n){0,12}|\n{0,12})(?=WARC/[01]\.|\Z)")
_FOLDED = re.compile(r"\r?\n[ \t]+")
_LENGTH = re.compile(r"\d{1,18}")


@frozen(kw_only=True)
class Record:
    """One record of a WARC file.

    :ivar offset: where its member begins, or the record itself in a file that is not compressed.
    :ivar end: where what follows it begins; :ivar headers: by lower-case name.
    :ivar block: its content, of a very long one the beginning; :ivar size: the length of all of it.
    :ivar note: what is odd about it.
    """

    offset: int
    end: int
    headers: Mapping[str, str]
    block: bytes
    size: int
    note: str | None = None

    @property
    def type(self) -> str:
        """The WARC-Type: "response"."""
        return self.headers.get("warc-type", "").lower()

    @property
    def url(self) -> str:
        """The WARC-Target-URI; some tools put it in angle brackets."""
        return self.headers.get("warc-target-uri", "").strip("<>")

    @property
    def is_whole(self) -> bool:
        """Whether ``block`` is all of it."""
        return len(self.block) == self.size


@frozen
class Damage:
    """What could not be read, from ``offset`` to ``end``."""

    offset: int
    end: int
    text: str


class Reader:
    """Walks through the records of an open archive.

    :ivar position: where the next record will be looked for; after the end, where the walk ended.
    """

    def __init__(self, span: Bytes) -> None:
        self._span = span
        self.packing: Packing = packing(span)
        self.position = 0

    def records(self, start: int = 0, stop: int | None = None, *, is_exact: bool = False) -> Iterator[Record | Damage]:
        """The records that begin in the stretch, and what is damaged there.

        :param start: where to begin; unless it is 0, or ``is_exact``, a record is looked for from there on.
        :param stop: where to end: a record that begins before it is read whole.
        :raises SourceError: when the disk fails.
        """
        stop = self._span.size if stop is None else min(stop, self._span.size)
        self.position = start
        if start and not is_exact:
            found = self.packing.next_start(self._span, start, stop)
            self.position = stop if found is None else found
        while self.position < stop:
            try:
                yield from self._member()
            except DamageError as error:
                begin = self.position
                self.position = self._next_start(begin + 1)
                yield Damage(begin, self.position, str(error))

    def record_at(self, offset: int) -> Record:
        """The record at ``offset``.

        :raises DamageError: when there is none, or it cannot be read.
        :raises SourceError: when the disk fails.
        """
        self.position = offset
        for record in self._member():
            return record
        raise DamageError("there is no record")

    def _next_start(self, position: int) -> int:
        found = self.packing.next_start(self._span, position)
        return self._span.size if found is None else found

    def _member(self) -> Iterator[Record]:
        """The records of the member at ``position``, which is then moved behind it."""
        begin = after_skippable(self._span, self.position) if self.packing.name == "zstd" else self.position
        if begin >= self._span.size:
            self.position = self._span.size
            return
        self.position = begin
        if self.packing.is_plain:
            yield self._plain(begin)
            return
        if self._span.read(begin, 4)[: len(self.packing.magic)] != self.packing.magic:
            raise DamageError("no record begins here")
        content = _Content(self.packing.member(self._span, begin))
        first = True
        while first or not content.at_end():
            record = _read(content, begin, checked=self.packing.is_checked, alone=first)
            # The checksum stands after the last record: with several in a member, the others go by their digest.
            if content.at_end():
                record = evolve(record, end=content.end)
            elif digest_fits(record) is False:
                raise DamageError("the content does not fit its digest")
            yield record
            first = False
        self.position = content.end

    def _plain(self, begin: int) -> Record:
        content = _Content(self.packing.member(self._span, begin))
        record = evolve(_read(content, begin, checked=False, alone=False), end=content.consumed_to)
        self.position = record.end
        return record


class _Content:
    """The decompressed bytes of a member, with what has been read ahead."""

    def __init__(self, member: Member) -> None:
        self._member = member
        self._ahead = bytearray()

    @property
    def end(self) -> int:
        return self._member.end

    @property
    def consumed_to(self) -> int:
        """The position up to which the bytes of an uncompressed file are used up."""
        return self._member.end - len(self._ahead)

    def at_end(self) -> bool:
        """Whether nothing follows; at the true end the checksum has then been verified."""
        if not self._ahead:
            self._ahead += self._member.read(_PIECE)
        return not self._ahead

    def until(self, mark: re.Pattern[bytes], longest: int) -> bytes | None:
        """The bytes up to and with ``mark``; ``None`` when it does not come."""
        while (match := mark.search(self._ahead)) is None:
            if len(self._ahead) > longest or not (piece := self._member.read(_PIECE)):
                return None
            self._ahead += piece
        return self.take(match.end())

    def take(self, size: int) -> bytes:
        """The next bytes; fewer at the end."""
        while len(self._ahead) < size and (piece := self._member.read(min(size - len(self._ahead), _PIECE))):
            self._ahead += piece
        taken = bytes(self._ahead[:size])
        del self._ahead[:size]
        return taken

    def peek(self, size: int) -> bytes:
        """The next bytes, which stay."""
        while len(self._ahead) < size and (piece := self._member.read(_PIECE)):
            self._ahead += piece
        return bytes(self._ahead[:size])


_BLANK_LINE = re.compile(rb"\r?\n\r?\n")


def _read(content: _Content, offset: int, *, checked: bool, alone: bool) -> Record:
    """The record that begins here.

    :param checked: a checksum covers it; else its digest has to be right.
    :param alone: it may be the only one of its member, whose end then tells its true length.
    :raises DamageError: when it is broken.
    """
    if RECORD_START.match(content.peek(80)) is None:
        raise DamageError("no record begins here")
    head = content.until(_BLANK_LINE, _LONGEST_HEADER)
    if head is None:
        raise DamageError("the header of the record does not end")
    headers = _headers(head)
    declared = headers.get("content-length", "")
    if not _LENGTH.fullmatch(declared):
        raise DamageError(f"the record states no length: {declared[:40]!r}")
    size = int(declared)
    block, right = _block(content, size, headers)
    record = Record(offset=offset, end=offset, headers=headers, block=block, size=size)
    odd = _ENDING.match(content.peek(_LONGEST_ENDING)) if len(block) == size and right is not False else None
    trailer = content.take(odd.end() if odd else len(_TRAILER))
    if trailer == _TRAILER or odd:
        if right is False and not checked:
            raise DamageError("the content does not fit its digest")
        if right is False:
            return evolve(record, note="the content does not fit its digest, though its checksum is right")
        return record if trailer == _TRAILER else evolve(record, note="there are not two empty lines after the record")
    if len(block) < min(size, KEPT) and not alone:
        raise DamageError("the file ends within a record")
    if not alone:
        raise DamageError(f"the record is not as long as it says ({size} bytes)")
    return _by_digest(record, content, trailer)


def _by_digest(record: Record, content: _Content, trailer: bytes) -> Record:
    """A record of a wrong length, read to the end of its member, if its digest says that this is all of it."""
    block = record.block + trailer + content.take(KEPT)
    block = block.removesuffix(_TRAILER)
    fixed = Record(offset=record.offset, end=record.end, headers=record.headers, block=block, size=len(block))
    if digest_fits(fixed):
        return evolve(fixed, note=f"the record says that it has {record.size} bytes; it has {len(block)}")
    raise DamageError(f"the record is not as long as it says ({record.size} bytes)")


def _block(content: _Content, size: int, headers: Mapping[str, str]) -> tuple[bytes, bool | None]:
    """The content of a record, cut at ``KEPT``, and whether its digest is right (``None`` where it has none)."""
    algorithm, expected = _digest(headers.get("warc-block-digest"))
    kept = content.take(min(size, KEPT))
    seen = len(kept)
    if algorithm is not None:
        algorithm.update(kept)
    while seen < size and (piece := content.take(min(size - seen, _PIECE))):
        seen += len(piece)
        if algorithm is not None:
            algorithm.update(piece)
    return kept, None if algorithm is None else algorithm.digest() == expected


def digest_fits(record: Record) -> bool | None:
    """Whether the block of a record is what its digest says; ``None`` where that cannot be told."""
    algorithm, expected = _digest(record.headers.get("warc-block-digest"))
    if algorithm is None or not record.is_whole:
        return None
    algorithm.update(record.block)
    return bool(algorithm.digest() == expected)


def _digest(stated: str | None) -> tuple[Any, bytes]:
    """A hash to compute and the value that it should have; ``None`` where no known one is stated.

    Values come in base 32, as is usual, and in base 16.
    """
    name, _, value = (stated or "").partition(":")
    name = name.lower().replace("-", "")
    if name not in {"sha1", "sha256", "sha512", "md5"}:
        return None, b""
    algorithm = hashlib.new(name, usedforsecurity=False)
    try:
        if len(value) == 2 * algorithm.digest_size:
            return algorithm, bytes.fromhex(value)
        return algorithm, base64.b32decode(value.upper() + "=" * (-len(value) % 8))
    except (ValueError, binascii.Error):
        return None, b""


def _headers(head: bytes) -> dict[str, str]:
    """The named fields of a record by lower-case name; of a repeated one the first counts."""
    headers: dict[str, str] = {}
    for line in _FOLDED.sub(" ", head.decode("utf-8", "replace")).splitlines()[1:]:
        name, colon, value = line.partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), value.strip())
    return headers
