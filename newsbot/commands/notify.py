"""Telling somebody how a crawl went: a POST of JSON, and mail."""

from __future__ import annotations

import json
import smtplib
import ssl
from email.message import EmailMessage
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import Request, urlopen

from attrs import asdict

from newsbot.commands.terminal import complain, printable

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

    from newsbot.dataset.runs import Run

_SECONDS = 15
_RANK = {"ok": 0, "interrupted": 1, "degraded": 1, "failed": 2}


def notify(settings: BaseSettings, run: Run) -> None:
    """Tell whom the settings name of ``run``, if it went badly enough. A message that cannot be sent is told here."""
    wanted = _RANK.get(settings["NEWSBOT_NOTIFY"], 1)
    if _RANK.get(run.verdict, 2) < wanted:
        return
    if settings["NEWSBOT_WEBHOOK"]:
        _post(str(settings["NEWSBOT_WEBHOOK"]), run)
    addresses = settings.getlist("NEWSBOT_MAIL_TO")
    if addresses:
        _mail(settings, addresses, run)


def subject(run: Run) -> str:
    """What happened, in a line."""
    return printable(f"newsbot: {run.site}: {run.verdict}, {run.new} new of {run.articles} articles")


def _post(url: str, run: Run) -> None:
    if not url.startswith(("https://", "http://")):
        complain(f"NEWSBOT_WEBHOOK is no http(s) URL: {url!r}")
        return
    body = json.dumps({"text": subject(run), **asdict(run)}, ensure_ascii=False).encode("utf-8", "replace")
    request = Request(url, data=body, headers={"Content-Type": "application/json; charset=utf-8"})  # noqa: S310
    try:
        with urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 (the scheme is checked above)
            answer.read(1)
    except (URLError, OSError, ValueError) as error:
        complain(f"the webhook could not be told: {error}")


def _mail(settings: BaseSettings, addresses: list[str], run: Run) -> None:
    message = EmailMessage()
    message["Subject"] = subject(run)
    message["From"] = settings["MAIL_FROM"]
    message["To"] = ", ".join(addresses)
    lines = [f"{name}: {value}" for name, value in run.counts.items()]
    told = [*run.findings, *([run.error] if run.error else [])]
    message.set_content("\n".join([*map(printable, told), "", *lines, "", f"{run.started} to {run.ended}", ""]))
    host, port = settings["MAIL_HOST"], settings.getint("MAIL_PORT")
    try:
        if settings.getbool("MAIL_SSL"):
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=ssl.create_default_context())
        else:
            server = smtplib.SMTP(host, port, timeout=_SECONDS)
        with server:
            if settings.getbool("MAIL_TLS"):
                server.starttls(context=ssl.create_default_context())
            if settings["MAIL_USER"]:
                server.login(settings["MAIL_USER"], settings["MAIL_PASS"])
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        complain(f"the mail could not be sent: {error}")
