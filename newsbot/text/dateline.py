"""When the reported event took place, as the first sentences of a lead say: "Sáng 3/1, Ban Tuyên giáo …".

Rules from the domain guide, 3.3: the first day that is told as the time of the event counts. Days to come, cited
documents, anniversaries, award rounds, terms, and the days on which something takes effect are passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import Final

from newsbot.records import Event, PartOfDay, Warn
from newsbot.text.date_grammar import Found, Kind, Token, find, tokens
from newsbot.text.date_meaning import is_citation, is_contradicted, is_future, resolve, with_brackets
from newsbot.text.passage import Passage
from newsbot.text.printed_date import Label, PrintedDate
from newsbot.text.sentences import mask_quotes, sentences
from newsbot.text.unicode import clean, fold
from newsbot.text.year_inference import Reference

_VAGUE: Final = re.compile(
    r"(?:rạng sáng|sáng|trưa|chiều tối|chiều|tối|đêm)?\s?cùng ngày(?!\w)"
    r"|(?:vừa qua|vừa mới đây|mới đây|gần đây|(?:trong )?(?:những ngày|thời gian) (?:vừa )?qua|ngày qua)(?!\w)"
)
_OCCASION_BEFORE: Final = re.compile(
    r"(?<!\w)(?:nhân(?: dịp)?|chào mừng|mừng|kỷ niệm|kỉ niệm|hướng tới|hưởng ứng|thành lập|truyền thống|quốc khánh"
    r"|dịp lễ)\s(?:\w+\s){0,3}\Z"
)
_BOUND_BEFORE: Final = re.compile(
    r"(?<!\w)(?:kể|kể từ|tính|tính từ|đến|tới|trước|sau|hết|hiệu lực|hiệu lực từ|bắt đầu|bắt đầu từ|muộn nhất"
    r"|chậm nhất)\s(?:hết\s)?\Z"
)
_DOCUMENT_BEFORE: Final = re.compile(
    r"(?:(?<!\w)(?:số|quyết định|nghị quyết|kế hoạch|chỉ thị|công văn|thông báo|kết luận|hướng dẫn|quy định|nghị định"
    r"|thông tư|tờ trình|báo cáo|chương trình|văn bản|luật|ban hành|ký)(?:\s(?:số\s)?[0-9][\w\s/.-]{0,25})?"
    r"|/[\w-]{1,20})\s?,?\s?\Z"
)
_OPENS_WITH_DAY: Final = re.compile(
    r"(?:vào\s)?(?:(?:rạng sáng|sáng|trưa|chiều|tối|đêm|ngày|hôm)\s){1,2}[0-9]{1,2}\s?[/.-]\s?[0-9]{1,2}(?![0-9])"
)
_FROM_NOW: Final = re.compile(r"n(?<!\w.)ay(?!\w)|q(?<!\w.)ua(?!\w)|k(?<!\w.)ia(?!\w)")
"""The last word of every day told from the day of writing: "sáng nay", "hôm qua"."""
_ANNOUNCED: Final = re.compile(r"[^.;]{0,100}?\s(?:sẽ|dự kiến)\s")
_HEAD: Final = 600
"""How much of a lead is looked at, in characters."""
_RAW_HEAD: Final = _HEAD + 100
"""The same before white space is collapsed."""
_LATE, _EARLY, _ODD, _SLIP = (timedelta(days=days) for days in (1, 400, 180, 30))


@dataclass(frozen=True)
class Dateline:
    """The event of a lead, None when no dateline was found, with the warnings that its date deserves."""

    event: Event | None = None
    warnings: list[Warn] = field(default_factory=list)


def read_dateline(text: str, *, published: date | None) -> Dateline:
    """When the event reported by ``text``, a lead without its agency prefix, took place.

    A vague dateline ("Vừa qua", "Cùng ngày") is an event without a date. ``Warn.EVENT_DATE_UNSURE`` stands when the
    date cannot be resolved, contradicts its weekday, or lies after the publication or long before it.

    :param published: the publication day, by which years are inferred and "Sáng nay" is understood.
    """
    reader = _Reader(clean(text[:_RAW_HEAD])[:_HEAD], published)
    return reader.read()


class _Reader:
    """One lead being read."""

    def __init__(self, head: str, published: date | None) -> None:
        self.sentences = list(islice(sentences(head), 2))
        self.head = head = head[: self.sentences[-1][1]] if self.sentences else head
        self.folded = mask_quotes(Passage.of(head)).folded
        self.published = published
        self.dates: list[Found] = []
        """The dates up to the end of the sentence that is being read."""
        self.vague = _VAGUE.match(self.folded)

    def read(self) -> Dateline:
        for number, (start, end) in enumerate(self.sentences):
            self.dates = find(self.folded[:end])
            if number == 0 and (impossible := self._impossible()):
                return Dateline(Event(text=impossible), [Warn.EVENT_DATE_UNSURE])
            for candidate in self._candidates(start, end):
                if isinstance(candidate, Token):
                    if number == 0:
                        return self._told_from_now(candidate)
                elif self._tells_the_event(candidate) and (number == 0 or candidate.part):
                    return self._printed(candidate)
            if self.vague:
                return Dateline(Event(text=self.vague_text, part_of_day=self._part_of_vague()))
        return Dateline()

    def _impossible(self) -> str:
        """The day that the lead opens with, where there is no such day: "Sáng 31/11"."""
        opening = _OPENS_WITH_DAY.match(self.folded)
        if opening is None or any(found.reach[0] < opening.end() for found in self.dates):
            return ""
        return self.head[: opening.end()]

    @property
    def vague_text(self) -> str:
        return self.head[: self.vague.end()] if self.vague else ""

    def _candidates(self, start: int, end: int) -> list[Found | Token]:
        """The dates of a sentence and the days told from now, in order."""
        dates = [found for found in self.dates if start <= found.start < end]
        if not _FROM_NOW.search(self.folded, start, end):
            return [*dates]
        told = [
            token
            for token in tokens(self.folded[:end])
            if token.start >= start
            and token.now in (0, -1, -2)
            and token.kind is not Kind.DATE
            and not any(found.reach[0] <= token.start < found.reach[1] for found in self.dates)
        ]
        return sorted([*dates, *told], key=lambda candidate: candidate.start)

    def _tells_the_event(self, found: Found) -> bool:
        """Whether a date is the day of the event, rather than that of a document, an anniversary or a deadline."""
        if found.label is Label.LICENCE or is_future(self.folded, found) or is_citation(self.head, self.folded, found):
            return False
        alone = found.reach[0] == 0 and not self.folded[found.reach[1] :].strip(" .)")
        if alone or (not found.marked and found.start and not found.words.lunar):
            return False  # a publication date, or a number in the text
        before = self.folded[max(0, found.start - 60) : found.start]
        if _BOUND_BEFORE.search(before):
            return False
        if self.folded.startswith("từ", found.start) and found.words.last is None:
            return False
        return found.part is not None or not (_OCCASION_BEFORE.search(before) or _DOCUMENT_BEFORE.search(before))

    def _printed(self, found: Found) -> Dateline:
        """The event of a printed date."""
        number = self.dates.index(found)
        behind = self.dates[number + 1] if number + 1 < len(self.dates) else None
        reference = Reference(self.published) if self.published else None
        printed = resolve(self.head, self.folded, found, behind, reference)
        start, end = (printed.start, printed.end) if printed else (found.start, found.end)
        if found.label is Label.TODAY:
            start, end = with_brackets(self.head, found.reach[0], end)
        text = self.head[start:end]
        if self.vague and found.start <= self.vague.end() + 2:
            text = self.head[:end]
        day = printed.day if printed else None
        if printed is None or day is None:
            return Dateline(Event(text=text, part_of_day=found.part), [Warn.EVENT_DATE_UNSURE])
        last = printed.end_day
        event = Event(
            date=day.isoformat(), end_date=last.isoformat() if last else None, text=text, part_of_day=found.part
        )
        if self.published is None:
            return Dateline(event, _weekday_warning(printed))
        inferred = found.words.first.year is None
        if inferred and _is_a_slip(day, self.published):
            if _ANNOUNCED.match(self.folded, found.end):
                return Dateline()
            return Dateline(Event(text=text, part_of_day=found.part), [Warn.EVENT_DATE_UNSURE])
        odd = day > self.published + _LATE or day < self.published - (_ODD if inferred else _EARLY)
        return Dateline(event, [Warn.EVENT_DATE_UNSURE] if odd else _weekday_warning(printed))

    def _told_from_now(self, token: Token) -> Dateline:
        """The event of "Sáng nay", "Tối qua", by the publication day."""
        text = self.head[token.start : token.end]
        if self.published is None or is_contradicted(self.folded, token.end):
            return Dateline(Event(text=text, part_of_day=token.part), [Warn.EVENT_DATE_UNSURE])
        day = self.published + timedelta(days=token.now or 0)
        return Dateline(Event(date=day.isoformat(), text=text, part_of_day=token.part))

    def _part_of_vague(self) -> PartOfDay | None:
        return next((token.part for token in tokens(fold(self.vague_text)) if token.part), None)


def _weekday_warning(printed: PrintedDate) -> list[Warn]:
    """A warning when the printed weekday is not that of the day."""
    wrong = printed.weekday is not None and printed.day is not None and printed.day.weekday() != printed.weekday
    return [Warn.EVENT_DATE_UNSURE] if wrong else []


def _is_a_slip(day: date, published: date) -> bool:
    """Whether a day, taken for last year's, more likely is one of the next weeks (or the page's date is wrong)."""
    try:
        following = day.replace(year=day.year + 1)
    except ValueError:
        return False
    return published < following <= published + _SLIP
