"""The lines that sign an article at its end: author, source, office, and those who drew or set the page."""

from __future__ import annotations

import re

from newsbot.pages.blocks import Block, Blocks
from newsbot.pages.datelines import is_dateline
from newsbot.pages.parts import Line
from newsbot.pages.phrases import is_gallery
from newsbot.pages.zones import is_prose
from newsbot.records import Byline
from newsbot.text.bylines import is_credit, is_photo_credit, read_byline

USERS = frozenset(("admin", "administrator", "quản trị", "ban quản trị"))
"""What a system prints as author of a text that nobody signed."""
_LONGEST = 120
_TAIL = 4
_SOURCE_WORDS = 3
_OFFICE = re.compile(r"\([^()]{4,60}\)\.?\Z")


def take_signature(page: Blocks, lines: list[Line]) -> Byline | None:
    """The byline at the end of the text, taken out of ``lines`` with the lines that belong to it.

    The heading of a gallery or the name of a source may follow it.
    """
    _drop_credits(page, lines)
    for back, line in enumerate(reversed(lines[-_TAIL:])):
        block = page.blocks[line.number]
        if is_gallery(line.text) or is_dateline(page, line.number, line.text):
            continue
        if len(line.text) > _LONGEST or is_prose(block):
            return None
        byline, number = read_line(line.text), len(lines) - 1 - back
        above = _line_above(page, lines, number)
        joined = None if above is None or byline is None else join(above, byline)
        if above is not None and (joined is not None or len(line.text.split()) <= _SOURCE_WORDS):
            signed = page.blocks[lines[number - 1].number]
            del lines[number - 1 : number + 1]
            _drop_behind(page, lines, signed, back)
            return joined or above
        if byline is not None and (
            back == 0 or block.align == "right" or block.bold > 0.7 or is_gallery(lines[-1].text)
        ):
            del lines[number]
            _drop_behind(page, lines, block, back)
            return byline
    return None


def first_signature(texts: list[str]) -> Byline | None:
    """The first of short lines behind the text that signs it, with the source that the next one names."""
    readings = [read_line(text) for text in texts if not is_credit(text)]
    found = [byline for byline in readings if byline is not None]
    joined = join(found[0], found[1]) if len(found) > 1 else None
    return joined or (found[0] if found else None)


def read_line(text: str) -> Byline | None:
    """A line as a byline; the bare name of a user of the system is one too."""
    return read_byline(text, marked=text.lower() in USERS)


def names_anybody(byline: Byline) -> bool:
    """Whether a byline names more than a user of the system."""
    return bool(byline.authors or byline.photographers or byline.source or byline.unit)


def join(first: Byline, second: Byline) -> Byline | None:
    """The author with source and office, of two lines that name one each; ``None`` for any other two lines."""
    author, other = (first, second) if first.authors or _is_source(second) else (second, first)
    if other.authors or other.photographers or not names_anybody(other):
        return None
    if not author.authors and not (author.unit and _is_source(other)):
        return None
    return Byline(
        text=author.text,
        authors=author.authors,
        photographers=author.photographers,
        source=author.source or other.source,
        unit=author.unit or other.unit,
    )


def _is_source(byline: Byline) -> bool:
    return bool(byline.source) and not (byline.authors or byline.photographers or byline.unit)


def _drop_credits(page: Blocks, lines: list[Line]) -> None:
    """Take out the lines among the last that name who drew or set the page, or took the pictures beside a byline."""
    first = len(lines)
    while first and len(lines) - first <= _TAIL and _closes(page, lines[first - 1]):
        first -= 1
    closing = [line for line in lines[first:] if not is_dateline(page, line.number, line.text)]
    made = [line for line in closing if is_credit(line.text)]
    bylines = [line for line in closing if line not in made and read_line(line.text) is not None]
    if made or bylines:
        lines[first:] = bylines or [line for line in made if read_line(line.text) is not None]


def _closes(page: Blocks, line: Line) -> bool:
    """Whether a line is a credit or a byline, to be looked at with others of its kind at the end of the text."""
    if len(line.text) > _LONGEST or is_prose(page.blocks[line.number]):
        return False
    return is_credit(line.text) or is_photo_credit(line.text) or read_line(line.text) is not None


def _drop_behind(page: Blocks, lines: list[Line], signed: Block, number: int) -> None:
    """Take out what stands behind a signature and is set as it is, or in brackets: the signer's office.

    :param number: how many lines stand behind it.
    """
    for line in lines[len(lines) - number :]:
        alike = page.blocks[line.number].align == signed.align != ""
        if (alike or _OFFICE.match(line.text)) and not is_gallery(line.text):
            lines.remove(line)


def _line_above(page: Blocks, lines: list[Line], number: int) -> Byline | None:
    """The byline above a last line that names the source only ("Theo Thanh Xuân", then the paper's name)."""
    if number < 1 or is_prose(page.blocks[lines[number - 1].number]) or len(lines[number - 1].text) > _LONGEST:
        return None
    return read_byline(lines[number - 1].text)
