"""``make bench``: every benchmark, one after the other. Each prints ratios measured in one run.

python -m benchmarks            # all
python -m benchmarks extraction # one
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path


def main() -> None:
    """Run the benchmarks named on the command line, or all."""
    names = sys.argv[1:] or sorted(p.stem for p in Path(__file__).parent.glob("[a-z]*.py"))
    for name in names:
        sys.argv = [f"benchmarks.{name}"]
        print(f"== {name}")
        runpy.run_module(f"benchmarks.{name}", run_name="__main__")


if __name__ == "__main__":
    main()
