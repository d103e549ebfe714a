"""How a spider remembers what became of each request: what the next crawl need not ask for again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider, signals
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from newsbot.counters import VANISHED
from newsbot.errors import NewsbotError, StoreError
from newsbot.middlewares.faults import MISSING
from newsbot.middlewares.later import Later
from newsbot.spiders.following import ASKED

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

    from newsbot.dataset.ledger import Ledger
    from newsbot.sites import Site

LEADING = {"listing", "other", "empty", "shell"}
"""Kinds of pages whose links are followed; the links of an article are not. An article is fetched once, so what only
its links lead to would be lost when a crawl ends between the two."""


class RememberingSpider(Spider):
    """Notes in the ledger of its site what each answer, record, drop and failure means.

    :ivar vanished: ids of known articles that were found gone.
    """

    site: Site | None = None
    ledger: Ledger | None = None
    """The memory of the site, while a crawl writes its dataset."""

    def __init__(self) -> None:
        super().__init__()
        self.vanished: list[str] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """The spider of ``crawler``."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._scraped, signal=signals.item_scraped)  # noqa: SLF001 (of this very class)
        crawler.signals.connect(spider._dropped, signal=signals.item_dropped)  # noqa: SLF001
        crawler.signals.connect(spider._erred, signal=signals.spider_error)  # noqa: SLF001
        crawler.signals.connect(spider.leave, signal=signals.request_dropped)
        crawler.signals.connect(spider.feed, signal=signals.scheduler_empty)
        crawler.signals.connect(spider._closed, signal=signals.spider_closed)  # noqa: SLF001
        return spider

    def _asked(self, response: Response | Request, site: Site) -> tuple[str, str]:
        """The URL that was found, before any redirect, and its id."""
        asked = str(meta_of(response).get(ASKED) or response.url)
        return asked, site.article_id(site.canonical_url(asked))

    def _scraped(self, item: Any, response: Response | None) -> None:
        self._settle(item, response, is_new=True)

    def _settle(self, item: Any, response: Response | None, *, is_new: bool) -> None:
        if self.ledger is None or self.site is None or response is None:
            return
        asked, asked_id = self._asked(response, self.site)
        item_id, url = (item["id"], item["url"]) if isinstance(item, dict) else (item.id, item.url)
        self.ledger.stored(
            item_id,
            url,
            asked=asked,
            asked_id=asked_id,
            etag=_header(response, b"ETag"),
            modified=_header(response, b"Last-Modified"),
            is_new=is_new,
        )

    def _dropped(self, item: Any, response: Response | None, exception: Exception) -> None:
        reason = str(exception)
        if self.ledger is None or self.site is None or response is None or reason in LEADING or reason == "unwritten":
            return
        asked, asked_id = self._asked(response, self.site)
        if reason == "unchanged":
            self._settle(item, response, is_new=False)
        elif reason == "duplicate":
            self.ledger.same(asked_id, item.id, asked, asked)
        elif reason == "out-of-range":
            self.ledger.other(asked_id, asked, f"day {item.published_date}", asked)
        elif reason == "invalid":
            self.ledger.failed(asked_id, asked, asked)
        else:
            self.ledger.other(asked_id, asked, reason, asked)

    def _erred(self, failure: Failure, response: Any) -> None:
        """Newsbot fails on a page: that is logged as an error, and the page is tried again a few times."""
        if isinstance(failure.value, StoreError):
            self.fail(failure.value)
            return
        if self.ledger is not None and self.site is not None and isinstance(response, Response):
            asked, asked_id = self._asked(response, self.site)
            self.ledger.failed(asked_id, asked, asked)

    def leave(self, request: Request) -> None:
        """A request is not made after all: it is a duplicate, or leaves the site."""
        if self.ledger is not None and self.site is not None:
            asked, asked_id = self._asked(request, self.site)
            if self.site.serves(request.url) and request.url != asked:
                target = self.site.article_id(self.site.canonical_url(request.url))
                self.ledger.same(asked_id, target, asked, asked)
            elif not self.site.serves(request.url):
                self.ledger.other(asked_id, asked, "elsewhere", asked)

    def fail(self, error: NewsbotError) -> None:
        """End the crawl because of ``error``."""

    def feed(self) -> None:
        """The scheduler has nothing left."""

    def _closed(self, reason: str) -> None:
        if self.ledger is not None:
            self.ledger.close(is_complete=reason == "finished")

    def _remember_failure(self, request: Request, error: BaseException | None, name: str | None) -> None:
        if self.ledger is None or self.site is None or isinstance(error, Later):
            return
        asked, asked_id = self._asked(request, self.site)
        if isinstance(error, HttpError) and error.response.status in MISSING:
            if self.ledger.missing(asked_id, asked, asked):
                self.crawler.stats.inc_value(VANISHED)
                self.vanished.append(asked_id)
                self.logger.info("vanished %s: its record stays", asked)
        elif isinstance(error, IgnoreRequest) or name in {"too-large", "bomb"}:
            self.ledger.other(asked_id, asked, name or "closed", asked)
        else:
            self.ledger.failed(asked_id, asked, asked)


def meta_of(response: Response | Request) -> dict[str, Any]:
    """The meta of a request, or of the one that a response answers, if any."""
    request = response if isinstance(response, Request) else response.request
    return request.meta if request is not None else {}


def _header(response: Response, name: bytes) -> str | None:
    value = response.headers.get(name)
    text = value.decode("latin-1").strip() if value else ""
    return text if text and len(text) < 1000 and text.isprintable() else None
