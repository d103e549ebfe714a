"""Every exchange of a crawl goes into WARC files beside the dataset, as it came over the wire."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urlsplit

from attrs import evolve
from scrapy.exceptions import IgnoreRequest, NotConfigured

from newsbot.archive.building import Exchange
from newsbot.archive.writer import Archived
from newsbot.errors import StoreError
from newsbot.pipelines.archive import ArchivePipeline, is_wanted
from newsbot.records import Article

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings

ARCHIVED = "newsbot_archived"
"""Where the meta of a request says how its answer was archived."""


class WarcMiddleware:
    """Archives requests and answers, robots.txt and redirects too.

    It stands nearest to the network, below the middleware that decompresses bodies. What cannot be archived is not
    passed on, and ends the crawl.
    """

    def __init__(self, crawler: Crawler) -> None:
        if not is_wanted(crawler.settings):
            raise NotConfigured
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The middleware of ``crawler``.

        :raises NotConfigured: when no archive is wanted.
        """
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Archive the exchange and pass the answer on.

        :raises IgnoreRequest: when it cannot be archived.
        """
        request.meta.pop(ARCHIVED, None)  # that of the request which was redirected or failed
        pipeline = self._crawler.get_item_pipeline(ArchivePipeline)
        if pipeline is None or urlsplit(response.url).scheme not in {"http", "https"}:
            return response
        try:
            writer = pipeline.writer()
            if writer is not None:
                request.meta[ARCHIVED] = writer.write(_exchange(request, response, _now(self._crawler.settings)))
        except StoreError as error:
            self._crawler.spider.fail(error)  # type: ignore[union-attr]
            raise IgnoreRequest(str(error)) from error
        return response


class WarcPointerMiddleware:
    """A spider middleware: puts into each record where its page was archived, and the same time of fetching."""

    def process_spider_output(self, response: Response, result: Iterable[Any]) -> Iterator[Any]:
        """Pass on what the spider found."""
        archived = response.meta.get(ARCHIVED)
        for found in result:
            yield _pointed(found, archived)

    async def process_spider_output_async(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Pass on what the spider found."""
        archived = response.meta.get(ARCHIVED)
        async for found in result:
            yield _pointed(found, archived)


def _pointed(found: Any, archived: Archived | None) -> Any:
    if archived is None or not isinstance(found, Article):
        return found
    return evolve(found, archive=archived.pointer, fetched_at=archived.date)


def _exchange(request: Request, response: Response, date: str) -> Exchange:
    parts = urlsplit(request.url)
    return Exchange(
        url=urldefrag(response.url)[0],
        date=date,
        method=request.method,
        target=(parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
        request_headers=[(b"Host", parts.netloc.encode()), *_pairs(request.headers)],
        request_body=request.body,
        protocol=response.protocol or "HTTP/1.1",
        status=response.status,
        headers=_pairs(response.headers),
        body=response.body,
        ip_address=str(response.ip_address) if response.ip_address else None,
        truncated="disconnect" if "dataloss" in response.flags else None,
        notes=_notes(request, response),
    )


def _pairs(headers: Any) -> list[tuple[bytes, bytes]]:
    return [(name, value) for name in headers for value in headers.getlist(name)]


def _notes(request: Request, response: Response) -> dict[str, str]:
    notes = {}
    if referrer := request.headers.get(b"Referer"):
        notes["via"] = referrer.decode("latin-1")
    if "depth" in request.meta:
        notes["hopsFromSeed"] = "L" * request.meta["depth"]
    if "redirect_urls" in request.meta:
        notes["via"] = request.meta["redirect_urls"][-1]
    if "download_latency" in request.meta:
        notes["fetchTimeMs"] = str(round(request.meta["download_latency"] * 1000))
    if response.flags:
        notes["flags"] = ", ".join(response.flags)
    return notes


def _now(settings: BaseSettings) -> str:
    """The time to note, as a WARC-Date: NEWSBOT_NOW where it is set."""
    fixed = settings["NEWSBOT_NOW"]
    now = datetime.fromisoformat(fixed).astimezone(UTC) if fixed else datetime.now(UTC)
    return now.strftime("%Y-%m-%dT%H:%M:%SZ")
