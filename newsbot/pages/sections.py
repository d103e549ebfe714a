"""The section that an article stands in, as printed: the last step of the breadcrumb, else what the metadata say."""

from __future__ import annotations

import re

from newsbot.pages.blocks import Block
from newsbot.pages.candidates import Candidate
from newsbot.pages.hints import Hint, hints
from newsbot.pages.layout import Layout
from newsbot.pages.metadata import Metadata
from newsbot.pages.parts import Parts
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
_NAMES_A_SECTION = frozenset(
    ("cate", "category", "folder", "chuyenmuc", "section", "categoryname", "catename", "zone", "about")
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
    return 2 <= len(block.links) <= _MOST_STEPS and len(block.text) < 200 and _home(block.links) is not None


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
    """The only link in the date line next to the headline."""
    title = layout.title.block
    lines = [s.number for s in parts.dates if title is not None and abs(s.number - title) <= _NEAR]
    links = [layout.page.blocks[number].links for number in lines]
    return [names[0] for names in links if len(names) == 1]


def _heading(layout: Layout, parts: Parts) -> list[str]:
    """A short line next to the headline whose name says category or folder."""
    title = layout.title.block
    if title is None:
        return []
    lead = parts.lead[0].number if parts.lead else title
    above = range(title - 1, max(-1, title - 1 - _NEAR), -1)
    for number in (*above, *range(title + 1, min(lead, title + _NEAR))):
        block = layout.page.blocks[number]
        if block.marks & _NAMES_A_SECTION and len(block.text) <= 60 and fold(block.text) not in _HOME:
            return [block.text]
    return []
