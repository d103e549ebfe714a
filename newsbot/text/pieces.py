"""A list of people cut into pieces: names, posts, groups and what joins them.

A piece is what stands between two separators (semicolon, comma, dash, bracket, line end, "và", "cùng", "kiêm"). A
piece that opens neither a name nor a post nor a group belongs to the piece on its left: that keeps "Sở Văn hóa, Thể
thao và Du lịch" and "Tổ chức – Hành chính" whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from newsbot.text import lexicon, phrases
from newsbot.text.address import Address, read_address
from newsbot.text.cuts import STRONG, WEAK, Cut, Join, cuts, starts_group, starts_new_group
from newsbot.text.ends import ends_well, is_delegation, opens_another, post_before, skip_blanks, strip
from newsbot.text.heads import match_head, starts_capacity, starts_head
from newsbot.text.names import UPPER, Name, match_foreign_name, match_marked_name, match_name
from newsbot.text.passage import Passage
from newsbot.text.piece import Kind, Piece
from newsbot.text.tails import trailing_name
from newsbot.text.unicode import fold

_BULLET: Final = re.compile(r"[-–+•*·▪●]|\d{1,2}[.)]\s")
_PLURAL: Final = re.compile(fold(r"(?:các|những|hai|ba|bốn|năm|sáu|[2-9]) (?:đồng chí |đ/c |ông |vị )?(?:là )?"))
_PLURAL_LETTERS: Final = "cnhbs23456789"
_STANDING: Final = (fold("thường trực "), fold("nguyên "))
"""Behind a name these words open a post, elsewhere they may open a group."""
_DUTIES: Final = tuple(map(fold, ("phụ trách ", "chỉ đạo đảng bộ ", "trực tiếp phụ trách ", "được phân công ")))
_REPRESENT: Final = fold("đại diện ")
_HOUSES: Final = (fold("quốc hội "), fold("chính phủ "))
"""Behind a name these are the subject of what follows."""
_TIMES: Final = re.compile(fold(r" (?:qua )?các thời kỳ$"))
"""What says that several held a post one after the other."""
_COUNCILS: Final = tuple(map(fold, ("HĐND", "UBND", "UBMTTQ", "Ủy ban MTTQ")))
_IS: Final = fold(" là")
_WITH: Final = fold("cùng ")
_CHARGED_WITH: Final = re.compile(fold(r"phái viên|cố vấn|chuyên gia|ủy ban|trợ lý|điều phối|báo cáo viên|hội đồng"))
"""Posts that may name a topic: "Đặc phái viên về biến đổi khí hậu"."""
HELD_BY_SEVERAL: Final = re.compile(
    fold(r"(?:nguyên |cựu )?(?:phó|thứ trưởng|ủy viên|thành viên|đại biểu|trợ lý)(?!\w)")
)
"""How a post begins that several people can hold at once: a body has one head."""
_COMRADES: Final = fold("đồng chí")
_SPREAD: Final = re.compile(fold(r"\s(?:các|những|trực thuộc|tất cả)\s"))
_LOOK_BACK: Final = 20
"""How many pieces before a post are searched for the name that it belongs to."""
_DESCRIPTION: Final = re.compile(rf"(?:(?![{UPPER}])[^\W\d_]{{1,20}} ){{1,5}}(?=[{UPPER}])")
_GOES_ON: Final = frozenset((Join.COMMA, Join.DASH, Join.COLON, Join.AND))
_BEFORE_BULLET: Final = frozenset((Join.NOTHING, Join.SEMICOLON, Join.LINE, Join.COLON))
_BEFORE_POST: Final = frozenset((Join.DASH, Join.COMMA))
_BETWEEN_NAMES: Final = frozenset((Join.COMMA, Join.AND, Join.COLON))
_BEFORE_ENTRY: Final = frozenset((Join.NOTHING, Join.SEMICOLON, Join.COLON))
_OPENS_ENTRY: Final = frozenset((Join.SEMICOLON, Join.AND, Join.WITH, Join.COLON))
_BEHIND_NAME: Final = frozenset((Join.COMMA, Join.DASH, Join.BRACKET))
_OPEN_KINDS: Final = frozenset((Kind.GROUP, Kind.REST))
"""Kinds that may only continue the piece before them."""
_POST_KINDS: Final = frozenset((Kind.POST, Kind.SHARED))
_OF_PERSON: Final = frozenset((Kind.NAME, Kind.POST))
"""Kinds behind which more may be said of the same person."""
_CLOSED_KINDS: Final = frozenset((Kind.POST, Kind.GROUP, Kind.SHARED))
_LONGEST_CAPACITY: Final = 90
_WORD: Final = 20


def pieces(passage: Passage, start: int, end: int, *, comrades: bool = False, listed: bool = True) -> list[Piece]:
    """The pieces of the list ``start`` .. ``end`` in printed order, each with its kind.

    :param comrades: the list was opened with "các đồng chí".
    :param listed: a cue opened the list, so that whatever stands right behind a name says who that is.
    """
    reader = _PieceReader(passage, comrades, listed)
    found = list(cuts(passage, start, end))
    found.append(Cut(end, end, Join.SEMICOLON))
    for raw, following in pairwise(found):
        reader.read(raw, following)
    return reader.pieces


@dataclass
class _PieceReader:
    passage: Passage
    comrades: bool
    listed: bool
    pieces: list[Piece] = field(default_factory=list)
    position_first: bool = False
    """A name behind its posts was read in this list."""
    several: bool = False
    """The list speaks of several people in the plural ("các ca sĩ: …"), so that a name needs no surname."""

    def _add(self, kind: Kind, start: int, end: int, join: Join, address: Address | None = None) -> None:
        """Add a piece, or glue it to the one before it when it only continues that one."""
        last = self.pieces[-1] if self.pieces else None
        if kind in _OPEN_KINDS and last is not None and last.end < end and self._continues(last, kind, start, join):
            goes_on = phrases.post_end().search(self.passage.folded, start, end) if last.kind is Kind.POST else None
            last.end = goes_on.start() if goes_on else end
        elif kind in _POST_KINDS:
            self._add_posts(kind, start, end, join)
        else:
            self.pieces.append(Piece(kind, start, end, join, address))

    def _add_posts(self, kind: Kind, start: int, end: int, join: Join) -> None:
        """Add a post, or several when nothing but a blank stands between them: "Huyện ủy viên Chánh Văn phòng"."""
        folded = self.passage.folded
        for match in phrases.next_post().finditer(folded, start, end):
            if folded.endswith(phrases.closed_posts(), start, match.start()):
                self.pieces.append(Piece(kind, start, match.start(), join))
                start, join = match.end(), Join.BLANK_TO_POST
        self.pieces.append(Piece(kind, start, end, join))

    def _continues(self, last: Piece, kind: Kind, start: int, join: Join) -> bool:
        folded = self.passage.folded
        if kind is Kind.GROUP and self._is_second_council(last, start, join):
            return True
        if kind is Kind.GROUP:
            goes_on = last.kind is Kind.GROUP and join in _GOES_ON and not starts_new_group(folded, start)
            return goes_on and not self._alike(last, start)
        if join is Join.WITH or (
            last.kind is Kind.POST and (opens_another(self.passage, start) or self._is_told_further(start))
        ):
            return False
        return last.kind in _CLOSED_KINDS and join not in STRONG and not phrases.circumstance().match(folded, start)

    def _is_told_further(self, start: int) -> bool:
        """Whether more is told of a body, or the sentence goes on: "…, đơn vị tài trợ", "…, gửi thư động viên"."""
        folded = self.passage.folded
        return (
            phrases.remark().match(folded, start) is not None or phrases.post_end().match(folded, start - 1) is not None
        )

    def _is_second_council(self, last: Piece, start: int, join: Join) -> bool:
        """Whether one post is held in two councils: "Phó Chủ tịch HĐND, UBND xã"."""
        folded = self.passage.folded
        between = last.kind is Kind.POST and join is Join.COMMA and folded.endswith(_COUNCILS, last.start, last.end)
        return between and folded.startswith(_COUNCILS, start)

    def _alike(self, last: Piece, start: int) -> bool:
        """Whether two institutions of the same kind stand side by side: "Trường …, Trường …"."""
        words = [self.passage.text[pos : pos + _WORD].partition(" ")[0] for pos in (last.start, start)]
        return words[0] == words[1] and words[0].istitle() and fold(words[0]) in lexicon.words("institution")

    def read(self, raw: Cut, following: Cut) -> None:
        """Read one raw cut: at most a post, a name and what follows the name without a separator."""
        start, end = strip(self.passage.text, raw.start, raw.end)
        join = raw.join
        if join in _BEFORE_BULLET and (join is Join.LINE or _BULLET.match(self.passage.text, start)):
            join = Join.SEMICOLON
        filler = phrases.filler().match(self.passage.folded, start, end)
        if filler:
            join = Join.WITH if join is Join.COMMA and self.passage.folded.startswith(_WITH, start) else join
            start = filler.end()
        if is_delegation(self.passage.folded, start, end, following.start):
            self.pieces.append(Piece(Kind.REST, start, end, Join.SEMICOLON))
        elif start < end and not self._read_shared(start, end, join, following):
            self._read_entry(start, end, join, following)

    def _read_entry(self, start: int, end: int, join: Join, following: Cut) -> None:
        address = read_address(self.passage, start, end, comrades=self.comrades)
        inner = address.end if address else start
        self.several = address.plural if address else self.several and join in _BETWEEN_NAMES
        if address and inner >= end:
            if address.rank and address.plural:
                self._add(Kind.GROUP, start, end, join)
            elif address.rank and not address.honorific:
                self._add(Kind.RANK, start, end, join, address)
            return
        capital = self.passage.text[inner].isupper()
        name = self._leading_name(inner, end, join, following, titled=address is not None) if capital else None
        folded = self.passage.folded
        if name:
            self._add(Kind.NAME, name.start, name.end, join, address)
            self._read_behind_name(name.end, end)
        elif address and self._is_behind_name(join) and match_head(folded, start) is not None:
            self._read_post(start, end, join, plural_from=None)
        elif match_head(folded, inner) is not None:
            self._read_post(inner, end, join, plural_from=start if address and address.plural else None)
        elif address and match_head(folded, start) is not None:
            self._read_post(start, end, join, plural_from=None)
        else:
            self._read_other(start, end, join, address)

    def _leading_name(self, pos: int, end: int, join: Join, following: Cut, *, titled: bool) -> Name | None:
        """The name with which a piece opens whose first letter, at ``pos``, is a capital."""
        folded = self.passage.folded
        name = None if starts_head(folded, pos) else match_name(self.passage, pos, end, titled=titled)
        if name is None and join in _BEFORE_ENTRY and following.join in _BEFORE_POST:
            name = match_foreign_name(self.passage, pos, end) if starts_head(folded, following.start) else None
        if name is None and self.several and self.pieces and self.pieces[-1].kind is Kind.NAME:
            stage_name = match_name(self.passage, pos, end, titled=True)
            name = stage_name if stage_name and stage_name.end == end else None
        if name is None and folded.find("'", pos, end) >= 0:
            name = match_marked_name(self.passage, pos, end)
        return name if name and ends_well(self.passage, name, end) else None

    def _read_behind_name(self, pos: int, end: int) -> None:
        """What follows a name without any separator: a post ("Mông Thanh Tùng Ủy viên …") or a group."""
        pos = skip_blanks(self.passage.text, pos)
        filler = phrases.filler().match(self.passage.folded, pos, end)
        pos = filler.end() if filler else pos
        if pos >= end:
            return
        if match_head(self.passage.folded, pos) is not None:
            self._add(Kind.POST, pos, end, Join.NOTHING)
        elif starts_group(self.passage.folded, pos):
            self._add(Kind.GROUP, pos, end, Join.WITH)

    def _read_shared(self, start: int, end: int, join: Join, following: Cut) -> bool:
        """A post for all names that follow: "các Phó Chủ tịch UBND tỉnh:", "các Phó Chủ tịch tỉnh Võ Nhã, Lê An"."""
        folded = self.passage.folded
        opener = _PLURAL.match(folded, start, end) if folded[start] in _PLURAL_LETTERS else None
        if opener is None and following.join is not Join.COLON:
            return False
        inner = opener.end() if opener else start
        if match_head(folded, inner) is None:
            return False
        if following.join is Join.COLON:
            times = _TIMES.search(folded, inner, end)
            self._add(Kind.SHARED, inner, times.start() if times else end, join)
            return True
        if opener is None or (_COMRADES in opener[0] and not self._is_shared_by(inner, following)):
            return False
        name = trailing_name(self.passage, inner, end, alone=True)
        if name:
            self._add(Kind.SHARED, inner, strip(self.passage.text, inner, name.start)[1], join)
            self._add(Kind.NAME, name.start, name.end, Join.COMMA)
        return name is not None

    def _is_shared_by(self, start: int, following: Cut) -> bool:
        """Whether a post that several hold is followed by a further name: "các đồng chí Phó Chủ tịch A, | B"."""
        if following.join not in _BETWEEN_NAMES or not HELD_BY_SEVERAL.match(self.passage.folded, start):
            return False
        pos, end = strip(self.passage.text, following.start, following.end)
        name = match_name(self.passage, pos, end, titled=False)
        return name is not None and name.end == end

    def _read_post(self, start: int, end: int, join: Join, *, plural_from: int | None) -> None:
        """A piece that opens with a post: its holder's name may stand at its end, or it may speak of many."""
        folded = self.passage.folded
        alone = join in _OPENS_ENTRY or not self._follows_a_name()
        name = trailing_name(self.passage, start, end, alone=alone, position_first=self.position_first)
        if name is None and alone and self.passage.text.endswith(")", start, end):
            bracket = self.passage.text.rfind(" (", start, end)
            name = trailing_name(self.passage, start, max(start, bracket), alone=True) if bracket > 0 else None
        goes_on = phrases.post_end().search(folded, start, end) or self._topic(start, end)
        if name and goes_on and goes_on.start() < name.start:
            name = None  # the name stands in another clause
        if name is None and goes_on and alone and self.listed:
            name = trailing_name(self.passage, start, goes_on.start(), alone=True)
        if name is None and alone:
            name = self._name_before_circumstance(start, end)
        if name:
            post_end, address = post_before(self.passage, start, name.start)
            self._add(Kind.POST, start, post_end, join)
            self._add(Kind.NAME, name.start, name.end, Join.BLANK_TO_NAME, address)
            self.position_first = True
            return
        end = goes_on.start() if goes_on else end
        if plural_from is not None or self._is_of_many(start, end, join):
            self._add(Kind.GROUP, start if plural_from is None else plural_from, end, join)
        else:
            self._add(Kind.POST, start, end, join)

    def _topic(self, start: int, end: int) -> re.Match[str] | None:
        """What is talked about with the one who was met: "tiếp ông A, Giám đốc … | về hợp tác"."""
        folded = self.passage.folded
        topic = None if self.listed else phrases.topic().search(folded, start, end)
        return topic if topic and not _CHARGED_WITH.search(folded, start, topic.start()) else None

    def _is_of_many(self, start: int, end: int, join: Join) -> bool:
        """Whether a post is held by many: "Bí thư các xã", but not "Trưởng Ban Chỉ đạo kỷ niệm các ngày lễ lớn"."""
        folded = self.passage.folded
        spread = _SPREAD.search(folded, start, end)
        if (
            spread is None
            or (self._is_behind_name(join) and self._follows_a_name())
            or phrases.of_one_body().match(folded, spread.start())
        ):
            return False
        certain = join in STRONG or not self._follows_a_name()
        return certain or phrases.spread_over().match(folded, spread.end()) is not None

    def _name_before_circumstance(self, start: int, end: int) -> Name | None:
        """The name behind a post when the sentence goes on: "Chủ tịch Hạ viện Sok Vanna đang ở thăm …"."""
        for match in phrases.circumstance_inside().finditer(self.passage.folded, start, end):
            name = trailing_name(self.passage, start, match.start(), alone=True)
            if name:
                return name
        return None

    def _read_other(self, start: int, end: int, join: Join, address: Address | None) -> None:
        """A piece without name and post head: a capacity, a group, or the second half of the piece before it."""
        plural = address is not None and address.plural
        of_person = bool(self.pieces) and self.pieces[-1].kind in _OF_PERSON
        if not plural and self._is_whole_of_named(start, join) and self._read_second_half(start, end, join):
            return
        if of_person and not plural and (self._is_capacity(start, end, join) or self._is_duty(start, join)):
            self._add(Kind.POST, start, end, join)
        elif not plural and (described := self._described_name(start, end)):
            self._add(Kind.NAME, described.start, described.end, join, address)
        elif of_person and not plural and self._is_whole(start, end, join):
            self.pieces[-1].end = end
        elif plural or starts_group(self.passage.folded, start):
            self._add(Kind.GROUP, start, end, join)
        elif not (of_person and self._read_second_half(start, end, join)):
            kind = Kind.POST if of_person and self._says_who(start, end, join) else Kind.REST
            self._add(kind, start, end, join)

    def _is_capacity(self, start: int, end: int, join: Join) -> bool:
        """Whether these words behind a name say in which capacity the person comes: "đại diện Sở …"."""
        folded = self.passage.folded
        if not self._is_behind_name(join) or self._is_represented(start) or _SPREAD.search(f" {folded[start:end]} "):
            return False
        return starts_capacity(folded, start) or folded.startswith(_STANDING, start)

    def _is_represented(self, start: int) -> bool:
        """Whether "đại diện …" opens a group of its own: so it is in lists whose names stand behind their posts."""
        behind_post = bool(self.pieces) and self.pieces[-1].join is Join.BLANK_TO_NAME
        return behind_post and self.passage.folded.startswith(_REPRESENT, start)

    def _is_duty(self, start: int, join: Join) -> bool:
        """Whether a charge stands behind a post: "Ủy viên Bộ Chính trị, chỉ đạo Đảng bộ thành phố"."""
        behind_post = bool(self.pieces) and self.pieces[-1].kind is Kind.POST and join is Join.COMMA
        return behind_post and self.passage.folded.startswith(_DUTIES, start)

    def _is_whole(self, start: int, end: int, join: Join) -> bool:
        """Whether a body stands behind a post in one of its divisions: "Trưởng khoa Luật, Trường Chính trị tỉnh"."""
        last = self.pieces[-1] if self.pieces else None
        if last is None or last.kind is not Kind.POST or join is not Join.COMMA or not self._follows_a_name():
            return False
        folded = self.passage.folded
        if not self.passage.text[start].isupper() or _SPREAD.search(folded, start, end):
            return False
        return self._in_division(last) and lexicon.finder("whole").match(folded, start) is not None

    def _is_whole_of_named(self, start: int, join: Join) -> bool:
        """Whether a body stands behind a post in one of its divisions, before the name: "Vụ Địa phương II, Ban …"."""
        last = self.pieces[-1] if self.pieces else None
        of_division = last is not None and last.kind is Kind.POST and join is Join.COMMA and self._in_division(last)
        return of_division and lexicon.finder("whole").match(self.passage.folded, start) is not None

    def _in_division(self, post: Piece) -> bool:
        division = lexicon.finder("division")
        return division.search(self.passage.folded, post.start, min(post.end, post.start + _WORD)) is not None

    def _says_who(self, start: int, end: int, join: Join) -> bool:
        """Whether any other words right behind a name of a list say who that is: "ông …, tác giả cuốn sách"."""
        known = self.listed and self._is_behind_name(join) and end - start < _LONGEST_CAPACITY
        folded = self.passage.folded
        if opens_another(self.passage, start) or self._is_house(start) or folded.startswith(f"{_IS} ", end):
            return False
        return known and not phrases.circumstance().match(folded, start)

    def _is_house(self, start: int) -> bool:
        return self.passage.folded.startswith(_HOUSES, start)

    def _is_behind_name(self, join: Join) -> bool:
        return bool(self.pieces) and self.pieces[-1].kind is Kind.NAME and join in _BEHIND_NAME

    def _read_second_half(self, start: int, end: int, join: Join) -> bool:
        """The end of a post that was cut, with a name behind it: "Sở Văn hóa, | Thể thao và Du lịch Lê An"."""
        last = self.pieces[-1] if self.pieces else None
        if last is None or last.kind is not Kind.POST or join not in WEAK:
            return False
        alone = last.join in _OPENS_ENTRY or not self._follows_a_name()
        name = trailing_name(self.passage, last.start, end, alone=alone)
        if name is None or name.start <= start:
            return False
        last.end, address = post_before(self.passage, last.start, name.start)
        self._add(Kind.NAME, name.start, name.end, Join.BLANK_TO_NAME, address)
        return True

    def _described_name(self, start: int, end: int) -> Name | None:
        """The person behind lower-case words that say what they do: "chuyên gia kinh tế Lê Đăng Doan"."""
        match = _DESCRIPTION.match(self.passage.text, start, end)
        if match is None or not phrases.may_describe(match[0]):
            return None
        name = match_name(self.passage, match.end(), end, titled=False)
        return name if name and ends_well(self.passage, name, end) else None

    def _follows_a_name(self) -> bool:
        """Whether the entry so far opened with a name, so that what follows are its posts."""
        for piece in reversed(self.pieces[-_LOOK_BACK:]):
            if piece.kind is Kind.NAME:
                return piece.join is not Join.BLANK_TO_NAME
            if piece.join is Join.SEMICOLON:
                return False
        return False
