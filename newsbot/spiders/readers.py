"""Processes beside the crawl that read its pages, where the crawl is faster than one core can read."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from newsbot.errors import NewsbotError
from newsbot.spiders.reading_process import HEADER, pack, unpack

if TYPE_CHECKING:
    from newsbot.records import Article
    from newsbot.sites import Site

AUTO = "auto"
LONGEST = 60.0
"""Seconds that one page may take to read; the slowest real one takes about one."""
AUTO_AFTER = 30
"""Pages after which readers are started by themselves: a crawl that is over sooner does not need them."""
_COMMAND = [sys.executable, "-m", "newsbot.spiders.reading_process"]
_CHUNK = 1 << 20
DEPTH = 3
"""Pages that a reader has at one time: one that it reads, and others so that it need not wait for the next."""


class ReaderError(NewsbotError):
    """Raised for a page whose reader died or did not come to an end."""


class _Reader:
    """One process. While it reads a page the next ones wait in its pipe; nothing here waits for it.

    A process that dies, or does not come to an end, is replaced when the next page comes.

    :ivar has_begun: whether a process has told that it is ready to read.
    """

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._asked: deque[asyncio.Future[Any]] = deque()
        self.has_begun = False
        self._start()

    def _start(self) -> None:
        self._process = subprocess.Popen(_COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 (our own)
        self._source, self._target = cast("BinaryIO", self._process.stdout), cast("BinaryIO", self._process.stdin)
        self._in, self._out = bytearray(), bytearray()
        self._is_new = True
        for stream in (self._source, self._target):
            os.set_blocking(stream.fileno(), False)
        self._loop.add_reader(self._source.fileno(), self._readable)

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    async def ask(self, page: tuple[Any, ...]) -> Any:
        """What the process makes of a page.

        :raises EOFError: when it has died, or was ended since the time is up.
        """
        if self._source.closed:
            self._start()
        answer: asyncio.Future[Any] = self._loop.create_future()
        self._asked.append(answer)
        self._out += pack(page)
        self._writable()
        end = self._loop.call_later(LONGEST, self.stop)
        try:
            return await answer
        finally:
            end.cancel()

    def _writable(self) -> None:
        try:
            del self._out[: os.write(self._target.fileno(), self._out)]
        except BlockingIOError:
            pass
        except OSError:
            self.stop()
            return
        if self._out:
            self._loop.add_writer(self._target.fileno(), self._writable)
        else:
            self._loop.remove_writer(self._target.fileno())

    def _readable(self) -> None:
        try:
            data = os.read(self._source.fileno(), _CHUNK)
        except BlockingIOError:
            return
        if not data:
            self.stop()
            return
        self._in += data
        while len(self._in) >= HEADER:
            end = HEADER + int.from_bytes(self._in[:HEADER], "big")
            if len(self._in) < end:
                return
            try:
                message = unpack(self._in[HEADER:end])
            except Exception as error:
                message = ReaderError(f"the reader's answer cannot be read: {error!r}")
            del self._in[:end]
            if self._is_new:
                self._is_new, self.has_begun = False, True
                continue
            answer = self._asked.popleft()
            if not answer.done():
                answer.set_result(message)

    def stop(self) -> None:
        """End the process; what it was to read is lost."""
        if self._source.closed:
            return
        self._loop.remove_reader(self._source.fileno())
        self._loop.remove_writer(self._target.fileno())
        self._process.kill()
        self._process.wait()
        for stream in (self._source, self._target):
            with suppress(OSError):
                stream.close()
        while self._asked:
            answer = self._asked.popleft()
            if not answer.done():
                answer.set_exception(EOFError("it has ended"))


class Readers:
    """Some processes that read pages. What they read is handed on in the order in which it was given to them."""

    def __init__(self, number: int) -> None:
        """Start ``number`` processes. To be called in the event loop."""
        self._all = [_Reader() for _ in range(number)]
        self._free: asyncio.Queue[_Reader] = asyncio.Queue()
        for _ in range(DEPTH):
            for reader in self._all:
                self._free.put_nowait(reader)
        self._last: asyncio.Future[None] | None = None

    @property
    def pids(self) -> list[int]:
        """The processes."""
        return [reader.pid for reader in self._all]

    @property
    def have_begun(self) -> bool:
        """Whether all are ready to read: what is given to them before waits until they are."""
        return all(reader.has_begun for reader in self._all)

    async def read(self, body: bytes, url: str, headers: dict[str, str], fetched_at: str, site: Site) -> Article:
        """The record of a page, as ``newsbot.pages.article.extract_article`` gives it.

        :raises ReaderError: when the reader died or took too long; another one takes its place.
        """
        before, done = self._last, asyncio.get_running_loop().create_future()
        self._last = done
        try:
            answer = await self._ask((body, url, headers, fetched_at, site))
            if before is not None:
                await before
        finally:
            done.set_result(None)
        if isinstance(answer, Exception):
            raise answer
        return answer  # type: ignore[no-any-return]

    async def _ask(self, page: tuple[Any, ...]) -> Any:
        reader = await self._free.get()
        try:
            return await reader.ask(page)
        except EOFError as error:
            return ReaderError(f"the reader of {page[1]} died or took more than {LONGEST:g} s: {error!r}")
        finally:
            self._free.put_nowait(reader)

    def close(self) -> None:
        """End the processes."""
        for reader in self._all:
            reader.stop()


def useful_readers(setting: str, delay: float, pages: int) -> int:
    """How many readers to start, after so many pages have been read without.

    :param setting: NEWSBOT_READERS: a number, or "auto" for as many as there are cores beside the one of the crawl,
        if that makes no pause and turns out to be long. More would only take turns with it on its core.
    """
    if setting != AUTO:
        return int(setting)
    others = len(os.sched_getaffinity(0)) - 1
    return min(others, 4) if delay < 0.01 and pages >= AUTO_AFTER else 0
