"""Milliseconds per page of ``extract_article`` beside a bare lxml parse and beside other extractors.

    python -m benchmarks.extraction [--rounds 5]

The pages are those of the development data where they are present (real pages of 2013-2026), else the invented pages
of the tests. All candidates read each page in turn, in one process, so that a busy machine slows them alike; the best
round counts. Peers are measured where they are installed (extra ``bench``).
"""

from __future__ import annotations

import argparse
import importlib.util
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from lxml import html

from newsbot import extract_article

ROOT = Path(__file__).resolve().parents[1]
URL = "https://page.example/tin-tuc/bai-viet-1491932517"
Reader = Callable[[bytes], object]


def pages() -> list[bytes]:
    """The pages to read."""
    folder = ROOT.parent / "shared" / "pages"
    folder = folder if folder.is_dir() else ROOT / "fixtures" / "replica" / "pages"
    return [path.read_bytes() for path in sorted(folder.glob("*.html"))]


def bare(body: bytes) -> str:
    """The limit: parse, and take all text."""
    return str(html.fromstring(body).text_content())


def newsbot(body: bytes) -> object:
    """All of it: decode, parse, every field, attendees."""
    return extract_article(body, URL)


def readers() -> dict[str, Reader]:
    """What is measured, newsbot first."""
    found: dict[str, Reader] = {"newsbot": newsbot, "bare lxml": bare}
    if importlib.util.find_spec("trafilatura"):
        from trafilatura import bare_extraction  # noqa: PLC0415 - a peer that need not be there

        found["trafilatura"] = lambda body: bare_extraction(body, url=URL, with_metadata=True)
    if importlib.util.find_spec("goose3"):
        from goose3 import Goose  # noqa: PLC0415

        goose = Goose()
        found["goose3"] = lambda body: goose.extract(raw_html=body.decode("utf-8", "replace"))
    if importlib.util.find_spec("newspaper"):
        from newspaper import article as newspaper  # noqa: PLC0415

        found["newspaper4k"] = lambda body: newspaper(
            URL, input_html=body.decode("utf-8", "replace"), fetch_images=False
        )
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    bodies, found = pages(), readers()
    best: dict[str, float] = {}
    for _ in range(rounds + 1):  # the first round warms up
        spent = dict.fromkeys(found, 0.0)
        for body in bodies:
            for name, read in found.items():
                start = time.perf_counter()
                read(body)
                spent[name] += time.perf_counter() - start
        best = {name: min(best.get(name, seconds), seconds) for name, seconds in spent.items()}
    own = best["newsbot"]
    print(f"{len(bodies)} pages, {sum(map(len, bodies)) / len(bodies) / 1000:.0f} kB on average")
    print(f"{'':14}{'ms/page':>9}{'newsbot =':>11}{'peak MB':>9}")
    for name, seconds in best.items():
        print(f"{name:14}{seconds / len(bodies) * 1000:9.2f}{seconds / own:10.2f}x{_peak(found[name], bodies):9.1f}")


def _peak(read: Reader, bodies: list[bytes]) -> float:
    """The most memory that Python held while reading the largest page, in MB."""
    largest = max(bodies, key=len)
    tracemalloc.start()
    read(largest)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


if __name__ == "__main__":
    main()
