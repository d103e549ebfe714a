"""What a body is, whatever its server calls it."""

from __future__ import annotations

import re

MAX_TAGS = 100_000
"""A page with more tags is read up to about that many: a tree takes thirty times the memory of its text."""
_HEAD = 2048
_MAGIC = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"\xd0\xcf\x11\xe0",
    b"\x00\x00\x00", b"ID3", b"OggS", b"7z\xbc\xaf", b"Rar!", b"BM", b"\x7fELF", b"wOFF", b"wOF2",
)  # fmt: skip
_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_HTML = re.compile(
    rb"\s{0,500}(?:<!--.{0,500}?-->\s{0,100})?<(?:!doctype\s{1,9}html|html|head|body|meta|title|div)\b", re.I | re.S
)
_TEXTUAL = re.compile(r"text/|application/(?:xhtml|xml|json|rss|atom)|\Z")
_UNSAID = {"", "application/octet-stream", "binary/octet-stream", "application/unknown", "unknown/unknown"}


def media_type(body: bytes, declared: str) -> str | None:
    """The media type to read ``body`` as; ``None`` for what is no text.

    :param declared: the Content-Type header. It is believed where the body does not speak against it.
    """
    named = declared.partition(";")[0].strip().lower()
    head = body[:_HEAD]
    if not head.startswith(_BOMS):
        if head.startswith(_MAGIC) or _is_binary(head):
            return None
        if _HTML.match(head):
            return "text/html"
    if named in _UNSAID:
        return "text/html"
    return named if _TEXTUAL.match(named) else None


def _is_binary(head: bytes) -> bool:
    """Whether ``head`` has the control characters of a binary file."""
    return sum(head.count(code) for code in (b"\x00", b"\x01", b"\x02", b"\x03", b"\x04")) > len(head) * 0.02


def bounded(body: bytes) -> bytes:
    """``body``, cut after about ``MAX_TAGS`` tags: what is beyond them is no article of any site."""
    tags = body.count(b"<")
    return body if tags <= MAX_TAGS else body[: len(body) * MAX_TAGS // tags]
