"""The tags of an article, as printed under it."""

from __future__ import annotations

import re
from itertools import islice

from newsbot.pages.blocks import Block
from newsbot.pages.hints import Hint, hints
from newsbot.pages.layout import Layout
from newsbot.pages.parts import Parts
from newsbot.pages.rows import without_links
from newsbot.text.unicode import fold, fold_pattern

_LABEL = re.compile(fold_pattern(r"(?:từ khóa|tags?|thẻ|chủ đề|chủ đề liên quan|keywords?)\s*(?::|$)\s*"))
_INITIALS = tuple("TtCcKk")
"""How a label begins: other lines need not be folded."""
_REACH = 14
"""Tags stand at most so many blocks behind the text."""
_LONGEST = 80
_ALL_LINKS = 0.8
_TAG_ADDRESS = re.compile(r"[/?&](?:tags?|tu-khoa|keywords?|hashtags?)(?:[/=.-]|$)", re.IGNORECASE)
_MOST = 50


def choose_tags(layout: Layout, parts: Parts) -> tuple[list[str], str]:
    """The tags and where they were found; an empty list and no words when there are none."""
    found = list(dict.fromkeys(_clean(_printed(layout, parts))))[:_MOST]
    if found:
        return found, "page: tags under the text"
    found = list(dict.fromkeys(_clean(_addressed(layout, parts))))[:_MOST]
    if found:
        return found, "page: links to tags under the text"
    stated = list(dict.fromkeys(_clean(layout.meta.meta_lists.get("article:tag", []))))[:_MOST]
    return stated, "meta: article:tag" if stated else ""


def _clean(tags: list[str]) -> list[str]:
    return [tag for text in tags if (tag := text.strip(" ,;#|"))]


def _printed(layout: Layout, parts: Parts) -> list[str]:
    tags: list[str] = []
    labelled = False
    inside = layout.page.inside(Hint.TAGS)
    for number in range(parts.start, min(len(layout.page.blocks), parts.end + _REACH)):
        block = layout.page.blocks[number]
        label = _label(block.text) or (block.links and _label(without_links(block)))
        if label or Hint.TAGS in hints(block.marks) or block.region in inside:
            tags += _of_block(block, label.end() if label else 0)
            labelled = bool(label) and not tags
        elif labelled and block.linked > 0.8 and len(block.text) < _LONGEST:
            tags += block.links
        else:
            labelled = False
            if tags:
                break
    return [tag for tag in tags if len(tag) <= _LONGEST]


def _addressed(layout: Layout, parts: Parts) -> list[str]:
    """The links under the text that lead to pages of tags, as their addresses say."""
    tags: list[str] = []
    page = layout.page
    for number in range(max(parts.start, parts.end - _REACH), min(len(page.blocks), parts.end + _REACH)):
        block = page.blocks[number]
        if block.region < 0 or block.linked < _ALL_LINKS or len(block.links) > _MOST:
            continue
        element = page.regions[block.region].element
        links = list(islice(element.iter("a"), _MOST))
        if links and all(_TAG_ADDRESS.search(link.get("href") or "") for link in links):
            tags += block.links
        elif tags:
            break
    return tags


def _label(text: str) -> re.Match[str] | None:
    """The words before tags ("Từ khóa:"), if the line begins with them."""
    return _LABEL.match(fold(text[:_LONGEST])) if text.startswith(_INITIALS) and len(text) < 1000 else None


def _of_block(block: Block, start: int) -> list[str]:
    if block.links:
        return list(block.links)
    return [tag for tag in re.split(r"[,;]", block.text[start:]) if tag.strip()] if start else []
