"""CSV that a spreadsheet opens as it is, and runs nothing of."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsbot.dataset.exports.csvfiles import harmless, original
from newsbot.dataset.exports.formats import FORMATS, Layout
from newsbot.dataset.exports.sqlite import write_sqlite
from newsbot.dataset.exports.sqlite_reading import connect, rows
from newsbot.dataset.exports.tables import TABLES, Column
from newsbot.records import Article, to_json_line
from tests.dataset.exports.records import article, plain, some_articles

EVIL = '=HYPERLINK("http://evil.example","x")'


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Hội nghị", "Hội nghị"),
        (EVIL, "'" + EVIL),
        ("+84 28", "'+84 28"),
        ("- Đồng chí", "'- Đồng chí"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        ("\r\n=1", "'\r\n=1"),
        ("＝1", "'＝1"),
        ("|calc", "'|calc"),
        ("'=1", "''=1"),
        ("'quote'", "'quote'"),
        ("", ""),
    ],
)
def test_formulas_are_text(text: str, cell: str) -> None:
    assert harmless(text) == cell
    assert original(cell) == text


@given(st.text("='+-@ \t\nab|", max_size=6) | st.text(max_size=6))
def test_the_apostrophe_can_be_taken_off_again(text: str) -> None:
    assert original(harmless(text)) == text


def test_the_tables_are_read_back(tmp_path: Path) -> None:
    records = plain([article(1, title=EVIL, lead='Có "ngoặc", phẩy;\nxuống dòng'), article(2, event=None)])
    files = FORMATS["csv"](records, tmp_path, Layout())
    assert [file.path for file in files] == [f"{table.name}.csv" for table in TABLES]
    assert (tmp_path / "articles.csv").read_bytes().startswith(b"\xef\xbb\xbfarticle,")
    with (tmp_path / "articles.csv").open(encoding="utf-8-sig", newline="") as file:
        first, second = csv.DictReader(file)
    assert first["title"] == "'" + EVIL
    assert first["lead"] == 'Có "ngoặc", phẩy;\nxuống dòng'
    assert (first["has_event"], second["has_event"], second["event_date"]) == ("true", "false", "")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(file.path for file in files)


def test_null_and_empty_text_are_two_things(tmp_path: Path) -> None:
    FORMATS["csv"](plain([article(1, lead="", section=None)]), tmp_path, Layout())
    header, line = (tmp_path / "articles.csv").read_text(encoding="utf-8-sig").splitlines()
    cells = dict(zip(header.split(","), line.split(","), strict=False))
    assert (cells["section"], cells["title"]) == ("", "Quận Tân Lập: Đổi mới công tác dân vận")
    assert ',"",true,' in line  # lead, has_event


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some_articles)
def test_another_reader_gets_back_what_the_database_holds(given_articles: list[Article]) -> None:
    duckdb = pytest.importorskip("duckdb")
    records = [json.loads(to_json_line(one)) for one in given_articles]
    with tempfile.TemporaryDirectory() as name, duckdb.connect() as connection:
        folder = Path(name)
        FORMATS["csv"](records, folder, Layout())
        write_sqlite(folder / "same.sqlite", records, search=False)
        with closing(connect(folder / "same.sqlite")) as database:
            for table in TABLES:
                query = (
                    f"SELECT * FROM read_csv('{folder}/{table.name}.csv', all_varchar = true, header = true,"  # noqa: S608
                    " delim = ',', quote = '\"', escape = '\"', allow_quoted_nulls = false, auto_detect = false,"
                    f" columns = {dict.fromkeys(table.names, 'VARCHAR')}, max_line_size = 9000000)"
                )
                read = connection.execute(query).fetchall()
                assert [tuple(map(_back, row, table.columns)) for row in read] == [*map(tuple, rows(database, table))]


def _back(cell: str | None, column: Column) -> object:
    if cell is None:
        return None
    kinds: dict[str, Callable[[str], object]] = {"integer": int, "boolean": ["false", "true"].index}
    return kinds.get(column.type, original)(cell)
