"""``newsbot report``: a page about a dataset."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Newsbot
from tests.dataset.exports.records import article, dataset


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return dataset(tmp_path / "data", article(1), article(2))


def test_a_page_is_written(newsbot: Newsbot, data: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    assert newsbot("report", data, "-o", out) == (0, "", f"2 articles\nwrote {out}\n")
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_dataset_that_is_none_leaves_the_old_page(newsbot: Newsbot, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    out.write_text("old")
    (tmp_path / "articles.jsonl").write_text("no\n")
    ran = newsbot("report", tmp_path, "-o", out)
    assert ran.code == 1
    assert ran.err.startswith(f"newsbot: {tmp_path}/articles.jsonl, line 1 is no JSON")
    assert out.read_text() == "old"


def test_a_page_that_cannot_be_written_is_one_line(newsbot: Newsbot, data: Path, tmp_path: Path) -> None:
    ran = newsbot("report", data, "-o", tmp_path / "no" / "report.html")
    advice = f"there is no folder {tmp_path}/no; make it first, or name a file elsewhere"
    assert ran == (1, "", f"newsbot: cannot write {tmp_path}/no/report.html: {advice}\n")
    assert newsbot("report") == (2, "", "newsbot: say on what: a dataset folder, such as data/<site>\n")


def test_pages_and_exports_lie_on_this_machine(newsbot: Newsbot, data: Path) -> None:
    for command in (("report", data, "-o", "s3://b/r.html"), ("export", data, "--to", "csv", "-o", "s3://b/x")):
        ran = newsbot(*command)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert "is no folder or file of this machine" in ran.err
