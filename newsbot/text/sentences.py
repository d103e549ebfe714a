"""Sentences of Vietnamese news text: where one ends, and where a full stop is only an abbreviation's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsbot.text.names import UPPER
from newsbot.text.passage import Passage

_END = re.compile(
    rf"(?P<line>\n)|[.!?…]+[\"”’)]*(?:\s+(?=[\"“(‘]?[{UPPER}0-9•*+👉🔹-])|(?=[{UPPER}][^\W\d_]))|[.!?…]+[\"”’)]*\s*$"
)
_ABBREVIATION = re.compile(
    rf"(?:^|[^\w])(?:[{UPPER}]|TP|Tp|tp|TS|Ts|ThS|Ths|PGS|GS|BS|KS|LS|CN|NSND|NSƯT|Đ/c|đ/c|ĐC|UV|TT|Tx|TX|tx|Th|Tr|Q|P|H|St|Mr|Mrs|Dr|"
    rf"T)$"
)
_INSIDE_ABBREVIATION = re.compile(rf"[{UPPER}]{{2}}\.[{UPPER}]{{2}}")
_LIST_CONTINUES = re.compile(r"\s*(?:[-–+•*·▪●]|\d{1,2}[.)]\s)")
_QUOTED = re.compile(r"[“\"][^“”\"\n]{0,400}[”\"]")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of a cleaned text whose paragraphs are separated by line feeds.

    A line that ends with a comma, semicolon or colon goes on in the next line, and so does a list of bullets that a
    colon opened: such a list is one sentence.
    """
    start = 0
    in_list = False
    for match in _END.finditer(text):
        if match.start() < start:
            continue
        if match["line"]:
            before = text[max(start, match.start() - 1) : match.start()]
            if before in (",", ";", ":"):
                in_list = in_list or before == ":"
                continue
            if in_list and _LIST_CONTINUES.match(text, match.end()):
                continue
        elif _abbreviated(text, start, match) or (in_list and _goes_on(text, match.end())):
            continue
        if match.end() > start:
            yield start, match.end()
        start, in_list = match.end(), False
    if start < len(text):
        yield start, len(text)


def _goes_on(text: str, pos: int) -> bool:
    """Whether the next entry of a list follows in the same line."""
    return text[pos - 1 : pos] != "\n" and _LIST_CONTINUES.match(text, pos) is not None


def _abbreviated(text: str, start: int, match: re.Match[str]) -> bool:
    stop = match.start()
    if not match[0].startswith(".") or match[0].startswith(".."):
        return False
    if text[start:stop].strip().isdigit():
        return True  # "1. Đồng chí …": the number of a list entry
    if _INSIDE_ABBREVIATION.match(text, max(start, stop - 2), stop + 3):
        return True
    return _ABBREVIATION.search(text, max(start, stop - 5), stop) is not None


def mask_quotes(passage: Passage) -> Passage:
    """The passage with what stands between quotation marks blanked out; the length is kept."""
    spans = [match.span() for match in _QUOTED.finditer(passage.text)]
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
