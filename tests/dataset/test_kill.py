"""``kill -9`` at any moment: no torn line, no doubled record, and all that was acknowledged is there."""

from __future__ import annotations

import json
import random
import subprocess
import time
from pathlib import Path

import pytest

from newsbot.dataset.store import ArticleStore, Verdict
from newsbot.records import Article
from tests.conftest import ROOT
from tests.disks import python

# Appends pages in batches of five and says how many are on disk. The system writes a few bytes at a time, so that a
# kill falls within a record more often than not.
WRITER = """
import os, sys
from pathlib import Path
from newsbot.dataset.store import ArticleStore
from tests.dataset.test_kill import article

write = os.write
os.write = lambda fd, data: write(fd, data[:20])
with ArticleStore(Path(sys.argv[1])) as store:
    print("open", flush=True)
    for start in range(0, 10_000_000, 5):
        batch = [article(number) for number in range(start, start + 5)]
        store.append(batch)
        print(start + 5, flush=True)
"""


def article(number: int) -> Article:
    return Article(
        id=f"example:{number}",
        url=f"https://news.example/{number}",
        site="example",
        body=[f"{number} " * 2000],
        content_hash=f"{number:064x}",
    )


def write_and_kill(path: Path, seconds: float) -> int:
    """Let a writer work for ``seconds``, kill it; the number of pages that it said to be on disk."""
    command = python(WRITER, str(path))
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:  # noqa: S603
        assert writer.stdout is not None
        assert writer.stdout.readline() == "open\n"
        time.sleep(seconds)
        writer.kill()
        said = writer.stdout.read().splitlines()
    # The last word may itself be torn by the kill.
    return max((int(word) for word in said[:-1]), default=0)


@pytest.mark.parametrize("seed", range(10))
def test_a_killed_writer_loses_nothing_that_it_acknowledged(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "articles.jsonl"
    moments = random.Random(seed)  # noqa: S311
    acknowledged = max(write_and_kill(path, moments.uniform(0, 0.12)) for _ in range(2))
    with ArticleStore(path) as store:  # what the next run does first
        repaired = path.read_bytes()
        assert [v for v, _ in store.append([article(n) for n in range(acknowledged)])] == [
            Verdict.UNCHANGED
        ] * acknowledged
    assert path.read_bytes() == repaired
    assert repaired == b"" or repaired.endswith(b"\n")
    ids = [json.loads(line)["id"] for line in repaired.splitlines()]
    assert ids == [f"example:{number}" for number in range(len(ids))]
    assert len(ids) >= acknowledged
