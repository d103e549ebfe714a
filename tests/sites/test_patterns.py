"""Patterns guessed from the URLs of a site."""

from __future__ import annotations

import re

import pytest

from newsbot.sites.patterns import Guess, guess_articles, guess_listings


def urls(*paths: str) -> list[str]:
    return [f"https://an-phu.example{path}" for path in paths]


@pytest.mark.parametrize(
    ("paths", "pattern"),
    [
        (
            ["/tin-tuc/a-1491871594", "/tin-tuc/b-1491871595", "/tin-tuc/-c-1491871596"],
            r"^/tin-tuc/[^/]+-(?P<id>\d{10})$",
        ),
        (
            ["/vi/news/a/b-12.html", "/vi/news/c/d-1234.html", "/vi/news/c/e-7.html"],
            r"^/vi/news/[^/]+/[^/]+-(?P<id>\d+)\.html$",
        ),
        (["/a-b-post12.html", "/c-d-post123.html"], r"^/[^/]+-post(?P<id>\d+)\.html$"),
        (["/a-b-a12.html", "/c-d-a123.html"], r"^/[^/]+-a(?P<id>\d+)\.html$"),
        (["/1233-abc.html", "/1234-abc.html"], r"^/(?P<id>\d+)-[^/]+\.html$"),
        (["/muc/1233.htm", "/muc/4.htm", "/muc/51.htm"], r"^/muc/(?P<id>\d+)\.htm$"),
        (["/a/b-c.html", "/d/e.html"], r"^/[^/]+/[^/]+\.html$"),
        (["/a-b-c/1491871594/"], r"^/[^/]+/(?P<id>\d+)/$"),
        (["/a-b-c/", "/d-e-f-2024/"], None),
        (["/a-b-c", "/"], None),
        ([], None),
    ],
)
def test_the_pattern_of_articles(paths: list[str], pattern: str | None) -> None:
    guess = guess_articles(urls(*paths))
    assert (guess.pattern if guess else None) == pattern


def test_most_urls_decide_and_it_is_told_how_many() -> None:
    guess = guess_articles(urls("/tin/a-1001", "/tin/b-1002", "/tin/c-1003", "/gioi-thieu", "/tin/a-1001"))
    assert guess == Guess(r"^/tin/[^/]+-(?P<id>\d+)$", 3, 4)


@pytest.mark.parametrize(
    ("paths", "pattern", "query"),
    [
        (["/?p=51027", "/?p=51028"], "^/$", "p"),
        (["/Lists/A/DispForm.aspx?ID=1", "/Lists/B/DispForm.aspx?PageIndex=2&ID=3", "/Lists/B/DispForm.aspx?ID=4"],
         r"^/Lists/[^/]+/DispForm\.aspx$", "ID"),
        (["/tin?page=2", "/tin?page=3"], None, None),
    ],
)  # fmt: skip
def test_a_parameter_may_name_the_article(paths: list[str], pattern: str | None, query: str | None) -> None:
    guess = guess_articles(urls(*paths))
    assert (guess and guess.pattern, guess and guess.query) == (pattern, query)


@pytest.mark.parametrize(
    ("paths", "pattern"),
    [
        ([], "^/$"),
        (["/tin-tuc", "/van-ban/"], "^/(?:$|[^/.]+/?$)"),
        (["/nhom/a", "/nhom/b", "/nhom/c", "/x"], "^/(?:$|[^/.]+/?$|nhom/[^/.]+/?$)"),
        (["/a.html", "/b.html"], r"^/(?:$|[^/]+\.html/?$)"),
        (["/a/b/c/d/e/f"], "^/$"),
    ],
)
def test_the_pattern_of_listings(paths: list[str], pattern: str) -> None:
    assert guess_listings(urls(*paths)).pattern == pattern


@pytest.mark.parametrize("path", ["/a.b+c(d)/x-12.html", "/[a]/x-12.html", "/a|b/x-12.html", "/a\\d/x-12.html"])
def test_special_characters_mean_themselves(path: str) -> None:
    paths = [path.replace("x", letter) for letter in "xyz"]
    guess = guess_articles(urls(*paths))
    assert guess is not None
    assert all(re.search(guess.pattern, known) for known in paths)
    assert not re.search(guess.pattern, "/khac/x-12.html")
