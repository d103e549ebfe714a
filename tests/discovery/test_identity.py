"""One article, one URL: canonical links, slugs."""

import time

import pytest

from newsbot.discovery.identity import canonical_link, same_slug, slug
from newsbot.sites import Site, site_for

HOME = "https://an-phu.example/"
PAGE = HOME + "tin/hoi-nghi-so-ket.html"


def test_one_url_whatever_the_host_and_the_scheme() -> None:
    site = site_for(HOME)
    same = {
        site.canonical_url(url)
        for url in (
            PAGE,
            PAGE.replace("https", "http"),
            PAGE.replace("//", "//www."),
            PAGE.replace("//", "//m."),
            PAGE + "?utm_source=x&fbclid=y#z",
        )
    }
    assert same == {PAGE}


def canonical(
    href: str, *, url: str = PAGE, site: Site | None = None, markup: str = '<link rel="canonical" href="{}">'
) -> str | None:
    body = f"<html><head><title>x</title>{markup.format(href)}</head><body>x</body></html>".encode()
    return canonical_link(body, url, site or site_for(HOME))


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("/dang/hoi-nghi-so-ket-100002.html", HOME + "dang/hoi-nghi-so-ket-100002.html"),
        ("https://an-phu.example/tin/hoi-nghi-so-ket.html?utm_source=x", PAGE),
        ("/", None),
        ("/tin-tuc", None),
        ("https://khac.example/tin/hoi-nghi-so-ket.html", None),
        ("/in-bai/hoi-nghi-so-ket", None),
        ("javascript:void(0)", None),
    ],
)
def test_a_canonical_link_counts_where_it_names_the_same_page(href: str, found: str | None) -> None:
    assert canonical(href) == found


@pytest.mark.parametrize("markup", ["<link href='{}' rel='canonical' />", "<LINK REL=canonical HREF={}>"])
def test_it_may_be_written_in_any_way(markup: str) -> None:
    assert canonical("/dang/hoi-nghi-so-ket", markup=markup) == HOME + "dang/hoi-nghi-so-ket"


def test_the_rule_of_a_site_decides_where_there_is_one() -> None:
    site = Site(name="an-phu", hosts=("an-phu.example",), article=r"-(?P<id>\d{6})$")
    assert canonical("/ten-khac-100002", site=site) == HOME + "ten-khac-100002"
    assert canonical("/tin/hoi-nghi-so-ket.html", site=site) is None


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (HOME + "tin/hoi-nghi-so-ket-100002.html", "hoi-nghi-so-ket"),
        (HOME + "hoi-nghi-so-ket-20250105-100002.htm", "hoi-nghi-so-ket"),
        (HOME + "bai/hoi-nghi-so-ket/", "hoi-nghi-so-ket"),
        (HOME + "tin/100002.html", ""),
        (HOME, ""),
    ],
)
def test_a_slug_is_the_words_of_a_url(url: str, words: str) -> None:
    assert slug(url) == words


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("tin/so-ket.html", "bai/so-ket.html", True),
        ("tin/so-ket.html", "bai/so-ket-100002.html", True),
        ("tin/so-ket-100002.html", "bai/so-ket-100002", True),
        ("tin/so-ket-100001.html", "tin/so-ket-100002.html", False),
        ("tin/so-ket-1.html", "tin/so-ket-2.html", False),
        ("tin/so-ket.html", "tin/tong-ket.html", False),
        ("100001", "100002", False),
    ],
)
def test_the_same_slug(one: str, other: str, *, same: bool) -> None:
    assert same_slug(HOME + one, HOME + other) is same is same_slug(HOME + other, HOME + one)


@pytest.mark.parametrize("filler", [b"<link ", b"<link rel=canonical ", b"href='", b"1.2-"])
def test_hostile_markup_takes_linear_time(filler: bytes) -> None:
    start = time.perf_counter()
    canonical_link(filler * 50_000, PAGE, site_for(HOME))
    slug(HOME + filler.decode() * 20_000)
    assert time.perf_counter() - start < 2
