"""Plain text as a page: blocks from lines, for extracted text (WET records) and saved text.

The same rules of parts and text then apply; only the headline has to be found without markup.
"""

from __future__ import annotations

import re

from newsbot.pages.blocks import MAX_BLOCKS, Block, Blocks
from newsbot.pages.hints import Hint, hints
from newsbot.pages.phrases import is_boilerplate, is_furniture
from newsbot.pages.titles import looks_like_site_name
from newsbot.text.agencies import split_agency
from newsbot.text.credits import split_credit
from newsbot.text.dates import publication_line
from newsbot.text.unicode import clean

_ENDS = re.compile(r"[.:;!?…”\"’)/]$")
_LOWER = re.compile(r"[^\W\d_]")
_LONG = 140
_SENTENCE = 100
_BOLD = 0.7
_WINDOW = 12
_MENUS, _ABOVE = 400, 40
"""A text is looked for in so many blocks, so many of them above the place where it may start."""


def read_lines(text: str) -> Blocks:
    """The blocks of a plain text: one per line; lines that were broken in the middle of a sentence are joined."""
    page = Blocks()
    broken = False
    for raw in text.splitlines():
        line = clean(raw)
        if not line:
            broken = False
            continue
        if broken and _continues(page.blocks[-1].text, line):
            page.blocks[-1].text += f" {line}"
        else:
            page.blocks.append(Block(line))
        broken = True
        if len(page.blocks) >= MAX_BLOCKS:
            page.cut = True
            break
    return page


def _continues(before: str, line: str) -> bool:
    return len(before) > 40 and not _ENDS.search(before) and _LOWER.match(line) is not None and line[0].islower()


def text_title(page: Blocks, *, nearest: bool = False, near: int = 0) -> int | None:
    """The block that reads as the headline of a text, whatever its markup; ``None`` when there is none.

    :param nearest: of several lines take the one nearest to the text (a page with menus) rather than the first.
    :param near: number of a block near the start of the text, as far as known.
    """
    start = _text_start(page, max(0, near - _ABOVE), sentence=nearest)
    window = range(max(0, start - _WINDOW), start)
    likely = [n for n in window if page.blocks[n].linked < 0.5 and _may_be_title(page.blocks[n])]
    full = [n for n in likely if len(page.blocks[n].text.split()) >= 5] or likely
    if nearest:
        full = [n for n in likely if is_set_apart(page.blocks[n])] or full
    under_picture = {picture.before for picture in page.pictures}
    chosen = [n for n in full if n not in under_picture] or full
    return chosen[-1 if nearest else 0] if chosen else None


def is_set_apart(block: Block) -> bool:
    """Whether a line is a heading, is called one, or is set in bold."""
    return block.bold > _BOLD or block.tag in ("h1", "h2", "h3") or Hint.TITLE in hints(block.marks)


def _text_start(page: Blocks, first: int, *, sentence: bool) -> int:
    """The first line of the running text: one that an agency opens, else the first long one.

    :param first: number of the first block to look at.
    :param sentence: a line that is not so long will do when it ends as a sentence.
    """
    long = None
    for number, block in enumerate(page.blocks[first : first + _MENUS], first):
        if split_agency(block.text)[0] is not None and len(block.text) > 60:
            return number
        size = len(block.text)
        if sentence and size >= _SENTENCE and block.text.endswith((".", "./.", ".”")):
            size = _LONG
        if long is None and size >= _LONG and block.linked < 0.5:
            long = number
        if long is not None and number > long + 3:
            break
    return long if long is not None else min(len(page.blocks), first + 3)


def _may_be_title(block: Block) -> bool:
    text = block.text
    return (
        12 <= len(text) <= 300
        and len(text.split()) >= 3
        and not text.endswith((".", ",", ";", ":"))
        and publication_line(text) is None
        and not (looks_like_site_name(text) or is_boilerplate(text) or is_furniture(text))
        and not (block.tag == "figcaption" or split_credit(text)[1] is not None)
    )
