"""Processes beside the crawl that read its pages, where the crawl is faster than one core can read."""

from __future__ import annotations

import asyncio
import os
import select
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from newsbot.errors import NewsbotError
from newsbot.spiders.reading_process import receive, send

if TYPE_CHECKING:
    from newsbot.records import Article
    from newsbot.sites import Site

LONGEST = 60.0
"""Seconds that one page may take to read; the slowest real one takes about one."""
_COMMAND = [sys.executable, "-m", "newsbot.spiders.reading_process"]


class ReaderError(NewsbotError):
    """Raised for a page whose reader died or did not come to an end."""


class Readers:
    """Some processes that read pages. What they read is handed on in the order in which it was given to them."""

    def __init__(self, number: int) -> None:
        """Start ``number`` processes."""
        self.number = number
        self._threads = ThreadPoolExecutor(number, thread_name_prefix="newsbot-reader")
        self._free: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._all: set[subprocess.Popen[bytes]] = set()
        self._in_order = asyncio.Lock()
        self._closed = False
        for _ in range(number):
            self._start()

    def _start(self) -> None:
        process = subprocess.Popen(_COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 (our own)
        self._all.add(process)
        self._free.put(process)

    async def read(self, body: bytes, url: str, headers: dict[str, str], fetched_at: str, site: Site) -> Article:
        """The record of a page, as ``newsbot.pages.article.extract_article`` gives it.

        :raises ReaderError: when the reader died or took too long; another one takes its place.
        """
        loop = asyncio.get_running_loop()
        future = loop.run_in_executor(self._threads, self._ask, (body, url, headers, fetched_at, site))
        async with self._in_order:  # a lock is given to those who wait for it in their order
            return await future

    def _ask(self, page: tuple[Any, ...]) -> Article:
        process = self._free.get()
        try:
            answer = _exchange(process, page)
        except (OSError, EOFError) as error:
            self._stop(process)
            if not self._closed:
                self._start()
            raise ReaderError(f"the reader of {page[1]} died or took more than {LONGEST:g} s") from error
        self._free.put(process)
        if isinstance(answer, Exception):
            raise answer
        return answer  # type: ignore[no-any-return]

    def _stop(self, process: subprocess.Popen[bytes]) -> None:
        self._all.discard(process)
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()

    def close(self) -> None:
        """End the processes; what they are reading is lost."""
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in list(self._all):
            self._stop(process)


def _exchange(process: subprocess.Popen[bytes], page: tuple[Any, ...]) -> Any:
    """Hand a page to a process and wait for its answer.

    :raises OSError, EOFError: when it has died, or the time is up.
    """
    source, target = cast("BinaryIO", process.stdout), cast("BinaryIO", process.stdin)
    send(target, page)
    if not select.select([source], [], [], LONGEST)[0]:
        raise EOFError
    return receive(source)


def useful_readers(setting: str, delay: float, pages: int) -> int:
    """How many readers to start, after so many pages have been read without.

    :param setting: NEWSBOT_READERS: a number, or "auto" for as many as there are cores in a crawl without a pause
        that turns out to be long.
    """
    if setting != "auto":
        return int(setting)
    cores = len(os.sched_getaffinity(0))
    return min(cores, 4) if delay < 0.01 and cores > 1 and pages >= AUTO_AFTER else 0


AUTO_AFTER = 100
"""Pages after which readers are started by themselves: starting them costs as much as reading these."""
