"""The byline: the last line of the text, a marked author line, or what the metadata say, in this order."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from newsbot.pages.blocks import Blocks
from newsbot.pages.candidates import Candidate
from newsbot.pages.closing import USERS, first_signature, join, names_anybody, take_signature
from newsbot.pages.datelines import is_dateline
from newsbot.pages.hints import Hint, hints
from newsbot.pages.metadata import Metadata
from newsbot.pages.parts import Line, Parts
from newsbot.pages.phrases import is_furniture
from newsbot.pages.titles import key, looks_like_site_name
from newsbot.records import Byline
from newsbot.text.bylines import read_byline, split_glued_byline

_TITLE_END = re.compile(r"\s+[-–—|•»·:]+\s+")
_WRITTEN_BY = re.compile(r"\A(?:(?:được )?(?:viết|đăng|gửi|tạo) bởi|bởi|by|posted by)(?:\s+|\Z)", re.IGNORECASE)
"""What a content management system prints before a name; a label that an editor writes is kept as printed."""
_OTHER_WORK = re.compile(
    r"(?:thiết kế|đồ (?:họa|hoạ)|trình bày|kỹ thuật|dựng(?: phim| hình)?|quay phim|infographics?|biên tập|video|clip)"
    r"(?:[^.:]{0,30}):",
    re.IGNORECASE,
)
"""How a line starts that names who did something else than write."""


@dataclass
class ChosenByline:
    """The byline with its source and what it won over."""

    byline: Byline | None = None
    source: str = ""
    candidates: list[Candidate] = field(default_factory=list)


def choose_byline(page: Blocks, parts: Parts, meta: Metadata, host: str) -> ChosenByline:
    """The byline of an article; its line is taken out of ``parts.paragraphs``.

    :param host: the host of the site, whose name is no author.
    """
    chosen = ChosenByline()
    _add(chosen, take_signature(page, parts.paragraphs), "page: last line of the text")
    if chosen.byline is None:
        behind = [line.text for line in parts.after if not is_dateline(page, line.number, line.text)]
        _add(chosen, first_signature(behind), "page: line behind the text")
    start = (parts.paragraphs or parts.lead or [Line(0, "")])[0].number
    for line in sorted(parts.bylines, key=lambda ln: (_names_source(page, ln), ln.number < start, ln.number)):
        if not _names_site(line, page, meta):
            _add(chosen, _marked(line.text), "page: line marked as author or source")
    if chosen.byline is None:
        _add(chosen, _glued(parts), "page: behind the last sentence")
    if chosen.byline is None:
        for line in parts.beside:
            byline = None if _names_site(line, page, meta) else read_byline(line.text)
            _add(chosen, byline if byline is not None and byline.authors else None, "page: name beside the date")
    for source, name in _stated(meta, host):
        _add(chosen, read_byline(name, marked=True), source)
    return chosen


def _add(chosen: ChosenByline, byline: Byline | None, source: str) -> None:
    """A candidate more; it wins when nothing else does, or when all before it name nobody ("admin")."""
    if byline is None:
        return
    kind = source.partition(":")[0]
    chosen.candidates.append(Candidate(byline.text, source, kind))
    better = chosen.byline is not None and byline.authors and kind == "page"
    joined = join(chosen.byline, byline) if chosen.byline is not None and better else None
    if chosen.byline is None or joined is not None or (better and not names_anybody(chosen.byline)):
        chosen.byline, chosen.source = joined or byline, source
        chosen.candidates.insert(0, chosen.candidates.pop())


def _names_source(page: Blocks, line: Line) -> bool:
    return Hint.SOURCE in hints(page.blocks[line.number].marks) and Hint.BYLINE not in hints(
        page.blocks[line.number].marks
    )


def _marked(text: str) -> Byline | None:
    text = _WRITTEN_BY.sub("", text)
    byline = (
        None
        if "://" in text or not any(map(str.isalnum, text)) or is_furniture(text)
        else read_byline(text, marked=True)
    )
    if byline is None or names_anybody(byline) or text.lower() in USERS:
        return byline
    return None


def _glued(parts: Parts) -> Byline | None:
    lines = parts.paragraphs or parts.lead
    if not lines:
        return None
    text, byline = split_glued_byline(lines[-1].text)
    if byline is not None:
        lines[-1].text = text
    return byline


def _sites(meta: Metadata) -> set[str]:
    """The keys of what the page calls its site."""
    return {key(n) for n in (meta.meta.get("og:site_name", ""), meta.linked.publisher) if n}


def _names_site(line: Line, page: Blocks, meta: Metadata) -> bool:
    """Whether a line without telling markup is the name of the site, as the page states it or ``<title>`` ends."""
    if hints(page.blocks[line.number].marks) & {Hint.BYLINE, Hint.SOURCE}:
        return False
    parts = _TITLE_END.split(meta.title)
    return key(line.text) in _sites(meta) or (len(parts) > 1 and key(line.text) == key(parts[-1]))


def _stated(meta: Metadata, host: str) -> list[tuple[str, str]]:
    site = _sites(meta)
    rows = [("json-ld: author", name) for name in meta.linked.authors]
    rows += [("meta: author", name) for name in meta.meta_lists.get("author", [])]
    return [(source, name) for source, name in rows if key(name) not in site and _may_be_person(name, host)]


def _may_be_person(name: str, host: str) -> bool:
    """Whether a stated author is more than the site's name ("Dân Trí" on dantri.com.vn) or address."""
    if looks_like_site_name(name) or "://" in name or "@" in name or "." in name.strip("."):
        return False
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    letters = "".join(c for c in plain if c.isascii() and c.isalnum())
    return len(letters) < 3 or letters not in host.replace("-", "").replace(".", "")
