"""The programs that people have open what is exported. None of them is ours; one that is not installed is skipped."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from newsbot.dataset.exports.formats import Layout
from newsbot.dataset.exports.run import Order, export
from newsbot.records import Article, Attendee, Position, Role
from tests.dataset.exports.records import article, chair, dataset, lines, silent

pytest.importorskip("pyarrow")
EVIL = '=HYPERLINK("http://evil.example") <script>&\u202e\n'
BARE = Article(id="bare:1", url="https://bare.example/1", site="bare")
"""A record in which all is null or empty that can be."""


def given() -> list[Article]:
    post = Position(text=EVIL, title=EVIL, body=EVIL, place="X" * 5000)
    hostile = Attendee(name=f"K’Lý’ {EVIL}{'a' * 400}", roles=[Role.ATTEND], positions=[post])
    return [
        article(1, attendees=[chair(), chair("H’Duyn Êban")]),
        article(2, attendees=[chair(), hostile], title=EVIL, event=None),
        article(3, attendees=[chair(), chair("H’Duyn Êban")], published_date="2025-03-01"),
        BARE,
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one export per format."""
    place = tmp_path_factory.mktemp("readers")
    data = dataset(place / "data", *given())
    layouts = {"flat": Layout(flat=True), "parts": Layout(partition=True)}
    for name in ("jsonl", "parquet", "sqlite", "csv", "ftm", "graphml", *layouts):
        to = "parquet" if name in layouts else name
        export(Order(inputs=[data], to=to, target=place / name, layout=layouts.get(name, Layout())), silent)
    return place


def test_a_shard_whose_columns_are_all_null_has_the_types_of_the_others(folder: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    bare, full = (
        parquet.read_schema(next((folder / "parts" / "articles" / f"site={site}").rglob("*.parquet")))
        for site in ("bare", "example")
    )
    assert bare == full


def test_duckdb_reads_a_shard_of_nulls_with_the_right_types(folder: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as connection:
        (shard,) = (folder / "parts" / "articles" / "site=bare").rglob("*.parquet")
        rows = connection.execute(f"DESCRIBE SELECT * FROM '{shard}'").fetchall()  # noqa: S608 (an own path)
        types = {row[0]: row[1] for row in rows}
        parts = folder / "parts" / "articles"
        query = f"SELECT site, year, title FROM read_parquet('{parts}/*/*/*.parquet') ORDER BY id"  # noqa: S608
        assert connection.execute(query).fetchall()[0] == ("bare", None, None)
    assert types["published_date"] == "DATE"
    assert types["published_at_utc"] == "TIMESTAMP WITH TIME ZONE"
    assert types["attendees_complete"] == "BOOLEAN"
    assert types["attendees"].startswith('STRUCT("name" VARCHAR')


def test_pandas_reads_flat_parquet_with_the_right_types(folder: Path) -> None:
    pandas = pytest.importorskip("pandas")
    articles = pandas.read_parquet(folder / "flat" / "articles.parquet")
    assert articles["title"].tolist()[:2] == [given()[0].title, EVIL]
    assert articles["published_source"].dtype == "category"
    assert str(articles["published_at_utc"].dtype) == "datetime64[us, UTC]"
    assert articles["has_event"].tolist() == [True, False, True, False]


@pytest.mark.parametrize("kind", ["jsonl", "parquet", "flat"])
def test_datasets_loads_the_folder_with_the_features_of_its_card(
    folder: Path, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    library = pytest.importorskip("datasets")
    loaded = library.load_dataset(str(folder / kind), "articles", split="train", cache_dir=str(tmp_path / "cache"))
    assert loaded.num_rows == 4
    assert str(loaded.features["published_date"]) == "Value('date32')"
    assert str(loaded.features["published_source"]) == "Value('string')"
    assert loaded[1]["title"] == EVIL


def test_datasets_loads_lines_of_nulls_with_the_right_types(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    library = pytest.importorskip("datasets")
    data = dataset(tmp_path / "data", BARE)
    export(Order(inputs=[data], to="jsonl", target=tmp_path / "bare"), silent)
    loaded = library.load_dataset(str(tmp_path / "bare"), split="train", cache_dir=str(tmp_path / "cache"))
    assert str(loaded.features["published_date"]) == "Value('date32')"
    assert str(loaded.features["event"]["date"]) == "Value('date32')"
    assert loaded[0]["title"] is None


def test_the_library_of_follow_the_money_takes_the_entities_as_they_are(folder: Path) -> None:
    library = pytest.importorskip("followthemoney")
    entities = lines(folder / "ftm" / "entities.ftm.json")
    assert {entity["schema"] for entity in entities} == {"Person", "PublicBody", "Membership", "Event"}
    for entity in entities:
        library.model.get(entity["schema"]).validate(entity)
        cleaned = library.model.get_proxy(entity, cleaned=False)
        assert set(cleaned.properties) == set(entity["properties"])


def test_networkx_reads_the_graph(folder: Path) -> None:
    networkx = pytest.importorskip("networkx")
    graph = networkx.read_graphml(folder / "graphml" / "people.graphml")
    names = {data["name"]: node for node, data in graph.nodes(data=True)}
    edge = graph.edges[names["Lục Thị Mai Thảo"], names["H’Duyn Êban"]]
    assert (edge["articles"], edge["first_day"], edge["last_day"]) == (2, "2025-01-03", "2025-01-03")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # its own, of rdflib
@pytest.mark.parametrize("to", ["csv", "parquet", "flat", "jsonl"])
def test_the_library_of_croissant_loads_the_records(folder: Path, to: str) -> None:
    library = pytest.importorskip("mlcroissant")
    loaded = list(library.Dataset(str(folder / to / "croissant.json")).records("articles"))
    assert [record["articles/id"] for record in loaded] == [b"example:1", b"example:2", b"example:3", b"bare:1"]


def test_the_shell_of_sqlite_reads_and_searches(folder: Path) -> None:
    shell = shutil.which("sqlite3")
    if shell is None:
        pytest.skip("no sqlite3 here")
    sql = (
        "PRAGMA integrity_check; PRAGMA foreign_key_check;"
        " SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'quan uy';"
        " SELECT hex(title) FROM articles WHERE id = 'example:2'"
    )
    assert ran(shell, "-readonly", str(folder / "sqlite" / "newsbot.sqlite"), sql).splitlines() == [
        "ok",
        "3",
        EVIL.encode().hex().upper(),
    ]


def ran(*command: str, **options: Any) -> str:
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8", **options)  # noqa: S603
    assert done.returncode == 0, done.stderr
    return done.stdout
