"""Where the time of ``extract_article`` goes: milliseconds per page and share of each stage, beside a bare lxml parse.

    python -m benchmarks.stages [--rounds 20]

The same pages as ``benchmarks.extraction``. A stage is a function that the reading of a page calls once; its time is
processor time, so that other programs disturb it little, and the best round counts. Stages inside others are indented.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any

from benchmarks.extraction import bare, newsbot, pages
from newsbot.pages import article, document, layout

STAGES: tuple[tuple[ModuleType, str, str], ...] = (
    (article, "read_document", "decode"),
    (article, "read_layout", "layout"),
    (document, "parse", "  parse (lxml)"),
    (layout, "read_metadata", "  metadata"),
    (layout, "read_blocks", "  blocks"),
    (layout, "apply_family", "  family of CMS"),
    (layout, "read_zones", "  furniture"),
    (layout, "choose_title", "  title"),
    (article, "_read_parts", "parts of the article"),
    (article, "choose_published", "publication date"),
    (article, "choose_byline", "byline"),
    (article, "match_images", "images"),
    (article, "choose_section", "section"),
    (article, "choose_tags", "tags"),
    (article, "read_dateline", "dateline"),
    (article, "read_attendance", "attendees"),
    (article, "page_kind", "kind"),
)


def measured(function: Callable[..., Any], label: str, spent: dict[str, float]) -> Callable[..., Any]:
    """``function``, with its processor time in seconds added to ``spent``."""

    def timed(*args: Any, **kwargs: Any) -> Any:
        start = time.process_time()
        try:
            return function(*args, **kwargs)
        finally:
            spent[label] += time.process_time() - start

    return timed


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    spent: dict[str, float] = {}
    for module, name, label in STAGES:
        setattr(module, name, measured(getattr(module, name), label, spent))
    whole, limit = measured(newsbot, "all", spent), measured(bare, "bare lxml", spent)
    bodies = pages()
    best: dict[str, float] = {}
    for _ in range(rounds):
        spent.update(dict.fromkeys(("all", *(label for *_, label in STAGES), "bare lxml"), 0.0))
        for body in bodies:
            whole(body)
            limit(body)
        best = {label: min(best.get(label, seconds), seconds) for label, seconds in spent.items()}
    for label, seconds in best.items():
        print(f"{label:24}{seconds / len(bodies) * 1000:8.3f} ms{seconds / best['all']:7.1%}")


if __name__ == "__main__":
    main()
