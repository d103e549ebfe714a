"""``make quality``: figures on the development data, with the worst misses."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from newsbot import extract_article
from tests.conftest import SHARED
from tests.pages.layouts.plan import all_pages
from tests.pages.layouts.score import results
from tests.quality import attendees, lines, pages, peers

_MOST_MISSES = 12


def main() -> int:
    """Print the tables; exit 1 where the development data are absent."""
    console = Console()
    if not SHARED.is_dir():
        console.print("the development data is not here")
        return 1
    _attendees(console, SHARED)
    _lines(console, SHARED)
    _pages(console, SHARED)
    _layouts(console)
    _peers(console, SHARED)
    return 0


def _attendees(console: Console, shared: Path) -> None:
    rows = attendees.table(shared)
    table = Table(title="Who took part (F1; unseen: passages not looked at while writing rules)")
    for heading in ("file", "part", "passages", "names", "name", "full", "position", "exact"):
        table.add_column(heading, justify="left" if heading in ("file", "part") else "right")
    for row in rows:
        table.add_row(
            row["file"], row["part"], str(row["passages"]), str(row["names"]), *(f"{row[k]:.4f}" for k in _F1)
        )
    console.print(table)


_F1 = ("name", "full", "position", "exact")


def _lines(console: Console, shared: Path) -> None:
    table = Table(title="Printed lines: rows of the domain tables read as expected")
    table.add_column("table")
    table.add_column("right", justify="right")
    table.add_column("of", justify="right")
    table.add_column("misses")
    for name, (right, total, misses) in lines.table(shared).items():
        table.add_row(name, str(right), str(total), "; ".join(misses[:4]))
    console.print(table)


def _pages(console: Console, shared: Path) -> None:
    scores = [pages.score_page(row, pages.read(shared, row)) for row in pages.rows(shared)]
    table = Table(title=f"{len(scores)} real pages: share right")
    figures = pages.figures(scores)
    for name in figures:
        table.add_column(name, justify="right")
    table.add_row(*(f"{value:.4f}" for value in figures.values()))
    console.print(table)
    misses = [(score.file, name, *values) for score in scores for name, values in score.misses.items()]
    for file, name, want, got in misses[:_MOST_MISSES]:
        console.print(
            f"{file}  {name}\n  want {str(want)[:160]}\n  got  {str(got)[:160]}", markup=False, highlight=False
        )


def _layouts(console: Console) -> None:
    outcomes = [result for page in all_pages() for result in results(page)]
    table = Table(title="Simulated layouts: share of fields right")
    table.add_column("layout")
    table.add_column("right", justify="right")
    table.add_column("of", justify="right")
    for layout in dict.fromkeys(outcome.page.layout for outcome in outcomes):
        rows = [outcome.right for outcome in outcomes if outcome.page.layout == layout]
        table.add_row(layout, str(sum(rows)), str(len(rows)))
    console.print(table)


def _peers(console: Console, shared: Path) -> None:
    rows = [row for row in pages.rows(shared) if row["kind"] == "article"]
    gold = [(row, (shared / "pages" / row["file"]).read_bytes()) for row in rows]
    table = Table(title="Other extractors on the same pages (pip install '.[bench]')")
    for heading in ("extractor", "title", "day", "text_f1"):
        table.add_column(heading, justify="left" if heading == "extractor" else "right")
    for name, read in {"newsbot": _newsbot, **peers.peers()}.items():
        table.add_row(name, *(f"{value:.4f}" for value in peers.score(read, gold).values()))
    console.print(table)


def _newsbot(body: bytes, url: str) -> peers.Reading:
    article = extract_article(body, url)
    text = "\n".join([article.lead or "", *article.body])
    return peers.Reading(article.title, article.published_date, text)


if __name__ == "__main__":
    sys.exit(main())
