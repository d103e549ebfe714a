"""What of an answer pages are read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.discovery.sniff import bounded

if TYPE_CHECKING:
    from scrapy.http import Response


def as_read(response: Response, kind: str, declared: str) -> Response:
    """The response as it is to be read: as the media type that it is, and no longer than can be read."""
    body = bounded(response.body)
    if body is not response.body:
        response = response.replace(body=body)
    if kind not in declared.lower():
        response.headers[b"Content-Type"] = kind
    return response


def headers_of(response: Response) -> dict[str, str]:
    """What the header says that pages are read by; the others may hold any bytes."""
    value = response.headers.get(b"Content-Type")
    return {} if value is None else {"Content-Type": value.decode("latin-1")}
