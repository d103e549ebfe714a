"""One writer per file; a dead one is no obstacle."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from newsbot.dataset.lock import Lock
from newsbot.errors import StoreError, StoreLockedError
from tests.disks import python

HOLDER = """
import sys, time
from pathlib import Path
from newsbot.dataset.lock import Lock
lock = Lock(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "articles.jsonl.lock"


def test_a_second_owner_is_told_who_the_first_one_is(path: Path) -> None:
    first = Lock(path)
    with pytest.raises(StoreLockedError, match=rf"is being written by another process \({os.getpid()}\)"):
        Lock(path)
    first.release()
    Lock(path).release()


def test_releasing_twice_does_no_harm(path: Path) -> None:
    lock = Lock(path)
    lock.release()
    other = Lock(path)
    lock.release()
    with pytest.raises(StoreLockedError):
        Lock(path)
    other.release()


def test_the_lock_of_a_killed_process_is_free(path: Path) -> None:
    with subprocess.Popen(python(HOLDER, str(path)), stdout=subprocess.PIPE, text=True) as holder:  # noqa: S603
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreLockedError, match=f"{holder.pid}"):
            Lock(path)
        holder.send_signal(signal.SIGKILL)
    assert path.read_text() == f"{holder.pid}\n"
    Lock(path).release()
    assert path.read_text() == ""


def test_a_lock_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"cannot lock .*: Is a directory"):
        Lock(tmp_path)
