"""How far a long run has come: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable
from datetime import timedelta
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from newsbot.commands.terminal import say

_EVERY = 1000
_SECONDS = 0.5

Item = TypeVar("Item")
Share = Callable[[], float | None]
"""How much of all the work is done, from 0 to 1; ``None`` while that is not known."""


def watched(items: Iterable[Item], unit: str, share: Share = lambda: None) -> Generator[Item]:
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
        started = shown = time.monotonic()
        for number, item in enumerate(items, start=1):
            yield item
            bar.advance(task)
            if (now := time.monotonic()) - shown >= _SECONDS:
                shown = now
                done = share()
                bar.update(task, total=number / done if done else None)
                bar.update(task, description=f"{unit}, {pace(number, now - started, done)}")


def pace(number: int, seconds: float, share: float | None) -> str:
    """How fast it goes, and how long it will still take where that can be told: "84/s, 0:12:30 left"."""
    rate = f"{number / seconds:.0f}/s"
    return f"{rate}, {timedelta(seconds=round(seconds / share - seconds))} left" if share else rate
