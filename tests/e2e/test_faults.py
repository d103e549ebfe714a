"""A crawl of a hostile site ends by itself, with all that can be had, and goes nowhere it must not go."""

import gzip
import json
import re
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from attrs import define

from tests.e2e.faults import (
    Behaviour,
    FaultServer,
    Measured,
    bomb,
    drip,
    endless_headers,
    flood,
    in_turn,
    misbehaving,
    raw,
    redirect,
    reply,
    reset,
    run_measured,
)
from tests.e2e.web import article, listing

DELAY = 0.05
MEGABYTES = 300
LAUGHS = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><urlset><url><loc>/tin/&c;</loc></url></urlset>"""


def page(number: int, text: str = "") -> bytes:
    return str(article(f"Hội nghị số {number + 1000}", text).body).encode()


def tin(name: str) -> str:
    return f"/tin/hoi-nghi-{name}-cua-dang-bo-phuong-{sum(map(ord, name)) + 100_000}.html"


def good() -> dict[str, Behaviour]:
    """What can be had in the end; some answer otherwise the first time, in each crawl."""
    return {
        "thuong": reply(page(1)),
        "hai-lan-loi": in_turn(
            reply("x", "500 Internal Server Error"), reply("x", "503 Busy", Retry_After="1"), reply(page(2))
        ),
        "lan-dau-dut": in_turn(reset, reply(page(3))),
        "gzip-lan-dau-cut": in_turn(reply(gzip.compress(page(4))[:-30], Content_Encoding="gzip"), reply(page(4))),
        "gzip": reply(gzip.compress(page(5)), Content_Encoding="gzip"),
        "khong-loai": reply(page(6), kind=""),
        "loai-thuan": reply(page(7), kind="text/plain"),
        "loai-nhi-phan": reply(page(8), kind="application/octet-stream"),
        "loai-anh": reply(page(9), kind="image/jpeg"),
        "khong-do-dai": reply(page(10), Content_Length=""),
        "chuyen": redirect("/tin/hoi-nghi-noi-den-cua-dang-bo-phuong-199999.html"),
        "tieu-de-la": raw(b"HTTP/1.1 200 OK\r\nno colon here\r\nContent-Type: text/html\r\n\r\n" + page(11)),
        "chu-dieu-khien": reply(page(12, "\x1b[2J\x07 và \u202e chữ ngược")),
    }


BAD: dict[str, tuple[Behaviour, str]] = {
    "luon-500": (reply("x", "500 Internal Server Error"), "status-500"),
    "luon-dut": (reset, "cut-short"),
    "tieu-de-dieu-khien": (raw(b"HTTP/1.1 200 OK\r\nX-\x1b[31m: \x07\r\n\r\n" + page(23)), "connection"),
    "nho-giot": (drip, "timeout"),
    "gzip-cut": (reply(gzip.compress(page(20))[:-30], Content_Encoding="gzip"), "cut-short"),
    "gzip-gia": (reply(page(21), Content_Encoding="gzip"), "cut-short"),
    "dai-hon": (reply(page(22), Content_Length="99999"), "cut-short"),
    "vong-quanh": (redirect(tin("vong-quanh")), ""),
    "vong-hai": (redirect(tin("vong-hai") + "?a=1"), "redirect-loop"),
    "sau-muoi-mb": (flood(60_000_000, announced=True), "too-large"),
    "sau-muoi-mb-ngam": (flood(60_000_000, announced=False), "too-large"),
    "bom-gzip": (bomb(200_000_000), "bomb"),
    "bom-nho": (bomb(9_000_000), "bomb"),
    "rac": (raw(b"\x00\x01\x02 rubbish\r\n\r\n"), "connection"),
    "khong-loi": (raw(b""), "connection"),
    "tieu-de-vo-tan": (endless_headers, "connection"),
}
OTHER: dict[str, Behaviour] = {
    "anh-gia-html": reply(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20),
    "pdf-gia-html": reply(b"%PDF-1.4\n" + bytes(range(256)) * 20),
    "trieu-lien-ket": reply(b"<html><body>" + b"<a href=/q>x</a>" * 600_000),
    "long-nhau": reply(b"<html><body>" + b"<div>" * 200_000),
    "chi-the": reply(b"<" * 3_000_000),
}
FORBIDDEN = {
    "toi-tep": "file:///etc/passwd",
    "toi-may-khac": "http://127.0.0.1:{other}/bi-mat",
    "toi-sieu-du-lieu": "http://169.254.169.254/latest/meta-data/",
    "toi-noi-bo": "http://10.0.0.1/",
    "toi-ftp": "ftp://127.0.0.1/x",
    "toi-dieu-khien": "/tin/\x1b[31m-x",
}


@define
class Crawled:
    """One crawl of the hostile site."""

    server: FaultServer
    other: FaultServer
    done: Measured
    records: list[dict[str, Any]]
    stats: dict[str, Any]
    folder: Path


@pytest.fixture(scope="module", params=["0", "1"], ids=["alone", "with-a-reader"])
def crawled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("faults")
    with misbehaving({"*": reply("bí mật")}) as other, misbehaving({}) as server:
        can_be_had = good()
        routes = {tin(name): behaviour for name, behaviour in can_be_had.items()}
        routes |= {tin(name): behaviour for name, (behaviour, _) in BAD.items()}
        routes |= {tin(name): behaviour for name, behaviour in OTHER.items()}
        routes |= {tin(name): redirect(target.format(other=other.port)) for name, target in FORBIDDEN.items()}
        names = [*can_be_had, *BAD, *OTHER, *FORBIDDEN]
        links = [tin(name) for name in names]
        a, b = tin("vong-hai") + "?a=1", tin("vong-hai") + "?a=2"
        server.routes.update(
            routes
            | {
                "/robots.txt": reply(
                    f"User-agent: *\nDisallow: /kin\nSitemap: {server.url}/s.xml\n", kind="text/plain"
                ),
                "/s.xml": reply(LAUGHS, kind="application/xml"),
                "/": reply(str(listing("/muc-1", "/muc-2", "/kin/x-100001.html", "//169.254.169.254/x").body)),
                "/muc-1": reply(str(listing(*links[::2]).body)),
                "/muc-2": reply(str(listing(*links[1::2]).body)),
                "/tin/hoi-nghi-noi-den-cua-dang-bo-phuong-199999.html": reply(page(50)),
                a: redirect(b),
                b: redirect(a.replace("?a=1", "?a=3")),
                a.replace("?a=1", "?a=3"): redirect(a.replace("?a=1", "?a=4")),
                a.replace("?a=1", "?a=4"): redirect(a.replace("?a=1", "?a=5")),
                a.replace("?a=1", "?a=5"): redirect(a.replace("?a=1", "?a=6")),
                a.replace("?a=1", "?a=6"): redirect(a.replace("?a=1", "?a=7")),
            }
        )
        settings = [
            f"DOWNLOAD_DELAY={DELAY}",
            "AUTOTHROTTLE_ENABLED=0",
            "DOWNLOAD_TIMEOUT=2",
            "NEWSBOT_BREAKER_FAILURES=30",
            f"NEWSBOT_READERS={request.param}",
        ]
        arguments = [part for setting in settings for part in ("-s", setting)]
        more = ["-s", "AUTOTHROTTLE_MAX_DELAY=0.2", "-s", "STATS_DUMP=1"]
        done = run_measured("crawl", "site", "-a", f"url={server.url}/", *arguments, *more, cwd=folder)
        path = folder / "data" / "127.0.0.1" / "articles.jsonl"
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        stats = dict(re.findall(r"'([\w/.-]+)': (\d+)", done.err))
        yield Crawled(server, other, done, records, {name: int(number) for name, number in stats.items()}, folder)


def test_it_ends_by_itself_with_every_article_that_can_be_had(crawled: Crawled) -> None:
    assert crawled.done.code in {0, 3}, crawled.done.err[-3000:]
    assert "Traceback" not in crawled.done.err
    titles = sorted(record["title"] for record in crawled.records)
    assert titles == sorted(f"Hội nghị số {number + 1000}" for number in [*range(1, 11), 11, 12, 50])


def test_each_failure_is_counted_under_its_name(crawled: Crawled) -> None:
    expected: dict[str, int] = {}
    for _, name in BAD.values():
        if name:
            expected[name] = expected.get(name, 0) + 1
    counted = {
        name.removeprefix("newsbot/failed/"): number
        for name, number in crawled.stats.items()
        if name.startswith("newsbot/failed/")
    }
    assert counted.pop("sitemap") == 1
    assert counted.pop("redirect-nowhere") == 2  # to file: and ftp:
    assert counted == expected
    assert crawled.stats["newsbot/failed"] == sum(expected.values()) + 2
    assert crawled.stats["newsbot/host/retry-after"] == 1


def test_nothing_forbidden_was_asked_for(crawled: Crawled) -> None:
    assert crawled.other.hits == []
    asked = crawled.server.targets()
    assert not [target for target in asked if target.startswith("/kin") or "meta-data" in target or "passwd" in target]
    assert crawled.stats["newsbot/refused/redirect"] >= 3


def test_memory_stays_bounded(crawled: Crawled) -> None:
    assert crawled.done.memory < MEGABYTES


def test_the_access_log_proves_the_politeness(crawled: Crawled) -> None:
    # A request that the crawl gave up, because its time was over, may reach the server late.
    hits = sorted((hit for hit in crawled.server.hits if hit.heard), key=lambda hit: hit.start)
    assert len(hits) > 50
    for earlier, later in pairwise(hits):
        assert later.start - earlier.start >= DELAY
        assert later.start >= earlier.end - 0.01


def test_nothing_of_a_page_gets_to_the_terminal(crawled: Crawled) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", crawled.done.err)


def test_no_file_lies_outside_the_folder_of_the_site(crawled: Crawled) -> None:
    assert {path.name for path in crawled.folder.iterdir()} == {"data", "stderr.txt"}
    assert [path.name for path in (crawled.folder / "data").iterdir()] == ["127.0.0.1"]
    names = {path.name for path in crawled.folder.rglob("*")}
    assert all(re.fullmatch(r"[\w.+-]+", name) for name in names)


def test_the_pause_is_kept_after_a_failure_too(tmp_path: Path) -> None:
    links = [tin("mot"), tin("hai"), tin("ba")]
    slow = dict.fromkeys(links, lambda _: time.sleep(0.5))  # then it hangs up without a word
    with misbehaving({"/": reply(str(listing(*links).body)), **slow}) as server:
        settings = ["DOWNLOAD_DELAY=0.5", "AUTOTHROTTLE_ENABLED=0", "AUTOTHROTTLE_MAX_DELAY=0.5", "RETRY_TIMES=0"]
        arguments = [part for setting in settings for part in ("-s", setting)]
        run_measured("crawl", "site", "-a", f"url={server.url}/", *arguments, cwd=tmp_path)
        starts = [hit.start for hit in server.hits if hit.target in links]
    assert len(starts) == 3
    assert min(later - earlier for earlier, later in pairwise(starts)) > 0.85
