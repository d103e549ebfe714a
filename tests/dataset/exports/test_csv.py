"""CSV that a spreadsheet opens as it is, and runs nothing of."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.dataset.exports.csvfiles import harmless, original
from newsbot.dataset.exports.formats import FORMATS, Layout
from newsbot.dataset.exports.tables import TABLES
from tests.dataset.exports.records import article, plain

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
