"""Search as a user types it."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.dataset.exports import facets
from newsbot.dataset.exports import search as module
from newsbot.dataset.exports.search import Query, expression, highlighted, search
from newsbot.dataset.exports.sqlite import write_sqlite
from newsbot.dataset.exports.sqlite_reading import connect
from tests.dataset.exports.records import article, chair, plain


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    articles = [
        article(1, title="Quận ủy họp", lead="hoà bình", published_date="2024-05-01", attendees=[]),
        article(2, title="Quận uỷ họp", lead="hòa bình", published_date="2025-02-01", site="other-site"),
        article(3, title="Quan uy", lead=None, published_date=None, attendees=[chair("Vũ Đức Đại", "Huyện ủy")]),
        article(4, title="Ủy ban", lead=None, published_date="2025-02-03", body=["ủy quyền cho quận"], attendees=[]),
    ]
    path = tmp_path_factory.mktemp("search") / "newsbot.sqlite"
    write_sqlite(path, plain(articles))
    with closing(connect(path)) as connection:
        yield connection


@pytest.mark.parametrize(
    ("words", "articles"),
    [
        ("uy", [4, 2, 1, 3]),
        ("ủy", [4, 2, 1]),
        ("uỷ", [4, 2, 1]),
        ("ỦY", [4, 2, 1]),
        ("u\u0309y", [4, 2, 1]),
        ("quận ủy", [4, 2, 1]),
        ('"quận ủy"', [2, 1]),
        ("“quan uy”", [2, 1, 3]),
        ("hòa", [2, 1]),
        ("hoà", [2, 1]),
        ("duc", [3]),
        ("đức", [3]),
        ("Vũ đuc", []),
        ("xyzzy", []),
        ('title:uy OR " NEAR(', []),
        ("", [4, 2, 1, 3]),
        ("* - ( )", [4, 2, 1, 3]),
    ],
)
def test_words(database: sqlite3.Connection, words: str, articles: list[int]) -> None:
    hits = search(database, Query(words))
    assert (hits.articles, hits.more) == (articles, False)


@pytest.mark.parametrize(
    ("query", "articles"),
    [
        (Query("uy", {facets.SITE: "other-site"}), [2]),
        (Query("", {facets.SITE: "other"}), []),
        (Query("uy", {facets.YEAR: "2025"}), [4, 2]),
        (Query("", {facets.YEAR: "2025", facets.ROLE: "chair"}), [2]),
        (Query("", {facets.ROLE: "chair"}), [2, 3]),
        (Query("", {facets.BODY: 2}), [3]),
        (Query("uy", person=1), [2]),
        (Query("", person=2), [3]),
        (Query("họp", person=2), []),
    ],
)
def test_narrowing(database: sqlite3.Connection, query: Query, articles: list[int]) -> None:
    assert search(database, query).articles == articles


@pytest.mark.parametrize("words", ["uy", ""])
def test_of_too_many_the_newest_are_shown(
    database: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    hits = search(database, Query(words))
    assert (hits.articles, hits.more) == ([4, 2], True)


def test_of_too_many_in_a_year_the_newest_are_shown(
    database: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST", 1)
    hits = search(database, Query("uy", {facets.YEAR: "2025"}))
    assert (hits.articles, hits.more) == ([4], True)
    hits = search(database, Query("uy", {facets.YEAR: "2024"}))
    assert (hits.articles, hits.more) == ([1], False)


@pytest.mark.parametrize(("most", "crowd"), [(1, 25), (4, 25), (9, 30), (30, 31), (100, 500)])
def test_the_newest_are_shown_however_they_are_spread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, crowd: int
) -> None:
    monkeypatch.setattr(module, "MOST", most)
    monkeypatch.setattr(module, "_CROWD", crowd)
    chance = random.Random(most)  # noqa: S311
    days = [date(2020, 1, 1) + timedelta(chance.choice((0, 3, 40, 300, 700)) + number) for number in range(60)]
    path = tmp_path / "many.sqlite"
    articles = [article(number, published_date=day.isoformat()) for number, day in enumerate(days, start=1)]
    write_sqlite(path, plain([*articles, article(99, published_date=None)]))
    with closing(connect(path)) as database:
        hits = search(database, Query("tan lap"))
    newest = sorted(range(1, 61), key=lambda number: (days[number - 1], number), reverse=True)
    assert hits.articles == [*newest, 61][:most]
    assert hits.more == (most < 61)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_sound_expression(words: str) -> None:
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute("CREATE VIRTUAL TABLE f USING fts5 (title, text, names, title_plain, text_plain, names_plain)")
        match = expression(words)
        if match:
            memory.execute("SELECT * FROM f WHERE f MATCH ?", (match,)).fetchall()


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("uy", ["Ủy", "uỷ", "uy"]),
        ("ủy", ["Ủy", "uỷ"]),
        ("dang", ["Đảng"]),
        ("xyzzy", []),
        ("", []),
    ],
)
def test_hits_are_marked(words: str, marked: list[str]) -> None:
    text = "Ủy viên Đảng uỷ <b>uy</b>"
    pieces = highlighted(text, words)
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, is_hit in pieces if is_hit] == marked


def test_facet_words_are_one_word_each() -> None:
    assert facets.word("site", "a-b.c").isalnum()
    assert facets.word("site", "ủy").isalnum()
    assert Path(facets.word("site", "../x")).name == facets.word("site", "../x")
