"""How far a long run has come: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from newsbot.commands.terminal import say

_EVERY = 1000

Item = TypeVar("Item")


def watched(items: Iterable[Item], unit: str) -> Generator[Item]:
    """Pass ``items`` on and show on standard error how many have passed. Close it when leaving it early."""
    console = Console(stderr=True)
    if not console.is_terminal:
        for number, item in enumerate(items, start=1):
            yield item
            if number % _EVERY == 0:
                say(f"{number} {unit}")
        return
    columns = (BarColumn(), TextColumn("{task.completed} {task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(unit, total=None)
        for item in items:
            yield item
            bar.advance(task)
