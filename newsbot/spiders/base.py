"""What every spider does: walk the listings of a site and hand on each article that the dataset does not hold."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, TextResponse
from scrapy.settings import SETTINGS_PRIORITIES
from scrapy.spidermiddlewares.httperror import HttpError

from newsbot.counters import DROPPED, FAILED, KNOWN, REFUSED
from newsbot.discovery.listing import Kind, Links, find_links, is_listing
from newsbot.discovery.urls import resolve, split_page
from newsbot.errors import NewsbotError, SourceError, UsageError
from newsbot.middlewares.identity import require_contact
from newsbot.pages.article import extract_article
from newsbot.pipelines.kinds import kind_of
from newsbot.pipelines.store import StorePipeline
from newsbot.records import Article
from newsbot.sites import Site, site_for

if TYPE_CHECKING:
    from scrapy.http import Response
    from scrapy.settings import BaseSettings
    from twisted.python.failure import Failure

failures = logging.getLogger("newsbot.failure")
"""Where the error that ended a crawl is logged; ``newsbot crawl`` prints it itself and turns this logger off."""

ARTICLE_PRIORITY = 10
"""Articles are fetched before further listings: what has been found is on disk when a crawl is broken off."""
_LEADING = {"listing", "other", "empty", "shell"}
"""Kinds of pages whose links are followed; the links of an article are not. An article is fetched once, so what only
its links lead to would be lost when a crawl ends between the two."""


class ArticleSpider(Spider):
    """Crawls one site; its arguments (``-a NAME=VALUE``) are optional.

    :param url: where to start, instead of the start URLs of the site.
    :param max_pages: how many pages to fetch at most, instead of NEWSBOT_MAX_PAGES.
    :param refresh: "yes" fetches known articles again, to record what changed.
    :param site: the site, for callers from Python.
    :raises UsageError: for an argument that is unknown or cannot be used.
    """

    site: Site | None = None
    failure: NewsbotError | None = None
    """What ended the crawl before its time."""
    max_pages: int | None = None

    def __init__(
        self,
        *,
        url: str | None = None,
        max_pages: str | int | None = None,
        refresh: str = "no",
        site: Site | None = None,
        **unknown: object,
    ) -> None:
        super().__init__()
        if unknown or isinstance(site, str):
            name = next(iter(unknown), "site")
            raise UsageError(f"unknown spider argument: {name} (there are url, max_pages and refresh)")
        self._start = None if url is None else _start_url(url)
        if site is not None:
            self.site = site
        if self.site is not None and self._start is not None and not self.site.serves(self._start):
            raise UsageError(f"{url} is not on a host of {self.site.name}: {', '.join(self.site.hosts)}")
        if self.site is None and self._start is not None:
            self.site = site_for(self._start)
        self._limit = None if max_pages is None else _whole_number("max_pages", max_pages)
        self._refresh = _yes_or_no("refresh", refresh)
        self._asked: set[str] = set()
        self._shown: set[tuple[str, int]] = set()
        self._starting = 0

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Keep a pause of a millisecond where none is wanted.

        Without any, Scrapy starts all requests that wait for a host at once, whatever CONCURRENT_REQUESTS_PER_DOMAIN
        says: they are counted as being under way only a moment later.
        """
        super().update_settings(settings)
        if settings.getfloat("DOWNLOAD_DELAY") <= 0:
            settings.set("DOWNLOAD_DELAY", 0.001, priority=SETTINGS_PRIORITIES["cmdline"] + 1)

    async def start(self) -> AsyncIterator[Any]:
        """Requests for the start pages, once the dataset is open and the asker has a name."""
        try:
            urls = self.check(self.settings)
            self._open()
        except NewsbotError as error:
            self.fail(error)
            return
        self._starting = len(urls)
        for url in urls:
            self._asked.add(url)
            yield Request(url, callback=self.parse, errback=self.failed)

    def check(self, settings: BaseSettings) -> tuple[str, ...]:
        """The start URLs.

        :raises UsageError: when arguments and settings do not say what to crawl, or in whose name.
        """
        if self.site is None:
            raise UsageError(f"the spider {self.name} needs a URL: -a url=https://host/")
        urls = (self._start,) if self._start else self.site.start
        for url in urls:
            require_contact(settings, url)
        _check_moment(settings["NEWSBOT_NOW"])
        self.max_pages = self._limit or _whole_number("NEWSBOT_MAX_PAGES", settings["NEWSBOT_MAX_PAGES"])
        return urls

    def _open(self) -> None:
        """Open the dataset.

        :raises StoreError: when it cannot be written, or another crawl does.
        """
        pipeline = self._pipeline()
        if pipeline is not None and self.site is not None:
            pipeline.open(self.site.name)

    def parse(self, response: Response) -> Iterator[Article | Request]:
        """The article that the page is, or may be, and requests for what it lists."""
        site = self.site or site_for(response.url)
        if not isinstance(response, TextResponse):
            self.crawler.stats.inc_value(DROPPED + "no-text")
            return
        leads = is_listing(response.url, site) or bool(response.meta.get("is_start_request"))
        if not is_listing(response.url, site):
            article = self.read(response, site)
            leads = leads or kind_of(article) in _LEADING
            yield article
        if leads and isinstance(response, HtmlResponse):
            yield from self._follow(response, site)

    def read(self, response: TextResponse, site: Site) -> Article:
        """What the page says."""
        return extract_article(
            response.body,
            response.url,
            headers={str(name): value for name, value in response.headers.to_unicode_dict().items()},
            fetched_at=self.now(),
            site=site,
        )

    def now(self) -> str:
        """The time to note as time of fetching: NEWSBOT_NOW where it is set, for records that can be made again."""
        return self.settings["NEWSBOT_NOW"] or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def _follow(self, response: HtmlResponse, site: Site) -> Iterator[Request]:
        links = find_links(response.selector.root, response.url, site)
        if self._repeats(response.url, links):
            self.logger.info("%s shows what an earlier page showed: not followed", response.url)
            return
        stats = self.crawler.stats
        for url, trap in links.refused.items():
            if self._first_time(url):
                self.logger.debug("refused (%s) %s", trap, url)
                stats.inc_value(REFUSED + trap)
        for url, kind in links.follow.items():
            canonical = site.canonical_url(url)
            if not self._first_time(canonical):
                continue
            if kind is Kind.ARTICLE and self._holds(id_ := site.article_id(canonical)):
                stats.inc_value(KNOWN, int(self._first_time(id_)))
                continue
            priority = ARTICLE_PRIORITY if kind is Kind.ARTICLE else 0
            yield Request(url, callback=self.parse, errback=self.failed, priority=priority)

    def _repeats(self, url: str, links: Links) -> bool:
        """Whether a page of a listing shows the same links as an earlier one: some servers never run out of pages."""
        first, _ = split_page(url)
        shown = (first, hash(frozenset(target for target in links.follow if split_page(target)[0] != first)))
        if shown in self._shown:
            return True
        self._shown.add(shown)
        return False

    def _first_time(self, url: str) -> bool:
        """Whether ``url`` was not met before in this crawl."""
        if url in self._asked:
            return False
        self._asked.add(url)
        return True

    def _holds(self, id_: str) -> bool:
        pipeline = self._pipeline()
        return not self._refresh and pipeline is not None and pipeline.store is not None and id_ in pipeline.store

    def _pipeline(self) -> StorePipeline | None:
        return self.crawler.get_item_pipeline(StorePipeline)

    def failed(self, failure: Failure) -> None:
        """Log in one line a page that could not be fetched; the crawl fails when that is the last start page."""
        request: Request = failure.request  # type: ignore[attr-defined]
        error = failure.value
        words = _reason(error)
        if isinstance(error, HttpError) or not isinstance(error, IgnoreRequest):
            self.logger.warning("%s: %s", request.url, words)
            if not isinstance(error, HttpError) or error.response.status not in {404, 410}:
                self.crawler.stats.inc_value(FAILED)
        if request.meta.get("is_start_request"):
            self._starting -= 1
            if self._starting == 0:
                self.fail(SourceError(f"cannot start at {request.url}: {words}"))

    def fail(self, error: NewsbotError) -> None:
        """End the crawl because of ``error``: what is in flight is finished, nothing more is fetched."""
        if self.failure is not None:
            return
        self.failure = error
        failures.error("%s", error)
        if self.crawler.engine.spider is not None:
            self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="failed"))


def _start_url(url: str) -> str:
    start = resolve(url, url) if urlsplit(url.strip()).scheme.lower() in {"http", "https"} else None
    if start is None:
        raise UsageError(f"not an http(s) URL: {url!r}")
    return start


def _whole_number(name: str, value: str | int) -> int:
    try:
        number = int(value)
    except ValueError:
        number = 0
    if number < 1:
        raise UsageError(f"{name} must be a whole number from 1 on, not {value!r}")
    return number


def _check_moment(value: str) -> None:
    try:
        usable = not value or ("T" in value and datetime.fromisoformat(value).tzinfo is not None)
    except ValueError:
        usable = False
    if not usable:
        raise UsageError(f"NEWSBOT_NOW must be a time such as 2025-01-05T01:00:00Z, not {value!r}")


def _yes_or_no(name: str, value: str) -> bool:
    if str(value).lower() not in {"yes", "no", "true", "false", "1", "0"}:
        raise UsageError(f"{name} must be yes or no, not {value!r}")
    return str(value).lower() in {"yes", "true", "1"}


def _reason(error: BaseException | None) -> str:
    if isinstance(error, HttpError):
        return f"the server answers {error.response.status}"
    text = " ".join(str(error).split())
    return text or type(error).__name__
