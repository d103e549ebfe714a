"""One file as a page."""

from __future__ import annotations

import os
import re
import stat
import zlib
from contextlib import suppress
from pathlib import Path

from newsbot.archive.addresses import file_address, printed
from newsbot.archive.origin import find_origin
from newsbot.archive.page import Page
from newsbot.dataset.checking import BEGINNING
from newsbot.errors import SourceError, reason
from newsbot.pages.document import MAX_BYTES

PAGE_SUFFIXES = frozenset({".asp", ".aspx", ".htm", ".html", ".jsp", ".php", ".shtml", ".txt", ".xhtml"})
"""Files that are meant to be pages: one of them that cannot be read is a failure."""

_SIGNATURES = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"RIFF": "a RIFF file (WebP, WAV)",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x1f\x8b": "gzip-compressed",
    b"\x28\xb5\x2f\xfd": "Zstandard-compressed",
    b"WARC/": "a WARC file",
}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SNIFFED = 4096
# No text holds more than a stray one of these; escape (0x1b) occurs in Japanese encodings.
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_MARKUP = re.compile(rb"<!doctype\s{1,9}html|<html[\s>]", re.IGNORECASE)


def read_page(path: Path, relative: Path) -> Page:
    """The page in the file ``path``, with the address and time that its own markup states.

    :param relative: the name of the file within its source; makes the URL of a page that states none.
    :raises SourceError: when the file holds no page.
    """
    return page_of(_read(path, MAX_BYTES + 1), relative, printed(path))


def page_of(body: bytes, relative: Path, location: str) -> Page:
    """The page in a file that holds ``body``: at most so much that the page layer sees that it is too long.

    :raises SourceError: when it is empty or no text.
    """
    if not body.strip():
        raise SourceError("the file is empty")
    if kind := binary_kind(body):
        raise SourceError(f"the file is {kind}, no page")
    if body.startswith(BEGINNING):
        raise SourceError("this is a dataset, no page: newsbot export, verify, diff, stats and browse read it")
    if relative.suffix.lower() == ".txt":
        return Page(body=body, url=file_address(relative), location=location, content_type="text/plain")
    origin = find_origin(body)
    url = origin.url or file_address(relative)
    return Page(body=body, url=url, location=location, fetched_at=origin.fetched_at)


def looks_like_page(path: Path) -> bool:
    """Whether a file of no telling name begins as HTML does.

    :raises SourceError: when it cannot be read.
    """
    return has_markup(_read(path, _SNIFFED))


def starts_as_archive(path: Path) -> bool:
    """Whether a file of no telling name begins as a WARC file does, compressed or not."""
    try:
        head = _read(path, _SNIFFED)
    except SourceError:
        return False
    if head.startswith(b"\x1f\x8b\x08"):
        with suppress(zlib.error):
            head = zlib.decompressobj(wbits=31).decompress(head, _SNIFFED)
    return head.startswith(b"WARC/")


def has_markup(body: bytes) -> bool:
    """Whether ``body`` begins as HTML does."""
    return _MARKUP.search(body, 0, _SNIFFED) is not None


def binary_kind(body: bytes) -> str | None:
    """What ``body`` is if it is no text: "a PDF document"; ``None`` for text in any encoding."""
    for signature, kind in _SIGNATURES.items():
        if body.startswith(signature):
            return kind
    if body.startswith(_UTF_16):
        return None
    head = body[:_SNIFFED]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return "binary data" if controls > len(head) // 20 else None


def _read(path: Path, size: int) -> bytes:
    try:
        # Without O_NONBLOCK, opening a named pipe would wait for a writer that never comes.
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:  # noqa: PTH123
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise SourceError("it is no regular file")
            return file.read(size)
    except OSError as error:
        raise SourceError(reason(error)) from error
    except ValueError as error:  # a name with a NUL
        raise SourceError(str(error)) from error
