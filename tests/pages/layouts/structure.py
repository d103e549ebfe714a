"""Special cases of the markup: texts printed twice, unclosed tags, odd places of dates, names, captions and titles."""

from __future__ import annotations

import re
from datetime import timedelta

from tests.pages.layouts.boxes import after_cards
from tests.pages.layouts.draft import CLOCK
from tests.pages.layouts.inline import attribute, escape
from tests.pages.layouts.made import Made, case


@case("markup:hidden-copy", "nukeviet", "lu-quet", date="nukeviet", caption="figure", byline="last_right")
def _hidden_copy(page: Made) -> None:
    """A version for printing, hidden, before the visible one."""
    copy = f'<div class="print-only" style="display:none"><h1>{page.draft.esc(page.draft.story.title)}</h1>'
    page.swap('<div class="section-header-bg">', f'{copy}{page.draft.body()}</div><div class="section-header-bg">')


@case("markup:mobile-copy", "aftertext", "hop-khong-giay", label="Ngày đăng: ", caption="centred", tags=False)
def _mobile_copy(page: Made) -> None:
    """A version for small screens after the wide one, nothing says that it is hidden but a class."""
    page.swap(
        '<div class="side-col">', f'<div class="d-lg-none mobile-view">{page.draft.body()}</div><div class="side-col">'
    )


@case("markup:commented-out", "vnpt", "tham-me", lead="marked", tags=False)
def _commented_out(page: Made) -> None:
    news = page.draft.pool.news[0]
    page.swap(
        '<div class="PostDate">', f'<!-- <p>{news.teaser}</p><p>{news.title} 01/02/2013</p> --><div class="PostDate">'
    )


@case("markup:unclosed", "table2004", "giao-quan", lead="plain", paragraph="br", caption="old_table",
      byline="last_font", title_tag="full", tags=False)  # fmt: skip
def _unclosed(page: Made) -> None:
    page.text = re.sub(r"</(TD|TR|FONT|LI|P)>", "", page.text)


@case(
    "markup:paragraphs-unclosed", "print", "chuyen-doi-so", caption="centred", paragraph="p", tags=False, section=False
)
def _paragraphs_unclosed(page: Made) -> None:
    page.text = page.text.replace("</p>", "").replace("</body></html>", "")


@case("markup:nested-tables", "vnpt", "doan-lao", lead="marked", caption="centred", paragraph="justify", tags=False)
def _nested_tables(page: Made) -> None:
    body = page.draft.body()
    for opening in ('<table style="width:100%">', '<table border="0">'):
        wrapped = f"{opening}<tbody><tr><td>{body}</td></tr></tbody></table>"
        page.swap(body, wrapped)
        body = wrapped


@case("markup:table-rows", "dnn", "cong-doan", date="seconds_last", lead="marked", paragraph="p", tags=False)
def _table_rows(page: Made) -> None:
    """Every paragraph in a row of its own."""
    body = page.draft.body()
    rows = "".join(f"<tr><td>{part}</td></tr>" for part in page.draft.body_parts)
    page.swap(body, f'<table width="100%">{rows}</table>')


@case(
    "markup:list-items",
    "wp_block",
    "cong-an",
    date="day_wordpress",
    paragraph="block",
    caption="figure_block",
    tags=False,
)
def _list_items(page: Made) -> None:
    """Enumerated points as items of a list."""
    items = page.draft.body_parts
    points = [part for part in items if re.search(r"(Một|Hai|Ba) là,", part)]
    page.swap("".join(points), '<ul class="wp-block-list">' + "".join(p.replace("p>", "li>") for p in points) + "</ul>")


@case("markup:quote", "drupal", "phong-su", date="time_first", caption="drupal")
def _quote(page: Made) -> None:
    spoken = next(part for part in page.draft.body_parts if "Năm 2002" in part)
    page.swap(spoken, f"<blockquote>{spoken}</blockquote>")


@case("markup:only-headings", "sharepoint", "cong-an", date="day", title_tag="portal", lead="plain", caption="centred",
      paragraph="p", byline="last_right", description="none", tags=False)  # fmt: skip
def _only_headings(page: Made) -> None:
    """The title again, an empty heading, the lead and the picture in h1 elements."""
    parts = page.draft.body_parts
    title = page.draft.esc(page.draft.story.title)
    head = f'<h1 style="text-align:center"><span>{title}</span></h1><h1>&nbsp;</h1>'
    new = head + "".join(re.sub(r"(</?)p\b", r"\1h1", part) for part in parts[:2])
    page.swap("".join(parts[:2]), new)


@case("title:repeated", "word", "tham-me", date="plain", lead="plain", paragraph="word", caption="word", tags=False,
      byline="last_word")  # fmt: skip
def _title_repeated(page: Made) -> None:
    first = page.draft.body_parts[0]
    title = page.draft.esc(page.draft.story.title).upper()
    page.swap(first, f'<p class="MsoNormal" align="center"><b><span>{title}<o:p></o:p></span></b></p>{first}')


@case("title:repeated-in-two", "sharepoint", "giao-quan", date="day", title_tag="portal", lead="plain",
      caption="centred", description="none", tags=False)  # fmt: skip
def _title_repeated_in_two(page: Made) -> None:
    first, words = page.draft.body_parts[0], page.draft.story.title.split(" ")
    lines = " ".join(words[:5]), " ".join(words[5:])
    page.swap(first, "".join(f'<p style="text-align:center"><strong>{line}</strong></p>' for line in lines) + first)


@case("title:broken-line", "manyh1", "dan-van-kheo", date="glued", caption="table", title_tag="cut")
def _title_broken_line(page: Made) -> None:
    title = page.draft.esc(page.draft.story.title)
    page.swap(f">{title}</h1>", f">\n   {title.replace(': ', ': <br/>')}\n</h1>")


@case("title:null", "liferay7", "le-hoi", date="plain", caption="centred", title_tag="portal", description="none")
def _title_null(page: Made) -> None:
    title = page.draft.esc(page.draft.story.title)
    page.swap(f'class="title">{title}', f'class="title">null {title}')


@case("title:capitals", "manyh1", "cau-lac-bo", date="time_first", caption="centred", meta="og", title_tag="suffix")
def _title_capitals(page: Made) -> None:
    title = page.draft.story.title
    page.swap(f">{title}</h1>", f">{title.upper()}</h1>")
    page.expect(title=(title, title.upper()))


@case("title:portal-everywhere", "wp_classic", "giao-quan", date="day", title_tag="portal", caption="old_wp")
def _title_portal_everywhere(page: Made) -> None:
    site = page.draft.family.site
    page.swap(
        "<title>", f'<meta property="og:title" content="{site}"><meta property="og:type" content="website"><title>'
    )


@case("title:in-breadcrumb", "vnpt", "hop-khong-giay", lead="marked", caption="table", tags=False)
def _title_in_breadcrumb(page: Made) -> None:
    """The way ends with the article itself."""
    section = page.draft.story.section[-1]
    page.swap(f"{section}</a></div>", f"{section}</a> / <span>{page.draft.esc(page.draft.story.title)}</span></div>")


@case("title:sticky", "vccorp", "huy-hieu-dang", date="gmt", caption="vccorp", byline="above")
def _title_sticky(page: Made) -> None:
    title = page.draft.esc(page.draft.story.title)
    page.swap(
        '<div class="main">', f'<div class="header__sticky"><span class="title">{title}</span></div><div class="main">'
    )


@case("date:two-spans", "mastercms", "phong-su", date="time_bar", caption="mastercms", byline="outside")
def _date_two_spans(page: Made) -> None:
    when = page.draft.story.published
    page.swap(
        f"{when:%H:%M | %d/%m/%Y}",
        f'<span class="format_time">{when:%H:%M}</span> | <span class="format_date">{when:%d/%m/%Y}</span>',
    )


@case("date:in-breadcrumb-and-below", "manyh1", "lu-quet", date="plain", caption="table", byline="last_right")
def _date_twice(page: Made) -> None:
    when = page.draft.story.published
    text = f'<div class="bread-crumb-detail__time">Thứ Tư, {when:%d/%m/%Y - %H:%M}</div>'
    page.swap('<h1 class="post-title">', text + '<h1 class="post-title">')


@case("date:json-ld-only", "tailwind", "dan-van-kheo", date="none", meta="jsonld_blank_zone", caption="tailwind",
      paragraph="tailwind", clock="day_weekday")  # fmt: skip
def _date_json_ld_only(page: Made) -> None:
    page.text = re.sub(r'<time class="text-sm.*?</time>', "", page.text)


@case("date:meta-only", "soup", "cau-lac-bo", date="none", meta="og", lead="marked", paragraph="div", clock="day_words",
      tags=False)  # fmt: skip
def _date_meta_only(page: Made) -> None:
    page.fetched_at = f"{CLOCK:%Y-%m-%dT%H:%M:%S}+07:00"


@case("date:meta-of-the-request", "metabar", "tham-me", date="minute_zone", lead="marked", tags=False)
def _date_meta_of_the_request(page: Made) -> None:
    """A system that stamps every page with the time of the request; the printed date is the article's."""
    page.swap("<title>", f'<meta name="date" content="{CLOCK:%Y-%m-%dT%H:%M:%S}+07:00"><title>')
    page.fetched_at = f"{CLOCK:%Y-%m-%dT%H:%M:%S}+07:00"


@case("date:american-day-first", "joomla", "hop-khong-giay", date="day", meta="us", lead="marked", tags=False)
def _date_american(page: Made) -> None:
    page.must_show("3/13/2026 ")


@case("date:american-ambiguous", "split", "cau-lac-bo", date="plain", meta="us", lead="marked", caption="figure")
def _date_american_ambiguous(page: Made) -> None:
    page.must_show("3/8/2022 ")
    page.url = "https://tintucmien.example/thoi-su/cau-lac-bo-4471.htm"


@case("date:minutes-ago", "epi", "cong-doan", date="plain", caption="figure", tags=False)
def _date_minutes_ago(page: Made) -> None:
    when = page.draft.story.published
    page.swap(f"{when:%d/%m/%Y %H:%M}</time>", "58 phút trước</time>")
    page.text = re.sub(r' datetime="[^"]*"', "", page.text)
    page.fetched_at = f"{when + timedelta(minutes=58):%Y-%m-%dT%H:%M:%S}+07:00"
    page.expect(published=(f"{when:%Y-%m-%d}",))


@case("date:hours-ago-unknown-when", "soup", "tham-me", date="plain", paragraph="div", lead="marked", tags=False)
def _date_hours_ago(page: Made) -> None:
    """A relative time on a page of which nobody knows when it was fetched."""
    page.swap(f"{page.draft.story.published:%d/%m/%Y %H:%M}", "2 giờ trước")
    page.expect(published=(None,))


@case("date:in-picture-address", "committee", "huy-hieu-dang", date="none", clock="day_words", lead="plain",
      caption="twice", tags=False)  # fmt: skip
def _date_in_picture_address(page: Made) -> None:
    when = page.draft.story.published
    address = f"https://images.thanhuylachong.example/res/news/{when:%Y/%m/%d-%m-%Y}-trao-huy-hieu-19B4111B-details.jpg"
    page.text = re.sub(r'src="/uploads/anh-\d+\.jpg"', f'src="{address}?vs={when:%d%m%Y%H%M}27"', page.text)
    page.fetched_at = f"{CLOCK:%Y-%m-%dT%H:%M:%S}+07:00"
    page.expect(published=(f"{when:%Y-%m-%d}", None))


@case("date:related-above", "split", "tham-me", date="dash", lead="marked", caption="figure", tags=False)
def _date_related_above(page: Made) -> None:
    """Other news with their dates between the header and the article."""
    page.swap('<div class="main">', after_cards(page.draft.news[:3]) + '<div class="main">')


@case("byline:then-pictures", "sharepoint", "tham-me", date="day", title_tag="portal", caption="centred", lead="marked",
      byline="last_right", tags=False)  # fmt: skip
def _byline_then_pictures(page: Made) -> None:
    """More pictures after the name."""
    pictures = "".join(f'<p><img alt="" src="/img/20210{i}.PNG" /></p>' for i in range(3))
    name = page.draft.body_parts[-1]
    page.swap(name, f"{name}<p>Một số hình ảnh của đoàn:</p>{pictures}")
    page.expect(optional=frozenset({"Một số hình ảnh của đoàn:"}))


@case("byline:in-the-middle", "sharepoint", "giao-quan", date="day", title_tag="portal", caption="centred_plain",
      lead="marked", byline="last_plain", tags=False)  # fmt: skip
def _byline_in_the_middle(page: Made) -> None:
    """All pictures after the name."""
    parts = page.draft.body_parts
    pictures = [part for part in parts if "<img" in part]
    rest = [part for part in parts if part not in pictures]
    page.swap("".join(parts), "".join(rest + pictures))


@case("byline:top-and-end", "wp_block", "dan-van-kheo", date="day_wordpress", caption="figure_block", byline="above")
def _byline_top_and_end(page: Made) -> None:
    last = page.draft.body_parts[-1]
    page.swap(last, f'{last}\n<p class="has-text-align-right"><strong>{page.draft.story.byline}</strong></p>\n')


@case("byline:two-in-swiper", "vccorp", "huy-hieu-dang", date="gmt", caption="vccorp", byline="outside")
def _byline_two_in_swiper(page: Made) -> None:
    """Above: the first author "and another"; a hidden swiper repeats them; the whole byline stands below."""
    names = "".join(f'<div class="swiper-slide"><a>{name}</a></div>' for name in ("Thu Lan", "Trường Giang"))
    page.swap(
        '<div class="detail-time">',
        '<div class="detail-author"><a>Thu Lan</a> và 1 tác giả khác<div class="swiper" style="display:none">'
        f'{names}</div></div><div class="detail-time">',
    )


@case("byline:list-of-works", "epi", "phong-su", date="plain", caption="figure", byline="above")
def _byline_list_of_works(page: Made) -> None:
    page.swap("Lê Nguyên Sa</span>", 'Lê Nguyên Sa</span><a class="more">Xem các bài viết của tác giả</a>')


@case("byline:source-and-paper", "epi", "chuyen-doi-so", date="plain", caption="figure", tags=False)
def _byline_source(page: Made) -> None:
    """A reprint: the author with "Theo", the paper in a line of its own."""
    last = page.draft.body_parts[-1]
    lines = "Theo Khánh Vân", "Báo Sơn Lĩnh"
    page.swap(last, last + "".join(f'<p style="text-align:right"><strong>{line}</strong></p>' for line in lines))
    page.expect(byline=("Theo Khánh Vân", "Theo Khánh Vân Báo Sơn Lĩnh", "Theo Khánh Vân - Báo Sơn Lĩnh"))


@case("caption:none-printed", "vccorp", "lu-quet", date="gmt", caption="vccorp", alt="empty")
def _caption_none(page: Made) -> None:
    page.text = re.sub(r'(<p data-placeholder="[^"]*">).*?</p>', r"\1</p>", page.text)
    page.expect(captions=())


@case("caption:long-gallery", "nukeviet", "giao-quan", date="nukeviet", caption="centred", paragraph="justify")
def _caption_gallery(page: Made) -> None:
    """A gallery of bare pictures after the text."""
    last = page.draft.body_parts[-1]
    bare = "".join(f'<p style="text-align:center"><img src="/g{i}.jpg" alt="IMG_{i}.jpg"></p>' for i in range(6))
    page.swap(last, last + bare)


@case("caption:alt-and-title", "drupal", "le-hoi", date="time_first", caption="drupal", alt="caption")
def _caption_alt_and_title(page: Made) -> None:
    page.text = re.sub(r'(alt=("[^"]*"))', r"\1 title=\2 data-alt=\2", page.text)


@case("around:cookies-first", "wp_block", "thay-nuoc", date="day_wordpress", lead="plain", caption="figure_block",
      comments="real", tags=False)  # fmt: skip
def _cookies_first(page: Made) -> None:
    """A long banner before and comments longer than the article after it."""
    text = (
        "Chúng tôi và các đối tác sử dụng cookie để lưu trữ thông tin trên thiết bị của bạn, phân tích lượt truy cập. "
        * 4
    )
    page.swap(
        '<div class="wp-site-blocks">', f'<div class="cookie-banner"><p>{text}</p></div><div class="wp-site-blocks">'
    )


@case("around:long-comments", "daily", "thay-nuoc", date="unpadded", lead="marked", caption="figure_p",
      paragraph="normal", comments="real", tags=False)  # fmt: skip
def _long_comments(page: Made) -> None:
    """Comments of many lines under an article of a few."""
    comments = page.draft.pool.comments
    more = "".join(f"<p>{escape(c.text)}</p>" * 3 for c in comments)
    page.swap('<div class="box-comment">', f'<div class="box-comment">{more}')


@case("around:fragment", "print", "cong-an", caption="centred", tags=False, section=False)
def _fragment(page: Made) -> None:
    """No html, head or body element."""
    start, end = page.text.index("<h1>"), page.text.index("<hr>")
    page.text = f"<article>{page.text[start:end]}</article>"


@case("around:second-article", "manyh1", "cau-lac-bo", date="glued", caption="centred", byline="last_right")
def _second_article(page: Made) -> None:
    """The beginning of the next article under this one."""
    news = page.draft.pool.news[2]
    page.swap(
        '<aside class="right">',
        f'<article class="next-post"><h2>{news.title}</h2><time>{news.date:%d/%m/%Y %H:%M}</time><p>{news.teaser}</p>'
        '<a>Xem tiếp</a></article><aside class="right">',
    )


@case("around:summary-in-meta-only", "vnpt", "huy-hieu-dang", lead="bold", description="cut", meta="og", tags=False)
def _summary_in_meta(page: Made) -> None:
    """The description ends in the middle of the lead."""
    page.swap("<title>", f'<meta itemprop="description" content="{attribute(page.draft.story.lead[:90])}"><title>')
