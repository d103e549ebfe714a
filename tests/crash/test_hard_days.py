"""A full disk, a disk that cannot be written, signals, a clock that jumps, a server that dies and comes back."""

import json
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.killing import NOW
from tests.disks import run_on_small_disk
from tests.e2e.web import NEWSBOT, QUICK, Answer, Web, article, environment, listing, run, serving

ARTICLES = [f"/tin/hoi-nghi-ban-chap-hanh-dang-bo-phuong-{400_000 + number}.html" for number in range(40)]
CALM = ["-s", "NEWSBOT_WARC=0", "-s", "AUTOTHROTTLE_MAX_DELAY=0.1", "-s", "NEWSBOT_BREAKER_PAUSE=0.2"]


@pytest.fixture
def web() -> Iterator[Web]:
    routes = {path: article(f"Hội nghị số {number + 1000}", "Dài. " * 200) for number, path in enumerate(ARTICLES)}
    with serving({"/": listing(*ARTICLES), **routes}) as web:
        yield web


def crawl(web: Web, *more: str) -> list[str]:
    return ["crawl", "site", "-a", f"url={web.url}/", *QUICK, *CALM, *more]


def ids(folder: Path) -> list[str]:
    path = folder / "data" / "127.0.0.1" / "articles.jsonl"
    return [json.loads(line)["id"] for line in path.read_bytes().splitlines()] if path.exists() else []


def test_a_disk_that_fills_up_ends_the_crawl_and_nothing_is_lost(web: Web, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    script = 'cd "$1" && shift && "$@"; code=$?; cp -r "$0"/disk/data "$0"/kept 2>/dev/null; exit $code'
    command = ["sh", "-c", script, str(tmp_path), str(disk), *NEWSBOT, *crawl(web)]
    done = run_on_small_disk(disk, "200k", *command)
    assert done.returncode == 1
    told = done.stderr.splitlines()[-1]
    assert told.startswith("newsbot: cannot write data/127.0.0.1/articles.jsonl: No space left on device")
    assert "Traceback" not in done.stderr
    kept = (tmp_path / "kept" / "127.0.0.1" / "articles.jsonl").read_bytes()
    lines = kept.splitlines(keepends=True)
    assert 0 < len(lines) < len(ARTICLES)
    assert all(json.loads(line) for line in lines)
    (tmp_path / "kept").rename(tmp_path / "data")
    assert run(*crawl(web), cwd=tmp_path).returncode == 0
    assert sorted(ids(tmp_path)) == sorted(f"127.0.0.1:{400_000 + number}" for number in range(40))


def test_a_disk_that_cannot_be_written_is_told_before_anything_is_fetched(web: Web, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["sh", "-c", 'mount -o remount,ro "$0" && cd "$0" && exec "$@"', str(disk), *NEWSBOT, *crawl(web)]
    done = run_on_small_disk(disk, "1m", *command)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "newsbot: cannot create data/127.0.0.1: Read-only file system"
    assert web.requests == []


@pytest.mark.parametrize(("signals", "codes"), [([signal.SIGTERM], {130}), ([signal.SIGINT, signal.SIGINT], {130})])
def test_a_signal_ends_the_crawl_and_the_next_one_goes_on(
    web: Web, tmp_path: Path, signals: list[signal.Signals], codes: set[int]
) -> None:
    web.pause = 0.05
    with subprocess.Popen(  # noqa: S603
        [*NEWSBOT, *crawl(web)], cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, text=True
    ) as process:
        deadline = time.monotonic() + 30
        while len(ids(tmp_path)) < 3 and time.monotonic() < deadline:
            time.sleep(0.02)
        for one in signals:
            process.send_signal(one)
            time.sleep(0.03)
        _, err = process.communicate(timeout=20)
    assert process.returncode in codes
    assert "Traceback" not in err
    kept = ids(tmp_path)
    assert 3 <= len(kept) < len(ARTICLES)
    web.pause = 0
    assert run(*crawl(web), cwd=tmp_path).returncode == 0
    assert ids(tmp_path)[: len(kept)] == kept
    assert len(ids(tmp_path)) == len(set(ids(tmp_path))) == len(ARTICLES)


def test_a_clock_that_jumps_loses_nothing(web: Web, tmp_path: Path) -> None:
    few = 8
    web.routes["/"] = listing(*ARTICLES[:few])
    for now in ("2031-01-05T01:00:00Z", NOW, "1999-01-05T01:00:00Z", "2025-01-05T02:00:00Z"):
        done = run(*crawl(web), cwd=tmp_path, env={"NEWSBOT_NOW": now})
        assert done.returncode == 0, done.stderr
        assert len(ids(tmp_path)) == len(set(ids(tmp_path))) == few
    # Seen in the "future", the articles were visited again once the clock was right; now they are at rest.
    before = len(web.requests)
    assert run(*crawl(web), cwd=tmp_path, env={"NEWSBOT_NOW": "2025-01-05T03:00:00Z"}).returncode == 0
    assert len(web.requests) - before == 2


def test_a_server_that_dies_and_comes_back_costs_time_and_nothing_else(tmp_path: Path) -> None:
    """The port is closed in the middle of a crawl and opened again a second later."""
    answers = {path: article(f"Hội nghị số {number + 1000}") for number, path in enumerate(ARTICLES)}
    server = _Mortal({"/": listing(*ARTICLES), **answers})
    with subprocess.Popen(  # noqa: S603
        [*NEWSBOT, "crawl", "site", "-a", f"url=http://127.0.0.1:{server.port}/", *QUICK, *CALM,
         "-s", "NEWSBOT_BREAKER_FAILURES=4", "-s", "NEWSBOT_BREAKER_TRIES=9"],
        cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        deadline = time.monotonic() + 30
        while len(ids(tmp_path)) < 5 and time.monotonic() < deadline:
            time.sleep(0.01)
        server.die()
        time.sleep(1)
        server.live()
        _, err = process.communicate(timeout=40)
    server.die()
    assert "left alone for" in err
    again = _Mortal({"/": listing(*ARTICLES), **answers}, server.port)
    done = run("crawl", "site", "-a", f"url=http://127.0.0.1:{server.port}/", *QUICK, *CALM, cwd=tmp_path)
    again.die()
    assert done.returncode == 0, done.stderr
    assert len(ids(tmp_path)) == len(set(ids(tmp_path))) == len(ARTICLES)


class _Mortal:
    """A server whose port can be closed and opened again; an answer takes 20 ms."""

    def __init__(self, routes: dict[str, Answer], port: int = 0) -> None:
        self.routes, self.port = routes, port
        self.live()

    def live(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", self.port), backlog=16)
        self.port = self._socket.getsockname()[1]
        self._alive = True
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def die(self) -> None:
        self._alive = False
        self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        while self._alive:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                target = connection.recv(4096).split(b" ", 2)[1:2]
                answer = self.routes.get(target[0].decode()) if target else None
                body = str(answer.body).encode() if answer else b""
                status = b"200 OK" if answer else b"404 Not Found"
                time.sleep(0.02)
                head = b"HTTP/1.1 %b\r\nContent-Type: text/html\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                connection.sendall(head % (status, len(body)) + body)


def test_nothing_is_left_behind_in_the_folder(web: Web, tmp_path: Path) -> None:
    assert run(*crawl(web), cwd=tmp_path).returncode == 0
    names = set(os.listdir(tmp_path / "data" / "127.0.0.1"))  # noqa: PTH208 (names only)
    assert names - {"runs.jsonl"} == {"articles.jsonl", "articles.jsonl.lock", "state.sqlite"}
