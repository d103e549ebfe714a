"""Page classes: what is known of the markup of a CMS or of one site, given to the generic extractor as hints.

A page class never reads a field. Its selectors name parts of the page ("this is the lead"); the elements that they find
get one more word among their marks, one that ``newsbot.pages.hints`` knows. So a selector that is wrong or has aged
costs next to nothing: what the page shows decides as it does without.
"""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import Any, TypeVar

from newsbot.pages.blocks import Block, Blocks, Region
from newsbot.pages.dotnetnuke import DOTNETNUKE
from newsbot.pages.epi import EPI
from newsbot.pages.family import Family
from newsbot.pages.liferay import LIFERAY
from newsbot.pages.nukeviet import NUKEVIET
from newsbot.pages.sharepoint import SHAREPOINT
from newsbot.pages.thanhuytphcm import THANHUYTPHCM
from newsbot.pages.vccorp import VCCORP
from newsbot.pages.vnpt import VNPT
from newsbot.pages.wordpress import WORDPRESS
from newsbot.sites import Site
from newsbot.sites.selectors import Selector, compile_selectors
from newsbot.text.unicode import clean

_IN_ORDER = (NUKEVIET, VCCORP, EPI, LIFERAY, DOTNETNUKE, VNPT, SHAREPOINT, WORDPRESS, THANHUYTPHCM)
FAMILIES = {family.name: family for family in _IN_ORDER}
"""All page classes by name, in the order in which pages are asked for their signs: the telling signs come first."""

MARKS = {
    "title": "tieude",
    "lead": "sapo",
    "date": "ngaydang",
    "clock": "homnay",
    "body": "noidung",
    "byline": "tacgia",
    "source": "nguon",
    "caption": "chuthich",
    "tags": "tukhoa",
    "section": "duongdan",
    "related": "tinkhac",
    "drop": "quangcao",
}
"""The word of ``newsbot.pages.hints`` that each part of a page is marked with."""

MAX_REGIONS = 20_000
"""A page of more elements than this is no article of any family, and may be built to keep selectors busy."""
_MOST_FOUND = 200
"""So many elements are looked at for one selector."""
_MOST_SEARCHED = 20
"""The same for elements within paragraphs: a date or a name stands on a page once or twice."""
_NEARLY = 0.6
"""An element within a paragraph stands for it when it holds at least this share of its text."""


def apply_family(root: Any, page: Blocks, url: str, site: Site) -> str | None:
    """Mark the parts of ``page`` that its family and its site name, and return the name of the family.

    The family is the page class of the site's file, else the one whose signs the markup bears, else ``None``.

    :param root: the tree that ``page`` was read from; only read.
    """
    if len(page.regions) > MAX_REGIONS:
        return None
    search = _Search(root, page)
    family = FAMILIES.get(site.page or "") or _signed(root, search.names, url)
    for parts in (site.parts, family.parts if family else {}):
        for part, selectors in parts.items():
            for selector in compile_selectors(selectors):
                _mark(page, part, search.find(selector))
    if family is not None and family.refine is not None:
        family.refine(page)
    return family.name if family else None


def _mark(page: Blocks, part: str, found: list[Region | Block]) -> None:
    """Give the word for ``part`` to what a selector found.

    A title is a heading whatever its tag: systems print it in a ``<div>`` below an ``<h1>`` with the name of the box.
    Only the one that stands alone is: where a page has several, it is a list, or the selector has aged.
    """
    for item in found:
        item.marks |= {MARKS[part]}
        block = item if isinstance(item, Block) else _only_block(page, item)
        if block is not None:
            block.marks |= {MARKS[part]}
            if part == "title" and len(found) == 1:
                block.tag = "h1"


def _only_block(page: Blocks, region: Region) -> Block | None:
    return page.blocks[region.start] if region.end - region.start == 1 else None


def _signed(root: Any, names: frozenset[str], url: str) -> Family | None:
    head = root.find("head")
    generators, assets = _head(head) if head is not None else ("", "")
    for family in FAMILIES.values():
        if (
            any(sign in generators for sign in family.generators)
            or any(names.issuperset(sign.split()) for sign in family.names)
            or any(sign in assets for sign in family.assets)
            or any(sign in url for sign in family.addresses)
        ):
            return family
    return None


def _head(head: Any) -> tuple[str, str]:
    """What the page says it was made with, and the addresses of its scripts and style sheets."""
    generators, assets = [], []
    for element in head.iter("meta", "link", "script"):
        if element.tag != "meta":
            assets.append(element.get("href") or element.get("src") or "")
        elif (element.get("name") or "").lower() == "generator":
            generators.append(element.get("content") or "")
    return "\n".join(generators).lower(), "\n".join(assets)


class _Search:
    """Finds the regions and blocks of a page that selectors mean.

    :ivar names: all words of the classes and ids on the page.
    """

    def __init__(self, root: Any, page: Blocks) -> None:
        self._root = root
        self._page = page
        self._regions = _by_marks(page.regions)
        self._blocks = _by_marks(page.blocks)
        self.names: frozenset[str] = frozenset().union(*self._regions, *self._blocks)

    def find(self, selector: Selector) -> list[Region | Block]:
        """The regions that ``selector`` selects, and the blocks whose text stands in what it selects."""
        if not self.names.issuperset(selector.around):
            return []
        if not selector.names:
            return self._find_nameless(selector)
        regions = [r for r in _named(self._regions, selector.names)[:_MOST_FOUND] if selector.selects(r.element)]
        blocks = [b for b in _named(self._blocks, selector.names)[:_MOST_SEARCHED] if self._stands_in(b, selector)]
        starts = {region.start for region in regions if region.end - region.start == 1}
        return [*regions, *(block for block in blocks if not any(self._page.blocks[n] is block for n in starts))]

    def _stands_in(self, block: Block, selector: Selector) -> bool:
        """Whether an element within the paragraph that ``block`` is holds its text."""
        if block.region < 0:
            return False
        home = self._page.regions[block.region]
        if home.end - home.start > _MOST_FOUND:
            return False
        return any(_holds(element, block) for element in selector.find(home.element)[:_MOST_SEARCHED])

    @cached_property
    def _by_element(self) -> dict[Any, Region]:
        return {region.element: region for region in self._page.regions}

    def _find_nameless(self, selector: Selector) -> list[Region | Block]:
        """Look through the whole tree: nothing is known of the names of what is meant."""
        found: list[Region | Block] = []
        for element in selector.find(self._root)[:_MOST_FOUND]:
            region = self._by_element.get(element)
            if region is not None:
                found.append(region)
                continue
            around = next((self._by_element[a] for a in element.iterancestors() if a in self._by_element), None)
            blocks = self._page.blocks[around.start : around.end][:_MOST_SEARCHED] if around else []
            found += [block for block in blocks if _holds(element, block)]
        return found


_Marked = TypeVar("_Marked", Block, Region)


def _by_marks(parts: list[_Marked]) -> dict[frozenset[str], list[_Marked]]:
    groups: dict[frozenset[str], list[_Marked]] = {}
    for part in parts:
        if part.marks:
            groups.setdefault(part.marks, []).append(part)
    return groups


def _named(groups: dict[frozenset[str], list[_Marked]], names: frozenset[str]) -> list[_Marked]:
    """What bears all of ``names``."""
    return [part for marks, parts in groups.items() if names <= marks for part in parts]


def _holds(element: Any, block: Block) -> bool:
    """Whether an element within a paragraph holds all of it, or nearly all."""
    text = clean("".join(islice(element.itertext(), _MOST_FOUND)))
    return bool(text) and (block.text in text or (text in block.text and len(text) >= _NEARLY * len(block.text)))
