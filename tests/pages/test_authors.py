"""Who signed an article: lines at its end, under its headline or beside its date; nobody who only serves the page."""

from __future__ import annotations

import pytest

from newsbot import Article, extract_article

TITLE = "Xã Gò Mây sơ kết phong trào thi đua dân vận khéo"
TEXTS = [
    "Chiều 12/3, Đảng ủy xã Gò Mây sơ kết phong trào thi đua “Dân vận khéo” sáu tháng đầu năm trên địa bàn.",
    "Đến nay, toàn xã có 24 mô hình đang hoạt động, trong đó 9 mô hình về kinh tế và 15 mô hình về đời sống.",
    "Hội nghị thống nhất nhân rộng ba mô hình tiêu biểu, gắn với việc xây dựng tổ dân phố kiểu mẫu năm nay.",
]
DATE = "<div>14/03/2024 09:20</div>"


def read(*, above: str = "", date: str = DATE, end: str = "", behind: str = "") -> Article:
    """A page with lines above its headline, beside its date, at the end of its text and behind it."""
    text = "".join(f"<p>{line}</p>" for line in TEXTS)
    article = extract_article(
        f"<html><head><title>{TITLE}</title></head><body>{above}<div><h1>{TITLE}</h1>{date}<div>{text}{end}</div>{behind}"
        "</div><p>Bản quyền của Đảng ủy xã</p></body></html>",
        "https://x.example/dan-van-1491932517.html",
    )
    assert article.title == TITLE
    assert [article.lead, *article.body] == TEXTS
    assert not [image.caption for image in article.images if image.caption]
    return article


def authors(article: Article) -> list[str]:
    return article.byline.authors if article.byline else []


@pytest.mark.parametrize(
    "end",
    [
        "<p>Khánh Sang</p><p>Nguồn: Báo Gò Mây điện tử</p>",
        "<p>Khánh Sang<br>Nguồn: Báo Gò Mây</p>",
        "<p>Nguồn: Báo Gò Mây</p><p><b>Khánh Sang</b></p>",
        "<p align='right'>Khánh Sang</p><p align='right'>(Nguồn: Trang tin Gò Mây)</p>",
        "<p>Bài, ảnh: Khánh Sang</p><p>Nguồn: baogomay.example</p>",
        "<div>Tác giả: Khánh Sang</div><div>Nguồn tin: Báo Gò Mây</div>",
    ],
)
def test_the_author_goes_before_the_source(end: str) -> None:
    assert authors(read(end=end)) == ["Khánh Sang"]
    assert authors(read(behind=end)) == ["Khánh Sang"]


@pytest.mark.parametrize(
    "end",
    [
        "<p>Khánh Sang</p><p>(Văn phòng Đảng ủy)</p>",
        "<p>KHÁNH SANG</p><p>(Trung tâm Chính trị Gò Mây)</p>",
        "<p align='right'>Khánh Sang</p><p align='right'>Trung tâm Chính trị Gò Mây</p>",
        "<p>Khánh Sang</p><p>Ảnh: Mai Vinh</p>",
        "<p>Bài: Khánh Sang</p><p>Biên tập: Mai Vinh</p>",
    ],
)
def test_an_office_or_photographer_below_the_author(end: str) -> None:
    assert authors(read(end=end)) == ["Khánh Sang"]


def test_a_link_to_the_page_of_the_author_behind_the_text() -> None:
    assert authors(read(behind="<div><div><a href='/author/7'>Khánh Sang</a><br></div></div>")) == ["Khánh Sang"]


def test_who_signs_without_a_name_goes_before_the_source() -> None:
    byline = read(end="<p>PV</p><p>Nguồn: Báo Gò Mây</p>").byline
    assert byline is not None
    assert (byline.text, byline.unit, byline.source) == ("PV", "PV", "Báo Gò Mây")


@pytest.mark.parametrize("last", ["<p>Nguồn: Báo Gò Mây</p>", "<p>Theo TTXVN</p>"])
def test_the_author_at_the_top_goes_before_the_source_at_the_end(last: str) -> None:
    byline = read(date=f"<p>Tác giả: Khánh Sang</p>{DATE}", end=last).byline
    assert byline is not None
    assert (byline.authors, bool(byline.source)) == (["Khánh Sang"], True)


@pytest.mark.parametrize(
    "end",
    [
        "<div>Nội dung: Khánh Sang</div><div>Ảnh: Quốc Phong</div><div>Thiết kế: Lê Trúc</div>",
        "<p>Bài: Khánh Sang</p><p>Đồ họa: Lê Trúc</p>",
        "<p>Khánh Sang</p><p>Trình bày: Lê Trúc</p>",
        "<p>Bài viết: Khánh Sang<br>Ảnh: Quốc Phong<br>Đồ họa: Lê Trúc<br>Kỹ thuật: Mai Vinh</p>",
        "<p>Thực hiện: Khánh Sang</p><p>Thiết kế - đồ họa: Lê Trúc</p>",
    ],
)
def test_who_draws_or_sets_the_page_is_no_author(end: str) -> None:
    article = read(behind=f"<div>{end}</div>")
    assert authors(article) == ["Khánh Sang"]
    assert "Lê Trúc" not in str(article.byline)
    assert authors(read(end=end)) == ["Khánh Sang"]


@pytest.mark.parametrize(
    "date",
    [
        "<p>Khánh Sang | Đăng lúc 6h05, ngày 12/3/2024</p>",
        "<p>Khánh Sang - 14/03/2024 09:20</p>",
        "<p>14/03/2024 09:20 | Khánh Sang</p>",
        "<p><b>Khánh Sang</b></p><p>14/03/2024 09:20</p>",
        "<div><img src='/u.jpg' alt=''><div><div>Khánh Sang</div><div>14/03/2024 09:20</div></div></div>",
        "<div><span>Khánh Sang</span><span>14/03/2024 09:20</span></div>",
        "<div><i class='ic'></i><a href='/u/7'>Khánh Sang</a></div><div>Thứ Năm, 14/03/2024</div>",
        "<ul><li>Khánh Sang</li><li>14/03/2024 09:20</li></ul>",
        "<div><div>bởi</div> <a href='/x'>Khánh Sang</a><div> - </div></div><span>14/03/2024 09:20</span>",
        "<dl><dt>Chi tiết</dt><dd>Được đăng: 14/03/2024 09:20</dd><dd>Viết bởi Khánh Sang</dd></dl>",
        "<table><tr><td>Tác giả:</td><td>Khánh Sang</td></tr></table><p>14/03/2024 09:20</p>",
        "<p>14/03/2024 09:20</p><p><a href='/tac-gia/khanh-sang'>Khánh Sang</a></p>",
        "<p>Tác giả: Khánh Sang</p><p>14/03/2024 09:20</p>",
        "<p>Ngày đăng: 14/03/2024 | Tác giả: Khánh Sang</p>",
        "<p>Bởi Khánh Sang, 14/03/2024</p>",
        "<p>14/03/2024 09:20</p><p>Bài, ảnh: Khánh Sang</p>",
        "<div>14/03/2024 09:20 <b>Xem: 12</b> - Tác giả: Khánh Sang</div>",
    ],
)
def test_a_name_under_the_headline_is_the_author(date: str) -> None:
    assert authors(read(date=date)) == ["Khánh Sang"]


@pytest.mark.parametrize(
    "user", ["Administrator", "Super User", "admin", "host", "Webmaster", "Quản trị", "Super Admin"]
)
@pytest.mark.parametrize("line", ["<p>Viết bởi {}</p>", "<p>Người đăng: {}</p>", "<p>Tác giả: {}</p>", "<p>{}</p>"])
def test_a_user_of_the_system_is_no_author(line: str, user: str) -> None:
    article = read(date=f"<div>{line.format(user)}{DATE}</div>", end="<p>Khánh Sang</p>")
    assert authors(article) == ["Khánh Sang"]
    assert authors(read(date=f"<div>{line.format(user)}{DATE}</div>")) == []


MASTHEADS = (
    "<div><span class='a1'>{}</span><span class='a2'>Thứ Bảy, 10/01/2026</span></div>",
    "<div>{} | Thứ Bảy, 10/01/2026</div>",
    "<table><tr><td>{}</td><td>Thứ Bảy, 10/01/2026</td></tr></table>",
)


@pytest.mark.parametrize("masthead", MASTHEADS)
@pytest.mark.parametrize(
    "name", ["Gò Mây Online", "Trang tin điện tử Gò Mây", "BÁO GÒ MÂY", "Cổng thông tin xã Gò Mây", "Gò Mây TV"]
)
@pytest.mark.parametrize("date", [DATE, ""])
def test_the_name_of_the_site_beside_its_clock_is_no_author(date: str, name: str, masthead: str) -> None:
    assert read(above=masthead.format(name), date=date).byline is None


def test_a_name_that_the_title_of_the_page_ends_with_is_the_site() -> None:
    page = f"<title>{TITLE} – Gò Mây</title><body>{MASTHEADS[0].format('Gò Mây')}<h1>{TITLE}</h1><p>{'<p>'.join(TEXTS)}"
    assert extract_article(page, "https://x.example/dan-van-1491932517.html").byline is None


def test_who_comments_on_another_day_is_no_author() -> None:
    comment = "<ul><li><div><b>Chú Sáu</b> <span>15/03/2024 08:12</span></div><p>Việc làm rất hay.</p></li></ul>"
    assert read(behind=f"<div>{comment}</div>").byline is None
    assert authors(read(date="", behind="<div>Khánh Sang - 14/03/2024 09:20</div>")) == ["Khánh Sang"]
