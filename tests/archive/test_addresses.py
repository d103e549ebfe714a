"""Addresses: only those of the web get in, and a file without one has the same name everywhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.archive.addresses import file_address, local_site, printed, web_address


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://news.example/tin/1", "https://news.example/tin/1"),
        ("  HTTP://News.Example:8080/a?b=c#d ", "HTTP://News.Example:8080/a?b=c#d"),
        ("https://news.example", "https://news.example"),
        (
            "https://news.example/đại-hội?trang=đầu",
            "https://news.example/%C4%91%E1%BA%A1i-h%E1%BB%99i?trang=%C4%91%E1%BA%A7u",
        ),
        ("https://news.example/%C4%91?a=b%20c", "https://news.example/%C4%91?a=b%20c"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/"),
        ("https://[::1]/", "https://[::1]/"),
    ],
)
def test_an_address_of_the_web_is_spelled_as_a_request_would(url: str, address: str) -> None:
    assert web_address(url) == address


@pytest.mark.parametrize(
    "url",
    [
        "",
        "news.example/tin/1",
        "//news.example/tin/1",
        "ftp://news.example/1",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "https:///tin/1",
        "https://news.example:x/",
        "https://news.example:99999/",
        "https://[::1/",
        "https://user:password@news.example/",
        "https://news.example/a b",
        "https://news.example/\x1b[31m",
        "https://news.example/\x00",
        "https://news.example/<a>",
        "https://news.example/" + "a" * 5000,
    ],
)
def test_anything_else_is_none(url: str) -> None:
    assert web_address(url) is None


@given(st.text())
def test_no_text_breaks_the_check(text: str) -> None:
    for url in (text, f"https://{text}", f"https://news.example/{text}"):
        address = web_address(url)
        assert address is None or web_address(address) == address


def test_a_file_is_named_within_its_source() -> None:
    assert file_address(Path("tin tức/a#1.html")) == "file:///tin%20t%E1%BB%A9c/a%231.html"
    assert file_address(Path(os.fsdecode(b"\xff.html"))) == "file:///%FF.html"


def test_files_of_the_same_number_have_different_ids() -> None:
    ids = set()
    for folder in "ab":
        url = file_address(Path(folder, "tin-1491932517.html"))
        site = local_site(url)
        assert site is not None
        assert site.canonical_url(url) == url
        ids.add(site.article_id(url))
    assert len(ids) == 2
    assert all(id_.startswith("local:") for id_ in ids)


def test_a_page_of_the_web_is_of_no_local_site() -> None:
    assert local_site("https://news.example/1") is None


def test_a_name_that_is_no_text_can_be_printed() -> None:
    assert printed(Path(os.fsdecode(b"a\xff.html"))) == "a\ufffd.html"
