"""Bytes to text to one parsed tree: done once per page, for every kind of input."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.message import Message
from functools import cached_property, lru_cache
from typing import Any

from lxml import etree

from newsbot.pages.encoding import encode, repair, to_utf8, without_controls
from newsbot.records import Warn

MAX_BYTES = 8 << 20
"""Longest input that is read, in bytes; what is longer is cut and flagged. Real pages hold 10 kB to 1 MB."""

_BODY_START = re.compile(r"<body\b", re.IGNORECASE)
_BODY_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_TAG = re.compile(
    r"<(?:!doctype|html|head|body|meta|title|div|p|table|tr|td|span|br|h\d|a|b|i|em|strong|font|center|ul|ol|li|img|article"
    r"|section|form|script)\b",
    re.IGNORECASE,
)
_LONG_TAG = 4000
"""A longer start tag, in bytes, is looked at closely."""
_CROWD = 1000
"""Of a tag with more words than this the attributes are not read: no page has such a tag on purpose."""
_QUOTED = re.compile(rb"=\s?(?:\"[^\"]*\"|'[^']*')")
_LONGEST_SCRIPT = 1 << 20
"""So many bytes are looked back for the start of a script."""
_TAG_NAME = re.compile(rb"[a-zA-Z][^\s<>]{0,20}")
_DECLARED_HTML = re.compile(r"\s{0,200}<(?:!doctype\s+html|html)\b", re.IGNORECASE)


@dataclass
class Document:
    """One page, decoded and parsed.

    :ivar data: the decoded text in UTF-8; empty when the input was no text.
    :ivar plain: the input is plain text, not HTML.
    :ivar warnings: what had to be repaired.
    """

    data: bytes
    plain: bool = False
    warnings: list[Warn] = field(default_factory=list)
    _given: str | None = None
    _controls: bool = False

    @property
    def text(self) -> str:
        """The decoded text."""
        return self.data.decode("utf-8") if self._given is None else self._given

    @property
    def blank(self) -> bool:
        """Whether there is nothing but white space."""
        return not _start(self.data.lstrip(), 64).strip() and not self.text.strip()

    @cached_property
    def root(self) -> Any:
        """The root element of the tree; an empty ``<html>`` for input that holds no element."""
        root, whole = parse(without_controls(self.data) if self._controls else self.data)
        if not whole or _is_cut(self.data):
            self.warnings.append(Warn.TRUNCATED)
        return root


def _is_cut(data: bytes) -> bool:
    """Whether a page ends within a tag, or has a body that is never closed."""
    end = data[-8000:].decode("utf-8", "ignore")[-2000:]
    if end.rfind("<") > end.rfind(">"):
        return True
    return _BODY_END.search(end) is None and _BODY_START.search(_start(data, 20_000)) is not None


def _start(data: bytes, number: int) -> str:
    """The first characters of a text in UTF-8, of which each takes up to four bytes."""
    return data[: 4 * number].decode("utf-8", "ignore")[:number]


def read_document(
    body: bytes | str, *, headers: Mapping[str, Any] | None = None, content_type: str | None = None
) -> Document:
    """Decode ``body``; never raises for bad input.

    :param headers: HTTP headers of the response; only Content-Type is looked at.
    :param content_type: the media type, where it is known better than from the headers ("text/plain").
    """
    declared = content_type or _header(headers, "content-type")
    media_type, charset = _parse_content_type(declared) if declared else (None, None)
    warnings: list[Warn] = []
    if len(body) > MAX_BYTES:
        body = body[:MAX_BYTES]
        warnings.append(Warn.TRUNCATED)
    data = encode(body) if isinstance(body, str) else to_utf8(body, charset, warnings)
    repaired, controls = repair(data, warnings)
    given = body if isinstance(body, str) and repaired is data else None
    document = Document(repaired, False, warnings, given, controls)
    document.plain = not _DECLARED_HTML.match(_start(repaired, 1000)) and (
        media_type == "text/plain" or (media_type is None and not looks_like_html(document.text))
    )
    return document


def looks_like_html(text: str) -> bool:
    """Whether ``text`` holds markup at all."""
    return _TAG.search(text, 0, 200_000) is not None


def parse(page: str | bytes) -> tuple[Any, bool]:
    """The tree of an HTML text, and whether all of it is there.

    Left out are elements nested too deeply and the attributes of tags with very many of them.

    :param page: the text, or the same in UTF-8 without control characters.
    """
    given = page if isinstance(page, bytes) else without_controls(encode(page))
    data, has_tags = _without_crowds(given)
    parser = etree.HTMLParser(  # an index of ids would cost a fifth of the time
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    try:
        root = etree.fromstring(data, parser) if data and not data.isspace() else None
    except etree.XMLSyntaxError:  # nothing in it that could be an element
        root = None
    deep = any("depth" in error.message for error in parser.error_log.filter_from_fatals())
    whole = has_tags and not deep
    return (etree.Element("html") if root is None else root), whole


def _without_crowds(data: bytes) -> tuple[bytes, bool]:
    """``data`` without very many attributes of one tag, and whether all tags are as they were.

    The parser's time grows with the square of their number. In a script "<" opens no tag: nothing is lost.
    """
    kept, done, whole = [], 0, True
    for start, end in _stretches_without_end(data):
        text, *tags = data[start:end].split(b"<")
        stretch = b"<".join([text, *map(_without_crowd, tags)])
        whole = whole and (len(stretch) == end - start or _is_script(data, start))
        kept += [data[done:start], stretch]
        done = end
    return (b"".join([*kept, data[done:]]) if kept else data), whole


def _is_script(data: bytes, pos: int) -> bool:
    """Whether ``pos`` stands within a script, in which "<" opens no tag."""
    low = max(0, pos - _LONGEST_SCRIPT)
    return data.rfind(b"<script", low, pos) > data.rfind(b"</script", low, pos)


def _without_crowd(tag: bytes) -> bytes:
    """The inside of a tag, or its name alone if it is crowded."""
    name = _TAG_NAME.match(tag) if len(tag) > _LONG_TAG else None
    return name[0] if name and len(_QUOTED.sub(b"", tag).split(None, _CROWD)) > _CROWD else tag


def _stretches_without_end(data: bytes) -> Iterator[tuple[int, int]]:
    """The stretches that are long enough for such a tag and hold no end of one. Looks at few of the bytes."""
    start = 0
    while start + _LONG_TAG < len(data):
        end = data.rfind(b">", start, start + _LONG_TAG)
        if end < 0:
            end = data.find(b">", start + _LONG_TAG)
            end = len(data) if end < 0 else end
            yield start, end
        start = end + 1


def _header(headers: Mapping[str, Any] | None, name: str) -> str | None:
    for key, value in (headers or {}).items():
        if str(key).lower() == name:
            first = value[0] if isinstance(value, (list, tuple)) and value else value
            return first.decode("latin-1") if isinstance(first, bytes) else str(first)
    return None


@lru_cache(maxsize=256)
def _parse_content_type(value: str) -> tuple[str | None, str | None]:
    message = Message()
    message["content-type"] = value.replace("\n", " ").replace("\r", " ")
    return message.get_content_type(), message.get_content_charset()
