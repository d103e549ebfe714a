"""The documentation does what it says: every command and every recipe is run."""

from __future__ import annotations

import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from newsbot import commands
from newsbot.cli import HELP, main
from newsbot.dataset.exports.csvfiles import GUARD
from newsbot.dataset.exports.dictionary import dictionary
from newsbot.dataset.exports.sqlite import write_sqlite
from tests.conftest import ROOT
from tests.dataset.exports.records import article, chair, dataset, plain

DOCS = ROOT / "docs"
PAGES = ["exports.md", "recipes.md", "start-operators.md", "start-analysts.md", "start-researchers.md"]
RECIPES = (DOCS / "recipes.md").read_text(encoding="utf-8")


def test_the_data_dictionary_is_the_generated_one() -> None:
    assert (DOCS / "data-dictionary.md").read_text(encoding="utf-8") == dictionary()


def blocks(language: str, page: str = RECIPES) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def made(page: str) -> list[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.findall(r"^ {4}((?:newsbot (?:export|stats|report)|cd) .*)$", text, re.MULTILINE)


def newsbot(line: str) -> None:
    program, *arguments = shlex.split(line, comments=True)
    if program != "newsbot":
        subprocess.run(["/bin/sh", "-c", line], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        return
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 0, line


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with data and the exports that the recipes are made for."""
    pytest.importorskip("pyarrow")
    place = tmp_path_factory.mktemp("docs")
    articles = [
        article(1, title="Công tác dân vận"),
        article(2, published_date="2025-07-20", event=None),
        article(3, attendees=[chair("Mạc An", "Huyện ủy", "Rạch Bần")], event=None, published_date=None),
    ]
    dataset(place / "data" / "demo", *articles)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        for line in made("recipes.md"):
            newsbot(line)
    return place


@pytest.mark.parametrize("page", [*PAGES, "../README.vi.md"])
def test_the_commands_of_a_page_work(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyarrow")
    dataset(tmp_path / "data" / "demo", article(1), article(2))
    monkeypatch.chdir(tmp_path)
    lines = [line for line in made(page) if "DATA" not in line]
    assert lines
    for line in lines:
        newsbot(line)


@pytest.mark.parametrize("page", [*PAGES, "../README.vi.md"])
def test_what_a_page_names_is_there(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    own = {path.stem for path in Path(commands.__file__).parent.glob("*.py")}
    named = set(re.findall(r"\bnewsbot ([a-z]+)\b", text)) & {"export", "browse", "stats", "report", "crawl", "extract"}
    assert named <= own
    for link in re.findall(r"\]\(([\w./-]+)\)", text):  # pictures too
        assert (DOCS / page).parent.joinpath(link).exists(), link


@pytest.mark.parametrize("number", range(len(blocks("python"))))
def test_recipes_for_pandas(folder: Path, number: int) -> None:
    pytest.importorskip("pandas")
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", blocks("python")[number]], cwd=folder, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    assert "Empty" not in done.stdout


def test_both_readmes_name_the_same_commands_and_settings() -> None:
    def named(path: Path) -> set[str]:
        text = path.read_text(encoding="utf-8")
        known = re.findall(r"^  (newsbot [a-z-]+)", HELP, re.MULTILINE)
        return {one for one in known if one in text} | set(re.findall(r"\bNEWSBOT_[A-Z]+\b", text))

    assert named(ROOT / "README.vi.md") == named(ROOT / "README.md")
    assert len(named(ROOT / "README.md")) > 15


def test_what_the_readme_says_of_loading(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Load the data")[2]
    (pandas,), (query,) = blocks("python", readme), blocks("sql", readme)
    pytest.importorskip("pandas")
    run = [sys.executable, "-c", f"{pandas}\nprint(people['name'].to_list())"]
    done = subprocess.run(run, cwd=folder, check=True, capture_output=True, text=True, encoding="utf-8")  # noqa: S603
    assert "Mạc An" in done.stdout
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.chdir(folder)
    with duckdb.connect() as connection:
        assert connection.execute(query).fetchall() == [("Lục Thị Mai Thảo", 2), ("Mạc An", 1)]


@pytest.mark.parametrize("number", range(len(blocks("sql duckdb"))))
def test_recipes_for_duckdb(folder: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.chdir(folder)
    with duckdb.connect() as connection:
        assert connection.execute(blocks("sql duckdb")[number]).fetchall()


@pytest.mark.parametrize("number", range(len(blocks("sql sqlite"))))
def test_recipes_for_sqlite(folder: Path, number: int) -> None:
    with closing(sqlite3.connect(folder / "export" / "sqlite" / "newsbot.sqlite")) as database:
        assert database.execute(blocks("sql sqlite")[number]).fetchall()


def test_links_can_be_undone(tmp_path: Path) -> None:
    days = ["2019-03-01", "2019-04-01", "2023-04-01", "2023-05-01"]
    articles = [article(number, event=None, published_date=day) for number, day in enumerate(days, start=1)]
    others = [article(9, attendees=[chair("Mạc An")])]
    write_sqlite(tmp_path / "copy.sqlite", plain([*articles, *others]))
    with closing(sqlite3.connect(tmp_path / "copy.sqlite")) as database:
        people = "SELECT person, name, first_day, last_day, attendances FROM people ORDER BY person"
        (thao, an) = database.execute(people).fetchall()
        assert thao == (1, "Lục Thị Mai Thảo", days[0], days[3], 4)
        (undo,) = blocks("sql undo")
        database.executescript(undo)
        assert database.execute(people).fetchall() == [
            (1, "Lục Thị Mai Thảo", days[0], days[1], 2),
            (3, "Lục Thị Mai Thảo", days[2], days[3], 2),
            an,
        ]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("number", range(len(blocks("r"))))
def test_recipes_for_r(folder: Path, number: int) -> None:
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("no R here")
    done = subprocess.run(  # noqa: S603
        [program, "--vanilla", "-e", blocks("r")[number]],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [
        word for word in (("2025-01", "2025-07", "Mạc An"), ("Bí thư Quận ủy",))[number] if word not in done.stdout
    ] == []


def test_the_recipes_take_the_apostrophe_of_csv_off() -> None:
    assert GUARD in RECIPES  # pandas
    assert GUARD.replace("\\", "\\\\") in RECIPES  # R


def test_there_are_recipes() -> None:
    assert [len(blocks(kind)) for kind in ("python", "sql duckdb", "sql sqlite", "r")] == [4, 3, 4, 2]
