"""A site with everything that goes wrong: what is fetched, what is written, what is told."""

import json
import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from attrs import define

from tests.e2e.web import QUICK, Answer, Web, article, listing, run, serving

FIRST = "/tin/hoi-nghi-tong-ket-cong-tac-dang-nam-2024-100001.html"
SECOND = "/tin/hoi-nghi-so-ket-cong-tac-dan-van-nam-2024-100002.html"
MOVED = "/tin/hoi-nghi-tong-ket-ten-cu-da-doi-100003.html"
TARGET = "/tin/hoi-nghi-tong-ket-ten-moi-sau-khi-doi-100003.html"
ALIAS = "/bai-viet/hoi-nghi-so-ket-duong-dan-khac-100002.html"
CLOSED = "/kin/hoi-nghi-khong-cho-may-doc-vao-100004.html"
GONE = "/tin/hoi-nghi-da-go-khoi-trang-tin-100005.html"
BROKEN = "/tin/hoi-nghi-ma-may-chu-bi-loi-100006.html"
PAPER = "/tin/hoi-nghi-va-tai-lieu-dang-tap-tin-100007"
AWAY = "/tin/hoi-nghi-chuyen-sang-may-chu-khac-100008.html"
HUGE = "/tin/hoi-nghi-dai-hon-muc-cho-phep-100009.html"
TRAPS = ["/in-bai/x-100001", "/tim-kiem?q=x", "/tin?sort=asc", "/dang-nhap", "/van-ban.pdf"]


@define
class Crawled:
    """One crawl of the awkward site."""

    web: Web
    other: Web
    done: subprocess.CompletedProcess[str]
    records: list[dict[str, Any]]


def _endless(target: str) -> Answer:
    number = int(target.rpartition("=")[2] or 1) if "=" in target else 1
    return listing(FIRST, more=f'<a href="/cuon?trang={number + 1}">Trang sau</a>')


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("awkward")
    with serving({"*": article("Máy chủ khác")}) as other, serving({}) as web:
        articles = [FIRST, FIRST + "?fbclid=abc#x", SECOND, ALIAS, MOVED, CLOSED, GONE, BROKEN, PAPER, AWAY, HUGE]
        web.routes.update(
            {
                "/robots.txt": Answer("User-agent: newsbot\nDisallow: /kin/\n", headers={"Content-Type": "text/plain"}),
                "/": listing("/muc|Mục tin", "/cuon?trang=2|2", *TRAPS, other.url + FIRST),
                "/muc": listing(*articles),
                FIRST: article("Hội nghị tổng kết công tác Đảng"),
                SECOND: article("Hội nghị sơ kết công tác dân vận"),
                ALIAS: article("Hội nghị sơ kết công tác dân vận"),
                MOVED: Answer(status=301, headers={"Location": TARGET}),
                TARGET: article("Hội nghị mang tên mới"),
                CLOSED: article("Không ai đọc"),
                BROKEN: Answer("<html>lỗi</html>", 500),
                PAPER: Answer(b"%PDF-1.4\n\x00\x01", headers={"Content-Type": "application/pdf"}),
                HUGE: article("Hội nghị dài", "Rất dài. " * 60_000),
                AWAY: Answer(status=302, headers={"Location": other.url + "/tin/x-100008.html"}),
                "*": lambda target: _endless(target) if target.startswith("/cuon") else Answer("không có", 404),
            }
        )
        web.pause = 0.01
        contact = {"NEWSBOT_CONTACT": "toa-soan@an-phu.example", "NEWSBOT_DATA": str(folder / "kho")}
        limits = ["-s", "DOWNLOAD_MAXSIZE=300000", *QUICK]
        done = run("crawl", "site", "-a", f"url={web.url}/", *limits, cwd=folder, env=contact)
        path = folder / "kho" / "127.0.0.1" / "articles.jsonl"
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        yield Crawled(web, other, done, records)


def test_the_crawl_ends_well_and_sums_up_in_one_line(crawled: Crawled) -> None:
    assert crawled.done.returncode == 0, crawled.done.stderr
    assert crawled.done.stdout == ""
    last = crawled.done.stderr.splitlines()[-1]
    assert re.search(r"articles\.jsonl: \d+ pages, 3 new articles, \d+ dropped \(", last)
    for part in ("duplicate 1", "no-text 1", "1 not found", "2 not fetched", "redirected", "1 closed by robots.txt"):
        assert part in last
    assert "Traceback" not in crawled.done.stderr


def test_each_article_is_one_record_under_its_final_url(crawled: Crawled) -> None:
    urls = {record["id"]: record["url"] for record in crawled.records}
    assert len(crawled.records) == len(urls) == 3
    assert urls["127.0.0.1:100001"] == crawled.web.url + FIRST
    assert urls["127.0.0.1:100002"] in {crawled.web.url + SECOND, crawled.web.url + ALIAS}
    assert urls["127.0.0.1:100003"] == crawled.web.url + TARGET
    assert {record["revision"] for record in crawled.records} == {1}


def test_nothing_is_asked_for_twice_but_what_failed(crawled: Crawled) -> None:
    counted = {target: crawled.web.requests.count(target) for target in crawled.web.requests}
    assert counted.pop(BROKEN) == 3
    assert set(counted.values()) == {1}


def test_closed_pages_traps_and_other_hosts_are_never_asked(crawled: Crawled) -> None:
    assert crawled.web.requests[0] == "/robots.txt"
    assert not set(crawled.web.requests) & {CLOSED, *TRAPS, FIRST + "?fbclid=abc"}
    assert crawled.other.requests == []
    assert f"{crawled.web.url}{AWAY} redirects to {crawled.other.url}" in crawled.done.stderr


def test_a_listing_without_end_is_left(crawled: Crawled) -> None:
    turned = [target for target in crawled.web.requests if target.startswith("/cuon")]
    assert turned == ["/cuon?trang=2", "/cuon?trang=3"]


def test_one_request_at_a_time_by_somebody_with_a_name(crawled: Crawled) -> None:
    assert crawled.web.most == 1
    assert all(re.fullmatch(r"newsbot/\d+\.\d+\.\d+ \(\+toa-soan@an-phu\.example\)", a) for a in crawled.web.agents)


def test_the_pause_between_requests_is_kept(tmp_path: Path) -> None:
    with serving({"/": listing(FIRST, SECOND), FIRST: article("Một"), SECOND: article("Hai")}) as web:
        pause = ["-s", "DOWNLOAD_DELAY=0.4", "-s", "AUTOTHROTTLE_START_DELAY=0"]
        assert run("crawl", "site", "-a", f"url={web.url}/", *pause, cwd=tmp_path).returncode == 0
        gaps = [later - earlier for earlier, later in pairwise(web.times)]
        assert len(gaps) == 3
        assert all(gap > 0.19 for gap in gaps)


def test_max_pages_is_kept_to_the_page(tmp_path: Path) -> None:
    links = [f"/tin/hoi-nghi-ban-chap-hanh-dang-bo-{i}.html" for i in range(200_000, 200_030)]
    with serving({"/": listing(*links), "*": article("Hội nghị")}) as web:
        done = run("crawl", "site", "-a", f"url={web.url}/", "-a", "max_pages=4", *QUICK, cwd=tmp_path)
        assert done.returncode == 0
        assert len(web.requests) == 5
        assert "4 pages, 3 new articles" in done.stderr


def test_refresh_records_what_changed(tmp_path: Path) -> None:
    routes = {"/": listing(FIRST, SECOND), FIRST: article("Một"), SECOND: article("Hai")}
    path = tmp_path / "data" / "127.0.0.1" / "articles.jsonl"
    with serving(routes) as web:
        command = ["crawl", "site", "-a", f"url={web.url}/", "--nolog", *QUICK]
        assert "2 new articles" in run(*command, cwd=tmp_path).stderr
        before = path.read_bytes()
        web.routes[SECOND] = article("Hai", "Hội nghị biểu dương mười tập thể tiêu biểu.")
        assert "0 new articles, 2 known" in run(*command, cwd=tmp_path).stderr
        assert path.read_bytes() == before
        done = run(*command, "-a", "refresh=yes", cwd=tmp_path)
    assert "0 new articles, 1 changed" in done.stderr
    assert "unchanged 1" in done.stderr
    assert path.read_bytes().startswith(before)
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [record["revision"] for record in records] == [1, 1, 2]
    assert records[2]["id"] == "127.0.0.1:100002"
