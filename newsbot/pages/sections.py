"""The section that an article stands in, as printed: the last step of the breadcrumb, else what the metadata say."""

from __future__ import annotations

import re

from newsbot.pages.blocks import Block
from newsbot.pages.candidates import Candidate
from newsbot.pages.hints import Hint, hints
from newsbot.pages.layout import Layout
from newsbot.pages.metadata import Metadata
from newsbot.pages.parts import Parts
from newsbot.pages.phrases import is_boilerplate, without_tools
from newsbot.pages.rows import date_line, row_of
from newsbot.pages.titles import key
from newsbot.pages.trails import (
    DEEPEST,
    MOST_STEPS,
    below_home,
    heads_element,
    is_home,
    is_in_menus,
    is_menu,
    is_trail,
    steps_beside,
    steps_of,
)
from newsbot.text.bylines import is_system_user, read_byline
from newsbot.text.date_lines import is_section
from newsbot.text.unicode import fold, fold_pattern

_LABEL = re.compile(fold_pattern(r"(?:xuất bản|đăng|được đăng) trong\s*:?\s+|(?:chuyên mục|danh mục)\s*:\s*(?=\w)"))
_BARE_LABEL = re.compile(fold_pattern(r"(?:chuyên mục|danh mục|thể loại)\s*:?"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_LONGEST = 80
_NEAR = 5
"""A heading that names the section stands at most so many blocks above the headline."""
_MOST_WORDS = 8
_SCRIPT = re.compile(r"\s*(?:#|javascript:|mailto:|tel:|\Z)", re.IGNORECASE)
_EDGES = " -–—,;:•·()|/"
_FEW = 3
_MAY_HEAD = (None, Hint.NAVIGATION, Hint.BREADCRUMB, Hint.HEADER)
_LINKED = 0.9
_HOLDS_NAME = frozenset((Hint.BYLINE, Hint.SOURCE, Hint.TOOLS, Hint.COMMENT))
_BELOW = 9
_ELSEWHERE = (Hint.RELATED, Hint.SIDEBAR, Hint.FOOTER)
_NAMES_A_SECTION = frozenset(
    (
        "cate",
        "category",
        "folder",
        "chuyenmuc",
        "section",
        "categoryname",
        "catename",
        "zone",
        "about",
        "kicker",
        "eyebrow",
    )
)


def choose_section(layout: Layout, parts: Parts) -> list[Candidate]:
    """The candidates for the section, the best first; empty when nothing names one."""
    own = key(layout.title.text or "")
    found = [Candidate(text, "page: breadcrumb") for text in _printed(layout, own)]
    found += _stated(layout.meta, own)
    if not found:
        found = [Candidate(text, "page: heading of the section") for text in _heading(layout, parts)]
    if not found:
        found = [Candidate(text, "page: label of the section") for text in _labelled(layout, parts)]
    if not found:
        found = [Candidate(text, "page: beside the date") for text in _beside_date(layout, parts)]
    if not found:
        found = [Candidate(text, "page: link beside the date") for text in _linked_near_date(layout, parts)]
    if not found:
        found = [Candidate(text, "page: link above the headline") for text in _above_headline(layout)]
    if not found:
        found = [Candidate(text, "page: line above the headline") for text in _heads_headline(layout)]
    return [candidate for candidate in found if len(candidate.value) <= _LONGEST]


def _stated(meta: Metadata, own: str) -> list[Candidate]:
    found = [
        Candidate(text, "json-ld: breadcrumbs", "json-ld") for text in below_home(meta.linked.breadcrumbs, own)[-1:]
    ]
    if meta.linked.section:
        found.append(Candidate(meta.linked.section, "json-ld: articleSection", "json-ld"))
    name, value = meta.first("article:section")
    return [*found, Candidate(value, f"meta: {name}", "meta")] if value else found


def _printed(layout: Layout, own: str) -> list[str]:
    """The last step of the breadcrumb nearest to the headline, above it if possible."""
    page, title = layout.page, layout.title.block
    end = len(page.blocks) if title is None else min(len(page.blocks), title + _NEAR)
    steps: list[str] = []
    above: list[str] = []
    trails = page.inside(Hint.BREADCRUMB)
    for number in range(end):
        block = page.blocks[number]
        in_trail = block.region in trails
        more: list[str] = []
        if in_trail or (block.marks and Hint.BREADCRUMB in hints(block.marks)) or is_trail(block):
            more = below_home(steps_of(block), own)
        elif title is not None and layout.zones.kinds[number] not in _ELSEWHERE and is_home(block.text):
            more = below_home(steps_beside(page, number, title), own)
        steps = [*steps, *more] if in_trail else more or steps
        if number == title:
            above, steps = steps, []
    return (above or steps)[-1:]


def _labelled(layout: Layout, parts: Parts) -> list[str]:
    """A line such as "Xuất bản trong Công tác dân vận", above or below the text; a name may stand in the next cell."""
    blocks = layout.page.blocks
    for number in range(max(0, parts.start - 1 - _NEAR), min(len(blocks), parts.end + _NEAR)):
        block = blocks[number]
        if len(block.text) >= _LONGEST:
            continue
        if (label := _LABEL.match(fold(block.text))) is not None:
            return list(block.links[:1]) or [block.text[label.end() :]]
        if _BARE_LABEL.fullmatch(fold(block.text)) and not block.links and number + 1 < len(blocks):
            value = blocks[number + 1]
            return [value.text] if value.tag not in _HEADINGS and _may_be_section(value.text) else []
    return []


def _beside_date(layout: Layout, parts: Parts) -> list[str]:
    """The only link in the date line next to the headline or in a cell of its row, or the name of a section there."""
    title, blocks = layout.title.block, layout.page.blocks
    lines = [s.number for s in parts.dates if title is not None and abs(s.number - title) <= _NEAR]
    found = [names[0] for number in lines if len(names := blocks[number].links) == 1]
    for number in lines:
        cells = [blocks[n] for n in row_of(blocks, number)]
        found += [b.text for b in cells if b.linked > _LINKED and not _HOLDS_NAME & hints(b.marks)]
    if not found:
        found = [name for number in lines for name in _in_line(blocks, number) if _is_label(layout, name)]
    signed = {line.text for line in parts.bylines}
    return [name for name in found if name not in signed and _may_be_section(name)]


def _in_line(blocks: list[Block], number: int) -> list[str]:
    """What stands beside the date in its line, or in another cell or line beside it."""
    read = date_line(blocks[number])
    around = [read[1][: read[0].start], read[1][read[0].end :]] if read is not None else []
    pieces = [piece for text in around for piece in text.split("|")]
    pieces += [blocks[n].text for n in row_of(blocks, number)]
    beside = [*blocks[max(0, number - 1) : number], *blocks[number + 1 : number + 2]]
    pieces += [block.text for block in beside if not block.links]
    return [piece.strip(_EDGES) for piece in pieces]


def _linked_near_date(layout: Layout, parts: Parts) -> list[str]:
    """The only short link between the headline and the text that stands near the date and is no name or tool."""
    title, page = layout.title.block, layout.page
    if title is None or not any(abs(seen.number - title) <= _NEAR for seen in parts.dates):
        return []
    text = [line.number for line in parts.paragraphs[:1]]
    signed = {line.text for line in parts.bylines}
    found = []
    for block in page.blocks[title + 1 : min([title + _BELOW, *text])]:
        if (
            _is_step(block)
            and _leads_to_page(layout, block)
            and block.text not in signed
            and _may_be_section(block.text)
            and not is_in_menus(block.text)
        ):
            byline = None if is_section(block.text) else read_byline(block.text, marked=True)
            found += [block.text] if byline is None or not (byline.authors or is_system_user(block.text)) else []
    return found if len(found) == 1 else []


def _leads_to_page(layout: Layout, block: Block) -> bool:
    """Whether the link of a block has the address of a page: tools call scripts."""
    if block.region < 0:
        return False
    link = next(layout.page.regions[block.region].element.iter("a"), None)
    return link is not None and not _SCRIPT.match(link.get("href") or "")


def _may_be_section(name: str) -> bool:
    return len(name.split()) <= _MOST_WORDS and not is_boilerplate(name) and without_tools(name) == name


def _above_headline(layout: Layout) -> list[str]:
    """The last of a few links above the headline that lead from the home page to it, or one that stands alone."""
    title, blocks = layout.title.block, layout.page.blocks
    if title is None:
        return []
    last = title
    while last and title - last < _NEAR and not _is_step(blocks[last - 1]):
        last -= 1
    first = last
    while first and last - first <= MOST_STEPS and _is_step(blocks[first - 1]):
        first -= 1
        if is_home(blocks[first].text):
            break
    steps = [block.text for block in blocks[first:last]]
    home = bool(steps) and is_home(steps[0])
    if home and (len(steps) == 1 or len(steps) > DEEPEST or is_menu(steps)):
        return []
    alone = len(steps) == 1 and last == title and layout.zones.kinds[first] is None
    return [name for name in steps[-1:] if (home or alone) and _may_be_section(name)]


def _heads_headline(layout: Layout) -> list[str]:
    """The last of up to three links, or a few words, that begin the innermost element that holds the headline."""
    title, page = layout.title.block, layout.page
    if not title or not heads_element(page, title - 1, title):
        return []
    block = page.blocks[title - 1]
    if layout.zones.kinds[title - 1] not in _MAY_HEAD:
        return []
    if 1 <= len(block.links) <= _FEW and block.linked > _LINKED:
        steps = list(block.links)
        return steps[-1:] if all(_may_be_section(step) and not is_in_menus(step) for step in steps) else []
    return [block.text] if not block.links and _is_label(layout, block.text) else []


def _is_label(layout: Layout, text: str) -> bool:
    """Whether a line without links names a section: by a usual name, or by that of a link elsewhere on the page."""
    if len(text.split()) > _MOST_WORDS or is_in_menus(text) or not _may_be_section(text):
        return False
    return is_section(text) or any(text in block.links for block in layout.page.blocks)


def _is_step(block: Block) -> bool:
    return block.linked > _LINKED and len(block.links) == 1


def _heading(layout: Layout, parts: Parts) -> list[str]:
    """A short line next to the headline whose name says category or folder."""
    title = layout.title.block
    if title is None:
        return []
    lead = parts.lead[0].number if parts.lead else title
    above = range(title - 1, max(-1, title - 1 - _NEAR), -1)
    for number in (*above, *range(title + 1, min(lead + _NEAR, title + _BELOW, len(layout.page.blocks)))):
        block = layout.page.blocks[number]
        if layout.zones.kinds[number] in _ELSEWHERE or Hint.NAVIGATION in hints(block.marks):
            continue
        if number > lead >= title and block.linked <= _LINKED:
            continue
        if block.marks & _NAMES_A_SECTION and len(block.text) <= 60 and not is_home(block.text):
            return [block.text]
    return []
