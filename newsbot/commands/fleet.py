"""Many sites: which are due, which belong to this machine, and running them side by side."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from attrs import frozen

from newsbot.dataset.lines import make_folder
from newsbot.dataset.runs import Run, next_due, read_runs
from newsbot.errors import StoreError, UsageError, reason
from newsbot.pipelines.store import folder_name
from newsbot.sites import all_sites, site_for
from newsbot.version import __version__

LOG = "crawl.log"
MAX_LOG = 10_000_000
"""A log that has grown larger is set aside as ``crawl.log.1`` before the next crawl."""
_KILL_AFTER = 60
"""Seconds that a crawl whose time is up gets to end in order."""
_PROGRAM = [sys.executable, "-c", "from newsbot.cli import main; main()"]


@frozen
class Job:
    """One crawl.

    :ivar site: the folder of its dataset; :ivar arguments: what ``newsbot crawl`` is called with.
    """

    site: str
    arguments: tuple[str, ...]


@frozen
class Done:
    """A crawl that has ended, with its exit code.

    :ivar error: why it could not be started.
    """

    job: Job
    code: int
    seconds: float
    error: str | None = None

    @property
    def death(self) -> str | None:
        """How it died, where it could say nothing itself: killed from outside, or out of memory."""
        if self.error is not None:
            return self.error
        return f"the crawl was killed by signal {-self.code}" if self.code < 0 else None


def shard(text: str) -> tuple[int, int]:
    """The part of the sites that "i/n" names: the i-th of n, from 1 on.

    :raises UsageError: when it names none.
    """
    number, _, total = text.partition("/")
    if not (number.isdigit() and total.isdigit() and 1 <= int(number) <= int(total)):
        raise UsageError(f"--shard must be i/n with i from 1 to n, such as 1/4, not {text!r}")
    return int(number), int(total)


def belongs(site: str, part: tuple[int, int]) -> bool:
    """Whether ``site`` is in that part: the same one on every machine, whatever other sites there are."""
    number, total = part
    return zlib.crc32(site.encode()) % total == number - 1


def jobs(data: Path, names: Sequence[str] = ()) -> list[Job]:
    """The crawls of every site: those with a file, and the hosts that the spider ``site`` crawled last.

    :param names: only these.
    :raises UsageError: for a name that is neither.
    """
    found = {name: Job(name, (name,)) for name, site in all_sites().items() if site.start}
    left_out: dict[str, str] = {}
    for folder in sorted(data.iterdir()) if data.is_dir() else []:
        runs = _runs(folder)
        if not runs or folder.name in found:
            continue
        if why := why_left_out(folder.name, runs[-1]):
            left_out[folder.name] = why
        else:
            found[folder.name] = Job(folder.name, ("site", "-a", f"url={runs[-1].start[0]}"))
    for name in names:
        if name in left_out:
            raise UsageError(f"{name!r} {left_out[name]}")
        if name not in found:
            raise UsageError(f"there is no site {name!r}: see 'list' and 'status'")
    return [job for name, job in found.items() if not names or name in names]


def why_left_out(name: str, last: Run) -> str | None:
    """Why a site that was crawled is not crawled with all others; ``None`` for one that is.

    :param name: of its folder; :param last: its last crawl.
    """
    site = all_sites().get(name)
    if site is not None and site.start:
        return None
    if last.spider != "site" or not last.start:
        return "has no site file with a start page, and was not crawled with 'crawl site -a url=URL'"
    owner = site_for(last.start[0]).name
    return None if folder_name(owner) == name else f"is crawled as {owner} now, which its host belongs to"


def is_due(job: Job, data: Path, hours: float, now: datetime) -> bool:
    """Whether the site of ``job`` is to be crawled now."""
    due = next_due(_runs(data / job.site), hours)
    return due is None or due <= now


def _runs(folder: Path) -> list[Run]:
    try:
        return read_runs(folder) if folder.is_dir() else []
    except StoreError:
        return []  # the crawl of that site will say why


def run_all(  # noqa: PLR0913 (how they are to be run)
    chosen: Sequence[Job],
    data: Path,
    options: Sequence[str],
    *,
    at_once: int,
    timeout: float | None,
    tell: Callable[[Done], None],
    is_stopped: Callable[[], bool] = lambda: False,
) -> list[Done]:
    """Run the crawls, each in a process of its own, and wait for all.

    :param options: passed on to each.
    :param at_once: how many run at one time; :param timeout: seconds after which one is ended in order.
    :param tell: called when one has ended; :param is_stopped: asked now and then; then all are ended in order.
    """
    waiting, done = list(chosen), []
    running: list[_Running] = []
    while waiting or running:
        while waiting and len(running) < at_once and not is_stopped():
            job = waiting.pop(0)
            try:
                running.append(_Running(job, data, options, timeout))
            except StoreError as error:  # the others are crawled all the same
                done.append(Done(job, 1, 0.0, str(error)))
                tell(done[-1])
        if is_stopped():
            waiting.clear()
            for one in running:
                one.end()
        for one in list(running):
            ended = one.look()
            if ended is not None:
                running.remove(one)
                done.append(ended)
                tell(ended)
        time.sleep(0.05)
    return done


def last_words(data: Path, one: Done) -> Run:
    """The line that a crawl which has died leaves in the history of its site."""
    earlier, now = _runs(data / one.job.site), datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    last = earlier[-1] if earlier else None
    return Run(
        started=now,
        ended=now,
        spider=one.job.arguments[0],
        site=one.job.site,
        start=last.start if last else [],
        reason="died",
        error=one.death,
        verdict="failed",
        findings=[f"FinishReasonMonitor: it ended early: {one.death}"],
        articles=last.articles if last else 0,
        seconds=round(one.seconds, 1),
        version=__version__,
    )


class _Running:
    """A crawl in a process of its own, whose log goes to a file beside its dataset."""

    def __init__(self, job: Job, data: Path, options: Sequence[str], timeout: float | None) -> None:
        self._job, self._start, self._timeout = job, time.monotonic(), timeout
        self._ended_at: float | None = None
        path = data / job.site / LOG
        try:
            make_folder(path.parent)
            if path.exists() and path.stat().st_size > MAX_LOG:
                path.replace(path.with_name(LOG + ".1"))
            log = path.open("ab")
        except OSError as error:
            raise StoreError(f"cannot write {path}: {reason(error)}") from error
        with log:
            self._process = subprocess.Popen(  # noqa: S603 (our own command)
                [*_PROGRAM, "crawl", *job.arguments, *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, "PYTHONUTF8": "1"},
            )

    def end(self) -> None:
        """Ask the crawl to end in order; once."""
        if self._ended_at is None:
            self._ended_at = time.monotonic()
            self._process.terminate()

    def look(self) -> Done | None:
        """The crawl, if it has ended. One whose time is up is asked to end, and killed when it does not."""
        now = time.monotonic()
        if self._timeout is not None and now - self._start > self._timeout:
            self.end()
        if self._ended_at is not None and now - self._ended_at > _KILL_AFTER:
            self._process.kill()
        code = self._process.poll()
        return None if code is None else Done(self._job, code, now - self._start)
