"""What the demo prints: the articles, one record in full, the figures of the crawl, and where to go from here."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

import newsbot
from newsbot.commands.terminal import printable
from newsbot.counters import Counts

REPLICA = Path(newsbot.__file__).resolve().parents[1] / "fixtures" / "replica"
"""The replica site, which lies in the repository beside the package."""

Record = dict[str, Any]
_SHOWN_NAMES = 3


def show(console: Console, path: Path, records: list[Record], counts: Counts) -> None:
    """Show the dataset at ``path``, which holds ``records`` after a crawl with these ``counts``."""
    console.print(_articles(records))
    console.print(_record(_example(records)))
    console.print(_figures(counts))
    console.print(Text(_verdict(path, len(records), counts), style="bold"))
    console.print()
    console.print(_files(path))
    console.print(_next_commands(path.parent), soft_wrap=True)  # a command must stay in one piece


def _articles(records: list[Record]) -> Table:
    table = Table(title=f"{len(records)} articles", box=box.SIMPLE_HEAD, expand=True, title_justify="left")
    table.add_column("date", no_wrap=True)
    table.add_column("title", ratio=5)
    table.add_column("attendees", ratio=4)
    table.add_column("byline", ratio=2, overflow="fold")
    for record in sorted(records, key=lambda r: (r["published_date"] or "", r["id"]), reverse=True):
        byline = record["byline"]["text"] if record["byline"] else None
        table.add_row(*map(_text, (record["published_date"], record["title"], _names(record), byline)))
    return table


def _names(record: Record) -> str | None:
    names = [person["name"] for person in record["attendees"]]
    more = len(names) - _SHOWN_NAMES
    shown = ", ".join(names[:_SHOWN_NAMES])
    return (f"{shown} and {more} more" if more > 0 else shown) or None


def _example(records: list[Record]) -> Record:
    """The shortest record that shows most of what there is to see."""
    telling = [r for r in records if len(r["attendees"]) > 1 and r["byline"] and r["event"]]
    return min(telling or records, key=lambda r: len(json.dumps(r)))


def _record(record: Record) -> RenderableType:
    return Panel(_tree(record), title="one record in full", title_align="left", box=box.ROUNDED)


def _tree(value: Any) -> RenderableType:
    """JSON data, laid out so that long text wraps beside its key."""
    if isinstance(value, dict) and value:
        grid = Table.grid(padding=(0, 1))
        grid.add_column(no_wrap=True, style="cyan")
        grid.add_column(overflow="fold")
        for key, item in value.items():
            grid.add_row(printable(key), _tree(item))
        return grid
    if isinstance(value, list) and value:
        grid = Table.grid(padding=(0, 1))
        grid.add_column(no_wrap=True, style="cyan")
        grid.add_column(overflow="fold")
        for item in value:
            grid.add_row("-", _tree(item))
        return grid
    if isinstance(value, str):
        return Text(printable(value))
    return Text(json.dumps(value), style="dim")


def _figures(counts: Counts) -> Table:
    table = Table(title="the crawl", box=box.SIMPLE, show_header=False, title_justify="left")
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    rows: list[tuple[str, int]] = [
        ("pages fetched", counts.pages),
        ("articles, new", counts.new),
        ("articles, changed", counts.changed),
        ("articles, known and not fetched again", counts.known),
    ]
    rows += [(f"dropped: {reason}", number) for reason, number in counts.dropped.items()]
    rows += [("not found (404)", counts.not_found), ("redirects", counts.redirects)]
    rows += [("closed by robots.txt", counts.closed)]
    rows += [(f"links not followed: {reason}", number) for reason, number in counts.refused.items()]
    for label, number in rows:
        table.add_row(label, str(number))
    return table


def _verdict(path: Path, held: int, counts: Counts) -> str:
    if counts.written:
        return f"{counts.written} records written in {counts.seconds:.1f} s; {path} holds {held}."
    return f"Nothing new: all {held} articles are known, and nothing was written to {path}."


def _files(path: Path) -> RenderableType:
    return Group(Rule("files", align="left", style="dim"), Text(f"{path}  one article per line, JSON"))


def _next_commands(data: Path) -> RenderableType:
    program, pages = _program(), _from_here(REPLICA / "pages")
    commands = [
        ("demo", "again: nothing new is found, nothing is written twice"),
        (f"probe {pages}/tet-sum-vay.html", "what one page says, and where it says so"),
        (f"extract {pages} -o pages.jsonl", "kept pages to records, without the network"),
        (f"stats {data}", "figures of the dataset"),
        (f"report {data} -o report.html", "the same as one page with plots"),
        (f"export {data} --to sqlite", "tables with full-text search, described as a data package"),
        (f"browse {data}", "articles, people and bodies in a browser"),
        ("list", "the spiders: one per site that has a file, and one for any site"),
        ("crawl site -a url=https://host/", "that one; a public host needs NEWSBOT_CONTACT"),
    ]
    lines = [Text.assemble((f"{program} {command}", "bold"), ("\n    " + words, "dim")) for command, words in commands]
    return Group(Rule("next", align="left", style="dim"), *lines)


def _program() -> str:
    """How to call newsbot from the current folder."""
    if shutil.which("newsbot"):
        return "newsbot"
    return _from_here(Path(sys.executable).parent / "newsbot")


def _from_here(path: Path) -> str:
    """``path`` as one would type it."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def _text(value: str | None) -> Text:
    return Text("-", style="dim") if value is None else Text(printable(value))
