"""The download handler for http(s): Scrapy's, with a bound to the head of an answer, and a pause after a failure."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from twisted.web._newclient import HEADER, STATUS

from newsbot.middlewares.pauses import slot_of

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.internet.defer import Deferred
    from twisted.internet.interfaces import IAddress
    from twisted.web._newclient import HTTP11ClientProtocol
    from twisted.web._newclient import Request as TxRequest
    from twisted.web.iweb import IResponse

MAX_HEAD = 256 * 1024
"""Longest head of an answer; browsers take 256 kB at most."""


class BoundedHeadHandler(HTTP11DownloadHandler):
    """Hangs up on a server that sends headers without end: DOWNLOAD_MAXSIZE counts the body alone.

    The pause before the next request begins with a failure as it does with an answer (``newsbot.extensions.pace``): no
    signal tells of a failure in time, and a request that has taken until its timeout would be followed by the next at
    once.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _Factory  # noqa: SLF001 (as the base does it)

    async def download_request(self, request: Request) -> Response:
        """The answer."""
        try:
            return await super().download_request(request)
        except Exception:
            slot = slot_of(self._crawler, request)
            if slot is not None:
                slot.lastseen = max(slot.lastseen, monotonic())
            raise


class _Protocol(_LenientHTTP11ClientProtocol):
    _head = 0

    def request(self, request: TxRequest) -> Deferred[IResponse]:
        self._head = 0
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 (the base's name)
        parser = self._parser
        if parser is not None and parser.state in {STATUS, HEADER}:
            self._head += len(data)
            if self._head > MAX_HEAD and self.transport is not None:
                # What came with the last header counts too: a body that begins in the same chunk is at most 64 kB.
                self.transport.abortConnection()
                return
        super().dataReceived(data)  # type: ignore[no-untyped-call]


class _Factory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: IAddress | None) -> HTTP11ClientProtocol:  # noqa: ARG002, N802 (the base's)
        return _Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
