"""``newsbot export``: the right files, one clear line for what is wrong, and the right exit codes."""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from newsbot.dataset.exports.formats import FORMATS
from newsbot.records import Article
from tests.commands.conftest import Newsbot, command
from tests.dataset.exports.records import article, dataset
from tests.disks import run_on_small_disk


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return dataset(tmp_path / "data" / "example", article(1), article(1, revision=2, title="Mới"), article(2))


@pytest.mark.parametrize(
    ("options", "files"),
    [
        (["--to", "jsonl"], ["articles.jsonl"]),
        (["--to", "sqlite"], ["newsbot.sqlite"]),
        (["--to", "parquet"], ["articles.parquet"]),
        (["--to", "parquet", "--flat"], ["articles.parquet", "people.parquet", "positions.parquet"]),
        (["--to", "parquet", "--partition"], ["articles/site=example/year=2025/part-0.parquet"]),
        (["--to", "csv"], ["articles.csv", "people.csv", "positions.csv"]),
        (["--to", "popolo"], ["popolo.json"]),
        (["--to", "ftm"], ["entities.ftm.json"]),
        (["--to", "graphml"], ["people.graphml"]),
    ],
)
def test_each_format(newsbot: Newsbot, data: Path, tmp_path: Path, options: list[str], files: list[str]) -> None:
    out = tmp_path / "out"
    ran = newsbot("export", data, *options, "-o", out)
    assert (ran.code, ran.out) == (0, "")
    first, second = ran.err.splitlines()
    assert first == "2 records (1 older revisions or repeated records left out)"
    assert second.startswith(f"wrote {out}: ")
    assert all((out / name).is_file() for name in (*files, "datapackage.json", "README.md", "SHA256SUMS"))
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_all_revisions(newsbot: Newsbot, data: Path, tmp_path: Path) -> None:
    assert newsbot("export", data.parent, "--to", "sqlite", "-o", tmp_path / "out", "--all-revisions").code == 0
    with closing(sqlite3.connect(tmp_path / "out" / "newsbot.sqlite")) as database:
        rows = database.execute("SELECT id, revision FROM articles ORDER BY article").fetchall()
    assert rows == [("example:1", 1), ("example:1", 2), ("example:2", 1)]


def test_an_export_can_be_exported(newsbot: Newsbot, data: Path, tmp_path: Path) -> None:
    steps = [("parquet", data), ("sqlite", tmp_path / "parquet"), ("jsonl", tmp_path / "sqlite")]
    for to, source in steps:
        assert newsbot("export", source, "--to", to, "-o", tmp_path / to).code == 0
    lines = (data / "articles.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    assert (tmp_path / "jsonl" / "articles.jsonl").read_text(encoding="utf-8") == "".join(lines[1:])


def test_without_o_it_goes_to_the_folder_export(
    newsbot: Newsbot, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert newsbot("export", "data", "--to", "jsonl").err.splitlines()[1].startswith("wrote export/jsonl: ")
    assert newsbot("export", "data", "--to", "jsonl").code == 0


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ([], "say what to export: a dataset folder, such as data/<site>"),
        (["data"], "say to what: --to jsonl|parquet|sqlite|csv|popolo|ftm|graphml"),
        (["data", "--to", "csv", "--flat"], "--flat and --partition go with --to parquet"),
        (
            ["data", "--to", "parquet", "--flat", "--partition"],
            "--flat and --partition exclude each other: partitions hold whole records",
        ),
        (["data", "--to", "csv", "--fast"], "unknown option: --fast"),
    ],
)
def test_wrong_options_are_one_line(newsbot: Newsbot, arguments: list[str], text: str) -> None:
    ran = newsbot("export", *arguments)
    assert ran.code == 2
    assert (ran.out + ran.err).splitlines() == [f"newsbot: {text}"]


def test_an_unknown_format_is_one_line(newsbot: Newsbot, data: Path) -> None:
    ran = newsbot("export", data, "--to", "excel")
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert "invalid choice: 'excel'" in ran.err


def test_wrong_input_is_one_line_and_writes_nothing(newsbot: Newsbot, data: Path, tmp_path: Path) -> None:
    path = data / "articles.jsonl"
    path.write_text(path.read_text(encoding="utf-8")[:-20], encoding="utf-8")
    ran = newsbot("export", data, "--to", "csv", "-o", tmp_path / "out")
    advice = "crawl once more, which mends it, or delete that line"
    assert ran == (1, "", f"newsbot: {path}, line 3 is torn, the file ends within it: {advice}\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data"]


def test_a_target_with_other_files_is_one_line(newsbot: Newsbot, data: Path) -> None:
    ran = newsbot("export", data, "--to", "csv", "-o", data)
    assert ran == (1, "", f"newsbot: cannot write {data}: it holds other files, name a new folder with -o\n")


def test_what_is_read_is_not_written_over(newsbot: Newsbot, data: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    assert newsbot("export", data, "--to", "sqlite", "-o", there, "--all-revisions").code == 0
    line = f"newsbot: cannot write {there}: it is what is read, name another folder with -o\n"
    for source in (there, there / "newsbot.sqlite", tmp_path / "data" / ".." / "there"):
        assert newsbot("export", source, "--to", "jsonl", "-o", there) == (1, "", line)
    assert (there / "newsbot.sqlite").is_file()


def test_a_record_of_nulls_goes_through_everything(newsbot: Newsbot, tmp_path: Path) -> None:
    bare = dataset(tmp_path / "data", Article(id="bare:1", url="", site=""))
    for to in FORMATS:
        assert newsbot("export", bare, "--to", to, "-o", tmp_path / to).code == 0
    assert newsbot("stats", bare).out.startswith("1 articles, 0 attendances\n")
    assert newsbot("report", bare, "-o", tmp_path / "report.html").code == 0


def test_a_hundred_sites(newsbot: Newsbot, tmp_path: Path) -> None:
    for number in range(100):
        one = article(1, id=f"site-{number}:1", site=f"site-{number}", published_date=f"{1990 + number % 35}-03-01")
        dataset(tmp_path / "data" / f"site-{number}", one)
    assert newsbot("export", tmp_path / "data", "--to", "parquet", "--partition", "-o", tmp_path / "parts").code == 0
    assert newsbot("export", tmp_path / "parts", "--to", "jsonl", "-o", tmp_path / "back").code == 0
    assert len((tmp_path / "back" / "articles.jsonl").read_bytes().splitlines()) == 100
    out = newsbot("stats", tmp_path / "data").out
    assert re.search(r"^ +site +earlier +2018 .*2024 +all$", out, re.MULTILINE)
    assert re.search(r"^ +site-0 +1 .* 1$", out, re.MULTILINE)
    assert re.search(r"^ +60 other sites +\d+ .* 60$", out, re.MULTILINE)
    assert newsbot("report", tmp_path / "data", "-o", tmp_path / "report.html").code == 0


def test_a_missing_extra_is_one_line(
    newsbot: Newsbot, data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    ran = newsbot("export", data, "--to", "parquet", "-o", tmp_path / "out")
    assert ran == (1, "", "newsbot: this needs pyarrow: pip install 'newsbot[parquet]'\n")
    assert newsbot("export", data, "--to", "csv", "-o", tmp_path / "out").code == 0


@pytest.mark.parametrize("to", ["jsonl", "sqlite", "parquet", "csv"])
def test_a_full_disk_is_one_line(tmp_path: Path, to: str) -> None:
    articles = (article(number, body=[f"{number} {'x' * 5000}{n}" for n in range(9)]) for number in range(60))
    data = dataset(tmp_path / "data", *articles)
    disk = tmp_path / "disk"
    disk.mkdir()
    done = run_on_small_disk(disk, "16k", *command("export", data, "--to", to, "-o", disk / "out"))
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("newsbot: cannot ")
    assert "full" in line or "No space left on device" in line


def test_hostile_text_stays_text(newsbot: Newsbot, tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://evil.example") <script>alert(1)</script> \u202e\'; DROP TABLE articles; --'
    data = dataset(tmp_path / "data", article(1, title=evil, site="../../x"))
    for to in ("csv", "sqlite", "parquet"):
        assert newsbot("export", data, "--to", to, "-o", tmp_path / to).code == 0
    assert newsbot("export", data, "--to", "parquet", "--partition", "-o", tmp_path / "parts").code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["csv", "data", "parquet", "parts", "sqlite"]
    package = json.loads((tmp_path / "parts" / "datapackage.json").read_text())
    assert ".." not in package["resources"][0]["path"].replace("..%2F", "")
