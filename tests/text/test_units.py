from __future__ import annotations

import pytest

from newsbot.text.units import article_unit


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Quận Tân Lạc: Phát huy vai trò của chi bộ", "Quận Tân Lạc"),
        ("Quận 21: Họp mặt truyền thống", "Quận 21"),
        ("Phường An Thuận - Tổng kết công tác năm", "Phường An Thuận"),
        ("Huyện ủy Vũ Sơn: Sơ kết sáu tháng", "Huyện Vũ Sơn"),
        ("Đảng ủy xã Tân Lâm: Học tập nghị quyết", "Xã Tân Lâm"),
        ("TP. An Hải: Khai mạc hội thi", "TP. An Hải"),
    ],
)
def test_the_heading_of_a_title_names_the_unit(title: str, unit: str) -> None:
    assert article_unit(title, "Sáng 3/1, Huyện ủy Khác tổ chức hội nghị.", "tỉnh Khác") == unit


@pytest.mark.parametrize(
    ("lead", "unit"),
    [
        ("Sáng 3/1, Ban Tuyên giáo Quận ủy Tân Lạc tổ chức tổng kết công tác.", "Quận Tân Lạc"),
        ("Chiều 4/5, Đảng ủy phường An Thuận khai mạc hội thao.", "Phường An Thuận"),
        ("Ngày 4/5, UBND huyện Vũ Sơn phối hợp với Huyện đoàn tổ chức lễ ra quân.", "Huyện Vũ Sơn"),
        ("Sáng 6/7, Thành ủy TPHCM tổ chức hội nghị.", "TPHCM"),
        ("Sáng 6/7, Tỉnh uỷ Sơn Lĩnh họp phiên thứ ba.", "Tỉnh Sơn Lĩnh"),
    ],
)
def test_else_the_organiser_in_the_lead(lead: str, unit: str) -> None:
    assert article_unit("Phát huy vai trò của chi bộ", lead, "tỉnh Khác") == unit


def test_else_the_place_of_the_site() -> None:
    assert article_unit("Tin vắn", "Trời nắng.", "tỉnh Sơn Lĩnh") == "tỉnh Sơn Lĩnh"
    assert article_unit(None, None, None) is None
