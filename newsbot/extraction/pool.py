"""Parts done by several processes."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait as wait_for
from pathlib import Path
from typing import Any

from newsbot.errors import StoreError
from newsbot.extraction.parts import Options, Part, work

_AHEAD = 4
"""So many parts per process are handed out ahead of time; the others are not even thought up."""


def do_parts(parts: Iterable[Part], folder: Path, options: Options, workers: int) -> Iterator[Part | None]:
    """Do all parts; each one when it is done, and a ``None`` for each entry that was read.

    A process is started only when there are several parts. Parts that ask other hosts are done in this one.

    :raises StoreError: when a part cannot be written, or a process dies.
    """
    todo = iter(parts)
    first = list(islice(todo, 2 if workers > 1 else 0))
    if len(first) < 2:
        for part in (*first, *todo):
            yield from work(part, folder, options)
            yield part
        return
    with _Pool(folder, options, workers) as pool:
        for part in (*first, *todo):
            if part.is_remote:
                yield from work(part, folder, options)
                yield part
            else:
                yield from pool.submit(part)
        yield from pool.rest()


class _Pool:
    def __init__(self, folder: Path, options: Options, workers: int) -> None:
        context = get_context("spawn")
        self._stop = context.Event()
        self._most = workers * _AHEAD
        self._folder, self._options = folder, options
        self._executor = ProcessPoolExecutor(workers, context, _prepare, (self._stop,))
        self._waiting: dict[Future[int], Part] = {}

    def submit(self, part: Part) -> Iterator[Part | None]:
        while len(self._waiting) >= self._most:
            yield from self._some()
        # A process that is started here must not hear an interrupt before it can ignore it.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self._waiting[self._executor.submit(_do, part, self._folder, self._options)] = part
        except BrokenProcessPool as error:
            raise _died() from error
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def rest(self) -> Iterator[Part | None]:
        while self._waiting:
            yield from self._some()

    def _some(self) -> Iterator[Part | None]:
        done, _ = wait(self._waiting, return_when=FIRST_COMPLETED)
        for future in done:
            part = self._waiting.pop(future)
            try:
                yield from (None for _ in range(future.result()))
            except BrokenProcessPool as error:
                raise _died() from error
            yield part

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._stop.set()
        self._executor.shutdown(wait=True, cancel_futures=True)


def _died() -> StoreError:
    return StoreError("a process died (out of memory?): the same command goes on from there, --workers 1 takes less")


def _do(part: Part, folder: Path, options: Options) -> int:
    return sum(1 for _ in work(part, folder, options))


def _prepare(stop: Any) -> None:
    """Make a process end when the one that started it ends or says so, in the middle of its work too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to all; the first process decides

    def watch() -> None:
        parent = parent_process()
        while parent is not None and not stop.is_set():
            if wait_for([parent.sentinel], timeout=0.2):
                break
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
