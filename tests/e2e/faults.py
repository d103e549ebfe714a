"""A server that does what a server must not do: each route is a function that is handed the bare connection."""

from __future__ import annotations

import gzip
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from attrs import define, field

from tests.e2e.web import NEWSBOT, environment

Behaviour = Callable[[socket.socket], None]
HTML = "text/html; charset=utf-8"


@define
class Hit:
    """One request: its target, when it came and when it was answered; whether somebody still listened."""

    target: str
    start: float
    end: float
    heard: bool = True


@define
class FaultServer:
    """A running server.

    :ivar routes: target -> behaviour; ``*`` is for every other target.
    """

    port: int
    routes: dict[str, Behaviour]
    hits: list[Hit] = field(factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def targets(self) -> list[str]:
        return [hit.target for hit in self.hits]


def reply(body: bytes | str, status: str = "200 OK", kind: str = HTML, **headers: str) -> Behaviour:
    """A proper answer. ``Content_Length`` and the like become headers."""
    data = body.encode() if isinstance(body, str) else body
    fields = {"Content-Type": kind, "Content-Length": str(len(data))}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [
        f"HTTP/1.1 {status}",
        *(f"{name}: {value}" for name, value in fields.items() if value),
        "Connection: close",
    ]
    return raw("\r\n".join([*lines, "", ""]).encode() + data)


def raw(data: bytes) -> Behaviour:
    """These bytes and no more."""
    return lambda connection: connection.sendall(data)


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """One behaviour after the other; the last one for ever."""
    left = list(behaviours)

    def answer(connection: socket.socket) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(connection)

    return answer


def redirect(location: str) -> Behaviour:
    return reply("", "302 Found", Location=location)


def reset(connection: socket.socket) -> None:
    """Half a page, then a reset."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html><p>Hai")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def drip(connection: socket.socket) -> None:
    """A byte now and then, for ever."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>")
    for _ in range(100):
        time.sleep(0.1)
        connection.sendall(b"x")


def endless_headers(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    for number in range(50_000_000):
        connection.sendall(b"X-%d: y\r\n" % number)


def flood(size: int, *, announced: bool) -> Behaviour:
    """A page of ``size`` bytes."""

    def answer(connection: socket.socket) -> None:
        length = b"Content-Length: %d\r\n" % size if announced else b""
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n%b\r\n<html><body>" % length)
        chunk = b"<p>" + b"x" * 65_533
        for _ in range(size // len(chunk)):
            connection.sendall(chunk)

    return answer


def bomb(size: int, *, kind: str = HTML, inner: bytes = b" ") -> Behaviour:
    """``size`` bytes in a small gzip body."""
    return reply(gzip.compress(inner * (size // len(inner))), kind=kind, Content_Encoding="gzip")


@contextmanager
def misbehaving(routes: Mapping[str, Behaviour]) -> Iterator[FaultServer]:
    """A server with these routes while the context lasts."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        server = FaultServer(listener.getsockname()[1], dict(routes))
        threading.Thread(target=_accept, args=(listener, server), daemon=True).start()
        yield server
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)


def _accept(listener: socket.socket, server: FaultServer) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_serve, args=(connection, server, time.monotonic()), daemon=True).start()


def _serve(connection: socket.socket, server: FaultServer, start: float) -> None:
    with connection, suppress(OSError):
        head = b""
        while b"\r\n\r\n" not in head:
            data = connection.recv(4096)
            if not data:
                return
            head += data
        target = head.split(b" ", 2)[1].decode("latin-1")
        hit = Hit(target, start, 0)
        server.hits.append(hit)
        try:
            (server.routes.get(target) or server.routes.get("*") or reply("không có", "404 Not Found"))(connection)
        except OSError:
            hit.heard = False
        finally:
            hit.end = time.monotonic()


@define
class Measured:
    """A command that has run.

    :ivar memory: the most memory that it had, in MB, with the processes that it started.
    """

    code: int
    err: str
    memory: float


# The peak that the system reports for a process counts what the process was before its `exec`, so that a
# command started from a large test process would look as large; a small starter between the two tells the truth.
# It looks now and then at all that the command has started, too: peaks of several processes do not add up.
STARTER = """
import os, subprocess, sys, time
from pathlib import Path

def tree(pid):
    yield pid
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        yield from tree(child)

def kilobytes(pid):
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))

process, peak, status = subprocess.Popen(sys.argv[1:]), 0, None
while status is None:
    try:
        peak = max(peak, sum(map(kilobytes, tree(process.pid))))
    except (OSError, ValueError):
        pass
    time.sleep(0.02)
    pid, code, usage = os.wait4(process.pid, os.WNOHANG)
    status = code if pid else None
print(os.waitstatus_to_exitcode(status), max(peak, usage.ru_maxrss))
"""


def run_measured(*command: str, cwd: Path, env: Mapping[str, str] | None = None) -> Measured:
    """Run a command of newsbot to its end and measure its memory."""
    starter = [sys.executable, "-I", "-S", "-c", STARTER, *NEWSBOT, *command]
    with (cwd / "stderr.txt").open("wb+") as err:
        started = subprocess.run(starter, cwd=cwd, env=environment(env), stdout=subprocess.PIPE, stderr=err, check=True)  # noqa: S603
    code, kilobytes = started.stdout.split()[-2:]
    text = (cwd / "stderr.txt").read_text(encoding="utf-8")
    return Measured(int(code), text, int(kilobytes) / 1024)
