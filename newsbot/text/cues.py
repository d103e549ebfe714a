"""The words that say that somebody takes part: attendance, chairing, hosting, accompanying, speaking.

A cue stands before its list ("Tham dự hội nghị có các đồng chí: …") or after it ("… chủ trì hội nghị"). The formulae
are those of the domain guide (2, table of cues), generalised to their grammar: verb, event, "có" or "gồm".
Patterns are matched on folded text with quotations blanked out; every gap in them is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from newsbot.records import Role
from newsbot.text.unicode import fold

_GAP = r"(?:[^.;:\n]|\.(?=\S)){0,260}?"
_SHORT_GAP = r"[^.;:\n]{0,60}?"
_CLAUSE_START = r"(?:(?<=^)|(?<=[^\w\s]\s)|(?<=[^\w\s])|(?<=\n))"
_MOVE = r"(?:(?:cùng|về|tới|đến|cũng|và|đã|còn|tham gia|chung vui|trực tiếp)\s+){0,4}"
_DU = r"(?<!danh )(?<!vinh )(?<!dân )dự(?!\s+(?:án|thảo|kiến|báo|toán|bị|khuyết|phòng|trữ|định|đoán|tính|liệu|thi\b))"
_HAVE = r"(?<!\w)(?:còn\s+)?(?:gồm\s+)?(?:có|gồm)(?!\w)(?!\s+(?:ý nghĩa|thể|nhiều|tính|hiệu quả|chất lượng|trách nhiệm))"
_INVERTED = r"(?:(?! có | gồm )[^.;:\n,]){0,110}?, ?(?=(?:đồng chí|đ/c|ông|bà) )"
_PRESENCE = r"(?:sự\s+)?(?:tham dự|dự|hiện diện|có mặt|tham gia|góp mặt|chứng kiến|tới dự|đến dự)"
_OF_WHOM = rf"(?:\s+(?:sự\s+)?(?:tham dự|hiện diện|có mặt|góp mặt|tham gia){_SHORT_GAP}\s+của)?"

_BEFORE = (
    ("chair", rf"{_CLAUSE_START}{_MOVE}(?:tham dự và |dự và |dự, )?(?:đồng )?(?:chủ trì|chủ toạ|điều hành)(?! của){_GAP}(?:{_HAVE}|(?<!\w)là(?=\s+(?:các )?(?:đồng chí|ông|bà)))"),
    ("chair", rf"{_CLAUSE_START}{_MOVE}(?:tham dự và |dự và |dự, )?(?:đồng )?(?:chủ trì|chủ toạ|điều hành){_INVERTED}"),
    ("attend", rf"{_CLAUSE_START}{_MOVE}(?:tham dự|{_DU}|có mặt){_INVERTED}"),
    ("chair", rf"(?:đoàn chủ tịch|chủ toạ đoàn){_SHORT_GAP}{_HAVE}"),
    ("chair", rf"dưới sự (?:chủ trì|điều hành|chủ toạ){_SHORT_GAP}(?<!\w)của"),
    ("chair", r"do\s[^.;:\n]{3,80}?chủ trì, gồm"),
    ("accompany", rf"{_CLAUSE_START}{_MOVE}(?:cùng đi|đi cùng|tháp tùng|cùng tham gia đoàn|tham gia đoàn|tham gia thành phần đoàn|thành viên (?:của )?đoàn|tham gia cùng đoàn|cùng tham gia){_GAP}{_HAVE}"),
    ("host", rf"{_CLAUSE_START}(?:cùng )?(?:tiếp|đón|đón tiếp|làm việc|tiếp đón)(?: và làm việc)?(?: cùng| với)? (?:và |với |cùng )?(?:đoàn|phái đoàn){_GAP}{_HAVE}"),
    ("lead_delegation", rf"(?<!làm )(?:dẫn đầu|trưởng) (?:đoàn|phái đoàn){_SHORT_GAP}(?<!\w)(?:có|là)(?=\s)"),
    ("attend", rf"{_CLAUSE_START}{_MOVE}(?:tham dự|{_DU}|có mặt|chứng kiến|tham gia|góp mặt|chia vui|chung vui){_GAP}{_HAVE}{_OF_WHOM}"),
    ("attend", rf"{_CLAUSE_START}(?:về |phía )(?:phía )?(?:đại biểu |khách mời |lãnh đạo )?{_GAP}{_HAVE}{_OF_WHOM}"),
    ("attend", rf"(?:có|với|cùng)\s+{_PRESENCE}{_SHORT_GAP}(?<!\w)(?:của|gồm)(?!\w)"),
    ("attend", r"(?:(?<=^)|(?<=\n))có (?:các )?(?=(?:đồng chí|ông|bà) )"),
    ("attend", r"(?:vinh dự|vui mừng|hân hạnh|trân trọng)\s+(?:được\s+)?(?:đón|đón tiếp|chào đón|tiếp đón|đón chào)(?=\s*:|\s+(?:các\s+)?(?:đồng chí|ông|bà))"),
    ("attend", rf"(?:thành phần|đại biểu|khách mời) (?:tham )?dự{_SHORT_GAP}{_HAVE}"),
)  # fmt: skip
_ADVERBS = (
    r"(?:(?:đã|vừa|cùng|cũng|sẽ|trực tiếp|đều|lần lượt|đồng thời|và đoàn công tác|và đoàn đại biểu|cùng đoàn công tác|"
    r"cùng đoàn|thay mặt[^.;:,\n]{3,70}?|với tư cách[^.;:,\n]{3,50}?)\s+){0,4}"
)
_GO = r"(?:(?:đến|tới|về|ra|vào|sang|lên|có mặt|xuống)\s+){0,2}"
_AFTER = (
    ("lead_delegation", rf"{_ADVERBS}(?:làm|là) (?:trưởng đoàn|trưởng phái đoàn|phó trưởng đoàn|tổ trưởng|trưởng đoàn công tác)"),
    ("lead_delegation", rf"{_ADVERBS}dẫn đầu"),
    ("chair", rf"{_ADVERBS}{_GO}(?:(?:tham )?dự và )?(?:đồng )?(?:chủ trì|chủ toạ|điều hành)(?! trì)"),
    ("direct", rf"{_ADVERBS}{_GO}(?:(?:tham dự|{_DU})(?:,| và) )(?:phát biểu )?chỉ đạo|{_ADVERBS}{_GO}dự chỉ đạo"),
    ("host", rf"{_ADVERBS}(?:đón, tiếp|đón tiếp|tiếp đón|chủ trì tiếp|(?<!trực )tiếp(?!\s+(?:tục|theo|nhận|thu|cận|xúc|sức|nối|đó|tế|quản))|hội đàm|hội kiến)"),
    ("attend", rf"{_ADVERBS}{_GO}(?:tham dự|{_DU}|chứng kiến|tham gia(?! ban| đoàn luật| góp| ý kiến| phát biểu| thảo luận| cấp uỷ| bch)|có mặt)"),
    ("attend", rf"{_ADVERBS}{_GO}(?:viếng|thăm|dâng hương|dâng hoa|thắp hương|khảo sát|thị sát|(?<!ban )(?<!đoàn )(?<!công tác )(?<!sự )(?:kiểm tra|giám sát)|làm việc|tiếp xúc cử tri|gặp gỡ|gặp mặt|gặp|đối thoại|thực hiện nghi thức|cắt băng|bấm nút|có (?:buổi|chuyến|cuộc) (?:làm việc|thăm|tiếp|gặp|kiểm tra|khảo sát|đối thoại|hội đàm))"),
)  # fmt: skip
_SPEECH_BEFORE = (
    ("speak", rf"{_CLAUSE_START}(?:thay mặt[^.;:,\n]{{3,80}}?, )?(?:phát biểu|kết luận|khai mạc|bế mạc|báo cáo|trình bày|tham luận|đáp từ|trao đổi|quán triệt|chia sẻ|giải trình|thông tin){_GAP},"),
)  # fmt: skip
_SPEECH_AFTER = (
    ("award", rf"{_ADVERBS}(?:trao|tặng|trao tặng|công bố)(?!\w)"),
    ("receive", rf"{_ADVERBS}(?:nhận|đón nhận|được nhận|được trao|được tặng|vinh dự nhận)(?!\w)"),
    ("speak", rf"{_ADVERBS}(?:phát biểu|nhấn mạnh|khẳng định|cho biết|cho rằng|đề nghị|yêu cầu|ghi nhận|biểu dương|đánh giá|báo cáo|trình bày|chia sẻ|kết luận|thông tin|nêu|ôn lại|bày tỏ|phản ánh|kiến nghị|chúc|cảm ơn|giải trình|đọc|tuyên bố|khai mạc|phát động|quán triệt|làm rõ|công nhận|đề xuất|nói)(?!\w)"),
)  # fmt: skip


_CAPITAL_CUE = re.compile(
    r" (?=(?:Tham dự|Đến dự|Tới dự|Về dự|Cùng dự|Cùng tham dự|Dự|Chủ trì|Về phía|Cùng đi|Tiếp đoàn|Đón tiếp|Tham gia đoàn)\s)"
)


def mark_clauses(text: str) -> str:
    """``text`` folded for the search of cues: a cue in capitals starts a clause even where the full stop is missing."""
    return fold(_CAPITAL_CUE.sub("¶", text))


@frozen
class Cue:
    """A cue at ``start`` .. ``end``; its list follows (``before`` is true) or precedes it."""

    start: int
    end: int
    role: Role
    before: bool


def _compile(rows: tuple[tuple[str, str], ...], tail: str = "") -> list[tuple[Role, re.Pattern[str]]]:
    by_role: dict[str, list[str]] = {}
    for role, pattern in rows:
        by_role.setdefault(role, []).append(pattern)
    return [(Role(role), re.compile(fold(f"(?:{'|'.join(patterns)}){tail}"))) for role, patterns in by_role.items()]


_BEFORE_CUES = _compile(_BEFORE)
_AFTER_CUES = _compile(tuple((role, rf"(?<!\w)(?:{pattern})(?!\w)") for role, pattern in _AFTER))
_SPEECH_BEFORE_CUES = _compile(_SPEECH_BEFORE)
_SPEECH_AFTER_CUES = _compile(tuple((role, rf"(?<!\w)(?:{pattern})") for role, pattern in _SPEECH_AFTER))


def _matches(patterns: list[tuple[Role, re.Pattern[str]]], folded: str, span: tuple[int, int], *, before: bool) -> Iterator[Cue]:
    for role, pattern in patterns:
        for match in pattern.finditer(folded, *span):
            yield Cue(match.start(), match.end(), role, before)


def _first_of_each(cues: list[Cue]) -> list[Cue]:
    """Overlapping cues thinned out: the earliest start wins, then the longest."""
    kept: list[Cue] = []
    for cue in sorted(cues, key=lambda c: (c.start, -c.end)):
        if not kept or cue.start >= kept[-1].end:
            kept.append(cue)
    return kept


def attendance_cues(folded: str, start: int, end: int) -> list[Cue]:
    """The attendance cues of a sentence, those that open a list and those that close one, in printed order."""
    opening = _first_of_each(list(_matches(_BEFORE_CUES, folded, (start, end), before=True)))
    closing = [
        cue
        for cue in _first_of_each(list(_matches(_AFTER_CUES, folded, (start, end), before=False)))
        if not any(o.start < cue.end and cue.start < o.end for o in opening)
    ]
    return sorted(opening + closing, key=lambda c: c.start)


def speech_cues(folded: str, start: int, end: int) -> list[Cue]:
    """The cues of speaking, giving and receiving in a sentence."""
    opening = list(_matches(_SPEECH_BEFORE_CUES, folded, (start, end), before=True))
    closing = _first_of_each(list(_matches(_SPEECH_AFTER_CUES, folded, (start, end), before=False)))
    return sorted(opening + closing, key=lambda c: c.start)


_OBJECT = re.compile(
    fold(
        r"(?:\s*(?:,|và)\s*(?:chúc mừng|làm việc|hội đàm|tặng hoa chúc mừng|tặng hoa))*"
        r"(?:\s+(?:với|cùng))?\s+(?=\w)"
    )
)
_MEETS = re.compile(fold(r"(?:thăm|tiếp|hội đàm|hội kiến|làm việc|gặp|gặp gỡ)$"))


def met_people(folded: str, cue: Cue) -> int | None:
    """Where the object of a verb of meeting starts ("đã tiếp ông …"), or ``None`` for a cue of another kind."""
    if cue.before or not _MEETS.search(folded, cue.start, cue.end):
        return None
    match = _OBJECT.match(folded, cue.end)
    return match.end() if match else None


DIRECTS = re.compile(fold(r"chỉ đạo"))
CHAIRS = re.compile(fold(r"chủ trì|chủ toạ"))
