"""Processes that read pages: the same records in the same order, and none outlives the crawl."""

import asyncio
import os
import subprocess
import sys
import time
from types import SimpleNamespace
from typing import Any

import pytest

from newsbot.pages.article import extract_article
from newsbot.records import Article
from newsbot.sites import site_for
from newsbot.spiders import base
from newsbot.spiders import readers as module
from newsbot.spiders.readers import AUTO_AFTER, ReaderError, Readers, useful_readers
from newsbot.spiders.reading_process import NICENESS
from tests.e2e.web import article
from tests.scrapy_side.crawler import make_crawler, make_spider

NOW = "2025-01-05T01:00:00Z"
SITE = site_for("http://127.0.0.1/")


def page(number: int) -> tuple[bytes, str]:
    body = str(article(f"Hội nghị số {number}", "Dài. " * (2000 if number % 3 == 0 else 1)).body).encode()
    return body, f"http://127.0.0.1/tin/hoi-nghi-{100_000 + number}.html"


def read_all(number: int, pages: list[tuple[bytes, str]]) -> list[Any]:
    async def read() -> list[Any]:
        readers = Readers(number)
        order: list[str] = []

        async def one(body: bytes, url: str) -> Article:
            found = await readers.read(body, url, {"Content-Type": "text/html"}, NOW if body else "no time", SITE)
            order.append(found.url)
            return found

        try:
            found = await asyncio.gather(*(one(*each) for each in pages), return_exceptions=True)
        finally:
            readers.close()
        assert order == [each.url for each in found if isinstance(each, Article)]
        return found

    return asyncio.run(read())


def test_the_records_are_the_same_and_in_the_same_order() -> None:
    pages = [page(number) for number in range(12)]
    expected = [
        extract_article(body, url, headers={"Content-Type": "text/html"}, fetched_at=NOW, site=SITE)
        for body, url in pages
    ]
    assert read_all(2, pages) == expected


def test_an_error_of_the_reader_is_raised_here() -> None:
    found = read_all(1, [(b"", page(1)[1]), page(1)])
    assert isinstance(found[0], ValueError)
    assert isinstance(found[1], Article)


@pytest.mark.parametrize("what", ["dies", "hangs"])
def test_a_reader_that_is_lost_is_replaced(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    code = {"dies": "import os; os._exit(9)", "hangs": "import time; time.sleep(60)"}[what]
    bad, good = [sys.executable, "-c", code], module._COMMAND
    commands = iter([bad])
    monkeypatch.setattr(module, "LONGEST", 0.5 if what == "hangs" else 30)
    real = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda command, **more: real(next(commands, command), **more))
    started = time.monotonic()
    (lost,) = read_all(1, [page(1)])
    assert isinstance(lost, ReaderError)
    assert time.monotonic() - started < 20
    monkeypatch.setattr(module, "LONGEST", 30)
    assert module._COMMAND is good
    assert isinstance(read_all(1, [page(2)])[0], Article)


def test_none_outlives_the_crawl() -> None:
    code = (
        "import asyncio, os, sys\n"
        "from newsbot.spiders.readers import Readers\n"
        "async def main():\n"
        "    readers = Readers(2)\n"
        "    print(*readers.pids, flush=True)\n"
        "    os.kill(os.getpid(), 9)\n"
        "asyncio.run(main())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603
    pids = [int(pid) for pid in done.stdout.split()]
    assert len(pids) == 2
    deadline = time.monotonic() + 20
    while any(map(_is_alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(_is_alive, pids))


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:  # noqa: PTH123
        return file.read().rpartition(")")[2].split()[0] != "Z"


def test_readers_are_started_where_they_are_useful(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2})
    assert useful_readers("auto", 0.001, AUTO_AFTER) == 2, "one core is for the crawl"
    assert useful_readers("auto", 0.001, AUTO_AFTER - 1) == 0
    assert useful_readers("auto", 1.0, AUTO_AFTER) == 0
    assert useful_readers("0", 0.001, AUTO_AFTER) == 0
    assert useful_readers("2", 1.0, 1) == 2
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    assert useful_readers("auto", 0.001, AUTO_AFTER) == 0


def test_readers_tell_when_they_are_ready() -> None:
    async def told() -> tuple[bool, bool]:
        readers = Readers(2)
        before, deadline = readers.have_begun, time.monotonic() + 30
        while not readers.have_begun and time.monotonic() < deadline:
            await asyncio.sleep(0.01)
        readers.close()
        return before, readers.have_begun

    assert asyncio.run(told()) == (False, True)


@pytest.mark.parametrize(("setting", "begun"), [("auto", False), ("auto", True), ("1", False)])
def test_pages_are_read_by_the_crawl_until_its_readers_have_begun(
    setting: str, begun: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "useful_readers", lambda *_: 1)
    monkeypatch.setattr(base, "Readers", lambda _: SimpleNamespace(have_begun=begun))
    spider = make_spider(crawler=make_crawler(NEWSBOT_READERS=setting))
    assert (spider._helpers() is not None) == spider.has_readers == (begun or setting == "1")


def test_readers_let_the_crawl_go_first() -> None:
    async def niceness() -> list[int]:
        readers = Readers(1)
        try:
            await readers.read(*page(1), {"Content-Type": "text/html"}, NOW, SITE)
            return [os.getpriority(os.PRIO_PROCESS, pid) for pid in readers.pids]
        finally:
            readers.close()

    own = os.getpriority(os.PRIO_PROCESS, 0)
    assert asyncio.run(niceness()) == [min(own + NICENESS, 19)]
