"""Which blocks are page furniture: menus, related news, comments, tools, footers.

An element whose names or tag say so makes everything inside it furniture, unless the page contradicts it: an element
that holds the headline or most of the page's prose is no sidebar, whatever its class says.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from newsbot.pages.blocks import HEADINGS, Block, Blocks, Region
from newsbot.pages.hints import Hint, hints
from newsbot.pages.phrases import is_cut

_FURNITURE = (
    Hint.COMMENT,
    Hint.RELATED,
    Hint.FOOTER,
    Hint.NAVIGATION,
    Hint.BREADCRUMB,
    Hint.TOOLS,
    Hint.OVERLAY,
    Hint.ADVERT,
    Hint.SIDEBAR,
    Hint.TAGS,
    Hint.HEADER,
)
_BY_TAG = {
    "nav": Hint.NAVIGATION,
    "footer": Hint.FOOTER,
    "aside": Hint.SIDEBAR,
    "header": Hint.HEADER,
    "menu": Hint.NAVIGATION,
    "marquee": Hint.ADVERT,
}
_MOST = 0.5
_LONG = 120
_LABELS, _LABELLED = 4, 200
_HEADED, _HEADING = 60, 40
_SHORT_TEXTS = (Hint.NAVIGATION, Hint.TAGS, Hint.TOOLS, Hint.BREADCRUMB, Hint.HEADER, Hint.ADVERT)
"""Furniture that holds links and single words, never running text."""
_SENTENCE = (".", "!", "?", "…", ":", ";", "”", '"')


def is_prose(block: Block) -> bool:
    """Whether the block reads as running text: long enough, or a sentence, and not made of links."""
    size = len(block.text)
    if block.linked > 0.4 or size < 40:
        return False
    return (
        size >= 140
        or (size >= 60 and ("," in block.text or block.text.endswith(_SENTENCE)))
        or block.text.endswith(_SENTENCE)
    )


@dataclass
class Zones:
    """The furniture of a page: for each block the hint that makes it furniture, or ``None``.

    :ivar prose: for each block its length where it is running text outside furniture, else 0.
    """

    kinds: list[Hint | None]
    prose: list[int]


def read_zones(page: Blocks, title: int | None) -> Zones:
    """The furniture of ``page``; ``title`` is the number of the block that holds the headline, where known."""
    sizes = [len(block.text) if is_prose(block) else 0 for block in page.blocks]
    regions = _of_regions(page, _Sums.of(page, sizes), title)
    kinds = [regions[block.region] if block.region >= 0 else None for block in page.blocks]
    for number, block in enumerate(page.blocks):
        if block.marks and kinds[number] is None and number != title and not _reads_as_text(block):
            kinds[number] = _of_marks(block.marks)
    return Zones(kinds, [0 if kind else size for kind, size in zip(kinds, sizes, strict=True)])


def _of_regions(page: Blocks, sums: _Sums, title: int | None) -> list[Hint | None]:
    """For each region the hint that makes it furniture: its own, else that of the region around it."""
    found: list[Hint | None] = []
    for number, region in enumerate(page.regions):
        own = found[region.parent] if region.parent >= 0 else None
        if own is None and number in page.controls and _is_form(region, sums, title):
            own = Hint.TOOLS
        if own is None and (region.marks or region.tag in _BY_TAG):
            own = _furniture(region)
            if own is not None and _contradicted(own, region, sums, title):
                own = None
        if own is None and _is_headed(page, region) and not _contradicted(Hint.RELATED, region, sums, title):
            own = Hint.RELATED
        found.append(own)
    return found


def _is_headed(page: Blocks, region: Region) -> bool:
    """Whether an element begins with a heading of other news or comments: "Phản hồi về bài viết"."""
    if not 1 < region.end - region.start <= _HEADED:
        return False
    first = page.blocks[region.start]
    if len(first.text) > _HEADING or first.linked >= 0.5 or first.region == region.parent:
        return False
    return is_cut(first.text, heading=first.tag in HEADINGS)


def _is_form(region: Region, sums: _Sums, title: int | None) -> bool:
    """Whether a small element with a field or button holds no more text than its labels."""
    if title is not None and region.start <= title < region.end:
        return False
    return region.end - region.start <= _LABELS and sums.text[region.end] - sums.text[region.start] <= _LABELLED


def _furniture(region: Region) -> Hint | None:
    if region.tag in ("body", "html"):
        return None
    return _BY_TAG.get(region.tag) or _of_marks(region.marks)


@lru_cache(maxsize=20_000)
def _of_marks(marks: frozenset[str]) -> Hint | None:
    suggested = hints(marks)
    found = next((hint for hint in _FURNITURE if hint in suggested), None)
    if (found in _SHORT_TEXTS and Hint.LEAD in suggested) or (found is Hint.FOOTER and Hint.BYLINE in suggested):
        return None
    return found


@dataclass
class _Sums:
    """Running sums over the blocks: of prose and of all text."""

    prose: list[int]
    text: list[int]

    @classmethod
    def of(cls, page: Blocks, prose: list[int]) -> _Sums:
        return cls(
            [0, *accumulate(prose)],
            [0, *accumulate(len(block.text) for block in page.blocks)],
        )


def _reads_as_text(block: Block) -> bool:
    """A long unlinked sentence is text, whatever an element's name says; comments and related news are text too."""
    return (
        len(block.text) > _LONG
        and block.linked < 0.1
        and not hints(block.marks) & {Hint.COMMENT, Hint.RELATED, Hint.FOOTER}
    )


def _contradicted(own: Hint, region: Region, sums: _Sums, title: int | None) -> bool:
    if title is not None and region.start <= title < region.end:
        return True
    total = sums.prose[-1]
    held = sums.prose[region.end] - sums.prose[region.start]
    if own is Hint.COMMENT:
        return total > 0 and held > 0.95 * total
    text = sums.text[region.end] - sums.text[region.start]
    if own in _SHORT_TEXTS and held > _LONG and held > 0.6 * text:
        return True
    return total > 0 and held > _MOST * total
