"""An HTTP response as a WARC record holds it."""

from __future__ import annotations

import re

from attrs import frozen

from newsbot.archive.bodies import dechunk, decode
from newsbot.errors import SourceError

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b[^\r\n]{0,1000}\r?\n")
_END = re.compile(rb"\r?\n\r?\n")
_FOLDED = re.compile(r"\r?\n[ \t]+")
_LONGEST_HEAD = 1 << 18


@frozen
class Response:
    """Status, headers and body; the body is as it came, still compressed.

    :ivar headers: names as sent -> value; values of a repeated name joined with a comma, as a crawl joins them.
    """

    status: int
    headers: dict[str, str]
    payload: bytes

    def header(self, name: str) -> str:
        """The value of a header, whatever the case of its name; empty when it is missing."""
        return next((value for known, value in self.headers.items() if known.lower() == name), "")

    @property
    def is_short(self) -> bool:
        """Whether less of the body is there than the headers say."""
        stated = self.header("content-length")
        return stated.isascii() and stated.isdigit() and len(stated) < 19 and len(self.payload) < int(stated)

    def body(self, most: int) -> bytes:
        """The body without transfer and content codings, cut after ``most`` bytes.

        :raises SourceError: when the compressed body is cut or broken.
        """
        body = dechunk(self.payload) if "chunked" in self.header("transfer-encoding").lower() else self.payload
        return decode(body, [self.header("content-encoding")], most)


def read_response(block: bytes) -> Response:
    """The response in the block of a record.

    :raises SourceError: when it is none.
    """
    status = _STATUS.match(block)
    if status is None:
        raise SourceError("the record holds no HTTP response")
    if block.startswith((b"\r\n", b"\n"), status.end()):
        head, payload = b"", block[status.end() :].removeprefix(b"\r").removeprefix(b"\n")
    else:
        end = _END.search(block, status.end(), status.end() + _LONGEST_HEAD)
        if end is None and len(block) > status.end() + _LONGEST_HEAD:
            raise SourceError("the HTTP headers in the record do not end")
        head = block[status.end() : end.start() if end else len(block)]
        payload = block[end.end() :] if end else b""
    return Response(int(status[1]), _headers(head), payload)


def _headers(head: bytes) -> dict[str, str]:
    names: dict[str, str] = {}
    headers: dict[str, str] = {}
    for line in _FOLDED.sub(" ", _text(head)).split("\n"):
        name, colon, value = line.partition(":")
        if not colon:
            continue
        name, value = names.setdefault(name.strip().lower(), name.strip()), value.strip()
        headers[name] = f"{headers[name]},{value}" if name in headers else value
    return headers


def _text(head: bytes) -> str:
    try:
        return head.decode("utf-8")
    except UnicodeDecodeError:
        return head.decode("latin-1")
