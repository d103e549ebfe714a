"""The links of a page are sorted into articles, listings and what is left alone."""

import json
import time
from pathlib import Path

import pytest
from attrs import evolve
from lxml import html

from newsbot.discovery.listing import MAX_LINKS, Kind, Links, find_links, is_listing
from newsbot.discovery.shape import MIN_SCORE, url_score
from newsbot.discovery.urls import Trap
from newsbot.sites import Site, site_for

KNOWN = Site(
    name="an-phu",
    hosts=("an-phu.example", "www.an-phu.example"),
    article=r"^/tin-tuc/[^/?#]*-(?P<id>\d{10})$",
    listing=r"^/(?:$|nhom-tin/[^/?#]*$)",
)
UNKNOWN = site_for("https://an-phu.example/")
HOME = "https://an-phu.example/"
REPLICA = Path(__file__).resolve().parents[2] / "fixtures" / "replica"


def links(body: str, url: str = HOME, site: Site = KNOWN) -> Links:
    return find_links(html.document_fromstring(f"<html><body>{body}</body></html>"), url, site)


def kinds(body: str, url: str = HOME, site: Site = KNOWN) -> dict[str, str]:
    return {
        target.removeprefix("https://an-phu.example"): kind for target, kind in links(body, url, site).follow.items()
    }


def a(href: str, text: str = "Tin") -> str:
    return f'<a href="{href}">{text}</a>'


def test_the_rules_of_a_site_decide() -> None:
    body = (
        a("/tin-tuc/hoi-nghi-1491932517") + a("nhom-tin/quan-huyen") + a("/lien-he", "Hội nghị tổng kết công tác năm")
    )
    assert kinds(body) == {"/tin-tuc/hoi-nghi-1491932517": "article", "/nhom-tin/quan-huyen": "listing"}


def test_what_the_file_of_a_site_denies_is_left_alone() -> None:
    site = evolve(KNOWN, deny=r"^/(?:en|tin-tuc/xem)/")
    body = a("/en/tin-tuc/meeting-1491932517") + a("/en/", "2") + a("/tin-tuc/hoi-nghi-1491932518")
    found = links(body, HOME + "en/", site)
    assert found.follow == {HOME + "tin-tuc/hoi-nghi-1491932518": Kind.ARTICLE}
    assert set(found.refused.values()) == {Trap.DENIED}
    loose = evolve(UNKNOWN, deny=r"^/en/")
    assert links(a("/en/muc"), HOME, loose).refused == {HOME + "en/muc": Trap.DENIED}


def test_other_hosts_ports_and_schemes_are_left_alone() -> None:
    path = "/tin-tuc/x-1491932517"
    body = "".join(
        a(href + path)
        for href in (
            "https://khac.example",
            "https://an-phu.example:8080",
            "https://sub.an-phu.example",
            "ftp://an-phu.example",
        )
    )
    assert links(body).follow == {}
    assert links(a("http://www.an-phu.example" + path)).follow == {f"http://www.an-phu.example{path}": Kind.ARTICLE}


def test_traps_are_refused_with_their_reason() -> None:
    found = links(a("/in-bai/x-1491932517") + a("/tim-kiem?q=x") + a("/nhom-tin/x?sort=asc") + a("javascript:void(0)"))
    assert found.follow == {}
    assert list(found.refused.values()) == [Trap.DUPLICATE, Trap.SEARCH, Trap.SORT]


@pytest.mark.parametrize(
    "href",
    [
        "?trang=2",
        "/nhom-tin/xay-dung-dang?page=2",
        "/nhom-tin/xay-dung-dang/trang-2",
        "/nhom-tin/xay-dung-dang/page/2/",
    ],
)
def test_the_next_page_of_a_listing_is_a_listing(href: str) -> None:
    url = HOME + "nhom-tin/xay-dung-dang"
    assert list(kinds(a(href, "2"), url).values()) == ["listing"]
    assert is_listing(links(a(href), url).follow.popitem()[0], KNOWN)


def test_the_first_page_is_known_under_one_url() -> None:
    body = a("?trang=1", "1") + a("/nhom-tin/x") + a("/nhom-tin/x/trang-1", "1")
    assert kinds(body, HOME + "nhom-tin/x?trang=3") == {"/nhom-tin/x": "listing"}


@pytest.mark.parametrize("text", ["Trang sau", "Trang sau »", "Tiếp theo", "Xem thêm", "»", "3", "Next"])
def test_an_unknown_way_of_turning_the_page_is_told_by_its_words(text: str) -> None:
    url = HOME + "nhom-tin/x"
    assert kinds(a("?den=3", text), url) == {"/nhom-tin/x?den=3": "listing"}
    assert kinds(a("/khac?den=3", text), url) == {}


def test_rel_next_is_a_listing_and_other_link_elements_are_none() -> None:
    body = '<link rel="next" href="/x?tu=20"/><link rel="stylesheet" href="/nhom-tin/kieu"/>'
    body += '<a rel="next" href="/y?tu=20">Cũ hơn</a>'
    assert kinds(body) == {"/x?tu=20": "listing", "/y?tu=20": "listing"}


def test_base_href_counts() -> None:
    body = '<base href="https://an-phu.example/nhom-tin/"/>' + a("quan-huyen")
    assert kinds(body, HOME + "a/b/c") == {"/nhom-tin/quan-huyen": "listing"}


def test_an_image_map_holds_links_too() -> None:
    assert kinds('<map><area href="/nhom-tin/x"></map>') == {"/nhom-tin/x": "listing"}


# A site without a file


@pytest.mark.parametrize(
    "path",
    [
        "/tin-tuc/quan-tan-lap-doi-moi-cong-tac-dan-van-1491932517",
        "/xay-dung-dang/hoi-nghi-tong-ket-cong-tac-nam-2024-523456.html",
        "/hoi-nghi-so-ket-cong-tac-dang-188250625153145181.chn",
        "/dang-doan-the/dai-hoi-dang-bo-phuong-lan-thu-nhat-20250625153145181.htm",
        "/news/dang-bo/dai-hoi-chi-bo-quan-su-1234.html",
        "/khoi-dang/hoi-nghi-ban-chap-hanh-dang-bo-xa-99871.html",
        "/12345-hoi-nghi-ban-chap-hanh-dang-bo-huyen.html",
        "/-/view_content/4567890-hoi-nghi-ban-chap-hanh.html",
    ],
)
def test_an_unmistakable_url_needs_no_words(path: str) -> None:
    assert url_score(HOME[:-1] + path) >= MIN_SCORE
    assert kinds(f"<nav>{a(path, '')}</nav>", site=UNKNOWN) == {path: "article"}


@pytest.mark.parametrize(
    ("href", "block"),
    [
        ("/hoi-nghi-tong-ket-cong-tac-dang", "<h3>{}</h3>"),
        ("/Pages/noi-dung.aspx?NewsID=12", "<p>{} (05/01/2025)</p>"),
        ("/?p=512", "<h2>{}</h2>"),
        ("/tintuc/Lists/Bai/Xem.aspx?ItemID=9", "<td>{}</td>"),
    ],
)
def test_a_headline_makes_a_doubtful_url_an_article(href: str, block: str) -> None:
    text = "Hội nghị tổng kết công tác xây dựng Đảng năm 2024"
    assert kinds(block.format(a(href, text)), site=UNKNOWN) == {href: "article"}
    assert kinds(f'<div class="menu-chinh">{a(href, "Tin mới")}</div>', site=UNKNOWN) == {href: "listing"}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/", "Trang chủ của Đảng bộ thành phố"),
        ("/tin-tuc-su-kien", "Tin tức - Sự kiện"),
        ("/xay-dung-dang/", "Xây dựng Đảng"),
        ("/chuyen-muc-hoat-dong-cua-cap-uy-cac-cap-c2121.html", "Hoạt động của cấp ủy các cấp"),
        ("/thoi-su.htm", "Thời sự"),
    ],
)
def test_sections_are_listings(path: str, text: str) -> None:
    assert kinds(a(path, text), site=UNKNOWN) == {path: "listing"}


def test_the_title_link_outweighs_the_picture_link() -> None:
    path = "/hoi-nghi-tong-ket-cong-tac-dang"
    body = a(path, "<img src='x.jpg'>") + f"<h3>{a(path, 'Hội nghị tổng kết công tác xây dựng Đảng năm 2024')}</h3>"
    assert kinds(body, site=UNKNOWN) == {path: "article"}


def test_the_replica_is_read_alike_with_and_without_rules() -> None:
    known = Site(
        name="demo",
        hosts=("replica.example",),
        article=r"^/tin-tuc/[^/?#]*-(?P<id>\d{10})$",
        listing=r"^/(?:$|nhom-tin/[^/?#]*-\d{10}$)",
    )
    routes = json.loads((REPLICA / "site.json").read_text(encoding="utf-8"))["routes"]
    for target, route in routes.items():
        if target == "/" or target.startswith("/nhom-tin/"):
            root = html.document_fromstring((REPLICA / route["file"]).read_bytes())
            url = "https://replica.example" + target
            by_rule = find_links(root, url, known)
            guessed = find_links(root, url, site_for(url))
            assert by_rule.articles()
            assert set(by_rule.articles()) <= set(guessed.articles())
            assert {k: v for k, v in guessed.follow.items() if k in by_rule.follow} == by_rule.follow
            assert by_rule.refused == guessed.refused


def test_a_page_of_a_hundred_thousand_links_is_bounded() -> None:
    body = "<div>" * 200 + "".join(
        a(f"/hoi-nghi-tong-ket-cong-tac-{i}", "Hội nghị tổng kết năm") for i in range(100_000)
    )
    root = html.document_fromstring(body)
    start = time.perf_counter()
    found = find_links(root, HOME, UNKNOWN)
    assert time.perf_counter() - start < 3
    assert len(found.follow) == MAX_LINKS


def test_a_long_run_of_text_around_a_link_is_not_read_through() -> None:
    block = "<p>" + "chữ " * 200_000 + "".join(a(f"/bai-{i}-x", "Một") for i in range(500)) + "</p>"
    root = html.document_fromstring(block)
    start = time.perf_counter()
    find_links(root, HOME, UNKNOWN)
    assert time.perf_counter() - start < 3


# Turning pages, feeds, days


def test_the_next_page_is_the_smallest_number_after_this_one() -> None:
    body = "".join(a(f"?trang={number}", str(number)) for number in (1, 2, 3, 4, 5, 90))
    url = HOME + "nhom-tin/x"
    assert links(body, url).next_page(url) == url + "?trang=2"
    assert links(body, url + "?trang=3").next_page(url + "?trang=3") == url + "?trang=4"
    assert links(a("?trang=2", "2"), url + "?trang=5").next_page(url + "?trang=5") is None
    assert links(a("?den=3", "Trang sau"), url).next_page(url) == url + "?den=3"
    assert links(a("/nhom-tin/khac?trang=2", "2"), url).next_page(url) is None


def test_feeds_that_a_page_offers() -> None:
    body = (
        '<link rel="alternate" type="application/rss+xml" href="/rss/tin-moi"/>'
        '<link rel="alternate" type="application/atom+xml" href="https://khac.example/atom"/>'
        '<link rel="alternate" hreflang="en" href="/en"/>' + a("/rss")
    )
    found = links(body)
    assert found.feeds == [HOME + "rss/tin-moi"]
    assert found.follow == {}


def test_the_day_beside_a_link() -> None:
    path = "/tin-tuc/hoi-nghi-149193251"
    body = (
        f"<ul><li>{a(path + '1')} 05/01/2025</li><li>{a(path + '2')} (31-12-2024 08:30)</li><li>{a(path + '3')}</li>"
        f"<li>{a(path + '4')} 05/01/2025 và 06/01/2025</li><li>{a(path + '5')} 45/01/2025</li></ul>"
    )
    root = html.document_fromstring(f"<html><body>{body}</body></html>")
    found = find_links(root, HOME, KNOWN, with_days=True)
    assert {url[-1]: str(day) for url, day in found.days.items()} == {"1": "2025-01-05", "2": "2024-12-31"}
    assert links(body).days == {}
