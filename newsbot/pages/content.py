"""Where the article lies among the blocks of a page.

Every block has a value: running text counts for, links and furniture count against. The region with the greatest sum
holds the body. That needs no class name and stands on nested tables, one big form or unnamed ``<div>`` elements alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, islice

from newsbot.pages.blocks import Blocks
from newsbot.pages.hints import Hint, hints
from newsbot.pages.phrases import is_imprint
from newsbot.pages.zones import Zones

_LONGEST = 1500
_LINK_COST = 30
_SHORT_COST = 3
_SENTENCE = 40
_DEEP, _LEVELS = 6, 2
_PARAGRAPHS, _NEARLY = 3, 0.6


@dataclass(frozen=True)
class Span:
    """The blocks ``start`` .. ``end`` (the end excluded) of region ``region`` (-1: no region)."""

    start: int
    end: int
    region: int = -1


def block_values(page: Blocks, zones: Zones) -> list[int]:
    """What each block speaks for or against being in the body."""
    values = []
    for block, kind, prose in zip(page.blocks, zones.kinds, zones.prose, strict=True):
        if kind is not None:
            values.append(-_LINK_COST)
        elif block.linked > 0.5:
            values.append(-min(len(block.text), 300) - _LINK_COST)
        elif is_imprint(block.text):
            values.append(-200)
        else:
            values.append(min(prose, _LONGEST) or -_SHORT_COST)
    return values


def find_body(page: Blocks, values: list[int], title: int | None) -> Span | None:
    """The region that holds the body; ``None`` when the page has no running text.

    :param values: the values of the blocks, see ``block_values``; those up to ``title`` count nothing.
    """
    after = 0 if title is None else title + 1
    sums = [0] * after + list(accumulate(values[after:], initial=0))
    best: tuple[float, int] | None = None
    for number, region in enumerate(page.regions):
        total = float(sums[region.end] - sums[region.start])
        if total <= 0:
            continue
        if region.marks and Hint.BODY in hints(region.marks):
            total *= 1.1
        if best is None or total >= best[0]:
            best = (total, number)
    if best is None:
        return None
    chosen = _narrowed(page, sums, best[1])
    region = page.regions[chosen]
    return _grown(page, values, Span(region.start, region.end, chosen), title)


def _narrowed(page: Blocks, sums: list[int], number: int) -> int:
    """The element inside the one that was found that holds nearly all of its text: what stands beside it is tested."""
    outer = page.regions[number]
    total = sums[outer.end] - sums[outer.start]
    for inner in range(number + 1, len(page.regions)):
        region = page.regions[inner]
        if region.start >= outer.end:
            break
        if region.end - region.start >= _PARAGRAPHS and sums[region.end] - sums[region.start] >= _NEARLY * total:
            number = inner
    return number


def _grown(page: Blocks, values: list[int], span: Span, title: int | None) -> Span:
    """A region of one block is only a paragraph or the lead: the body is the element around it, or beside it."""
    region = span.region
    while page.regions[region].end - page.regions[region].start < 2 and page.regions[region].parent >= 0:
        parent = page.regions[region].parent
        if title is not None and page.regions[parent].start <= title < page.regions[parent].end:
            beside = _beside(page, values, region)
            if beside == region:
                return _row(page, values, region)
            region = beside
            break
        region = parent
    return Span(page.regions[region].start, page.regions[region].end, region)


def _row(page: Blocks, values: list[int], region: int) -> Span:
    """The paragraphs that follow a first one, in the element that holds the headline too or in one around that."""
    start = page.regions[region].start
    for parent in islice(page.around(page.regions[region].parent), _LEVELS):
        found = [
            number
            for number in range(start + 1, page.regions[parent].end)
            if values[number] >= _SENTENCE and parent in islice(page.around(page.blocks[number].region), _DEEP)
        ]
        if found:
            return Span(start, found[-1] + 1, parent)
    return Span(start, page.regions[region].end, region)


def _beside(page: Blocks, values: list[int], region: int) -> int:
    """The element behind a lead that holds the paragraphs, though boxes of other news may count against it."""
    lead, best = page.regions[region], (0, region)
    for number in range(region + 1, len(page.regions)):
        beside = page.regions[number]
        if beside.parent != lead.parent:
            if beside.start >= page.regions[lead.parent].end:
                break
            continue
        texts = [value for value in values[beside.start : beside.end] if value >= _SENTENCE]
        if len(texts) > 1:
            best = max(best, (sum(texts), number))
    return best[1]


def common_region(page: Blocks, region: int, number: int) -> int:
    """The innermost region around ``region`` that holds block ``number`` too; -1 when there is none."""
    for candidate in page.around(region):
        if page.regions[candidate].start <= number < page.regions[candidate].end:
            return candidate
    return -1


def first_prose(zones: Zones) -> int | None:
    """The first block of running text that is followed by more of it, as a hint where the article starts."""
    long = [number for number, size in enumerate(zones.prose) if size >= 100]
    return long[0] if long else next((n for n, size in enumerate(zones.prose) if size), None)
