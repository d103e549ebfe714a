"""Picture shows: pictures one behind the other, each with a counter ("3/12") and a caption."""

from __future__ import annotations

import re
from collections import defaultdict

from newsbot.pages.blocks import Block

_COUNTER = re.compile(r"(?:(?:ảnh|hình)\s)?\(?(?P<number>[0-9]{1,3})\s?/\s?(?P<total>[0-9]{1,3})\)?", re.IGNORECASE)
_LONGEST_COUNTER = 15
_FEWEST = 3


def counters(blocks: list[Block], start: int, end: int) -> frozenset[int]:
    """The numbers of those of the blocks ``start`` .. ``end`` that count the pictures of a show, from the first on."""
    found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for number in range(start, min(end, len(blocks))):
        text = blocks[number].text
        if len(text) <= _LONGEST_COUNTER and (match := _COUNTER.fullmatch(text)) is not None:
            found[int(match["total"])].append((int(match["number"]), number))
    shows = [counted for total, counted in found.items() if total >= _FEWEST and _goes_up(counted)]
    return frozenset(block for counted in shows for _, block in counted)


def _goes_up(counted: list[tuple[int, int]]) -> bool:
    """Whether they count from one upwards, and to three at least."""
    return len(counted) >= _FEWEST and [number for number, _ in counted] == list(range(1, len(counted) + 1))
