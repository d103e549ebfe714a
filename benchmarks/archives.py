"""Archives for the benchmarks, written as a crawl writes them; and commands in processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from newsbot.archive.building import Exchange
from newsbot.archive.writer import WarcWriter

HOST = "https://quanuy-tanlap.example"
_COMMAND = "from newsbot.cli import main; main()"


class Ran(NamedTuple):
    """How a command went: seconds, and megabytes of its largest process."""

    seconds: float
    megabytes: float


def article(number: int, body: bytes) -> Exchange:
    """The answer to a request for an article."""
    return exchange(f"/tin-tuc/bai-viet-{10_000_000 + number}.html", body, "text/html; charset=utf-8")


def exchange(target: str, body: bytes, kind: str) -> Exchange:
    """A request and its answer."""
    return Exchange(
        url=HOST + target,
        date="2025-01-05T01:00:00Z",
        method="GET",
        target=target,
        request_headers=[(b"Host", HOST.partition("://")[2].encode()), (b"User-Agent", b"newsbot/bench")],
        request_body=b"",
        protocol="HTTP/1.1",
        status=200,
        headers=[(b"Content-Type", kind.encode())],
        body=body,
        notes={"fetchTimeMs": "31"},
    )


def numbered(body: bytes, number: int) -> bytes:
    """A page that differs from others of the same template, in what it says too."""
    return body.replace(b"</title>", b" (%d)</title>" % number, 1).replace(b"</p>", b" (%d)</p>" % number, 1)


def write(folder: Path, exchanges: Iterable[Exchange], size: int | None = None) -> Path:
    """One WARC file of these exchanges, which ends when it has ``size`` bytes."""
    writer = WarcWriter(folder, "bench", size=1 << 50, info={"software": "newsbot/bench"})
    try:
        for one in exchanges:
            writer.write(one)
            if size is not None and next(folder.glob("*.warc.gz")).stat().st_size >= size:
                break
    finally:
        writer.close()
    return next(folder.glob("*.warc.gz"))


def extract(source: Path, output: Path, *options: str) -> Ran:
    """Run ``newsbot extract`` as a user does."""
    command = [sys.executable, "-c", _COMMAND, "extract", str(source), "-o", str(output), *options]
    started = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603 (own command)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"the extraction of {source} ended with {process.returncode}"
    return Ran(time.perf_counter() - started, usage.ru_maxrss / 1024)


def report(output: Path) -> dict[str, Any]:
    """What a run says of itself."""
    data: dict[str, Any] = json.loads(output.with_name(f"{output.stem}.report.json").read_text("utf-8"))
    return data


def load() -> str:
    """How busy the machine is, in words."""
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
