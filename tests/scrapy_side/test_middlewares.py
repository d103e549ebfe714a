"""Who may be asked, by whom, how often and how fast."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotConfigured,
)
from scrapy.http import Response

from newsbot.errors import UsageError
from newsbot.middlewares.hosts import OwnHostsMiddleware
from newsbot.middlewares.identity import IdentityMiddleware, contact, is_own_machine, require_contact
from newsbot.middlewares.later import Later
from newsbot.middlewares.pages import PageLimitMiddleware
from newsbot.middlewares.robots import MAX_BYTES, RobotsMiddleware
from newsbot.version import __version__
from tests.scrapy_side.crawler import make_crawler, make_spider, stats

HOST = "http://127.0.0.1:8000"


@pytest.fixture
def crawler() -> Crawler:
    crawler = make_crawler()
    make_spider(crawler=crawler)
    return crawler


# Hosts


@pytest.mark.parametrize("url", [f"{HOST}/x", "http://127.0.0.1:8000"])
def test_the_own_host_may_be_asked(crawler: Crawler, url: str) -> None:
    middleware = OwnHostsMiddleware.from_crawler(crawler)
    middleware.process_request(Request(url))
    middleware.request_scheduled(Request(url), crawler.spider)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.0.0.1:9000/",
        "http://localhost:8000/",
        "http://x.127.0.0.1:8000/",
        "ftp://127.0.0.1:8000/",
    ],
)
def test_no_other_host_port_or_scheme_is_asked(crawler: Crawler, url: str) -> None:
    middleware = OwnHostsMiddleware.from_crawler(crawler)
    for request in (Request(url), Request(url, dont_filter=True)):
        with pytest.raises(IgnoreRequest):
            middleware.request_scheduled(request, crawler.spider)  # type: ignore[arg-type]
        with pytest.raises(IgnoreRequest):
            middleware.process_request(request)
    assert stats(crawler) == {"newsbot/refused/link": 2}


def test_a_redirect_elsewhere_is_told(crawler: Crawler, caplog: pytest.LogCaptureFixture) -> None:
    request = Request("http://127.0.0.1:9000/", meta={"redirect_urls": [f"{HOST}/a"]})
    with pytest.raises(IgnoreRequest):
        OwnHostsMiddleware.from_crawler(crawler).request_scheduled(request, crawler.spider)  # type: ignore[arg-type]
    assert f"{HOST}/a redirects to http://127.0.0.1:9000/, which is another host" in caplog.text
    assert stats(crawler) == {"newsbot/refused/redirect": 1}


def test_a_spider_without_a_site_may_go_anywhere(crawler: Crawler) -> None:
    crawler.spider.site = None  # type: ignore[union-attr]
    OwnHostsMiddleware.from_crawler(crawler).process_request(Request("http://an-phu.example/"))


# Identity


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.8.9.1:80/",
        "http://localhost:8000/",
        "http://a.localhost/",
        "http://[::1]:8000/",
    ],
)
def test_the_own_machine_needs_no_contact(url: str) -> None:
    assert is_own_machine(url)
    require_contact(make_crawler().settings, url)


@pytest.mark.parametrize(
    "url", ["http://an-phu.example/", "http://10.0.0.1/", "http://127.0.0.1.an-phu.example/", "http://localhost.vn/"]
)
def test_another_host_needs_one(url: str) -> None:
    with pytest.raises(UsageError, match="name a contact"):
        require_contact(make_crawler().settings, url)
    require_contact(make_crawler(NEWSBOT_CONTACT="a@an-phu.example").settings, url)


@pytest.mark.parametrize(
    "value", ["a.b+c@mail.an-phu.example", "mailto:a@an-phu.example", "https://an-phu.example/bot"]
)
def test_a_contact_is_a_mail_address_or_a_url(value: str) -> None:
    assert contact(make_crawler(NEWSBOT_CONTACT=f" {value} ").settings) == value


@pytest.mark.parametrize("value", ["Lê An", "a@b", "@", "an-phu.example", "a@b.vn\r\nX: y", "a@b.vn (x)", "http://"])
def test_anything_else_is_none(value: str) -> None:
    with pytest.raises(UsageError, match="neither a mail address nor a URL"):
        contact(make_crawler(NEWSBOT_CONTACT=value).settings)


def test_the_user_agent_names_the_contact() -> None:
    request = Request("http://an-phu.example/")
    IdentityMiddleware.from_crawler(make_crawler(NEWSBOT_CONTACT="a@an-phu.example")).process_request(request)
    assert request.headers["User-Agent"] == f"newsbot/{__version__} (+a@an-phu.example)".encode()
    request = Request(HOST)
    IdentityMiddleware.from_crawler(make_crawler()).process_request(request)
    assert request.headers["User-Agent"] == f"newsbot/{__version__}".encode()


def test_a_nameless_request_to_a_public_host_is_refused() -> None:
    with pytest.raises(IgnoreRequest, match="name a contact"):
        IdentityMiddleware.from_crawler(make_crawler()).process_request(Request("http://an-phu.example/"))


# Pages


def test_so_many_pages_pass_and_no_more(crawler: Crawler, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    crawler.spider.max_pages = 2  # type: ignore[union-attr]
    middleware = PageLimitMiddleware.from_crawler(crawler)
    middleware.process_request(Request(f"{HOST}/robots.txt", meta={"dont_obey_robotstxt": True}))
    middleware.process_request(Request(HOST))
    middleware.process_request(Request(HOST, meta={"redirect_times": 1}))
    middleware.process_request(Request(HOST, meta={"retry_times": 1}))
    middleware.process_request(Request(HOST))
    for _ in range(3):
        with pytest.raises(IgnoreRequest):
            middleware.process_request(Request(HOST))
    assert stats(crawler) == {"newsbot/refused/max-pages": 3}
    assert len(caplog.records) == 1


# robots.txt


class Engine:
    """Answers the question for robots.txt."""

    def __init__(self, answer: Response | Exception) -> None:
        self.asked: list[str] = []
        self.answer = answer
        self.slot = Slot(1, 1.0, 0.5)
        slots = {"127.0.0.1": self.slot}
        self.downloader = SimpleNamespace(slots=slots, get_slot_key=lambda _: "127.0.0.1", per_slot_settings={})

    async def download_async(self, request: Request) -> Response:
        self.asked.append(request.url)
        await asyncio.sleep(0)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def robots(crawler: Crawler, answer: Response | Exception, *paths: str) -> tuple[Engine, list[Any]]:
    """Ask for paths at one time; the engine and, for each path, ``None`` or the refusal."""
    engine = Engine(answer)
    crawler._engine = engine  # type: ignore[assignment]
    crawler._extensions = SimpleNamespace(middlewares=[])  # type: ignore[assignment]

    async def ask() -> list[Any]:
        middleware = RobotsMiddleware.from_crawler(crawler)
        requests = [middleware.process_request(Request(HOST + path)) for path in paths]
        return await asyncio.gather(*requests, return_exceptions=True)

    return engine, asyncio.run(ask())


def answer(body: bytes = b"", status: int = 200) -> Response:
    return Response(f"{HOST}/robots.txt", status=status, body=body)


RULES = b"User-agent: *\nDisallow: /\n\nUser-agent: newsbot\nDisallow: /kin\nCrawl-delay: 3\n"


def test_the_rules_for_newsbot_are_followed_and_asked_for_once(crawler: Crawler) -> None:
    engine, results = robots(crawler, answer(RULES), "/mo", "/kin/x", "/mo/2")
    assert engine.asked == [f"{HOST}/robots.txt"]
    assert [result is None for result in results] == [True, False, True]
    assert isinstance(results[1], IgnoreRequest)
    assert crawler.stats.get_value("robotstxt/forbidden") == 1


@pytest.mark.parametrize(
    ("failure", "cause", "words"),
    [
        (answer(b"User-agent: *\nAllow: /", 500), "failed/robots-status-500", "answers 500, so the host is closed"),
        (answer(status=503), "failed/robots-status-503", "answers 503, so the host is closed"),
        (answer(status=429), "failed/robots-status-429", "answers 429, so the host is closed"),
        (OSError("x"), "failed/robots-other", "cannot be fetched, so the host is closed: x"),
        (CannotResolveHostError("no results"), "failed/robots-unknown-host", "the host is closed: no results"),
        (DownloadConnectionRefusedError("refused"), "failed/robots-refused", "the host is closed: refused"),
        (DownloadTimeoutError("30 s"), "failed/robots-timeout", "the host is closed: 30 s"),
        (Later("the budget is spent"), "later/robots", "is not asked for, so the host is closed: the budget is spent"),
    ],
)
def test_an_unreachable_robots_txt_closes_the_host_and_the_cause_is_counted(
    crawler: Crawler, failure: Response | Exception, cause: str, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    _, results = robots(crawler, failure, "/", "/a")
    assert all(isinstance(result, Later) and words in str(result) for result in results)
    assert [words in record.getMessage() for record in caplog.records] == [True]
    assert crawler.stats.get_value(f"newsbot/{cause}") == 2
    assert crawler.stats.get_value("newsbot/failed", 0) == (2 if cause.startswith("failed/") else 0)
    assert crawler.stats.get_value("robotstxt/forbidden") is None


@pytest.mark.parametrize(
    "missing",
    [answer(b"User-agent: *\nDisallow: /", 404), answer(b"User-agent: *\nDisallow: /", 403), IgnoreRequest("circle")],
)
def test_a_missing_robots_txt_opens_it(crawler: Crawler, missing: Response | Exception) -> None:
    assert robots(crawler, missing, "/", "/a")[1] == [None, None]


def test_a_crawl_delay_becomes_the_least_pause(crawler: Crawler) -> None:
    slot = robots(crawler, answer(RULES), "/")[0].slot
    assert (slot.delay, slot.jitter) == (3.0, 0.0)


@pytest.mark.parametrize(("asked", "kept"), [(b"0.5", 1.0), (b"-5", 1.0), (b"x", 1.0), (b"86400", 60.0)])
def test_a_crawl_delay_is_kept_within_bounds(crawler: Crawler, asked: bytes, kept: float) -> None:
    engine, results = robots(crawler, answer(b"User-agent: *\nCrawl-delay: " + asked), "/")
    assert results == [None]
    assert engine.slot.delay == kept


def test_a_huge_robots_txt_is_read_in_part(crawler: Crawler) -> None:
    body = b"User-agent: *\nDisallow: /kin\n" + b"# x\n" * MAX_BYTES + b"Disallow: /mo\n"
    results = robots(crawler, answer(body), "/kin", "/mo")[1]
    assert [result is None for result in results] == [False, True]


def test_it_can_be_switched_off() -> None:
    with pytest.raises(NotConfigured):
        RobotsMiddleware.from_crawler(make_crawler(ROBOTSTXT_OBEY=False))
