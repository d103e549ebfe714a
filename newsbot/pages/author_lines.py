"""Lines that name an author, or who entered the text: by a label, by their element or by the address of a link."""

from __future__ import annotations

import re
from itertools import islice

from newsbot.pages.blocks import Block, Blocks
from newsbot.pages.hints import Hint, hints
from newsbot.pages.rows import LINKS
from newsbot.pages.zones import is_prose

_LONGEST_LABEL = 20
_LABEL = re.compile(r"(?:tác giả|người viết|(?:được )?(?:viết |đăng )?bởi|by|written by|thực hiện)\s?:?", re.IGNORECASE)
_BY_SYSTEM = re.compile(r"(?:được )?(?:viết|đăng|gửi|tạo) bởi\b", re.IGNORECASE)
_LONGEST_USER = 60
_BOX = 4
_ADDRESS = re.compile(r"[/?&](?:authors?|tac-?gia|but-?danh)(?:[/=.-]|$)", re.IGNORECASE)


def names_author(page: Blocks, number: int) -> bool:
    """Whether a block stands behind a bare label ("Bởi", "Tác giả:") or is one link to the page of an author."""
    label = page.blocks[number - 1].text if number else ""
    if len(label) < _LONGEST_LABEL and _LABEL.fullmatch(label):
        return True
    block = page.blocks[number]
    if block.linked < LINKS or len(block.links) != 1 or block.region < 0:
        return False
    links = list(islice(page.regions[block.region].element.iter("a"), 2))
    return len(links) == 1 and _ADDRESS.search(links[0].get("href") or "") is not None


def names_user(block: Block) -> bool:
    """Whether a line above the text is what a system prints of the one who entered it ("Viết bởi quantri2")."""
    return len(block.text) <= _LONGEST_USER and not is_prose(block) and _BY_SYSTEM.match(block.text) is not None


def in_author_element(page: Blocks, block: Block) -> bool:
    """Whether a small element around the block, say of a label and a name, is named after the author."""
    for number in islice(page.around(block.region), 2):
        region = page.regions[number]
        if region.end - region.start > _BOX:
            return False
        if region.marks and Hint.BYLINE in hints(region.marks):
            return True
    return False
