"""XML from a hostile web: read without entities, without a network, within bounds of size, depth and number.

Sitemaps and feeds are the only XML that a crawl reads. A document that declares an entity is refused whole, as
defusedxml does: no sitemap needs one, and a nest of them ("billion laughs") is what such documents are made for.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from newsbot.errors import SourceError

MAX_BYTES = 50 * 1024 * 1024
"""Longest document that is read, unpacked (sitemaps.org: 50 MB)."""
MAX_RATIO = 200
"""A document that unpacks to more times its size is a bomb; sitemaps of the field reach 30."""
MAX_DEPTH = 32
"""Deepest nesting: a news sitemap has five levels, a feed with embedded markup some ten."""
_SMALL = 1 << 20
_CHUNK = 1 << 16
_DECLARATION = re.compile(rb"<!\s{0,9}(?:ENTITY|ATTLIST|ELEMENT)", re.I)


def unpacked(body: bytes) -> bytes:
    """``body``, gunzipped where it is gzipped.

    :raises SourceError: when it is cut or broken, or unpacks to more than ``MAX_BYTES`` or ``MAX_RATIO`` allow.
    """
    if not body.startswith(b"\x1f\x8b"):
        return body
    decompressor = zlib.decompressobj(wbits=31)
    parts: list[bytes] = []
    size, rest = 0, body
    try:
        while rest and not decompressor.eof:
            part = decompressor.decompress(rest, _CHUNK)
            rest = decompressor.unconsumed_tail
            parts.append(part)
            size += len(part)
            if size > MAX_BYTES or (size > _SMALL and size > MAX_RATIO * len(body)):
                raise SourceError("it unpacks to too much: a gzip bomb")
    except zlib.error as error:
        raise SourceError(f"it is no whole gzip file: {error}") from error
    if not decompressor.eof:
        raise SourceError("it is no whole gzip file: it ends early")
    return b"".join(parts)


def elements(body: bytes, wanted: frozenset[str], most: int) -> Iterator[tuple[str, Any]]:
    """The elements of a document whose local name is ``wanted``, each with that name, whole when it is yielded.

    An element is emptied once the next one is asked for: memory does not grow with the document.

    :param most: how many to yield.
    :raises SourceError: when the document is too large or too deep, declares entities, or is no XML.
    """
    if len(body) > MAX_BYTES:
        raise SourceError("it is too large")
    if _DECLARATION.search(_plain(body)):
        raise SourceError("it declares entities")
    parser: Any = etree.XMLPullParser(
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    depth = found = 0
    try:
        for start in range(0, len(body), _CHUNK):
            parser.feed(body[start : start + _CHUNK])
            for event, element in parser.read_events():
                depth += 1 if event == "start" else -1
                if depth > MAX_DEPTH:
                    raise SourceError("it is nested too deeply")
                if event == "start":
                    continue
                name = local_name(element)
                if name not in wanted:
                    continue
                yield name, element
                _forget(element)
                found += 1
                if found >= most:
                    return
        parser.close()
    except etree.XMLSyntaxError as error:
        if not found:
            raise SourceError(f"it is no XML: {error.msg}") from error


def _plain(body: bytes) -> bytes:
    """``body`` with the zero bytes of UTF-16 and UTF-32 taken out, so that a declaration cannot hide in them."""
    return body.replace(b"\x00", b"") if b"\x00" in body[:64] else body


def _forget(element: Any) -> None:
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def local_name(element: Any) -> str:
    """The name of an element without its namespace, lower case; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def text_of(element: Any, name: str) -> str | None:
    """The text of the first child called ``name``, whatever its namespace."""
    for child in element:
        if local_name(child) == name:
            text = " ".join("".join(child.itertext()).split())
            return text or None
    return None


def root_name(body: bytes) -> str | None:
    """The local name of the root element of what looks like an XML document; ``None`` for anything else."""
    head = _plain(body[:4096]).lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not head.startswith(b"<"):
        return None
    for match in _FIRST_TAG.finditer(head):
        return match[1].decode("ascii").lower()
    return None


_FIRST_TAG = re.compile(rb"<(?:[A-Za-z][\w.-]{0,30}:)?([A-Za-z][\w.-]{0,60})[\s/>]")
