"""Ways from the home page to an article ("Trang chủ » Tin tức"), told by their words whatever the markup calls them."""

from __future__ import annotations

import re
from functools import cache

from newsbot.pages.blocks import Block, Blocks
from newsbot.pages.content import common_region
from newsbot.pages.titles import key
from newsbot.text import lexicon
from newsbot.text.dates import publication_line
from newsbot.text.unicode import fold, fold_pattern

_AHEAD = "»›>→⇒▸►▶❯⟩"
_STEP = re.compile(rf"\s*(?:[{_AHEAD}]+|::)\s*|\s+[|/\\•·]\s+")
_ARROW = re.compile(rf"[{_AHEAD}]|::")
_ENDS = f" :-–|/\\•·{_AHEAD}"
_LABEL = re.compile(
    fold_pattern(
        r"(?:bạn đang (?:ở|xem)(?: đây| trang| mục)?|bạn ở đây|vị trí(?: hiện tại)?|you are here)\s*(?::|$)\s*"
    )
)
_MAY_LEAD = re.compile(rf"[{_AHEAD}|/\\•·:]|\A\s*[BVYbvy]")
"""What a way without links holds, or how a label begins: a quick test."""
_HOME = "home_page"
_GENERIC = "generic_step"
"""The list of steps that name no section but the page itself."""
_IN_MENUS = "menu_entry"
"""The list of what menus hold beside sections."""
MOST_STEPS = 6
DEEPEST = 4
"""Elements in a row that are so many beside "Trang chủ" are a way only where the last names the article."""
_LONGEST_MENU = 200
"""So many blocks behind a row of elements are looked at for its entries."""
_LONGEST_HOME = 30
"""The name of the home page with signs and blanks around it."""
_LONGEST = 200
_LINKED = 0.6
_SHORTEST_CUT = 12


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon.words(name))


def is_home(text: str) -> bool:
    """Whether a step or line is the home page."""
    return len(text) <= _LONGEST_HOME and fold(text.strip(_ENDS)) in _words(_HOME)


def is_menu(steps: list[str]) -> bool:
    """Whether links behind "Trang chủ" are those of a menu: no way leads from "Giới thiệu" to "Liên hệ"."""
    return len(steps) > 2 and any(fold(step) in _words(_IN_MENUS) for step in steps[1:])


def is_in_menus(name: str) -> bool:
    """Whether a menu entry is one that menus hold beside sections, or the home page."""
    return fold(name) in _words(_IN_MENUS) or is_home(name)


def is_trail(block: Block) -> bool:
    """Whether a line is a way: it begins at the home page, says "Bạn đang ở", or links lead from one to the next."""
    if len(block.text) > _LONGEST or (len(block.links) < 2 and not _MAY_LEAD.search(block.text)):
        return False
    text, links = _without_label(block.text), list(block.links)
    if len(text) < len(block.text):
        return bool(text) and len(links) <= MOST_STEPS
    steps = _cut(text)
    if len(steps) > MOST_STEPS or is_menu(steps):
        return False
    return (len(steps) > 1 and is_home(steps[0])) or _leads_on(block, text, links)


def _leads_on(block: Block, text: str, links: list[str]) -> bool:
    """Whether links begin at the home page, or arrows stand between all of them."""
    if not 2 <= len(links) <= MOST_STEPS or is_menu(links):
        return False
    if any(is_home(link) for link in links[:-1]):
        return True
    arrows = len(_ARROW.findall(text)) >= len(links) - 1 and text[0] not in _ENDS
    return arrows and block.linked >= _LINKED and not any(c.isdigit() for c in text)


def steps_of(block: Block) -> list[str]:
    """The steps that one line holds: what separators cut, else its links."""
    text = _without_label(block.text)
    steps = _cut(text)
    if len(steps) > 1 and not any(c.isdigit() for c in steps[0]):
        return steps
    home = next((n for n, link in enumerate(block.links[:-1]) if is_home(link)), 0)
    return list(block.links[home:]) or steps


def steps_beside(page: Blocks, number: int, title: int) -> list[str]:
    """The steps that stand in elements beside the one that holds "Trang chủ".

    A menu is a list too long for a way that does not end with the article, or one of whose other entries stands again,
    alone, between it and the headline.
    """
    around = _around(page, page.blocks[number])
    steps: list[str] = []
    behind = title
    for n in range(number + 1, title):
        block = page.blocks[n]
        if _around(page, block) != around or len(block.links) > 1 or len(block.text) > _LONGEST:
            behind = n
            break
        steps += [step] if (step := block.text.strip(_ENDS)) else []
    if around < 0 or len(steps) >= MOST_STEPS or is_menu(["", *steps]):
        return []
    if len(steps) >= DEEPEST and not _names_article(steps[-1], page.blocks[title].text):
        return []
    if len(steps) < 2:
        return steps
    again = {block.text for block in page.blocks[behind : min(title, behind + _LONGEST_MENU)]}
    return steps if again.isdisjoint(steps[:-1]) else []


def _names_article(step: str, headline: str) -> bool:
    return fold(step) in _words(_GENERIC) or _is_own(step, key(headline))


def _around(page: Blocks, block: Block) -> int:
    return page.regions[block.region].parent if block.region >= 0 else -1


def below_home(steps: list[str], own: str) -> list[str]:
    """The steps that name sections: neither the home page, nor the article, nor "Chi tiết".

    :param own: the headline, see ``newsbot.pages.titles.key``.
    """
    named = [step for step in steps if any(c.isalpha() for c in step) and publication_line(step) is None]
    return [
        step for step in named if not is_home(step) and fold(step) not in _words(_GENERIC) and not _is_own(step, own)
    ]


def _is_own(step: str, own: str) -> bool:
    """Whether a step is the headline, or its beginning where the line was cut short."""
    if key(step) == own:
        return True
    cut = step.rstrip(". …")
    return cut != step and len(cut) >= _SHORTEST_CUT and own.startswith(key(cut))


def heads_element(page: Blocks, number: int, title: int) -> bool:
    """Whether the innermost element that holds a line and the headline begins with that line."""
    region = common_region(page, page.blocks[number].region, title)
    return region >= 0 and page.regions[region].start == number


def _without_label(text: str) -> str:
    label = _LABEL.match(fold(text))
    return text if label is None else text[label.end() :]


def _cut(text: str) -> list[str]:
    return [step for step in _STEP.split(text) if step]
