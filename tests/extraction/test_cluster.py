"""A dask cluster gives the same bytes, also when a worker is killed in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsbot.archive.selection import Selection
from newsbot.errors import StoreError
from newsbot.extraction.cluster import _do_there
from newsbot.extraction.files import FolderFiles
from newsbot.extraction.parts import Options, Part
from tests.archive.warcs import page
from tests.commands.conftest import Newsbot
from tests.conftest import ROOT
from tests.extraction.test_runs import expected, interrupt, line, result, source

distributed = pytest.importorskip("distributed")

__all__ = ["expected", "source"]


def run(source: Path, out: Path, address: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603
        [*line(source, out, 2), "--dask", address], cwd=ROOT, stderr=subprocess.PIPE, start_new_session=True
    )


def finished(process: subprocess.Popen[bytes], out: Path) -> tuple[bytes, bytes]:
    words = process.communicate(timeout=120)[1].decode()
    assert process.returncode == 1, words  # of the damage
    assert words.count("damaged") == 1, words
    assert not out.with_name(f"{out.name}.parts").exists()
    return result(out)


def test_a_cluster_of_this_machine(source: Path, expected: tuple[bytes, bytes], tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert finished(run(source, out, "local"), out) == expected


def test_a_worker_is_killed_in_the_middle(source: Path, expected: tuple[bytes, bytes], tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    parts = tmp_path / "out.jsonl.parts"
    cluster = distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    with cluster, distributed.Client(cluster, set_as_default=False) as client:
        process = run(source, out, cluster.scheduler_address)
        deadline = time.monotonic() + 60
        while not list(parts.glob("[0-9]*")) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        victim, _ = client.run(os.getpid).values()
        os.kill(victim, signal.SIGKILL)
        was_running = process.poll() is None
        assert finished(process, out) == expected
        assert was_running
        assert victim not in client.run(os.getpid).values()


def test_an_interrupt_keeps_the_parts(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    words = interrupt(lambda: run(source, out, "local"), out)
    # Before it, dask's workers may say that they were interrupted as well.
    assert words.endswith("newsbot: interrupted, nothing is written: the same command goes on from there\n")
    assert list(tmp_path.glob("out.jsonl.parts/[0-9]*"))


def test_there_is_no_cluster(newsbot: Newsbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsbot.extraction.cluster._SECONDS", 1)
    for name in "ab":
        (tmp_path / f"{name}.html").write_bytes(page(name))
    monkeypatch.setattr("newsbot.extraction.parts.WEIGHT", 10)
    ran = newsbot("extract", tmp_path, "-o", tmp_path / "out.jsonl", "--dask", "tcp://127.0.0.1:9")
    assert ran.code == 1
    assert ran.err.startswith("newsbot: the dask cluster at tcp://127.0.0.1:9 failed: ")


def test_a_worker_with_another_newsbot_does_nothing(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="has another newsbot, or other files of sites, than this one"):
        _do_there("other", Part(1, (), "salt"), FolderFiles(tmp_path), Options(selection=Selection()))
    assert list(tmp_path.iterdir()) == []


def test_without_dask(newsbot: Newsbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    ran = newsbot("extract", tmp_path, "-o", tmp_path / "out.jsonl", "--dask", "local")
    assert (ran.code, ran.err) == (1, "newsbot: this needs distributed: pip install 'newsbot[dask]'\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["mirror", "-o", "out.jsonl"], "--dask ADDRESS needs names that mean the same everywhere"),
        (["/mirror", "-o", "-"], "--dask ADDRESS needs a file to write"),
        (["/a.cdxj", "--archives", "warc", "-o", "out.jsonl"], "the same everywhere, /from/the/root: not warc"),
    ],
)
def test_names_that_mean_nothing_elsewhere(newsbot: Newsbot, arguments: list[str], words: str) -> None:
    ran = newsbot("extract", *arguments, "--dask", "tcp://127.0.0.1:9")
    assert ran.code == 2
    assert words in ran.err
