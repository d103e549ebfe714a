"""The tags of an article, as printed under it."""

from __future__ import annotations

import re
from itertools import islice

from newsbot.pages.blocks import Block
from newsbot.pages.hints import Hint, hints
from newsbot.pages.layout import Layout
from newsbot.pages.parts import Parts
from newsbot.pages.phrases import is_cut, is_furniture
from newsbot.pages.rows import hashtags, without_links
from newsbot.text.date_lines import is_section
from newsbot.text.unicode import fold, fold_pattern

_LABEL = re.compile(
    fold_pattern(
        r"[^\w#]{0,3}(?:từ khóa|(?:thẻ )?tags?|thẻ|nhãn|chủ đề|keywords?|hashtags?|(?:tìm (?:kiếm )?)?theo từ khóa)"
        r"(?: liên quan| bài viết| tìm kiếm| nổi bật)?\s*(?::|$)\s*"
    )
)
_REACH = 14
"""Tags stand at most so many blocks behind the text."""
_LONGEST = 80
_ALL_LINKS = 0.8
_TAG_ADDRESS = re.compile(r"[/?&](?:tags?|tu-?khoa|keywords?|hashtags?|chu-de|topics?)(?:[/=.-]|$)", re.IGNORECASE)
_MOST = 50
_NONE = frozenset(map(fold, ("chưa có", "không có", "đang cập nhật")))
"""What stands behind the label of an article without tags."""
_NEAR = 4
"""Tags that nothing names stand at most so many blocks behind the last paragraph."""
_MOST_ROWS = 12
_DEPTH = 3
_FEWEST = 2
_WORDS = 6


def choose_tags(layout: Layout, parts: Parts) -> tuple[list[str], str]:
    """The tags and where they were found; an empty list and no words when there are none."""
    found = list(dict.fromkeys(_clean(_printed(layout, parts))))[:_MOST]
    if found:
        return found, "page: tags under the text"
    found = list(dict.fromkeys(_clean(_addressed(layout, parts))))[:_MOST]
    if found:
        return found, "page: links to tags under the text"
    for found, source in ((_hashtags(layout, parts), "page: hashtags"), (_pills(layout, parts), "page: row of links")):
        if found:
            return list(dict.fromkeys(_clean(found)))[:_MOST], source
    stated = list(dict.fromkeys(_clean(layout.meta.meta_lists.get("article:tag", []))))[:_MOST]
    return stated, "meta: article:tag" if stated else ""


def _clean(tags: list[str]) -> list[str]:
    return [tag for text in tags if (tag := text.strip(" ,;#|")) and fold(tag) not in _NONE]


def _printed(layout: Layout, parts: Parts) -> list[str]:
    tags: list[str] = []
    labelled = False
    home: set[int] = set()  # the elements around the first tag behind a label
    page, inside = layout.page, layout.page.inside(Hint.TAGS)
    for number in range(parts.start, min(len(page.blocks), parts.end + _REACH)):
        block = page.blocks[number]
        around = set(islice(page.around(block.region), 1, _DEPTH))
        label = _label(block.text) or (block.links and _label(without_links(block)))
        if label or Hint.TAGS in hints(block.marks) or block.region in inside:
            tags += _of_block(block, label.end() if label else 0)
            labelled = bool(label) and not tags
        elif (
            labelled
            and block.linked > 0.8
            and len(block.text) < _LONGEST
            and (not tags or _goes_on(block, around & home))
        ):
            tags += block.links
            home = around if len(block.links) == 1 else set()
        else:
            labelled = False
            if tags:
                break
    return [tag for tag in tags if len(tag) <= _LONGEST]


def _goes_on(block: Block, shared: set[int]) -> bool:
    """Whether a block goes on with the tags of the one before: in elements shared with it, and no box of the author."""
    return bool(shared) and all(_may_be_tag(link) for link in block.links)


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


def _hashtags(layout: Layout, parts: Parts) -> list[str]:
    """The names in a line of hashtags behind the text."""
    first = parts.paragraphs[-1].number if parts.paragraphs else parts.start
    lines = (hashtags(block.text) for block in layout.page.blocks[first : parts.end + _NEAR])
    return next((names for names in lines if names), [])


def _pills(layout: Layout, parts: Parts) -> list[str]:
    """Two or more short links in a row right behind the text that lead to pages of one kind, whatever names them.

    Their addresses are alike but for the last step ("/t/tru-so", "/t/sap-nhap"). A row of sections is none of tags.
    """
    if not parts.paragraphs:
        return []
    page = layout.page
    names: list[str] = []
    kinds: set[str] = set()
    first = parts.paragraphs[-1].number + 1
    for number in range(first, min(len(page.blocks), first + _NEAR + _MOST_ROWS)):
        block = page.blocks[number]
        if block.linked >= _ALL_LINKS and block.region >= 0 and layout.zones.kinds[number] in (None, Hint.TOOLS):
            names += block.links
            links = islice(page.regions[block.region].element.iter("a"), _MOST)
            kinds |= {_kind_of_address(link.get("href") or "") for link in links}
        elif names or number >= first + _NEAR:
            break
    if len(names) < _FEWEST or len(kinds) != 1 or "" in kinds:
        return []
    return names if all(_may_be_tag(name) for name in names) and not all(map(is_section, names)) else []


def _kind_of_address(address: str) -> str:
    """An address without its last step or value; "" where nothing is left."""
    path, mark, query = address.partition("?")
    return f"{path}?{query.partition('=')[0]}" if mark else path.rstrip("/").rpartition("/")[0].strip("./")


def _may_be_tag(name: str) -> bool:
    """Whether a link is short, no tool, no file and no address."""
    words = len(name.split()) <= _WORDS and any(map(str.isalpha, name)) and "." not in name
    return words and not is_furniture(name) and not is_cut(name)


def _label(text: str) -> re.Match[str] | None:
    """The words before tags ("Từ khóa:"), if the line begins with them."""
    return _LABEL.match(fold(text[:_LONGEST])) if len(text) < 1000 else None


def _of_block(block: Block, start: int) -> list[str]:
    if block.links:
        return list(block.links)
    return [tag for tag in re.split(r"[,;|#•·]", block.text[start:]) if tag.strip()] if start else []
