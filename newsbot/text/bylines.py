"""Bylines: who signed the article, read from one short line or from the end of the last paragraph.

A line is a byline by its shape: a label ("Tin, ảnh: …", "Theo …"), pen names, initials, or the name of those who sign
without a name ("PV", "Ban Biên tập"). Captions, sentences, headings, delegates and document signatures are none.
"""

from __future__ import annotations

import re
from typing import Final

from newsbot.records import Byline
from newsbot.text.agencies import is_agency
from newsbot.text.date_grammar import find
from newsbot.text.date_lines import is_counter, is_section, is_tool
from newsbot.text.names import UPPER
from newsbot.text.pen_names import byline_words, has_common_noun, has_surname, is_pen_name, opens_with, title_case
from newsbot.text.signers import read_signers
from newsbot.text.unicode import clean, fold, fold_pattern

_TEXT_WORDS: Final = r"(?:nội dung|tin bài|bài viết|tin|bài|tổng hợp|clip|video)"
_PHOTO_WORDS: Final = r"(?:hình ảnh|ảnh|hình|photo)"
_JOINED: Final = r"(?:\s?[,&/+;-]\s?|\svà\s|\s)"
_AUTHOR: Final = (
    r"tác giả(?: bài viết)?|người thực hiện|người viết|thực hiện|t/h|t\.h|th|người biên soạn|biên soạn|biên tập"
    r"|ghi chép|người đăng|người gửi|(?:được )?viết bởi|đăng bởi|gửi bởi|bởi|written by|posted by|by"
    r"|phóng viên|nhóm phóng viên|nhóm pv|cộng tác viên|ctv|btv|pv"
    r"|(?:bút ký|ký sự|ghi chép|phóng sự|tản văn|tùy bút|hồi ký|truyện ngắn) của"
)
_LABEL: Final = re.compile(
    rf"(?P<kind>(?:(?:{_TEXT_WORDS}|{_PHOTO_WORDS}){_JOINED}){{0,3}}(?:{_TEXT_WORDS}|{_PHOTO_WORDS})|{_AUTHOR})"
    r"(?:\s?:\s?|(?<=bởi)\s|(?<=by)\s|(?<=thực hiện)\s|(?<=tác giả)\s|(?<= của)\s|(?<=[^\s]\sảnh)\s)"
)
_PHOTO: Final = re.compile(rf"(?<!\w){_PHOTO_WORDS}(?!\w)")
_TEXT: Final = re.compile(rf"(?<!\w)(?:{_TEXT_WORDS}|{_AUTHOR})(?!\w)")
_MADE: Final = fold_pattern(
    r"(?:thiết kế|đồ họa|trình bày|mỹ thuật|kỹ thuật|dàn trang|minh họa|xử lý ảnh|quay phim|dựng phim|dựng|hậu kỳ"
    r"|âm thanh|lồng tiếng|giọng đọc|biên tập|video|clip|đạo diễn|infographics?|design(?:er)?|graphics?|layout)"
)
_MADE_BY: Final = re.compile(rf"{_MADE}(?:\s?[,&/+–-]\s?{_MADE}|\svà\s{_MADE})*\s?:\s?\w")
_PHOTO_CREDIT: Final = re.compile(rf"{_PHOTO_WORDS}(?:\s?[,&/+–-]\s?(?:{_PHOTO_WORDS}|clip|video))*\s?:\s?\w")
_SOURCE: Final = re.compile(
    r"(?:nguồn tin|nguồn tham khảo|nguồn|source|theo)\s?:\s?|(?P<theo>theo)\s|source\s(?=[/h])"
    r"|nguồn\s(?P<named>[^:/]{2,40}?)\s?:\s?(?=https?:)"
)
_SOURCE_BEHIND: Final = re.compile(r"\s?[-–—|;,.(]\s?nguồn(?: tin)?\s?:\s?(?P<source>[^()]{2,80})\Z", re.IGNORECASE)
_REPORTER_IN_LEAD: Final = re.compile(
    rf"PV (?P<name>[{UPPER}]\w*(?: [{UPPER}]\w*){{1,3}})/(?P<agency>[{UPPER}]\w*(?: [{UPPER}]\w*){{0,3}})"
    r"(?= (?:thông tin|đưa tin|phản ánh))"
)
_SENTENCE_END: Final = re.compile(
    r"(?P<stop>\s?\./\.?|[.!?…]+)[\"”’)]*\s?|\s(?=(?:tin|bài|nguồn|tác giả|thực hiện)\b[^.:]{0,12}:)", re.I
)
_ABBREVIATED: Final = re.compile(
    rf"(?:^|[\s(,./])(?:TP|Tp|tp|TX|Tx|TT|Tt|TS|Ts|ThS|Ths|PGS|GS|BS|Bs|KS|Ks|LS|CN|KTS|NSND|NSƯT|[Đđ]/?c|[Đđ]C|Mr|Mrs|Dr|St"
    rf"|[{UPPER}]|(?<!/)[0-9]{{1,2}})\Z"
)
_EDGE: Final = " \t|•·*>"
_STOPS: Final = " .,;:|"
_LONGEST: Final = 140
_SHORTEST_PARAGRAPH, _LONGEST_TAIL = 12, 90
_MOST_GLUED: Final = 3
_MOST_PIECES: Final = 4
_MOST_WORDS, _MOST_WORDS_LABELLED = 12, 16


def read_byline(text: str, *, marked: bool = False) -> Byline | None:
    """One short line as a byline; None when it is none.

    Names printed in capitals are written as names, initials are authors, and those who sign without a name ("PV",
    "BAN BIÊN TẬP") are the unit. A date or a counter in the line is left out of ``Byline.text``.

    :param marked: the markup of the page says that this is the byline, so that its shape matters less. A user of the
        publishing system ("admin") then gives a byline without authors.
    """
    if len(text) > 4 * _LONGEST:
        return None
    line = clean(text).strip(_EDGE)
    if match := _REPORTER_IN_LEAD.match(line):
        return Byline(text=match[0], authors=[match["name"]], source=match["agency"])
    pieces = _pieces(line)
    readings = [_read_piece(piece, marked=marked) for piece in pieces[:_MOST_PIECES]]
    if len(pieces) > 1 and None in readings:
        return None
    return next((byline for byline in readings if byline is not None), None)


def is_system_user(text: str) -> bool:
    """Whether a line names nobody but a user of the publishing system ("Viết bởi Administrator")."""
    folded = fold(clean(text)).strip(_EDGE)
    label = _LABEL.match(folded)
    return (folded[label.end() :] if label else folded).strip(_STOPS) in byline_words("cms_user")


def is_credit(text: str) -> bool:
    """Whether a line names who drew, set or filmed the page ("Thiết kế: Lê Trúc"), who is no author."""
    return len(text) <= _LONGEST and _MADE_BY.match(fold(text)) is not None


def is_photo_credit(text: str) -> bool:
    """Whether a line names photographers only ("Ảnh: Quốc Phong")."""
    return len(text) <= _LONGEST and _PHOTO_CREDIT.match(fold(text)) is not None


def split_glued_byline(paragraph: str) -> tuple[str, Byline | None]:
    """The last paragraph of an article without the byline that is glued to its last sentence, and that byline.

    Only what reads as a byline from a sentence's end (or a label) to the end of the paragraph is split off, and no
    name behind an abbreviation ("TP. Hồ Chí Minh"). Without a byline the paragraph comes back cleaned and whole.
    """
    cleaned = clean(paragraph)
    for match in _SENTENCE_END.finditer(cleaned, max(_SHORTEST_PARAGRAPH, len(cleaned) - _LONGEST_TAIL)):
        line = cleaned[match.end() :]
        start = match.start()
        if not line or (match["stop"] == "." and _ABBREVIATED.search(cleaned, max(0, start - 6), start)):
            continue
        byline = read_byline(line)
        if byline is not None and _is_surely_signed(byline, match):
            return cleaned[: match.end()].rstrip(), byline
    return cleaned, None


def _is_surely_signed(byline: Byline, end: re.Match[str]) -> bool:
    """Whether a byline behind a sentence is no word of the text: initials need a clear end before them."""
    if not byline.authors:
        folded = fold(byline.text)
        return bool(_LABEL.match(folded) or _SOURCE.match(folded)) or folded.strip(_STOPS) in byline_words("generic")
    clear = end["stop"] != "." or end[0] != end["stop"]
    dotted = "." in byline.text.strip(".")  # "N.T.H", "N.ĐỨC": no sentence starts so
    return len(byline.authors) <= _MOST_GLUED and (clear or dotted or " " in byline.text)


def _pieces(line: str) -> list[str]:
    """The pieces of a line that are no date, counter or section."""
    between = []
    pos = 0
    for found in find(fold(line)):
        between.append(line[pos : found.reach[0]])
        pos = found.reach[1]
    if pos == 0 and "|" not in line:
        return [line]
    between.append(line[pos:])
    pieces = [piece.strip(" -–—,;:·•>/") for part in between for piece in part.split("|")]
    return [piece for piece in pieces if piece and not is_counter(piece) and not is_section(piece)]


def _read_piece(line: str, *, marked: bool) -> Byline | None:
    folded = fold(line)
    words = len(line.split())
    if not words or len(line) > _LONGEST or words > _MOST_WORDS_LABELLED or opens_with("signature", line):
        return None
    if folded.strip(_STOPS) in byline_words("cms_user"):
        return Byline(text=line) if marked else None
    if _LABEL.match(folded.strip("( ")):
        return _labelled(line)
    bracket = folded.startswith("(")
    if match := _SOURCE.match(folded, bracket):
        return _from_source(line, match, line[: -1 if bracket and line.endswith(")") else None])
    return _unlabelled(line, marked=marked) if words <= _MOST_WORDS else None


def _unlabelled(line: str, *, marked: bool) -> Byline | None:
    """A line that is a byline by its shape; anything short, where the markup says that it is one."""
    listed = line.endswith((":", ";", ",")) or line.startswith(("-", "+", "–"))
    if not marked and (listed or is_section(line) or is_tool(line)):
        return None
    signers = read_signers(line, certain=marked)
    if signers is not None:
        return Byline(text=line, authors=signers.authors, source=signers.source, unit=signers.unit)
    return Byline(text=line, unit=line.strip(_STOPS)) if marked else None


def _labelled(line: str) -> Byline | None:
    """A line such as "Tin, ảnh: A" or "Bài: A - Ảnh: B". A photo credit alone is no byline."""
    inner = line.strip("() ") if line.startswith("(") else line
    origin = _SOURCE_BEHIND.search(inner)
    inner = inner[: origin.start()] if origin else inner
    folded = fold(inner)
    labels = [
        match for match in _LABEL.finditer(folded) if not match.start() or not folded[match.start() - 1].isalnum()
    ]
    byline = Byline(text=line, source=origin["source"].rstrip(".") if origin else None)
    for label, end in zip(labels, [*(match.start() for match in labels[1:]), len(inner)], strict=True):
        value = inner[label.end() : end]
        signers = None if fold(value).strip(_STOPS) in byline_words("cms_user") else read_signers(value, certain=True)
        if signers is None:
            return None
        kind = label["kind"]
        if _TEXT.search(kind):
            byline.authors += signers.authors
        if _PHOTO.search(kind):
            byline.photographers += signers.authors
        byline.source = byline.source or signers.source
        byline.unit = byline.unit or signers.unit
    wrote = any(_TEXT.search(label["kind"]) for label in labels)
    return byline if wrote and (byline.authors or byline.source or byline.unit) else None


def _from_source(line: str, label: re.Match[str], inner: str) -> Byline | None:
    """A line such as "Nguồn: BĐN", "Theo Nhân Dân", or "Theo Hồ Hương", who is an author."""
    if label["named"]:
        return Byline(text=line, source=line[label.start("named") : label.end("named")])
    value = inner[label.end() :].strip(" ,;|")
    bare = value if value.endswith("..") else value.rstrip(".")
    if not value or not (value[0].isupper() or "/" in value or is_agency(bare)):
        return None
    name, paper = _name_and_paper(bare)
    if label["theo"] and paper:
        return Byline(text=line, authors=[name], source=paper)
    if label["theo"] and not _is_paper(bare):
        signers = read_signers(value, certain=True)
        if signers is not None and signers.authors:
            return Byline(text=line, authors=signers.authors, source=signers.source, unit=signers.unit)
    return Byline(text=line, source=bare)


def _name_and_paper(value: str) -> tuple[str, str | None]:
    """A name with the known paper behind it ("Hồ Hương Đại Đoàn Kết"), which markup glues together."""
    words = value.split(" ")
    for cut in range(2, min(len(words), 5)):
        name, paper = " ".join(words[:cut]), " ".join(words[cut:])
        if is_agency(paper) and is_pen_name(name) and not is_agency(value):
            return title_case(name), paper
    return value, None


def _is_paper(name: str) -> bool:
    """Whether "Theo …" names a paper: a known one, a body, or words that are no person's name."""
    people = name.partition("/")[0].partition(" (")[0].strip()
    if (
        is_agency(people)
        or (people.isupper() and " " not in people)
        or has_common_noun(people)
        or not is_pen_name(people)
    ):
        return True
    return len(people.split()) > 2 and not has_surname(people)
