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
from newsbot.pages.rows import row_of
from newsbot.pages.titles import key
from newsbot.text.dates import publication_line
from newsbot.text.unicode import fold, fold_pattern

_LABEL = re.compile(fold_pattern(r"(?:xuất bản|đăng|được đăng) trong\s*:?\s+|(?:chuyên mục|danh mục)\s*:\s*(?=\w)"))
_STEP = re.compile(r"\s*[»›>→]\s*|\s+[|/]\s+")
_HOME = frozenset(fold(word) for word in ("Trang chủ", "Trang chính", "Trang nhất", "Home", "Trang Chủ"))
_LONGEST = 80
_MOST_STEPS = 6
_NEAR = 5
"""A heading that names the section stands at most so many blocks above the headline."""
_IN_MENUS = frozenset(
    fold(word)
    for word in (
        *(
            "Giới thiệu",
            "Giới thiệu chung",
            "Liên hệ",
            "Đăng nhập",
            "Hỏi đáp",
            "Hỏi - đáp",
            "Sơ đồ site",
            "Sơ đồ trang",
        ),
        *("Góp ý", "RSS", "English", "Thư viện ảnh", "Video", "Dịch vụ công", "Văn bản", "Tìm kiếm", "Liên kết"),
    )
)
"""What menus hold beside sections."""
_MOST_WORDS = 8
_LINKED = 0.9
_HOLDS_NAME = frozenset((Hint.BYLINE, Hint.SOURCE, Hint.TOOLS, Hint.COMMENT))
_BELOW = 9
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
        found = [Candidate(text, "page: link above the headline") for text in _above_headline(layout)]
    return [candidate for candidate in found if len(candidate.value) <= _LONGEST]


def _stated(meta: Metadata, own: str) -> list[Candidate]:
    found = [
        Candidate(text, "json-ld: breadcrumbs", "json-ld") for text in _below_home(meta.linked.breadcrumbs, own)[-1:]
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
        marked = in_trail or (block.marks and Hint.BREADCRUMB in hints(block.marks))
        if marked or _starts_at_home(block):
            more = _below_home(_steps(block), own)
            steps = [*steps, *more] if in_trail else more or steps
        if number == title:
            above, steps = steps, []
    return (above or steps)[-1:]


def _starts_at_home(block: Block) -> bool:
    links = block.links
    return (
        2 <= len(links) <= _MOST_STEPS and len(block.text) < 200 and _home(links) is not None and not _is_menu([*links])
    )


def _home(links: tuple[str, ...]) -> int | None:
    return next((n for n, link in enumerate(links[:-1]) if fold(link) in _HOME), None)


def _steps(block: Block) -> list[str]:
    """The steps that one block holds: what separators cut, else its links."""
    steps = [step for step in _STEP.split(block.text) if step]
    if len(steps) > 1 and not any(c.isdigit() for c in steps[0]):
        return steps
    return list(block.links[_home(block.links) or 0 :]) or steps


def _below_home(steps: list[str], own: str) -> list[str]:
    named = [step for step in steps if any(c.isalpha() for c in step) and publication_line(step) is None]
    return [step for step in named if fold(step.strip(" :-")) not in _HOME and key(step) != own]


def _labelled(layout: Layout, parts: Parts) -> list[str]:
    """A line such as "Xuất bản trong Công tác dân vận", above or below the text."""
    page = layout.page
    for block in page.blocks[max(0, parts.start - 1 - _NEAR) : parts.end + _NEAR]:
        if len(block.text) < _LONGEST and (label := _LABEL.match(fold(block.text))) is not None:
            return list(block.links[:1]) or [block.text[label.end() :]]
    return []


def _beside_date(layout: Layout, parts: Parts) -> list[str]:
    """The only link in the date line next to the headline, or in the row that the line is a cell of."""
    title, blocks = layout.title.block, layout.page.blocks
    lines = [s.number for s in parts.dates if title is not None and abs(s.number - title) <= _NEAR]
    found = [names[0] for number in lines if len(names := blocks[number].links) == 1]
    for number in lines:
        cells = [blocks[n] for n in row_of(blocks, number)]
        found += [b.text for b in cells if b.linked > _LINKED and not _HOLDS_NAME & hints(b.marks)]
    signed = {line.text for line in parts.bylines}
    return [name for name in found if name not in signed and _may_be_section(name)]


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
    while first and last - first <= _MOST_STEPS and _is_step(blocks[first - 1]):
        first -= 1
        if fold(blocks[first].text) in _HOME:
            break
    steps = [block.text for block in blocks[first:last]]
    home = bool(steps) and fold(steps[0]) in _HOME
    if home and (len(steps) == 1 or _is_menu(steps)):
        return []
    alone = len(steps) == 1 and last == title and layout.zones.kinds[first] is None
    return [name for name in steps[-1:] if (home or alone) and _may_be_section(name)]


def _is_step(block: Block) -> bool:
    return block.linked > _LINKED and len(block.links) == 1


def _is_menu(steps: list[str]) -> bool:
    """Whether links behind "Trang chủ" are those of a menu: no way leads from "Giới thiệu" to "Liên hệ"."""
    return len(steps) > 2 and any(fold(step) in _IN_MENUS for step in steps[1:])


def _heading(layout: Layout, parts: Parts) -> list[str]:
    """A short line next to the headline whose name says category or folder."""
    title = layout.title.block
    if title is None:
        return []
    lead = parts.lead[0].number if parts.lead else title
    above = range(title - 1, max(-1, title - 1 - _NEAR), -1)
    for number in (*above, *range(title + 1, min(lead + _NEAR, title + _BELOW, len(layout.page.blocks)))):
        block = layout.page.blocks[number]
        if number > lead >= title and block.linked <= _LINKED:
            continue
        if block.marks & _NAMES_A_SECTION and len(block.text) <= 60 and fold(block.text) not in _HOME:
            return [block.text]
    return []
