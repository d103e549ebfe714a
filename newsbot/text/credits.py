"""Photo credits: who took the picture, as the end of its caption says ("… Ảnh: VIỆT DŨNG", "… (Ảnh: A/TTXVN)")."""

from __future__ import annotations

import re
from typing import Final

from newsbot.text.agencies import is_agency
from newsbot.text.pen_names import is_pen_name
from newsbot.text.unicode import clean, fold

_KIND: Final = (
    r"(?:nguồn ảnh|nguồn hình|nguồn|ảnh(?: (?:tư liệu|minh (?:họa|hoạ)|chụp màn hình|đồ họa|cắt từ clip))?"
    r"|hình(?: ảnh)?|photo|đồ (?:họa|hoạ)|infographic|clip|video)"
)
_LABEL: Final = re.compile(rf"(?<!\w){_KIND}\s?:\s?")
_WITHOUT_COLON: Final = re.compile(r"[-(.|]\s?ảnh\s(?=\w)")
_OF_A_BYLINE: Final = re.compile(r"(?:tin|bài|bài viết|tin bài)\s?(?:,|&|-|/|\+|và)?\s?\Z")
_LONGEST_CREDIT: Final = 80
_EDGE: Final = " -–—|/,(["
_SENTENCE: Final = re.compile(r"[^\W\d_]{3}[.!?]\s\w")


def split_credit(caption: str) -> tuple[str, str | None]:
    """A caption without its photo credit, and the credit as printed, without its label and brackets.

    ``("Toàn cảnh hội nghị. Ảnh: VIỆT DŨNG")`` gives ``("Toàn cảnh hội nghị.", "VIỆT DŨNG")``; a caption without a
    credit comes back whole, with None. Both come cleaned.
    """
    cleaned = clean(caption)
    tail = max(0, len(cleaned) - _LONGEST_CREDIT - 40)
    folded = fold(cleaned)
    for label in reversed(list(_LABEL.finditer(folded, tail)) if ":" in folded[tail:] else []):
        if not _OF_A_BYLINE.search(folded, max(0, label.start() - 12), label.start()):
            return _cut(cleaned, label.start(), label.end()) or (cleaned, None)
    for label in reversed(list(_WITHOUT_COLON.finditer(folded, tail))):
        parts = _cut(cleaned, label.start() + (label[0][0] != "("), label.end())
        if parts is not None and all(map(_is_a_name, (parts[1] or "").split("/"))):
            return parts[0] + "." * (label[0][0] == "." and not parts[0].endswith(".")), parts[1]
    return cleaned, None


def _cut(cleaned: str, start: int, end: int) -> tuple[str, str | None] | None:
    """The caption before ``start`` and the credit from ``end`` on, if what stands there can be one."""
    before, credit = cleaned[:start], cleaned[end:]
    stop = ""
    opened = before.rstrip().endswith(("(", "["))
    if opened:
        credit, _, behind = credit.partition(")")
        if behind.strip(" .;"):
            return None
        stop = "." if behind.strip().startswith(".") and before.strip(_EDGE)[-1:].isalnum() else ""
    credit = credit.strip(" ,;|")
    if not credit.endswith("..") and not _ends_with_initial(credit):
        credit = credit.rstrip(".")
    if not 1 < len(credit) <= _LONGEST_CREDIT or _SENTENCE.search(credit):
        return None
    return before.rstrip(_EDGE) + stop, credit


def _ends_with_initial(credit: str) -> bool:
    """Whether the last full stop belongs to an initial ("H.Y.T.")."""
    return re.search(r"(?:^|\.)\w\.\Z", credit) is not None


def _is_a_name(part: str) -> bool:
    return is_pen_name(part.strip(), single=True) or is_agency(part.strip())
