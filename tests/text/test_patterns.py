"""No regular expression of the text layer takes more than linear time, whatever the text holds.

Every compiled pattern of the package is found by looking into its modules: constants, and cached functions that build a
pattern from the word lists. Each is searched in texts that repeat single characters, and the words that it is made of,
once, twice and four times as long.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from inspect import signature

import pytest

import newsbot.text
from newsbot.text import lexicon

SIZE = 1500
"""Length of the shortest text, in characters."""
UNITS = (
    " ",
    "a",
    "A",
    "0",
    "a ",
    "A ",
    "Aa ",
    "0 ",
    ",",
    "a,",
    ";",
    "-",
    " - ",
    "a-",
    "(",
    ")",
    ".",
    "a.",
    ". ",
    "…",
    "'",
)
UNITS += ("\n", "a\n", '"', "“a” ", "/", "0/", "0/0 ", "0.", ":", "a:", "|", "_", "ớ", "Ớ ")
WORD = re.compile(r"[^\W\d_]{2,}")
MOST_WORDS, LONGEST_WORD = 10, 40
QUICK = 0.01
"""Seconds that need no closer look: a search of quadratic time takes many times longer."""


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """All patterns of ``newsbot.text``, with the name of where they are."""
    for info in pkgutil.iter_modules(newsbot.text.__path__):
        module = importlib.import_module(f"newsbot.text.{info.name}")
        for name, value in sorted(vars(module).items()):
            if isinstance(value, re.Pattern):
                yield f"{info.name}.{name}", value
            elif (
                hasattr(value, "cache_info") and value.__module__ == module.__name__ and not signature(value).parameters
            ):
                built = value()
                if isinstance(built, re.Pattern):
                    yield f"{info.name}.{name}", built
    for name in sorted({row["list"] for row in lexicon.table("vocabulary")}):
        yield f"finder({name})", lexicon.finder(name)


def units(pattern: re.Pattern[str]) -> list[str]:
    words = [word for word in dict.fromkeys(WORD.findall(pattern.pattern)) if len(word) <= LONGEST_WORD]
    some = [*words[: MOST_WORDS // 2], *words[-MOST_WORDS // 2 :]]
    return [*UNITS, *some, *(f"{word} " for word in some), " ".join(some) + " "]


def seconds(pattern: re.Pattern[str], text: str) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for _ in pattern.finditer(text):
            pass
        best = min(best, time.process_time() - start)
        if best < QUICK:
            break
    return best


FOUND = dict(patterns())


def slow_on(pattern: re.Pattern[str]) -> str | None:
    """A unit whose repetitions take the pattern much more than four times as long when there are four times as many."""
    for unit in units(pattern):
        once, fourfold = (unit * (SIZE * times // len(unit)) for times in (1, 4))
        whole = seconds(pattern, fourfold)
        if whole > QUICK and whole > 8 * seconds(pattern, once):
            return unit
    return None


@pytest.mark.parametrize("name", FOUND)
def test_the_time_of_a_search_grows_with_the_text_only(name: str) -> None:
    assert slow_on(FOUND[name]) is None


@pytest.mark.parametrize(
    ("pattern", "slow"),
    [(r"\s*x", (" ", "\n", "\t")), (r"có[^.]*của", ("có", "có ")), (r"\w+ \w+!", ("a", "A", "0", "a "))],
)
def test_a_pattern_of_more_than_linear_time_is_found(pattern: str, slow: tuple[str, ...]) -> None:
    assert slow_on(re.compile(pattern)) in slow


def test_there_are_patterns_to_look_at() -> None:
    assert len(FOUND) > 150
