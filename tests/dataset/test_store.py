"""The store: each page once, each change once, nothing forgotten and nothing touched that is not its own."""

from __future__ import annotations

import errno
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from newsbot.dataset.store import ArticleStore, Verdict
from newsbot.errors import StoreError, StoreLockedError
from newsbot.records import Article, to_json_line
from tests.disks import python

OTHER_WRITER = """
import sys
from pathlib import Path
from newsbot.dataset.store import ArticleStore
from newsbot.errors import StoreLockedError
try:
    ArticleStore(Path(sys.argv[1]))
except StoreLockedError as error:
    print(error)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "example" / "articles.jsonl"


def article(number: int = 1, text: str = "a") -> Article:
    return Article(
        id=f"example:{number}",
        url=f"https://news.example/{number}",
        site="example",
        title=text,
        content_hash=text.encode().hex().ljust(64, "0"),
    )


def records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_new_record_is_written_as_its_line(path: Path) -> None:
    with ArticleStore(path) as store:
        assert store.append([article()]) == [(Verdict.NEW, article())]
        assert path.read_text(encoding="utf-8") == to_json_line(article()) + "\n"
        assert "example:1" in store
        assert "example:2" not in store
        assert len(store) == 1


def test_an_unchanged_page_is_not_written_again(path: Path) -> None:
    with ArticleStore(path) as store:
        store.append([article()])
    with ArticleStore(path) as store:
        assert store.append([article()]) == [(Verdict.UNCHANGED, article())]
    assert len(records(path)) == 1


def test_a_changed_page_gets_the_next_revision_also_when_it_changes_back(path: Path) -> None:
    for text, verdict, revision in [("a", "new", 1), ("b", "changed", 2), ("b", "unchanged", 2), ("a", "changed", 3)]:
        with ArticleStore(path) as store:
            (result,) = store.append([article(text=text)])
            assert result == (Verdict(verdict), evolve(article(text=text), revision=revision))
            assert len(store) == 1
    assert [(r["title"], r["revision"]) for r in records(path)] == [("a", 1), ("b", 2), ("a", 3)]


def test_a_page_may_come_twice_in_one_batch(path: Path) -> None:
    with ArticleStore(path) as store:
        verdicts = [verdict for verdict, _ in store.append(iter([article(), article(text="b"), article(text="b")]))]
    assert verdicts == [Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED]
    assert [r["revision"] for r in records(path)] == [1, 2]


def test_the_highest_revision_counts_in_any_order_of_lines(path: Path) -> None:
    path.parent.mkdir(parents=True)
    lines = [to_json_line(evolve(article(text=t), revision=r)) for t, r in [("b", 2), ("a", 1)]]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with ArticleStore(path) as store:
        assert store.append([article(text="b")])[0][0] is Verdict.UNCHANGED
        assert store.append([article(text="c")])[0][1].revision == 3


@pytest.mark.parametrize(
    "line",
    [
        "",
        "not json",
        "[1]",
        "7",
        '{"id":"example:1"}',
        '{"id":["x"],"content_hash":null,"revision":1}',
        '{"id":"example:1","content_hash":7,"revision":1}',
        '{"id":"example:1","content_hash":null,"revision":"1"}',
        "[" * 200_000,
        "\0\0\0",
    ],
)
def test_a_line_that_is_no_record_stays_and_is_named(path: Path, line: str, caplog: pytest.LogCaptureFixture) -> None:
    path.parent.mkdir(parents=True)
    before = f"{to_json_line(article(2))}\n{line}\n"
    path.write_text(before, encoding="utf-8")
    with ArticleStore(path) as store:
        assert len(store) == 1
        assert store.append([article()])[0][0] is Verdict.NEW
    assert path.read_text(encoding="utf-8") == before + to_json_line(article()) + "\n"
    assert "line 2 is no record" in caplog.text


def test_bytes_that_are_no_utf_8_stay(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b'{"id":"\xff"}\n')
    with ArticleStore(path) as store:
        assert len(store) == 0
    assert path.read_bytes() == b'{"id":"\xff"}\n'


def test_a_torn_record_is_written_again(path: Path) -> None:
    with ArticleStore(path) as store:
        store.append([article(1), article(2)])
    path.write_bytes(path.read_bytes()[:-10])
    with ArticleStore(path) as store:
        assert "example:2" not in store
        assert store.append([article(1), article(2)])[1][0] is Verdict.NEW
    assert records(path) == [json.loads(to_json_line(article(n))) for n in (1, 2)]


def test_a_failed_batch_can_be_appended_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    batch = [article(1, "b"), article(2), article(2, "b")]
    with ArticleStore(path) as store:
        store.append([article(1)])
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", full)
            with pytest.raises(StoreError, match="No space left on device"):
                store.append(batch)
        assert "example:2" not in store
        assert [verdict for verdict, _ in store.append(batch)] == [Verdict.CHANGED, Verdict.NEW, Verdict.CHANGED]
    assert [(r["id"], r["revision"]) for r in records(path)] == [
        ("example:1", 1),
        ("example:1", 2),
        ("example:2", 1),
        ("example:2", 2),
    ]


def test_two_stores_of_one_process_exclude_each_other(path: Path) -> None:
    with ArticleStore(path), pytest.raises(StoreLockedError):
        ArticleStore(path)
    ArticleStore(path).close()


def test_two_processes_exclude_each_other(path: Path) -> None:
    with ArticleStore(path) as store:
        other = subprocess.run(python(OTHER_WRITER, str(path)), check=False, capture_output=True, text=True)  # noqa: S603
        assert other.stderr == ""
        assert f"is being written by another process ({os.getpid()})" in other.stdout
        store.append([article()])
    assert len(records(path)) == 1


def test_a_store_that_cannot_be_opened_leaves_no_lock(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(StoreError, match="Is a directory"):
        ArticleStore(path)
    path.rmdir()
    ArticleStore(path).close()


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StoreError, match=r"cannot create .*data/example: Not a directory"):
        ArticleStore(tmp_path / "data" / "example" / "articles.jsonl")


def test_closing_twice_does_no_harm(path: Path) -> None:
    store = ArticleStore(path)
    store.close()
    store.close()


def test_a_twin_is_found_after_the_first_of_two_equal_pages_changed(path: Path) -> None:
    with ArticleStore(path) as store:
        store.append([article(1), article(2)])
        assert store.id_of_text(article().content_hash) == "example:1"
        store.append([article(1, text="b")])
        assert store.id_of_text(article(text="a").content_hash) == "example:2"
        assert store.id_of_text(article(text="b").content_hash) == "example:1"
        store.append([article(2, text="c")])
        assert store.id_of_text(article(text="a").content_hash) is None
        store.append([article(3, text="a")])
        assert store.id_of_text(article(text="a").content_hash) == "example:3"
    with ArticleStore(path) as store:
        assert store.id_of_text(article(text="a").content_hash) == "example:3"
