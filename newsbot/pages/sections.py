"""The section that an article stands in, as printed: the last step of the breadcrumb, else what the metadata say."""

from __future__ import annotations

import re

from newsbot.pages.blocks import Blocks
from newsbot.pages.candidates import Candidate
from newsbot.pages.hints import Hint, hints
from newsbot.pages.metadata import Metadata
from newsbot.pages.titles import Title, key
from newsbot.pages.zones import Zones
from newsbot.text.unicode import fold

_STEP = re.compile(r"\s*[»›>/|→]\s*|\s+-\s+(?=$)")
_HOME = frozenset(fold(word) for word in ("Trang chủ", "Trang chính", "Home", "Trang nhất", "Trang Chủ"))
_LONGEST = 80


def choose_section(page: Blocks, zones: Zones, meta: Metadata, title: Title) -> list[Candidate]:
    """The candidates for the section, the best first; empty when nothing names one."""
    found = [Candidate(text, "page: breadcrumb") for text in _printed(page, zones, title)]
    found += [
        Candidate(text, "json-ld: breadcrumbs", "json-ld") for text in _steps(meta.linked.breadcrumbs, title)[-1:]
    ]
    if meta.linked.section:
        found.append(Candidate(meta.linked.section, "json-ld: articleSection", "json-ld"))
    name, value = meta.first("article:section")
    if value:
        found.append(Candidate(value, f"meta: {name}", "meta"))
    return [c for c in found if len(c.value) <= _LONGEST]


def _printed(page: Blocks, zones: Zones, title: Title) -> list[str]:
    """The last step of the last breadcrumb above the headline."""
    end = len(page.blocks) if title.block is None else title.block
    steps: list[str] = []
    for number in range(end):
        block = page.blocks[number]
        if zones.kinds[number] is Hint.BREADCRUMB or Hint.BREADCRUMB in hints(block.marks):
            steps += _STEP.split(block.text)
    return _steps(steps, title)[-1:]


def _steps(steps: list[str], title: Title) -> list[str]:
    own = key(title.text or "")
    return [step for step in steps if step.strip() and fold(step.strip()) not in _HOME and key(step) != own]
