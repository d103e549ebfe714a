from __future__ import annotations

from datetime import date

import pytest

from newsbot import parse_attendees
from newsbot.records import Warn
from newsbot.text.attendees import read_attendance
from newsbot.text.bodies import ended_body

HOUSE_STYLE = (
    "Sáng 4/3, Ban Tuyên giáo Quận ủy Tân Lạc tổ chức hội nghị. Tham dự có các đồng chí: Lục Thị Mai Sen, Phó Bí thư "
    "Thường trực Quận ủy; Trịnh Hoài An, Ủy viên Ban Thường vụ, Trưởng Ban Tuyên giáo Quận ủy; Nguyễn Văn Chấn, "
    "Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức Quận ủy..."
)


def resolved(text: str, place: str | None = None) -> list[tuple[str, str | None, str | None]]:
    (attendee,) = parse_attendees(text, place=place)
    return [(p.title, p.body, p.place) for p in attendee.positions]


def test_every_post_of_an_article_about_one_committee_belongs_to_it() -> None:
    attendance = read_attendance(HOUSE_STYLE)
    assert [[p.text for p in a.positions] for a in attendance.attendees] == [
        ["Phó Bí thư Thường trực Quận ủy"],
        ["Ủy viên Ban Thường vụ", "Trưởng Ban Tuyên giáo Quận ủy"],
        ["Ủy viên Ban Thường vụ", "Trưởng Ban Tổ chức Quận ủy"],
    ]
    assert {(p.body, p.place) for a in attendance.attendees for p in a.positions} == {("Quận ủy", "Tân Lạc")}
    assert not attendance.complete


@pytest.mark.parametrize(
    ("posts", "place", "expected"),
    [
        pytest.param(
            "UVBTV, Chủ tịch UBND quận",
            "quận Tân Lạc",
            [("Ủy viên Ban Thường vụ", "Quận ủy", "Tân Lạc"), ("Chủ tịch", "UBND quận", "Tân Lạc")],
            id="committee of the unit of the post beside it",
        ),
        pytest.param(
            "Tỉnh ủy viên, Bí thư Đảng ủy phường An Thuận",
            None,
            [("Tỉnh ủy viên", "Tỉnh ủy", None), ("Bí thư", "Đảng ủy", "An Thuận")],
            id="place printed behind the body",
        ),
        pytest.param(
            "Ủy viên Ban Thường vụ Tỉnh ủy, Ủy viên Ban Thường vụ Đảng ủy, Chánh Văn phòng UBND tỉnh",
            "tỉnh Sơn Lĩnh",
            [
                ("Ủy viên Ban Thường vụ", "Tỉnh ủy", "Sơn Lĩnh"),
                ("Ủy viên Ban Thường vụ", "Đảng ủy", None),
                ("Chánh Văn phòng", "UBND tỉnh", "Sơn Lĩnh"),
            ],
            id="the unit of the article is not the unit of every body",
        ),
        pytest.param(
            "Phó Bí thư Thường trực, Chủ tịch HĐND",
            "Quận 14",
            [("Phó Bí thư Thường trực", "Quận ủy", "Quận 14"), ("Chủ tịch", "HĐND", "Quận 14")],
            id="nothing but the unit of the article",
        ),
    ],
)
def test_posts_are_resolved_by_each_other_and_by_the_article(
    posts: str, place: str | None, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert resolved(f"Dự có đồng chí Hà Văn Núi, {posts}.", place) == expected


def test_a_post_without_a_body_stays_without_one() -> None:
    assert resolved("Dự có ông Hà Văn Núi, Phó Giám đốc.") == [("Phó Giám đốc", None, None)]


@pytest.mark.parametrize(
    ("post", "former", "acting"),
    [
        ("nguyên Bí thư Tỉnh ủy", True, False),
        ("Nguyên Ủy viên Bộ Chính trị", True, False),
        ("cựu Chủ tịch nước", True, False),
        ("Quyền Chủ tịch UBND tỉnh", False, True),
        ("Q. Giám đốc Sở Y tế", False, True),
        ("Bí thư Tỉnh ủy", False, False),
    ],
)
def test_former_and_acting_posts(post: str, former: bool, acting: bool) -> None:
    (attendee,) = parse_attendees(f"Dự có đồng chí Hà Văn Núi, {post}.")
    (position,) = attendee.positions
    assert (position.text, position.former, position.acting) == (post, former, acting)


@pytest.mark.parametrize(
    ("post", "expanded"),
    [
        ("UVTVTU", "Ủy viên Ban Thường vụ Tỉnh ủy"),
        ("PCT UBND xã", "Phó Chủ tịch Ủy ban nhân dân xã"),
        ("Chủ tịch UBMTTQ Việt Nam tỉnh", "Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
        ("Bí thư Tỉnh ủy", None),
    ],
)
def test_abbreviations_are_written_out_beside_the_printed_text(post: str, expanded: str | None) -> None:
    (attendee,) = parse_attendees(f"Dự có đồng chí Hà Văn Núi, {post}.")
    assert [(p.text, p.expanded) for p in attendee.positions] == [(post, expanded)]


@pytest.mark.parametrize(
    ("post", "day", "warned"),
    [
        ("Bí thư Quận ủy", date(2025, 6, 30), False),
        ("Bí thư Quận ủy", date(2025, 7, 1), True),
        ("Phó Bí thư Huyện ủy Tân Lạc", date(2026, 1, 5), True),
        ("Bí thư Thị ủy", date(2025, 9, 2), True),
        ("nguyên Bí thư Quận ủy", date(2025, 9, 2), False),
        ("Phó Bí thư Huyện ủy Tân Lạc cũ", date(2025, 9, 2), False),
        ("Bí thư Đảng ủy phường", date(2025, 9, 2), False),
        ("Bí thư Tỉnh ủy", date(2025, 9, 2), False),
        ("Bí thư Quận ủy", None, False),
    ],
)
def test_a_body_that_had_ended_is_pointed_out(post: str, day: date | None, warned: bool) -> None:
    attendance = read_attendance(f"Dự có đồng chí Hà Văn Núi, {post}.", published=day)
    assert (Warn.BODY_ENDED in attendance.warnings) is warned


def test_what_followed_a_body_is_known() -> None:
    ended = ended_body("Trưởng Ban Dân vận Thành ủy", date(2025, 8, 1))
    assert ended is not None
    assert ended.successor is not None
    assert "Ban Tuyên giáo và Dân vận" in ended.successor


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        ("Bộ trưởng Bộ Công Thương", ("Bộ trưởng", "Bộ Công Thương", None)),
        ("Cục trưởng Cục Tổ chức cán bộ", ("Cục trưởng", "Cục Tổ chức cán bộ", None)),
        ("Hiệu trưởng nhà trường", ("Hiệu trưởng nhà trường", None, None)),
        ("Chủ nhiệm Ủy ban Khoa học và Môi trường", ("Chủ nhiệm", "Ủy ban Khoa học và Môi trường", None)),
        ("Trưởng Ban Văn hóa - Xã hội HĐND tỉnh", ("Trưởng Ban Văn hóa - Xã hội", "HĐND tỉnh", None)),
        ("Chủ tịch Hội Khuyến học tỉnh", ("Chủ tịch", "Hội Khuyến học tỉnh", None)),
        ("Tham mưu trưởng Quân khu 1", ("Tham mưu trưởng", "Quân khu 1", None)),
        ("Bí thư Tỉnh ủy Bà Rịa - Vũng Tàu", ("Bí thư", "Tỉnh ủy", "Bà Rịa - Vũng Tàu")),
        ("Bí thư Đảng ủy Quân sự huyện", ("Bí thư", "Đảng ủy Quân sự huyện", None)),
    ],
)
def test_a_post_is_cut_at_its_body(post: str, expected: tuple[str, str | None, str | None]) -> None:
    assert resolved(f"Dự có đồng chí Hà Văn Núi, {post}.") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Phó Bí thư Tỉnh ủy Hồ Quốc Tuyên, Phó Trưởng Ban Chỉ đạo chủ trì cuộc họp. Bí thư Tỉnh ủy cho ý kiến.",
        "Dự có đồng chí Lò Thị Phương, Phó Bí thư Tỉnh ủy. Bí thư Tỉnh ủy Lò Quốc Thái cho ý kiến.",
        "Dự có đồng chí Lò Thị Phương, Phó Bí thư Đảng ủy. Đảng ủy Công an tỉnh, Đảng ủy Khối Doanh nghiệp họp.",
    ],
)
def test_neither_a_person_nor_a_kind_of_body_is_taken_for_a_place(text: str) -> None:
    assert {place for _, _, place in resolved(text)} == {None}


@pytest.mark.parametrize(
    "post", ["Trưởng Ban Chỉ đạo 35", "Trưởng Ban Tổ chức", "Phó Trưởng ban", "Trưởng Ban Dân tộc"]
)
def test_a_board_is_not_given_to_the_committee_by_guess(post: str) -> None:
    assert resolved(f"Quận ủy Tân Lạc họp. Dự có ông Hà Văn Núi, Phó Chủ tịch UBND quận, {post}.")[1] == (
        post,
        None,
        None,
    )


def test_a_board_of_a_committee_belongs_to_the_committee_named_beside_it() -> None:
    (_, board) = resolved("Dự có ông Hà Văn Núi, Ủy viên Ban Thường vụ Quận ủy, Trưởng Ban Tổ chức.")
    assert board == ("Trưởng Ban Tổ chức", "Quận ủy", None)


def test_the_board_of_a_commission_is_written_out() -> None:
    (attendee,) = parse_attendees("Dự có đồng chí Hà Văn Núi, UVBTV, Trưởng BTG Huyện ủy.")
    assert [p.expanded for p in attendee.positions] == ["Ủy viên Ban Thường vụ", "Trưởng Ban Tuyên giáo Huyện ủy"]
