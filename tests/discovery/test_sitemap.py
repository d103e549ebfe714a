"""Sitemaps and feeds are read whole or refused whole, and no bomb goes off."""

import gzip
import time
import tracemalloc
from datetime import date

import pytest

from newsbot.discovery.sitemap import MAX_ENTRIES, Entry, day_of, read_site_list, robots_sitemaps
from newsbot.discovery.xml import MAX_DEPTH, root_name
from newsbot.errors import SourceError

HOME = "https://an-phu.example/"
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
  <url><loc> https://an-phu.example/tin/mot-100001.html </loc><lastmod>2025-01-04T20:00:00Z</lastmod></url>
  <url><loc>/tin/hai-100002.html</loc></url>
  <url><loc>/tin/hai-100002.html</loc></url>
  <url><loc>/tin/ba-100003.html</loc><news:news><news:publication>
    <news:name>An Phú</news:name></news:publication><news:publication_date>2025-01-03</news:publication_date>
    <news:title>Hội nghị &amp; đại hội</news:title></news:news></url>
  <url><lastmod>2025-01-01</lastmod></url>
  <url><loc>ftp://an-phu.example/x</loc></url>
</urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <sitemap><loc>https://an-phu.example/s-1.xml.gz</loc><lastmod>2025-01-05</lastmod></sitemap>
  <sitemap><loc>https://an-phu.example/s-2.xml</loc></sitemap></sitemapindex>"""
RSS = """<rss version="2.0"><channel><title>Tin</title><link>https://an-phu.example/</link>
  <item><title><![CDATA[Hội nghị <b>tổng kết</b>]]></title><link>/tin/mot-100001.html</link>
    <pubDate>Sun, 05 Jan 2025 20:30:00 GMT</pubDate></item>
  <item><title>Không có liên kết</title><guid isPermaLink="true">https://an-phu.example/tin/hai-100002.html</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link href="/"/><entry><title>Một</title>
  <link rel="edit" href="/sua/1"/><link href="/tin/mot-100001.html"/><updated>2025-01-05T08:30:00+07:00</updated>
</entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="x"><title>Một</title>
  <link>https://an-phu.example/tin/mot-100001.html</link><dc:date>2025-01-05</dc:date></item></rdf:RDF>"""
BOMB = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">
  <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><urlset><url><loc>https://an-phu.example/&c;</loc></url></urlset>"""
FILE = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>
  <urlset><url><loc>https://an-phu.example/&a;</loc></url></urlset>"""


def test_a_sitemap_gives_each_url_once_with_its_day_and_title() -> None:
    found = read_site_list(SITEMAP.encode(), HOME + "sitemap.xml")
    assert found.kind == "sitemap"
    assert found.entries == [
        Entry("https://an-phu.example/tin/mot-100001.html", date(2025, 1, 5)),
        Entry("https://an-phu.example/tin/hai-100002.html"),
        Entry("https://an-phu.example/tin/ba-100003.html", date(2025, 1, 3), "Hội nghị & đại hội"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_it_may_be_packed_and_in_any_encoding(encoding: str) -> None:
    text = SITEMAP if encoding != "utf-16" else SITEMAP.replace("UTF-8", "UTF-16")
    expected = read_site_list(SITEMAP.encode(), HOME)
    assert read_site_list(text.encode(encoding), HOME) == expected
    assert read_site_list(gzip.compress(text.encode(encoding)), HOME) == expected


def test_an_index_lists_sitemaps() -> None:
    found = read_site_list(INDEX.encode(), HOME)
    assert found.kind == "index"
    assert found.entries == [Entry(HOME + "s-1.xml.gz", date(2025, 1, 5)), Entry(HOME + "s-2.xml")]


@pytest.mark.parametrize(("text", "number"), [(RSS, 2), (ATOM, 1), (RDF, 1)], ids=["rss", "atom", "rdf"])
def test_feeds_of_every_kind(text: str, number: int) -> None:
    found = read_site_list(text.encode(), HOME + "rss")
    assert found.kind == "feed"
    assert len(found.entries) == number
    first = found.entries[0]
    assert first.url == "https://an-phu.example/tin/mot-100001.html"
    assert first.day in {date(2025, 1, 5), date(2025, 1, 6)}
    assert first.title


@pytest.mark.parametrize("text", [BOMB, FILE], ids=["laughs", "file"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_with_entities_is_refused(text: str, encoding: str) -> None:
    with pytest.raises(SourceError, match="declares entities"):
        read_site_list(text.encode(encoding), HOME)


def test_a_packed_bomb_is_refused_before_it_is_unpacked() -> None:
    body = gzip.compress(b" " * 40_000_000)
    tracemalloc.start()
    with pytest.raises(SourceError, match="gzip bomb"):
        read_site_list(body, HOME)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


@pytest.mark.parametrize("body", [gzip.compress(SITEMAP.encode(), mtime=0)[:-20], b"\x1f\x8b\x08xxxxxxxxxxxx"])
def test_a_broken_gzip_file_is_refused(body: bytes) -> None:
    with pytest.raises(SourceError, match="no whole gzip file"):
        read_site_list(body, HOME)


def test_what_is_nested_too_deeply_is_refused() -> None:
    body = b"<urlset>" + b"<x>" * MAX_DEPTH
    with pytest.raises(SourceError, match="nested too deeply"):
        read_site_list(body, HOME)


@pytest.mark.parametrize("body", [b"hello", b"<html><body>x</body></html>", b"<x/>"])
def test_anything_else_lists_nothing(body: bytes) -> None:
    assert read_site_list(body, HOME).entries == []


def test_nothing_is_refused() -> None:
    with pytest.raises(SourceError, match="no element found"):
        read_site_list(b"", HOME)


def test_the_beginning_of_a_cut_sitemap_counts() -> None:
    body = SITEMAP.encode()
    assert len(read_site_list(body[: body.index(b"<news:news>")], HOME).entries) >= 2


def test_a_huge_sitemap_is_read_in_part_and_fast() -> None:
    rows = b"".join(b"<url><loc>https://an-phu.example/tin/x-%d.html</loc></url>" % i for i in range(120_000))
    start = time.perf_counter()
    found = read_site_list(b"<urlset>" + rows + b"</urlset>", HOME)
    assert len(found.entries) == MAX_ENTRIES
    assert time.perf_counter() - start < 15


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"<?xml version='1.0'?>\n<!-- x --><urlset xmlns='a'>", "urlset"),
        (b"\xef\xbb\xbf<rss>", "rss"),
        (b"<rdf:RDF>", "rdf"),
        (b"<!DOCTYPE html><html>", "html"),
        (b"plain", None),
        (b"", None),
    ],
)
def test_the_root_is_told_without_parsing(head: bytes, name: str | None) -> None:
    assert root_name(head) == name


def test_robots_txt_names_sitemaps_anywhere() -> None:
    text = (
        "User-agent: *\nDisallow: /x\nSitemap: https://an-phu.example/s.xml\n"
        "  SITEMAP :/t.xml # two\nsitemap:\nSitemap: javascript:x\nSitemap: /t.xml\n"
    )
    assert robots_sitemaps(text, HOME + "robots.txt") == [HOME + "s.xml", HOME + "t.xml"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-01-05", date(2025, 1, 5)),
        ("2025-01-05T18:00:00Z", date(2025, 1, 6)),
        ("Sun, 05 Jan 2025 08:00:00 +0700", date(2025, 1, 5)),
        ("05/01/2025", date(2025, 1, 5)),
        ("2025", None),
        ("hôm qua", None),
        ("", None),
        ("Sun, 99 Jan 2025 08:00:00 +0700", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert day_of(text) == day
