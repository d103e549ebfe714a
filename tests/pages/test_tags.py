"""Tags under the text: behind a label, as hashtags, or as links that nothing but their addresses tells apart."""

from __future__ import annotations

import pytest

from newsbot import extract_article

TEXTS = (
    "Chiều 12/3, Đảng ủy xã Gò Mây sơ kết phong trào thi đua “Dân vận khéo” sáu tháng đầu năm trên địa bàn.",
    "Đến nay, toàn xã có 24 mô hình đang hoạt động, trong đó 9 mô hình về kinh tế và 15 mô hình về đời sống.",
    "Hội nghị thống nhất nhân rộng ba mô hình tiêu biểu, gắn với việc xây dựng tổ dân phố kiểu mẫu năm nay.",
)
MENU = "<div><a href='/thoi-su'>Thời sự</a> | <a href='/kinh-te'>Kinh tế</a> | <a href='/phap-luat'>Pháp luật</a></div>"


def tags_of(below: str, inside: str = "") -> list[str]:
    """The tags of a page with ``below`` behind its text; nothing of it may get into the text."""
    text = "".join(f"<p>{line}</p>" for line in TEXTS)
    article = extract_article(
        f"<html><body>{MENU}<h1>Xã Gò Mây sơ kết phong trào dân vận khéo</h1><div>14/03/2024 09:20</div>"
        f"<div>{text}{inside}</div>{below}<p>Bản quyền của Đảng ủy xã</p></body></html>",
        "https://x.example/dan-van-1491932517.html",
    )
    assert [article.lead, *article.body] == list(TEXTS)
    return article.tags


@pytest.mark.parametrize(
    "below",
    [
        "<div>#dân vận khéo #Gò Mây</div>",
        "<div><span>#dân vận khéo</span><span>#Gò Mây</span></div>",
        "<div><a href='/h/1'>#dân vận khéo</a> <a href='/h/2'>#Gò Mây</a></div>",
        "<div class='f g'><a href='/t/dan-van'>dân vận khéo</a><a href='/t/go-may'>Gò Mây</a></div>",
        "<ul><li><a href='/bai-viet/theo/dan-van'>dân vận khéo</a><li><a href='/bai-viet/theo/go-may'>Gò Mây</a></ul>",
        "<div><a href='/tim-kiem?q=dan+van'>dân vận khéo</a>, <a href='/tim-kiem?q=go+may'>Gò Mây</a></div>",
        "<p>Từ khóa: dân vận khéo, Gò Mây</p>",
        "<p>» Từ khóa liên quan: dân vận khéo; Gò Mây</p>",
        "<p>Nhãn: <a href='/a'>dân vận khéo</a>, <a href='/b'>Gò Mây</a></p>",
        "<p>Thẻ tag: dân vận khéo | Gò Mây</p>",
        "<div><b>Hashtag:</b> #dân vận khéo #Gò Mây</div>",
        "<div>Chủ đề bài viết:<ul><li><a href='/a'>dân vận khéo</a><li><a href='/b'>Gò Mây</a></ul></div>",
    ],
)
def test_tags_in_any_markup(below: str) -> None:
    assert tags_of(below) == ["dân vận khéo", "Gò Mây"]


def test_a_list_with_its_label_inside_the_text() -> None:
    row = "<ul><li>Tags</li><li><a href='/a'>dân vận khéo</a></li><li><a href='/b'>Gò Mây</a></li></ul>"
    assert tags_of("", inside=row) == ["dân vận khéo", "Gò Mây"]


@pytest.mark.parametrize("value", ["Chưa có", "Không có", "đang cập nhật"])
def test_an_article_that_says_it_has_no_tags(value: str) -> None:
    assert tags_of(f"<p>Từ khóa: {value}</p>") == []


def test_the_box_of_the_author_behind_the_tags_is_none_of_them() -> None:
    row = "<ul><li><span>TAGS</span></li><li><a href='/a'>dân vận khéo</a> <a href='/b'>Gò Mây</a></li></ul>"
    assert tags_of(
        f"<footer><div>{row}</div><div><a href='/u'>admin</a><a href='/'>gomay.example</a></div></footer>"
    ) == [
        "dân vận khéo",
        "Gò Mây",
    ]


def test_hashtags_at_the_end_of_the_text() -> None:
    assert tags_of("", inside="<p>#DanVanKheo #GoMay</p>") == ["DanVanKheo", "GoMay"]


@pytest.mark.parametrize(
    "below",
    [
        "<div><a href='/muc/thoi-su'>Thời sự</a> <a href='/muc/kinh-te'>Kinh tế</a></div>",
        "<div><a href='/in/1'>In bài</a> <a href='/in/2'>Gửi email</a></div>",
        "<div><a href='/f/ke-hoach.pdf'>Ke-hoach.pdf</a> <a href='/f/phu-luc.docx'>Phu-luc.docx</a></div>",
        "<div><a href='https://a.example/s'>Báo Gò Mây</a> <a href='https://b.example/s'>Đài Gò Mây</a></div>",
        "<div><a href='/tin/1'>Đảng ủy xã làm việc với chi bộ ấp Ba</a> <a href='/tin/2'>Ra quân làm kênh</a></div>",
        "<div><a href='/dan-van'>dân vận khéo</a> <a href='/go-may'>Gò Mây</a></div>",
    ],
)
def test_other_rows_of_links_are_no_tags(below: str) -> None:
    assert tags_of(below) == []
