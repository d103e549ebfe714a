"""Who takes part in an event and in which role, by what a sentence says of them."""

from __future__ import annotations

import pytest

from newsbot import parse_attendees
from newsbot.records import Role
from newsbot.text.attendees import read_attendance


def people(text: str) -> list[tuple[str, list[str]]]:
    return [(a.name, [p.text for p in a.positions]) for a in parse_attendees(text)]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Chủ trì hội nghị có đồng chí Lò Văn Hặc, Bí thư Đảng ủy.", Role.CHAIR),
        ("Bí thư Tỉnh ủy Cầm Thị Ban chủ trì hội nghị.", Role.CHAIR),
        ("Đoàn công tác do đồng chí Triệu Tài Sênh, Phó Bí thư Tỉnh ủy làm trưởng đoàn.", Role.LEAD_DELEGATION),
        ("Cùng đi với đoàn có đồng chí Lương Tú Anh, Giám đốc Sở Y tế.", Role.ACCOMPANY),
        ("Tiếp và làm việc với đoàn có đồng chí Phan Văn Khởi, Bí thư Huyện ủy.", Role.HOST),
    ],
)
def test_roles_follow_the_cue(text: str, role: Role) -> None:
    (attendee,) = parse_attendees(text)
    assert attendee.roles == [role]


def test_who_directs_has_two_roles() -> None:
    (attendee,) = parse_attendees("Dự và chỉ đạo đại hội có đồng chí Hoàng Thị Lụa, Phó Bí thư Tỉnh ủy.")
    assert attendee.roles == [Role.ATTEND, Role.DIRECT]


def test_a_listed_person_who_speaks_is_one_person() -> None:
    text = (
        "Tham dự có đồng chí Ngọ Văn Tề, Bí thư Quận ủy.\n"
        "Tại hội nghị, đồng chí Ngọ Văn Tề biểu dương kết quả đạt được."
    )
    (attendee,) = parse_attendees(text)
    assert attendee.roles == [Role.ATTEND, Role.SPEAK]


def test_who_only_speaks_or_receives_is_kept_apart() -> None:
    text = (
        "Dự lễ có đồng chí Mai Thị Sáu, Bí thư Đảng ủy phường.\n"
        "Dịp này, đồng chí Lâm Văn Bền nhận Huy hiệu 50 năm tuổi Đảng. Ông Từ Công Hảo phát biểu cảm ơn."
    )
    attendance = read_attendance(text)
    assert [a.name for a in attendance.attendees] == ["Mai Thị Sáu"]
    assert [(a.name, a.roles) for a in attendance.others] == [
        ("Lâm Văn Bền", [Role.RECEIVE]),
        ("Từ Công Hảo", [Role.SPEAK]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Theo ông Tạ Văn Bình, Giám đốc Trung tâm, kế hoạch đã hoàn thành.",
        "Ban Chấp hành mới gồm 15 đồng chí, do đồng chí Lê Thị Tám làm Bí thư.",
        "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh.",
        "Lễ khánh thành Trường THPT Nguyễn Thượng Hiền dự kiến diễn ra vào tháng 9.",
        "Đồng chí Phạm Văn Bảy chụp ảnh cùng các đại biểu. Ảnh: Minh Thư",
        "“Tham dự có đồng chí Lê Văn Chín, Bí thư”, ông nói.",
        "",
    ],
)
def test_who_is_named_otherwise_does_not_attend(text: str) -> None:
    assert parse_attendees(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Linh mục Cù Văn Phương đón tiếp đoàn.",
        "Ông Cù Văn Phương đã tiếp và làm việc với đoàn.",
        "Đồng hành cùng đoàn có ông Cù Văn Phương.",
    ],
)
def test_who_receives_or_goes_with_a_delegation_takes_part(text: str) -> None:
    assert [a.name for a in parse_attendees(text)] == ["Cù Văn Phương"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dự có Thủ tướng Malaysia Azman bin Ibrahim, Tổng thống Timor-Leste José da Costa.", 2),
        ("Dự có Tổng thư ký ASEAN Kao Sokha và Đại sứ Hàn Quốc Choi Young-sam.", 2),
        ("Cựu Tổng thư ký Liên hợp quốc Han Seung-woo tham dự trực tuyến.", 1),
        ("Quang lâm chứng minh có Hòa thượng Thích Trí Lạc, Ni trưởng Thích nữ Như Tịnh.", 2),
        ("Đêm hội mở màn với sự xuất hiện của NSND Tạ Thanh Giang, đạo diễn Cù Hùng Vĩ.", 2),
    ],
)
def test_names_of_guests(text: str, names: int) -> None:
    found = parse_attendees(text)
    assert len(found) == names
    assert all(name[0].isupper() and name.count(" ") in (1, 2, 3) for name in (a.name for a in found))


@pytest.mark.parametrize(
    "text",
    [
        "Cùng Bộ trưởng Tạ Văn Dương đến bệnh viện còn có ông Cù Văn Hòa - phó chủ tịch UBND tỉnh.",
        "Phiên toàn thể do Phó Thủ tướng Cù Văn Hòa điều hành.",
        "Phó chủ tịch UBND tỉnh Cù Văn Hòa bất ngờ kiểm tra các bến thủy nội địa.",
        "Đến động viên toàn đội, Tổng thư ký VFF Cù Văn Hòa mong các cầu thủ giữ kỷ luật.",
        "Ông Cù Văn Hòa, Phó chủ tịch UBND thành phố, đến hiện trường chỉ đạo khắc phục.",
        "Trưởng Ban Tôn giáo Cù Văn Hòa cùng tham gia đoàn.",
        "Dự lễ có Chủ tịch Viettel Cù Văn Hòa cùng phu nhân các đại sứ.",
        "Dự lễ có Trưởng Ban Công tác đại biểu Cù Văn Hòa.",
        "Có mặt tại buổi lễ, anh Cù Văn Hòa - Bí thư Trung ương Đoàn đã cùng các bạn trẻ trồng cây.",
        "Đón đoàn từ đầu dốc là Thượng tá Cù Văn Hòa, Chính ủy Bộ đội Biên phòng tỉnh.",
        "Cùng có mặt tại bệnh viện trong đêm là Giám đốc Sở Y tế Cù Văn Hòa.",
        "Đoàn được Linh mục Cù Văn Hòa đón tiếp nồng hậu.",
        "Theo dõi trận đấu từ khán đài có Chủ tịch UBND thành phố Cù Văn Hòa.",
        "Thiếu tướng Cù Văn Hòa, Tư lệnh Quân khu, theo dõi, chỉ đạo diễn tập.",
        "Dự lễ có Giám đốc Công ty Điện lực Cù Văn Hòa và bí thư Đoàn thanh niên.",
    ],
)
def test_ways_of_saying_that_somebody_is_there(text: str) -> None:
    assert [a.name for a in parse_attendees(text)] == ["Cù Văn Hòa"]


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2017, trong lễ giao quân ở huyện, Đại tướng Cù Văn Hòa đã về dự.",
        "Khóa họp gần đây nhất do Bộ trưởng Bộ Xây dựng Cù Văn Hòa chủ trì tại Hà Nội hồi tháng 5 vừa qua.",
        "Thủ tướng giao Phó Thủ tướng Cù Văn Hòa làm Tổ trưởng Tổ công tác.",
    ],
)
def test_other_days_and_tasks_are_no_attendance(text: str) -> None:
    assert parse_attendees(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Khắc phục thiệt hại do bão hồi tháng 9, sáng 25/11, đồng chí Cù Văn Hòa, Bí thư Tỉnh ủy đến thăm các hộ dân.",
        "Sáng nay, nghe báo cáo về phục hồi đầu tư, đồng chí Cù Văn Hòa, Bí thư Tỉnh ủy chủ trì cuộc họp.",
        "Đồng chí Cù Văn Hòa, Bí thư Tỉnh ủy dự lễ tuyên dương các em đạt giải hồi tháng 10.",
        "Bộ trưởng Bộ Ngoại giao Cù Văn Hòa làm trưởng đoàn đã đến thăm tỉnh.",
        "Tham dự có ông Tạ Cường, Giám đốc Sở Y tế TP. Hà Tĩnh (vắng mặt); bà Cù Văn Hòa, Giám đốc Sở Tư pháp.",
        "Tham dự có ông Cù Văn Hòa, Phó Giám đốc Sở Y tế (thay Giám đốc vắng mặt).",
        "Ông Cù Văn Hòa, Chủ tịch UBND tỉnh chủ trì phiên họp kỷ luật ông Tạ Văn Xá cùng bà Lục Thị Yến.",
        "Đồng chí Cù Văn Hòa, Bí thư Tỉnh ủy, chủ trì hội nghị cùng các sở.",
    ],
)
def test_words_of_other_days_and_people_do_not_hide_who_is_there(text: str) -> None:
    assert [a.name for a in parse_attendees(text)] == ["Cù Văn Hòa"]


def test_plans_for_other_things_are_no_plans_of_people() -> None:
    text = (
        "Tại dự án dự kiến hoàn thành năm 2027, đồng chí Cù Văn Hòa, Bí thư Huyện ủy đã đến kiểm tra.\n"
        "Hội nghị sẽ bầu bổ sung, dự hội nghị có đồng chí Tạ Văn Tám, Chủ tịch UBND huyện."
    )
    assert [a.name for a in parse_attendees(text)] == ["Cù Văn Hòa", "Tạ Văn Tám"]


@pytest.mark.parametrize(
    "text",
    [
        "Cùng ông Tạ Văn An bị khởi tố còn có ông Cù Văn Hòa, Giám đốc Sở Y tế.",
        "Đại úy Cù Văn Hòa, Đội trưởng Cảnh sát giao thông, đến hiện trường thì thấy hai xe va chạm.",
        "Ca sĩ Cù Hòa xuất hiện trong buổi lễ trên truyền hình năm ngoái.",
        "Lễ hội hoa do ông Cù Văn Hòa, Giám đốc Công ty Du lịch, điều hành từ năm 2015.",
    ],
)
def test_everyday_events_are_no_attendance(text: str) -> None:
    assert parse_attendees(text) == []


def test_who_attends_together() -> None:
    text = "Nhà thơ Tạ Quang Ngộ, Chủ tịch Hội Nhà văn, chủ trì hội nghị cùng các Phó Chủ tịch: Cù Văn Hòa, Lục Thị Lê."
    assert [(a.name, [p.text for p in a.positions]) for a in parse_attendees(text)] == [
        ("Tạ Quang Ngộ", ["Chủ tịch Hội Nhà văn"]),
        ("Cù Văn Hòa", ["Phó Chủ tịch"]),
        ("Lục Thị Lê", ["Phó Chủ tịch"]),
    ]


def test_who_is_going_to_attend_counts_in_an_announcement_only() -> None:
    planned = "Ngày mai 6/1, Chủ tịch HĐND thành phố Cù Thị Lệ sẽ dự lễ khởi công cầu."
    held = "Sáng 5/1, Chủ tịch UBND thành phố Tạ Văn Hùng đã dự lễ khánh thành trường."
    assert [a.name for a in parse_attendees(planned)] == ["Cù Thị Lệ"]
    assert [a.name for a in parse_attendees(f"{held}\n{planned}")] == ["Tạ Văn Hùng"]


def test_who_stands_for_others_is_the_subject() -> None:
    text = "Bệnh viện kỷ niệm 45 năm. Thay mặt lãnh đạo tỉnh, Phó Chủ tịch UBND tỉnh Cù Thị Lệ đến dự."
    assert [a.name for a in parse_attendees(text)] == ["Cù Thị Lệ"]


def test_one_subject_does_several_things() -> None:
    (attendee,) = parse_attendees(
        "Đồng chí Khiếu Văn Lập, Phó Bí thư Tỉnh ủy đến dự, phát biểu chỉ đạo và trao quà cho các hộ nghèo."
    )
    assert {Role.ATTEND, Role.SPEAK, Role.AWARD} <= set(attendee.roles)


def test_who_is_given_something_receives() -> None:
    attendance = read_attendance(
        "Đồng chí Khiếu Văn Lập, Phó Bí thư Tỉnh ủy đã dự và trao Huy hiệu 60 năm tuổi Đảng cho đồng chí Lý Thị Mẩy."
    )
    assert [(a.name, a.roles) for a in attendance.attendees] == [("Khiếu Văn Lập", [Role.ATTEND, Role.AWARD])]
    assert [(a.name, a.roles) for a in attendance.others] == [("Lý Thị Mẩy", [Role.RECEIVE])]
