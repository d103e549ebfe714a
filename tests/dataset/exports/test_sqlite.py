"""The SQLite export: sound keys, search with and without marks, the history of bodies."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from newsbot.dataset.exports.schema_sql import SEARCH
from newsbot.dataset.exports.sqlite import write_sqlite
from newsbot.dataset.exports.sqlite_reading import connect
from newsbot.dataset.exports.tables import TABLES
from newsbot.errors import StoreError
from newsbot.records import Article
from tests.dataset.exports.records import article, chair, plain


def made(folder: Path, *articles: Article) -> sqlite3.Connection:
    path = folder / "newsbot.sqlite"
    write_sqlite(path, plain(articles))
    return connect(path)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    articles = [
        article(1, title="Quận ủy Tân Lập họp", lead="Đảng bộ quận", body=["Bàn về dân vận"]),
        article(2, title="Quan uy", lead=None, body=["ban"], attendees=[], published_date=None, event=None),
        article(3, title="Uỷ ban", lead="<script>alert(1)</script>", body=[], attendees=[chair("Vũ Đức Đại")]),
    ]
    with closing(made(tmp_path, *articles)) as connection:
        yield connection


def found(database: sqlite3.Connection, query: str) -> list[int]:
    rows = database.execute("SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? ORDER BY rowid", (query,))
    return [row[0] for row in rows]


@pytest.mark.parametrize(
    ("query", "articles"),
    [
        ("uy", [1, 2, 3]),
        ("ủy", [1]),
        ("Uỷ", [3]),
        ("dang", [1]),
        ("đảng", [1]),
        ("ĐẢNG", [1]),
        ("ban", [1, 2, 3]),
        ("bàn", [1]),
        ('"quan uy"', [1, 2]),
        ('"quận ủy"', [1]),
        ("names_plain: duc", [3]),
        ("quan NOT lap", [2]),
    ],
)
def test_search_without_marks_finds_all_and_with_marks_what_is_printed(
    database: sqlite3.Connection, query: str, articles: list[int]
) -> None:
    assert found(database, query) == articles


def test_every_key_points_somewhere_and_the_file_is_sound(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert [tuple(row) for row in database.execute("PRAGMA integrity_check")] == [("ok",)]


def test_the_tables_are_those_that_are_described(database: sqlite3.Connection) -> None:
    for table in TABLES:
        columns = [row["name"] for row in database.execute(f"PRAGMA table_info({table.name})")]
        assert tuple(columns) == table.names
    assert "unicode61" in SEARCH


def test_what_a_column_cannot_hold_is_refused_by_the_file_itself(tmp_path: Path) -> None:
    made(tmp_path, article()).close()
    with closing(sqlite3.connect(tmp_path / "newsbot.sqlite")) as database:
        database.execute("PRAGMA foreign_keys = ON")
        for statement in (
            "INSERT INTO roles VALUES (1, 9, 'sleep')",
            "INSERT INTO tags VALUES (99, 1, 'x')",
            "UPDATE positions SET former = 2",
            "UPDATE articles SET url = NULL",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                database.execute(statement)


def bodies(database: sqlite3.Connection) -> list[tuple[Any, ...]]:
    query = (
        "SELECT b.name, p.name, b.valid_to, b.successor, b.successor_place, b.positions"
        " FROM bodies b LEFT JOIN places p USING (place) ORDER BY body"
    )
    return [tuple(row) for row in database.execute(query)]


def test_bodies_know_their_end_and_what_followed(tmp_path: Path) -> None:
    attendees = [
        chair("A", "Quận ủy", "Tân Lập"),
        chair("B", "Quận uỷ", "Tân Lập"),
        chair("C", "Tỉnh ủy", "Bình Dương"),
        chair("D", "Tỉnh ủy", "Nghệ An"),
        chair("E", "Bộ Chính trị", None),
        chair("F", None, None),
    ]
    with closing(made(tmp_path, article(1, attendees=attendees))) as database:
        assert bodies(database) == [
            ("Quận ủy", "Tân Lập", "2025-06-30", "Đảng ủy phường", None, 2),
            ("Tỉnh ủy", "Bình Dương", "2025-06-30", "Thành ủy", "TP Hồ Chí Minh", 1),
            ("Tỉnh ủy", "Nghệ An", None, None, None, 1),
            ("Bộ Chính trị", None, None, None, None, 1),
        ]


@pytest.mark.parametrize("place", ["TPHCM", "TP Hồ Chí Minh", "Thành phố Hồ Chí Minh"])
def test_the_body_that_followed_is_found_where_it_is_named(tmp_path: Path, place: str) -> None:
    attendees = [
        chair("A", "Tỉnh ủy", "Bình Dương"),
        chair("B", "Thành ủy", place),
        chair("C", "Ban Tuyên giáo Tỉnh ủy", "Nghệ An"),
        chair("D", "Ban Tuyên giáo và Dân vận Tỉnh uỷ", "Nghệ An"),
        chair("E", "Ban Tuyên giáo Tỉnh ủy", "Bến Lạc"),
        chair("F", "Quận ủy", "Tân Lập"),
        chair("G", "Đảng ủy phường", "Tân Lập"),  # one of many wards that followed, or of before
    ]
    with closing(made(tmp_path, article(1, attendees=attendees))) as database:
        found = database.execute("SELECT body, successor_body FROM bodies ORDER BY body").fetchall()
        assert [tuple(row) for row in found] == [(1, 2), (2, None), (3, 4), *((n, None) for n in (4, 5, 6, 7))]


def test_a_ward_of_after_the_reform_is_another_body(tmp_path: Path) -> None:
    ward = chair("A", "Đảng ủy phường", "Tân Lập")
    articles = [
        article(1, attendees=[ward]),
        article(2, attendees=[ward], event=None, published_date="2025-07-18"),
        article(3, attendees=[ward], event=None, published_date="2025-08-18"),
    ]
    with closing(made(tmp_path, *articles)) as database:
        found = database.execute("SELECT name, valid_from, valid_to, positions FROM bodies ORDER BY body").fetchall()
        assert [tuple(row) for row in found] == [
            ("Đảng ủy phường", None, None, 1),
            ("Đảng ủy phường", "2025-07-01", None, 2),
        ]
        assert [row[0] for row in database.execute("SELECT person FROM attendances ORDER BY attendance")] == [1, 2, 2]


def test_a_person_seen_twice_in_a_body_is_one_and_the_evidence_is_kept(tmp_path: Path) -> None:
    articles = [
        article(1, attendees=[chair("Lê Văn An"), chair("Lê Văn Ân")]),
        article(2, attendees=[chair("Lê văn An")], event=None, published_date="2025-03-01"),
        article(3, attendees=[chair("Lê Văn An", "Huyện ủy", "Rạch Bần")]),
    ]
    with closing(made(tmp_path, *articles)) as database:
        people = database.execute("SELECT person, name, first_day, last_day, attendances FROM people ORDER BY person")
        assert [tuple(row) for row in people] == [
            (1, "Lê Văn An", "2025-01-03", "2025-03-01", 2),
            (2, "Lê Văn Ân", "2025-01-03", "2025-01-03", 1),
            (4, "Lê Văn An", "2025-01-03", "2025-01-03", 1),
        ]
        links = database.execute("SELECT attendance, earlier, reason, body, days FROM person_links")
        assert [tuple(row) for row in links] == [(3, 1, "same-body", 1, 57)]
        assert [row[0] for row in database.execute("SELECT person FROM attendances ORDER BY 1")] == [1, 1, 2, 4]


def test_the_key_of_a_person_is_the_same_in_every_export(tmp_path: Path) -> None:
    keys = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        with closing(made(tmp_path / name, article(1))) as database:
            keys.append([row[0] for row in database.execute("SELECT key FROM people")])
    assert keys[0] == keys[1]
    assert keys[0][0].startswith("luc-thi-mai-thao-")


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"cannot write .*unable to open database file"):
        write_sqlite(tmp_path / "no" / "newsbot.sqlite", [])
