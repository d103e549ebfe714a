"""``newsbot diff`` counts what differs, field by field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newsbot.records import Article, to_dict
from tests.commands.conftest import Newsbot


def record(number: int, **fields: Any) -> dict[str, Any]:
    article = Article(
        id=f"tanlap:{number}", url=f"https://tanlap.example/{number}", site="tanlap", title=f"Tin {number}"
    )
    return {**to_dict(article), **fields}


def write(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return write(tmp_path / "old.jsonl", record(1), record(2), record(3))


def test_the_same(newsbot: Newsbot, old: Path, tmp_path: Path) -> None:
    new = write(tmp_path / "new.jsonl", record(3), record(1), record(2))
    assert newsbot("diff", old, new) == (0, "old 3 pages, new 3: 0 differ, 0 added, 0 lost\n", "")


def test_fields_pages_and_examples(newsbot: Newsbot, old: Path, tmp_path: Path) -> None:
    new = write(
        tmp_path / "new.jsonl",
        record(1, title="Tin khác", body=["Một."]),
        record(2, title="\x1b[31mđỏ"),
        record(2, title="Tin 2 mới", revision=2),
        record(4),
    )
    ran = newsbot("diff", old, new)
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "old 3 pages, new 3: 2 differ, 1 added, 1 lost",
        "title: 2",
        "  tanlap:1",
        "    - Tin 1",
        "    + Tin khác",
        "  tanlap:2",
        "    - Tin 2",
        "    + Tin 2 mới",
        "body: 1",
        "  tanlap:1",
        "    - []",
        '    + ["Một."]',
        "revision: 1",
        "  tanlap:2",
        "    - 1",
        "    + 2",
        "added: tanlap:4",
        "lost: tanlap:3",
    ]


def test_some_fields_and_json(newsbot: Newsbot, old: Path, tmp_path: Path) -> None:
    new = write(tmp_path / "new.jsonl", record(1, title="Tin khác"), record(2), record(3))
    assert newsbot("diff", old, new, "--fields", "body,lead").code == 0
    data = json.loads(newsbot("diff", old, new, "--json", "--examples", "1").out)
    assert data["fields"] == {"title": 1}
    assert data["examples"] == {"title": [{"id": "tanlap:1", "old": "Tin 1", "new": "Tin khác"}]}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["OLD"], "name two files or folders of records"),
        (["OLD", "OLD", "--fields", "tiltle"], "a record has no field 'tiltle'"),
    ],
)
def test_what_cannot_be_meant(newsbot: Newsbot, old: Path, arguments: list[str], words: str) -> None:
    ran = newsbot("diff", *[{"OLD": str(old)}.get(word, word) for word in arguments])
    assert ran.code == 2
    assert words in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["OLD", "missing"], "No such file or directory"),
        (["missing", "OLD"], "cannot read missing: No such file or directory"),
        (["OLD", "BAD"], "line 1 is no record: see newsbot verify"),
        (["OLD", "EMPTY"], "holds no articles.jsonl, nor other files of records (.jsonl)"),
        (["ARRAY", "OLD"], "array.jsonl: it is a JSON array; records stand one on a line each: jq -c '.[]' makes"),
        (["OLD", "NONE"], "none.jsonl holds no record: there is nothing to compare until a crawl or extract writes"),
        (["OLD", "LATER"], "line 1 is no record: schema version '2', this newsbot reads '1': use the newsbot that"),
    ],
)
def test_what_cannot_be_compared(newsbot: Newsbot, old: Path, tmp_path: Path, arguments: list[str], words: str) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text("no json\n")
    (tmp_path / "empty").mkdir()
    (tmp_path / "none.jsonl").touch()
    (tmp_path / "array.jsonl").write_text(json.dumps([record(1)], indent=2))
    write(tmp_path / "later.jsonl", {"schema_version": "2", "key": "tanlap:1"})
    names = {"OLD": str(old), "BAD": str(bad), "EMPTY": str(tmp_path / "empty")}
    names |= {word: str(tmp_path / f"{word.lower()}.jsonl") for word in ("NONE", "ARRAY", "LATER")}
    ran = newsbot("diff", *[names.get(word, word) for word in arguments])
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert ran.err.count("\n") == 1


def test_one_of_many_files_may_be_empty(newsbot: Newsbot, old: Path, tmp_path: Path) -> None:
    for site in ("tanlap", "anphu"):
        (tmp_path / "data" / site).mkdir(parents=True)
    (tmp_path / "data" / "anphu" / "articles.jsonl").touch()
    (tmp_path / "data" / "tanlap" / "articles.jsonl").write_bytes(old.read_bytes())
    assert newsbot("diff", old, tmp_path / "data").code == 0


def test_folders(newsbot: Newsbot, old: Path, tmp_path: Path) -> None:
    dataset, sites, shares = tmp_path / "data" / "tanlap", tmp_path / "data", tmp_path / "shares"
    for folder in (dataset, shares, dataset / "warc"):
        folder.mkdir(parents=True)
    write(dataset / "articles.jsonl", record(1), record(2), record(3))
    (dataset / "manifest.jsonl").write_text("{}\n")
    write(shares / "1.jsonl", record(2), record(2, title="Tin khác", revision=2))
    write(shares / "2.jsonl", record(3), record(1))
    (shares / "1.report.json").write_text("{}")
    for folder in (dataset, sites):
        assert newsbot("diff", old, folder).out == "old 3 pages, new 3: 0 differ, 0 added, 0 lost\n"
    ran = newsbot("diff", dataset, shares, "--fields", "title")
    assert (ran.code, ran.out.splitlines()[:2]) == (1, ["old 3 pages, new 3: 1 differ, 0 added, 0 lost", "title: 1"])
