"""The byline: the last line of the text, a marked author line, or what the metadata say, in this order."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from newsbot.pages.blocks import Block, Blocks
from newsbot.pages.candidates import Candidate
from newsbot.pages.hints import Hint, hints
from newsbot.pages.metadata import Metadata
from newsbot.pages.parts import Line, Parts
from newsbot.pages.phrases import is_furniture, is_gallery
from newsbot.pages.titles import key, looks_like_site_name
from newsbot.pages.zones import is_prose
from newsbot.records import Byline
from newsbot.text.bylines import read_byline, split_glued_byline

_LONGEST = 120
_TAIL = 4
_SOURCE_WORDS = 3
_WRITTEN_BY = re.compile(r"\A(?:(?:được )?(?:viết|đăng|gửi|tạo) bởi|bởi|by|posted by)(?:\s+|\Z)", re.IGNORECASE)
"""What a content management system prints before a name; a label that an editor writes is kept as printed."""
_OTHER_WORK = re.compile(
    r"(?:thiết kế|đồ (?:họa|hoạ)|trình bày|kỹ thuật|dựng(?: phim| hình)?|quay phim|infographics?|biên tập|video|clip)"
    r"(?:[^.:]{0,30}):",
    re.IGNORECASE,
)
"""How a line starts that names who did something else than write."""
_USERS = frozenset(("admin", "administrator", "quản trị", "ban quản trị"))
"""What a system prints as author of a text that nobody signed."""


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
    _add(chosen, _last_line(page, parts), "page: last line of the text")
    if chosen.byline is None:
        _add(chosen, _behind(parts), "page: line behind the text")
    start = (parts.paragraphs or parts.lead or [Line(0, "")])[0].number
    for line in sorted(parts.bylines, key=lambda ln: (_names_source(page, ln), ln.number < start, ln.number)):
        _add(chosen, _marked(line.text), "page: line marked as author or source")
    if chosen.byline is None:
        _add(chosen, _glued(parts), "page: behind the last sentence")
    if chosen.byline is None:
        for line in parts.beside:
            byline = read_byline(line.text)
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
    nameless = chosen.byline is not None and not _names_anybody(chosen.byline)
    if chosen.byline is None or (nameless and byline.authors and kind == "page"):
        chosen.byline, chosen.source = byline, source
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
    if byline is None or _names_anybody(byline) or text.lower() in _USERS:
        return byline
    return None


def _names_anybody(byline: Byline) -> bool:
    return bool(byline.authors or byline.photographers or byline.source or byline.unit)


def _last_line(page: Blocks, parts: Parts) -> Byline | None:
    """A short line at the end of the text; the heading of a gallery or the name of a source may follow it."""
    lines = parts.paragraphs
    for back, line in enumerate(reversed(lines[-_TAIL:])):
        block = page.blocks[line.number]
        if is_gallery(line.text):
            continue
        if len(line.text) > _LONGEST or is_prose(block):
            return None
        byline = read_byline(line.text, marked=line.text.lower() in _USERS)
        above = _line_above(page, lines, len(lines) - 1 - back)
        if above is not None and (len(line.text.split()) <= _SOURCE_WORDS or _names_no_author(byline, above)):
            signed = page.blocks[lines[len(lines) - 2 - back].number]
            del lines[len(lines) - 2 - back : len(lines) - back]
            _drop_behind(page, lines, signed, back)
            return above
        if byline is not None and (
            back == 0 or block.align == "right" or block.bold > 0.7 or is_gallery(lines[-1].text)
        ):
            del lines[len(lines) - 1 - back]
            _drop_behind(page, lines, block, back)
            return byline
    return None


def _names_no_author(last: Byline | None, above: Byline) -> bool:
    """Whether the last line says where a text or its author comes from, and the author stands above it."""
    return last is not None and not last.authors and not last.photographers and bool(above.authors)


def _drop_behind(page: Blocks, lines: list[Line], signed: Block, number: int) -> None:
    """Take out what stands behind a signature and is set as it is: the signer's office, who drew and designed.

    :param number: how many lines stand behind it.
    """
    for line in lines[len(lines) - number :]:
        alike = page.blocks[line.number].align == signed.align != ""
        if (alike or _OTHER_WORK.match(line.text)) and not is_gallery(line.text):
            lines.remove(line)


def _behind(parts: Parts) -> Byline | None:
    """The first short line behind the text that signs it."""
    found = (read_byline(line.text, marked=line.text.lower() in _USERS) for line in parts.after)
    return next((byline for byline in found if byline is not None), None)


def _line_above(page: Blocks, lines: list[Line], number: int) -> Byline | None:
    """The byline above a last line that names the source only ("Theo Thanh Xuân", then the paper's name)."""
    if number < 1 or is_prose(page.blocks[lines[number - 1].number]) or len(lines[number - 1].text) > _LONGEST:
        return None
    return read_byline(lines[number - 1].text)


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
    return [(source, name) for source, name in rows if key(name) not in site and _may_be_person(name, host)]


def _may_be_person(name: str, host: str) -> bool:
    """Whether a stated author is more than the site's name ("Dân Trí" on dantri.com.vn) or address."""
    if looks_like_site_name(name) or "://" in name or "@" in name or "." in name.strip("."):
        return False
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    letters = "".join(c for c in plain if c.isascii() and c.isalnum())
    return len(letters) < 3 or letters not in host.replace("-", "").replace(".", "")
