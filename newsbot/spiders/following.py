"""Which of the links that were found become requests: new articles, listings while they are worth it, each once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from scrapy import Request

from newsbot.counters import KNOWN, LISTS, REFUSED, REVISITS, STOPPED
from newsbot.dataset.scratch import Seen
from newsbot.dataset.state import Planned
from newsbot.discovery.learned import Shapes
from newsbot.discovery.listing import Kind, Links, is_listing
from newsbot.discovery.shape import MIN_SCORE, url_score
from newsbot.discovery.urls import Trap, resolve, split_page, trap
from newsbot.spiders.waiting import PRIORITY, Found, Waiting

if TYPE_CHECKING:
    from scrapy.http import Response

    from newsbot.dataset.ledger import Ledger
    from newsbot.dataset.state import Visit
    from newsbot.discovery.sitemap import Entry, SiteList
    from newsbot.sites import Site
    from newsbot.spiders.base import ArticleSpider

ASKED = "newsbot_asked"
"""Where the meta of a request keeps the URL that was found, whatever it redirects to."""
STALE = "newsbot_stale"
"""How many pages of a listing in a row showed nothing unknown."""
REVISIT_PRIORITY = 5
AT_ONCE = 200
"""So many links of one page become requests at once; the others wait until there is nothing else to be asked for."""
MOST_LISTINGS = 1000
"""With so many requests before them, listings wait too."""
AHEAD = 50
"""Where pages are read beside the crawl, the next listing is asked for while so many requests are left: what it lists
is known by the time that they are made."""
AHEAD_PRIORITY = 11
"""That of such a listing: before what is left."""
_DAY_MARGIN = timedelta(days=2)
"""A day beside a link may be that of the event, or of an update."""
_FEW = 3


class Follower:
    """Turns the links of one crawl of ``site`` into requests.

    :ivar shapes: what was learned of the URLs of a site without rules.
    """

    def __init__(self, spider: ArticleSpider, site: Site, ledger: Ledger | None, holds: Callable[[str], bool]) -> None:
        settings = spider.settings
        self.shapes: Shapes | None = None if site.article else Shapes()
        self._spider = spider
        self._site = site
        self._ledger = ledger
        self._holds = holds
        self._margin = settings.getint("NEWSBOT_LISTING_MARGIN")
        self._deepest = settings.getint("DEPTH_LIMIT")
        self._lists_left = settings.getint("NEWSBOT_MAX_SITEMAPS") if settings.getbool("NEWSBOT_SITEMAPS") else 0
        self._revisits_left = settings.getint("NEWSBOT_MAX_REVISITS")
        self._met = Seen()
        self._waiting = Waiting()
        if ledger is not None and self.shapes is not None:
            for url, is_article in ledger.state.urls(2000):
                self.shapes.note(url, is_article=is_article)

    @property
    def is_full(self) -> bool:
        """Whether every page of every listing is read."""
        return self._ledger is None or self._ledger.is_full or self._spider.arguments.refresh

    def request(self, found: Found, depth: int = 0, **meta: Any) -> Request:
        """The request for a link."""
        spider = self._spider
        callback: Any = spider.parse_list if found.kind == "list" else spider.parse_page
        return Request(
            found.url,
            callback=callback,
            errback=spider.failed,
            priority=PRIORITY[found.kind],
            meta={ASKED: found.url, STALE: found.stale, "depth": depth, **meta},
        )

    def first_time(self, key: Hashable) -> bool:
        """Whether a URL, or whatever else there is to be counted once, was not met before in this crawl."""
        return self._met.add(key)

    # Pages

    def from_page(self, response: Response, links: Links, *, done: str | None) -> list[Request]:
        """Requests for what a page lists.

        :param done: the planned URL that is done with once its links are on the plan.
        """
        depth = int((response.meta if response.request else {}).get("depth", 0)) + 1
        found = [] if self._repeats(response.url, links) else list(self._wanted(response, links))
        self._count_refused(links)
        if depth > self._deepest and found:
            self._spider.crawler.stats.inc_value(REFUSED + "depth", len(found))
            found = []
        return self._planned(found, depth, done)

    def _planned(self, found: list[Found], depth: int, done: str | None) -> list[Request]:
        if self._ledger is not None:
            self._ledger.plan([Planned(url, kind, stale, depth) for url, kind, stale in found], done=done)
        at_once, later = found[:AT_ONCE], found[AT_ONCE:]
        if self._spider.has_readers or self._pending() >= MOST_LISTINGS:
            later = [*(one for one in at_once if one.kind == "listing"), *later]
            at_once = [one for one in at_once if one.kind != "listing"]
        if later:
            self._waiting.add(later, depth)
        return [self._planned_request(one, depth) for one in at_once]

    def _pending(self) -> int:
        """How many requests the scheduler holds."""
        stats = self._spider.crawler.stats
        return int(stats.get_value("scheduler/enqueued", 0)) - int(stats.get_value("scheduler/dequeued", 0))

    def wait(self, found: Found, depth: int) -> None:
        """Let a link wait until there is nothing else to be asked for."""
        self._waiting.add([found], depth)

    def more(self) -> list[Request]:
        """Requests for some of the links that wait; where pages are read beside the crawl, for one, before others."""
        if not self._spider.has_readers:
            return [self._planned_request(found, depth) for found, depth in self._waiting.take(AT_ONCE)]
        requests = [self._planned_request(found, depth) for found, depth in self._waiting.take(1)]
        for request in requests:
            request.priority = AHEAD_PRIORITY
        return requests

    def ahead(self) -> list[Request]:
        """A request for a link that waits, where few others are left."""
        return self.more() if self._pending() < AHEAD else []

    def _planned_request(self, found: Found, depth: int) -> Request:
        request = self.request(found, depth)
        return self._only_if_changed(request) if self._spider.arguments.refresh else request

    def _wanted(self, response: Response, links: Links) -> Iterator[Found]:
        articles = [
            Found(url, "article")
            for url, kind in links.follow.items()
            if kind is Kind.ARTICLE and self._covers(links.days.get(url)) and self._is_wanted(url, kind)
        ]
        yield from articles
        stale = 0 if articles else int((response.meta if response.request else {}).get(STALE, 0)) + 1
        following = self._next_pages(response.url, links, stale)
        for url, kind in links.follow.items():
            if kind is not Kind.LISTING or (url in links.turns and url not in following):
                continue
            if (url in links.turns or self._spider.is_within(url)) and self._is_wanted(url, kind):
                yield Found(url, "listing", stale if url in links.turns else 0)
        for url in links.feeds:
            if self._may_list(url):
                yield Found(url, "list")

    def _next_pages(self, url: str, links: Links, stale: int) -> set[str]:
        """Which further pages of the listing are worth reading."""
        if self._is_before(links):
            return set()
        if self.is_full:
            ledger = None if self._spider.arguments.refresh else self._ledger
            return {target for target in links.turns if ledger is None or not ledger.swept(target)}
        following = links.next_page(url)
        if following is not None and stale > self._margin:
            self._spider.crawler.stats.inc_value(STOPPED)
            return set()
        return {following} if following is not None else set()

    def _is_before(self, links: Links) -> bool:
        """Whether all dated articles of a page are older than what is wanted: so are those of the next pages."""
        since = self._spider.arguments.scope.since
        days = list(links.days.values())
        return since is not None and len(days) >= _FEW and all(day < since - _DAY_MARGIN for day in days)

    def _covers(self, day: date | None) -> bool:
        scope = self._spider.arguments.scope
        return day is None or scope.covers(day - _DAY_MARGIN) or scope.covers(day) or scope.covers(day + _DAY_MARGIN)

    def _is_wanted(self, url: str, kind: Kind) -> bool:
        """Whether a link is new to this crawl and to the dataset."""
        canonical = self._site.canonical_url(url)
        if not self.first_time(canonical):
            return False
        id_ = self._site.article_id(canonical)
        if kind is Kind.LISTING and (self._site.listing or is_listing(url, self._site)):
            return True
        record = self._ledger.record_of(id_) if self._ledger else id_
        if kind is Kind.LISTING and not self._is_record(record, canonical):
            return self._ledger is None or self._ledger.is_settled(id_, url) is None
        if self._holds(record):
            if self._spider.arguments.refresh:
                return self.first_time(f"id {record}")
            if record not in self._spider.written:
                self._spider.crawler.stats.inc_value(KNOWN, int(self.first_time(f"id {record}")))
            return False
        settled = self._ledger.is_settled(id_, url) if self._ledger else None
        if settled is not None:
            self._spider.crawler.stats.inc_value(f"{KNOWN}-other/{settled.partition(' ')[0]}")
        return settled is None

    def _is_record(self, id_: str, canonical: str) -> bool:
        """Whether what looks like a listing is known to be an article: its id alone might be that of a section."""
        visit = self._ledger.state.visit(id_) if self._ledger else None
        return visit is not None and visit.kind == "article" and visit.url == canonical

    def _repeats(self, url: str, links: Links) -> bool:
        """Whether a page of a listing shows the same links as an earlier one: some servers never run out of pages."""
        first, _ = split_page(url)
        shown = (first, hash(frozenset(target for target in links.follow if split_page(target)[0] != first)))
        if self.first_time(shown):
            return False
        self._spider.logger.info("%s shows what an earlier page showed: not followed", url)
        return True

    def _count_refused(self, links: Links) -> None:
        for url, reason in links.refused.items():
            if self.first_time(url):
                self._spider.logger.debug("refused (%s) %s", reason, url)
                self._spider.crawler.stats.inc_value(REFUSED + reason)

    # Sitemaps and feeds

    def lists(self, urls: list[str]) -> list[Request]:
        """Requests for sitemaps that were found."""
        found = [Found(url, "list") for url in urls if self._may_list(url)]
        return self._planned(found, 0, None)

    def _may_list(self, url: str) -> bool:
        if self._lists_left <= 0 or not self._site.serves(url) or self._spider.arguments.sections:
            return False
        if not self.first_time(f"list {url}"):
            return False
        self._lists_left -= 1
        return True

    def from_list(self, response: Response, listed: SiteList, *, done: str) -> list[Request]:
        """Requests for what a sitemap or feed lists: unknown articles, and known ones that it calls changed."""
        stats = self._spider.crawler.stats
        stats.inc_value(LISTS + listed.kind)
        stats.inc_value(LISTS + "entries", len(listed.entries))
        if listed.kind == "index":
            entries = [entry.url for entry in listed.entries if self._is_worth_reading(entry, len(listed.entries))]
            found = [Found(url, "list") for url in entries if self._may_list(url)]
        else:
            found = [Found(entry.url, "article") for entry in listed.entries if self._is_listed_article(entry, listed)]
        depth = int((response.meta if response.request else {}).get("depth", 0)) + 1
        return self._planned(found, depth, done) + self._changed(listed)

    def _is_worth_reading(self, entry: Entry, number: int) -> bool:
        """Whether a sitemap of an index may hold something new."""
        since = self._spider.arguments.scope.since
        if since is not None and entry.day is not None and entry.day < since:
            return False
        if self.is_full or number <= _FEW or "news" in entry.url.lower():
            return True
        return entry.day is not None and not self._was_read_after(entry)

    def _was_read_after(self, entry: Entry) -> bool:
        today = date.fromisoformat(self._spider.now()[:10])
        return entry.day is not None and entry.day < today - timedelta(days=31)

    def _is_listed_article(self, entry: Entry, listed: SiteList) -> bool:
        url = entry.url
        if not self._site.serves(url) or resolve(url, url) != url:
            return False
        scope = self._spider.arguments.scope
        if entry.day is not None and scope.since is not None and entry.day < scope.since:
            return False
        if listed.kind == "feed" and not scope.covers(entry.day):
            return False
        reason = Trap.DENIED if self._site.denies(url) else trap(url)
        if reason is not None:
            if self.first_time(url):
                self._spider.crawler.stats.inc_value(REFUSED + reason)
            return False
        looks_so = self._site.is_article(url)
        if looks_so is None:
            learned = self.shapes.is_article(url) if self.shapes else None
            looks_so = learned if learned is not None else bool(entry.title) or url_score(url) >= MIN_SCORE
        return looks_so and self._is_wanted(url, Kind.ARTICLE)

    def _changed(self, listed: SiteList) -> list[Request]:
        """Requests for known articles that a sitemap calls changed since they were last seen."""
        if self._ledger is None or listed.kind != "sitemap":
            return []
        requests = []
        for entry in listed.entries:
            if self._revisits_left <= 0:
                break
            if entry.day is None or not self._site.serves(entry.url):
                continue
            id_ = self._site.article_id(self._site.canonical_url(entry.url))
            visit = self._ledger.state.visit(id_)
            if visit is None or visit.record or visit.kind != "article" or self._ledger.was_seen_since(id_, entry.day):
                continue
            requests += self.revisits([visit])
        return requests

    # Known pages

    def revisits(self, visits: list[Visit]) -> list[Request]:
        """Requests for known articles, to be answered only if they have changed."""
        requests = []
        for visit in visits:
            wanted = self._revisits_left > 0 and self._holds(visit.id) and self._site.serves(visit.url)
            if wanted and self.first_time(f"visit {visit.id}"):
                self.first_time(self._site.canonical_url(visit.url))
                self._revisits_left -= 1
                self._spider.crawler.stats.inc_value(REVISITS)
                request = self.request(Found(visit.url, "article"), is_start_request=False)
                requests.append(self._only_if_changed(request.replace(priority=REVISIT_PRIORITY)))
        return requests

    def _only_if_changed(self, request: Request) -> Request:
        id_ = self._site.article_id(self._site.canonical_url(request.url))
        headers = self._ledger.validators(id_) if self._ledger else {}
        for name, value in headers.items():
            request.headers[name] = value
        if headers:
            request.meta["handle_httpstatus_list"] = [304]
        return request
