"""Prints how many fields of the invented pages are read right: ``python -m tests.pages.layouts [--dump ID]``."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable

from tests.pages.layouts.model import Page
from tests.pages.layouts.plan import all_pages, invented_pages
from tests.pages.layouts.score import FIELDS, Result, fields_of, results

_WIDTH = 160


def _share(outcomes: Iterable[Result]) -> str:
    marks = [result.right for result in outcomes]
    return f"{sum(marks):4d} of {len(marks):4d}  {100 * sum(marks) / len(marks):6.1f} %"


def _table(outcomes: list[Result], key: Callable[[Result], str], order: Iterable[str]) -> str:
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in outcomes:
        groups[key(result)].append(result)
    return "\n".join(f"  {name:<16}{_share(groups[name])}" for name in order if name in groups)


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= _WIDTH else text[:_WIDTH] + "…"


def _detail(result: Result) -> str:
    return (
        f"{result.page.id}  {result.field}  [{', '.join(result.page.traits)}]\n"
        f"    want {_short(result.want)}\n    got  {_short(result.got)}\n    from {result.provenance}"
    )


def _results(page: Page) -> list[Result]:
    """The results of a page; a crash is a wrong answer to every question."""
    try:
        return list(results(page))
    except Exception as error:
        return [
            Result(page, name, right=False, want="no crash", got=repr(error), provenance=None)
            for name in fields_of(page)
        ]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.pages.layouts", description=__doc__)
    parser.add_argument("--dump", metavar="ID", help="write the markup of one page to standard output")
    parser.add_argument("--field", help="only this field")
    parser.add_argument("--layout", help="only this layout")
    parser.add_argument("--seed", default="", help="combine stories and looks in another way than the tests do")
    parser.add_argument("--invented", metavar="A:B", help="the sites with these numbers, drawn at random, instead")
    parser.add_argument("--brief", action="store_true", help="the tables without the failures")
    return parser.parse_args()


def main() -> int:
    """Print the tables and the failures, or one page."""
    options = _arguments()
    if options.invented:
        first, last = map(int, options.invented.split(":"))
        pages = {page.id: page for page in invented_pages(range(first, last))}
    else:
        pages = {page.id: page for page in all_pages(options.seed)}
    if options.dump:
        if options.dump not in pages:
            sys.stderr.write(f"no page {options.dump!r}\n")
            return 2
        sys.stdout.buffer.write(pages[options.dump].body)
        return 0
    chosen = [page for page in pages.values() if options.layout in (None, page.layout)]
    outcomes = [r for page in chosen for r in _results(page) if options.field in (None, r.field)]
    layouts = dict.fromkeys(page.layout for page in chosen)
    report = [
        f"{len(chosen)} pages; all fields right on {len(chosen) - len({r.page.id for r in outcomes if not r.right})}",
        _table(outcomes, lambda r: r.field, FIELDS),
        _table(outcomes, lambda r: r.page.layout, layouts),
    ]
    if not options.brief:
        report += [_detail(result) for result in outcomes if not result.right]
    sys.stdout.write("\n\n".join(report) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
