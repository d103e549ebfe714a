"""The memory of a crawl: it survives what it can, and nothing is lost with it."""

import json
import sqlite3
import subprocess
from pathlib import Path

import pytest

from newsbot.dataset.revisits import DAY, NEVER, next_due
from newsbot.dataset.state import Planned, State, Visit, rebuild
from tests.disks import python, run_on_small_disk

DAYS = (1, 3, 7)
WRITER = """
import sys
from pathlib import Path
from newsbot.dataset.state import Planned, State
state = State(Path(sys.argv[1]))
for number in range(10_000_000):
    state.plan([Planned(f"http://127.0.0.1/{number}", "article")])
    state.commit()
    print(number, flush=True)
"""
FULL = """
import sys
from pathlib import Path
from newsbot.dataset.state import State, Visit
state = State(Path(sys.argv[1]) / "state.sqlite")
state.remember(Visit("x:1", "http://127.0.0.1/1"))
state.commit()
for number in range(2000):
    state.remember(Visit(f"x:{number}", "http://127.0.0.1/" + "y" * 500))
    state.commit()
assert state.visit("x:1").url == "http://127.0.0.1/1" or state.visit("x:1").url.endswith("y")
state.close()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state.sqlite"


def test_a_young_page_is_visited_often_and_an_old_one_no_more() -> None:
    moments = [next_due(0, age * DAY, DAYS) / DAY for age in (0, 0.5, 1, 2, 3, 6.9)]
    assert moments == [1, 1, 3, 3, 7, 7]
    assert next_due(0, 7 * DAY, DAYS) == NEVER
    assert next_due(100 * DAY, 0, DAYS) == 101 * DAY
    assert next_due(0, 0, ()) == NEVER


def test_what_was_noted_is_there_the_next_time(path: Path) -> None:
    visit = Visit("x:1", "http://127.0.0.1/1", etag='"a"', modified="Sun", anchor=1, seen=2, due=3, gone=4)
    with_alias = Visit("x:2", "http://127.0.0.1/2", record="x:1", due=0)
    state = State(path)
    assert state.is_new
    state.remember(visit, with_alias)
    state.plan([Planned("http://127.0.0.1/b", "listing", 1, 2), Planned("http://127.0.0.1/a", "article")])
    state.plan([Planned("http://127.0.0.1/b", "listing", 9, 9)])
    state.spend("127.0.0.1", "2025-01-05", 7)
    state.note("swept", "1")
    state.close()
    state = State(path)
    assert not state.is_new
    assert state.visit("x:1") == visit
    assert state.due(10, 9) == [visit]
    assert state.due(2, 9) == []
    assert state.due(-90_000, 9) == [visit]  # seen in the future: the clock was wrong
    assert list(state.planned()) == [
        Planned("http://127.0.0.1/b", "listing", 1, 2),
        Planned("http://127.0.0.1/a", "article"),
    ]
    assert (state.spent("127.0.0.1", "2025-01-05"), state.spent("127.0.0.1", "2025-01-06")) == (7, 0)
    assert (state.fact("swept"), state.fact("x")) == ("1", None)
    assert state.counts() == {"article": 1, "gone": 1}
    assert sorted(state.urls(9)) == [("http://127.0.0.1/1", True), ("http://127.0.0.1/2", True)]
    state.close()
    state.close()


def test_the_plan_counts_tries_and_strikes_off(path: Path) -> None:
    state = State(path)
    state.plan(Planned(f"http://127.0.0.1/{name}", "article") for name in "abc")
    assert state.failed("http://127.0.0.1/a") == 1
    assert state.failed("http://127.0.0.1/a") == 2
    assert state.failed("http://127.0.0.1/unknown") == 0
    assert state.untried() == 2
    state.done("http://127.0.0.1/b", "http://127.0.0.1/unknown")
    assert [page.url[-1] for page in state.planned()] == ["a", "c"]
    state.note("x", "1")
    state.note("x", None)
    assert state.fact("x") is None
    state.close()


def test_what_was_committed_survives_a_kill(path: Path) -> None:
    with subprocess.Popen(python(WRITER, str(path)), stdout=subprocess.PIPE, text=True) as writer:  # noqa: S603
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(50)]
        writer.kill()
    state = State(path)
    assert len(list(state.planned())) >= int(said[-1]) + 1 == 50
    state.close()


@pytest.mark.parametrize("damage", [b"no database at all", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_file_is_put_aside(path: Path, damage: bytes, caplog: pytest.LogCaptureFixture) -> None:
    path.write_bytes(damage)
    state = State(path)
    assert state.is_new
    assert list(state.planned()) == []
    state.close()
    assert path.with_name("state.sqlite.damaged").read_bytes() == damage
    assert "is damaged" in caplog.text


def test_a_file_of_another_version_is_put_aside(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("pragma user_version = 99")
        db.execute("create table x (y)")
    db.close()
    State(path).close()
    assert path.with_name("state.sqlite.damaged").exists()


@pytest.mark.parametrize("place", ["file", "folder"])
def test_where_nothing_can_be_written_the_state_is_kept_in_memory(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, place: str
) -> None:
    path = tmp_path / "x" / "state.sqlite"
    if place == "file":
        (tmp_path / "x").write_text("a file")
    else:
        path.mkdir(parents=True)
    state = State(path)
    assert state.is_new
    state.plan([Planned("http://127.0.0.1/a", "article")])
    state.commit()
    assert len(list(state.planned())) == 1
    state.close()
    assert caplog.text.count("cannot be written") == 1


def test_a_full_disk_costs_the_memory_and_nothing_else(tmp_path: Path) -> None:
    done = run_on_small_disk(tmp_path, "256k", *python(FULL, str(tmp_path)))
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("cannot be written") == 1


def test_the_memory_of_articles_is_built_from_the_dataset(path: Path) -> None:
    rows = [
        {"id": "x:1", "url": "http://127.0.0.1/1", "fetched_at": "1970-01-01T00:00:00Z"},
        {"id": "x:1", "url": "http://127.0.0.1/1", "fetched_at": "1970-01-05T00:00:00Z"},
        {"id": "x:2", "url": "http://127.0.0.1/2", "fetched_at": None},
        {"id": "x:3"},
        ["x"],
    ]
    dataset = path.with_name("articles.jsonl")
    dataset.write_text("".join(json.dumps(row) + "\n" for row in rows) + "torn", encoding="utf-8")
    state = State(path)
    assert rebuild(state, dataset, DAYS, now=6 * DAY) == 2
    assert state.visit("x:1") == Visit("x:1", "http://127.0.0.1/1", anchor=4 * DAY, seen=4 * DAY, due=7 * DAY)
    assert state.visit("x:2") == Visit("x:2", "http://127.0.0.1/2", anchor=6 * DAY, seen=6 * DAY, due=7 * DAY)
    state.remember(Visit("x:1", "http://127.0.0.1/1", etag="kept"))
    assert rebuild(state, dataset, DAYS, now=6 * DAY) == 0
    known = state.visit("x:1")
    assert known is not None
    assert known.etag == "kept"
    state.close()
