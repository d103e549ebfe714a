"""Lines that belong to a text, though they are short: nothing of what the writer wrote is left out."""

from __future__ import annotations

import pytest

from tests.pages.invented import LEAD, TEXT, TITLE, read

HEAD = f"<h1>{TITLE}</h1><p>02/11/2023 06:05</p>"
SETS = {
    "p": "<p>{}</p>",
    "div": "<div>{}</div>",
    "br": "{}<br><br>",
    "justified": '<p style="text-align:justify"><span style="font-size:14px">{}</span></p>',
}


def text_of(lines: list[str], how: str) -> list[str | None]:
    article = read(HEAD, body=f"<div>{''.join(map(SETS[how].format, lines))}</div>")
    assert article.byline is None
    return [article.lead, *article.body]


@pytest.mark.parametrize(
    "above",
    [
        ["Kính thưa các đồng chí lãnh đạo!", "Thưa toàn thể bà con bản Nà Đon!"],
        ["Thưa các đồng chí,"],
        ["Hỏi: Lớp học mở vào những tối nào?"],
        ["Vì sao bà con đi học?"],
        ["I. ĐẶC ĐIỂM TÌNH HÌNH"],
        ["1. Đặc điểm tình hình"],
    ],
)
@pytest.mark.parametrize("how", SETS)
def test_what_stands_above_the_first_paragraph(above: list[str], how: str) -> None:
    assert text_of([*above, LEAD, *TEXT], how) == [LEAD, *above, *TEXT]


@pytest.mark.parametrize(
    "inside",
    [
        ["Mẹ Dợ cười."],
        ["Đêm."],
        ["BẢN LÀNG RỘN TIẾNG HỌC"],
        ["Thảo luận"],
        ["Ý kiến:"],
        ["Đánh giá"],
        ["“Có chữ rồi, mẹ không sợ lạc đường nữa”", "Giàng Thị Dợ, 67 tuổi"],
        ["Lớp học có ba quy định:", "1. Đi học đúng giờ", "2. Không uống rượu", "3. Giữ gìn sách vở"],
        ["Danh sách học viên tiêu biểu:", "Giàng Thị Dợ", "Sùng Thị Mai", "Lò Thị Pành"],
        ["7 giờ 00: Đón đại biểu", "8 giờ 00: Khai mạc", "11 giờ 30: Bế mạc"],
        ["Ngày 02/11/2023, lớp học khai giảng.", "Tháng 3/2024: khóa thứ hai"],
        ["Tổng kinh phí: 120 triệu đồng"],
        ["- Thưa ông, vì sao mở lớp?", "- Vì bà con muốn biết chữ.", "- Xin cảm ơn ông!"],
        ["Bản em ở lưng chừng đồi", "Có con suối bạc chảy xuôi về làng"],
    ],
)
@pytest.mark.parametrize("how", SETS)
def test_short_lines_within_a_text(inside: list[str], how: str) -> None:
    assert text_of([LEAD, *TEXT[:1], *inside, *TEXT[1:]], how) == [LEAD, *TEXT[:1], *inside, *TEXT[1:]]


@pytest.mark.parametrize(
    "end",
    [
        ["Xin trân trọng cảm ơn!"],
        ["(Còn nữa)"],
        ["Bài 2: Người thầy áo lính"],
        ["Danh sách học viên tiêu biểu:", "1. Giàng Thị Dợ", "2. Sùng Thị Mai"],
        ["(1) Theo sổ lớp của trường tiểu học Khau Vai.", "Tài liệu tham khảo:", "1. Lịch sử Đảng bộ xã, tập I."],
        ["Theo kế hoạch, lớp học kéo dài đến hết mùa rẫy."],
        ["Mùa xuân này, bản Nà Đon vui hơn"],
    ],
)
@pytest.mark.parametrize("how", SETS)
def test_short_lines_at_the_end_of_a_text(end: list[str], how: str) -> None:
    assert text_of([LEAD, *TEXT, *end], how) == [LEAD, *TEXT, *end]
