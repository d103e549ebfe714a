"""Pages per second of a re-run over a WARC file, beside the least that has to be done, and beside a peer.

    python -m benchmarks.archive [--pages 800] [--rounds 3] [--pages-of-two 8000]

All read one archive, written as a crawl writes it, of the pages that ``benchmarks.extraction`` reads too. The limit is
FastWARC's iteration with a bare lxml parse and all text; the peer is trafilatura over FastWARC's iteration. Seconds are
those of one core (CPU time), without the start of the process, so that a busy machine does not count; the best round
does. The gain by a second process is in time of the clock, and depends on what else runs: beside it stands the gain
of the limit, which is two processes that have nothing to do with each other. It is measured over a larger archive,
since each process needs a second to start.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecordType
from lxml import html

from benchmarks import archives
from benchmarks.extraction import pages
from newsbot.archive.page import Page
from newsbot.archive.selection import Selection
from newsbot.archive.sources import Sources
from newsbot.extraction.parts import Options
from newsbot.extraction.pool import own_processes
from newsbot.extraction.run import Extraction, Order
from newsbot.extraction.targets import FileTarget

Task = Callable[[Path], int]


def bodies(path: Path) -> Iterator[bytes]:
    """The bodies in an archive."""
    with path.open("rb") as file:
        for record in ArchiveIterator(file, record_types=WarcRecordType.response):
            yield record.reader.read()


def limit(path: Path) -> int:
    """Iterate, parse, take all text."""
    return sum(1 for body in bodies(path) if html.fromstring(body).text_content())


def newsbot(path: Path) -> int:
    """The whole run in this process: records, checks, parts, ledger, report."""
    with tempfile.TemporaryDirectory() as folder:
        order = Order(
            inputs=[str(path)],
            sources=Sources(),
            options=Options(selection=Selection(), keep_all=True),
            target=FileTarget(Path(folder) / "out.jsonl"),
            hands=own_processes(1),
            named={},
        )
        extraction = Extraction(order)
        for _ in extraction.run():
            pass
        return extraction.report.pages


def reading(path: Path) -> int:
    """Of a run, what is done before a page is looked at: records, digests, bodies."""
    entries = chain.from_iterable(job.entries(Selection()) for job in Sources().jobs(str(path)))
    return sum(isinstance(entry, Page) for entry in entries)


def trafilatura(path: Path) -> int:
    """The peer: text and metadata."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - a peer that need not be there

    return sum(1 for body in bodies(path) if bare_extraction(body, with_metadata=True) or True)


TASKS: dict[str, Task] = {"newsbot extract": newsbot, "its reading": reading, "the limit": limit}
if importlib.util.find_spec("trafilatura"):
    TASKS["trafilatura"] = trafilatura


def cpu(task: Task, path: Path, number: int) -> float:
    """Seconds of one core."""
    started = time.process_time()
    assert task(path) == number, f"{task.__name__} does not read all pages"
    return time.process_time() - started


def clock(path: Path, number: int) -> float:
    """Seconds that the limit takes in ``number`` processes at once, each over all of the archive."""
    command = [sys.executable, "-m", "benchmarks.archive", "--limit-of", str(path)]
    started = time.perf_counter()
    processes = [subprocess.Popen(command) for _ in range(number)]  # noqa: S603 (own command)
    assert {process.wait() for process in processes} == {0}
    return time.perf_counter() - started


def measure(path: Path, number: int, rounds: int) -> None:
    """Print the table."""
    best: dict[str, float] = {}
    for _ in range(rounds):
        for name, task in TASKS.items():
            best[name] = min(best.get(name, 1e9), cpu(task, path, number))
    own = best["newsbot extract"]
    print(f"{'':18}{'ms/page':>9}{'pages/s':>9}{'newsbot takes':>15}")
    for name, seconds in best.items():
        print(f"{name:18}{seconds / number * 1000:9.2f}{number / seconds:9.0f}{own / seconds:14.2f}x")


def gain(path: Path, number: int) -> None:
    """Print what a second process brings."""
    with tempfile.TemporaryDirectory() as folder:
        one, two = (archives.extract(path, Path(folder) / "o.jsonl", "--workers", n).seconds for n in "12")
    bare = 2 * clock(path, 1) / clock(path, 2)
    print(f"2 processes instead of 1: {one / two:.2f} x as fast ({number} pages); two bare processes: {bare:.2f} x")


def written(folder: Path, number: int) -> Path:
    """An archive of so many pages."""
    templates = pages()
    made = (archives.article(n, archives.numbered(templates[n % len(templates)], n)) for n in range(number))
    return archives.write(folder, made)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=800)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pages-of-two", type=int, default=8000, help="pages over which a second process is measured")
    parser.add_argument("--limit-of", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.limit_of:
        limit(options.limit_of)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder) / "table", options.pages)
        size = path.stat().st_size
        print(f"{options.pages} pages, {size / 1e6:.1f} MB of WARC, {archives.load()}")
        measure(path, options.pages, options.rounds)
        gain(written(Path(folder) / "gain", options.pages_of_two), options.pages_of_two)


if __name__ == "__main__":
    main()
