"""Failing hosts get pauses, then a rest, then are given up; budgets and quiet hours; private names."""

import asyncio
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from time import monotonic
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotConfigured,
    ResponseDataLossError,
)
from scrapy.http import HtmlResponse, Response
from twisted.internet import defer

from newsbot.errors import UsageError
from newsbot.extensions.pace import Pace
from newsbot.middlewares.budget import BudgetMiddleware, Hours, quiet_hours
from newsbot.middlewares.compression import WholeCompressionMiddleware
from newsbot.middlewares.hosts import OwnHostsMiddleware
from newsbot.middlewares.later import Later
from newsbot.middlewares.patience import PatientRetryMiddleware
from newsbot.middlewares.pauses import pause
from newsbot.middlewares.refresh import QuickMetaRefreshMiddleware
from newsbot.middlewares.resolver import PrivateAddressError, PublicResolver, is_named, is_public, refused
from tests.scrapy_side.crawler import make_crawler, make_spider, stats

HOST = "http://127.0.0.1:8000"


def crawler_with_slot(**settings: Any) -> tuple[Crawler, Slot]:
    """A crawler whose engine has a downloader with a slot for the host."""
    crawler = make_crawler(**settings)
    make_spider(crawler=crawler)
    slot = Slot(1, 1.0, 0.0)
    downloader = SimpleNamespace(
        slots={"127.0.0.1": slot}, get_slot_key=lambda _: "127.0.0.1", per_slot_settings={}, _jitter=0.5
    )
    crawler._engine = SimpleNamespace(  # type: ignore[assignment]
        downloader=downloader, running=True, _slot=SimpleNamespace(closing=None)
    )
    return crawler, slot


def waiting(slot: Slot) -> float:
    """The seconds until the next request to the host may start."""
    return slot.lastseen + slot.delay - monotonic()


async def fail(middleware: PatientRetryMiddleware, status: int = 503, after: str | None = None, path: str = "/") -> Any:
    headers = {"Retry-After": after} if after else {}
    request = Request(HOST + path)
    return middleware.process_response(request, Response(request.url, status=status, headers=headers))


@pytest.mark.parametrize(
    ("after", "least", "most", "counted"),
    [
        ("7", 6.5, 7, "retry-after"),
        (" 7 ", 6.5, 7, "retry-after"),
        ("86400", 599, 600, "retry-after-capped"),
        (format_datetime(datetime.now(UTC) + timedelta(hours=9)), 599, 600, "retry-after-capped"),
        (format_datetime(datetime.now(UTC) - timedelta(hours=9)), 1.5, 2, "retry-after"),
        ("Sun, 99 Jan 2025", 1.5, 2, None),
        ("-5", 1.5, 2, None),
        ("", 1.5, 2, None),
    ],
    ids=["seconds", "blanks", "a-day", "a-date", "a-past-date", "no-date", "negative", "none"],
)
def test_retry_after_is_kept_within_bounds(after: str, least: float, most: float, counted: str | None) -> None:
    crawler, slot = crawler_with_slot()

    async def check() -> None:
        again = await fail(PatientRetryMiddleware.from_crawler(crawler), after=after)
        assert isinstance(again, Request)
        assert least <= waiting(slot) <= most

    asyncio.run(check())
    names = [name for name in stats(crawler) if "retry-after" in name]
    assert names == ([f"newsbot/host/{counted}"] if counted else [])


def test_pauses_double_up_to_a_bound_and_end_with_an_answer() -> None:
    crawler, slot = crawler_with_slot(AUTOTHROTTLE_MAX_DELAY=10)

    async def check() -> None:
        middleware = PatientRetryMiddleware.from_crawler(crawler)
        for expected in (2, 4, 8, 10, 10):
            slot.lastseen = 0
            await fail(middleware)
            assert expected - 0.5 < waiting(slot) <= expected
        request = Request(HOST)
        middleware.process_response(request, Response(HOST, status=404))
        slot.lastseen = 0
        await fail(middleware)
        assert waiting(slot) <= 2

    asyncio.run(check())


def test_a_host_that_keeps_failing_is_left_alone_and_then_given_up(caplog: pytest.LogCaptureFixture) -> None:
    crawler, slot = crawler_with_slot(NEWSBOT_BREAKER_FAILURES=3, NEWSBOT_BREAKER_PAUSE=100, NEWSBOT_BREAKER_TRIES=2)

    async def check() -> None:
        middleware = PatientRetryMiddleware.from_crawler(crawler)
        expected = [2, 4, 100, 200, 32]
        for seconds in expected:
            slot.lastseen = 0
            await fail(middleware)
            assert seconds - 0.5 < waiting(slot) <= seconds
        with pytest.raises(Later, match="was given up"):
            middleware.process_request(Request(HOST + "/x"))
        middleware.process_request(Request("http://127.0.0.1:9/"))

    asyncio.run(check())
    counted = stats(crawler)
    assert counted["newsbot/host/paused"] == 2
    assert counted["newsbot/host/given-up"] == 1
    assert counted["newsbot/host/requests-left"] == 1
    assert [record.getMessage().partition(": ")[2] for record in caplog.records] == [
        "left alone for 100 s (1 of 2)",
        "left alone for 200 s (2 of 2)",
        "given up for this crawl",
    ]


def test_failures_that_pass_are_tried_again_and_others_not() -> None:
    crawler, _ = crawler_with_slot()
    refused["an-phu.example"] = "an-phu.example leads to 10.0.0.1"

    async def check() -> None:
        middleware = PatientRetryMiddleware.from_crawler(crawler)
        assert isinstance(middleware.process_exception(Request(HOST), DownloadTimeoutError()), Request)
        assert isinstance(middleware.process_exception(Request(HOST), CannotResolveHostError()), Request)
        with pytest.raises(PrivateAddressError, match=r"^an-phu.example leads to 10.0.0.1$"):
            middleware.process_exception(Request("http://an-phu.example/"), CannotResolveHostError())
        assert middleware.process_exception(Request(HOST), IgnoreRequest()) is None

    try:
        asyncio.run(check())
    finally:
        refused.clear()


def test_a_crawl_that_ends_does_not_wait_for_a_pause() -> None:
    crawler, slot = crawler_with_slot()

    async def check() -> float:
        waiting_request: defer.Deferred[Response] = defer.Deferred()
        slot.queue.append((Request(HOST), waiting_request))
        start = monotonic()
        pause(crawler, Request(HOST), 60)
        crawler.engine._slot.closing = True  # type: ignore[union-attr,assignment]
        with pytest.raises(Later, match="is ending"):
            await waiting_request.asFuture(asyncio.get_running_loop())
        return monotonic() - start

    assert asyncio.run(check()) < 2


# Budget and quiet hours


def test_the_hours_of_a_day() -> None:
    (hours,) = quiet_hours("07:00 - 17:30")
    assert hours == Hours(420, 1050)
    assert hours.holds(datetime(2025, 1, 5, 0, 0, tzinfo=UTC))  # 7 o'clock in Vietnam
    assert not hours.holds(datetime(2025, 1, 5, 10, 30, tzinfo=UTC))
    night, noon = quiet_hours("22:00-05:00, 11:30-13:00")
    assert night.holds(datetime(2025, 1, 5, 16, 0, tzinfo=UTC))
    assert night.holds(datetime(2025, 1, 5, 21, 59, tzinfo=UTC))
    assert not night.holds(datetime(2025, 1, 5, 5, 0, tzinfo=UTC))
    assert noon.holds(datetime(2025, 1, 5, 5, 0, tzinfo=UTC))
    assert quiet_hours("") == []


@pytest.mark.parametrize("text", ["7-9", "07:00", "25:00-26:00", "07:00-08:60", "x"])
def test_hours_that_cannot_be_read(text: str) -> None:
    with pytest.raises(UsageError, match="NEWSBOT_QUIET_HOURS must be hours"):
        quiet_hours(text)


def test_in_quiet_hours_everything_is_left_for_later() -> None:
    crawler, _ = crawler_with_slot(NEWSBOT_QUIET_HOURS="00:00-24:00")
    middleware = BudgetMiddleware.from_crawler(crawler)
    for _ in range(2):
        with pytest.raises(Later, match="quiet hours"):
            middleware.process_request(Request(HOST))
    assert stats(crawler) == {"newsbot/later/quiet-hours": 2}


def test_the_budget_of_a_day_is_kept_per_host_and_remembered() -> None:
    spent: dict[tuple[str, str], int] = {}
    state = SimpleNamespace(
        spent=lambda host, day: spent.get((host, day), 0),
        spend=lambda host, day, number: spent.__setitem__((host, day), number),
    )
    for passed in (3, 0):
        crawler, _ = crawler_with_slot(NEWSBOT_DAILY_BUDGET=3)
        crawler.spider.ledger = SimpleNamespace(state=state)  # type: ignore[union-attr,assignment]
        middleware = BudgetMiddleware.from_crawler(crawler)
        for _ in range(passed):
            middleware.process_request(Request(HOST))
        with pytest.raises(Later, match="its budget"):
            middleware.process_request(Request(HOST))
        middleware.process_request(Request(f"http://127.0.0.{passed + 1}/"))
    assert sorted(spent.values()) == [1, 1, 3]


# Names that lead elsewhere


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "203.162.4.190"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.1.2.3", "100.64.0.1", "224.0.0.1",
        "::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "255.255.255.255", "not an address", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not(address: str) -> None:
    assert not is_public(address)


def test_what_the_operator_names_may_be_private() -> None:
    assert is_named("localhost", [])
    assert is_named("a.localhost", [])
    assert is_named("10.0.0.1", [])
    assert is_named("[::1]", [])
    assert is_named("Intranet.example", ["intranet.example"])
    assert not is_named("an-phu.example", ["intranet.example"])


def test_a_name_that_leads_to_a_private_address_is_refused() -> None:
    crawler = make_crawler(NEWSBOT_PRIVATE_HOSTS=["intranet.example"])
    resolver = PublicResolver.from_crawler(crawler, SimpleNamespace())  # type: ignore[arg-type]
    assert resolver._checked("8.8.8.8", "an-phu.example") == "8.8.8.8"
    assert resolver._checked("10.0.0.1", "intranet.example") == "10.0.0.1"
    assert resolver._checked("127.0.0.1", "localhost") == "127.0.0.1"
    with pytest.raises(PrivateAddressError, match="name it in NEWSBOT_PRIVATE_HOSTS"):
        resolver._checked("169.254.169.254", "an-phu.example")


def test_an_answer_from_a_private_address_is_not_read() -> None:
    crawler, _ = crawler_with_slot()
    middleware = OwnHostsMiddleware.from_crawler(crawler)
    request = Request("http://an-phu.example/")
    public = Response(request.url, ip_address=_ip("8.8.8.8"))
    assert middleware.process_response(request, public) is public
    with pytest.raises(IgnoreRequest, match="private address"):
        middleware.process_response(request, Response(request.url, ip_address=_ip("10.0.0.1")))
    local = Response(HOST, ip_address=_ip("127.0.0.1"))
    assert middleware.process_response(Request(HOST), local) is local


def _ip(text: str) -> Any:
    import ipaddress  # noqa: PLC0415

    return ipaddress.ip_address(text)


# The pause, packed pages, pages that send on


def test_the_pause_begins_when_the_answer_has_arrived_and_is_never_shorter() -> None:
    crawler, slot = crawler_with_slot(DOWNLOAD_DELAY=1)
    pace = Pace.from_crawler(crawler)
    pace.spider_opened()
    assert crawler.engine.downloader._jitter == 0
    for _ in range(50):
        slot.lastseen = 0
        request = Request(HOST, meta={"download_slot": "127.0.0.1"})
        pace.response_downloaded(request, Response(HOST))
        assert waiting(slot) + 0.01 >= 1
        assert waiting(slot) <= 1.5
    pace.response_downloaded(Request(HOST), Response(HOST))


def test_without_a_pause_there_is_nothing_to_begin() -> None:
    with pytest.raises(NotConfigured):
        Pace.from_crawler(make_crawler(DOWNLOAD_DELAY=0, AUTOTHROTTLE_ENABLED=False))


def packed(body: bytes, encoding: str = "gzip") -> Response:
    return Response(HOST, body=body, headers={"Content-Encoding": encoding, "Content-Type": "text/html"})


def gzipped(text: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=31)
    return compressor.compress(text) + compressor.flush()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (gzipped(b"abc"), b"abc"),
        (gzipped(b"abc") + gzipped(b"def"), b"abcdef"),
        (gzipped(b"abc") + b"\x00\x00rubbish", b"abc"),
        (b"", b""),
    ],
)
def test_a_packed_page_is_unpacked(body: bytes, text: bytes) -> None:
    crawler, _ = crawler_with_slot()
    middleware = WholeCompressionMiddleware.from_crawler(crawler)
    assert middleware.process_response(Request(HOST), packed(body)).body == text


@pytest.mark.parametrize("wbits", [15, -15])
def test_deflate_with_and_without_its_frame(wbits: int) -> None:
    crawler, _ = crawler_with_slot()
    compressor = zlib.compressobj(wbits=wbits)
    body = compressor.compress(b"abc") + compressor.flush()
    middleware = WholeCompressionMiddleware.from_crawler(crawler)
    assert middleware.process_response(Request(HOST), packed(body, "deflate")).body == b"abc"


@pytest.mark.parametrize(
    ("body", "encoding"), [(gzipped(b"abc" * 99)[:-9], "gzip"), (b"abc", "gzip"), (b"abc", "deflate")]
)
def test_a_broken_stream_is_asked_for_again_and_then_lost(body: bytes, encoding: str) -> None:
    crawler, _ = crawler_with_slot()
    middleware = WholeCompressionMiddleware.from_crawler(crawler)
    assert isinstance(middleware.process_response(Request(HOST), packed(body, encoding)), Request)
    tried = Request(HOST, meta={"retry_times": 2})
    with pytest.raises(ResponseDataLossError, match="stream is broken"):
        middleware.process_response(tried, packed(body, encoding))


@pytest.mark.parametrize(("size", "words"), [(50_000_000, "DOWNLOAD_MAXSIZE"), (5_000_000, "times its size")])
def test_a_bomb_is_refused(size: int, words: str) -> None:
    crawler, _ = crawler_with_slot()
    middleware = WholeCompressionMiddleware.from_crawler(crawler)
    with pytest.raises(IgnoreRequest, match=words):
        middleware.process_response(Request(HOST), packed(gzipped(bytes(size))))


def test_a_page_that_sends_on_is_followed_and_another_is_not_decoded() -> None:
    crawler, _ = crawler_with_slot()
    middleware = QuickMetaRefreshMiddleware.from_crawler(crawler)
    tag = b'<html><head><meta HTTP-EQUIV="Refresh" content="0;url=/b"></head></html>'
    response = HtmlResponse(HOST, body=tag, request=Request(HOST))
    assert middleware.process_response(Request(HOST), response).url == HOST + "/b"
    plain = HtmlResponse(HOST, body=b"<html></html>")
    assert middleware.process_response(Request(HOST), plain) is plain
