"""``make bench``: benchmarks, one after the other. Each prints ratios measured in one run.

    python -m benchmarks                    # the quick ones: some minutes
    python -m benchmarks memory million     # those that are named

What a benchmark measures, and which options it takes, it says itself: ``python -m benchmarks.crawl --help``.
"""

from __future__ import annotations

import argparse
import runpy
import sys

QUICK = ("archive", "crawl", "export", "extraction", "text")
LONG = ("crawl_memory", "memory", "million")
"""These take long, or much disk: they run when they are named."""


def main() -> None:
    """Run the benchmarks named on the command line, or the quick ones."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    known = (*QUICK, *LONG)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(known)}")
    names = parser.parse_args().names or QUICK
    if unknown := [name for name in names if name not in known]:
        parser.error(f"no benchmark is called {', '.join(unknown)}: there are {', '.join(known)}")
    for name in names:
        sys.argv = [f"benchmarks.{name}"]
        print(f"== {name}", flush=True)
        runpy.run_module(f"benchmarks.{name}", run_name="__main__")


if __name__ == "__main__":
    main()
