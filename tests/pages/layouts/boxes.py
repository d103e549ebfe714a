"""What stands inside and beside an article without belonging to it: other news, comments, polls, tools."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.pages.layouts.dates import print_date
from tests.pages.layouts.inline import escape
from tests.pages.layouts.model import Comment, News, Pool


def _link(item: News) -> str:
    return f'<a href="/tin/tin-khac-{item.date:%Y%m%d}.html" title="{escape(item.title)}">{escape(item.title)}</a>'


def _items(items: Sequence[News]) -> str:
    return "".join(f"<li>{_link(item)} <em>({item.date:%d/%m/%Y})</em></li>" for item in items)


def fill(shape: str, items: Sequence[News]) -> str:
    """``shape`` with ``{title0}``, ``{teaser0}``, ``{date0}``… of ``items`` in their places."""
    values = {}
    for number, item in enumerate(items):
        values[f"title{number}"], values[f"teaser{number}"] = escape(item.title), escape(item.teaser)
        values[f"date{number}"] = f"{item.date:%d/%m/%Y}"
    return shape.format(**values)


INSIDE: dict[str, Callable[[Sequence[News]], str]] = {
    "in_table": lambda items: (
        '<table class="article__related" align="right" cellspacing="0"><tbody><tr><td><h4>Tin liên quan</h4>'
        f"<ul>{_items(items[:2])}</ul></td></tr></tbody></table>"
    ),
    "in_div": lambda items: (
        '<div class="VCSortableInPreviewMode alignRight" data-type="relatednews" type="RelatedOneNews">'
        f'<a href="/tin-khac.htm"><img src="/thumb.jpg" alt="{escape(items[0].title)}"></a>'
        f'<div class="VCObjectBoxRelatedNewsItemContent">{_link(items[0])}'
        f'<p class="VCObjectBoxRelatedNewsItemSapo">{escape(items[0].teaser)}</p></div></div>'
    ),
    "in_aside": lambda items: (
        '<aside class="inner-article"><figure class="cover"><img src="/nho.jpg" alt=""></figure>'
        f'<h5><h2 class="article-title">{escape(items[0].title)}</h2></h5><p>{escape(items[0].teaser)}</p></aside>'
    ),
    "in_list": lambda items: f'<ul class="related-in">{_items(items[:3])}</ul>',
    "in_para": lambda items: (
        f"<p><strong>&gt;&gt; {_link(items[0])}</strong></p><p><strong>&gt;&gt; {_link(items[1])}</strong></p>"
    ),
    "in_more": lambda items: f"<p>Xem thêm: {_link(items[0])}</p>",
}


def after_list(items: Sequence[News], heading: str = "Tin khác", form: str = "day_brackets") -> str:
    """The usual list under an article."""
    rows = "".join(
        f'<li>{_link(item)} <span class="other-date">{print_date(form, item.date)}</span></li>' for item in items
    )
    return f'<div class="other-items"><div class="title-other">{heading}</div><ul>{rows}</ul></div>'


def after_cards(items: Sequence[News], heading: str = "Tin liên quan", form: str = "plain") -> str:
    """Cards with a thumbnail, a date and a teaser."""
    cards = "".join(
        f'<div class="col-md-4 card"><a href="/the-{i}.html"><img src="/nho-{i}.jpg" alt="{escape(item.title)}"></a>'
        f'<h3>{_link(item)}</h3><span class="time">{print_date(form, item.date)}</span>'
        f'<p class="desc">{escape(item.teaser)}</p></div>'
        for i, item in enumerate(items)
    )
    return f'<section class="box-more"><h2>{heading}</h2><div class="row">{cards}</div></section>'


def teasers(items: Sequence[News], tag: str = "div") -> str:
    """The entries of a listing: picture, title, date, the beginning of the text."""
    return "".join(
        f'<{tag} class="news-item"><a href="/x"><img src="/x{i}.jpg" alt=""></a><h3>{_link(item)}</h3>'
        f'<span class="date">{item.date:%d/%m/%Y %H:%M}</span><div class="intro">{escape(item.teaser)}</div>'
        f'<a class="more" href="/x">Chi tiết</a></{tag}>'
        for i, item in enumerate(items)
    )


def rows(items: Sequence[News]) -> str:
    """The entries of a listing as the rows of a table."""
    return "".join(
        f"<TR><TD><B>{_link(item)}</B> <FONT size=1>({item.date:%d/%m/%Y})</FONT><BR>{escape(item.teaser)}</TD></TR>"
        for item in items
    )


def nukeviet_others(newer: Sequence[News], older: Sequence[News]) -> str:
    return (
        '<div class="news_column panel panel-default"><div class="panel-body other-news">'
        '<p class="h3"><strong>Những tin mới hơn</strong></p><div class="clearfix"><ul class="related list-inline">'
        + "".join(f"<li><h4>{_link(n)} - <em>({n.date:%d/%m/%Y})</em></h4></li>" for n in newer)
        + '</ul></div><p class="h3"><strong>Những tin cũ hơn</strong></p>'
        + '<div class="clearfix"><ul class="related list-inline">'
        + "".join(f"<li><h4>{_link(n)} - <em>({n.date:%d/%m/%Y})</em></h4></li>" for n in older)
        + "</ul></div></div></div>"
    )


def comment_form(heading: str = "Ý kiến bạn đọc") -> str:
    return (
        f'<div class="comments" id="idcomment"><h3>{heading}</h3><p>Tổng lượt bình luận</p><form action="/binh-luan" '
        'method="post"><label>Họ và tên</label><input name="n"><label>Email</label><input name="e">'
        '<label>Nội dung</label><textarea name="c" placeholder="Nội dung bình luận"></textarea>'
        "<label>Mã Captcha</label>"
        '<img src="/captcha" alt=""><a href="#">refresh</a><span>(Tích chọn để xác nhận bạn là bạn đọc)</span>'
        '<input type="submit" value="Gửi bình luận"></form></div>'
    )


def comment_list(comments: Sequence[Comment]) -> str:
    rows = "".join(
        f'<li class="item-comment"><p class="user"><strong>{escape(c.name)}</strong> - {c.date:%H:%M %d/%m/%Y}</p>'
        f"<h4>{escape(c.title)}</h4><p>{escape(c.text)}</p><a>Trả lời</a> <a>Thích</a></li>"
        for c in comments
    )
    return f'<div class="box-comment"><h3>Bình luận ({len(comments)})</h3><ul>{rows}</ul></div>'


def comment_block(state: str, comments: Sequence[Comment], heading: str) -> str:
    """Nothing, a form, or a form and what readers wrote."""
    if state == "none":
        return ""
    return comment_form(heading) + (comment_list(comments) if state == "real" else "")


def wordpress_comments(state: str, comments: Sequence[Comment]) -> str:
    """The form of WordPress, after the comments where there are any."""
    form = (
        '<div id="respond" class="comment-respond"><h3 id="reply-title">Để lại một bình luận</h3><p>Email của bạn sẽ '
        "không được hiển thị công khai. Các trường bắt buộc được đánh dấu *</p><form><textarea></textarea></form></div>"
    )
    return (comment_list(comments) if state == "real" else "") + form


def poll(pool: Pool, heading: str = "h3") -> str:
    answers = "".join(f'<div><input type="radio" name="v"> {escape(a)}</div>' for a in pool.poll_answers)
    return (
        f'<div class="vote"><{heading}>{escape(pool.poll_question)}</{heading}><form>{answers}'
        "<button>Biểu quyết</button></form></div>"
    )


def sidebar(pool: Pool, items: Sequence[News]) -> str:
    """A right column: hot news with teasers, notices, documents, a poll, links and counters."""
    hot = "".join(
        f'<div class="hot"><a href="/h{i}.html"><img src="/h{i}.jpg" alt=""></a><h4>{_link(n)}</h4>'
        f"<small>{n.date:%d/%m/%Y %H:%M}</small><p>{escape(n.teaser)}</p></div>"
        for i, n in enumerate(items)
    )
    notices = "".join(f'<li><a href="/tb-{i}">{escape(n)}</a></li>' for i, n in enumerate(pool.notices))
    documents = "".join(f'<li><a href="/vb-{i}">{escape(n)}</a></li>' for i, n in enumerate(pool.documents))
    return (
        f'<div class="block"><div class="block-title">Tin nổi bật</div>{hot}</div>'
        f'<div class="block"><div class="block-title">Thông báo</div><ul>{notices}</ul></div>'
        f'<div class="block"><div class="block-title">Văn bản mới</div><ul>{documents}</ul></div>{poll(pool)}'
        '<div class="block"><div class="block-title">Liên kết website</div><select><option>-- Chọn liên kết --</option>'
        "<option>Cổng thông tin điện tử Chính phủ</option></select></div>"
        '<div class="counter">Tổng lượt truy cập: <b>3.482.119</b><br>Truy cập hôm nay : 1.204<br>'
        "Đang trực tuyến: 37</div>"
    )


SHARE = (
    '<div class="share"><a href="https://www.facebook.com/sharer/sharer.php?u=x">Chia sẻ</a> <a href="#">Zalo</a> '
    '<a href="javascript:window.print()">In bài viết</a> <a href="mailto:?">Gửi mail</a></div>'
)
FONT_TOOLS = '<div class="fontsize">Xem cỡ chữ: <a href="#">A-</a> <a href="#">A</a> <a href="#">A+</a></div>'
AUDIO = (
    '<div class="audio-player"><span>Nghe đọc bài</span><audio controls src="/tts/4471.mp3"></audio>'
    "<select><option>Giọng nữ miền Bắc</option><option>Giọng nam miền Nam</option></select>"
    "<span>0:00 / 3:42</span></div>"
)
RATING = (
    '<form id="form3B"><div class="h5">Tổng số điểm của bài viết là: 5 trong 1 đánh giá</div>'
    "<div>Click để đánh giá bài viết</div></form>"
)
