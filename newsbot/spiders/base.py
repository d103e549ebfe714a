"""What every spider does: walk the listings of a site and hand on each article that the dataset does not hold."""

from __future__ import annotations

import asyncio
import gc
import hashlib
import logging
import time
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.http import Response
from scrapy.settings import SETTINGS_PRIORITIES
from scrapy.spidermiddlewares.httperror import HttpError

from newsbot.counters import DROPPED, FAILED, FAULT, FULL, NOT_MODIFIED
from newsbot.dataset.ledger import Ledger
from newsbot.dataset.scratch import Seen
from newsbot.dataset.state import State, rebuild
from newsbot.dataset.store import ArticleStore
from newsbot.discovery.listing import find_links, is_listing
from newsbot.discovery.sitemap import read_site_list
from newsbot.discovery.sniff import media_type
from newsbot.discovery.urls import split_page
from newsbot.errors import NewsbotError, SourceError, StoreError, UsageError
from newsbot.middlewares.faults import name_of, words_of
from newsbot.middlewares.identity import require_contact
from newsbot.pages.article import extract_article
from newsbot.pages.document import read_document
from newsbot.pipelines.kinds import kind_of
from newsbot.pipelines.store import StorePipeline
from newsbot.records import Article
from newsbot.sites import Site, site_for
from newsbot.spelling import check_spelling
from newsbot.spiders.answers import as_read, headers_of
from newsbot.spiders.arguments import NAMES, Arguments, check_moment, whole_number
from newsbot.spiders.following import Follower
from newsbot.spiders.memory import LEADING, RememberingSpider, meta_of
from newsbot.spiders.readers import AUTO, Readers, useful_readers
from newsbot.spiders.twins import Twins
from newsbot.spiders.waiting import Found

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings
    from twisted.python.failure import Failure

failures = logging.getLogger("newsbot.failure")
"""Where the error that ended a crawl is logged; ``newsbot crawl`` prints it itself and turns this logger off."""


class ArticleSpider(RememberingSpider):
    """Crawls one site; its arguments (``-a NAME=VALUE``) are optional.

    :param url: where to start, instead of the start URLs of the site.
    :param sections: the listings to walk and no other, separated by commas: "/nhom-tin/xay-dung-dang-1425350014".
    :param since: :param until: the first and last day of publication that is wanted: "2024-01-31".
    :param max_pages: how many pages to fetch at most, instead of NEWSBOT_MAX_PAGES.
    :param refresh: "yes" fetches known articles again, to record what changed.
    :param full: "yes" reads every page of every listing, as it is done every NEWSBOT_SWEEP_DAYS anyway.
    :param site: the site, for callers from Python.
    :raises UsageError: for an argument that is unknown or cannot be used.
    """

    failure: NewsbotError | None = None
    """What ended the crawl before its time."""
    max_pages: int | None = None
    has_readers = False
    """Whether other processes read the pages."""

    def __init__(  # noqa: PLR0913 (one for each argument)
        self,
        *,
        url: str | None = None,
        sections: str | None = None,
        since: str | None = None,
        until: str | None = None,
        max_pages: str | int | None = None,
        refresh: str = "no",
        full: str = "no",
        site: Site | None = None,
        **unknown: object,
    ) -> None:
        super().__init__()
        if unknown or isinstance(site, str):
            name = next(iter(unknown), "site")
            raise UsageError(f"unknown spider argument: {name} (there are {NAMES})")
        self.arguments = Arguments.of(
            url=url, sections=sections, since=since, until=until, max_pages=max_pages, refresh=refresh, full=full
        )
        start = self.arguments.start
        if site is not None:
            self.site = site
        if self.site is not None and start is not None and not self.site.serves(start):
            raise UsageError(f"{url} is not on a host of {self.site.name}: {', '.join(self.site.hosts)}")
        if self.site is None and start is not None:
            self.site = site_for(start)
        self.start_pages: tuple[str, ...] = ()
        self.folder: Path | None = None
        self._starting = 0
        self._pages = 0
        self._readers: Readers | None = None
        self._twins = Twins(self)
        self.written = Seen()
        """The ids of the articles that this crawl has handed on."""
        self._follower: Follower | None = None

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Keep a pause of a millisecond where none is wanted: what holds a host back lengthens the pause there is."""
        super().update_settings(settings)
        if settings.getfloat("DOWNLOAD_DELAY") <= 0:
            settings.set("DOWNLOAD_DELAY", 0.001, priority=SETTINGS_PRIORITIES["cmdline"] + 1)

    # Starting

    async def start(self) -> AsyncIterator[Any]:
        """Requests for the start pages, once the dataset is open and the asker has a name."""
        try:
            self.start_pages = self.check(self.settings)
            self._open()
            for request in self._first():
                yield request
        except NewsbotError as error:
            self.fail(error)

    def check(self, settings: BaseSettings) -> tuple[str, ...]:
        """The start URLs.

        :raises UsageError: when arguments and settings do not say what to crawl, or in whose name.
        """
        check_spelling(settings)
        if self.site is None:
            raise UsageError(f"the spider {self.name} needs a URL: -a url=https://host/")
        urls = self.arguments.urls(self.site)
        for url in urls:
            require_contact(settings, url)
        check_moment(settings["NEWSBOT_NOW"])
        self.max_pages = self.arguments.limit or whole_number("NEWSBOT_MAX_PAGES", settings["NEWSBOT_MAX_PAGES"])
        return urls

    def _open(self) -> None:
        """Open the dataset and the memory of the site.

        :raises StoreError: when they cannot be written, or another crawl does.
        """
        pipeline = self._pipeline()
        if pipeline is None or self.site is None:
            return
        store = pipeline.open(self.site.name)
        self.folder = store.path.parent
        state = State(store.path.with_name("state.sqlite"))
        days = [float(day) for day in self.settings.getlist("NEWSBOT_REVISIT_DAYS")]
        if state.is_new:
            rebuild(state, store.path, days, self.clock())
        self.ledger = Ledger(
            state,
            self.clock,
            days=days,
            sweep_days=self.settings.getfloat("NEWSBOT_SWEEP_DAYS"),
            scope=self.arguments.scope,
            what=hashlib.sha256(" ".join(self.start_pages).encode()).hexdigest()[:12],
            is_full=self.arguments.full or self.arguments.refresh,
        )
        self.crawler.stats.set_value(FULL, int(self.ledger.is_full))

    def _first(self) -> Iterator[Request]:
        self._starting = len(self.start_pages)
        for url in self.start_pages:
            self.follower.first_time(url)
            yield self.follower.request(Found(url, "listing"), is_start_request=True)
        yield from self._left_over()

    def _left_over(self) -> Iterator[Request]:
        """Requests for known articles whose time has come; what an earlier crawl left waits for its turn."""
        if self.ledger is None or self.arguments.sections or self.arguments.scope.is_bounded:
            return
        site = self.site or site_for(self.start_pages[0])
        for planned in self.ledger.state.planned():
            canonical = site.canonical_url(planned.url)
            id_ = site.article_id(canonical)
            is_out = not site.serves(planned.url) or site.denies(planned.url)  # its file may have changed
            name = f"list {planned.url}" if planned.kind == "list" else canonical
            if planned.kind == "article" and self.holds(self.ledger.record_of(id_)):
                self.ledger.held(id_, canonical, planned.url)
            elif is_out or not self.follower.first_time(name):
                self.ledger.done(planned.url)
            else:
                self.follower.wait(Found(planned.url, planned.kind, planned.stale), planned.depth)
        yield from self.follower.revisits(self.ledger.due(self.settings.getint("NEWSBOT_MAX_REVISITS")))

    def feed(self) -> None:
        """Ask for some of what waits, when nothing else is left to be asked for."""
        try:
            for request in self.follower.more():
                self.crawler.engine.crawl(request)
        except StoreError as error:
            self.fail(error)

    @property
    def follower(self) -> Follower:
        """What decides on links."""
        if self._follower is None:
            site = self.site or Site(name="any", hosts=())
            self._follower = Follower(self, site, self.ledger, self.holds)
        return self._follower

    def found_sitemaps(self, urls: list[str]) -> None:
        """Ask for the sitemaps that a robots.txt names."""
        for request in self.follower.lists(urls):
            self.crawler.engine.crawl(request)

    def is_within(self, url: str) -> bool:
        """Whether a listing belongs to what is to be walked."""
        if not self.arguments.sections:
            return True
        return split_page(url)[0] in {split_page(start)[0] for start in self.start_pages}

    # Reading

    async def parse_page(self, response: Response) -> AsyncIterator[Any]:
        """What ``parse`` gives. The page is read by another process where that is worth it."""
        self._pages += 1
        readers = self._helpers()
        if readers is None:
            for found in self.parse(response) or ():
                yield found
            return
        page = self._begin(response)
        if page is None:
            return
        site = self.site or site_for(response.url)
        article = None
        if not is_listing(page.url, site):
            article = await readers.read(page.body, page.url, headers_of(page), self.now(), site)
        for found in self._finish(page, site, article):
            yield found
        for request in self.follower.ahead():
            yield request

    def _helpers(self) -> Readers | None:
        """The processes that read, started once they are worth it; until they have begun, pages are read here."""
        setting = str(self.settings["NEWSBOT_READERS"])
        if self._readers is None:
            number = useful_readers(setting, self.settings.getfloat("DOWNLOAD_DELAY"), self._pages)
            if number:
                self._readers = Readers(number)
                gc.freeze()  # what there is by now stays: looking through it for garbage again takes 50 ms each time
        self.has_readers = self._readers is not None and (setting != AUTO or self._readers.have_begun)
        return self._readers if self.has_readers else None

    def parse(self, response: Response) -> Iterator[Article | Request]:
        """The article that the page is, or may be, and requests for what it lists."""
        page = self._begin(response)
        if page is None:
            return
        site = self.site or site_for(response.url)
        article = None if is_listing(page.url, site) else self.read(page, site)
        yield from self._finish(page, site, article)

    def _begin(self, response: Response) -> Response | None:
        """The page to be read; ``None`` when there is none."""
        site = self.site or site_for(response.url)
        asked, asked_id = self._asked(response, site)
        if response.status == 304:
            self.crawler.stats.inc_value(NOT_MODIFIED)
            if self.ledger:
                self.ledger.not_modified(asked_id, asked)
            return None
        declared = (response.headers.get(b"Content-Type") or b"").decode("latin-1")
        kind = media_type(response.body, declared)
        if kind is None:
            self.crawler.stats.inc_value(DROPPED + "no-text")
            if self.ledger:
                self.ledger.other(asked_id, asked, "no-text", asked)
            return None
        return as_read(response, kind, declared)

    def _finish(self, page: Response, site: Site, article: Article | None) -> Iterator[Article | Request]:
        """The article, and requests for what the page lists."""
        is_list, is_start = article is None, bool(meta_of(page).get("is_start_request"))
        leads, is_article = is_list or is_start, False
        if article is not None:
            is_article = kind_of(article) == "article"
            leads = leads or kind_of(article) in LEADING
            if self.follower.shapes is not None and not is_start:
                self.follower.shapes.note(page.url, is_article=is_article)
            other = self._twins.record_of(article, page, site) if is_article else None
            if other is None:
                self.written.add(article.id)
                yield article
            else:
                self.crawler.stats.inc_value(DROPPED + "duplicate")
                if self.ledger:
                    asked, asked_id = self._asked(page, site)
                    self.ledger.same(asked_id, other, asked, asked)
        if leads:
            yield from self._follow(page, site, is_list=is_list, is_article=is_article)

    def read(self, response: Response, site: Site) -> Article:
        """What the page says."""
        return extract_article(
            response.body, response.url, headers=headers_of(response), fetched_at=self.now(), site=site
        )

    def now(self) -> str:
        """The time to note as time of fetching: NEWSBOT_NOW where it is set, for records that can be made again."""
        return self.settings["NEWSBOT_NOW"] or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def clock(self) -> float:
        """The same in seconds since 1970."""
        now = self.settings["NEWSBOT_NOW"]
        return datetime.fromisoformat(now).timestamp() if now else time.time()

    def _follow(self, page: Response, site: Site, *, is_list: bool, is_article: bool) -> Iterator[Request]:
        root = read_document(page.body, headers=headers_of(page)).root
        with_days = self.arguments.scope.is_bounded
        links = find_links(root, page.url, site, self.follower.shapes, with_days=with_days)
        asked, asked_id = self._asked(page, site)
        requests = self.follower.from_page(page, links, done=None if is_article else asked)
        is_start = bool(meta_of(page).get("is_start_request"))
        if self.ledger and not (requests or links.articles() or is_list or is_article or is_start):
            self.ledger.other(asked_id, asked, "leads-nowhere", asked)
        yield from requests

    def parse_list(self, response: Response) -> Iterator[Request]:
        """Requests for what a sitemap or a feed lists."""
        site = self.site or site_for(response.url)
        asked, _ = self._asked(response, site)
        try:
            listed = read_site_list(response.body, response.url)
        except SourceError as error:
            self.logger.warning("%s is no sitemap that can be read: %s", response.url, error)
            self.crawler.stats.inc_value(FAULT + "sitemap")
            if self.ledger:
                self.ledger.done(asked)
            return
        yield from self.follower.from_list(response, listed, done=asked)

    @property
    def store(self) -> ArticleStore | None:
        """The open dataset."""
        pipeline = self._pipeline()
        return pipeline.store if pipeline is not None else None

    def holds(self, id_: str) -> bool:
        """Whether the dataset holds a record with this id."""
        store = self.store
        return store is not None and id_ in store

    @property
    def held(self) -> int:
        """How many articles the dataset holds."""
        pipeline = self._pipeline()
        return pipeline.held if pipeline is not None else 0

    def _pipeline(self) -> StorePipeline | None:
        return self.crawler.get_item_pipeline(StorePipeline)

    def _closed(self, reason: str) -> None:
        super()._closed(reason)
        if self._readers is not None:
            self._readers.close()

    # Failing

    def failed(self, failure: Failure) -> None:
        """Log in one line a page that could not be fetched; the crawl fails when that is the last start page."""
        request: Request = failure.request  # type: ignore[attr-defined]
        error = failure.value
        words = words_of(error)
        name = name_of(error) if error is not None else None
        if name is not None:
            self.crawler.stats.inc_value(FAULT + name)
            self.crawler.stats.inc_value(FAILED)
        if name is not None or isinstance(error, HttpError):
            self.logger.warning("%s: %s", request.url, words)
        self._remember_failure(request, error, name)
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
