"""Sentences of Vietnamese news text: where one ends, and where a full stop is only an abbreviation's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from newsbot.text.marks import places
from newsbot.text.names import UPPER
from newsbot.text.passage import Passage

_STOPS: Final = "\n.!?…"
_CLOSING: Final = re.compile(r"[.!?…]*[\"”’)]*")
_AFTER_STOP: Final = re.compile(rf"\s+(?=[\"“(‘]?[{UPPER}0-9•*+👉🔹-])|(?=[{UPPER}][^\W\d_])|\s*$")
"""What follows a mark that ends a sentence: a capital (a blank may be missing), a bullet, or nothing."""
ABBREVIATIONS: Final = (
    r"TP|Tp|tp|TX|Tx|tx|Đ/c|đ/c|ĐC|Mr|Mrs|Dr|"
    r"TS|Ts|TSKH|ThS|Ths|Th|PGS|GS|BS|BSCK(?:I|II|1|2)?|CK(?:I|II|1|2)|KS|KTS|LS|DS|CN|NTK|"
    r"NSND|NSƯT|NGƯT|NGND|TTƯT|TTND|HT|TT|ĐĐ|NT|NS|SC|LM|Lm|MS|St|UV|BTV|Ng|Tr|P?CT|P?BT|P?GĐ|P?CN|PT"
)
"""Words behind which a full stop ends nothing: "TP. Hà Nội", "PGS. TS. Vũ An", "HT. Thích …"."""
_ABBREVIATION: Final = re.compile(rf"(?:^|[^\w])(?:[{UPPER}]|{ABBREVIATIONS})$")
_SMALL: Final = frozenset(("tp", "tx"))
"""Those in small letters throughout."""
_LONGEST: Final = 5
"""A word of more letters before a stop is no abbreviation unless it is in capitals."""
_WINDOW: Final = 8
"""How many characters before a stop are searched for an abbreviation."""
_ENTRY_NUMBER: Final = re.compile(r"(?:^|[\n:;])\s?\d{1,2}$")
_INSIDE_ABBREVIATION: Final = re.compile(rf"[{UPPER}]{{2}}\.[{UPPER}]{{2}}")
_NEW_SUBJECT: Final = re.compile(r" (?:Ông|Bà|Đồng chí|Đ/c|Cùng|Tham dự|Tới dự|Đến dự|Dự|Chủ trì) ")
_LIST_CONTINUES: Final = re.compile(r"\s?(?:[-–+•*·▪●]|\d{1,2}[.)]\s)")
_OPENS_PROSE: Final = re.compile(rf"(?![-–+•*·▪●]|\d{{1,2}}[.)]\s)[\"“]?[{UPPER}]")
_OPENING_QUOTES: Final = '“"'
_QUOTED: Final = re.compile(r"[“\"][^“”\"\n]{0,400}[”\"]")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of a cleaned text whose paragraphs are separated by line feeds.

    A line that ends with a comma, semicolon or colon goes on in the next line, and so does a list of bullets that a
    colon opened: such a list is one sentence.
    """
    start = done = 0
    in_list = bulleted = False
    for stop in places(text, _STOPS):
        if stop < start or stop < done:
            continue
        done = end = _mark_end(text, stop)
        if text[stop] == "\n":
            before = text[max(start, stop - 1) : stop]
            bullet = _LIST_CONTINUES.match(text, end) is not None
            if before == ":" or (before in (",", ";") and not (bulleted and _OPENS_PROSE.match(text, end))):
                in_list = in_list or before == ":"
                bulleted = bulleted or bullet
                continue
            if in_list and bullet:
                continue
        else:
            after = _AFTER_STOP.match(text, end)
            if after is None or _abbreviated(text, start, stop):
                continue
            end = after.end()
            if in_list and _LIST_CONTINUES.match(text, end):
                continue
        if end > start:
            yield start, end
        start, in_list, bulleted = end, False, False
    if start < len(text):
        yield start, len(text)


def _mark_end(text: str, stop: int) -> int:
    """Where the mark at ``stop`` ends, with further marks and what closes a quotation or a bracket."""
    if text[stop] == "\n" or text.startswith(" ", stop + 1):
        return stop + 1
    closing = _CLOSING.match(text, stop + 1)
    return closing.end() if closing else stop + 1


def _abbreviated(text: str, start: int, stop: int) -> bool:
    if text[stop] != "." or text.startswith("..", stop):
        return False
    if text[stop - 1].isdecimal() and _ENTRY_NUMBER.search(text, max(start, stop - 5), stop):
        return True  # "1. Đồng chí …"
    if _is_plain_word(text, start, stop):
        return False
    if _NEW_SUBJECT.match(text, stop + 1):
        return False  # "Chủ tịch UBND TP. Ông A cho biết"
    if _INSIDE_ABBREVIATION.match(text, max(start, stop - 2), stop + 3):
        return True
    return _ABBREVIATION.search(text, max(start, stop - _WINDOW), stop) is not None


def _is_plain_word(text: str, start: int, stop: int) -> bool:
    """Whether the word before a stop is surely no abbreviation: it is a number, in small letters, or too long."""
    blank = text.rfind(" ", max(start, stop - _WINDOW), stop)
    word = text[blank + 1 : stop] if blank >= 0 else ""
    if word.isdecimal() or (word.islower() and word.isalpha() and word not in _SMALL):
        return True
    last = text[max(start, stop - _LONGEST) : stop]
    return len(last) == _LONGEST and last.isalpha() and not last.isupper()


def mask_quotes(passage: Passage) -> Passage:
    """The passage with what stands between quotation marks blanked out; the length is kept."""
    text = passage.text
    spans: list[tuple[int, int]] = []
    done = 0
    for start in places(text, _OPENING_QUOTES):
        quoted = _QUOTED.match(text, start) if start >= done else None
        if quoted:
            spans.append(quoted.span())
            done = quoted.end()
    if not spans:
        return passage
    return Passage(_blank_out(passage.text, spans), _blank_out(passage.folded, spans))


def _blank_out(text: str, spans: list[tuple[int, int]]) -> str:
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += text[done:start], "¤" * (end - start)
        done = end
    return "".join([*parts, text[done:]])
