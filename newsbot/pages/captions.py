"""Which blocks are captions, and of which picture.

``<figcaption>`` is used by a third of the field's sites only. The others put the caption into the second row of a
table, into a centred or italic paragraph under the picture, or print it twice (as alternative text and as caption).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from newsbot.pages.blocks import Block, Blocks, Region
from newsbot.pages.hints import Hint, hints
from newsbot.pages.lines import Picture
from newsbot.pages.phrases import is_placeholder
from newsbot.pages.shows import counters
from newsbot.pages.titles import key
from newsbot.text.credits import split_credit
from newsbot.text.unicode import clean

_SOURCES = ("data-original", "data-src", "data-lazy-src", "data-photo-original-src", "data-srcset", "src")
_LONGEST = 400
_UNMARKED_LONGEST = 160
_FRAMED_LONGEST = 250
_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_ICON = 60
_SHOW = 3
"""Fewer pictures are no show."""
_NO_COUNTERS: frozenset[int] = frozenset()
_SHORTEST_SUMMARY = 60
_END_OF_SENTENCE = re.compile(r"[.!?…:;][\"”’)]*$")


@dataclass
class PictureFacts:
    """What the element of a picture says: address and alternative text."""

    url: str | None
    alt: str
    before: int
    region: int


@dataclass
class Captioner:
    """Finds captions among the blocks of one page.

    :ivar pictures: the pictures of the article, icons left out.
    :ivar body: the region of the body, which frames no picture.
    :ivar summaries: what the page says to machines that it is about; such texts begin as the lead does.
    :ivar counters: the blocks that count the pictures of a show.
    """

    page: Blocks
    body: int
    summaries: list[str] = field(default_factory=list)
    counters: frozenset[int] = _NO_COUNTERS
    pictures: list[PictureFacts] = field(default_factory=list)
    _ends_at: dict[int, PictureFacts] = field(default_factory=dict)

    @classmethod
    def of(cls, page: Blocks, start: int, end: int, body: int, summaries: list[str]) -> Captioner:
        """The captions of the pictures in front of the blocks ``start`` .. ``end``."""
        found = [facts for picture in page.pictures if start <= picture.before <= end and (facts := _facts(picture))]
        counted = counters(page.blocks, start, end) if len(found) >= _SHOW else _NO_COUNTERS
        return cls(page, body, summaries, counted, found, {facts.before: facts for facts in found})

    def is_caption(self, number: int) -> bool:
        """Whether block ``number`` is a caption."""
        block = self.page.blocks[number]
        if len(block.text) > _LONGEST * 2:
            return False
        if self._in_show(number) or block.tag == "figcaption" or Hint.CAPTION in hints(block.marks):
            return True
        framed = self._in_frame(number)
        if framed or len(block.text) > _LONGEST:
            return framed
        if undouble(block.text) != block.text or self._in_picture_table(number) or self.in_figure(number):
            return True
        picture = self._ends_at.get(number)
        if picture is None:
            return False
        likely = (_set_apart(block) or _unmarked_caption(block)) and not self._is_summary(block.text)
        return likely or self._repeats_alt(block, picture)

    def _in_show(self, number: int) -> bool:
        """Whether a counter stands beside a block, and the picture that it counts above them."""
        if number - 1 in self.counters:
            return number - 1 in self._ends_at or number in self._ends_at
        return number + 1 in self.counters and number in self._ends_at

    def _is_summary(self, text: str) -> bool:
        """Whether a text begins with a summary of the page; one that a system cuts from the text outruns a caption."""
        if len(text) <= _SHORTEST_SUMMARY:
            return False
        stated = [summary.rstrip(" .…[]") for summary in self.summaries if len(summary) > _SHORTEST_SUMMARY]
        return any(key(text).startswith(key(summary)) for summary in stated)

    def picture_between(self, first: int, last: int) -> bool:
        """Whether a picture stands behind block ``first`` and in front of block ``last``."""
        return any(first < picture.before <= last for picture in self.pictures)

    def _repeats_alt(self, block: Block, picture: PictureFacts) -> bool:
        return bool(picture.alt) and key(block.text) == key(picture.alt) and len(block.text) < _LONGEST

    def _in_frame(self, number: int) -> bool:
        """Whether an element frames a picture and, in an element of its own, this block and nothing else.

        A long text is a caption only where several pictures of the page are framed so.
        """
        block, picture = self.page.blocks[number], self._ends_at.get(number)
        if picture is None or block.tag in _HEADINGS:
            return False
        if picture.region == block.region:
            return self._named_beside_picture(block)
        around = set(self.page.around(picture.region))
        for inner in self.page.around(block.region):
            region = self.page.regions[inner]
            if region.end - region.start > 1 or inner == self.body:
                return False
            if inner in around:
                return len(block.text) <= _FRAMED_LONGEST or self._framed_alike(region) > 1
        return False

    def _named_beside_picture(self, block: Block) -> bool:
        """Whether a block is an inline element with a name of its own, alone with a picture."""
        if block.region < 0 or block.region == self.body or len(block.text) > _FRAMED_LONGEST:
            return False
        region = self.page.regions[block.region]
        return region.end - region.start == 1 and not block.marks <= region.marks

    def _framed_alike(self, frame: Region) -> int:
        """How many pictures stand in elements like ``frame``."""
        alike = [self.page.regions[n] for p in self.pictures for n in self.page.around(p.region)]
        return sum((r.tag, r.marks) == (frame.tag, frame.marks) and r.end - r.start == 1 for r in alike)

    def in_figure(self, number: int) -> bool:
        """Whether an element made for pictures and their captions holds block ``number``."""
        for region in self.page.around(self.page.blocks[number].region):
            found = self.page.regions[region]
            if found.tag == "figure" or Hint.CAPTION in hints(found.marks):
                return found.end - found.start <= 3
            if found.end - found.start > 3:
                return False
        return False

    def _in_picture_table(self, number: int) -> bool:
        """A table that holds a picture and one or two lines of text is the picture's frame."""
        for region in self.page.around(self.page.blocks[number].region):
            found = self.page.regions[region]
            if found.end - found.start > 2:
                return False
            if found.tag == "table":
                return any(region in list(self.page.around(picture.region)) for picture in self.pictures)
        return False


def _facts(picture: Picture) -> PictureFacts | None:
    element = picture.element
    for name in ("width", "height"):
        size = re.match(r"\s*(\d{1,5})(?:px)?\s*$", element.get(name) or "")
        if size and int(size[1]) < _ICON:
            return None
    url = next(
        (
            u
            for name in _SOURCES
            if (u := (element.get(name) or "").split(" ")[0].strip()) and not u.startswith("data:")
        ),
        None,
    )
    alt = clean(element.get("alt") or "")
    return PictureFacts(url, "" if is_placeholder(alt) else alt, picture.before, picture.region)


def _set_apart(block: Block) -> bool:
    """Printed otherwise than running text: in italics, or centred."""
    return block.italic > 0.7 or (block.align == "center" and block.tag not in ("h1", "h2"))


def _unmarked_caption(block: Block) -> bool:
    text = block.text
    if split_credit(text)[1] is not None:
        return True
    return (
        len(text) <= _UNMARKED_LONGEST
        and not _END_OF_SENTENCE.search(text)
        and block.tag not in ("h2", "h3", "h4", "li")
        and block.bold < 0.7
    )


def undouble(text: str) -> str:
    """A caption printed twice in a row (alternative text and caption), once; any other text as it is."""
    half = len(text) // 2
    if text.find(text.lstrip(" .")[:8], max(0, half - 2)) < 0:
        return text  # what it starts with does not come again
    for cut in range(half - 2, half + 3):
        left, right = text[:cut].strip(" ."), text[cut:].strip(" .")
        if len(left) >= 8 and " " in left and left == right:
            return text[cut:].lstrip(" .").rstrip()
    return text


def image_of(text: str) -> tuple[str, str | None]:
    """A caption as printed, once, and the photo credit in it."""
    caption = undouble(text)
    return caption, split_credit(caption)[1]
