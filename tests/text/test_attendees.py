from __future__ import annotations

import time

import pytest

from newsbot import parse_attendees
from newsbot.records import Role, Warn
from newsbot.text.attendees import read_attendance


def people(text: str) -> list[tuple[str, list[str]]]:
    return [(a.name, [p.text for p in a.positions]) for a in parse_attendees(text)]


HOUSE_STYLE = (
    "Sáng 4/3, Ban Dân vận Quận ủy Tân Lạc tổ chức hội nghị. Tham dự có các đồng chí: Lục Thị Mai Sen, Phó Bí thư "
    "Thường trực Quận ủy; Trịnh Hoài An, Ủy viên Ban Thường vụ, Trưởng Ban Dân vận Quận ủy..."
)


def test_semicolons_between_people_and_commas_between_posts() -> None:
    assert people(HOUSE_STYLE) == [
        ("Lục Thị Mai Sen", ["Phó Bí thư Thường trực Quận ủy"]),
        ("Trịnh Hoài An", ["Ủy viên Ban Thường vụ", "Trưởng Ban Dân vận Quận ủy"]),
    ]


def test_posts_are_resolved_to_body_and_place() -> None:
    second = parse_attendees(HOUSE_STYLE)[1]
    assert [(p.title, p.body, p.place) for p in second.positions] == [
        ("Ủy viên Ban Thường vụ", "Quận ủy", "Tân Lạc"),
        ("Trưởng Ban Dân vận", "Quận ủy", "Tân Lạc"),
    ]


def test_an_open_list_is_said_to_be_open() -> None:
    attendance = read_attendance(HOUSE_STYLE)
    assert not attendance.complete
    assert attendance.warnings == [Warn.ATTENDEES_OPEN]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Dự lễ có các đồng chí: Mạc Văn Tuyển – Bí thư Huyện ủy; "
            "Quách Thu Ba - Phó Bí thư Huyện ủy, Chủ tịch UBND huyện.",
            [
                ("Mạc Văn Tuyển", ["Bí thư Huyện ủy"]),
                ("Quách Thu Ba", ["Phó Bí thư Huyện ủy", "Chủ tịch UBND huyện"]),
            ],
            id="dashes of two kinds",
        ),
        pytest.param(
            "Về phía tỉnh có các đồng chí: Hứa Đức Thiện-Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh; "
            "Rah Lan Pui-Phó Bí thư Tỉnh ủy.",
            [
                ("Hứa Đức Thiện", ["Bí thư Tỉnh ủy", "Chủ tịch HĐND tỉnh"]),
                ("Rah Lan Pui", ["Phó Bí thư Tỉnh ủy"]),
            ],
            id="dash without spaces",
        ),
        pytest.param(
            "Dự kỳ họp có các đồng chí: Tôn Hữu Khê - Ủy viên Trung ương Đảng - Bí thư Tỉnh ủy - Chủ tịch HĐND tỉnh.",
            [("Tôn Hữu Khê", ["Ủy viên Trung ương Đảng", "Bí thư Tỉnh ủy", "Chủ tịch HĐND tỉnh"])],
            id="dash chain",
        ),
        pytest.param(
            "Đến dự có Phó Bí thư Thành ủy, Chủ tịch HĐND thành phố Nhâm Thị Cúc; "
            "Trưởng Ban Tổ chức Thành ủy Lã Văn Thế.",
            [
                ("Nhâm Thị Cúc", ["Phó Bí thư Thành ủy", "Chủ tịch HĐND thành phố"]),
                ("Lã Văn Thế", ["Trưởng Ban Tổ chức Thành ủy"]),
            ],
            id="position first",
        ),
        pytest.param(
            "Dự phiên họp có Phó Thủ tướng Chính phủ Kiều Công Danh, Trưởng Ban Chỉ đạo; các thành viên Ban Chỉ đạo.",
            [("Kiều Công Danh", ["Phó Thủ tướng Chính phủ", "Trưởng Ban Chỉ đạo"])],
            id="sandwich",
        ),
        pytest.param(
            "Cùng dự có các Phó Chủ tịch UBND tỉnh: Đàm Quang Lộc, Vi Thị Nguyệt.",
            [("Đàm Quang Lộc", ["Phó Chủ tịch UBND tỉnh"]), ("Vi Thị Nguyệt", ["Phó Chủ tịch UBND tỉnh"])],
            id="shared post",
        ),
        pytest.param(
            "Tham dự có:\n- ĐỖ NGÔ BẢO CHÂU, UVBTV, Trưởng Ban Dân vận Quận ủy;\n- Đại diện 12 phường;\n"
            "- LÃ PHƯỚC THÀNH, QUV, Chủ tịch LĐLĐ quận.\nHội thi gồm ba phần.",
            [
                ("ĐỖ NGÔ BẢO CHÂU", ["UVBTV", "Trưởng Ban Dân vận Quận ủy"]),
                ("LÃ PHƯỚC THÀNH", ["QUV", "Chủ tịch LĐLĐ quận"]),
            ],
            id="bullets in capitals",
        ),
        pytest.param(
            "Đến dự có đồng chí Phùng Kim Thạch (Bí thư Đảng ủy, Chủ tịch Hội đồng thành viên), đồng chí Đào Bích Lụa "
            "(Ủy viên Ban Thường vụ LĐLĐ Thành phố) và đồng chí Lê Nhật Quân (Phó Giám đốc).",
            [
                ("Phùng Kim Thạch", ["Bí thư Đảng ủy", "Chủ tịch Hội đồng thành viên"]),
                ("Đào Bích Lụa", ["Ủy viên Ban Thường vụ LĐLĐ Thành phố"]),
                ("Lê Nhật Quân", ["Phó Giám đốc"]),
            ],
            id="posts in brackets",
        ),
        pytest.param(
            "Tham dự có bà Cao Thị Ngà, Phó Giám đốc Sở Văn hóa, Thể thao và Du lịch; "
            "ông Bế Văn Sơn, Trưởng phòng Tổ chức – Hành chính.",
            [
                ("Cao Thị Ngà", ["Phó Giám đốc Sở Văn hóa, Thể thao và Du lịch"]),
                ("Bế Văn Sơn", ["Trưởng phòng Tổ chức – Hành chính"]),
            ],
            id="commas and dashes inside a post",
        ),
        pytest.param(
            "Hội nghị do đồng chí Nông Đức Lý, Bí thư Đảng ủy xã chủ trì.",
            [("Nông Đức Lý", ["Bí thư Đảng ủy xã"])],
            id="around",
        ),
        pytest.param(
            "Đồng chí Vừ A Páo, Huyện ủy viên, Chủ tịch UBND xã đã đến dự và chỉ đạo đại hội.",
            [("Vừ A Páo", ["Huyện ủy viên", "Chủ tịch UBND xã"])],
            id="cue at the end",
        ),
    ],
)
def test_styles_of_lists(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert people(text) == expected


def test_groups_are_not_people() -> None:
    attendance = read_attendance(
        "Tham dự hội nghị có lãnh đạo các ban Đảng Tỉnh ủy; Bí thư, Chủ tịch UBND các xã; hơn 180 cán bộ, hội viên."
    )
    assert attendance.attendees == []
    assert attendance.groups == [
        "lãnh đạo các ban Đảng Tỉnh ủy",
        "Bí thư, Chủ tịch UBND các xã",
        "hơn 180 cán bộ, hội viên",
    ]


def test_a_group_may_be_a_share_of_another() -> None:
    attendance = read_attendance(
        "Đến dự có đ/c Lâm Văn Hùng, Phó Bí thư Đảng ủy phường và 45/46 đảng viên trong chi bộ; 100% hội viên."
    )
    assert [[p.text for p in a.positions] for a in attendance.attendees] == [["Phó Bí thư Đảng ủy phường"]]
    assert attendance.groups == ["45/46 đảng viên trong chi bộ", "100% hội viên"]


@pytest.mark.parametrize(
    ("post", "shared"),
    [
        ("Phó Chủ tịch UBND tỉnh", True),
        ("Ủy viên Ban Thường vụ Tỉnh ủy", True),
        ("Chủ tịch UBND tỉnh", False),
        ("Ủy viên Ban Thường vụ Tỉnh ủy, Bí thư Huyện ủy", False),
    ],
)
def test_two_people_share_the_post_behind_them_if_several_can_hold_it(post: str, shared: bool) -> None:
    first, second = parse_attendees(f"Các ông Cù Văn Viện và Tạ Quỳnh Thiện, {post}, đã đến dự lễ.")
    assert ", ".join(p.text for p in second.positions) == post
    assert bool(first.positions) is shared


def test_a_profession_behind_a_dash_opens_the_name_of_the_post_before_it() -> None:
    text = "Phó chủ tịch UBND tỉnh Tạ Anh Thức, Chủ tịch Hội Âm nhạc - nhạc sĩ Cù Văn Hòa có mặt tại lễ truy điệu."
    assert [(a.name, [p.text for p in a.positions]) for a in parse_attendees(text)] == [
        ("Tạ Anh Thức", ["Phó chủ tịch UBND tỉnh"]),
        ("Cù Văn Hòa", ["Chủ tịch Hội Âm nhạc"]),
    ]


def test_former_and_acting_posts_are_marked() -> None:
    (attendee,) = parse_attendees("Dự có đồng chí Hà Văn Núi, nguyên Bí thư Tỉnh ủy, Quyền Chủ tịch UBND tỉnh.")
    assert [(p.former, p.acting) for p in attendee.positions] == [(True, False), (False, True)]


def test_abbreviations_are_written_out_apart() -> None:
    (attendee,) = parse_attendees("Dự có đồng chí Hà Văn Núi, UVBTV, Chủ tịch UBND quận.")
    assert [(p.text, p.expanded) for p in attendee.positions] == [
        ("UVBTV", "Ủy viên Ban Thường vụ"),
        ("Chủ tịch UBND quận", "Chủ tịch Ủy ban nhân dân quận"),
    ]


def test_a_clause_that_cannot_be_read_is_reported() -> None:
    attendance = read_attendance("Tham dự có: xyz nào đó không rõ là ai cả.")
    assert Warn.ATTENDEES_UNPARSED in attendance.warnings
    assert attendance.remainder is not None


def test_the_place_of_the_article_resolves_bodies() -> None:
    (attendee,) = parse_attendees("Dự có đồng chí Hà Văn Núi, Bí thư Quận ủy.", place="quận Bình Tân")
    assert attendee.positions[0].place == "Bình Tân"


def test_published_must_be_a_date() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        parse_attendees("x", published="5/1/2025")


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "Về phía thành phố có bà Lều Thị Tấn, Phó Bí thư; về phía quận Tân Lạc có ông Vi Đức Toàn và ông Lã Bá.",
            ["thành phố", "quận Tân Lạc", "quận Tân Lạc"],
        ),
        (
            "Dự hội nghị có bà Chử Thị Ngân, Bí thư. Dự tại điểm cầu xã Tân Lâm có ông Vi Đức Toàn, Bí thư Đảng ủy.",
            [None, "điểm cầu xã Tân Lâm"],
        ),
    ],
)
def test_the_side_of_a_list_goes_with_its_people(text: str, sides: list[str | None]) -> None:
    assert [a.side for a in parse_attendees(text)] == sides


def test_posts_of_several_mentions_are_joined() -> None:
    (attendee,) = parse_attendees(
        "Chủ trì hội nghị có đồng chí Ngọ Văn Tề, Bí thư Quận ủy.\n"
        "Cùng dự có đồng chí Ngọ Văn Tề, Bí thư Quận ủy, Chủ tịch HĐND quận."
    )
    assert [p.text for p in attendee.positions] == ["Bí thư Quận ủy", "Chủ tịch HĐND quận"]
    assert attendee.roles == [Role.CHAIR, Role.ATTEND]


def test_rank_and_form_of_address_are_kept_apart_from_the_name() -> None:
    attendees = parse_attendees(
        "Dự có Đại tá Lã Văn Thế, Giám đốc Công an tỉnh; PGS.TS Cao Thị Ngà, Phó Hiệu trưởng; Đ/c Vừ A Páo, Bí thư."
    )
    assert [(a.honorific, a.rank, a.name) for a in attendees] == [
        (None, "Đại tá", "Lã Văn Thế"),
        (None, "PGS.TS", "Cao Thị Ngà"),
        ("Đ/c", None, "Vừ A Páo"),
    ]


HOSTILE = {
    "endless list": "Tham dự có các đồng chí: " + "Nguyễn Văn A, Bí thư; " * 4500,
    "endless list with posts first": "Tham dự có " + "Bí thư Huyện ủy Tân Lạc Nguyễn Văn Anh; " * 2500,
    "commas": "Tham dự có " + "," * 100_000,
    "open brackets": "Tham dự có ông A " + "(" * 50_000,
    "nested brackets": "Tham dự có ông A " + "(Bí thư " * 10_000 + ")" * 10_000,
    "capitals": "Tham dự có " + "Nguyễn " * 14_000,
    "cue words": "dự " * 33_000,
    "cues": "Tham dự có các đồng chí " * 4000,
    "openings": "có " * 33_000,
    "forms of address": "đồng chí " * 11_000,
    "sides": "về phía A có " * 7500,
    "subjects": "ông Nguyễn Văn A chủ trì, " * 4000,
    "quotation marks": "“a ” " * 20_000,
    "blanks": "dự" + " " * 100_000 + "có",
    "hyphens": "Dự có ông " + "Khăm-sỉ-" * 12_000,
    "one word": "a" * 100_000,
    "one word as subject": "A" * 100_000 + " chủ trì hội nghị",
    "one word and where": "có mặt" + " tại" * 25_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_text_only(name: str) -> None:
    """Twice the text takes about twice the time: a super-linear reader fails by orders of magnitude."""
    text = HOSTILE[name]

    def seconds(part: str) -> float:
        start = time.process_time()
        read_attendance(part)
        return time.process_time() - start

    half, whole = seconds(text[: len(text) // 4]), seconds(text)
    assert whole < 14 * half + 0.5
