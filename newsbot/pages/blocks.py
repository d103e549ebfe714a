"""One pass over the tree: text blocks with the evidence of their markup, and the regions that hold them.

A block is a run of text that a reader sees as one paragraph, line or cell. A region is an element that holds one or
more blocks; regions nest. Nothing is judged here: what is a menu, a caption or a paragraph is decided by the readers of
blocks, which never look at the tree again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any

from lxml import etree

from newsbot.pages.elements import (
    CONTROLS,
    NO_MARKS,
    PICTURES,
    PLAIN,
    PLAYERS,
    SKIPPED,
    UNCLOSED,
    VOID,
    Look,
    Said,
    said_by,
)
from newsbot.pages.hints import Hint, hints
from newsbot.pages.lines import (
    BLANK,
    BREAK,
    GAP,
    Picture,
    Piece,
    cells_of,
    grown_together,
    headline_of,
    is_row,
    lines_of,
    place_pictures,
    without_end,
)
from newsbot.text.unicode import clean

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ICONS = frozenset(("fa", "fas", "far", "fal", "glyphicon", "icon", "icons", "bi", "materialicons", "mdi", "la", "las"))
"""Classes of the elements that the usual icon fonts draw a sign with: it parts what stands in a row."""
MAX_BLOCKS = 20_000
"""A page that holds more blocks is cut there: no article does."""
MAX_ELEMENTS = 100_000
"""The same for elements."""


@dataclass
class Block:
    """One paragraph, line or cell of the page.

    :ivar tag: the block-level element that holds the text.
    :ivar bold: share of its characters in bold; ``italic`` and ``linked``: in italics, inside links.
    :ivar align: "center", "right", "left", "justify" or "".
    :ivar marks: words of the class, id and itemprop attributes of the elements that hold this block and no other.
    :ivar region: number of the innermost region that holds it.
    :ivar broken: it is one of several that line breaks cut out of one element.
    :ivar cell: it is one of several elements that a style sheet sets apart in a row with a date.
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
    cell: bool = False


class Region:
    """An element that holds the blocks ``start`` .. ``end`` (the end excluded); ``parent`` is the region around it."""

    def __init__(self, tag: str, marks: frozenset[str], start: int, parent: int, element: Any) -> None:
        self.tag = tag
        self.marks = marks
        self.start = start
        self.parent = parent
        self.element = element
        self.end = -1


@dataclass
class Blocks:
    """A page as a sequence of blocks.

    :ivar regions: in the order in which their elements open, so that a region comes before those inside it.
    :ivar pictures: the images in page order; ``players`` the embedded videos and audio players.
    :ivar controls: the regions that hold a field or button to be seen.
    :ivar times: what ``<time>`` elements say to machines, each with the number of the block that it starts before.
    :ivar cut: the page was larger than what is read.
    """

    blocks: list[Block] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    players: list[Picture] = field(default_factory=list)
    controls: set[int] = field(default_factory=set)
    times: list[tuple[int, str]] = field(default_factory=list)
    cut: bool = False

    def span(self, element: Any) -> tuple[int, int] | None:
        """First and last (excluded) block inside ``element``; ``None`` for an element that is no region."""
        return next(((r.start, r.end) for r in self.regions if r.element is element), None)

    def inside(self, hint: Hint) -> set[int]:
        """The regions that bear ``hint`` in their names, and those inside them."""
        bearing = {marks for marks in {region.marks for region in self.regions} if hint in hints(marks)}
        found: set[int] = set()
        if bearing:
            for number, region in enumerate(self.regions):
                if region.marks in bearing or region.parent in found:
                    found.add(number)
        return found

    def around(self, region: int) -> Iterator[int]:
        """The numbers of ``region`` and of the regions around it, innermost first."""
        while region >= 0:
            yield region
            region = self.regions[region].parent


def read_blocks(root: Any) -> Blocks:
    """The blocks of a tree, in reading order."""
    body = root.find("body")
    return _Walker().walk(root if body is None else body)


class _Walker:
    """Walks the tree without recursion: real pages nest a few dozen levels, hostile ones 20,000.

    :ivar pieces: the text and pictures of the block that is being read.
    :ivar look: how text is set where the walk stands; ``region``: the number of the region that it stands in.
    :ivar around: look and region around each open element, ``None`` where they are the same inside it.
    :ivar apart: a named inline element started or ended: its text is a word of its own.
    """

    def __init__(self) -> None:
        self.out = Blocks()
        self.pieces: list[Piece] = []
        self.look = PLAIN
        self.region = -1
        self.around: list[tuple[Look, int] | None] = []
        self.links = 0
        self.apart = False

    def walk(self, root: Any) -> Blocks:
        walker = etree.iterwalk(root, events=("start", "end"))
        blocks, pieces, around = self.out.blocks, self.pieces, self.around
        for event, element in islice(walker, 2 * MAX_ELEMENTS):
            if event == "start":
                if not self._start(element, element.tag):
                    walker.skip_subtree()
                    continue
                text = element.text
            else:
                outside = around.pop()
                if outside is not None:
                    self._leave(*outside)
                    if len(blocks) > MAX_BLOCKS:
                        break
                text = element.tail
            if text:
                if not text.isspace():
                    self._text(text)
                elif pieces:
                    pieces.append(BLANK)
        self._flush()
        if around or len(blocks) > MAX_BLOCKS:
            self._cut()
        return self.out

    def _start(self, element: Any, tag: str) -> bool:
        """An element begins; whether there may be text in it that is seen."""
        if tag in VOID:
            self._void(element, tag)
            if tag in UNCLOSED:
                self.around.append(None)
                return True
        elif tag in SKIPPED or (said := said_by(tag, element.items())).hidden:
            if tag in PLAYERS:
                self.out.players.append(Picture(len(self.out.blocks), self.region, element))
            elif tag in CONTROLS and element.get("type") != "hidden":
                self.out.controls.add(self.region)
        else:
            if said.silent and not self.look.marks:
                self.around.append(None)
            else:
                self.around.append((self.look, self.region))
                self._enter(element, tag, said)
            return True
        self.around.append(None)
        return False

    def _enter(self, element: Any, tag: str, said: Said) -> None:
        """An element begins that stands apart, has names, or sets its text."""
        look, marks = self.look, said.marks
        if tag == "time" and element.get("datetime"):
            self.out.times.append((len(self.out.blocks) + bool(self.pieces), element.get("datetime")))
        if said.styled and self.region >= 0 and self.out.regions[self.region].tag in HEADINGS:
            self.pieces.append(BLANK)  # a line of a headline, not a paragraph of its own
        elif said.opens:
            if self.pieces:
                self._flush()
            regions, around = self.out.regions, self.region
            self.region = len(regions)
            regions.append(Region(tag, marks, len(self.out.blocks), around, element))
            marks = NO_MARKS
        elif marks:
            self.apart = True
            if self.pieces and not _ICONS.isdisjoint(marks):
                self.pieces.append(GAP)
        if marks or look.marks or not said.plain:
            link = look.link
            if tag == "a" and not link and element.get("href") is not None:
                link = self.links = self.links + 1
            self.look = said.look(look, link)

    def _leave(self, look: Look, region: int) -> None:
        """An element ends, with ``look`` and ``region`` around it; what was read in it is a block."""
        if region != self.region:
            if self.pieces:
                self._flush()
            blocks, closing = self.out.blocks, self.out.regions[self.region]
            end = closing.end = len(blocks)
            if closing.marks and end - closing.start == 1:
                block = blocks[closing.start]
                block.marks = _together(block.marks, closing.marks)
            self.region = region
        elif self.look.marks:
            self.apart = True
        self.look = look

    def _cut(self) -> None:
        """The page is too large: what is open ends here."""
        self.out.cut = True
        for region in self.out.regions:
            if region.end < 0:
                region.end = len(self.out.blocks)

    def _void(self, element: Any, tag: str) -> None:
        if tag == "br":
            self.pieces.append(BREAK)
        elif tag in PICTURES:
            if not said_by(tag, element.items()).hidden:
                self._picture(element)
        elif tag == "hr":
            self._flush()
        elif tag in PLAYERS:
            self.out.players.append(Picture(len(self.out.blocks), self.region, element))

    def _picture(self, element: Any) -> None:
        """Its place among the blocks is known when the text around it is cut into lines."""
        picture = Picture(len(self.out.blocks), self.region, element)
        self.out.pictures.append(picture)
        if self.pieces:
            self.pieces.append(Piece("", PLAIN, picture))

    def _text(self, text: str) -> None:
        if self.pieces and text[0].isalnum() and grown_together(self.pieces[-1].text, text, named=self.apart):
            self.pieces.append(GAP)
        self.apart = False
        if "\n" in text and self.region >= 0 and self.out.regions[self.region].tag == "pre":
            for line in text.splitlines():
                self.pieces += [Piece(line, self.look), BREAK] if line.strip() else [BREAK]
        else:
            self.pieces.append(Piece(text, self.look))

    def _flush(self) -> None:
        """End the block that is being read."""
        pieces = self.pieces
        holder = self.out.regions[self.region].tag if self.region >= 0 else "p"
        number = without_end(pieces)
        if number == 1:
            self._run(pieces[0], holder)
        elif number:
            row = holder not in HEADINGS and is_row(pieces)
            lines = cells_of(pieces) if row else headline_of(pieces) if holder in HEADINGS else lines_of(pieces)
            for line in lines:
                self._line(line, holder, broken=len(lines) > 1, cell=row)
        pieces.clear()

    def _run(self, piece: Piece, holder: str) -> None:
        """A block whose text is all set alike."""
        text, look, _ = piece
        text = clean(text)
        if text:
            block = Block(
                text,
                holder,
                bold=1.0 if look.bold else 0.0,
                italic=1.0 if look.italic else 0.0,
                linked=1.0 if look.link else 0.0,
                align=self.look.align,
                marks=look.marks,
                region=self.region,
                links=(text,) if look.link else (),
            )
            self.out.blocks.append(block)

    def _line(self, line: list[Piece], holder: str, *, broken: bool, cell: bool) -> None:
        """A line of the block; one without words may hold pictures all the same."""
        text = clean("".join([piece.text for piece in line]))
        blocks = self.out.blocks
        place_pictures(line, len(blocks), has_text=bool(text))
        if text:
            block = Block(text, holder, align=self.look.align, region=self.region, broken=broken, cell=cell)
            _set(block, line)
            blocks.append(block)


def _set(block: Block, line: list[Piece]) -> None:
    """How the text of ``block`` is set: the shares of bold, italic and linked text, its links, the names around it."""
    total = bold = italic = linked = 0
    marked: dict[frozenset[str], int] = {}
    links: dict[int, str] = {}
    for text, look, _ in line:
        size = len(text.strip())
        total += size
        bold += size if look.bold else 0
        italic += size if look.italic else 0
        if look.link:
            linked += size
            links[look.link] = links.get(look.link, "") + text
        if look.marks:
            marked[look.marks] = marked.get(look.marks, 0) + size
    total = total or 1
    block.bold, block.italic, block.linked = bold / total, italic / total, linked / total
    block.marks = NO_MARKS.union(*(words for words, size in marked.items() if size > 0.6 * total))
    block.links = tuple(cleaned for link in links.values() if (cleaned := clean(link)))


@lru_cache(maxsize=20_000)
def _together(marks: frozenset[str], more: frozenset[str]) -> frozenset[str]:
    """Both; the same set each time, so that what it suggests is found at once."""
    return marks | more
