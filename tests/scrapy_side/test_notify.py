"""Whoever is to be told is told, and a message that cannot be sent costs nothing else."""

import json
import smtplib
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from scrapy.settings import Settings

from newsbot.commands.notify import notify
from newsbot.dataset.runs import Run
from tests.scrapy_side.crawler import make_crawler


class _Handler(BaseHTTPRequestHandler):
    received: list[dict[str, Any]]

    def do_POST(self) -> None:
        self.received.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Stay silent."""


@pytest.fixture
def hook() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    received: list[dict[str, Any]] = []
    handler = type("Handler", (_Handler,), {"received": received})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/hook", received
        server.shutdown()
        thread.join()


def a_run(verdict: str = "degraded") -> Run:
    return Run(
        started="2025-01-05T01:00:00Z",
        ended="2025-01-05T02:00:00Z",
        site="an-phu\x1b[31m",
        verdict=verdict,
        articles=7,
        counts={"new": 2},
        findings=["SilenceMonitor: nothing new for 20 days"],
        error="cannot\nstart",
    )


def settings(**values: Any) -> Settings:
    return make_crawler(**values).settings  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("verdict", "wanted", "told"),
    [
        ("ok", "degraded", False),
        ("degraded", "degraded", True),
        ("failed", "degraded", True),
        ("degraded", "failed", False),
        ("failed", "failed", True),
        ("ok", "ok", True),
    ],
)
def test_a_hook_is_told_from_the_wanted_verdict_on(
    hook: tuple[str, list[dict[str, Any]]], verdict: str, wanted: str, *, told: bool
) -> None:
    url, received = hook
    notify(settings(NEWSBOT_WEBHOOK=url, NEWSBOT_NOTIFY=wanted), a_run(verdict))
    assert len(received) == told
    if told:
        assert received[0]["text"] == f"newsbot: an-phu\\x1b[31m: {verdict}, 2 new of 7 articles"
        assert received[0]["findings"] == ["SilenceMonitor: nothing new for 20 days"]


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "file:///etc/passwd", "nowhere"])
def test_a_hook_that_cannot_be_told_is_one_line(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    notify(settings(NEWSBOT_WEBHOOK=url), a_run())
    assert capsys.readouterr().err.count("\n") == 1


class _Post:
    sent: list[EmailMessage]
    calls: list[str]

    def __init__(self, host: str, port: int, **_: Any) -> None:
        self.calls.append(f"{host}:{port}")

    def __enter__(self) -> "_Post":
        return self

    def __exit__(self, *_: object) -> None:
        self.calls.append("quit")

    def starttls(self, **_: Any) -> None:
        self.calls.append("tls")

    def login(self, user: str, password: str) -> None:
        self.calls.append(f"login {user} {password}")

    def send_message(self, message: EmailMessage) -> None:
        self.sent.append(message)


def test_mail_goes_to_each_address(monkeypatch: pytest.MonkeyPatch) -> None:
    post = type("Post", (_Post,), {"sent": [], "calls": []})
    monkeypatch.setattr(smtplib, "SMTP", post)
    values = {"MAIL_HOST": "mail.example", "MAIL_PORT": 587, "MAIL_TLS": True, "MAIL_USER": "a", "MAIL_PASS": "b"}
    notify(settings(NEWSBOT_MAIL_TO=["a@an-phu.example", "b@an-phu.example"], **values), a_run())
    assert post.calls == ["mail.example:587", "tls", "login a b", "quit"]  # type: ignore[attr-defined]
    (message,) = post.sent  # type: ignore[attr-defined]
    assert message["To"] == "a@an-phu.example, b@an-phu.example"
    assert message["Subject"] == "newsbot: an-phu\\x1b[31m: degraded, 2 new of 7 articles"
    assert "SilenceMonitor: nothing new for 20 days\ncannot\\nstart\n" in message.get_content()


def test_mail_that_cannot_be_sent_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    notify(settings(NEWSBOT_MAIL_TO=["a@an-phu.example"], MAIL_HOST="127.0.0.1", MAIL_PORT=1), a_run())
    assert capsys.readouterr().err.startswith("newsbot: the mail could not be sent: ")
