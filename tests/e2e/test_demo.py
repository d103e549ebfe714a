"""The demo shows what it finds, finds nothing new the second time, and fails clearly."""

import json
import re
import shlex
import subprocess
import unicodedata
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from rich.cells import cell_len

from newsbot import commands
from newsbot.commands.demo import SITE, replica_site, served
from newsbot.errors import SourceError
from newsbot.sites import all_sites
from tests.commands.conftest import browsing
from tests.conftest import ROOT
from tests.e2e.web import run

TRUTH = json.loads(
    (Path(__file__).resolve().parents[2] / "fixtures" / "replica" / "truth.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[subprocess.CompletedProcess[str]]]:
    folder = tmp_path_factory.mktemp("demo")
    return folder, [run("demo", cwd=folder, env={"COLUMNS": columns}) for columns in ("120", "80")]


def test_it_ends_well_and_says_nothing_on_the_error_stream(
    demo: tuple[Path, list[subprocess.CompletedProcess[str]]],
) -> None:
    assert [(done.returncode, done.stderr) for done in demo[1]] == [(0, ""), (0, "")]


def test_it_shows_the_articles_one_record_and_the_figures(
    demo: tuple[Path, list[subprocess.CompletedProcess[str]]],
) -> None:
    folder, (first, _) = demo
    path = folder / "data" / "demo" / "articles.jsonl"
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert {record["id"] for record in records} == {row["id"] for row in TRUTH["articles"]}
    words = " ".join(first.stdout.split())
    for record in records:
        assert record["title"].split(":")[0][:20] in words
    assert all(f"│ {key} " in first.stdout for key in records[0])
    assert re.search(r"pages fetched +\d\d\b", first.stdout)
    assert re.search(r"articles, new +16\b", first.stdout)
    assert "16 records written in " in first.stdout
    assert "data/demo/articles.jsonl holds 16." in words


def test_the_record_in_the_readme_is_one_of_them(
    demo: tuple[Path, list[subprocess.CompletedProcess[str]]],
) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = json.loads(text.partition("```json\n")[2].partition("```")[0])
    lines = (demo[0] / "data" / "demo" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    (record,) = (found for found in map(json.loads, lines) if found["id"] == shown["id"])
    assert is_part(shown, record)
    assert shown["warnings"] == record["warnings"]
    assert shown.keys() <= record.keys()


def is_part(shown: Any, whole: Any) -> bool:
    """Whether ``shown`` is ``whole`` with parts left out: keys, entries of lists, and letters where "…" stands."""
    if isinstance(shown, dict):
        return all(is_part(value, whole[key]) for key, value in shown.items())
    if isinstance(shown, list):
        return all(entry == "…" or any(is_part(entry, other) for other in whole) for entry in shown)
    if isinstance(shown, str) and isinstance(whole, str):
        return re.fullmatch(".*".join(map(re.escape, shown.split("…"))), whole) is not None
    return bool(shown == whole)


def test_the_second_time_nothing_is_new(demo: tuple[Path, list[subprocess.CompletedProcess[str]]]) -> None:
    folder, (_, second) = demo
    path = folder / "data" / "demo" / "articles.jsonl"
    assert len(path.read_text(encoding="utf-8").splitlines()) == 16
    assert "Nothing new: all 16 articles are known, and nothing was written" in " ".join(second.stdout.split())
    assert re.search(r"articles, known and not fetched again +16\b", second.stdout)
    assert re.search(r"articles, new +0\b", second.stdout)


@pytest.mark.parametrize(("number", "width"), [(0, 120), (1, 80)])
def test_it_fits_the_terminal_and_is_plain_elsewhere(
    demo: tuple[Path, list[subprocess.CompletedProcess[str]]], number: int, width: int
) -> None:
    out = demo[1][number].stdout
    shown, _, commands_ = out.partition("next ─")
    assert max(map(cell_len, shown.splitlines())) == width
    assert "\x1b" not in out
    assert "\ufffd" not in out
    assert unicodedata.is_normalized("NFC", out)
    assert commands_


def test_the_commands_it_names_exist(demo: tuple[Path, list[subprocess.CompletedProcess[str]]]) -> None:
    named = re.findall(r"newsbot ([a-z]+)(?: |$)", demo[1][0].stdout.partition("next ─")[2], re.MULTILINE)
    own = {path.stem for path in Path(commands.__file__).parent.glob("*.py")}
    assert named
    assert {"stats", "report", "export", "browse", "probe", "extract"} <= set(named)
    assert set(named) - {"list"} <= own


@pytest.mark.parametrize("name", ["probe", "extract", "stats", "report", "export", "list"])
def test_the_commands_it_names_work_on_what_it_made(
    demo: tuple[Path, list[subprocess.CompletedProcess[str]]], name: str
) -> None:
    folder, (done, _) = demo
    (line,) = re.findall(rf"^\S+newsbot {name}(?: .*)?$", done.stdout.partition("next ─")[2], re.MULTILINE)
    _, *arguments = shlex.split(line)
    ran = run(*arguments, cwd=folder)
    assert (ran.returncode, "newsbot: " in ran.stderr) == (0, False)
    made = {"report": "report.html", "export": "export/sqlite/newsbot.sqlite", "extract": "pages.jsonl"}
    assert (folder / made[name]).stat().st_size > 10_000 if name in made else ran.stdout


def test_what_it_made_can_be_browsed_as_it_says(
    demo: tuple[Path, list[subprocess.CompletedProcess[str]]], tmp_path: Path
) -> None:
    pytest.importorskip("datasette")
    folder, (done, _) = demo
    (data,) = re.findall(r"^\S+newsbot browse (.*)$", done.stdout.partition("next ─")[2], re.MULTILINE)
    with browsing(folder / data, tmp=tmp_path) as (address, _), urlopen(f"{address}/search?q=dan+van") as page:  # noqa: S310
        assert "<mark>dân</mark> <mark>vận</mark>" in page.read().decode()


def test_the_dataset_lies_where_it_is_wanted(tmp_path: Path) -> None:
    done = run("demo", "-s", "NEWSBOT_DATA=kho", cwd=tmp_path)
    assert done.returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["kho"]


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    done = run("demo", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("newsbot: cannot create data/demo: ")


def test_an_argument_is_told(tmp_path: Path) -> None:
    done = run("demo", "extra", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "newsbot: the demo takes no argument: extra\n")


def test_the_site_of_the_demo_is_read_like_the_real_one() -> None:
    site, real = replica_site("http://127.0.0.1:8000"), all_sites()[SITE]
    assert (site.article, site.listing, site.page) == (real.article, real.listing, real.page)
    assert site.canonical_url("http://127.0.0.1:8000/x?fbclid=1") == "http://127.0.0.1:8000/x"
    assert site.start == ("http://127.0.0.1:8000/",)


def test_without_the_repository_there_is_no_demo(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="the demo needs newsbot's repository: there is no "), served(tmp_path):
        pass


def test_a_replica_that_does_not_serve_is_told(tmp_path: Path) -> None:
    (tmp_path / "serve.py").write_text("print('no')")
    with pytest.raises(SourceError, match="does not serve the replica site"), served(tmp_path):
        pass
