"""``newsbot stats``: the figures of a dataset on the terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from contextlib import closing
from io import StringIO
from pathlib import Path

from rich import box
from rich.columns import Columns
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.commands import one_line_errors
from newsbot.commands.options import describe, some_arguments, told
from newsbot.commands.progress import watched
from newsbot.commands.terminal import printable, write_out
from newsbot.commands.wording import meanings
from newsbot.dataset.exports.selection import selected
from newsbot.dataset.overview.figures import FIELDS, Figures
from newsbot.records import Warn

_MOST = 15
_YEARS = 7
_SITES = 40
_PIPED_WIDTH = 100


class Command(ScrapyCommand):
    """Reads datasets and prints what is in them."""

    requires_crawler_process = False

    def syntax(self) -> str:
        """The arguments, for the usage line."""
        return "DATA... [options]"

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "Show the figures of a dataset: articles, coverage, warnings, bodies and posts"

    def long_desc(self) -> str:
        """What the command does, for its help."""
        return (
            "Reads dataset folders (data/<site>, or data for all sites), articles.jsonl files and exports of whole"
            " records, and prints articles per site and year, how many have each field, the warnings, and the bodies"
            " and posts that are named most. Of each article the newest revision counts. Exit code: 0, 1 if something"
            " could not be read, 2 for a wrong option."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument(
            "--top", type=int, default=_MOST, metavar="N", help="bodies and posts to show (%(default)s)"
        )
        one_line_errors(parser)
        describe(parser, self, "data")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check the options.

        :raises UsageError: for what cannot be meant.
        """
        super().process_options(args, opts)
        opts.data = some_arguments(args, "say of what: a dataset folder, such as data/<site>")
        if opts.top < 1:
            raise UsageError("--top must be at least 1", print_help=False)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 (signature of the base)
        """Run the command; ``exitcode`` tells how it went."""
        with told(self):
            write_out([shown(count(opts.data), opts.top).encode("utf-8", "replace")])


def count(data: Iterable[str]) -> Figures:
    """The figures of the datasets.

    :raises StoreError: when one is missing, or is none.
    """
    figures = Figures()
    paths = [Path(one) for one in data]
    with selected(paths, watched) as selection, closing(watched(selection, "records counted")) as records:
        for record in records:
            figures.add(record)
    return figures


def shown(figures: Figures, top: int) -> str:
    """The figures, laid out for the terminal or for a pipe."""
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    text = StringIO()
    console = Console(file=text, force_terminal=is_terminal, width=None if is_terminal else _PIPED_WIDTH)
    days = f", published {figures.first_day} to {figures.last_day}" if figures.first_day else ""
    console.print(Text(f"{figures.records} articles, {figures.named} attendances{days}", style="bold"))
    console.print(_years(figures))
    console.print(Columns([_coverage(figures), _warnings(figures)], padding=(0, 4)))
    bodies = (
        (f"{body}, {place}" if place else body, number) for (body, place), number in figures.bodies.most_common(top)
    )
    console.print(Columns([_most("bodies", bodies), _most("posts", figures.posts.most_common(top))], padding=(0, 4)))
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


def _table(title: str) -> Table:
    return Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold")


def _years(figures: Figures) -> Table:
    table = _table("articles per site and year")
    numbers = figures.by_year
    dated = sorted(year for year in numbers if year)
    columns = {"earlier": dated[:-_YEARS], **{str(year): [year] for year in dated[-_YEARS:]}, "undated": [0]}
    columns = {name: years for name, years in columns.items() if any(numbers[year] for year in years)}
    table.add_column("site", overflow="fold", min_width=20)
    for name in columns:
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("all", justify="right", style="bold", no_wrap=True)
    rows = [(printable(site), [site]) for site in figures.sites[:_SITES]]
    if others := figures.sites[_SITES:]:
        rows.append((f"{len(others)} other sites", others))
    for name, sites in rows:
        row = [sum(figures.by_site_and_year[site, year] for site in sites for year in columns[c]) for c in columns]
        table.add_row(Text(name), *(str(number or "-") for number in row), str(sum(row)))
    return table


def _coverage(figures: Figures) -> Table:
    table = _table("articles that have")
    table.add_column("field")
    table.add_column("number", justify="right")
    table.add_column("share", justify="right")
    for name in FIELDS:
        number = figures.filled[name]
        table.add_row(name, str(number), f"{100 * number / figures.records:.1f} %")
    return table


def _warnings(figures: Figures) -> Group:
    table = _table("warnings")
    table.add_column("code")
    table.add_column("articles", justify="right")
    table.add_column("what it says", overflow="fold", ratio=1)
    words = meanings(Warn)
    for code, number in sorted(figures.warned.items(), key=lambda pair: (-pair[1], pair[0])):
        table.add_row(code, str(number), words[code])
    return Group(table)


def _most(what: str, counted: Iterable[tuple[str, int]]) -> Table:
    table = _table(f"{what} named most")
    table.add_column(what)
    table.add_column("times", justify="right")
    for name, number in counted:
        table.add_row(Text(printable(name)), str(number))
    return table
