import pytest

from newsbot.text.attendees import parse_attendees
from newsbot.text.place_names import place_in
from newsbot.text.units import article_unit


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Bình Tân", "Bình Tân"),
        ("Hà Nội Lê Văn", "Hà Nội"),
        ("Lê Chân", "Lê Chân"),
        ("Tân Lập Nguyễn Thị", "Tân Lập"),
        ("Nguyễn Văn An", None),
        ("Hà Thị Mai", None),
        ("14", "14"),
    ],
)
def test_where_a_place_ends_and_a_person_begins(words: str, place: str | None) -> None:
    assert place_in(words) == place


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Bí thư Tỉnh ủy Nguyễn Văn An dự hội nghị.", [None]),
        ("Dự có Bí thư Thành ủy Hà Nội Lê Văn Sơn; Trưởng Ban Dân vận Thành ủy Ngô Thị Mai.", ["Hà Nội", "Hà Nội"]),
        ("Dự có đồng chí Lê Văn Sơn,Bí thư Đảng ủy,Chủ tịch HĐND xã.", [None, None]),
    ],
)
def test_nobody_becomes_a_place(text: str, places: list[str | None]) -> None:
    assert [p.place for person in parse_attendees(text) for p in person.positions] == places


def test_a_person_is_no_unit() -> None:
    lead = "Sáng 30/12, Bí thư Tỉnh ủy Lê Văn Sơn đã thăm xã Nà Phai."
    assert article_unit("Hội nghị", lead, "Sơn Lĩnh") == "Sơn Lĩnh"
