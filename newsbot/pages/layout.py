"""A page laid out: its blocks, what it says of itself, where headline, furniture and body lie."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from newsbot.pages.blocks import Blocks, read_blocks
from newsbot.pages.candidates import Candidate
from newsbot.pages.content import Span, block_values, find_body, first_prose
from newsbot.pages.document import Document
from newsbot.pages.families import apply_family
from newsbot.pages.metadata import Metadata, read_metadata
from newsbot.pages.plaintext import is_set_apart, read_lines, text_title
from newsbot.pages.titles import Title, choose_title, key
from newsbot.pages.zones import Zones, read_zones
from newsbot.sites import Site

_BRAND = 8
_LEAD_ABOVE, _LEAD = 3, 80
_MENU = 4
_MOUNT_POINTS = frozenset(("root", "app", "__next", "__nuxt", "q-app", "application"))


@dataclass
class Layout:
    """What the readers of single fields work on.

    :ivar shell: the page is an empty frame that scripts fill.
    :ivar family: the page class whose selectors were given to the readers as hints.
    """

    page: Blocks
    zones: Zones
    title: Title
    body: Span | None
    meta: Metadata = field(default_factory=Metadata)
    shell: bool = False
    family: str | None = None


def read_layout(document: Document, url: str, site: Site) -> Layout:
    """Lay out a page, HTML or plain text.

    :param url: its address, by which some families of CMS are known.
    """
    return _lay_out_text(document.text) if document.plain else _lay_out_tree(document.root, url, site)


def _lay_out_text(text: str) -> Layout:
    page = read_lines(text)
    title = _read_title(page)
    number = title.block
    start = 0 if number is None else number + 1
    body = Span(start, len(page.blocks)) if start < len(page.blocks) else None
    return Layout(page, read_zones(page, number), title, body)


def _read_title(page: Blocks, *, nearest: bool = False, near: int = 0) -> Title:
    """The headline by its words alone: a line without a full stop above the first long paragraph."""
    number = text_title(page, nearest=nearest, near=near)
    if number is None:
        return Title()
    headline = Candidate(page.blocks[number].text, "text: first headline")
    return Title(headline.value, headline.source, number, [headline])


def _lay_out_tree(root: Any, url: str, site: Site) -> Layout:
    """Headline, furniture and body each need the others.

    The headline is looked for near the body as it is found without one. If it stands in what was taken for furniture,
    that was wrong, and the furniture is read again; the body is looked for again behind the headline.
    """
    meta, page = read_metadata(root), read_blocks(root)
    family = apply_family(root, page, url, site)
    zones = read_zones(page, None)
    values = block_values(page, zones)
    rough = find_body(page, values, None)
    start = first_prose(zones) if rough is None else _first_text(zones, rough)
    title = choose_title(page, meta, start)
    if title.text is None or _may_be_portal(title) or _may_be_brand(title, page, start):
        shown = _read_title(page, nearest=True, near=start or 0)
        if shown.block is not None and (title.block is None or _is_brand(page, title.block, shown.block)):
            title = replace(shown, candidates=shown.candidates + title.candidates)
    if title.block is not None and zones.kinds[title.block] is not None:
        zones = read_zones(page, title.block)
        values = block_values(page, zones)
    return Layout(page, zones, title, find_body(page, values, title.block), meta, _is_shell(root, page), family)


def _may_be_portal(title: Title) -> bool:
    """A short ``<title>`` that no visible line repeats names the portal rather than the article."""
    return title.block is None and title.candidates[0].kind == "title" and len(title.candidates[0].value.split()) <= 7


def _may_be_brand(title: Title, page: Blocks, start: int | None) -> bool:
    """A short line far above the text that only ``<title>`` repeats may be the name of the portal, as that is."""
    return (
        title.block is not None
        and title.source.endswith("as in title element")
        and len(title.candidates[0].value.split()) <= _BRAND
        and key(page.blocks[title.block].text) == key(title.candidates[-1].value)
        and start is not None
        and start - title.block > 2
    )


def _is_brand(page: Blocks, brand: int, headline: int) -> bool:
    """Whether a menu stands between the two, or the second is longer and printed as a headline."""
    if sum(len(block.links) for block in page.blocks[brand + 1 : headline] if block.linked > 0.5) >= _MENU:
        return True
    words = [len(page.blocks[number].text.split()) for number in (brand, headline)]
    return brand < headline and words[0] <= _MENU < words[1] and is_set_apart(page.blocks[headline])


def _first_text(zones: Zones, span: Span) -> int:
    """The first running text of the body, or of a lead that stands right above it."""
    start = next((n for n in range(span.start, span.end) if zones.prose[n]), span.start)
    return next((n for n in range(max(0, start - _LEAD_ABOVE), start) if zones.prose[n] >= _LEAD), start)


def _is_shell(root: Any, page: Blocks) -> bool:
    """An empty element that a script framework fills (``<div id="root">``, ``<app-root>``) and hardly any text."""
    if sum(len(block.text) for block in page.blocks) > 300:
        return False
    return any(
        (element.tag == "app-root" or (element.get("id") or "").lower() in _MOUNT_POINTS)
        and len("".join(element.itertext()).strip()) < 200
        for element in root.iter("div", "app-root", "main")
    )
