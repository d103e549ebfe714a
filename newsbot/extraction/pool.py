"""Parts done by several processes: of this machine, or of a dask cluster."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait as wait_for
from typing import Any

from attrs import frozen

from newsbot.errors import StoreError
from newsbot.extraction.files import PartFiles
from newsbot.extraction.parts import Options, Part, work

_AHEAD = 4
"""So many parts per process are handed out ahead of time; the others are not even thought up."""

Task = Callable[[Part, PartFiles, Options], int]


@frozen
class Hands:
    """Who does the parts.

    :ivar open: gives the executor that does them, for as long as it is open.
    :ivar most: so many parts are handed out at a time; with 0 they are done in this process.
    :ivar task: does a part, in whatever process, and tells how many entries it read.
    """

    open: Callable[[], AbstractContextManager[Executor]]
    most: int
    task: Task


@contextmanager
def deaf() -> Iterator[None]:
    """Meanwhile, this thread does not hear an interrupt; the processes and threads that it starts never do."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def own_processes(workers: int) -> Hands:
    """Processes of this machine; with one, none is started."""
    return Hands(lambda: _processes(workers), workers * _AHEAD if workers > 1 else 0, do_part)


def do_part(part: Part, files: PartFiles, options: Options) -> int:
    """Do a part; how many entries it had.

    :raises StoreError: when its file cannot be written.
    """
    return sum(1 for _ in work(part, files, options))


def do_parts(parts: Iterable[Part], files: PartFiles, options: Options, hands: Hands) -> Iterator[Part | None]:
    """Do all parts; each one when it is done, and a ``None`` for each entry that was read.

    A process is started only when there are several parts. Parts that ask other hosts are done in this one.

    :raises StoreError: when a part cannot be written, or a process dies.
    """
    todo = iter(parts)
    first = list(islice(todo, 2 if hands.most else 0))
    if len(first) < 2:
        for part in (*first, *todo):
            yield from work(part, files, options)
            yield part
        return
    with hands.open() as executor:
        queue = _Queue(executor, files, options, hands)
        for part in (*first, *todo):
            if part.is_remote:
                yield from work(part, files, options)
                yield part
            else:
                yield from queue.submit(part)
        yield from queue.rest()


class _Queue:
    """Parts that are handed out and not done."""

    def __init__(self, executor: Executor, files: PartFiles, options: Options, hands: Hands) -> None:
        self._executor, self._files, self._options, self._hands = executor, files, options, hands
        self._waiting: dict[Future[int], Part] = {}

    def submit(self, part: Part) -> Iterator[Part | None]:
        while len(self._waiting) >= self._hands.most:
            yield from self._some()
        try:
            with deaf():  # a process that is started here must not hear an interrupt before it can ignore it
                self._waiting[self._executor.submit(self._hands.task, part, self._files, self._options)] = part
        except BrokenExecutor as error:
            raise _died() from error

    def rest(self) -> Iterator[Part | None]:
        while self._waiting:
            yield from self._some()

    def _some(self) -> Iterator[Part | None]:
        done, _ = wait(self._waiting, return_when=FIRST_COMPLETED)
        for future in done:
            part = self._waiting.pop(future)
            try:
                yield from (None for _ in range(future.result()))
            except BrokenExecutor as error:
                raise _died() from error
            yield part


def _died() -> StoreError:
    return StoreError("a process died (out of memory?): the same command goes on from there, --workers 1 takes less")


@contextmanager
def _processes(workers: int) -> Iterator[Executor]:
    context = get_context("spawn")
    stop = context.Event()
    executor = ProcessPoolExecutor(workers, context, _prepare, (stop,))
    try:
        yield executor
    except BaseException:
        stop.set()
        raise
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


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
