"""Lines that what stands around them makes the name of an author: a label before them, the address of their link."""

from __future__ import annotations

import re
from itertools import islice

from newsbot.pages.blocks import Blocks
from newsbot.pages.rows import LINKS

_LONGEST_LABEL = 20
_LABEL = re.compile(r"(?:tác giả|người viết|(?:được )?(?:viết |đăng )?bởi|by|written by|thực hiện)\s?:?", re.IGNORECASE)
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
