"""The lead: the part that the markup marks, else the first paragraph; what stands above it or repeats it goes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsbot.pages.blocks import Block, Blocks
from newsbot.pages.captions import undouble
from newsbot.pages.hints import Hint, hints
from newsbot.pages.parts import Line, Parts
from newsbot.pages.titles import key
from newsbot.pages.zones import is_prose
from newsbot.text.agencies import split_agency
from newsbot.text.unicode import fold

_HEADINGS = ("h1", "h2", "h3", "h4")
_START = 40
_OPENING = re.compile(
    r"(?:kính (?:thưa|gửi|chào)|thưa|hỏi|đáp|trả lời|phóng viên|pv|kính)\b"
    r"|(?:[IVX]{1,4}\s?[.)-]|[0-9]{1,2}[.)]|[a-d]\))\s?[^\W\d]|(?:\S+\s){3,}\S+[.!?…][”\"]?\Z",
    re.IGNORECASE,
)
"""How a short line starts, or ends, that is text rather than a label: "Kính thưa …", "Hỏi: …", "I. …", a sentence."""


def choose_lead(page: Blocks, title: int | None, parts: Parts) -> None:
    """Find the lead among the paragraphs and take it out of them.

    :param title: number of the block that holds the headline, where known.
    """
    _LeadReader(page, title, parts).choose()


def _start_differently(text: str, other: str) -> bool:
    """Whether two texts have other letters at their start: faster to find out than whether they have the same."""
    own, others = key(text[:_START]), key(other[:_START])
    sure = min(len(own), len(others)) - 2  # where a text is cut, a tone mark may stand elsewhere than in the whole
    return sure > 0 and own[:sure] != others[:sure]


@dataclass
class _LeadReader:
    page: Blocks
    title: int | None
    parts: Parts

    def choose(self) -> None:
        parts = self.parts
        self._drop_repeated_title()
        marked = self._marked_lead()
        if marked:
            parts.lead, parts.lead_source = marked, "page: " + self._lead_name(marked[0].number)
            numbers = {line.number for line in marked}
            parts.paragraphs = [line for line in parts.paragraphs if line.number not in numbers]
            self._drop_before_lead(marked[0].number)
            self._drop_repeated_lead()
            return
        self._drop_before_agency()
        above: list[Line] = []
        while (
            parts.paragraphs
            and not self._opens_text(parts.paragraphs[0])
            and any(self._opens_text(line) for line in parts.paragraphs[1:4])
        ):
            above.append(parts.paragraphs.pop(0))
        if parts.paragraphs:
            parts.lead, parts.lead_source = [parts.paragraphs.pop(0)], "page: first paragraph"
            parts.paragraphs[:0] = [line for line in above if self._is_text(line, parts.lead[0])]
            self._drop_repeated_lead()

    def _drop_repeated_title(self) -> None:
        """Editors repeat the headline above the text, sometimes over two lines."""
        if self.title is None:
            return
        words = set(fold(self.page.blocks[self.title].text).split())
        while self.parts.paragraphs:
            line = self.parts.paragraphs[0]
            own = fold(line.text).split()
            block = self.page.blocks[line.number]
            set_apart = block.bold > 0.7 or block.align == "center" or block.tag in _HEADINGS
            shared = sum(word.strip(".,:") in words or word in words for word in own)
            if not (set_apart and shared >= 0.75 * len(own) and len(own) <= len(words) * 1.3 + 2):
                return
            self.parts.paragraphs.pop(0)

    def _opens_text(self, line: Line) -> bool:
        return is_prose(self.page.blocks[line.number])

    def _is_text(self, line: Line, lead: Line) -> bool:
        """Whether a short line above the lead is set as the lead is, and is a greeting, a question, a heading."""
        own, first = self.page.blocks[line.number], self.page.blocks[lead.number]
        beside = self._around(own) == self._around(first)
        return beside and (own.tag == first.tag or own.tag in _HEADINGS) and _OPENING.match(line.text) is not None

    def _around(self, block: Block) -> int:
        return self.page.regions[block.region].parent if block.region >= 0 and not block.broken else block.region

    def _marked_lead(self) -> list[Line]:
        """The lead that the markup marks, near the start of the text."""
        for index, line in enumerate(self.parts.paragraphs[:6]):
            block = self.page.blocks[line.number]
            if Hint.LEAD in hints(block.marks) and len(block.text) > 30:
                return [line]
            region = self._lead_region(block)
            if region is not None:
                return [x for x in self.parts.paragraphs[index:] if region[0] <= x.number < region[1]]
        return []

    def _lead_region(self, block: Block) -> tuple[int, int] | None:
        for number in self.page.around(block.region):
            region = self.page.regions[number]
            if region.end - region.start > 4:
                return None
            if Hint.LEAD in hints(region.marks):
                return region.start, region.end
        return None

    def _lead_name(self, number: int) -> str:
        block = self.page.blocks[number]
        words = sorted(w for w in block.marks if Hint.LEAD in hints(frozenset((w,))))
        return f"{block.tag}.{words[0]}" if words else "marked block"

    def _drop_before_lead(self, number: int) -> None:
        """Short lines between the title and the lead are labels, not text."""
        self.parts.paragraphs = [x for x in self.parts.paragraphs if x.number > number or self._opens_text(x)]

    def _drop_repeated_lead(self) -> None:
        text = " ".join(line.text for line in self.parts.lead)
        for line in self.parts.paragraphs[:2]:
            if _start_differently(text, line.text):
                continue
            lead, own = key(text), key(line.text)
            if (
                own == lead
                or (len(lead) > 60 and own.startswith(lead) and len(own) < len(lead) * 1.1)
                or (len(own) > 60 and lead.startswith(own))
            ):
                self.parts.paragraphs.remove(line)
                return

    def _drop_before_agency(self) -> None:
        """What stands above a paragraph that opens with the agency's name belongs to the lead picture."""
        for index, line in enumerate(self.parts.paragraphs[:4]):
            if split_agency(line.text)[0] is not None:
                named = {beside.number for beside in self.parts.beside}
                for above in self.parts.paragraphs[:index]:
                    if len(above.text) <= 400 and above.number not in named:
                        self.parts.captions.insert(0, Line(above.number, undouble(above.text)))
                self.parts.paragraphs = self.parts.paragraphs[index:]
                return
