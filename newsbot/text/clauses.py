"""What stands left and right of a verb of attendance: clause starts, "có", labels and inversions.

Everything works on folded text and looks at a bounded stretch only.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from newsbot.text import lexicon
from newsbot.text.address import addresses
from newsbot.text.heads import starts_head
from newsbot.text.marks import places
from newsbot.text.unicode import fold, fold_pattern

_GAP: Final = 260
"""Longest stretch, in characters, between a verb and the "có" that opens its list."""
_LABEL: Final = 70
_NO_LABEL: Final = (",", ";", ".", "\n", fold(" cùng các "))
_SUBJECT: Final = 90
"""Longest group, in characters, that is the subject of a cue."""
_GROUP_SUBJECT: Final = re.compile(
    fold(r"(?:(?:các |phía )?(?:lãnh đạo|đại diện|đại biểu|khách mời|khách|chính quyền|phía) )[^,]*$")
)
_GROUP_WORDS: Final = re.compile(fold("lãnh đạo|đại |khách|chính quyền|phía"))
_MAX_ADVERBS: Final = 7
_OPENING_WORDS: Final = 4
_AND: Final = fold("và")

_STOP_OR_HAVE: Final = re.compile(
    fold(r";|:|\n|\.(?=\s)|c(?<!\w.)(?:ó|ho biết|ho rằng)(?!\w)|g(?<!\w.)ồm(?!\w)|n(?<!\w.)hấn mạnh(?!\w)")
)
_HAVE: Final = (fold("có"), fold("gồm"))
_ALSO_HAVE: Final = fold(" có")
_ABBREVIATED: Final = ("tp", "tx", "tt", "ts", "ths", "gs", "bs", "kh", "ht", "đđ", " q", " p")
_SECOND_HALVES: Final = frozenset(map(fold, ("tiếp", "thời", "lượt", "tục", "ngờ", "xuất", "chóng", "trương", "tức")))
"""Second halves of adverbs of two words: "trực tiếp", "bất ngờ"."""
_BESIDE: Final = 90
_WORD: Final = 30
_COMPANY: Final = re.compile(
    fold_pattern(
        r"(?:(?<!\w)(?:và|cùng|cùng với) (?:đoàn|tổ đại biểu)(?: [^.;:,\n]{1,50})?"
        r"|(?:,|(?<=[\w)]))(?: đã| vừa)? (?:thay mặt|với tư cách)[^.;:\n]{3,70}),? "
        r"(?:đã |vừa |trực tiếp )?$"
    )
)
_COMPANY_WORDS: Final = tuple(map(fold, ("đoàn", "tổ đại biểu", "thay mặt", "tư cách")))
_WHOM: Final = re.compile(
    fold(r"(?:các )?(?:đồng chí|đ/c|ông|bà|anh|chị|cô|thầy|gs|pgs|ts|tướng|(?:thiếu|trung|thượng|đại) (?:tướng|tá)) ")
)
_ON_THE_WAY: Final = 60
_WAY: Final = re.compile(
    fold(
        r"(?:r(?<!\w.)a|l(?<!\w.)ên|x(?<!\w.)uống|v(?<!\w.)(?:ào|ề)|s(?<!\w.)ang|đ(?<!\w.)ến|t(?<!\w.)ới)"
        r"(?: tận)? (?:sân|cảng|cầu cảng|bến|ga|cửa khẩu|hiện trường|ruộng"
        r"|nhà|bản|xã|phường|thôn|trụ sở|nơi|công trường|thực địa|cơ sở|đảo|trường|bệnh viện|cổng|chốt|đồn|nghĩa trang"
        r"|đền|chùa|tại)(?: [^.;:,\n]{1,40})? $"
    )
)
"""Where somebody goes to do something: "Ra sân bay Nội Bài | tiễn đoàn có …". The first letters come first, so that
the search skips quickly."""
_COMMA_OR_STOP: Final = re.compile(fold(r"\.|;|:|\n|, ?|c(?<!\w.)ó |g(?<!\w.)ồm "))
_INVERSION: Final = 160
_CAPITALS: Final = "CDTVĐ"
_CAPITAL_CUE: Final = re.compile(
    r"(?:Tham dự|Đến dự|Tới dự|Về dự|Cùng dự|Cùng tham dự|Dự|Chủ trì|Về phía|Cùng đi|Tiếp đoàn|Đón tiếp|"
    r"Tham gia đoàn)\s"
)


@cache
def _clause_adverbs() -> frozenset[str]:
    return frozenset(lexicon.words("clause_adverb"))


@cache
def _verb_adverbs() -> frozenset[str]:
    return frozenset(lexicon.words("verb_adverb"))


@cache
def _not_a_list() -> re.Pattern[str]:
    return re.compile(rf"\s{lexicon.any_of('not_a_list')}(?!\w)")


@cache
def _whose() -> re.Pattern[str]:
    """What may stand between "có" and the list: "có sự hiện diện của"."""
    return re.compile(fold_pattern(rf" (?:sự )?{lexicon.any_of('presence')}[^.;:\n]{{0,60}}? của(?!\w)"))


def clause_start(folded: str, verb: int) -> int | None:
    """Where the clause starts whose first words are the verb and its adverbs ("Cùng đến dự"), or ``None``.

    A second verb may stand before it: "Chứng minh và tham dự …".
    """
    start, last = verb, ""
    adverbs = _clause_adverbs()
    for _ in range(_MAX_ADVERBS):
        word_start = _word_before(folded, start)
        word = folded[word_start : start - 1].rstrip(",") if word_start < start else ""
        if word not in adverbs:
            break
        start, last = word_start, word
    if _opens_clause(folded, start):
        return start
    low = max(0, start - _ON_THE_WAY)
    if way := _WAY.search(folded, low, start):
        return way.start() if _opens_clause(folded, way.start()) else None
    return _behind_second_verb(folded, start) if last == _AND else None


def group_subject(folded: str, verb: int) -> int | None:
    """Where the clause starts whose subject is a group: "Lãnh đạo thành phố | dự đại hội có các đồng chí …"."""
    low = max(0, verb - _SUBJECT)
    if not _GROUP_WORDS.search(folded, low, verb):
        return None
    boundary = max(folded.rfind(mark, low, verb) for mark in (". ", "; ", "\n", ": "))
    if boundary < 0 and low:
        return None
    start = boundary + (1 if folded[boundary : boundary + 1] == "\n" else 2) if boundary >= 0 else 0
    return start if _GROUP_SUBJECT.match(folded, start, verb) else None


def with_adverbs(text: str, folded: str, verb: int) -> int:
    """Where the verb starts together with its adverbs and what accompanies it: "đã đến", "cùng đoàn công tác"."""
    start = verb
    for _ in range(_MAX_ADVERBS):
        word_start = _word_before(folded, start)
        word = folded[word_start : start - 1] if word_start < start else ""
        if word in _SECOND_HALVES:
            word_start = _word_before(folded, word_start)
            word = folded[word_start : start - 1]
        if word not in _verb_adverbs() or (text[word_start].isupper() and ends_name(text, folded, word_start)):
            break
        start = word_start
    low = max(0, start - _BESIDE)
    beside = folded[low:start]
    told = any(word in beside for word in _COMPANY_WORDS)
    match = _COMPANY.search(folded, low, start) if told else None
    return match.start() if match else start


def ends_name(text: str, folded: str, pos: int) -> bool:
    """Whether the capitalised word at ``pos`` is the end of a name ("Trần Văn Dự") and no verb."""
    before = _word_before(folded, pos)
    return before < pos and text[before].isupper() and text[pos - 2].isalpha()


def follows_name(text: str, folded: str, pos: int) -> bool:
    """Whether two capitalised words stand before ``pos``: "Cầm Thị Ban chủ trì" is no board."""
    before = _word_before(folded, pos)
    if before == pos or not text[before].isupper() or not ends_name(text, folded, before):
        return False
    return not starts_head(folded, _word_before(folded, before))  # "Trưởng Đoàn kiểm tra"


def _word_before(folded: str, pos: int) -> int:
    """Where the word starts that stands before ``pos`` with a blank between, or ``pos``."""
    if pos == 0 or folded[pos - 1] != " ":
        return pos
    low = pos - _WORD if pos > _WORD else 0
    boundary = folded.rfind(" ", low, pos - 1)
    line_end = folded.rfind("\n", low if boundary < 0 else boundary, pos - 1)
    if line_end >= 0:
        return line_end + 1
    return boundary + 1 if boundary >= 0 or low == 0 else pos


def _opens_clause(folded: str, pos: int) -> bool:
    """Whether nothing, a line end or punctuation stands before ``pos``."""
    if pos and folded[pos - 1] == " ":
        pos -= 1
    return pos == 0 or folded[pos - 1] == "\n" or not (folded[pos - 1].isalnum() or folded[pos - 1] in "_ ")


def _behind_second_verb(folded: str, start: int) -> int | None:
    words = 0
    pos = start - 1
    while pos > 0 and words < _OPENING_WORDS and start - pos < 40:
        pos = folded.rfind(" ", 0, pos) + 1
        words += 1
        if _opens_clause(folded, pos):
            return pos
        pos -= 1
    return None


def find_have(folded: str, pos: int) -> int | None:
    """Where the list starts behind "có" or "gồm" ("Tham dự hội nghị còn có …"), or ``None``."""
    for match in _STOP_OR_HAVE.finditer(folded, pos, min(len(folded), pos + _GAP)):
        if match[0] == ".":
            if folded.endswith(_ABBREVIATED, max(0, match.start() - 3), match.start()):
                continue
            return None
        if not match[0].endswith(_HAVE):
            return None
        end = match.end()
        if _not_a_list().match(folded, end):
            continue
        if folded.startswith(_ALSO_HAVE, end):
            end += 3
        whose = _whose().match(folded, end)
        return whose.end() if whose else end
    return None


def find_label(folded: str, pos: int) -> int | None:
    """Where the list starts behind a label: "Chủ trì hội nghị: …"."""
    colon = folded.find(":", pos, pos + _LABEL)
    if colon < 0 or any(mark in folded[pos:colon] for mark in _NO_LABEL):
        return None
    return colon


def find_inversion(folded: str, pos: int) -> int | None:
    """Where the subject starts behind the clause that it belongs to: "Dự lễ khai mạc, đồng chí …", or ``None``."""
    for match in _COMMA_OR_STOP.finditer(folded, pos, min(len(folded), pos + _INVERSION)):
        if not match[0].startswith(","):
            return None
        pos = match.end()
        if _WHOM.match(folded, pos) or starts_head(folded, pos) or addresses(folded, pos):
            return pos
    return None


_SIDE: Final = re.compile(
    fold_pattern(
        r"(?<!\w)(?:(?:về )?phía |(?=(?:điểm|đầu) cầu (?!có)))(?P<side>.{2,90}?)"
        r"(?:,? (?:tiếp đoàn|(?:đến |tới |tham )?dự[^,:;]{0,60}))?,?(?: còn| cùng)?(?:(?: gồm)? (?:có|gồm)(?!\w)|:|$)"
    )
)


def find_side(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """The side that a cue names: "tỉnh Sơn Lĩnh" in "Về phía tỉnh Sơn Lĩnh có", "điểm cầu xã Tân Lâm"."""
    match = _SIDE.search(folded, start, end)
    return match.span("side") if match else None


def mark_clauses(text: str, folded: str) -> str:
    """``folded`` for the search of cues: a cue in capitals starts a clause even where the full stop is missing.

    ``folded`` is the folded ``text``; the length is kept.
    """
    capitals = (pos for pos in places(text, _CAPITALS) if text.startswith(" ", pos - 1))
    marks = [pos - 1 for pos in capitals if _CAPITAL_CUE.match(text, pos)]
    if not marks:
        return folded
    starts = [0, *(mark + 1 for mark in marks)]
    return "\n".join(folded[start:mark] for start, mark in zip(starts, [*marks, len(folded)], strict=True))
