"""What a spider makes of a response: the article, and requests for what is not known yet."""

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import evolve
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response, XmlResponse
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from newsbot.dataset.scratch import Seen
from newsbot.errors import NewsbotError, SourceError, StoreError, UsageError
from newsbot.middlewares.duplicates import FlatDupeFilter
from newsbot.records import Article, Warn
from newsbot.sites import Site, all_sites, site_for
from newsbot.spiders import base
from newsbot.spiders.base import ArticleSpider
from newsbot.spiders.following import AHEAD, AT_ONCE, MOST_LISTINGS
from newsbot.spiders.generic import AnySiteSpider
from newsbot.spiders.waiting import PRIORITY, Waiting
from tests.scrapy_side.crawler import make_crawler, make_spider, stats

HOST = "http://127.0.0.1:8000"
ARTICLE = "/tin/hoi-nghi-tong-ket-cong-tac-dang-nam-2024-100001.html"
SITE = Site(
    name="an-phu",
    hosts=("127.0.0.1:8000",),
    start=(f"{HOST}/",),
    article=r"-(?P<id>\d{6})\.html$",
    listing=r"^/(?:$|muc)",
    scheme="http",
)


@pytest.fixture(autouse=True)
def calls(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """A stand-in for the page layer: a page with <article> is an article, another one what its <title> says."""
    calls: list[dict[str, Any]] = []

    def read(body: bytes, url: str, **arguments: Any) -> Article:
        calls.append({"body": body, "url": url, **arguments})
        site: Site = arguments["site"]
        article = Article(id=site.article_id(url), url=url, site=site.name)
        if b"<article>" not in body:
            kind = body.partition(b"<title>")[2].partition(b"<")[0].decode()
            article.provenance["kind"] = f"{kind}: stand-in"
            article.warnings.append(Warn.NOT_AN_ARTICLE)
        return article

    monkeypatch.setattr(base, "extract_article", read)
    return calls


class Pipeline:
    """Stands for the store: holds these ids."""

    def __init__(self, *ids: str) -> None:
        self.store = set(ids)
        self.opened: list[str] = []

    def open(self, site: str) -> None:
        self.opened.append(site)


def spider_of(site: Site | None = None, held: Iterable[str] = (), **arguments: Any) -> ArticleSpider:
    crawler = make_crawler()
    spider = AnySiteSpider.from_crawler(crawler, site=site, **({} if site else {"url": HOST}), **arguments)
    crawler.spider = spider
    pipeline = Pipeline(*held)
    spider._pipeline = lambda: pipeline  # type: ignore[method-assign,assignment,return-value]
    return spider


def page(path: str, *links: str, title: str = "listing", body: str = "", **meta: Any) -> HtmlResponse:
    anchors = "".join(f'<a href="{link}">Hội nghị tổng kết công tác Đảng</a>' for link in links)
    text = f"<html><head><title>{title}</title></head><body>{body}{anchors}</body></html>"
    return HtmlResponse(HOST + path, body=text, encoding="utf-8", request=Request(HOST + path, meta=meta))


def parse(spider: ArticleSpider, response: Response) -> tuple[list[Article], list[str]]:
    found = list(spider.parse(response))
    articles = [item for item in found if isinstance(item, Article)]
    requests = [item for item in found if isinstance(item, Request)]
    assert len(articles) + len(requests) == len(found)
    return articles, [request.url.removeprefix(HOST) for request in requests]


def test_a_listing_by_rule_is_followed_and_not_read(calls: list[Any]) -> None:
    assert parse(spider_of(SITE), page("/muc?trang=2", ARTICLE, "/muc-khac", "/khac")) == ([], [ARTICLE, "/muc-khac"])
    assert calls == []


def test_an_article_is_handed_on_and_its_links_are_not_followed(calls: list[dict[str, Any]]) -> None:
    spider = spider_of(SITE)
    response = page(ARTICLE, "/tin/bai-khac-100002.html", body="<article></article>")
    (article,), requests = parse(spider, response)
    assert article.url == HOST + ARTICLE
    assert requests == []
    (call,) = calls
    assert call["body"] == response.body
    assert call["fetched_at"] == "2025-01-05T01:00:00Z"
    assert call["site"] is SITE


def test_headers_are_handed_to_the_page_layer(calls: list[dict[str, Any]]) -> None:
    response = page(ARTICLE).replace(headers={"Content-Type": "text/html; charset=windows-1258"})
    parse(spider_of(SITE), response)
    assert calls[0]["headers"] == {"Content-Type": "text/html; charset=windows-1258"}


def test_a_header_in_no_encoding_at_all_costs_no_page() -> None:
    response = page(ARTICLE, body="<article></article>").replace(headers={"X-Nguon": b"B\xe1o \xff"})
    (article,), _ = parse(spider_of(SITE), response)
    assert article.url == HOST + ARTICLE


@pytest.mark.parametrize(
    ("kind", "follows"),
    [
        ("listing", True),
        ("other", True),
        ("empty", True),
        ("shell", True),
        ("error", False),
        ("document", False),
        ("login", False),
    ],
)
def test_a_page_of_an_unknown_site_is_read_and_followed_by_its_kind(kind: str, *, follows: bool) -> None:
    articles, requests = parse(spider_of(), page("/x", ARTICLE, title=kind))
    assert [article.warnings for article in articles] == [[Warn.NOT_AN_ARTICLE]]
    assert requests == ([ARTICLE] if follows else [])


def test_the_links_of_a_start_page_are_followed_whatever_it_is() -> None:
    response = page(ARTICLE, "/tin/bai-khac-100002.html", body="<article></article>", is_start_request=True)
    articles, requests = parse(spider_of(SITE), response)
    assert len(articles) == 1
    assert requests == ["/tin/bai-khac-100002.html"]


def test_a_url_is_asked_for_once_and_known_articles_are_not() -> None:
    other = "/tin/bai-khac-hoan-toan-100002.html"
    spider = spider_of(SITE, held=["an-phu:100002"])
    first = page("/muc", ARTICLE, ARTICLE + "?fbclid=x", ARTICLE + "#y", other, other + "?utm_source=z")
    assert parse(spider, first) == ([], [ARTICLE])
    assert parse(spider, page("/muc-2", ARTICLE, other, "/muc-3")) == ([], ["/muc-3"])
    assert stats(spider.crawler) == {"newsbot/known": 1}


def test_refresh_asks_for_known_articles_again() -> None:
    spider = spider_of(SITE, held=["an-phu:100001"], refresh="yes")
    assert parse(spider, page("/muc", ARTICLE)) == ([], [ARTICLE])


def test_articles_come_before_listings() -> None:
    requests = [r for r in spider_of(SITE).parse(page("/muc", "/muc-2", ARTICLE)) if isinstance(r, Request)]
    assert {r.url.removeprefix(HOST): r.priority for r in requests} == {"/muc-2": 0, ARTICLE: 10}
    assert all(r.errback is not None and not r.dont_filter for r in requests)


def test_refused_links_are_counted_once() -> None:
    spider = spider_of(SITE)
    for path in ("/muc", "/muc-2"):
        parse(spider, page(path, "/in-bai/x", "/tim-kiem?q=1", "/a.pdf", path + "-x"))
    assert stats(spider.crawler) == {
        "newsbot/refused/duplicate": 1,
        "newsbot/refused/search": 1,
        "newsbot/refused/attachment": 1,
    }


def test_a_page_that_repeats_an_earlier_one_is_not_followed() -> None:
    spider = spider_of(SITE)
    assert parse(spider, page("/muc?trang=2", ARTICLE, "?trang=3"))[1] == [ARTICLE, "/muc?trang=3"]
    assert parse(spider, page("/muc?trang=3", ARTICLE, "?trang=4"))[1] == []
    assert parse(spider, page("/muc-khac?trang=3", ARTICLE, "?trang=4"))[1] == ["/muc-khac?trang=4"]


def test_what_is_no_text_is_counted() -> None:
    spider = spider_of(SITE)
    assert parse(spider, Response(HOST + ARTICLE, body=b"\x00\x01")) == ([], [])
    assert stats(spider.crawler) == {"newsbot/dropped/no-text": 1}


def test_the_generic_spider_takes_the_site_of_the_response_when_it_has_none() -> None:
    crawler = make_crawler()
    spider = AnySiteSpider.from_crawler(crawler)
    crawler.spider = spider
    spider._pipeline = lambda: None  # type: ignore[method-assign]
    articles, requests = parse(spider, page("/x", ARTICLE))
    assert articles[0].site == "127.0.0.1"
    assert requests == [ARTICLE]


# Arguments


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"url": ""}, "not an http"),
        ({"url": "127.0.0.1"}, "not an http"),
        ({"url": "/x"}, "not an http"),
        ({"url": "javascript:1"}, "not an http"),
        ({"url": "http://"}, "not an http"),
        ({"url": HOST, "max_pages": "0"}, "max_pages must be a whole number"),
        ({"url": HOST, "max_pages": "-1"}, "max_pages must be a whole number"),
        ({"url": HOST, "max_pages": "many"}, "max_pages must be a whole number"),
        ({"url": HOST, "refresh": "maybe"}, "refresh must be yes or no"),
        ({"url": HOST, "name": "x"}, "unknown spider argument: name"),
        ({"url": HOST, "site": "x"}, "unknown spider argument: site"),
        ({"url": "http://127.0.0.1:9000/", "site": SITE}, "not on a host of an-phu"),
    ],
)
def test_an_argument_that_cannot_be_used_is_refused(arguments: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        AnySiteSpider(**arguments)


def test_the_site_of_a_url_is_found() -> None:
    assert AnySiteSpider(url="https://WWW.thanhuytphcm.vn/nhom-tin/x").site is all_sites()["thanhuytphcm"]
    assert AnySiteSpider(url=HOST).site == site_for(HOST)


def test_where_a_crawl_starts_and_ends() -> None:
    settings = make_crawler(NEWSBOT_MAX_PAGES="7").settings
    spider = AnySiteSpider(site=SITE)
    assert spider.check(settings) == (f"{HOST}/",)
    assert spider.max_pages == 7
    spider = AnySiteSpider(site=SITE, url=f"{HOST}/muc#x", max_pages="3")
    assert spider.check(settings) == (f"{HOST}/muc",)
    assert spider.max_pages == 3
    with pytest.raises(UsageError, match="needs a URL"):
        AnySiteSpider().check(settings)
    for now in ("today", "2025-01-05", "2025-01-05T01:00:00", "2025-13-05T01:00:00Z"):
        with pytest.raises(UsageError, match="NEWSBOT_NOW must be a time"):
            AnySiteSpider(site=SITE).check(make_crawler(NEWSBOT_NOW=now).settings)
    with pytest.raises(UsageError, match="NEWSBOT_MAX_PAGES must be a whole number"):
        AnySiteSpider(site=SITE).check(make_crawler(NEWSBOT_MAX_PAGES="viel").settings)


# One class per site file


# Failures


def failure(error: Exception, url: str = HOST, **meta: Any) -> Failure:
    result = Failure(error)
    result.request = Request(url, meta=meta)  # type: ignore[attr-defined]
    return result


def not_found(status: int) -> HttpError:
    return HttpError(Response(HOST, status=status))


@pytest.fixture
def crawler() -> Crawler:
    crawler = make_crawler()
    spider = make_spider(crawler=crawler)
    spider._starting = 1
    crawler._engine = type("Engine", (), {"spider": None})()
    return crawler


@pytest.mark.parametrize(
    ("error", "logged", "counted"),
    [
        (not_found(404), True, False),
        (not_found(410), True, False),
        (not_found(500), True, True),
        (TimeoutError("too slow"), True, True),
        (IgnoreRequest("closed"), False, False),
    ],
)
def test_a_page_that_fails_is_one_line(
    crawler: Crawler, caplog: pytest.LogCaptureFixture, error: Exception, *, logged: bool, counted: bool
) -> None:
    spider = crawler.spider
    assert isinstance(spider, ArticleSpider)
    spider.failed(failure(error))
    assert len(caplog.records) == logged
    assert crawler.stats.get_value("newsbot/failed", 0) == counted
    assert sum(v for k, v in stats(crawler).items() if k.startswith("newsbot/failed/")) == counted
    assert spider.failure is None


def test_the_last_start_page_that_fails_fails_the_crawl(crawler: Crawler) -> None:
    spider = crawler.spider
    assert isinstance(spider, ArticleSpider)
    spider._starting = 2
    spider.failed(failure(not_found(500), is_start_request=True))
    assert spider.failure is None
    spider.failed(failure(IgnoreRequest("closed by robots.txt"), is_start_request=True))
    assert isinstance(spider.failure, SourceError)
    assert str(spider.failure) == f"cannot start at {HOST}: closed by robots.txt"


def test_the_first_failure_counts(crawler: Crawler, caplog: pytest.LogCaptureFixture) -> None:
    spider = crawler.spider
    assert isinstance(spider, ArticleSpider)
    spider.fail(NewsbotError("one"))
    spider.fail(NewsbotError("two"))
    assert str(spider.failure) == "one"
    assert [record.getMessage() for record in caplog.records] == ["one"]


def test_without_a_pause_there_is_a_short_one() -> None:
    assert make_crawler(DOWNLOAD_DELAY=0).settings.getfloat("DOWNLOAD_DELAY") == 0.001
    assert make_crawler(DOWNLOAD_DELAY=2).settings.getfloat("DOWNLOAD_DELAY") == 2


def test_a_sitemap_does_not_lead_to_what_the_file_of_the_site_denies() -> None:
    urls = [f"{HOST}/tin/hoi-nghi-100001.html", f"{HOST}/en/meeting-100002.html"]
    body = "<urlset>" + "".join(f"<url><loc>{url}</loc></url>" for url in urls) + "</urlset>"
    spider = spider_of(evolve(SITE, deny="^/en/"))
    response = XmlResponse(f"{HOST}/sitemap.xml", body=body.encode(), request=Request(f"{HOST}/sitemap.xml"))
    assert [request.url for request in spider.parse_list(response)] == urls[:1]
    assert stats(spider.crawler)["newsbot/refused/denied"] == 1


def test_a_long_sitemap_becomes_requests_bit_by_bit() -> None:
    urls = [f"{HOST}/tin/hoi-nghi-{100_000 + number}.html" for number in range(2 * AT_ONCE + 50)]
    body = "<urlset>" + "".join(f"<url><loc>{url}</loc></url>" for url in urls) + "</urlset>"
    spider = spider_of(SITE)
    response = XmlResponse(f"{HOST}/sitemap.xml", body=body.encode(), request=Request(f"{HOST}/sitemap.xml"))
    found = [request.url for request in spider.parse_list(response)]
    assert len(found) == AT_ONCE
    while more := spider.follower.more():
        assert len(more) <= AT_ONCE
        found += [request.url for request in more]
    assert found == urls


def test_listings_wait_while_much_else_is_to_be_asked_for() -> None:
    spider = spider_of(SITE)
    spider.crawler.stats.set_value("scheduler/enqueued", MOST_LISTINGS + 10)
    spider.crawler.stats.set_value("scheduler/dequeued", 10)
    listings = [f"/muc-{number}" for number in range(3)]
    assert parse(spider, page("/muc", *listings, ARTICLE)) == ([], [ARTICLE])
    assert [request.url.removeprefix(HOST) for request in spider.follower.more()] == listings
    assert spider.follower.more() == []


def test_the_next_listing_is_asked_for_early_where_pages_are_read_beside_the_crawl() -> None:
    spider = spider_of(SITE)
    spider.has_readers = True
    listings = [f"/muc-{number}" for number in range(3)]
    assert parse(spider, page("/muc", *listings, ARTICLE)) == ([], [ARTICLE])
    spider.crawler.stats.set_value("scheduler/enqueued", AHEAD)
    assert spider.follower.ahead() == [], "enough is left"
    spider.crawler.stats.set_value("scheduler/dequeued", 1)
    (request,) = spider.follower.ahead()
    assert request.url == HOST + listings[0]
    assert request.priority > PRIORITY["article"]
    assert [request.url.removeprefix(HOST) for _ in range(2) for request in spider.follower.more()] == listings[1:]


@pytest.mark.parametrize("part", ["parse", "filter", "feed"])
def test_a_failing_temporary_disk_ends_the_crawl(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> bool:
        raise StoreError("cannot write temporary files: disk is full")

    spider = spider_of(SITE)
    spider.crawler.engine = SimpleNamespace(spider=None)  # type: ignore[assignment]
    monkeypatch.setattr(Seen, "add", fail)
    monkeypatch.setattr(Waiting, "take", fail)
    if part == "parse":
        with pytest.raises(StoreError) as caught:
            list(spider.parse(page(ARTICLE, body="<article></article>")))
        spider._erred(Failure(caught.value), page(ARTICLE))
    elif part == "filter":
        assert not FlatDupeFilter.from_crawler(spider.crawler).request_seen(Request(HOST))
    else:
        spider.feed()
    assert str(spider.failure) == "cannot write temporary files: disk is full"
