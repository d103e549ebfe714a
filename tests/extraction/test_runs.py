"""A run gives the same bytes with any number of processes, and goes on where it was broken off."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from newsbot.dataset.lock import Lock
from newsbot.extraction.parts import Part
from tests.archive.warcs import exchange, page, write
from tests.commands.conftest import Newsbot, command
from tests.conftest import ROOT

PAGES = 120
SMALL = "import newsbot.archive.sources as s, newsbot.extraction.parts as p; s._STRETCH = p.WEIGHT = 12_000; "


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of many pages, some of them damaged, and files beside it."""
    folder = tmp_path_factory.mktemp("source")
    url = "https://quanuy-tanlap.example/tin-tuc/a-{}.html"
    exchanges = [exchange(url.format(70_000 + n), page(f"Hội nghị số {n}", "Dân vận. " * n)) for n in range(PAGES)]
    (path,) = write(folder / "warc", *exchanges)
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 2000] = bytes(2000)
    path.write_bytes(data)
    for n in range(30):
        (folder / f"{n}.html").write_bytes(page(f"Bản lưu {n}"))
    return folder


@pytest.fixture(scope="module")
def expected(source: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """Records and report of an undisturbed run in one process."""
    return undisturbed(source, tmp_path_factory.mktemp("expected") / "out.jsonl", 1)


def line(source: Path, out: Path, workers: int) -> list[str]:
    """The command with parts so small that there are many."""
    program = [*command("extract", str(source), "-o", str(out), "--workers", str(workers))]
    program[program.index("-c") + 1] = SMALL + program[program.index("-c") + 1]
    return program


def undisturbed(source: Path, out: Path, workers: int) -> tuple[bytes, bytes]:
    done = subprocess.run(line(source, out, workers), cwd=ROOT, capture_output=True, check=False)  # noqa: S603
    assert done.returncode == 1, done.stderr  # of the damage
    assert done.stderr.count(b"damaged") == 1
    assert not out.with_name(f"{out.name}.parts").exists()
    return result(out)


def result(out: Path) -> tuple[bytes, bytes]:
    report = out.with_name("out.report.json").read_bytes()
    return out.read_bytes(), report.replace(str(out).encode(), b"OUT")


def test_any_number_of_processes(source: Path, expected: tuple[bytes, bytes], tmp_path: Path) -> None:
    assert expected[0].count(b"\n") > PAGES * 0.9
    for workers in (2, 4):
        assert undisturbed(source, tmp_path / "out.jsonl", workers) == expected


@pytest.mark.parametrize(("seed", "workers"), [(1, 1), (2, 2)])
def test_a_killed_run_goes_on(
    source: Path, expected: tuple[bytes, bytes], tmp_path: Path, seed: int, workers: int
) -> None:
    rng = random.Random(seed)  # noqa: S311
    out = tmp_path / "out.jsonl"
    parts = tmp_path / "out.jsonl.parts"
    for _ in range(2):
        with subprocess.Popen(  # noqa: S603
            line(source, out, workers), cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True
        ) as process:
            deadline = time.monotonic() + 20
            enough = len(list(parts.glob("[0-9]*"))) + rng.randint(1, 3)
            while process.poll() is None and len(list(parts.glob("[0-9]*"))) < enough and time.monotonic() < deadline:
                time.sleep(0.01)
            process.send_signal(signal.SIGKILL)
    assert out.exists() or list(parts.glob("[0-9]*"))
    if not out.exists():
        assert undisturbed(source, out, workers) == expected
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "out.report.json"]


def test_its_processes_end_with_it(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with subprocess.Popen(  # noqa: S603
        line(source, out, 2), cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        while process.poll() is None and not list((tmp_path / "out.jsonl.parts").glob("[0-9]*")):
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 20
    while group(process.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert group(process.pid) == []


def group(leader: int) -> list[int]:
    """The living processes in the group of ``leader``."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split() if entry.name.isdigit() else []
        except OSError:
            continue
        if fields and int(fields[2]) == leader and fields[0] != "Z":
            found.append(int(entry.name))
    return found


def interrupt(start: Callable[[], subprocess.Popen[bytes]], out: Path) -> str:
    """What a run says that is interrupted when its first part is done.

    On a busy machine a run may be over before the signal comes; then it is tried again.
    """
    parts = out.with_name(f"{out.name}.parts")
    words = ""
    for _ in range(10):
        process = start()
        while process.poll() is None and not list(parts.glob("[0-9]*")):
            time.sleep(0.01)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
        words = process.communicate(timeout=60)[1].decode()
        if process.returncode == 130:
            return words
        assert process.returncode == 1, words  # it was over, with the damage
        out.unlink()
    raise AssertionError(f"never interrupted: {words}")


def test_an_interrupted_run_says_so_and_keeps_its_parts(
    source: Path, expected: tuple[bytes, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603
            line(source, out, 2), cwd=ROOT, stderr=subprocess.PIPE, start_new_session=True
        )

    words = interrupt(start, out)
    assert words.endswith("newsbot: interrupted, nothing is written: the same command goes on from there\n")
    assert "Traceback" not in words
    assert list((tmp_path / "out.jsonl.parts").glob("[0-9]*"))
    assert undisturbed(source, out, 2) == expected


def test_parts_of_another_run_are_not_used(newsbot: Newsbot, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    (tmp_path / "a.html").write_bytes(page("Một"))
    parts = tmp_path / "out.jsonl.parts"
    parts.mkdir()
    (parts / "0000000-0123456789abcdef.jsonl").write_text('{"pages": 9, "skipped": {}, "walked": []}\n')
    (parts / ".ledger-old").mkdir()
    assert newsbot("extract", tmp_path / "a.html", "-o", out).code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["title"] == "Một"
    assert not parts.exists()


def test_a_part_that_is_there_is_not_done_again(
    newsbot: Newsbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.jsonl"
    (tmp_path / "a.html").write_bytes(page("Một"))
    monkeypatch.setattr("newsbot.extraction.run.Ledger.choose", interrupted)
    assert newsbot("extract", tmp_path / "a.html", "-o", out).code == 130
    assert not out.exists()
    monkeypatch.undo()
    monkeypatch.setattr("newsbot.archive.folders.FileJob.entries", interrupted)
    assert newsbot("extract", tmp_path / "a.html", "-o", out).code == 0
    (tmp_path / "a.html").write_bytes(page("Hai"))
    assert newsbot("extract", tmp_path / "a.html", "-o", out).code == 130


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_one_run_at_a_time(newsbot: Newsbot, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    (tmp_path / "a.html").write_bytes(page("Một"))
    parts = tmp_path / "out.jsonl.parts"
    parts.mkdir()
    lock = Lock(parts / "lock")
    ran = newsbot("extract", tmp_path / "a.html", "-o", out)
    lock.release()
    assert (ran.code, out.exists()) == (1, False)
    assert "is being written by another process" in ran.err


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (["--workers", "0"], "--workers must be a whole number from 1 to 256"),
        (["--since", "gestern"], "--since must be a day or time"),
        (["--url-regex", "("], "--url-regex is no regular expression"),
        (["--shard", "3/2"], "--shard must be I/N"),
        (["--captures", "some"], "invalid choice"),
    ],
)
def test_options_that_cannot_be_meant(newsbot: Newsbot, tmp_path: Path, option: list[str], words: str) -> None:
    ran = newsbot("extract", tmp_path, "-o", tmp_path / "out.jsonl", *option)
    assert ran.code == 2
    assert words in ran.err
    assert ran.err.count("\n") == 1


def test_shards_together_are_the_whole(newsbot: Newsbot, source: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole.jsonl"
    newsbot("extract", source / "warc", "-o", whole)
    lines: list[str] = []
    for n in (1, 2):
        newsbot("extract", source / "warc", "-o", tmp_path / f"{n}.jsonl", "--shard", f"{n}/2")
        lines += (tmp_path / f"{n}.jsonl").read_text(encoding="utf-8").splitlines()
    assert sorted(lines) == sorted(whole.read_text(encoding="utf-8").splitlines())


def test_the_name_of_a_part_is_the_same_in_every_process() -> None:
    assert Part(3, (), "salt").name == Part(3, (), "salt").name
    assert Part(3, (), "salt").name != Part(3, (), "other").name
