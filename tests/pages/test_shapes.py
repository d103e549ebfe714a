"""Shapes of headline, text and captions that sites without a common system print: one class of shapes a test."""

from __future__ import annotations

import pytest

from tests.pages.invented import LEAD, TEXT, TITLE, paragraphs, read

# The headline.


@pytest.mark.parametrize(
    "badge",
    [
        '<small class="label label-danger">Mới</small>',
        '<span class="badge">Nóng</span>',
        '<sup class="hot">HOT!</sup>',
        "<i>(Mới)</i>",
        '<span class="tag-video">Video</span>',
        '<a href="#">In trang</a>',
        '<a href="#in">[Bản in]</a>',
    ],
)
@pytest.mark.parametrize("level", ["h1", "h2"])
@pytest.mark.parametrize("before", [True, False])
def test_a_label_in_the_heading_is_no_part_of_the_headline(badge: str, level: str, *, before: bool) -> None:
    inside = f"{badge} {TITLE}" if before else f"{TITLE} {badge}"
    assert read(f"<{level}>{inside}</{level}>").title == TITLE


@pytest.mark.parametrize("last", ["Khau Vai", "Video", "mới"])
def test_words_of_the_headline_are_kept_whatever_they_say(last: str) -> None:
    title = f"Xã Thanh Lương đưa chữ về bản trên núi {last}"
    assert read(f"<h1>{title}</h1>").title == title
    assert read("<h1><b>Xã Thanh Lương</b> đưa chữ về bản trên núi <b>Khau Vai</b></h1>").title == TITLE


@pytest.mark.parametrize(
    "head",
    [
        f"<center><b>{TITLE.upper()}</b></center><i>(18/06/2012 08:00:00)</i>",
        f"<p align=center><strong>{TITLE}</strong></p><p align=center>18/06/2012</p>",
        f'<div style="text-align:center;font-weight:bold">{TITLE}</div><div>Ngày đăng: 18/06/2012</div>',
        f'<div class="h1">{TITLE}</div><div class="sub">Mai Khôi | Đăng lúc 6h05, ngày 18/06/2012</div>',
        f"<table><tr><td align=center><font size=4><b>{TITLE}</b></font></td></tr></table>",
        f'<p style="font-size:22px"><b>{TITLE}</b></p><p>18/06/2012 08:00</p>',
    ],
)
@pytest.mark.parametrize("stated", ["", "Bản in", "Xã Thanh Lương - Bản in", "Chi tiết bài viết", "Tin tức"])
def test_a_headline_without_a_heading(head: str, stated: str) -> None:
    assert (read(head, title=stated).title or "").casefold() == TITLE.casefold()


@pytest.mark.parametrize(
    "head",
    [
        f'<td class="contentheading"><a href="#" class="contentpagetitle">{TITLE}</a></td>',
        f'<h2 class="entry-title"><a href="/bai/4711">{TITLE}</a></h2>',
        f'<div class="tieude"><a href="">{TITLE}</a></div>',
    ],
)
def test_a_headline_that_links_to_its_own_page(head: str) -> None:
    assert read(f"<table><tr>{head}</tr></table>" if "<td" in head else head, title="Tin tức").title == TITLE


def test_a_headline_behind_a_long_menu() -> None:
    rows = "".join(f"<tr><td><a href='/{n}'>Mục số {n}</a></td></tr>" for n in range(600))
    article = read(f"<p>{TITLE}</p><p>02/11/2023 06:05</p>", above=f"<table>{rows}</table>")
    assert article.title == TITLE


def test_a_caption_is_no_headline() -> None:
    caption = "Lớp học buổi tối ở bản Nà Đon bên bếp lửa. Ảnh: Thu Hoài"
    figure = f"<figure><img src=/a.jpg><figcaption>{caption}</figcaption></figure>"
    twice = f"{figure}<p align=center><i>{caption}</i></p>"
    assert read(f"<p>{TITLE}</p>", body=f"{twice}{paragraphs()}").title == TITLE


def test_a_heading_without_words() -> None:
    assert read(f"<h1><br><img src=/a.jpg><br></h1><h2>{TITLE}</h2>").title == TITLE


def test_lines_of_a_heading_are_words_apart() -> None:
    first, last = TITLE.split(" đưa ")
    lines = f'<span style="display:block">{first}</span><span style="display: block">đưa {last}</span>'
    assert read(f"<h1>{lines}</h1>").title == TITLE


# Text and captions.


def test_spans_set_as_blocks_are_paragraphs() -> None:
    lines = ("* Thưa ông, vì sao lớp học mở vào buổi tối?", "- Ông Pản: Vì ban ngày bà con còn lên nương.")
    body = "".join(f'<span style="display:block;margin:0 0 9px">{line}</span>' for line in (LEAD, *lines, *TEXT))
    article = read(f"<h3>{TITLE}</h3><p>02/11/2023 06:05</p>", body=body)
    assert [article.lead, *article.body] == [LEAD, *lines, *TEXT]


@pytest.mark.parametrize(
    "note",
    [
        "<div>Cuộn xuống để đọc</div>",
        "<p>Vuốt để xem tiếp</p>",
        '<div class="qr"><img src="/qr.png" alt="qr">Quét mã để đọc trên điện thoại</div>',
        '<div><img src="/ma.png"><br>Quét mã QR để theo dõi trang</div>',
        '<p><img src="/zalo.png"></p><p>Quét QR Zalo</p>',
        '<figure><img src="/zalo.png"><figcaption>Zalo OA của xã</figcaption></figure>',
        '<p align=center><img src="/ma.png"><br><em>Mã QR</em></p>',
        "<amp-audio src=/a.mp3><div fallback>Trình duyệt không hỗ trợ nghe.</div></amp-audio>",
        "<p>Trình duyệt của bạn không hỗ trợ phát âm thanh.</p>",
        '<img src="/in.png"><span>Viết bởi Administrator</span>',
        '<div><a href="#"><img src="/thu.png"></a></div><div>Được đăng bởi bientap2</div>',
    ],
)
def test_a_note_above_the_text_is_nothing_of_the_article(note: str) -> None:
    article = read(f"<h1>{TITLE}</h1><p>02/11/2023 06:05</p>{note}")
    assert [article.lead, *article.body] == [LEAD, *TEXT]
    assert not [image.caption for image in article.images if image.caption]
    assert article.byline is None


@pytest.mark.parametrize(
    "meta",
    [
        f'<meta name="description" content="{LEAD}">',
        f'<meta property="og:description" content="{LEAD[:80]} [&hellip;]">',
        f'<script type="application/ld+json">{{"@type":"Article","description":"{LEAD}"}}</script>',
    ],
)
def test_a_lead_under_the_picture_of_the_article_is_no_caption(meta: str) -> None:
    picture = '<div class="anh"><a href="/f.jpg"><img src="/f.jpg"></a></div>'
    article = read(f"<h1>{TITLE}</h1>", body=f"{picture}<p><em>{LEAD}</em></p>{paragraphs(TEXT)}", meta=meta)
    assert article.lead == LEAD
    assert article.body == list(TEXT)
    assert [image.caption for image in article.images] == [None]


def test_a_credit_below_a_caption_is_one_too() -> None:
    caption, credit = "Lớp học buổi tối", "Ảnh: Hà Vi"
    figure = f"<p><img src=/a.jpg></p><p align=center><i>{caption}</i></p><p align=right><i>{credit}</i></p>"
    article = read(f"<h1>{TITLE}</h1>", body=f"{paragraphs((LEAD,))}{figure}{paragraphs(TEXT)}")
    assert article.body == list(TEXT)
    assert [image.caption for image in article.images] == [caption, credit]


def test_a_caption_that_a_system_took_into_its_summary_stays_one() -> None:
    caption = "Lớp học xóa mù chữ buổi tối của bản Nà Đon do cán bộ biên phòng đứng lớp"
    body = f'<p><img src="/f.jpg"></p><p align=center><em>{caption}</em></p>{paragraphs()}'
    article = read(f"<h1>{TITLE}</h1>", body=body, meta=f'<meta name="description" content="{caption} {LEAD[:40]}...">')
    assert [image.caption for image in article.images] == [caption]
    assert article.lead == LEAD


@pytest.mark.parametrize(
    "behind",
    [
        "<div style='text-align:right'>(Trung tâm Văn hóa xã)</div>",
        "<div align=right><i>Phó Trưởng ban Tuyên giáo</i></div>",
        "<p>Thiết kế: Hà Vi</p>",
        "<p>Đồ họa: Hà Vi</p><p>Kỹ thuật: Sùng A Páo</p>",
    ],
)
def test_what_follows_a_signature_is_no_text(behind: str) -> None:
    signed = "<div style='text-align:right'><b>Lò Văn Pản</b></div>"
    article = read(f"<h1>{TITLE}</h1>", body=f"{paragraphs()}{signed}{behind}")
    assert [article.lead, *article.body] == [LEAD, *TEXT]
    assert article.byline is not None
    assert article.byline.text == "Lò Văn Pản"


@pytest.mark.parametrize(
    "line",
    ["Thanh Lương, 02/11/2023", "Khau Vai, ngày 02/11/2023", "Hà Nội, 2/11/2023", "Nà Đon, ngày 2 tháng 11 năm 2023"],
)
@pytest.mark.parametrize("element", ["<p>{}</p>", "<p align=right><i>{}</i></p>"])
def test_a_place_with_a_day_is_no_author(line: str, element: str) -> None:
    head = f"<h1>{TITLE}</h1><p>05/11/2023 09:00</p>"
    article = read(head, body=f"{paragraphs()}{element.format(line)}")
    assert article.byline is None
    assert article.body == [*TEXT, line]
    signed = read(head, body=f"{paragraphs()}{element.format(line)}<p align=right><b>Lò Văn Pản</b></p>")
    assert signed.byline is not None
    assert signed.byline.authors == ["Lò Văn Pản"]
    assert article.published_date == signed.published_date == "2023-11-05"


def test_an_author_with_a_day() -> None:
    article = read(f"<h1>{TITLE}</h1>", body=f"{paragraphs()}<p align=right>Sùng A Páo, 02/11/2023</p>")
    assert article.byline is not None
    assert (article.byline.authors, article.published_date) == (["Sùng A Páo"], "2023-11-02")


def test_the_author_above_the_source() -> None:
    signed = "<p style='text-align:right'><strong>Lò Văn Pản</strong><br><small>Nguồn: Báo Khau Vai</small></p>"
    article = read(f"<h1>{TITLE}</h1>", body=f"{paragraphs()}{signed}")
    assert article.body == list(TEXT)
    assert article.byline is not None
    assert article.byline.authors == ["Lò Văn Pản"]


@pytest.mark.parametrize("heading", ["2 phản hồi", "1 bình luận về “Lớp học xóa mù”", "3 Comments", "Có 2 ý kiến"])
def test_a_number_of_comments_heads_them(heading: str) -> None:
    comments = "<div><p>Chú Sáu Bến Lội</p><p>Đọc mà rơi nước mắt, mong mọi người cùng chung tay giúp các em.</p></div>"
    article = read(f"<h1>{TITLE}</h1>", body=f"{paragraphs()}</div><div><h3>{heading}</h3>{comments}{comments}")
    assert article.body == list(TEXT)
    assert article.byline is None


def test_links_to_the_neighbours_of_an_article_by_their_relation() -> None:
    links = '<p><a rel="prev">Chợ phiên Khau Vai họp trở lại</a> <a rel="next">Bản Nà Đon có thêm giếng nước</a></p>'
    assert read(f"<h1>{TITLE}</h1>", body=f"{paragraphs()}{links}").body == list(TEXT)


def test_an_author_by_the_relation_of_a_link() -> None:
    article = read(f"<h1>{TITLE}</h1><p><a href='/u/7' rel='author nofollow'>Cây bút Khau Vai</a></p><p>02/11/2023</p>")
    assert article.byline is not None
    assert article.byline.text == "Cây bút Khau Vai"


def box(head: str, picture: str = '<div><img src="/t.jpg"></div>') -> str:
    text = "Đoàn xã trồng được hai héc-ta quế giống trong dịp ra quân đầu xuân."
    return f"<div class=hop>{picture}<div>{head}{text}</div></div>"


@pytest.mark.parametrize("level", ["h3", "h4", "h5"])
def test_a_box_with_picture_and_heading_in_the_text_is_another_article(level: str) -> None:
    teaser = box(f"<{level}>Đoàn xã ra quân trồng cây</{level}>")
    article = read(
        f"<h1>{TITLE}</h1>",
        body=f"{paragraphs((LEAD, *TEXT[:2]))}{teaser}{paragraphs((*TEXT[2:], LEAD + ' Hết.'))}",
    )
    assert article.body == [*TEXT, LEAD + " Hết."]


def test_sections_with_pictures_are_the_article() -> None:
    sections = "".join(box(f"<h3>Phần {n} của câu chuyện</h3>") for n in (1, 2, 3))
    article = read(f"<h1>{TITLE}</h1>", body=f"{paragraphs()}{sections}{paragraphs(TEXT[:1])}")
    assert "Phần 2 của câu chuyện" in article.body
    alone = box("<h3>Câu chuyện</h3>", picture="")
    article = read(f"<h1>{TITLE}</h1>", body=f"{paragraphs()}{alone}{paragraphs(TEXT[:1])}")
    assert "Câu chuyện" in article.body


# What style and elements say without words.


@pytest.mark.parametrize("element", ['span style="display: block"', 'span class="d-block mb-2"', 'font class="block"'])
def test_inline_elements_set_as_blocks(element: str) -> None:
    body = "".join(f"<{element}>{line}</{element.split(maxsplit=1)[0]}>" for line in (LEAD, *TEXT))
    assert read(f"<h1>{TITLE}</h1>", body=body).body == list(TEXT)


def test_lines_of_preformatted_text() -> None:
    body = "\n\n".join((LEAD, *TEXT))
    assert read(f"<h1>{TITLE}</h1>", body=f"<pre>{body}</pre>").body == list(TEXT)


@pytest.mark.parametrize("above", ["Tin tức - Sự kiện", "Xây dựng Đảng", "Văn hóa - Xã hội"])
def test_the_section_in_a_heading_above_is_no_headline(above: str) -> None:
    assert read(f"<h1>{above}</h1><h3>{TITLE}</h3>", title="Trang tin điện tử xã Thanh Lương").title == TITLE


def test_the_neighbours_of_an_article_are_no_text() -> None:
    ways = "<p>« Bài trước: Bản Nà Đon có giếng</p><p>Bài sau: Chợ phiên họp lại »</p>"
    assert read(f"<h1>{TITLE}</h1>", body=f"{paragraphs()}{ways}").body == list(TEXT)


@pytest.mark.parametrize("sign", ["&gt;&gt;", "&gt;&gt;&gt;", "››"])
def test_a_line_that_points_to_another_article(sign: str) -> None:
    line = f"<p>{sign} <b>Chợ phiên Khau Vai họp trở lại sau mưa lũ</b></p>"
    body = f"{paragraphs((LEAD, *TEXT[:2]))}{line}{paragraphs(TEXT[2:])}"
    assert read(f"<h1>{TITLE}</h1>", body=body).body == list(TEXT)
