"""What a single block is, or a row of them: a date line, links with their label, the headline of another article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsbot.pages.blocks import Block
from newsbot.pages.hints import Hint, hints
from newsbot.pages.phrases import is_furniture, without_tools
from newsbot.text.dates import PrintedDate, publication_line

LINKS = 0.6
"""A block with a greater share of linked text is a link, not a paragraph."""
_SOME = 0.2
_MOST_LINKS = 12
_SHORTEST_HEADLINE = 25
NEAR_CELLS = 3
_LONGEST_HASHTAGS = 300
_MOST_WORDS = 6
_NUMBER = re.compile(r"[0-9]")


def date_line(block: Block) -> tuple[PrintedDate, str] | None:
    """The date of a date line and the text it was found in: tools and links in the line are left aside."""
    if not _NUMBER.search(block.text):
        return None
    marked = Hint.DATE in hints(block.marks)
    for text in _readings(block):
        found = publication_line(text, marked=marked)
        if found is not None:
            return found, text
    return None


def _readings(block: Block) -> Iterator[str]:
    yield block.text
    plain = without_tools(block.text)
    if plain != block.text:
        yield plain
    if block.links and block.linked < LINKS:
        yield without_tools(without_links(block))


def without_links(block: Block) -> str:
    """The text of a block without its first links."""
    text = block.text
    for link in block.links[:_MOST_LINKS]:
        text = text.replace(link, "|", 1)
    return text.strip(" |>»›/,;-")


def row_of(blocks: list[Block], number: int) -> list[int]:
    """The other cells of the row that a block was cut out of."""
    if not blocks[number].cell:
        return []
    near = range(max(0, number - NEAR_CELLS), min(len(blocks), number + NEAR_CELLS + 1))
    region = blocks[number].region
    return [n for n in near if n != number and blocks[n].cell and blocks[n].region == region]


def labels_links(block: Block) -> bool:
    """Whether a block holds links and the word for them: "Từ khóa" and the tags of the article."""
    return block.linked > _SOME and is_furniture(without_links(block))


def is_linked_headline(block: Block) -> bool:
    """Whether a block is a link long enough for the headline of another article."""
    return block.linked > 0.9 and len(block.text) >= _SHORTEST_HEADLINE and len(block.text.split()) >= 5


def hashtags(text: str) -> list[str]:
    """The names in a line that holds nothing but hashtags ("#đối thoại #công nhân"); empty for any other line."""
    if text[:1] != "#" or len(text) > _LONGEST_HASHTAGS:
        return []
    names = [name.strip(" ,;") for name in text[1:].split("#")]
    return names if all(name[:1].isalpha() and len(name.split()) <= _MOST_WORDS for name in names) else []
