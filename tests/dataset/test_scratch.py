"""What is remembered on disk while a process runs: it takes no memory, and a disk that fails is told of."""

from __future__ import annotations

import subprocess
import threading
from pathlib import Path

import pytest

from newsbot.dataset.scratch import Scratch, Seen
from newsbot.errors import StoreError
from tests.disks import python, run_on_small_disk

GROWTH = """
import os, sys
from pathlib import Path
from newsbot.dataset.scratch import Seen

def pages():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

seen = Seen()
for number in range(20_000):
    seen.add(f"https://an-phu.example/tin/{number}")
before = pages()
for number in range(20_000, 220_000):
    assert seen.add(f"https://an-phu.example/tin/{number}")
print(pages() - before)
"""
FULL = """
from newsbot.dataset.scratch import Seen
from newsbot.errors import StoreError

seen = Seen()
try:
    for number in range(1_000_000):
        seen.add(number)
except StoreError as error:
    print(error)
try:
    7 in seen
except StoreError as error:
    print(error)
"""


def test_a_key_is_new_once() -> None:
    seen = Seen()
    assert [seen.add(key) for key in ("a", "b", "a", ("a", 1), -1, ("a", 1))] == [True, True, False, True, True, False]
    assert "a" in seen
    assert "c" not in seen
    assert "b" not in Seen()


def test_memory_does_not_grow_with_what_is_remembered() -> None:
    done = subprocess.run(python(GROWTH), check=True, capture_output=True, text=True)  # noqa: S603
    assert int(done.stdout) < 2_000_000  # a set of these hashes takes 20 MB


def test_a_full_disk_is_told_of_ever_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    done = run_on_small_disk(tmp_path, "1m", *python(FULL))
    assert done.stderr == ""
    assert done.stdout == 2 * "cannot write temporary files (TMPDIR says where to): database or disk is full\n"


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    seen = Seen()
    for number in range(100_000):
        seen.add(number)
    assert list(tmp_path.iterdir()) == []


def test_several_threads_share_one() -> None:
    scratch = Scratch("create table words (word text primary key)")
    added = []

    def add() -> None:
        added.extend(scratch.change("insert or ignore into words values (?)", str(number)) for number in range(2000))

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(added) == 2000
    assert len(list(scratch.each("select word from words order by word"))) == 2000


def test_a_wrong_statement_is_an_error() -> None:
    scratch = Scratch("create table words (word text primary key)")
    scratch.change_all("insert into words values (?)", [("a",), ("b",)])
    with pytest.raises(StoreError, match="cannot write temporary files"):
        scratch.change("insert into words values (?)", "a")
    with pytest.raises(StoreError, match="cannot write temporary files"):
        scratch.rows("select * from words")
    with pytest.raises(StoreError, match="cannot write temporary files"):
        Scratch("create table")
