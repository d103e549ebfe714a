"""A small site for one test: routes in a dict, requests in a list; and the command line run as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from attrs import define, field

QUICK = ["-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0"]
NEWSBOT = [sys.executable, "-c", "from newsbot.cli import main; main()"]
SCRAPY = [sys.executable, "-m", "scrapy"]


@define
class Answer:
    """What the server sends."""

    body: str | bytes = ""
    status: int = 200
    headers: dict[str, str] = field(factory=dict)


@define
class Web:
    """A running server.

    :ivar routes: request target -> answer, or a function of the target; ``*`` is for every other target.
    :ivar requests: the targets asked for, in order; :ivar agents: the User-Agents; :ivar times: when;
    :ivar statuses: what was answered.
    :ivar pause: seconds before each answer; :ivar most: the most requests that were answered at one time.
    """

    port: int
    routes: dict[str, Answer | Callable[[str], Answer]]
    requests: list[str] = field(factory=list)
    agents: list[str] = field(factory=list)
    times: list[float] = field(factory=list)
    statuses: list[int] = field(factory=list)
    pause: float = 0
    most: int = 0
    lock: threading.Lock = field(factory=threading.Lock)
    active: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def answer(self, target: str) -> Answer:
        route = self.routes.get(target) or self.routes.get("*") or Answer("<html><body>Không có</body></html>", 404)
        return route if isinstance(route, Answer) else route(target)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    wbufsize = 1 << 16  # headers and body leave together, without waiting for an acknowledgement between them
    web: Web

    def do_GET(self) -> None:
        web = self.web
        with web.lock:
            web.requests.append(self.path)
            web.agents.append(self.headers.get("User-Agent", ""))
            web.times.append(time.monotonic())
            web.active += 1
            web.most = max(web.most, web.active)
        time.sleep(web.pause)
        answer = web.answer(self.path)
        if answer.status == 200 and answer.headers.get("ETag", "-") == self.headers.get("If-None-Match"):
            answer = Answer("", 304, answer.headers)
        with web.lock:
            web.statuses.append(answer.status)
        with web.lock:
            web.active -= 1
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        self.send_response(answer.status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **answer.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Stay silent."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A crawler that was killed hangs up; that is no error."""


@contextmanager
def serving(routes: Mapping[str, Answer | Callable[[str], Answer]]) -> Iterator[Web]:
    """A server with these routes while the context lasts."""
    handler = type("Handler", (_Handler,), {})
    with _Server(("127.0.0.1", 0), handler) as server:
        web = handler.web = Web(server.server_address[1], dict(routes))  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield web
        finally:
            server.shutdown()
            thread.join()


def article(title: str, text: str = "") -> Answer:
    """The page of an invented article."""
    return Answer(
        f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:type" content="article"></head><body><div class="menu"><a href="/">Trang chủ</a></div>
<article><h1>{title}</h1><div class="date">05/01/2025 08:30</div>
<p class="sapo"><b>Sáng 3/1, Quận ủy Tân Lập tổ chức hội nghị tổng kết công tác xây dựng Đảng năm 2024.</b></p>
<p>Đến dự có các đồng chí: Đoàn Khắc Thuyên, Bí thư Quận ủy; Lục Thị Mai Thảo, Trưởng Ban Dân vận Quận ủy.</p>
<p>Hội nghị đánh giá cao kết quả của các chi bộ trong năm qua và thống nhất nhiệm vụ của năm 2025. {text}</p>
<p>Các đại biểu đã thảo luận về công tác phát triển đảng viên, kiểm tra, giám sát và dân vận ở cơ sở.</p>
<p style="text-align:right"><strong>Hoài Thu</strong></p></article></body></html>"""
    )


def listing(*links: str, more: str = "") -> Answer:
    """A page that lists links: "href" or "href|words"."""
    pairs = [link.partition("|")[::2] for link in links]
    items = "".join(
        f'<li><a href="{href}">{words or "Hội nghị tổng kết công tác Đảng năm"}</a></li>' for href, words in pairs
    )
    return Answer(f"<html><head><title>Tin tức</title></head><body><ul>{items}</ul>{more}</body></html>")


def run(
    *command: str, cwd: Path, program: list[str] = NEWSBOT, env: Mapping[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run a command of newsbot (or scrapy) in ``cwd`` to its end."""
    return subprocess.run(  # noqa: S603
        [*program, *command],
        cwd=cwd,
        env=environment(env),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        **options,
    )


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of this process without settings of newsbot."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("NEWSBOT_", "SCRAPY_"))}
    return {**kept, "NO_COLOR": "1", "PYTHONUTF8": "1", **(more or {})}
