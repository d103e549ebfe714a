"""Runs of text and pictures between two block-level tags, cut into the lines that a reader sees."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from newsbot.pages.elements import PLAIN, Look
from newsbot.pages.phrases import is_furniture

_LINE_END = re.compile(r"[.:;!?…”\"’)\]/]$")
_LINE_START = re.compile(r"[A-ZĐÀ-Ỹ0-9“\"–—+•*(-]")
_ITEM = re.compile(r"(?:[0-9]{1,2}|[IVX]{1,4}|[a-zđ])[.)]\s+[A-ZĐÀ-Ỹ“\"]")
_WRAPPED = 80
"""A line shorter than this that is followed by a capital was ended on purpose."""
_LOOK_BACK = 100
_LONGEST_ROW = 200
_ROW_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d|tháng \d{1,2},? (?:năm )?(?:19|20)\d\d", re.IGNORECASE)
_DATE = 12
_WHOLE_DATE = re.compile(
    r"\d[/.-]\d{1,2}[/.-](?:19|20)\d\d\Z|\b\d{1,2}:\d\d\Z|\bnăm (?:19|20)\d\d\Z|\d (?:[AP]M|SA|CH)\Z"
)
_HEADLINE = 20
_SIGNATURE = 60
_BADGE = 15
_BADGES = frozenset(("label", "badge", "new", "hot", "chip", "pill", "ribbon", "sticker", "flag", "tag"))
_BADGE_WORDS = frozenset(("mới", "new", "hot", "nóng", "tin mới", "tin nóng", "video", "ảnh", "live", "trực tiếp"))
"""What elements in a heading are called, and say, that label the news rather than name it."""
_FEW = 6
_DATED = re.compile(
    r"\W{0,3}(?:(?:Thứ|Chủ [Nn]hật|Ngày|Đăng|Cập nhật)\b\D{0,20})?"
    r"\d{1,2}(?:\s?[:h]\s?\d|\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2}|\stháng\s\d).{0,40}\Z"
)


@dataclass
class Picture:
    """An image or player of the page: it stands in front of block ``before``, inside region ``region``."""

    before: int
    region: int
    element: Any


class Piece(NamedTuple):
    """A run of text of one look, or (with empty text) a picture in its place."""

    text: str
    look: Look
    picture: Picture | None = None


BREAK = Piece("\n", PLAIN)
BLANK = Piece(" ", PLAIN)
GAP = Piece(" ", PLAIN)
"""Two elements without a blank between them, which style sheets set apart."""


def without_end(pieces: list[Piece]) -> int:
    """How many pieces there are up to the last that is more than a blank or a line break."""
    number = len(pieces)
    while number and ((last := pieces[number - 1]) is BLANK or last is BREAK or last is GAP):
        number -= 1
    return number


def lines_of(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces cut where the reader sees a new paragraph: at two line breaks, or one between two sentences."""
    if not any(piece is BREAK or piece.look.bold for piece in pieces):
        return [pieces]
    lines: list[list[Piece]] = [[]]
    breaks, before = 0, ""
    bold = False
    dated = False  # a headline in bold ended: a date may follow it in the same cell
    for number, piece in enumerate(pieces):
        if piece is BREAK:
            breaks += 1
        elif piece is BLANK or not piece.text.strip():
            lines[-1].append(piece)
        else:
            ended = breaks > 1 or (
                breaks and (_ends_line(before, piece.text) or _is_date(pieces, number) or _signs(piece, bold))
            )
            if ended or (dated and not piece.look.bold and _is_date(pieces, number)):
                lines.append([])
                before = ""
            elif breaks:
                lines[-1].append(BLANK)
            breaks = 0
            before = f"{before} {piece.text}".strip()[-_LOOK_BACK:]
            bold = piece.look.bold
            dated = bold and len(before) > _HEADLINE
            lines[-1].append(piece)
    return lines


def _signs(piece: Piece, bold: bool) -> bool:
    """Whether a short run in bold starts a line behind one that is not."""
    return piece.look.bold and not bold and len(piece.text) < _SIGNATURE


def headline_of(pieces: list[Piece]) -> list[list[Piece]]:
    """A heading, and behind it the short label ("Mới") or date that an element at its start or end may hold."""
    told = [number for number, piece in enumerate(pieces) if piece.text.strip()]
    if not told or told[0] == told[-1]:
        return [pieces]
    for number, other in ((told[-1], told[0]), (told[0], told[-1])):
        if _is_badge(pieces[number], pieces[other]):
            return [pieces[:number] + pieces[number + 1 :], [pieces[number]]]
    return [pieces]


def _is_badge(piece: Piece, other: Piece) -> bool:
    """Whether an element calls its few words a label, or sets apart a word that labels news."""
    text, look, _ = piece
    if look == other.look:
        return False
    if look.link and not other.look.link and is_furniture(text.strip()):
        return True  # a tool: "In trang"
    if len(text.strip()) > _BADGE or _DATED.match(text.strip()):
        return _DATED.match(text.strip()) is not None
    return not _BADGES.isdisjoint(look.marks) or text.strip(" []()!").lower() in _BADGE_WORDS


def is_row(pieces: list[Piece]) -> bool:
    """Whether a short line is a row of elements, one of them a whole date: author, date, section, counter."""
    if not any(piece is GAP for piece in pieces):
        return False
    text = "".join(piece.text for piece in pieces)
    return len(text) < _LONGEST_ROW and _ROW_DATE.search(text) is not None


def cells_of(pieces: list[Piece]) -> list[list[Piece]]:
    """What the elements of a row hold."""
    cells: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece is GAP:
            cells.append([])
        else:
            cells[-1].append(piece)
    return cells


def _is_date(pieces: list[Piece], start: int) -> bool:
    """Whether what is left of a block from piece ``start`` on is a date and nothing else."""
    if len(pieces) - start > _FEW:
        return False
    return _DATED.match("".join(piece.text for piece in pieces[start:]).strip()) is not None


def _ends_line(before: str, following: str) -> bool:
    """Whether a single line break between the two ends a paragraph rather than a hard-wrapped line."""
    if not before or _LINE_END.search(before) or _ITEM.match(following.strip()):
        return True
    return len(before) < _WRAPPED and _LINE_START.match(following.strip()) is not None


def grown_together(before: str, text: str, *, named: bool) -> bool:
    """Two words of two elements without a blank between them; not the large first letter of a paragraph.

    :param named: one of the elements has a name. Where none has, an editor may have cut a word: only a capital behind a
        small letter, or what follows a whole date or time, begins a word of its own.
    """
    last, first = before[-1:], text[0]
    if not (last.isalnum() and first.isalnum()):
        return False
    if named or (first.isupper() and last.islower()):
        return len(before) > _DATE or len(before.strip()) > 1
    return (last.isdigit() or last in "MAH") and _WHOLE_DATE.search(before[-_DATE:]) is not None


def place_pictures(line: list[Piece], number: int, *, has_text: bool) -> None:
    """Pictures in front of a line's text stand before its block, which has that number, all others behind it."""
    seen = False
    for piece in line:
        if piece.picture is not None:
            piece.picture.before = number + (has_text and seen)
        elif not seen and has_text:
            seen = bool(piece.text.strip())
