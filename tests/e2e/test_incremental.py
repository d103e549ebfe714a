"""Crawls of a site over months: only what is new is fetched, what changed is noted, what vanished stays."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.web import QUICK, Answer, Web, article, listing, run, serving

PER_PAGE = 5
DAY_0 = "2025-01-05T01:00:00Z"
DAY_2 = "2025-01-07T01:00:00Z"
DAY_60 = "2025-03-06T01:00:00Z"


def path_of(number: int) -> str:
    return f"/tin/hoi-nghi-tong-ket-cong-tac-dang-{100_000 + number}.html"


class Site:
    """A site that publishes: the newest articles first, five on a page, ten pages."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self.numbers = list(range(50))
        self.texts: dict[int, str] = {}
        web.routes["*"] = self.answer

    def publish(self, *numbers: int) -> None:
        self.numbers += numbers

    def answer(self, target: str) -> Answer:
        if match := re.fullmatch(r"/tin/.*-(\d+)\.html", target):
            number = int(match[1]) - 100_000
            if number not in self.numbers:
                return Answer("không có", 404)
            text = self.texts.get(number, "")
            return Answer(
                article(f"Hội nghị số {number + 1000}", text).body, headers={"ETag": f'"{number}-{len(text)}"'}
            )
        if match := re.fullmatch(r"/(?:\?trang=(\d+))?", target):
            page = int(match[1] or 1)
            shown = sorted(self.numbers, reverse=True)[(page - 1) * PER_PAGE : page * PER_PAGE]
            last = (len(self.numbers) + PER_PAGE - 1) // PER_PAGE
            turns = "".join(f'<a href="/?trang={n}">{n}</a>' for n in range(max(1, page - 2), min(last, page + 4) + 1))
            return listing(*map(path_of, shown), more=turns)
        return Answer("không có", 404)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving({}) as web:
        yield Site(web)


def crawl(site: Site, folder: Path, now: str, *more: str) -> tuple[str, list[str]]:
    """The summary of a crawl, and what it asked for."""
    before = len(site.web.requests)
    arguments = ["crawl", "site", "-a", f"url={site.web.url}/", *QUICK, "-s", "NEWSBOT_WARC=0", *more]
    done = run(*arguments, cwd=folder, env={"NEWSBOT_NOW": now})
    assert done.returncode in {0, 3}, done.stderr
    return done.stderr.splitlines()[-1], site.web.requests[before:]


def records(folder: Path) -> list[dict[str, Any]]:
    path = folder / "data" / "127.0.0.1" / "articles.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def pages(asked: list[str]) -> list[str]:
    return [target for target in asked if target.startswith("/?") or target == "/"]


def test_a_listing_is_read_on_only_while_it_shows_something_new(site: Site, tmp_path: Path) -> None:
    summary, asked = crawl(site, tmp_path, DAY_0)
    assert "50 new articles" in summary
    assert len(pages(asked)) == 10

    summary, asked = crawl(site, tmp_path, DAY_0)
    assert "0 new articles" in summary
    assert pages(asked) == ["/", "/?trang=2", "/?trang=3"]
    assert len(asked) == 4

    site.publish(*range(50, 62))
    summary, asked = crawl(site, tmp_path, DAY_0)
    assert "12 new articles" in summary
    assert pages(asked) == ["/", "/?trang=2", "/?trang=3", "/?trang=4", "/?trang=5", "/?trang=6"]
    assert len(records(tmp_path)) == len({record["id"] for record in records(tmp_path)}) == 62


def test_now_and_then_every_listing_is_read_to_its_end(site: Site, tmp_path: Path) -> None:
    crawl(site, tmp_path, DAY_0)
    site.numbers.insert(0, -90)  # published late: it stands on the last page
    assert len(pages(crawl(site, tmp_path, DAY_2)[1])) == 3
    summary, asked = crawl(site, tmp_path, DAY_60)
    assert "1 new article" in summary
    assert len(pages(asked)) == 11
    assert len(pages(crawl(site, tmp_path, DAY_60)[1])) == 3
    assert len(pages(crawl(site, tmp_path, DAY_60, "-a", "full=yes")[1])) == 11
    assert len(pages(crawl(site, tmp_path, DAY_2, "-s", "NEWSBOT_LISTING_MARGIN=0")[1])) in {1, 11}


def test_young_articles_are_visited_again_and_only_changes_are_written(site: Site, tmp_path: Path) -> None:
    crawl(site, tmp_path, DAY_0)
    before = len(records(tmp_path))
    site.texts[7] = "Bản tin được bổ sung sau khi hội nghị kết thúc."
    site.numbers.remove(9)
    summary, asked = crawl(site, tmp_path, DAY_2)
    assert "0 new articles, 1 changed" in summary
    assert "48 not modified" in summary
    assert "1 vanished" in summary
    assert len([target for target in asked if target.startswith("/tin/")]) == 50
    found = records(tmp_path)
    assert len(found) == before + 1
    assert (found[-1]["id"], found[-1]["revision"]) == ("127.0.0.1:100007", 2)
    assert any(record["id"] == "127.0.0.1:100009" for record in found)
    summary, asked = crawl(site, tmp_path, DAY_2)
    assert not [target for target in asked if target.startswith("/tin/")]


def test_five_new_and_three_changed_articles_are_eight_lines(site: Site, tmp_path: Path) -> None:
    site.numbers = list(range(300))
    assert "300 new articles" in crawl(site, tmp_path, DAY_0)[0]
    path = tmp_path / "data" / "127.0.0.1" / "articles.jsonl"
    before = path.read_bytes()
    assert len(before.splitlines()) == 300

    summary, asked = crawl(site, tmp_path, DAY_0)  # nothing is new, no visit is due
    assert "0 new articles" in summary
    assert asked == ["/robots.txt", "/", "/?trang=2", "/?trang=3"]
    assert path.read_bytes() == before

    site.publish(*range(300, 305))
    site.texts |= dict.fromkeys((4, 120, 299), "Bản tin được bổ sung sau khi hội nghị kết thúc.")
    summary, asked = crawl(site, tmp_path, DAY_2)
    assert "5 new articles, 3 changed" in summary
    assert len([target for target in asked if target.startswith("/tin/")]) == 305
    after = path.read_bytes()
    assert after.startswith(before)
    added = [json.loads(line) for line in after[len(before) :].splitlines()]
    assert sorted((record["id"].rpartition(":")[2], record["revision"]) for record in added) == [
        *((f"{100_000 + number}", 2) for number in (4, 120, 299)),
        *((f"{100_300 + number}", 1) for number in range(5)),
    ]


def test_visits_become_rarer_and_end(site: Site, tmp_path: Path) -> None:
    visits = []
    for day in ("05", "06", "07", "08", "12", "13", "31"):
        asked = crawl(site, tmp_path, f"2025-01-{day}T02:00:00Z", "-s", "NEWSBOT_REVISIT_DAYS=1,3,7")[1]
        visits.append(asked.count(path_of(3)))
    assert visits == [1, 1, 0, 1, 1, 0, 0]


def test_without_its_memory_a_crawl_only_reads_more(site: Site, tmp_path: Path) -> None:
    crawl(site, tmp_path, DAY_0)
    before = (tmp_path / "data" / "127.0.0.1" / "articles.jsonl").read_bytes()
    for name in ("state.sqlite", "state.sqlite-wal", "state.sqlite-shm"):
        (tmp_path / "data" / "127.0.0.1" / name).unlink(missing_ok=True)
    summary, asked = crawl(site, tmp_path, DAY_0)
    assert "0 new articles" in summary
    assert len(pages(asked)) == 10
    assert not [target for target in asked if target.startswith("/tin/")]
    assert (tmp_path / "data" / "127.0.0.1" / "articles.jsonl").read_bytes() == before
    assert len(crawl(site, tmp_path, DAY_0)[1]) == 4


def test_a_crawl_that_reached_its_limit_is_gone_on_with(site: Site, tmp_path: Path) -> None:
    seen: list[str] = []
    for _ in range(6):
        asked = crawl(site, tmp_path, DAY_0, "-a", "max_pages=12")[1]
        assert len(asked) <= 13
        seen += [target for target in asked if target.startswith("/tin/")]
    assert len(seen) == len(set(seen)) == 50
    assert len(records(tmp_path)) == 50


def test_pages_that_are_no_articles_are_not_asked_for_each_time(tmp_path: Path) -> None:
    paper = "/tin/ke-hoach-cong-tac-kiem-tra-giam-sat-100001.html"
    gone = "/tin/hoi-nghi-da-go-khoi-trang-tin-100002.html"
    moved, target = "/tin/hoi-nghi-tong-ket-ten-cu-100003.html", "/tin/hoi-nghi-tong-ket-ten-moi-999999.html"
    about = "/gioi-thieu"
    routes: dict[str, Any] = {
        "/": listing(paper, gone, moved, f"{about}|Giới thiệu"),
        paper: Answer(b"%PDF-1.4", headers={"Content-Type": "application/pdf"}),
        moved: Answer("", 301, {"Location": target}),
        target: article("Hội nghị mang tên mới"),
        about: Answer("<html><title>Giới thiệu</title><body><p>Giới thiệu chung về Đảng bộ.</p></body></html>"),
    }
    with serving(routes) as web:
        site = Site(web)
        web.routes["*"] = Answer("không có", 404)
        first = crawl(site, tmp_path, DAY_0)[1]
        assert set(first) == {"/robots.txt", "/", paper, gone, moved, target, about}
        assert crawl(site, tmp_path, DAY_0)[1] == ["/robots.txt", "/"]
        again = crawl(site, tmp_path, DAY_60)[1]
    assert set(again) == {"/robots.txt", "/", paper, gone, about, target}


def test_since_until_and_sections_bound_a_crawl(tmp_path: Path) -> None:
    def dated(day: str) -> Answer:
        return Answer(str(article(f"Hội nghị ngày {day}").body).replace("05/01/2025 08:30", f"{day} 08:30"))

    days = ["20/03/2025", "10/02/2025", "05/01/2025", "01/12/2024", "15/11/2024", "14/11/2024", "13/11/2024"]
    paths = {f"/tin/hoi-nghi-ban-chap-hanh-dang-bo-{200_000 + n}9.html": day for n, day in enumerate(days)}
    rows = "".join(f'<li><a href="{path}">Hội nghị Ban Chấp hành Đảng bộ</a> {day}</li>' for path, day in paths.items())
    other = "/tin/hoi-nghi-o-chuyen-muc-khac-cua-trang-2000199.html"
    routes: dict[str, Any] = {
        "/": listing("/muc-a|A", "/muc-b|B"),
        "/muc-a": Answer(f'<html><title>A</title><body><ul>{rows}</ul><a href="/muc-a?trang=2">2</a></body></html>'),
        "/muc-a?trang=2": listing(),
        "/muc-b": listing(other),
        other: dated("09/02/2025"),
        **{path: dated(day) for path, day in paths.items()},
    }
    with serving(routes) as web:
        site = Site(web)
        web.routes["*"] = Answer("không có", 404)
        scope = ["-a", "since=2025-01-01", "-a", "until=2025-02-28", "-a", "sections=/muc-a"]
        asked = crawl(site, tmp_path, DAY_60, *scope)[1]
        assert other not in asked
        assert "/muc-b" not in asked
        assert [record["published_date"] for record in records(tmp_path)] == ["2025-02-10", "2025-01-05"]
        assert len([target for target in asked if target in paths]) == 2
        crawl(site, tmp_path, DAY_60)
    assert len(records(tmp_path)) == 8


def test_one_article_under_two_urls_is_one_record(tmp_path: Path) -> None:
    first = "/tin/hoi-nghi-so-ket-cong-tac-dan-van.html"
    second = "/chuyen-muc-khac/hoi-nghi-so-ket-cong-tac-dan-van.html"
    third = "/bai/hoi-nghi-so-ket-cong-tac-dan-van-100002.html"
    page = article("Hội nghị sơ kết công tác dân vận")
    fourth = "/dang/hoi-nghi-so-ket-cong-tac-dan-van-o-co-so.html"
    fifth = "/doan/hoi-nghi-so-ket-cong-tac-dan-van-o-co-so.html"
    canonical = Answer(
        str(article("Hội nghị ở cơ sở").body).replace("</head>", f'<link rel="canonical" href="{fourth}"></head>')
    )
    other_text = Answer(str(canonical.body).replace("Hoài Thu", "Thu Hoài"))
    routes: dict[str, Any] = {
        "/": listing(first, second, third, first + "?utm_source=x#y", fourth, fifth),
        first: page,
        second: page,
        third: page,
        fourth: canonical,
        fifth: other_text,
    }
    with serving(routes) as web:
        site = Site(web)
        web.routes["*"] = Answer("không có", 404)
        summary, _ = crawl(site, tmp_path, DAY_0)
        assert "2 new articles" in summary
        assert "duplicate 3" in summary
        assert crawl(site, tmp_path, DAY_0)[1] == ["/robots.txt", "/"]
        (tmp_path / "data" / "127.0.0.1" / "state.sqlite").unlink()
        crawl(site, tmp_path, DAY_0)
    assert {record["url"].removeprefix(site.web.url) for record in records(tmp_path)} == {first, fourth}


def test_sitemaps_and_feeds_show_what_no_listing_does(tmp_path: Path) -> None:
    numbers = {name: f"/tin/bai-viet-chi-co-trong-{name}-{300_000 + i}.html" for i, name in enumerate("abcd")}
    with serving({}) as web:
        site = Site(web)
        url = web.url
        index = f"<sitemapindex><sitemap><loc>{url}/s-1.xml</loc></sitemap></sitemapindex>"
        urls = f"<urlset><url><loc>{url}{numbers['a']}</loc><lastmod>2025-01-04</lastmod></url>"
        urls += f"<url><loc>{url}/in-bai/x</loc></url><url><loc>http://127.0.0.1:1{numbers['d']}</loc></url></urlset>"
        feed = f"<rss><channel><item><title>B</title><link>{numbers['b']}</link></item></channel></rss>"
        xml = {"Content-Type": "application/xml"}
        head = '<link rel="alternate" type="application/rss+xml" href="/rss">'
        web.routes.update(
            {
                "/robots.txt": Answer(
                    f"Sitemap: {url}/sitemap.xml\nSitemap: /hong.xml\n", headers={"Content-Type": "text/plain"}
                ),
                "/sitemap.xml": Answer(index, headers=xml),
                "/s-1.xml": Answer(urls, headers=xml),
                "/hong.xml": Answer("<!DOCTYPE x [<!ENTITY a 'b'>]><urlset>&a;</urlset>", headers=xml),
                "/rss": Answer(feed, headers=xml),
                "/": Answer(str(listing(numbers["c"]).body).replace("</head>", head + "</head>")),
                "*": Answer("không có", 404),
                **{path: article(f"Bài {name}") for name, path in numbers.items()},
            }
        )
        summary, asked = crawl(site, tmp_path, DAY_0)
        assert "3 new articles" in summary
        assert "/in-bai/x" not in asked
        assert {record["url"].removeprefix(url) for record in records(tmp_path)} == {numbers[name] for name in "abc"}
        site.web.routes["/s-1.xml"] = Answer(urls.replace("2025-01-04", "2025-01-06"), headers=xml)
        asked = crawl(site, tmp_path, "2025-01-06T00:30:00Z")[1]
        assert [target for target in asked if target.startswith("/tin/")] == [numbers["a"]]
