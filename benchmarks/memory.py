"""The most memory that a re-run takes, over a small archive and over one of ten times its size: it must not grow.

    python -m benchmarks.memory [--megabytes 200] [--times 10] [--workers 2]

Each archive holds articles and, as in a browser's archive, two pictures to an article; 200 MB are some 1 400 articles.
What is printed is the largest process of each run. Takes some 5 GB of disk and, with the sizes by default, minutes.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from benchmarks import archives
from benchmarks.extraction import pages
from newsbot.archive.building import Exchange

_PICTURE = 60_000


def exchanges() -> Iterator[Exchange]:
    """Articles and pictures without end, the same each time."""
    chance = random.Random(7)  # noqa: S311 (the same each time, no secret)
    templates = pages()
    for number in count():
        yield archives.article(number, archives.numbered(templates[number % len(templates)], number))
        for which in "ab":
            picture = b"\xff\xd8\xff\xe0" + chance.randbytes(_PICTURE)  # a JPEG cannot be compressed either
            yield archives.exchange(f"/anh/{number}-{which}.jpg", picture, "image/jpeg")


def measure(megabytes: int, workers: int) -> float:
    """Make an archive of this size and read it; the most megabytes of a process."""
    with tempfile.TemporaryDirectory() as folder:
        path = archives.write(Path(folder), exchanges(), megabytes * 1_000_000)
        output = Path(folder) / "out.jsonl"
        ran = archives.extract(path, output, "--workers", str(workers))
        told = archives.report(output)
        print(
            f"{path.stat().st_size / 1e6:.0f} MB: {told['pages']} pages, {told['records']} records,"
            f" {ran.seconds:.0f} s with {workers} processes, the largest {ran.megabytes:.0f} MB"
        )
        return ran.megabytes


def main() -> None:
    """Measure both and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    print(archives.load())
    small, large = (measure(options.megabytes * times, options.workers) for times in (1, options.times))
    print(f"{options.times} times the archive, {large / small:.2f} times the memory")


if __name__ == "__main__":
    main()
