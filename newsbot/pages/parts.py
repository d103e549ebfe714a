"""The parts of an article: paragraphs, captions, byline lines, date lines, told apart block by block."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from newsbot.pages.author_lines import in_author_element, names_author, names_user
from newsbot.pages.blocks import HEADINGS, Block, Blocks
from newsbot.pages.captions import Captioner, PictureFacts, undouble
from newsbot.pages.content import Span, common_region
from newsbot.pages.datelines import is_dateline
from newsbot.pages.hints import Hint, hints
from newsbot.pages.phrases import is_cut, is_furniture, is_imprint, is_word
from newsbot.pages.rows import LINKS, NEAR_CELLS, date_line, hashtags, labels_links, row_of
from newsbot.pages.teasers import in_linked_box, is_teaser_box, is_under_tool
from newsbot.pages.titles import key
from newsbot.pages.zones import Zones, is_prose
from newsbot.text.bylines import is_photo_credit, read_byline
from newsbot.text.date_lines import without_counters
from newsbot.text.dates import PrintedDate

_ENDING = (Hint.COMMENT, Hint.RELATED, Hint.FOOTER)
_NOT_ITS_OWN = (Hint.RELATED, Hint.SIDEBAR, Hint.COMMENT)
_SHORT = 120
_LONG = 80
_NEAR_COPY = 4
_ALIKE = 6
_HEADINGS = frozenset(("h1", "h2", "h3"))
_LONGEST_BYLINE = 120
_LONGEST_DATE = 160
_SIGNED = re.compile(
    r"(?:tác giả|người viết|(?:được )?viết bởi|người (?:đăng|gửi)|(?:đăng|gửi) bởi|thực hiện|bài|tin)\b[^.]{0,12}:"
    r"|(?:(?:được )?(?:viết|đăng|gửi|tạo) )?bởi\s",
    re.I,
)
"""What an editor or a system prints before the name of the author above the text."""
_POINTER, _LONGEST_POINTER = (">>", "››"), 200
"""How a line starts that names another article: ">>> Chợ phiên họp trở lại"."""
_DATE_LABEL = re.compile(
    r"(?:ngày (?:đăng|đưa|viết|xuất bản|cập nhật)|đăng|cập nhật|gửi|xuất bản)(?: lúc| ngày)?[\s:]*\Z", re.IGNORECASE
)
_MAX_TAIL = 14
_ABOVE = 3
_BOX = 4
"""An element that holds a date and the author holds at most so many blocks; dates stand so near to the headline."""
_LONG_PROSE = 140
_ADDRESS = re.compile(r"@|://|www\.")
"""What stands in a note of the editors: where to write to, where the text can be found."""


@dataclass
class Line:
    """A paragraph or caption with the number of its block."""

    number: int
    text: str


@dataclass
class SeenDate:
    """A date line; ``where`` is above (the title), below, or after (the text)."""

    number: int
    date: PrintedDate
    where: str


@dataclass
class Parts:
    """What the blocks of an article are."""

    lead: list[Line] = field(default_factory=list)
    lead_source: str = ""
    paragraphs: list[Line] = field(default_factory=list)
    captions: list[Line] = field(default_factory=list)
    bylines: list[Line] = field(default_factory=list)
    """Lines whose markup says byline, author or source."""
    after: list[Line] = field(default_factory=list)
    """Short lines behind the text; one of them may be the byline."""
    beside: list[Line] = field(default_factory=list)
    """Lines in one small element with the date; one of them may be the name of the author."""
    dates: list[SeenDate] = field(default_factory=list)
    pictures: list[PictureFacts] = field(default_factory=list)
    start: int = 0
    end: int = 0


def read_parts(page: Blocks, zones: Zones, title: int | None, body: Span, summaries: list[str]) -> Parts:
    """Tell the parts of the article in ``body`` apart; the lead is still among the paragraphs, see ``choose_lead``.

    :param summaries: what the page says to machines that it is about.
    """
    reader = _PartReader(page, zones, title, body, summaries)
    reader.read()
    return reader.parts


def read_dates(page: Blocks, zones: Zones, title: int | None) -> Parts:
    """The dates around the headline of a page without running text: nothing else of it is an article's."""
    start = 0 if title is None else title + 1
    reader = _PartReader(page, zones, title, Span(start, start), [], Parts(start=start, end=start))
    reader.read_dates(start)
    return reader.parts


@dataclass
class _PartReader:
    page: Blocks
    zones: Zones
    title: int | None
    body: Span
    summaries: list[str]
    parts: Parts = field(default_factory=Parts)
    captioner: Captioner = field(init=False)

    def read(self) -> None:
        start, end = self._scope()
        self.parts.start = start
        self.captioner = Captioner.of(self.page, max(0, start - _ABOVE), end, self.body.region, self.summaries)
        self._captions_above()
        number = start
        while number < end:
            following = self._block(number, end)
            if following is None:
                break
            number = following
        self.parts.end = number
        self._dates_above()
        first = min([start, *(line.number for line in self.parts.captions)])
        self.parts.pictures = [p for p in self.captioner.pictures if first <= p.before <= number]

    def read_dates(self, start: int) -> None:
        for number in range(start, min(start + _BOX, len(self.page.blocks))):
            self._date_line(number, "below")
        self._dates_above()

    def _captions_above(self) -> None:
        """The caption of a picture that stands right above the headline, in one element with it."""
        if self.title is None:
            return
        for number in range(max(0, self.title - _ABOVE + 1), self.title):
            region = common_region(self.page, self.page.blocks[number].region, self.title)
            tag = self.page.regions[region].tag if region >= 0 else ""
            if tag in ("header", "article") and self.captioner.in_figure(number):
                self._caption(number)

    def _scope(self) -> tuple[int, int]:
        if self.title is None:
            return self.body.start, self.body.end
        if self.title >= self.body.end:
            return self.body.start, self.body.end
        region = common_region(self.page, self.body.region, self.title)
        end = self.page.regions[region].end if region >= 0 else self.body.end
        return self.title + 1, max(self.body.end, min(end, self.body.end + _MAX_TAIL))

    def _block(self, number: int, end: int) -> int | None:
        """Label one block; the number of the next one to look at, or ``None`` where the article ends."""
        block, kind = self.page.blocks[number], self.zones.kinds[number]
        started = bool(self.parts.paragraphs)
        if started and self._starts_again(number):
            return None
        if started and is_word(block.text) and self._heads_text(number, end):
            self.parts.paragraphs.append(Line(number, block.text))
            return number + 1
        if started and self._ends(number, end):
            return self._after_related(number, end) if self._cuts(block) and kind not in _ENDING else None
        if kind in _ENDING or self._cuts(block):
            return number + 1
        if not (self._date_line(number, "after" if started else "below") or self._byline_line(number)):
            self._text(number, started=started)
        return number + 1

    def _heads_text(self, number: int, end: int) -> bool:
        """Whether the text goes on right behind a line, in elements beside it and the paragraphs before."""
        home = self._home(number)
        if number + 1 >= min(end, self.body.end) or not self.zones.prose[number + 1] or self.page.blocks[number].links:
            return False
        return home == self._home(number + 1) == self._home(self.parts.paragraphs[-1].number)

    def _starts_again(self, number: int) -> bool:
        """Whether a second copy of the article starts here: some pages hold one for phones.

        A single paragraph may be printed twice; a copy goes on with the paragraph that followed the first time.
        """
        lines = [line.text for line in self.parts.paragraphs[:3]]
        text = self.page.blocks[number].text
        if len(lines) < 3 or len(text) <= _LONG or text not in lines[:2]:
            return False
        behind = [block.text for block in self.page.blocks[number + 1 : number + 1 + _NEAR_COPY]]
        return lines[lines.index(text) + 1] in behind

    def _ends(self, number: int, end: int) -> bool:
        """Whether what follows an article starts here, or a box in its middle that looks the same."""
        block, kind = self.page.blocks[number], self.zones.kinds[number]
        if kind in _ENDING:
            inside = self.body.start <= number < self.body.end
            return not inside and not self._more_text(number, end)
        return self._cuts(block) or (is_imprint(block.text) and not self._more_text(number, end))

    def _cuts(self, block: Block) -> bool:
        return is_cut(block.text, heading=block.tag in HEADINGS)

    def _text(self, number: int, *, started: bool) -> None:
        """A caption or paragraph, unless it is furniture."""
        block = self.page.blocks[number]
        furniture = self.zones.kinds[number] is not None or is_furniture(block.text) or labels_links(block)
        furniture = furniture or bool(hashtags(block.text)) or self._names_video(number)
        furniture = furniture or number in self.captioner.counters
        furniture = furniture or (not started and names_user(block))
        if (
            furniture
            or block.cell
            or not any(map(str.isalnum, block.text))
            or (started and block.text.startswith(_POINTER) and len(block.text) < _LONGEST_POINTER)
            or block.linked >= LINKS
            or in_linked_box(self.page, self.zones.prose, self._top, number)
            or is_under_tool(self.page, self.zones.prose, self._top, number)
            or is_teaser_box(self.page, self.zones.prose, self.body, number)
        ):
            return
        inside = self.body.start <= number < self.body.end
        if self.captioner.is_caption(number) or self._adds_to_caption(number):
            self._caption(number)
        elif inside or (is_prose(block) and number < self.body.end) or self._goes_on(number):
            self.parts.paragraphs.append(Line(number, block.text))
        elif started and len(block.text) < _SHORT:
            self.parts.after.append(Line(number, block.text))

    def _goes_on(self, number: int) -> bool:
        """Whether a line outside the body belongs to the article: it is long, has more beside it, or all is short."""
        size, text = self.zones.prose[number], self.page.blocks[number].text
        if size >= _LONG_PROSE:
            return not _ADDRESS.search(text)
        if size and len(self.parts.paragraphs) < 2 and self.body.end <= number < self.body.end + 2:
            return True
        if number >= self.body.end and (self._built_alike(number) or self._follows_closely(number)):
            return True
        region = self.page.regions[max(home := self._home(number), 0)]
        if home < 0 or (number < self.body.start and not self.parts.paragraphs):
            return False
        if not (region.start >= self.body.end or region.end <= self.body.start):
            return False  # what stands in one element with the body is not part of it for that
        return sum(size > 0 for size in self.zones.prose[region.start : region.end]) > (region.start >= self.body.end)

    def _follows_closely(self, number: int) -> bool:
        """Whether a sentence stands beside the element that holds the body, right behind what was read of it."""
        block, last = self.page.blocks[number], self.parts.paragraphs[-1:]
        if block.tag != "p" or not is_prose(block) or not last or last[0].number != number - 1:
            return False
        around = self.page.regions[self.body.region].parent if self.body.region >= 0 else -1
        return around >= 0 and self.page.regions[block.region].parent == around

    def _names_video(self, number: int) -> bool:
        """Whether the block is all the text in an element with a player."""
        if self.zones.prose[number]:
            return False
        region = self.page.blocks[number].region
        players = [p for p in self.page.players if p.before == number and p.region >= 0]
        for player in players:
            holder = self.page.regions[player.region]
            if holder.end - holder.start == 1 and player.region != self.body.region:
                return player.region in {region, *self.page.around(region)}
        return False

    def _more_text(self, number: int, end: int) -> bool:
        """Whether the body goes on behind ``number``."""
        return any(self.zones.prose[n] for n in range(number + 1, min(end, self.body.end)))

    def _after_related(self, number: int, end: int) -> int | None:
        """Behind a heading such as "Tin liên quan": ``None``, or where the text goes on behind a box in its middle."""
        homes = {self._home(line.number) for line in self.parts.paragraphs}
        for n in range(number + 1, min(end, self.body.end)):
            block = self.page.blocks[n]
            if block.linked >= 0.3 or block.region < 0 or self.zones.kinds[n] is not None:
                continue
            known = len(self.parts.paragraphs) < 2 or self._home(n) in homes
            leads_on = n + 1 < end and self.zones.prose[n + 1] and self._home(n + 1) == self._home(n)
            if ((self.zones.prose[n] or leads_on) and known) or self._built_alike(n):
                return n
        return None

    def _built_alike(self, number: int) -> bool:
        """Whether a block stands in elements with the same names as the paragraphs before it."""
        own = self._elements(number)
        return any(name for _, name in own) and any(
            self._elements(line.number) == own for line in self.parts.paragraphs[-_ALIKE:]
        )

    def _elements(self, number: int) -> list[tuple[str, frozenset[str]]]:
        around = islice(self.page.around(self.page.blocks[number].region), NEAR_CELLS)
        return [(self.page.regions[n].tag, self.page.regions[n].marks) for n in around]

    def _home(self, number: int) -> int:
        """The region that holds the element of a paragraph."""
        region = self.page.blocks[number].region
        return self.page.regions[region].parent if region >= 0 else -1

    def _date_line(self, number: int, where: str) -> bool:
        block = self.page.blocks[number]
        if len(block.text) > _LONGEST_DATE:
            return False
        found = date_line(block)
        placed = found is not None and is_dateline(self.page, number, block.text)
        if found is None or (placed and where == "after"):
            return False
        self.parts.dates.append(SeenDate(number, found[0], where))
        if not placed and not (where == "after" and self._is_another_day(found[0])):
            self._byline_beside(number, *found)
        if where == "below":
            self._beside_date(number)
        return True

    def _is_another_day(self, date: PrintedDate) -> bool:
        """Whether a date behind the text is not that under the headline: a comment has one, with a name."""
        return any(seen.where == "below" and seen.date.day not in (None, date.day) for seen in self.parts.dates)

    def _beside_date(self, number: int) -> None:
        """The lines that share a small element with the date: an item of each, or a cell."""
        for n in islice(self.page.around(self.page.blocks[number].region), 3):
            region = self.page.regions[n]
            if region.end - region.start > _BOX:
                break
            others = [m for m in range(region.start, region.end) if m not in (number, self.title)]
            lines = [
                Line(m, without_counters(self.page.blocks[m].text).strip(" -–|")) for m in others if self._may_name(m)
            ]
            self.parts.beside = lines or self.parts.beside
        if not self.parts.beside and number + 1 < len(self.page.blocks) and self._may_name(number + 1):
            self.parts.beside = [Line(number + 1, self.page.blocks[number + 1].text)]

    def _byline_beside(self, number: int, date: PrintedDate, text: str) -> None:
        """The author's name that shares a line with the date ("Nguyên Minh - 07/03/2026 08:47")."""
        cells = [self.page.blocks[n].text for n in row_of(self.page.blocks, number)]
        before = _DATE_LABEL.sub("", text[: date.start])
        for piece in (*before.split("|"), *text[date.end :].split("|"), *cells):
            name = without_counters(piece).strip(" -–—,;:•·()|")
            if 1 < len(name) < _LONGEST_BYLINE and not is_furniture(name) and read_byline(name) is not None:
                self.parts.bylines.append(Line(number, name))

    def _may_name(self, number: int) -> bool:
        block = self.page.blocks[number]
        return len(block.text) < _SHORT and block.tag not in _HEADINGS and (block.linked < LINKS or number > self._top)

    @property
    def _top(self) -> int:
        return -1 if self.title is None else self.title

    def _byline_line(self, number: int) -> bool:
        block = self.page.blocks[number]
        marked = bool(hints(block.marks) & {Hint.BYLINE, Hint.SOURCE}) or in_author_element(self.page, block)
        if not marked and not self.parts.paragraphs and _SIGNED.match(block.text):
            marked = read_byline(block.text) is not None
        marked = marked or self._signs_headline(number) or names_author(self.page, number)
        if not marked or len(block.text) > _LONGEST_BYLINE or is_prose(block):
            return False
        self.parts.bylines.append(Line(number, block.text))
        return True

    def _signs_headline(self, number: int) -> bool:
        """Whether a line between the headline and the date below it is a name."""
        blocks = self.page.blocks
        if self.parts.paragraphs or self.title is None or number != self.title + 1 or number + 1 >= len(blocks):
            return False
        if len(blocks[number].text) > _LONGEST_BYLINE or len(blocks[number + 1].text) > _LONGEST_DATE:
            return False
        byline = read_byline(blocks[number].text) if date_line(blocks[number + 1]) is not None else None
        return byline is not None and bool(byline.authors)

    def _adds_to_caption(self, number: int) -> bool:
        """Whether a line says the same as the caption above it, or is a photo credit right below that."""
        last, text = self.parts.captions[-1] if self.parts.captions else None, self.page.blocks[number].text
        if last is None or number - last.number > 2:
            return False
        return key(last.text) == key(text) or (number == last.number + 1 and is_photo_credit(text))

    def _caption(self, number: int) -> None:
        text = undouble(self.page.blocks[number].text)
        last = self.parts.captions[-1] if self.parts.captions else None
        if last is None or key(last.text) != key(text) or self.captioner.picture_between(last.number, number):
            self.parts.captions.append(Line(number, text))

    def _dates_above(self) -> None:
        top = self.title if self.title is not None else self.parts.start
        for number in range(top):
            block = self.page.blocks[number]
            if len(block.text) > _LONGEST_DATE or self.zones.kinds[number] in _NOT_ITS_OWN:
                continue
            if (found := date_line(block)) is not None and not in_linked_box(
                self.page, self.zones.prose, self._top, number
            ):
                self.parts.dates.append(SeenDate(number, found[0], "above"))
                if top - number <= _BOX and not self.parts.beside:
                    self._byline_beside(number, *found)
                    self._beside_date(number)
