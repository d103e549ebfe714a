"""Sections, whatever the markup calls the way from the home page, the label or the links above the headline."""

from __future__ import annotations

import pytest

from newsbot import extract_article

TITLE = "Xã Gò Mây sơ kết phong trào thi đua dân vận khéo"
TEXT = (
    "<div><p>Chiều 12/3, Đảng ủy xã Gò Mây sơ kết phong trào thi đua “Dân vận khéo” sáu tháng đầu năm trên địa bàn.</p>"
    "<p>Đến nay, toàn xã có 24 mô hình đang hoạt động, trong đó 9 mô hình về kinh tế và 15 mô hình về đời sống.</p>"
    "<p>Hội nghị thống nhất nhân rộng ba mô hình tiêu biểu, gắn với việc xây dựng tổ dân phố kiểu mẫu.</p></div>"
)
MENU = (
    "<div class='a1'><a href='/'>Trang chủ</a> | <a href='/gt'>Giới thiệu</a> | <a href='/tt'>Tin tức</a> | "
    "<a href='/dv'>Công tác dân vận</a> | <a href='/lh'>Liên hệ</a></div>"
)


def section_of(
    above: str, *, below: str = "<div>14/03/2024 09:20</div>", around: str = "{}", title: str = TITLE
) -> str:
    """The section of a page with ``above`` between its menu and its headline."""
    inside = around.format(f"{above}<h1>{title}</h1>{below}{TEXT}")
    page = f"<html><head><title>{title}</title></head><body>{MENU}{inside}</body></html>"
    return extract_article(page, "https://x.example/dan-van-1491932517.html").section or ""


@pytest.mark.parametrize(
    "way",
    [
        "<div class='x7'>Trang chủ › Công tác dân vận</div>",
        "<p>Trang chủ / Công tác dân vận</p>",
        "<div>Trang nhất » Đảng bộ » Công tác dân vận » Chi tiết tin</div>",
        "<div>Trang chủ » Công tác dân vận » " + TITLE + "</div>",
        "<div>Trang chủ » Công tác dân vận » Xã Gò Mây sơ kết phong trào...</div>",
        "<span>Bạn đang ở: <a href='/'>Trang nhà</a> <a href='/b'>Công tác dân vận</a></span>",
        "<div>Bạn đang ở đây: <a href='/a'>Tin tức</a> | <a href='/b'>Công tác dân vận</a></div>",
        "<div><a href='/a'>Tin tức</a> &gt; <a href='/b'>Công tác dân vận</a></div>",
        "<div><a href='/a'>Hoạt động</a> ► <a href='/b'>Công tác dân vận</a></div>",
        "<table><tr><td><a href='/a'>Đảng ủy</a> :: <a href='/b'>Công tác dân vận</a></td></tr></table>",
        "<ul><li><a href='/'>Trang chủ</a></li><li><a href='/b'>Công tác dân vận</a><li>Chi tiết</ul>",
        "<ul><li>Trang chủ</li><li>Công tác dân vận</li></ul>",
        "<ol><li><a href='/'>Home</a></li><li>/</li><li>Công tác dân vận</li></ol>",
        f"<b><p>Trang chủ</p><p>»</p><p><a href='/b'>Công tác dân vận</a></p><p>»</p><p>{TITLE}</p></b>",
        "<ul class='breadcrumb'><li><a href='/b'>Công tác dân vận</a><li class='active'>Nội dung chi tiết</ul>",
    ],
)
def test_the_last_step_of_a_way_is_the_section(way: str) -> None:
    assert section_of(way) == "Công tác dân vận"


@pytest.mark.parametrize(
    "above",
    [
        "<nav class='bc'><a href='/a'>Đảng bộ</a> <a href='/b'>Công tác dân vận</a></nav>",
        "<div><a href='/a'>Đảng bộ</a><a href='/b'>Công tác dân vận</a></div>",
        "<div class='s'>Công tác dân vận</div>",
        "<h2>Công tác dân vận</h2>",
        "<nav><a href='/b'>Công tác dân vận</a></nav>",
        "<h3><a href='/b'>Công tác dân vận</a></h3>",
    ],
)
def test_what_begins_the_element_of_the_headline_names_the_section(above: str) -> None:
    assert section_of(above, around="<article>{}</article>") == "Công tác dân vận"


@pytest.mark.parametrize("name", ["Tin trong huyện", "Xây dựng Đảng", "Thời sự - Chính trị"])
def test_the_usual_name_of_a_section_needs_no_link(name: str) -> None:
    assert section_of(f"<tr><td>{name}</td></tr>", around="<table>{}</table>") == name


@pytest.mark.parametrize(
    "above",
    [
        "<div>Gặp gỡ cuối tuần</div>",
        "<h3 class='label'>Tiêu đề</h3>",
        "<div>E-MAGAZINE</div>",
        "<div>Trang chủ » Chi tiết</div>",
        "<div><a href='/vi'>Tiếng Việt</a><a href='/en'>English</a></div>",
        "<div><a href='/1'>Video</a><a href='/2'>Liên hệ</a></div>",
        "<ul><li><a href='/'>Trang chủ</a></li><li>Giới thiệu</li><li>Tin tức</li><li>Liên hệ</li></ul>",
        "<div>Trang chủ | Giới thiệu | Dân vận | Liên hệ</div>",
    ],
)
def test_other_lines_above_the_headline_are_no_section(above: str) -> None:
    assert section_of(above, around="<article>{}</article>") == ""


@pytest.mark.parametrize(
    "below",
    [
        "<h3><a href='/b'>Công tác dân vận</a></h3><time>14:05 22/03/2016</time>",
        "<div><div>2 Tháng 8, 2018</div><p>—</p><p>trong</p><div><a href='/b'>Công tác dân vận</a></div></div>",
        "<ul><li><a href='/b'>Góc cơ sở</a></li><li>14/03/2024</li><li><a href='#'>In ra</a></li></ul>",
        "<ul><li><a href='/author/a'>Khánh Sang</a></li><li>14/03/2024</li><li><a href='/b'>Góc cơ sở</a></li></ul>",
        "<table><tr><td>Xây dựng Đảng</td><td align='right'>09/08/2023</td></tr></table>",
    ],
)
def test_a_link_or_known_name_near_the_date_is_the_section(below: str) -> None:
    assert section_of("", below=below) in ("Công tác dân vận", "Góc cơ sở", "Xây dựng Đảng")


@pytest.mark.parametrize(
    "below",
    [
        "<div>14/03/2024</div><div><a href='javascript:print()'>Phiên bản giấy</a></div>",
        "<div>14/03/2024</div><div><a href='/author/khanh-sang'>Khánh Sang</a></div>",
        "<ul><li><a href='/u/admin'>admin</a></li><li>14/03/2024</li></ul>",
        "<ul><li><a href='/x'>Góc cơ sở</a></li><li>14/03/2024</li><li><a href='/y'>Chuyện bên lề</a></li></ul>",
    ],
)
def test_tools_and_authors_near_the_date_are_no_sections(below: str) -> None:
    assert section_of("", below=below) == ""


def test_an_entry_of_a_menu_is_no_heading_of_the_section() -> None:
    menu = "<ul><li class='menu-item menu-item-object-category'><a href='/l'>Lịch công tác</a></li></ul>"
    below = "<div class='taxonomy-category'><a href='/b'>Công tác dân vận</a></div><div>14/03/2024 4:42 chiều</div>"
    assert section_of(f"<header>{menu}</header>", below=below) == "Công tác dân vận"


@pytest.mark.parametrize(
    "below",
    [
        "<table><tr><td>Chuyên mục</td><td>Công tác dân vận</td></tr></table>",
        "<div>Chuyên mục: Công tác dân vận</div>",
        "<div><span class='c'>Công tác dân vận</span> | <span class='d'>14/03/2024 09:20</span></div>",
        "<div>Công tác dân vận - 14/03/2024 09:20</div>",
        "<div>14/03/2024 09:20 | Công tác dân vận</div>",
    ],
)
def test_the_section_below_the_headline(below: str) -> None:
    assert section_of("", below=below) == "Công tác dân vận"


def entries(*names: str) -> str:
    return "".join(f"<li><a href='/{n}'>{name}</a></li>" for n, name in enumerate(names))


@pytest.mark.parametrize(
    "menu",
    [
        f"<ul>{entries('Trang nhất', 'Thời sự', 'Công tác dân vận', 'Bạn đọc')}</ul>",
        f"<ul>{entries('Trang nhất', 'Thời sự', 'Kinh tế', 'Công tác dân vận', 'Giáo dục', 'Bạn đọc')}</ul>",
        f"<amp-sidebar id='sidebar'><ul>{entries('Trang chủ', 'Thời sự', 'Bạn đọc')}</ul></amp-sidebar>",
    ],
)
def test_a_list_of_sections_is_no_way(menu: str) -> None:
    link = "<div><p><a href='/tim'>Tìm</a></p></div><section><div class='cate'><a href='/dv'>Công tác dân vận</a></div>"
    assert section_of(f"{menu}{link}", below="") == "Công tác dân vận"


@pytest.mark.parametrize("last", [TITLE, "Chi tiết tin", ""])
def test_a_long_way_ends_with_the_article(last: str) -> None:
    way = entries("Trang chủ", "Đảng bộ", "Hoạt động", "Tin tức", "Công tác dân vận", *([last] if last else []))
    assert section_of(f"<ol>{way}</ol>") == ("Công tác dân vận" if last else "")
