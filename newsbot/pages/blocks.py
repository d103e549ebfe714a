"""One pass over the tree: text blocks with the evidence of their markup, and the regions that hold them.

A block is a run of text that a reader sees as one paragraph, line or cell. A region is an element that holds one or
more blocks; regions nest. Nothing is judged here: what is a menu, a caption or a paragraph is decided by the readers of
blocks, which never look at the tree again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from attrs import define, field
from lxml import etree

from newsbot.pages.hints import Hint, hints
from newsbot.text.unicode import clean

_NO_MARKS: frozenset[str] = frozenset()
_NAMING = ("class", "id", "itemprop", "data-role", "data-slot", "name")
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
    ]
)
_VOID = frozenset(("br", "img", "hr", "wbr", "input", "area", "col", "source", "track"))
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "select",
        "option",
        "textarea",
        "button",
        "input",
        "iframe",
        "object",
        "embed",
        "canvas",
        "map",
        "head",
        "video",
        "audio",
        "meta",
        "link",
        "title",
        "datalist",
        "dialog",
        "xml",
    ]
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PLAYERS = frozenset(("iframe", "object", "embed", "video", "audio"))
_BOLD = frozenset(("b", "strong"))
_ITALIC = frozenset(("i", "em", "cite"))
_ALIGNED = frozenset(("p", "div", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "span"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ALIGN = re.compile(r"text-align\s*:\s*(center|right|left|justify)", re.IGNORECASE)
_ALIGN_CLASS = re.compile(r"\b(?:text|align)-?(center|right)\b", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
_MARK_SPLIT = re.compile(r"[^a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LINE_END = re.compile(r"[.:;!?…”\"’)\]/]$")
_LINE_START = re.compile(r"[A-ZĐÀ-Ỹ0-9“\"–—+•*(-]")
_WRAPPED = 80
"""A line shorter than this that is followed by a capital was ended on purpose."""
_LOOK_BACK = 100
_HEADLINE = 20
_FEW = 6
_DATED = re.compile(
    r"\W{0,3}(?:(?:Thứ|Chủ [Nn]hật|Ngày|Đăng|Cập nhật)\b\D{0,20})?\d{1,2}(?:\s?[:/.h-]\s?\d|\stháng\s\d).{0,40}\Z"
)
MAX_BLOCKS = 60_000
"""A page that holds more blocks is cut there: no article does."""
MAX_ELEMENTS = 400_000
"""The same for elements."""


@define
class Picture:
    """An image or player of the page: it stands in front of block ``before``, inside region ``region``."""

    before: int
    region: int
    element: Any


@define
class Block:
    """One paragraph, line or cell of the page.

    :ivar tag: the block-level element that holds the text.
    :ivar bold: share of its characters in bold; ``italic`` and ``linked``: in italics, inside links.
    :ivar align: "center", "right", "left", "justify" or "".
    :ivar marks: words of the class, id and itemprop attributes of the elements that hold this block and no other.
    :ivar region: number of the innermost region that holds it.
    :ivar broken: it is one of several that line breaks cut out of one element.
    :ivar links: the texts of the links in it.
    """

    text: str
    tag: str = "p"
    bold: float = 0.0
    italic: float = 0.0
    linked: float = 0.0
    align: str = ""
    marks: frozenset[str] = frozenset()
    region: int = -1
    broken: bool = False
    links: tuple[str, ...] = ()


@define
class Region:
    """An element that holds the blocks ``start`` .. ``end`` (the end excluded); ``parent`` is the region around it."""

    tag: str
    marks: frozenset[str]
    start: int
    parent: int
    element: Any
    end: int = -1


@define
class Blocks:
    """A page as a sequence of blocks.

    :ivar regions: in the order in which their elements open, so that a region comes before those inside it.
    :ivar pictures: the images in page order; ``players`` the embedded videos and audio players.
    :ivar cut: the page was larger than what is read.
    """

    blocks: list[Block] = field(factory=list)
    regions: list[Region] = field(factory=list)
    pictures: list[Picture] = field(factory=list)
    players: list[Picture] = field(factory=list)
    cut: bool = False

    def span(self, element: Any) -> tuple[int, int] | None:
        """First and last (excluded) block inside ``element``; ``None`` for an element that is no region."""
        return next(((r.start, r.end) for r in self.regions if r.element is element), None)

    def inside(self, hint: Hint) -> list[bool]:
        """For each region whether it, or one around it, bears ``hint`` in its names."""
        found: list[bool] = []
        for region in self.regions:
            found.append((region.parent >= 0 and found[region.parent]) or hint in hints(region.marks))
        return found

    def around(self, region: int) -> Iterator[int]:
        """The numbers of ``region`` and of the regions around it, innermost first."""
        while region >= 0:
            yield region
            region = self.regions[region].parent


def marks_of(element: Any) -> frozenset[str]:
    """The words of an element's class, id and itemprop: "article__sapo" gives article, sapo, articlesapo."""
    return _marks(element.items())


def _marks(attributes: list[tuple[str, str]]) -> frozenset[str]:
    names = [value for name, value in attributes if name in _NAMING]
    return _words(" ".join(names)) if names else _NO_MARKS


@lru_cache(maxsize=20_000)
def _words(names: str) -> frozenset[str]:
    """The parts of each name and the name written in one: "NgayDang" and "ngay-dang" give ngay, dang, ngaydang."""
    words: set[str] = set()
    for name in names[:400].split():
        parts = [part for part in _MARK_SPLIT.split(_CAMEL.sub("-", name).lower()) if part]
        words.update(parts)
        words.add("".join(parts))
    return frozenset(words)


def read_blocks(root: Any) -> Blocks:
    """The blocks of a tree, in reading order."""
    body = root.find("body")
    return _Walker().walk(root if body is None else body)


class _Open(NamedTuple):
    """An element whose end has not been reached, with what its text inherits."""

    inline: bool
    bold: bool
    italic: bool
    linked: int
    align: str
    tag: str
    region: int
    marks: frozenset[str]


class _Piece(NamedTuple):
    """A run of text of one kind of emphasis, or (with empty text) a picture in its place.

    :ivar linked: the number of the link that it belongs to, or 0.
    """

    text: str
    bold: bool = False
    italic: bool = False
    linked: int = 0
    marks: frozenset[str] = _NO_MARKS
    picture: Picture | None = None


_BREAK = _Piece("\n")
_BLANK = _Piece(" ")


class _Walker:
    """Walks the tree without recursion: real pages nest a few dozen levels, hostile ones 20,000."""

    def __init__(self) -> None:
        self.out = Blocks()
        self.pieces: list[_Piece] = []
        self.top = _Open(False, False, False, 0, "", "p", -1, _NO_MARKS)
        self.links = 0
        self.apart = False  # a named inline element started or ended: its text is a word of its own

    def walk(self, root: Any) -> Blocks:
        walker = etree.iterwalk(root, events=("start", "end"))
        open_, start = [self.top], self._start
        elements = 0
        for event, element in walker:
            if event == "start":
                attributes = element.items()
                if element.tag in _SKIPPED or (attributes and _hidden(attributes)):
                    self._skipped(element)
                    walker.skip_subtree()
                    open_.append(self.top._replace(inline=True, marks=_NO_MARKS))
                else:
                    self.top = start(element, element.tag, attributes)
                    open_.append(self.top)
                    if text := element.text:
                        self._text(text)
                continue
            closing = open_.pop()
            self.top = open_[-1]
            if not closing.inline:
                self._close(closing)
            elif closing.marks:
                self.apart = True
            if tail := element.tail:
                self._text(tail)
            elements += 1
            if elements > MAX_ELEMENTS or len(self.out.blocks) > MAX_BLOCKS:
                self.out.cut = True
                break
        self._flush(self.top)
        for region in self.out.regions:
            if region.end < 0:
                region.end = len(self.out.blocks)
        return self.out

    def _start(self, element: Any, tag: Any, attributes: list[tuple[str, str]]) -> _Open:
        top = self.top
        if tag in _VOID:
            self._void(element, tag)
            return top._replace(inline=True, marks=_NO_MARKS)
        marks = _marks(attributes) if attributes else _NO_MARKS
        inline = tag in _INLINE and not (marks and _holds_a_part(marks))
        region = top.region
        if inline:
            self.apart = self.apart or bool(marks)
            holder = top.tag
        else:
            self._flush(top)
            self.out.regions.append(Region(tag, marks, len(self.out.blocks), region, element))
            region, holder = len(self.out.regions) - 1, tag
        bold, italic = top.bold or tag in _BOLD, top.italic or tag in _ITALIC
        align, linked = "center" if tag == "center" else top.align, top.linked
        for name, value in attributes:
            if name == "style":
                bold, italic, align = _styled(value, bold=bold, italic=italic, align=align)
            elif name == "align" and tag in _ALIGNED:
                align = value.lower()
            elif name == "class" and (match := _ALIGN_CLASS.search(value)):
                align = match[1].lower()
            elif name == "href" and tag == "a" and not linked:
                self.links += 1
                linked = self.links
        return _Open(inline, bold, italic, linked, align, holder, region, marks if inline else _NO_MARKS)

    def _void(self, element: Any, tag: Any) -> None:
        if tag == "br":
            self.pieces.append(_BREAK)
        elif tag == "img":
            self._picture(element)
        elif tag == "hr":
            self._flush(self.top)

    def _close(self, closing: _Open) -> None:
        self._flush(closing)
        region = self.out.regions[closing.region]
        region.end = len(self.out.blocks)
        if region.marks and region.end - region.start == 1:
            self.out.blocks[region.start].marks |= region.marks

    def _skipped(self, element: Any) -> None:
        if element.tag in _PLAYERS:
            self.out.players.append(Picture(len(self.out.blocks), self.top.region, element))

    def _picture(self, element: Any) -> None:
        """Its place among the blocks is known when the text around it is cut into lines."""
        picture = Picture(len(self.out.blocks), self.top.region, element)
        self.out.pictures.append(picture)
        if self.pieces:
            self.pieces.append(_Piece("", picture=picture))

    def _text(self, text: str) -> None:
        if text.isspace():
            if self.pieces:
                self.pieces.append(_BLANK)
            return
        top = self.top
        if self.apart:
            self.apart = False
            if self.pieces and _grown_together(self.pieces[-1].text, text):
                self.pieces.append(_BLANK)
        self.pieces.append(_Piece(text, top.bold, top.italic, top.linked, top.marks))

    def _flush(self, holder: _Open) -> None:
        """End the block being read, which ``holder`` holds."""
        if not self.pieces:
            return
        pieces, self.pieces = self.pieces, []
        if len(pieces) == 1:
            block = _block(pieces, holder)
            if block is not None:
                self.out.blocks.append(block)
            return
        lines = [pieces] if holder.tag in _HEADINGS else _lines(pieces)
        for line in lines:
            block = _block(line, holder)
            self._place_pictures(line, block is not None)
            if block is not None:
                block.broken = len(lines) > 1
                self.out.blocks.append(block)

    def _place_pictures(self, line: list[_Piece], has_text: bool) -> None:
        """Pictures in front of a line's text stand before its block, all others behind it."""
        number, seen = len(self.out.blocks), False
        for piece in line:
            if piece.picture is not None:
                piece.picture.before = number + (has_text and seen)
            elif not seen and has_text:
                seen = bool(piece.text.strip())


def _lines(pieces: list[_Piece]) -> list[list[_Piece]]:
    """The pieces cut where the reader sees a new paragraph: at two line breaks, or one between two sentences."""
    if not any(piece is _BREAK or piece.bold for piece in pieces):
        return [pieces]
    lines: list[list[_Piece]] = [[]]
    breaks, before = 0, ""
    dated = False  # a headline in bold ended: a date may follow it in the same cell
    for number, piece in enumerate(pieces):
        if piece is _BREAK:
            breaks += 1
        elif not piece.text.strip():
            lines[-1].append(piece)
        else:
            ended = breaks > 1 or (breaks and _ends_line(before, piece.text))
            if ended or (dated and _is_date(pieces[number:])):
                lines.append([])
                before = ""
            elif breaks:
                lines[-1].append(_BLANK)
            breaks = 0
            before = f"{before} {piece.text}".strip()[-_LOOK_BACK:]
            dated = piece.bold and len(before) > _HEADLINE
            lines[-1].append(piece)
    return lines


def _is_date(pieces: list[_Piece]) -> bool:
    """Whether what is left of a block is a date and nothing else."""
    return len(pieces) <= _FEW and _DATED.match("".join(piece.text for piece in pieces).strip()) is not None


def _grown_together(before: str, text: str) -> bool:
    """Two words of two named elements without a blank between them; not the large first letter of a paragraph."""
    return len(before.strip()) > 1 and before[-1:].isalnum() and text[:1].isalnum()


def _ends_line(before: str, following: str) -> bool:
    """Whether a single line break between the two ends a paragraph rather than a hard-wrapped line."""
    if not before or _LINE_END.search(before):
        return True
    return len(before) < _WRAPPED and _LINE_START.match(following.strip()) is not None


def _block(pieces: list[_Piece], holder: _Open) -> Block | None:
    text = clean("".join(piece.text for piece in pieces))
    if not text:
        return None
    if len(pieces) == 1:
        piece = pieces[0]
        links = (text,) if piece.linked else ()
        share = (float(piece.bold), float(piece.italic), float(bool(piece.linked)))
        return Block(text, holder.tag, *share, holder.align, piece.marks, holder.region, links=links)
    total = bold = italic = linked = 0
    marked: dict[frozenset[str], int] = {}
    texts: dict[int, str] = {}
    for piece in pieces:
        size = len(piece.text.strip())
        total += size
        bold += size if piece.bold else 0
        italic += size if piece.italic else 0
        if piece.linked:
            linked += size
            texts[piece.linked] = texts.get(piece.linked, "") + piece.text
        if piece.marks:
            marked[piece.marks] = marked.get(piece.marks, 0) + size
    total = total or 1
    marks = _NO_MARKS.union(*(words for words, size in marked.items() if size > 0.6 * total))
    block = Block(text, holder.tag, bold / total, italic / total, linked / total, holder.align, marks, holder.region)
    if texts:
        block.links = tuple(cleaned for link in texts.values() if (cleaned := clean(link)))
    return block


@lru_cache(maxsize=20_000)
def _holds_a_part(marks: frozenset[str]) -> bool:
    """Whether an inline element holds a whole part of the article: old portals put lead and body into ``<span>``."""
    return bool(hints(marks) & {Hint.LEAD, Hint.BODY})


def _hidden(attributes: list[tuple[str, str]]) -> bool:
    return any(name == "hidden" or (name == "style" and _HIDDEN.search(value)) for name, value in attributes)


def _styled(style: str, *, bold: bool, italic: bool, align: str) -> tuple[bool, bool, str]:
    """Emphasis and alignment under an inline style."""
    match = _ALIGN.search(style)
    return (
        bold or _BOLD_STYLE.search(style) is not None,
        italic or _ITALIC_STYLE.search(style) is not None,
        match[1].lower() if match else align,
    )
