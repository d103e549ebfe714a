"""A list of people cut into pieces: names, posts, groups and what joins them.

A piece is what stands between two separators (semicolon, comma, dash, bracket, line end, "và", "cùng", "kiêm"). A
piece that opens neither a name nor a post nor a group belongs to the piece on its left: that keeps "Sở Văn hóa, Thể
thao và Du lịch" and "Tổ chức – Hành chính" whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache
from itertools import pairwise

from attrs import define, field

from newsbot.text import lexicon
from newsbot.text.address import Address, read_address
from newsbot.text.cuts import STRONG, WEAK, Cut, Join, cuts, starts_group, starts_new_group
from newsbot.text.heads import match_head, starts_capacity, starts_head
from newsbot.text.names import UPPER, Name, match_foreign_name, match_marked_name, match_name
from newsbot.text.passage import Passage
from newsbot.text.tails import trailing_name
from newsbot.text.unicode import fold


class Kind(Enum):
    """What a piece is."""

    NAME = "name"
    POST = "post"
    SHARED = "shared"
    GROUP = "group"
    RANK = "rank"
    REST = "rest"


@define
class Piece:
    """A stretch of text and how it was joined to what stands before it.

    :ivar address: the form of address that opened the piece.
    """

    kind: Kind
    start: int
    end: int
    join: Join
    address: Address | None = None


_BULLET = re.compile(r"[-–+•*·▪●]|\d{1,2}[.)]\s")
_PLURAL = re.compile(fold(r"(?:các|những) (?:đồng chí |đ/c |ông )?(?:là )?"))
_STANDING = (fold("thường trực "), fold("nguyên "))
"""Behind a name these words open a post, elsewhere they may open a group."""
_ASSOCIATION = fold("hội ")
""""Hội Nhà văn" is a body, no form of address."""
_COMRADES = fold("đồng chí")
_SPREAD = re.compile(fold(r"\s(?:các|những|trực thuộc|tất cả)\s"))
_LOOK_BACK = 20
"""How many pieces before a post are searched for the name that it belongs to."""
_DESCRIPTION = re.compile(rf"(?:(?![{UPPER}])[^\W\d_]+ ){{1,5}}(?=[{UPPER}])")
_GOES_ON = frozenset((Join.COMMA, Join.DASH, Join.COLON, Join.AND))
_BEFORE_BULLET = frozenset((Join.NOTHING, Join.SEMICOLON, Join.LINE, Join.COLON))
_BEFORE_ENTRY = frozenset((Join.NOTHING, Join.SEMICOLON, Join.COLON))
_OPENS_ENTRY = frozenset((Join.SEMICOLON, Join.AND, Join.WITH, Join.COLON))
_BEHIND_NAME = frozenset((Join.COMMA, Join.DASH, Join.BRACKET))
_BLANK = ' \t\n,;:.…“”"'


@cache
def _filler() -> re.Pattern[str]:
    words = lexicon.any_of("filler")
    return re.compile(
        rf"(?:(?:{words}|{fold('sự')} \w+ \w+ {fold('của')}|\d{{1,2}}[.)]|\d{{1,3}} {fold('tuổi')})(?:\s|(?=:)|$)|[-+•*·▪●\"👉🔹➖✅✨]|\s)+"
    )


@cache
def _circumstance() -> re.Pattern[str]:
    """Words that tell when, where or why: what they open is no second half of a post."""
    return re.compile(rf"{lexicon.any_of('circumstance')}(?!\w)")


@cache
def _circumstance_inside() -> re.Pattern[str]:
    return re.compile(rf" (?={lexicon.any_of('circumstance')} )")


@cache
def _no_description() -> frozenset[str]:
    """Words between which and a name stands no description of that person: "gia đình", "trường", "đường"."""
    lists = ("not_description", "namesake", "institution", "group", "circumstance")
    return frozenset(words for name in lists for words in lexicon.words(name))


def _words_and_pairs(words: str) -> set[str]:
    singles = fold(words).split()
    return {*singles, *map(" ".join, pairwise(singles))}


@cache
def _of_one_body() -> re.Pattern[str]:
    """The plural inside the name of one body: "Đảng ủy các cơ quan Đảng tỉnh" is no group."""
    return re.compile(rf"\s(?:{fold('các')}|{fold('những')})\s+{lexicon.any_of('of_one_body')}")


@cache
def _after_name() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:$|[,;:.…)(\"“”-]|{lexicon.any_of('after_name')}(?!\w))")


@cache
def _closed_posts() -> tuple[str, ...]:
    """Ends of posts behind which a new one may start with nothing but a blank between them."""
    return tuple(lexicon.words("closed_post"))


@cache
def _next_post() -> re.Pattern[str]:
    """A blank behind which a post starts: "Huyện ủy viên Chánh Văn phòng"."""
    return re.compile(rf" (?=(?:{fold('phó ')})?{lexicon.any_of('next_post')}(?!\w)|p?ct (?:hđnd|ubnd))")


def pieces(passage: Passage, start: int, end: int, *, comrades: bool) -> list[Piece]:
    """The pieces of the list ``start`` .. ``end`` in printed order, each with its kind.

    :param comrades: the list was opened with "các đồng chí".
    """
    reader = _PieceReader(passage, comrades)
    found = list(cuts(passage, start, end))
    for index, raw in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else Cut(end, end, Join.SEMICOLON)
        for piece in reader.read(raw, following):
            reader.append(piece)
    return [part for piece in reader.pieces for part in _split_joined(passage.folded, piece)]


def _split_joined(folded: str, piece: Piece) -> Iterator[Piece]:
    if piece.kind not in (Kind.POST, Kind.SHARED):
        yield piece
        return
    start, join = piece.start, piece.join
    for match in _next_post().finditer(folded, piece.start, piece.end):
        if not folded.endswith(_closed_posts(), piece.start, match.start()):
            continue
        yield Piece(piece.kind, start, match.start(), join, piece.address)
        start, join = match.end(), Join.BLANK_TO_POST
    yield Piece(piece.kind, start, piece.end, join, piece.address)


@define
class _PieceReader:
    passage: Passage
    comrades: bool
    pieces: list[Piece] = field(factory=list)
    position_first: bool = False
    """A name behind its posts was read in this list."""

    def append(self, piece: Piece) -> None:
        """Add a piece, or glue it to the one before it when it only continues that one."""
        last = self.pieces[-1] if self.pieces else None
        if last is not None and last.end < piece.end and self._continues(last, piece):
            last.end = piece.end
        else:
            self.pieces.append(piece)

    def _continues(self, last: Piece, piece: Piece) -> bool:
        if piece.kind is Kind.GROUP:
            new = starts_new_group(self.passage.folded, piece.start)
            return last.kind is Kind.GROUP and piece.join in _GOES_ON and not new and not self._alike(last, piece)
        return (
            piece.kind is Kind.REST
            and last.kind in (Kind.POST, Kind.GROUP, Kind.SHARED)
            and piece.join not in STRONG
            and not _circumstance().match(self.passage.folded, piece.start)
        )

    def _alike(self, last: Piece, piece: Piece) -> bool:
        """Whether two institutions of the same kind stand side by side: "Trường …, Trường …"."""
        words = [self.passage.text[p.start : p.end].partition(" ")[0] for p in (last, piece)]
        return words[0] == words[1] and words[0].istitle() and fold(words[0]) in lexicon.words("institution")

    def read(self, raw: Cut, following: Cut) -> Iterator[Piece]:
        """The pieces of one raw cut: at most a post, a name and what follows the name without a separator."""
        start, end = self._strip(raw.start, raw.end)
        bullet = raw.join is Join.LINE or _BULLET.match(self.passage.text, start) is not None
        join = Join.SEMICOLON if bullet and raw.join in _BEFORE_BULLET else raw.join
        filler = _filler().match(self.passage.folded, start, end)
        if filler:
            start = filler.end()
        if start >= end:
            return
        shared = self._shared(start, end, join, following)
        if shared:
            yield from shared
            return
        address = read_address(self.passage, start, end, comrades=self.comrades)
        inner = address.end if address else start
        if address and inner >= end:
            if address.rank and not address.honorific:
                yield Piece(Kind.RANK, start, end, join, address)
            return
        name = self._leading_name(inner, end, join, following, titled=address is not None)
        folded = self.passage.folded
        if name:
            yield Piece(Kind.NAME, name.start, name.end, join, address)
            yield from self._behind_name(name.end, end)
        elif match_head(folded, inner) is not None:
            yield from self._post(Cut(inner, end, join), plural_from=start if address and address.plural else None)
        elif address and match_head(folded, start) is not None:
            yield from self._post(Cut(start, end, join), plural_from=None)
        else:
            yield from self._other(Cut(start, end, join), address)

    def _leading_name(self, pos: int, end: int, join: str, following: Cut, *, titled: bool) -> Name | None:
        if not self.passage.text[pos].isupper():
            return None
        name = None if starts_head(self.passage.folded, pos) else match_name(self.passage, pos, end, titled=titled)
        posted = following.join in (Join.DASH, Join.COMMA) and starts_head(self.passage.folded, following.start)
        if name is None and posted and join in _BEFORE_ENTRY:
            name = match_foreign_name(self.passage, pos, end)
        if name is None and "'" in self.passage.folded[pos:end]:
            name = match_marked_name(self.passage, pos, end)
        return name if name and self._ends_well(name, end) else None

    def _ends_well(self, name: Name, end: int) -> bool:
        """Whether what follows can follow a name; "Đoàn Thanh niên" starts like one but goes on in lower case."""
        text, folded = self.passage.text, self.passage.folded
        pos = name.end
        if text.startswith(" (", pos):
            pos = text.find(")", pos, end) + 1 or end
        if pos >= end or _after_name().match(folded, pos, end):
            return True
        return starts_head(folded, self._skip_blanks(pos))

    def _behind_name(self, pos: int, end: int) -> Iterator[Piece]:
        """What follows a name without any separator: a post ("Mông Thanh Tùng Ủy viên …") or a group."""
        pos = self._skip_blanks(pos)
        filler = _filler().match(self.passage.folded, pos, end)
        pos = filler.end() if filler else pos
        if pos >= end:
            return
        if match_head(self.passage.folded, pos) is not None:
            yield Piece(Kind.POST, pos, end, Join.NOTHING)
        elif starts_group(self.passage.folded, pos):
            yield Piece(Kind.GROUP, pos, end, Join.WITH)

    def _shared(self, start: int, end: int, join: str, following: Cut) -> list[Piece]:
        """A post for all names that follow: "các Phó Chủ tịch UBND tỉnh:", "các Phó Chủ tịch tỉnh Võ Nhã, Lê An"."""
        folded = self.passage.folded
        opener = _PLURAL.match(folded, start, end)
        if opener is None and following.join is not Join.COLON:
            return []
        inner = opener.end() if opener else start
        if match_head(folded, inner) is None:
            return []
        if following.join is Join.COLON:
            return [Piece(Kind.SHARED, inner, end, join)]
        name = trailing_name(self.passage, inner, end, alone=True) if opener else None
        if name is None or (opener and _COMRADES in opener[0]):
            return []
        post_end = self._strip(inner, name.start)[1]
        return [Piece(Kind.SHARED, inner, post_end, join), Piece(Kind.NAME, name.start, name.end, Join.COMMA)]

    def _post(self, raw: Cut, *, plural_from: int | None) -> Iterator[Piece]:
        """A piece that opens with a post: its holder's name may stand at its end, or it may speak of many."""
        alone = raw.join in _OPENS_ENTRY or not self._follows_a_name()
        name = trailing_name(self.passage, raw.start, raw.end, alone=alone, position_first=self.position_first)
        if name is None and alone:
            name = self._name_before_circumstance(raw.start, raw.end)
        if name:
            end, address = self._post_before(raw.start, name.start)
            yield Piece(Kind.POST, raw.start, end, raw.join)
            yield Piece(Kind.NAME, name.start, name.end, Join.BLANK_TO_NAME, address)
            self.position_first = True
            return
        folded = self.passage.folded
        spread = _SPREAD.search(folded, raw.start, raw.end)
        if plural_from is not None or (spread and not _of_one_body().match(folded, spread.start())):
            start = raw.start if plural_from is None else plural_from
            yield Piece(Kind.GROUP, start, raw.end, raw.join)
        else:
            yield Piece(Kind.POST, raw.start, raw.end, raw.join)

    def _name_before_circumstance(self, start: int, end: int) -> Name | None:
        """The name behind a post when the sentence goes on: "Chủ tịch Hạ viện Sok Vanna đang ở thăm …"."""
        for match in _circumstance_inside().finditer(self.passage.folded, start, end):
            name = trailing_name(self.passage, start, match.start(), alone=True)
            if name:
                return name
        return None

    def _other(self, raw: Cut, address: Address | None) -> Iterator[Piece]:
        """A piece without name and post head: a capacity, a group, or the second half of the piece before it."""
        last = self.pieces[-1] if self.pieces else None
        folded = self.passage.folded
        plural = address is not None and address.plural
        many = plural or _SPREAD.search(f" {folded[raw.start : raw.end]} ")
        behind_name = last is not None and last.kind is Kind.NAME and raw.join in _BEHIND_NAME
        if behind_name and not many and (starts_capacity(folded, raw.start) or folded.startswith(_STANDING, raw.start)):
            yield Piece(Kind.POST, raw.start, raw.end, raw.join)
            return
        described = None if plural else self._described_name(raw.start, raw.end)
        if described:
            yield Piece(Kind.NAME, described.start, described.end, raw.join, address)
            return
        if plural or starts_group(folded, raw.start):
            yield Piece(Kind.GROUP, raw.start, raw.end, raw.join)
            return
        if last and last.kind is Kind.POST and raw.join in WEAK:
            alone = last.join in _OPENS_ENTRY or not self._follows_a_name()
            name = trailing_name(self.passage, last.start, raw.end, alone=alone)
            if name and name.start > raw.start:
                last.end, address = self._post_before(last.start, name.start)
                yield Piece(Kind.NAME, name.start, name.end, Join.BLANK_TO_NAME, address)
                return
        yield Piece(Kind.REST, raw.start, raw.end, raw.join)

    def _described_name(self, start: int, end: int) -> Name | None:
        """The person behind lower-case words that say what they do: "chuyên gia kinh tế Lê Đăng Doan"."""
        match = _DESCRIPTION.match(self.passage.text, start, end)
        if match is None or not _no_description().isdisjoint(_words_and_pairs(match[0].lower())):
            return None
        name = match_name(self.passage, match.end(), end, titled=False)
        return name if name and self._ends_well(name, end) else None

    def _follows_a_name(self) -> bool:
        """Whether the entry so far opened with a name, so that what follows are its posts."""
        for piece in reversed(self.pieces[-_LOOK_BACK:]):
            if piece.kind is Kind.NAME:
                return piece.join is not Join.BLANK_TO_NAME
            if piece.join is Join.SEMICOLON:
                return False
        return False

    def _post_before(self, start: int, name_start: int) -> tuple[int, Address | None]:
        """Where the post ends before a name that follows it, leaving out a form of address between the two."""
        text = self.passage.text
        for match in re.finditer(r"(?<=\s)\S", text[max(start, name_start - 40) : name_start]):
            pos = max(start, name_start - 40) + match.start()
            address = read_address(self.passage, pos, name_start)
            if address and address.end >= name_start and not self.passage.folded.endswith(_ASSOCIATION, start, pos):
                return self._strip(start, pos)[1], address
        return self._strip(start, name_start)[1], None

    def _skip_blanks(self, pos: int) -> int:
        while pos < len(self.passage.text) and self.passage.text[pos] == " ":
            pos += 1
        return pos

    def _strip(self, start: int, end: int) -> tuple[int, int]:
        text = self.passage.text
        while start < end and text[start] in _BLANK:
            start += 1
        while end > start and (text[end - 1] in _BLANK or text[end - 1] in "-–—"):
            end -= 1
        return start, end
