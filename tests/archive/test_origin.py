"""What a saved page says of its origin: the tool's word before the page's, and no root as an address."""

from __future__ import annotations

import time

import pytest

from newsbot.archive.origin import Origin, find_origin

HTTRACK = "<!-- Mirrored from {} by HTTrack Website Copier/3.x [XR&CO'2014], Sun, 05 Jan 2025 02:30:11 GMT -->"


def origin(head: str, body: str = "") -> Origin:
    return find_origin(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://news.example/tin/1">', "https://news.example/tin/1"),
        ("<LINK HREF='https://news.example/tin/1' REL=Canonical />", "https://news.example/tin/1"),
        ('<link rel="canonical" href="https://news.example/?a=1&amp;b=2">', "https://news.example/?a=1&b=2"),
        ('<meta property="og:url" content="https://news.example/tin/2"/>', "https://news.example/tin/2"),
        ('<meta content="https://news.example/tin/2" name="og:url">', "https://news.example/tin/2"),
        ('<base href="https://news.example/tin/3">', "https://news.example/tin/3"),
        ('<base href="https://news.example/"><link rel="canonical" href="/tin/4">', "https://news.example/tin/4"),
        (
            '<meta property="og:url" content="https://news.example/2"><link rel="canonical" href="https://news.example/1">',
            "https://news.example/1",
        ),
        (
            '<link rel="canonical" href="https://news.example/"><meta property="og:url" content="https://news.example/2">',
            "https://news.example/2",
        ),
        (
            '<link rel="canonical" href="https://news.example/1"><link rel="canonical" href="https://x.example/2">',
            "https://news.example/1",
        ),
    ],
)
def test_the_page_states_its_address(head: str, url: str) -> None:
    assert origin(head) == Origin(url)


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<link rel="canonical" href="https://news.example/">',
        '<link rel="canonical" href="https://news.example">',
        '<base href="https://news.example/">',
        '<link rel="canonical" href="/tin/1">',
        '<link rel="canonical" href="">',
        '<link rel="canonical" href="javascript:void(0)">',
        '<link rel="canonical" href="https://[broken/1">',
        '<link rel="alternate" href="https://news.example/amp/1">',
        '<meta property="og:title" content="https://news.example/1">',
        '<!-- <link rel="canonical" href="https://news.example/1"> -->',
        '<!-- <link rel="canonical" href="https://news.example/1">',
    ],
)
def test_no_address_is_made_of_less(head: str) -> None:
    assert origin(head) == Origin()


def test_an_address_within_the_text_is_not_the_pages() -> None:
    assert origin("", '<link rel="canonical" href="https://news.example/1">') == Origin()


def test_httrack_names_address_and_time() -> None:
    expected = Origin("https://news.example/tin/1.html", "2025-01-05T02:30:11+00:00")
    assert origin(HTTRACK.format("news.example/tin/1.html")) == expected
    assert origin("", HTTRACK.format("news.example/tin/1.html")) == expected
    assert origin(HTTRACK.format("http://news.example/tin/1.html")).url == "http://news.example/tin/1.html"


def test_the_tool_is_believed_before_the_page() -> None:
    head = '<link rel="canonical" href="https://news.example/other">' + HTTRACK.format("news.example/")
    assert origin(head).url == "https://news.example/"


def test_a_tool_without_usable_address_still_names_the_time() -> None:
    head = '<link rel="canonical" href="https://news.example/1">' + HTTRACK.format("ftp://news.example/1")
    assert origin(head) == Origin("https://news.example/1", "2025-01-05T02:30:11+00:00")


def test_a_broken_date_is_unknown() -> None:
    comment = HTTRACK.format("news.example/1").replace("05 Jan", "35 Foo")
    assert origin(comment) == Origin("https://news.example/1")


def test_a_browser_names_the_address() -> None:
    assert origin("<!-- saved from url=(0026)https://news.example/tin/1 -->") == Origin("https://news.example/tin/1")


def test_singlefile_names_address_and_time() -> None:
    comment = (
        "<!--\n Page saved with SingleFile \n url: https://news.example/tin/1 \n"
        " saved date: Sun Jan 05 2025 09:30:11 GMT+0700 (Indochina Time)\n-->"
    )
    assert origin(comment) == Origin("https://news.example/tin/1", "2025-01-05T09:30:11+07:00")
    assert origin("<!-- Page saved with SingleFile\n url: https://news.example/1 -->") == Origin(
        "https://news.example/1"
    )


@pytest.mark.parametrize(
    "piece",
    [
        "<!--",
        "<link ",
        "<link rel=",
        "<meta a='",
        "<!-- Mirrored from a by HTTrack ",
        "<!-- Page saved with SingleFile ",
        "a" * 50,
        "<base " + "a" * 1500,
        "\xff",
    ],
)
def test_hostile_heads_take_no_time(piece: str) -> None:
    body = ("<html>" + piece * (400_000 // len(piece))).encode("latin-1")
    start = time.perf_counter()
    assert find_origin(body) == Origin()
    assert time.perf_counter() - start < 1
