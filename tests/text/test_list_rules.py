"""Rules of lists that were learnt late: one small list for each."""

from __future__ import annotations

import pytest

from newsbot import parse_attendees
from newsbot.records import Warn
from newsbot.text.attendees import read_attendance


def people(text: str) -> list[tuple[str, list[str]]]:
    return [(a.name, [p.text for p in a.positions]) for a in parse_attendees(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Dự lễ có hai Phó Chủ tịch UBND tỉnh Mạc Văn Tuyển và Lã Thị Thế.",
            [("Mạc Văn Tuyển", ["Phó Chủ tịch UBND tỉnh"]), ("Lã Thị Thế", ["Phó Chủ tịch UBND tỉnh"])],
            id="a number before a post says that it is shared",
        ),
        pytest.param(
            "Dự lễ có Phó Chủ tịch UBND tỉnh Mạc Văn Tuyển và Lã Thị Thế.",
            [("Mạc Văn Tuyển", ["Phó Chủ tịch UBND tỉnh"]), ("Lã Thị Thế", [])],
            id="without a plural the second name has no post",
        ),
        pytest.param(
            "Buổi ra mắt có sự tham dự của các diễn viên Cao Thị Ngà, Bế Văn Sơn.",
            [("Cao Thị Ngà", []), ("Bế Văn Sơn", [])],
            id="several of one profession",
        ),
        pytest.param(
            "Đêm nhạc có sự góp mặt của các ca sĩ: Hồng Diễm Sa, Tấn Lộc Ân.",
            [("Hồng Diễm Sa", []), ("Tấn Lộc Ân", [])],
            id="several with stage names",
        ),
        pytest.param(
            "Tham dự có Hiệu trưởng Trường Chính trị Lê Văn Hiến Đỗ Khắc Tân; Giám đốc Sở Y tế Vi Thị Nguyệt.",
            [
                ("Đỗ Khắc Tân", ["Hiệu trưởng Trường Chính trị Lê Văn Hiến"]),
                ("Vi Thị Nguyệt", ["Giám đốc Sở Y tế"]),
            ],
            id="a school with its namesake before the name",
        ),
        pytest.param(
            "Tham dự có Giám đốc Sở Nông nghiệp và Môi trường Trần Đình Cao Sơn.",
            [("Trần Đình Cao Sơn", ["Giám đốc Sở Nông nghiệp và Môi trường"])],
            id="the environment is no school",
        ),
        pytest.param(
            "Tại điểm cầu xã Tân Lâm có đồng chí Vừ A Páo, Bí thư Đảng ủy xã.",
            [("Vừ A Páo", ["Bí thư Đảng ủy xã"])],
            id="a bridge point is a side",
        ),
        pytest.param(
            "Dự có đồng chí Vừ A Páo, UVBTV, Trưởng BTG Huyện ủy; Lò Thị Sen, Phó BDV Huyện ủy.",
            [("Vừ A Páo", ["UVBTV", "Trưởng BTG Huyện ủy"]), ("Lò Thị Sen", ["Phó BDV Huyện ủy"])],
            id="short forms of the commissions",
        ),
        pytest.param(
            "Dự có đồng chí Hà Nam Trưởng phòng Nội vụ; ông Thái Bình, Chủ tịch Hội Nông dân.",
            [("Hà Nam", ["Trưởng phòng Nội vụ"]), ("Thái Bình", ["Chủ tịch Hội Nông dân"])],
            id="people who are called like a province",
        ),
        pytest.param(
            "Tới dự có ông Mạc Văn Tuyển Giám đốc Sở Y tế bà Lã Thị Thế Trưởng phòng Nghiệp vụ.",
            [("Mạc Văn Tuyển", ["Giám đốc Sở Y tế"]), ("Lã Thị Thế", ["Trưởng phòng Nghiệp vụ"])],
            id="a form of address is enough to separate",
        ),
        pytest.param(
            "Dự có ông Mạc Văn Tuyển, Phó Chủ tịch HĐND, UBND xã Tân Lâm.",
            [("Mạc Văn Tuyển", ["Phó Chủ tịch HĐND, UBND xã Tân Lâm"])],
            id="one post in two councils",
        ),
        pytest.param(
            "Tham gia đoàn có Vụ trưởng Mạc Văn Tuyển, Phó Vụ trưởng Lã Thị Thế, đại diện Văn phòng Chính phủ.",
            [("Mạc Văn Tuyển", ["Vụ trưởng"]), ("Lã Thị Thế", ["Phó Vụ trưởng"])],
            id="who is represented behind the names is a group",
        ),
        pytest.param(
            "Tham gia đoàn có Ủy viên Bộ Chính trị, Đại tướng Mạc Văn Tuyển, Bộ trưởng Bộ Công an; Thứ trưởng Lê An.",
            [("Mạc Văn Tuyển", ["Ủy viên Bộ Chính trị", "Bộ trưởng Bộ Công an"]), ("Lê An", ["Thứ trưởng"])],
            id="a rank between two posts",
        ),
        pytest.param(
            "Dự lễ có Bí thư Huyện ủy Mạc Văn Tuyển cùng hàng nghìn du khách.",
            [("Mạc Văn Tuyển", ["Bí thư Huyện ủy"])],
            id="thousands come along",
        ),
        pytest.param(
            "Dự lễ có KTS Mạc Văn Tuyển - Phó Chủ tịch Hội Kiến trúc sư; bà Lã Thị Thế.",
            [("Mạc Văn Tuyển", ["Phó Chủ tịch Hội Kiến trúc sư"]), ("Lã Thị Thế", [])],
            id="the name of a society is no verb",
        ),
        pytest.param(
            "Dự có đồng chí Mạc Văn Tuyển, Bí thư Huyện ủy, trực tiếp chỉ đạo, đồng chí Lã Thị Thế, Phó Bí thư.",
            [("Mạc Văn Tuyển", ["Bí thư Huyện ủy"]), ("Lã Thị Thế", ["Phó Bí thư"])],
            id="what somebody does is no post",
        ),
        pytest.param(
            "Dưới sự điều hành của Phó Chủ tịch Quốc hội Lã Thị Thế, Quốc hội thảo luận ở hội trường.",
            [("Lã Thị Thế", ["Phó Chủ tịch Quốc hội"])],
            id="the subject behind a list is no post",
        ),
        pytest.param(
            "Dự lễ có Chủ tịch nước Mạc Văn Tuyển cùng Phu nhân Lã Thị Thế; Đại sứ Lê Văn An và phu nhân.",
            [("Mạc Văn Tuyển", ["Chủ tịch nước"]), ("Lã Thị Thế", []), ("Lê Văn An", ["Đại sứ"])],
            id="spouses",
        ),
    ],
)
def test_who_is_listed_with_which_posts(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    "remark",
    ["(vắng)", "(vắng mặt)", "vắng mặt có lý do", ", Phó Bí thư Huyện ủy (xin vắng)", "(Phó Bí thư, vắng mặt)"],
)
def test_who_is_absent_does_not_attend(remark: str) -> None:
    text = f"Tham dự có các đồng chí: Mạc Văn Tuyển, Bí thư; Lã Thị Thế {remark}; Vừ A Páo, Chánh Văn phòng."
    assert people(text) == [("Mạc Văn Tuyển", ["Bí thư"]), ("Vừ A Páo", ["Chánh Văn phòng"])]


def test_absence_may_be_told_before_the_name() -> None:
    text = "Tham dự có các đồng chí: Mạc Văn Tuyển, Bí thư; vắng mặt đồng chí Lã Thị Thế, Phó Bí thư."
    assert people(text) == [("Mạc Văn Tuyển", ["Bí thư"])]


def test_all_ranks_and_titles_before_a_name_are_kept() -> None:
    text = "Dự có ông Lã Văn Thế, Trưởng phòng; Thiếu tướng, PGS, TS Mạc Văn Tuyển, Cục trưởng; Đại tá Vừ A Páo."
    assert [(a.name, a.rank) for a in parse_attendees(text)] == [
        ("Lã Văn Thế", None),
        ("Mạc Văn Tuyển", "Thiếu tướng, PGS, TS"),
        ("Vừ A Páo", "Đại tá"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tại một buổi lễ hồi tháng 5 có sự tham dự của Bí thư Huyện ủy Mạc Văn Tuyển.",
        "Ông Mạc Văn Tuyển, Giám đốc Sở Y tế được mời nhưng vắng mặt.",
    ],
)
def test_other_times_and_absence_make_nobody_an_attendee(text: str) -> None:
    assert people(text) == []


def test_a_sentence_that_tells_more_does_not_go_on_with_the_list() -> None:
    text = "Dự có đồng chí Lã Thị Thế, Phó Bí thư Tỉnh ủy. Bí thư Tỉnh ủy Mạc Văn Tuyển cho ý kiến về báo cáo."
    assert people(text) == [("Lã Thị Thế", ["Phó Bí thư Tỉnh ủy"])]


def test_a_list_longer_than_any_is_read_in_part_and_said_to_be() -> None:
    attendance = read_attendance("Tham dự có các đồng chí: " + "Mạc Văn Tuyển, Bí thư Huyện ủy; " * 1000)
    assert [a.name for a in attendance.attendees] == ["Mạc Văn Tuyển"]
    assert attendance.warnings == [Warn.ATTENDEES_UNPARSED]
    assert (attendance.remainder or "").count("Mạc Văn Tuyển") > 0
