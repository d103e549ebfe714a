"""``make soak``: thirty kills over a thousand articles."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.crash.killing import compare

ARTICLES = 1000
KILLS = 30


def main() -> None:
    """Run, and say whether the two datasets are equal."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else int(time.time())
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        calm, killed = compare(Path(folder), articles=ARTICLES, kills=KILLS, seed=seed, slowest=0.6)
        equal = killed.contents() == calm.contents() and len(killed.lines) == len(calm.lines) == ARTICLES
    seconds, verdict = time.monotonic() - start, "equal" if equal else "DIFFERENT"
    sys.stdout.write(
        f"seed {seed}: {KILLS} kills over {ARTICLES} articles in {seconds:.0f} s, {len(killed.lines)} lines,"
        f" {killed.requests} requests ({calm.requests} undisturbed): {verdict}\n"
    )
    sys.exit(0 if equal else 1)


if __name__ == "__main__":
    main()
