"""Bodies as they came over the wire: chunked and compressed, rightly or wrongly declared; to what the page says.

A crawl takes a compressed page that breaks off for lost and asks again; so it is no page here either.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import brotli

from newsbot.archive.zstandard import ZstdError, decompressor
from newsbot.errors import SourceError

_GZIP = b"\x1f\x8b\x08"
_ZSTD = b"\x28\xb5\x2f\xfd"
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_PIECE = 1 << 16
_MOST_LAYERS = 4


def dechunk(body: bytes) -> bytes:
    """``body`` without chunked transfer coding. What is declared as chunked and is not, stays as it is.

    Of a body that is cut or breaks off in the middle, what came before.
    """
    pieces, position = [], 0
    while match := _CHUNK.match(body, position):
        size = int(match[1], 16)
        if not size:
            break
        pieces.append(body[match.end() : match.end() + size])
        position = match.end() + size
        position += 2 if body.startswith(b"\r\n", position) else int(body.startswith(b"\n", position))
    return b"".join(pieces) if pieces or match else body


def decode(body: bytes, encodings: Iterable[str], most: int) -> bytes:
    """``body`` without its content codings, cut after ``most`` bytes.

    :param encodings: as declared, in the order in which they were applied. A coding that is declared and not there is
        passed over; one that is unknown ends the decoding; gzip and Zstandard are seen where they are not declared.
    :raises SourceError: when the compressed body is cut or broken.
    """
    names = [name for value in encodings for part in value.lower().split(",") if (name := part.strip())]
    for name in list(reversed(names))[:_MOST_LAYERS]:
        if name in {"identity", "none", "utf-8"}:
            continue
        read = _CODINGS.get(name)
        if read is None:
            return body[:most]
        body = _decoded(_seen(body) or read, body, most)
    for _ in range(_MOST_LAYERS):  # there are files that unpack to themselves
        if (read := _seen(body)) is not None:
            body = _decoded(read, body, most)
    return body[:most]


def _seen(body: bytes) -> Callable[[bytes], Iterator[bytes]] | None:
    """How to read a body that says itself how it is coded."""
    if body.startswith(_GZIP):
        return _gunzip
    return _unzstd if body.startswith(_ZSTD) else None


def _decoded(read: Callable[[bytes], Iterator[bytes]], body: bytes, most: int) -> bytes:
    """``body`` decoded; as it is when it is not coded this way at all."""
    pieces, size = [], 0
    try:
        for piece in read(body):
            pieces.append(piece)
            size += len(piece)
            if size >= most:
                break
    except _BROKEN as error:
        if pieces or _seen(body):
            raise SourceError("the compressed body is cut or broken") from error
        return body
    return b"".join(pieces)[:most]


def _gunzip(body: bytes) -> Iterator[bytes]:
    """The members of a gzip body."""
    if not body.startswith(_GZIP):
        raise EOFError
    while body.startswith(_GZIP):
        z = zlib.decompressobj(wbits=31)
        yield from _inflated(z, body)
        body = z.unused_data


def _inflate(body: bytes) -> Iterator[bytes]:
    """Deflate with its zlib header, as it should be, or without, as some servers send it."""
    try:
        zlib.decompressobj().decompress(body, 1)
    except zlib.error:
        yield from _inflated(zlib.decompressobj(wbits=-15), body)
    else:
        yield from _inflated(zlib.decompressobj(), body)


def _inflated(z: Any, data: bytes) -> Iterator[bytes]:
    while data and not z.eof:
        if piece := z.decompress(data, _PIECE):
            yield piece
        data = z.unconsumed_tail
    if not z.eof:
        raise EOFError


def _unbrotli(body: bytes) -> Iterator[bytes]:
    z = brotli.Decompressor()
    piece = z.process(body, output_buffer_limit=_PIECE)
    while piece:
        yield piece
        piece = b"" if z.is_finished() else z.process(b"", output_buffer_limit=_PIECE)
    if body and not z.is_finished():
        raise EOFError


def _unzstd(body: bytes) -> Iterator[bytes]:
    """The frames of a Zstandard body."""
    if not body.startswith(_ZSTD):
        raise EOFError
    while body.startswith(_ZSTD):
        z = decompressor()
        piece = z.decompress(body, _PIECE)
        while piece:
            yield piece
            piece = b"" if z.eof or z.needs_input else z.decompress(b"", _PIECE)
        if not z.eof:
            raise EOFError
        body = z.unused_data


_BROKEN = (zlib.error, brotli.error, ZstdError, EOFError)
_CODINGS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
