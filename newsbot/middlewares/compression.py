"""Packed pages: unpacked within bounds, and only whole ones."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest, ResponseDataLossError
from scrapy.utils._compression import _check_max_size

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

MAX_RATIO = 100
"""A page that unpacks to more times its size is a bomb; HTML rarely reaches 20."""
_SMALL = 1 << 20
_CHUNK = 1 << 16


class WholeCompressionMiddleware(HttpCompressionMiddleware):
    """Unpacks pages; stands in for Scrapy's, which passes on what it can get out of a gzip stream that was cut.

    Half a page would become half a record. A cut or broken stream counts as lost data and is asked for again.
    """

    def __init__(self, *, crawler: Crawler) -> None:
        super().__init__(crawler=crawler)
        self._crawler = crawler

    def process_request(self, request: Request) -> None:  # type: ignore[override]
        """Ask for the encodings of which it can be told whether they are whole."""
        request.headers.setdefault(b"Accept-Encoding", b"gzip, deflate")

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The response with its body unpacked, or the same request once more.

        :raises IgnoreRequest: for a bomb.
        :raises ResponseDataLossError: for a stream that is broken or ends early.
        """
        if not response.body:
            return response
        try:
            unpacked = super().process_response(request, response)
        except IgnoreRequest as error:
            raise IgnoreRequest("unpacks to more than DOWNLOAD_MAXSIZE") from error
        except (zlib.error, OSError, ValueError) as error:
            spider = self._crawler.spider
            again = get_retry_request(request, spider=spider, reason="broken stream") if spider else None
            if again is not None:
                return again
            raise ResponseDataLossError(f"its {_encoding(response)} stream is broken: {error}") from error
        if isinstance(unpacked, Request):
            return unpacked
        size = len(unpacked.body)
        if size > _SMALL and size > MAX_RATIO * len(response.body):
            raise IgnoreRequest(f"unpacks to {size // len(response.body)} times its size")
        return unpacked

    @staticmethod
    def _decode(body: bytes, encoding: bytes, max_size: int) -> bytes:
        if encoding in {b"gzip", b"x-gzip"}:
            return _whole(body, max_size, wbits=31)
        if encoding == b"deflate":
            try:
                return _whole(body, max_size, wbits=15)
            except zlib.error:
                return _whole(body, max_size, wbits=-15)  # without the frame, as some servers send it
        return HttpCompressionMiddleware._decode(body, encoding, max_size)  # noqa: SLF001 (the overridden method)


def _whole(body: bytes, max_size: int, wbits: int) -> bytes:
    """``body`` unpacked; a gzip file may have several members, and rubbish after them.

    :raises zlib.error: when it is broken or ends early.
    """
    parts: list[bytes] = []
    size = 0
    while body.startswith(b"\x1f\x8b") or not parts:
        decompressor = zlib.decompressobj(wbits=wbits)
        rest = body
        while rest and not decompressor.eof:
            part = decompressor.decompress(rest, _CHUNK)
            rest = decompressor.unconsumed_tail
            parts.append(part)
            size += len(part)
            _check_max_size(size, max_size)
        if not decompressor.eof:
            raise zlib.error("it ends early")
        body = decompressor.unused_data
    return b"".join(parts)


def _encoding(response: Response) -> str:
    return (response.headers.get(b"Content-Encoding") or b"").decode("latin-1")
