"""Boxes in the middle of a text: teasers for other articles, with a link to tell them by or without, and tools."""

from __future__ import annotations

from newsbot.pages.blocks import Blocks, Region
from newsbot.pages.content import Span
from newsbot.pages.phrases import is_furniture
from newsbot.pages.rows import is_linked_headline

_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_FEW, _SHORT = 3, 260
_PARAGRAPHS = 3
_BOX = 4
"""A box inside the text with a teaser for another article holds at most so many blocks."""


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


def in_linked_box(page: Blocks, prose: list[int], top: int, number: int) -> bool:
    """Whether a block belongs to a box with the linked headline of another article.

    :param top: number of the block that holds the headline, or -1.
    """
    box = _box(page, top, number)
    if sum(prose[n] > 0 for n in box) > 1:
        return False
    return any(is_linked_headline(page.blocks[n]) for n in box if n != number)


def is_under_tool(page: Blocks, prose: list[int], top: int, number: int) -> bool:
    """Whether a block belongs to a box that is headed by a tool ("Tải ứng dụng")."""
    box = _box(page, top, number)
    if sum(prose[n] > 0 for n in box) > 1:
        return False
    return number > box.start and number in box and is_furniture(page.blocks[box.start].text)


def _box(page: Blocks, top: int, number: int) -> range:
    """The blocks of the small element that holds a block and others, if there is one apart from the headline."""
    for n in page.around(page.blocks[number].region):
        region = page.regions[n]
        size = region.end - region.start
        if size > _BOX or region.start <= top < region.end:
            break
        if size > 1:
            return range(region.start, region.end)
    return range(0)
