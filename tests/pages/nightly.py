"""Many thousands of broken pages: ``make nightly``, or ``python -m tests.pages.nightly [--cases N] [--seed S]``.

Of each page it is asked that reading it raises nothing, gives a record that the schema accepts, and takes no more time
than its length allows.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from pathlib import Path

from newsbot.pages.article import extract_article
from newsbot.records import to_dict
from newsbot.schema import validator
from tests.pages.mutations import circumstances, mutated

CASES = 20_000
_BASE, _PER_BYTE = 0.25, 2e-6
"""Seconds of processor time for a page, and for each of its bytes: about ten times what a whole page takes."""


def check(rng: random.Random) -> tuple[bytes, float, str]:
    """One case: the page, the seconds that it took, and what is wrong ("" when nothing is)."""
    body = mutated(rng)
    url, content_type, fetched = circumstances(rng)
    start = time.process_time()
    try:
        record = to_dict(extract_article(body, url, content_type=content_type, fetched_at=fetched))
        seconds = time.process_time() - start
        validator()(record)
    except Exception:
        return body, time.process_time() - start, f"{url!r} {content_type!r}\n{traceback.format_exc()}"
    allowed = _BASE + _PER_BYTE * len(body)
    return body, seconds, f"took {seconds:.2f} s for {len(body)} bytes" if seconds > allowed else ""


def main() -> int:
    """Run the cases; 1 when any went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.pages.nightly", description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--seed", type=int, default=0, help="other cases than those of the last night")
    parser.add_argument("--keep", type=Path, help="a folder for the pages that went wrong")
    options = parser.parse_args()
    wrong, longest, size = 0, 0.0, 0
    for number in range(options.cases):
        name = f"{options.seed}-{number}"
        body, seconds, problem = check(random.Random(name))  # noqa: S311 - repeatable cases, no secrets
        longest, size = max(longest, seconds), size + len(body)
        if problem:
            wrong += 1
            sys.stdout.write(f"case {name}: {problem}\n")
            if options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / f"{name}.html").write_bytes(body)
    sys.stdout.write(
        f"{options.cases} pages, {size / 1e6:.0f} MB: {wrong} went wrong; the slowest took {longest:.2f} s\n"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
