from __future__ import annotations

import pytest

from newsbot.records import Role
from newsbot.text.attendees import parse_attendees
from newsbot.text.clauses import find_side, mark_clauses
from newsbot.text.cues import Cue, find_cues
from newsbot.text.name_spots import NameSpots
from newsbot.text.objects import met_people, recipients
from newsbot.text.unicode import fold


def cues(text: str) -> list[Cue]:
    return find_cues(text, mark_clauses(text, fold(text)), NameSpots(text))


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Tham dự hội nghị có đồng chí A", " đồng chí A"),
        ("Cùng đến dự và chung vui với bà con còn có các đồng chí", " các đồng chí"),
        ("Hội nghị diễn ra với sự tham dự của ông A", " ông A"),
        ("Đoàn chủ tịch gồm có các ông", " các ông"),
        ("Khách mời danh dự là bà A", " bà A"),
        ("Chủ trì hội nghị: Ông A", ": Ông A"),
        ("Buổi lễ có đồng chí A", " đồng chí A"),
        ("Đại hội vinh dự được đón đồng chí A", " đồng chí A"),
    ],
)
def test_a_cue_before_its_list_ends_where_the_list_starts(text: str, people: str) -> None:
    (cue,) = cues(text)
    assert cue.before
    assert text[cue.end :] == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Đồng chí Cầm Thị Ban, Bí thư Tỉnh ủy chủ trì hội nghị", "Đồng chí Cầm Thị Ban, Bí thư Tỉnh ủy"),
        ("Ông Vũ Văn An đã trực tiếp đến dự lễ", "Ông Vũ Văn An"),
        ("Bà Vũ Thị An cùng đoàn công tác đã đến thăm trường", "Bà Vũ Thị An"),
    ],
)
def test_a_cue_behind_its_subject_starts_with_its_adverbs(text: str, people: str) -> None:
    cue = cues(text)[0]
    assert not cue.before
    assert text[: cue.start].strip() == people


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Dự và chỉ đạo hội nghị có ông A", (Role.ATTEND, Role.DIRECT)),
        ("Đến dự và chủ trì hội nghị có ông A", (Role.CHAIR,)),
        ("Đồng chủ tọa phiên họp có ông A", (Role.CHAIR,)),
        ("Cùng đi có ông A", (Role.ACCOMPANY,)),
        ("Tiếp đoàn có ông A", (Role.HOST,)),
        ("Trưởng đoàn là ông A", (Role.LEAD_DELEGATION,)),
    ],
)
def test_the_verb_tells_the_role(text: str, roles: tuple[Role, ...]) -> None:
    assert [cue.roles for cue in cues(text)] == [roles]


@pytest.mark.parametrize("verb", ["phát biểu", "trao quà", "nhận giải", "cho biết"])
def test_speaking_giving_and_receiving_make_no_attendee(verb: str) -> None:
    assert [cue.attends for cue in cues(f"Ông Vũ Văn An {verb}")] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "Dự án dự kiến hoàn thành, theo dự toán và dự báo",
        "Vinh dự và trách nhiệm",
        "Nhân dân danh dự",
        "Cơ quan chủ trì soạn thảo",
        "Thành phần kinh tế có đóng góp lớn",
        "Đồng chí Trần Văn Dự, Bí thư Tỉnh ủy",
        "ông Hoàng Chủ Trì, Giám đốc",
    ],
)
def test_words_and_names_that_look_like_verbs_are_no_cues(text: str) -> None:
    assert [cue for cue in cues(text) if cue.attends] == []


def test_the_subject_may_stand_behind_its_clause() -> None:
    text = "Đến dự lễ khai mạc, đồng chí Vũ Văn An nhấn mạnh kết quả"
    cue = cues(text)[0]
    assert cue.inverted
    assert text[cue.end :].startswith("đồng chí Vũ Văn An")


def test_a_verb_of_everyday_use_asks_for_a_post() -> None:
    assert cues("Ông Vũ Văn An có mặt ở nhà")[0].official
    assert not cues("Ông Vũ Văn An có mặt tại buổi lễ")[0].official


def test_who_is_visited_or_received_stands_behind_the_verb() -> None:
    text = "Chủ tịch nước Giáp Văn Khương đã tiếp Đại sứ Marek Nowicki"
    (cue,) = cues(text)
    start = met_people(fold(text), cue)
    assert start is not None
    assert text[start:] == "Đại sứ Marek Nowicki"


def test_who_is_given_something_stands_behind_cho() -> None:
    text = "Đồng chí An trao Huy hiệu Đảng cho đồng chí Bùi Thị Sáu"
    (cue,) = cues(text)
    start = recipients(fold(text), cue, len(text))
    assert start is not None
    assert text[start:] == "đồng chí Bùi Thị Sáu"


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Về phía tỉnh Sơn Lĩnh có", "tỉnh Sơn Lĩnh"),
        ("Về phía Bộ Y tế, tham dự có", "Bộ Y tế"),
        ("Dự tại điểm cầu xã Tân Lâm có", "điểm cầu xã Tân Lâm"),
        ("Phía địa phương tiếp đoàn có", "địa phương"),
        ("Tham dự hội nghị có", None),
    ],
)
def test_the_side_that_a_cue_names(text: str, side: str | None) -> None:
    found = find_side(fold(text), 0, len(text))
    assert (text[found[0] : found[1]] if found else None) == side


def test_a_capital_starts_a_clause_where_the_full_stop_is_missing() -> None:
    (cue,) = cues("Hội nghị tổng kết năm Tham dự có ông A")
    assert cue.before


@pytest.mark.parametrize(
    "text",
    [
        "Đồng chí Lê Văn Sơn, Bí thư Huyện ủy không dự hội nghị.",
        "Đồng chí Lê Văn Sơn, Bí thư Huyện ủy chưa dự hội nghị.",
        "Ông Lê Văn Sơn, Giám đốc Sở Y tế, chưa từng dự hội nghị nào.",
        "Đồng chí Lê Văn Sơn, nguyên Bí thư Huyện ủy, từng dự đại hội.",
    ],
)
def test_who_was_not_there_does_not_attend(text: str) -> None:
    assert parse_attendees(text) == []
