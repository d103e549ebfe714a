"""The byline: the last line of the text, a marked author line, or what the metadata say, in this order."""

from __future__ import annotations

import unicodedata

from attrs import define, field

from newsbot.pages.blocks import Blocks
from newsbot.pages.candidates import Candidate
from newsbot.pages.metadata import Metadata
from newsbot.pages.parts import Line, Parts
from newsbot.pages.phrases import is_gallery
from newsbot.pages.titles import key, looks_like_site_name
from newsbot.pages.zones import is_prose
from newsbot.records import Byline
from newsbot.text.bylines import read_byline, split_glued_byline

_LONGEST = 120
_TAIL = 4


@define
class ChosenByline:
    """The byline with its source and what it won over."""

    byline: Byline | None = None
    source: str = ""
    candidates: list[Candidate] = field(factory=list)


def choose_byline(page: Blocks, parts: Parts, meta: Metadata, host: str) -> ChosenByline:
    """The byline of an article; the line is taken out of ``parts.paragraphs``."""
    chosen = ChosenByline()
    _add(chosen, _last_line(page, parts), "page: last line of the text")
    after = [
        line for line in parts.bylines if line.number >= (parts.paragraphs or parts.lead or [Line(0, "")])[0].number
    ]
    for line in [*reversed(after), *(line for line in parts.bylines if line not in after)]:
        _add(chosen, read_byline(line.text, marked=True), "page: line marked as author or source")
    if chosen.byline is None:
        _add(chosen, _glued(parts), "page: behind the last sentence")
    for source, name in _stated(meta, host):
        _add(chosen, read_byline(name, marked=True), source)
    return chosen


def _add(chosen: ChosenByline, byline: Byline | None, source: str) -> None:
    if byline is None:
        return
    chosen.candidates.append(
        Candidate(byline.text, source, "page" if source.startswith("page") else source.split(":")[0])
    )
    empty = chosen.byline is not None and not (chosen.byline.authors or chosen.byline.source or chosen.byline.unit)
    if chosen.byline is None or (empty and byline.authors):
        chosen.byline, chosen.source = byline, source
        chosen.candidates.insert(0, chosen.candidates.pop())


def _last_line(page: Blocks, parts: Parts) -> Byline | None:
    """A short line at the end of the text; pictures and their captions may still follow it."""
    for line in reversed(parts.paragraphs[-_TAIL:]):
        block = page.blocks[line.number]
        if is_gallery(line.text):
            continue
        if len(line.text) > _LONGEST or is_prose(block):
            return None
        byline = read_byline(line.text)
        last = line is parts.paragraphs[-1]
        if byline is not None and last and (first := _line_before(page, parts)) is not None:
            parts.paragraphs.pop()
            parts.paragraphs.pop()
            return first
        if byline is not None and (
            last or block.align == "right" or block.bold > 0.7 or is_gallery(parts.paragraphs[-1].text)
        ):
            parts.paragraphs.remove(line)
            return byline
        if len(line.text) > 60:
            return None
    return None


def _line_before(page: Blocks, parts: Parts) -> Byline | None:
    """The byline in the line above a last line that names the source ("Theo Thanh Xuân", then the paper's name)."""
    if len(parts.paragraphs) < 2:
        return None
    line = parts.paragraphs[-2]
    if len(line.text) > _LONGEST or is_prose(page.blocks[line.number]):
        return None
    return read_byline(line.text)


def _glued(parts: Parts) -> Byline | None:
    lines = parts.paragraphs or parts.lead
    if not lines:
        return None
    text, byline = split_glued_byline(lines[-1].text)
    if byline is not None:
        lines[-1].text = text
    return byline


def _stated(meta: Metadata, host: str) -> list[tuple[str, str]]:
    site = {key(n) for n in (meta.meta.get("og:site_name", ""), meta.linked.publisher) if n}
    rows = [("json-ld: author", name) for name in meta.linked.authors]
    rows += [("meta: author", name) for name in meta.meta_lists.get("author", [])]
    return [
        (source, name)
        for source, name in rows
        if key(name) not in site
        and not _names_host(name, host)
        and not looks_like_site_name(name)
        and "://" not in name
        and "." not in name.strip(".")
    ]


def _names_host(name: str, host: str) -> bool:
    """Whether an author is only the site ("Dân Trí" on dantri.com.vn)."""
    letters = "".join(
        c for c in unicodedata.normalize("NFD", name.lower().replace("đ", "d")) if c.isascii() and c.isalnum()
    )
    return len(letters) >= 3 and letters in host.replace("-", "").replace(".", "")
