"""Teasers for other articles in the middle of a text, that hold no link to tell them by."""

from __future__ import annotations

from newsbot.pages.blocks import Blocks, Region
from newsbot.pages.content import Span

_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_FEW, _SHORT = 3, 260
_PARAGRAPHS = 3


def is_teaser_box(page: Blocks, prose: list[int], body: Span, number: int) -> bool:
    """Whether a block stands in a box within the body that holds a picture, a heading under it and a line or two.

    The box is the only one of its kind between paragraphs that stand in none: a page whose every section is such a box
    is written so.

    :param prose: for each block its length where it is running text.
    """
    if not body.start <= number < body.end:
        return False
    for n in page.around(page.blocks[number].region):
        region = page.regions[n]
        if n == body.region or region.end - region.start > _FEW:
            return False
        if region.end - region.start > 1 and _opens_with_picture(page, n) and _is_short(page, region):
            return _stands_alone(page, prose, body, n)
    return False


def _opens_with_picture(page: Blocks, n: int) -> bool:
    """Whether a picture stands in the box above its first line, which is a heading."""
    region = page.regions[n]
    if page.blocks[region.start].tag not in _HEADINGS:
        return False
    return any(p.before == region.start and n in list(page.around(p.region)) for p in page.pictures)


def _is_short(page: Blocks, region: Region) -> bool:
    return sum(len(page.blocks[n].text) for n in range(region.start, region.end)) <= _SHORT


def _stands_alone(page: Blocks, prose: list[int], body: Span, n: int) -> bool:
    box = page.regions[n]
    alike = [r for r in page.regions if (r.tag, r.marks, r.parent) == (box.tag, box.marks, box.parent)]
    if sum(r.end - r.start > 1 for r in alike) > 1 or not any(prose[box.end : body.end]):
        return False
    beside = [m for m in range(body.start, body.end) if prose[m] and not box.start <= m < box.end]
    return sum(page.regions[page.blocks[m].region].parent == box.parent for m in beside) >= _PARAGRAPHS
