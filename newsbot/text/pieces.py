"""A list of people cut into pieces: names, positions, groups and what joins them.

A piece is what stands between two separators (semicolon, comma, dash, bracket, line end, "và", "cùng", "kiêm"). A
piece that opens neither a name nor a position nor a group belongs to the piece on its left: that keeps "Sở Văn hóa,
Thể thao và Du lịch" and "Tổ chức – Hành chính" whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from attrs import define, frozen

from newsbot.text.address import Address, read_address
from newsbot.text.heads import match_head, starts_head
from newsbot.text.names import UPPER, Name, match_foreign_name, match_name, trailing_name
from newsbot.text.unicode import fold


class Kind(Enum):
    """What a piece is."""

    NAME = "name"
    POSITION = "position"
    SHARED = "shared"
    GROUP = "group"
    RANK = "rank"
    REST = "rest"


@define
class Piece:
    """``text[start:end]`` and how it was joined to what stands before it.

    :ivar join: ``";"``, ``","``, ``"-"``, ``":"``, ``"("``, ``"&"`` (và, cùng), ``"\\n"``, ``"+"`` (a name right behind
        its post), ``"="`` (a post right behind another), or ``""`` (nothing).
    :ivar address: the form of address that opened the piece.
    """

    kind: Kind
    start: int
    end: int
    join: str
    address: Address | None = None


@frozen
class _Cut:
    start: int
    end: int
    join: str


_SEPARATOR = re.compile(
    rf"(?P<semi> *; *)|(?P<open> *\( *)|(?P<close> *\))|(?P<colon> *: *)|(?P<line>\s*\n\s*)"
    rf"|(?P<dots> *(?:\.\.+|…)[.…]*| *,? *v\. ?v\.?(?!\w))|(?P<comma> *, *)"
    rf"|(?P<dash> +[-–—]+ *|[-–—]+ +|(?<=\w)[-–—](?=[{UPPER}]))|(?P<stop>\.(?=\s))"
    rf"|(?P<and> +(?:và|cùng với|cùng|cung) +)|(?P<plus> +kiêm(?: nhiệm)? +)|(?P<by> +(?:do|bởi) +)"
    rf"|(?P<group> +(?=(?:các vị|các đồng chí|các đại biểu|các đ/c)\s))"
)
_FILLER = re.compile(
    fold(
        r"(?:(?:và|cùng với|cùng|với|gồm có|gồm|còn có|có|là|của|như|tiếp đó là|trong đó có|ngoài ra còn có|đó là|"
        r"sự \w+ \w+ của|do|bởi|cũng là|hiện là|đồng thời là|nguyên là(?= )|\d{1,2}[.)])(?:\s|(?=:))|[-+•*·▪●\"👉🔹➖✅]|\s)+"
    )
)
_BULLET = re.compile(r"[-–+•*·▪●]|\d{1,2}[.)]\s")
_GROUP = re.compile(
    fold(
        r"(?:(?:nguyên là|nguyên|là|cùng|đông đảo|toàn thể|tập thể|đại diện cho|đại diện|quý|phía|chính quyền|đồng)\s+)*"
        r"(?:lãnh đạo|đại diện|thủ trưởng|các|những|nhiều|một số|một số|toàn thể|tập thể|đông đảo|hơn|gần|trên|khoảng|"
        r"\d[\d.]*\s+\w+|quý|thường trực(?! ban bí thư)|ban thường vụ|ban chấp hành|ban thường trực|ban giám|hđnd|ubnd|ban chỉ đạo|"
        r"đại biểu(?! quốc hội| hđnd| hội đồng)|cán bộ|khách mời|thân nhân|gia đình|bà con|nhân dân|trưởng các|bí thư các|"
        r"chủ tịch các|giám đốc các|văn phòng|sở|ban|phòng|hội|trường|đảng uỷ|ubmttq|uỷ ban|công đoàn|đoàn viên|học sinh|"
        r"sinh viên|doanh nghiệp|chuyên gia|nhà khoa học|cựu chiến binh|đoàn công tác|đoàn đại biểu|thành viên|các cơ quan|"
        r"công an|bộ đội|lực lượng|hội viên|đảng viên|phóng viên|chức sắc|tăng ni|già làng|người dân|đồng bào|hai|ba|bốn)"
        r"(?!\w)"
    )
)
_NEW_GROUP = re.compile(
    fold(
        r"(?:cùng\s+|đông đảo\s+)*(?:lãnh đạo|đại diện|các đồng chí|các đ/c|các vị|các đại biểu|các ông|toàn thể|đông đảo|"
        r"hơn|gần|trên|khoảng|tập thể|\d[\d.]*\s+\w+)(?!\w)"
    )
)
_PLURAL_HEAD = re.compile(fold(r"(?:các|những)\s+(?:đồng chí\s+|đ/c\s+|ông\s+)?(?:là\s+)?"))
_SPREAD = re.compile(fold(r"\s(?:các|những|trực thuộc|tất cả)\s"))
_SINGULAR_BODY = re.compile(fold(r"\s(?:các|những)\s+(?:cơ quan|đoàn thể|hội|khu|dân tộc|doanh nghiệp|ban (?:đảng|quản lý)|dự án|quan hệ|vấn đề|trường|tổ chức|vùng|công trình|lực lượng|hoạt động)"))


_JOINS = {"semi": ";", "colon": ":", "line": "\n", "dots": ";", "comma": ",", "dash": "-", "stop": ";", "and": "&", "plus": ",", "by": ";", "group": "&"}


def _cuts(text: str, folded: str, start: int, end: int) -> Iterator[_Cut]:
    """The raw pieces of ``text[start:end]``. A bracket is cut open only when a post stands in it."""
    pos = scan = start
    join = ""
    while match := _SEPARATOR.search(text, scan, end):
        name = str(match.lastgroup)
        scan = match.end()
        if name == "open":
            if not starts_head(folded, match.end()):
                close = text.find(")", match.end(), end)
                scan = close + 1 if close >= 0 else scan
                continue
            name, next_join = "open", "("
        elif name == "close":
            if join != "(" and text.rfind("(", pos, match.start()) >= 0:
                continue
            next_join = ""
        elif _separates(name, folded, match, end):
            next_join = "(" if join == "(" and name == "comma" else _JOINS[name]
        else:
            continue
        if match.start() > pos:
            yield _Cut(pos, match.start(), join)
        elif join in (";", "\n"):
            next_join = join
        pos, join = match.end(), next_join
    yield _Cut(pos, end, join)


def _separates(name: str, folded: str, match: re.Match[str], end: int) -> bool:
    after = match.end()
    if name == "dash" and not match[0][0].isspace() and not match[0][-1].isspace():
        return starts_head(folded, after)
    if name == "by":
        return _opens_something(match.string, folded, after, end, groups_in_capitals=False)
    if name == "and":
        joined_by_cung = match[0].strip().startswith("c")
        return _opens_something(match.string, folded, after, end, groups_in_capitals=joined_by_cung)
    if name == "stop":
        return _ABBREVIATED.search(match.string, max(0, match.start() - 6), match.start()) is None
    return True


_ABBREVIATED = re.compile(r"(?:^|[\s(,.])(?:[A-ZĐa-z]|TP|Tp|tp|TS|ThS|PGS|GS|BS|KS|LS|TT|UV|NSND|Đ/c|đ/c|Th|tx|TX|Ng|Tr)$")


def _opens_something(text: str, folded: str, pos: int, end: int, *, groups_in_capitals: bool) -> bool:
    """Whether a person, a post or a group starts here, so that the "và" before it joins two entries of the list."""
    if _GROUP.match(folded, pos) and (groups_in_capitals or not text[pos].isupper()):
        return True
    if read_address(text, folded, pos, end):
        return True
    if starts_head(folded, pos):
        return True
    return match_name(text, folded, pos, end, titled=False) is not None


def pieces(text: str, folded: str, start: int, end: int, *, comrades: bool) -> list[Piece]:
    """The pieces of the list ``text[start:end]`` in printed order, each with its kind."""
    result: list[Piece] = []
    cuts = list(_cuts(text, folded, start, end))
    for index, raw in enumerate(cuts):
        following = cuts[index + 1] if index + 1 < len(cuts) else _Cut(end, end, ";")
        for piece in _classify(text, folded, raw, following, comrades=comrades, result=result):
            _append(result, piece, folded)
    posts = (Kind.POSITION, Kind.SHARED)
    return [part for piece in result for part in (_split_joined(piece, folded) if piece.kind in posts else (piece,))]


_JOINED_POSTS = re.compile(
    fold(
        r"(?:(?<=ủy viên)|(?<=uvbtv)|(?<=uvtv)|(?<=quv)|(?<=huv)|(?<=tuv)|(?<=ban thường vụ)|(?<=huyện ủy)|(?<=quận ủy)|"
        r"(?<=tỉnh ủy)|(?<=đảng ủy)|(?<=thị ủy)|(?<=thành ủy)|(?<=bí thư)) "
        r"(?=(?:phó )?(?:chánh văn phòng|chủ tịch|trưởng ban|trưởng phòng|bí thư|giám đốc|chủ nhiệm)(?!\w)|p?ct (?:hđnd|ubnd))"
    )
)


def _split_joined(piece: Piece, folded: str) -> Iterator[Piece]:
    """Two posts with nothing between them ("Huyện ủy viên Chánh Văn phòng …") as two pieces."""
    start = piece.start
    for match in _JOINED_POSTS.finditer(folded, piece.start, piece.end):
        yield Piece(piece.kind, start, match.start(), piece.join if start == piece.start else "=", piece.address)
        start = match.end()
    yield Piece(piece.kind, start, piece.end, piece.join if start == piece.start else "=", piece.address)


def _append(result: list[Piece], piece: Piece, folded: str) -> None:
    if piece.start >= piece.end:
        return
    if piece.kind is Kind.GROUP and result and result[-1].kind is Kind.GROUP and piece.join in (",", "-", ":"):
        if not _NEW_GROUP.match(folded, piece.start):
            result[-1].end = piece.end
            return
    if piece.kind is Kind.REST and result and piece.join in (",", "-", "&", "", ":", "("):
        last = result[-1]
        if last.kind in (Kind.POSITION, Kind.GROUP, Kind.SHARED):
            last.end = piece.end
            return
    result.append(piece)


def _classify(
    text: str, folded: str, raw: _Cut, following: _Cut, *, comrades: bool, result: list[Piece]
) -> Iterator[Piece]:
    start, end = _strip(text, raw.start, raw.end)
    bullet = raw.join == "\n" or _BULLET.match(text, start) is not None
    join = ";" if bullet and raw.join in ("", ";", "\n", ":") else raw.join
    filler = _FILLER.match(folded, start, end)
    if filler and filler.end() < end:
        start = filler.end()
    if start >= end:
        return
    shared = _shared(text, folded, start, end, following.join)
    if shared is not None:
        yield from _with_join(shared, join)
        return
    address = read_address(text, folded, start, end, comrades=comrades)
    inner = address.end if address else start
    if address and inner >= end:
        if address.rank and not address.honorific:
            yield Piece(Kind.RANK, start, end, join, address)
        return
    name = match_name(text, folded, inner, end, titled=address is not None)
    if name is None and join in ("", ";", ":") and following.join in ("-", ",") and starts_head(folded, following.start):
        name = match_foreign_name(text, folded, inner, end)
    if name and _name_ends_well(text, folded, name, end):
        yield Piece(Kind.NAME, name.start, name.end, join, address)
        yield from _after_name(text, folded, name.end, end)
        return
    plural = address is not None and address.plural
    yield from _position_or_group(text, folded, start, inner, end, join, plural=plural, result=result)


def _position_or_group(
    text: str, folded: str, start: int, inner: int, end: int, join: str, *, plural: bool, result: list[Piece]
) -> Iterator[Piece]:
    """A piece without a name at its start: a post (perhaps with its holder's name at the end), a group, or a rest."""
    if match_head(folded, inner) is None:
        if plural or _GROUP.match(folded, inner):
            yield Piece(Kind.GROUP, start, end, join)
        else:
            yield from _rest(text, folded, start, end, join, result)
        return
    name = trailing_name(text, folded, inner, end, alone=join in (";", "&", ":") or not _follows_a_name(result))
    if name is None:
        spread = _SPREAD.search(folded, inner, end)
        group = plural or (spread and not _SINGULAR_BODY.match(folded, spread.start()))
        yield Piece(Kind.GROUP if group else Kind.POSITION, start if group else inner, end, join)
        return
    split = _strip_address(text, folded, inner, name.start)
    yield Piece(Kind.POSITION, inner, split.end, join)
    yield Piece(Kind.NAME, name.start, name.end, "+", split.address)


def _rest(text: str, folded: str, start: int, end: int, join: str, result: list[Piece]) -> Iterator[Piece]:
    """The second half of a post that holds a comma or dash; the post's holder may be named at its end."""
    last = result[-1] if result else None
    if last and last.kind is Kind.POSITION and join in (",", "-", "&"):
        name = trailing_name(text, folded, last.start, end, alone=False)
        if name and name.start > start:
            split = _strip_address(text, folded, last.start, name.start)
            last.end = split.end
            yield Piece(Kind.NAME, name.start, name.end, "+", split.address)
            return
    yield Piece(Kind.REST, start, end, join)


def _follows_a_name(result: list[Piece]) -> bool:
    """Whether the entry so far opened with a name, so that what follows are its posts."""
    for piece in reversed(result):
        if piece.kind is Kind.NAME:
            return piece.join != "+"
        if piece.join == ";":
            return False
    return False


def _with_join(parts: list[Piece], join: str) -> Iterator[Piece]:
    parts[0].join = join
    yield from parts


def _shared(text: str, folded: str, start: int, end: int, following: str) -> list[Piece] | None:
    """ "các Phó Chủ tịch UBND tỉnh:" and "các Phó Chủ tịch HĐND tỉnh Võ Nhã Thi": a post for all names that follow."""
    opener = _PLURAL_HEAD.match(folded, start, end)
    if opener:
        inner = opener.end()
        if match_head(folded, inner) is None:
            return None
        if following == ":":
            return [Piece(Kind.SHARED, inner, end, "")]
        name = trailing_name(text, folded, inner, end, alone=True)
        if name and fold("đồng chí") not in opener[0]:
            return [
                Piece(Kind.SHARED, inner, _strip(text, inner, name.start)[1], ""),
                Piece(Kind.NAME, name.start, name.end, ","),
            ]
        return None
    if following == ":" and match_head(folded, start) is not None:
        return [Piece(Kind.SHARED, start, end, "")]
    return None


_AFTER_NAME = re.compile(
    fold(
        r"\s*(?:$|[,;:.…)(\"“”-]|(?:và|cùng|với|đã|vừa|sẽ|đang|làm|là|dự|tham|đến|tới|về|chủ trì|đồng|trực tiếp|cũng|dẫn|"
        r"các|những|đại diện|lãnh đạo|nguyên|kiêm|hiện|tiếp|thăm|trong|tại|phát biểu|trao|tặng|chúc|cho|có)(?!\w))"
    )
)


def _name_ends_well(text: str, folded: str, name: Name, end: int) -> bool:
    pos = name.end
    if text.startswith(" (", pos):
        pos = text.find(")", pos, end) + 1 or end
    if pos >= end:
        return True
    return _AFTER_NAME.match(folded, pos, end) is not None or starts_head(folded, _skip_space(text, pos))


def _skip_space(text: str, pos: int) -> int:
    while pos < len(text) and text[pos] == " ":
        pos += 1
    return pos


def _after_name(text: str, folded: str, pos: int, end: int) -> Iterator[Piece]:
    """What follows a name without any separator: a post ("Mông Thanh Tùng Ủy viên …") or a group."""
    pos = _skip_space(text, pos)
    if pos >= end:
        return
    if match_head(folded, pos) is not None:
        yield Piece(Kind.POSITION, pos, end, "")
    elif _GROUP.match(folded, pos):
        yield Piece(Kind.GROUP, pos, end, "&")


@frozen
class _Split:
    end: int
    address: Address | None


def _strip_address(text: str, folded: str, start: int, name_start: int) -> _Split:
    """Where the post ends before a name that follows it, leaving out a form of address between the two."""
    window = max(start, name_start - 40)
    for match in re.finditer(r"(?<=\s)\S", text[window:name_start]):
        pos = window + match.start()
        address = read_address(text, folded, pos, name_start)
        if address and address.end >= name_start:
            return _Split(_strip(text, start, pos)[1], address)
    return _Split(_strip(text, start, name_start)[1], None)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\n,;:.…“”\"":
        start += 1
    while end > start and text[end - 1] in " \t\n,;:…“”\"-–—" or (end > start and text[end - 1] == "."):
        end -= 1
    return start, end
