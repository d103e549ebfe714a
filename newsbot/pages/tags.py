"""The tags of an article, as printed under it."""

from __future__ import annotations

import re

from newsbot.pages.blocks import Block
from newsbot.pages.hints import Hint, hints
from newsbot.pages.layout import Layout
from newsbot.pages.parts import Parts, without_links
from newsbot.text.unicode import fold, fold_pattern

_LABEL = re.compile(fold_pattern(r"(?:từ khóa|tags?|thẻ|chủ đề|chủ đề liên quan|keywords?)\s*(?::|$)\s*"))
_INITIALS = tuple("TtCcKk")
"""How a label begins: other lines need not be folded."""
_REACH = 14
"""Tags stand at most so many blocks behind the text."""
_LONGEST = 80
_MOST = 50


def choose_tags(layout: Layout, parts: Parts) -> tuple[list[str], str]:
    """The tags and where they were found; an empty list and no words when there are none."""
    found = list(dict.fromkeys(_clean(_printed(layout, parts))))[:_MOST]
    if found:
        return found, "page: tags under the text"
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


def _label(text: str) -> re.Match[str] | None:
    """The words before tags ("Từ khóa:"), if the line begins with them."""
    return _LABEL.match(fold(text[:_LONGEST])) if text.startswith(_INITIALS) and len(text) < 1000 else None


def _of_block(block: Block, start: int) -> list[str]:
    if block.links:
        return list(block.links)
    return [tag for tag in re.split(r"[,;]", block.text[start:]) if tag.strip()] if start else []
