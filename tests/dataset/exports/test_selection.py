"""What is read: the newest revision of each article, and nothing that is no record."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from newsbot.dataset.exports.selection import Selection
from newsbot.dataset.exports.sources import open_sources
from newsbot.dataset.exports.sqlite import write_sqlite
from newsbot.errors import StoreError
from newsbot.records import to_json_line
from tests.dataset.exports.records import article, dataset


def selected(*paths: Path, all_revisions: bool = False) -> list[tuple[str, int, str]]:
    selection = Selection(open_sources(paths), all_revisions=all_revisions)
    for _ in selection.examine():
        pass
    found = [(record["id"], record["revision"], record["title"]) for record in selection]
    assert len(found) == selection.kept
    selection.close()
    return found


def test_of_each_article_the_newest_revision(tmp_path: Path) -> None:
    folder = dataset(
        tmp_path, article(1, title="a"), article(2, title="b"), article(1, title="c", revision=2), article(3, title="d")
    )
    assert selected(folder) == [("example:2", 1, "b"), ("example:1", 2, "c"), ("example:3", 1, "d")]
    assert selected(folder, all_revisions=True) == [
        ("example:1", 1, "a"),
        ("example:2", 1, "b"),
        ("example:1", 2, "c"),
        ("example:3", 1, "d"),
    ]


def test_the_newest_revision_wins_wherever_it_stands(tmp_path: Path) -> None:
    new = dataset(tmp_path / "new", article(1, title="new", revision=2))
    old = dataset(tmp_path / "old", article(1, title="old"))
    assert selected(new, old) == [("example:1", 2, "new")]
    assert selected(tmp_path) == [("example:1", 2, "new")]


def test_the_same_revision_twice_is_one_record(tmp_path: Path) -> None:
    folder = dataset(tmp_path, article(1, title="a"), article(1, title="b"))
    assert selected(folder) == selected(folder, all_revisions=True) == [("example:1", 1, "b")]
    assert selected(folder, folder, folder / "articles.jsonl") == [("example:1", 1, "b")]


def test_it_can_be_read_again_when_another_file_has_taken_its_place(tmp_path: Path) -> None:
    path = dataset(tmp_path, article(1, title="old")) / "articles.jsonl"
    selection = Selection(open_sources([path]))
    for _ in selection.examine():
        pass
    path.rename(tmp_path / "away")
    path.write_text("other\n")
    assert [record["title"] for record in selection] == ["old"]
    assert [record["title"] for record in selection] == ["old"]
    selection.close()


def test_records_that_come_meanwhile_are_left_for_the_next_time(tmp_path: Path) -> None:
    path = dataset(tmp_path, article(1)) / "articles.jsonl"
    selection = Selection(open_sources([path]))
    for _ in selection.examine():
        pass
    with path.open("a") as file:
        file.write(to_json_line(article(2)) + "\n" + '{"torn')
    assert [record["id"] for record in selection] == ["example:1"]
    selection.close()


def test_half_a_surrogate_pair_becomes_a_question_mark(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(to_json_line(article(1, title="XX")).replace("XX", "\\ud83d \\u1ee7") + "\n")
    assert selected(path) == [("example:1", 1, "? ủ")]


GOOD = to_json_line(article(1))


REPAIR = "delete that record, or extract its page again"
ADVICE = "use the newsbot that wrote it, or extract the pages again"


def changed(**changes: Any) -> str:
    return json.dumps({**json.loads(GOOD), **changes})


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "there is no record in {path}: crawl or extract first"),
        ("\n\n", "there is no record in {path}: crawl or extract first"),
        ("no json\n", "{path}, line 1 is no JSON: name newsbot's JSON Lines, such as data/<site>/articles.jsonl"),
        (
            "no json, no line end",
            "{path}, line 1 is no JSON: name newsbot's JSON Lines, such as data/<site>/articles.jsonl",
        ),
        ("<html>\n", "{path}: it is a page: 'newsbot extract' makes records of pages"),
        ("[{}]", "{path}: it is a JSON array; records stand one on a line each: jq -c '.[]' makes them so"),
        (
            GOOD + "\n[1]\n",
            "{path}, line 2 is no record: name newsbot's JSON Lines, such as data/<site>/articles.jsonl",
        ),
        (
            GOOD + "\n" + GOOD[:99],
            "{path}, line 2 is torn, the file ends within it: crawl once more, which mends it, or delete that line",
        ),
        ('{"a": 1}\n', "{path}, line 1 is no record of newsbot, it has no schema_version: name newsbot's JSON Lines"),
        (
            changed(schema_version="2"),
            "{path}, line 1 has schema version '2', this newsbot reads '1': " + ADVICE,
        ),
        (changed(title=5), "{path}, line 1 breaks the schema: data.title must be string or null; " + REPAIR),
        (
            changed(published_date="2025-02-30"),
            "{path}, line 1 breaks the schema: published_date is 2025-02-30, a day that there is not; " + REPAIR,
        ),
        (
            changed(event={"date": "2025-02-30", "end_date": None, "text": None, "part_of_day": None}),
            "{path}, line 1 breaks the schema: event.date is 2025-02-30, a day that there is not; " + REPAIR,
        ),
        (changed(revision=2**63), f"{{path}}, line 1 breaks the schema: the number {2**63} is too large; " + REPAIR),
        (
            '{"a":' * 100_000 + "\n",
            "{path}, line 1 is no JSON: name newsbot's JSON Lines, such as data/<site>/articles.jsonl",
        ),
    ],
)
def test_what_is_no_record_is_told_with_its_place(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        selected(path)
    assert str(caught.value) == message.format(path=path)


def test_a_last_line_without_line_end_is_whole_if_it_parses(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text("\ufeff" + GOOD, encoding="utf-8")
    assert len(selected(path)) == 1


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no .*/no: name a dataset folder"):
        open_sources([tmp_path / "no"])
    with pytest.raises(StoreError, match=r"holds no whole records: name a dataset folder"):
        open_sources([tmp_path])


def test_other_databases_and_flat_parquet_are_told(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE t (a)")
    database.close()
    with pytest.raises(StoreError, match=r"is no SQLite export of this newsbot"):
        selected(path)


def test_a_broken_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "newsbot.sqlite"
    write_sqlite(path, [json.loads(GOOD)])
    path.write_bytes(path.read_bytes()[:4096])
    with pytest.raises(StoreError, match=r"cannot read .*newsbot\.sqlite: .*malformed; export it again$"):
        selected(path)


def test_broken_parquet_is_told(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    path = tmp_path / "articles.parquet"
    path.write_bytes(b"PAR1 no")
    with pytest.raises(
        StoreError, match=r"cannot read .*articles\.parquet: it is no sound Parquet file; export it again$"
    ):
        selected(path)
