from __future__ import annotations

import pytest

from newsbot.text.names import match_name
from newsbot.text.passage import Passage
from newsbot.text.tails import trailing_name


def named(text: str, *, titled: bool = False) -> str | None:
    name = match_name(Passage.of(text), 0, len(text), titled=titled)
    return text[name.start : name.end] if name else None


def trailing(text: str, *, alone: bool = True) -> str | None:
    name = trailing_name(Passage.of(text), 0, len(text), alone=alone)
    return text[name.start : name.end] if name else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lương Thị Mai Sen, Bí thư", "Lương Thị Mai Sen"),
        ("Trịnh Hoài An Phó Chủ tịch UBND", "Trịnh Hoài An"),
        ("TẠ HỮU ĐIỀN, UVBTV", "TẠ HỮU ĐIỀN"),
        ("Y'BLoi Êban, Phó Chủ tịch", "Y'BLoi Êban"),
        ("H’Linh Niê - Bí thư", "H’Linh Niê"),
        ("Giàng A Chớ, Chủ tịch", "Giàng A Chớ"),
    ],
)
def test_a_name_ends_where_its_post_starts(text: str, name: str) -> None:
    assert named(text) == name


@pytest.mark.parametrize(
    "text", ["Hà Nội", "Hồ Chí Minh", "Lâm Đồng", "Thái Lan", "Hội Nông dân", "UBND tỉnh", "nguyễn văn a", "Trần"]
)
def test_places_bodies_and_single_words_are_no_names(text: str) -> None:
    assert named(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [("Juan Alvarez Ruiz, Đại sứ", "Juan Alvarez Ruiz"), ("Khăm-sỉ Vông-xay - Bí thư", "Khăm-sỉ Vông-xay")],
)
def test_a_form_of_address_makes_any_capitals_a_name(text: str, name: str) -> None:
    assert named(text) is None
    assert named(text, titled=True) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bí thư Thành ủy Hải Phòng Đỗ Trường Khang", "Đỗ Trường Khang"),
        ("Chủ tịch UBND thành phố Hồ Thị Lam Giang", "Hồ Thị Lam Giang"),
        ("Ủy viên Trung ương Đảng Lê Nhật Tảo", "Lê Nhật Tảo"),
        ("Chủ tịch HĐND TPHCM Võ Đình Bách", "Võ Đình Bách"),
        ("Chủ tịch UBND thị xã Đức Lương TRỊNH CÔNG TOẠI", "TRỊNH CÔNG TOẠI"),
        ("nguyên Bí thư Tỉnh ủy tỉnh Bình Định Trần Thị Mộng Thu", "Trần Thị Mộng Thu"),
    ],
)
def test_the_name_behind_a_post_starts_after_its_place(text: str, name: str) -> None:
    assert trailing(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "Bí thư Thành ủy Hồ Chí Minh",
        "Bí thư Quận ủy Lê Chân",
        "Bí thư Đoàn TNCS Hồ Chí Minh",
        "Chủ tịch UBND tỉnh Nghệ An",
    ],
)
def test_a_post_that_ends_with_a_place_names_nobody(text: str) -> None:
    assert trailing(text) is None


def test_an_institution_named_after_a_person_is_no_second_person() -> None:
    assert trailing("Hiệu trưởng Trường THPT Lê Quý Đôn", alone=False) is None
