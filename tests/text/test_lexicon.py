"""Word lists are read once, when first needed; users add rows without touching the package."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from newsbot.text import lexicon

READ = "from newsbot import parse_attendees; print([p.text for a in parse_attendees({text!r}) for p in a.positions])"


def run(code: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    env = {"PYTHONIOENCODING": "utf-8"} | ({lexicon.USER_FOLDER: str(folder)} if folder else {})
    return subprocess.run(  # noqa: S603 (our own code)
        [sys.executable, "-X", "utf8", "-c", code],
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_nothing_is_read_before_it_is_needed_and_nothing_twice() -> None:
    code = (
        "import newsbot.text.attendees as a, newsbot.text.lexicon as lexicon\n"
        "before = lexicon.table.cache_info().misses\n"
        "a.read_attendance('Dự có ông Hà Văn Núi, Bí thư.')\n"
        "first = lexicon.table.cache_info().misses\n"
        "a.read_attendance('Dự có bà Lò Thị Sen, Chủ tịch.')\n"
        "print(before, first > 0, lexicon.table.cache_info().misses == first)"
    )
    assert run(code).stdout.split() == ["0", "True", "True"]


def test_a_title_of_ones_own_is_a_post(tmp_path: Path) -> None:
    code = READ.format(text="Dự lễ có Câu đương Đình làng Vừ A Páo; ông Hà Văn Núi, Bí thư.")
    assert run(code).stdout.strip() == "['Bí thư']"
    (tmp_path / "vocabulary.tsv").write_text("list\twords\nhead\tCâu đương\n", encoding="utf-8")
    assert run(code, tmp_path).stdout.strip() == "['Câu đương Đình làng', 'Bí thư']"


def test_a_body_of_ones_own_ends(tmp_path: Path) -> None:
    (tmp_path / "bodies.tsv").write_text("body\tlast_day\nBan Thủy lợi\t2025-03-31\n", encoding="utf-8")
    code = (
        "from datetime import date; from newsbot.text.bodies import ended_body\n"
        "print(ended_body('Trưởng Ban Thủy lợi', date(2025, 4, 1)).last_day)"
    )
    assert run(code, tmp_path).stdout.strip() == "2025-03-31"


def test_a_file_with_other_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bodies.tsv").write_text("tên\tngày\nBan Thủy lợi\t2025-03-31\n", encoding="utf-8")
    run_with_it = run("from newsbot.text import lexicon; lexicon.table('bodies')", tmp_path)
    assert "bodies.tsv: columns must be of body, variants, last_day, successor" in run_with_it.stderr


@pytest.mark.parametrize("name", ["bodies", "vocabulary", "cues", "places"])
def test_every_row_has_every_column(name: str) -> None:
    rows = lexicon.table(name)
    assert {tuple(row) for row in rows} == {tuple(rows[0])}
