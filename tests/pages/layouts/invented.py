"""Layouts that nobody wrote: a site's template drawn at random from the ways in which real ones print each part.

Names are drawn from five manners (English, Vietnamese, short, machine-made, none), tags from what systems use, and the
order of the parts varies, so that a rule that fits one family of sites only is found out. A number gives the same
layout on every run.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tests.pages.layouts.inline import chooser
from tests.pages.layouts.model import Family
from tests.pages.layouts.noise import ABOVE, BELOW, INSIDE, Noise

_NAMES: dict[str, dict[str, tuple[str, ...]]] = {
    "english": {
        "title": ("post-title", "detail-title", "article-title", "entry-title", "news-title", "title"),
        "date": ("post-date", "date", "time", "publish-date", "entry-meta", "meta-time", "article-meta"),
        "author": ("author", "post-author", "author-name", "byline"),
        "lead": ("sapo", "summary", "lead", "description", "post-excerpt", "intro"),
        "body": ("content", "post-content", "article-body", "entry-content", "detail-content"),
        "crumbs": ("breadcrumb", "breadcrumbs", "path"),
        "tags": ("tags", "tag-list", "post-tags"),
        "side": ("sidebar", "right-col", "widget-area"),
        "related": ("related-news", "other-news", "more-posts", "list-news"),
        "menu": ("menu", "main-nav", "navbar", "topmenu"),
        "clock": ("date-now", "today", "current-date", "header-date"),
        "main": ("main", "container", "detail", "page-detail", "wrapper"),
    },
    "vietnamese": {
        "title": ("tieu-de", "TieuDe", "tieudetin", "ten-bai"),
        "date": ("ngay-dang", "ngaydang", "thoi-gian", "ngay"),
        "author": ("tac-gia", "TacGia", "nguoi-viet"),
        "lead": ("tom-tat", "trich-dan", "mo-ta", "gioi-thieu-tin"),
        "body": ("noi-dung", "NoiDung", "chi-tiet-tin", "noidungtin"),
        "crumbs": ("duong-dan", "duongdan"),
        "tags": ("tu-khoa", "tukhoa"),
        "side": ("cot-phai", "cot-trai"),
        "related": ("tin-lien-quan", "tin-khac", "tin-cung-chuyen-muc"),
        "menu": ("thanh-menu", "menu-chinh"),
        "clock": ("ngay-thang", "dong-ho", "hom-nay"),
        "main": ("trang-tin", "khung", "phan-giua"),
    },
    "short": {},
    "machine": {},
    "none": {},
}
_PARTS = tuple(_NAMES["english"])
_TITLE_TAGS = ("h1", "h1", "h1", "h2", "h3", "div", "p")
_SUBTITLED = ("Tin khác", "Các tin khác", "Tin liên quan", "Cùng chuyên mục", "Tin mới hơn", "Có thể bạn quan tâm")
_CLOCKS = ("", "", "day_words", "same", "{weekday}, %d/%m/%Y", "words_time")
_DATES = (
    *("plain", "gmt", "dash", "unpadded", "time_first", "bar", "seconds_last", "vietnamese_half", "hours", "day"),
    *("day_words", "day_dashes", "day_weekday", "%H:%M %d/%m/%Y", "%H:%M, {weekday} %d/%m/%Y", "%d.%m.%Y %H:%M"),
)
_LABELS = ("", "", "", "Ngày đăng: ", "Đăng ngày ", "Đăng lúc: ", "Ngày xuất bản: ", "Cập nhật: ")
_CAPTIONS = (
    *("figure", "table", "table_plain", "centred", "centred_plain", "italic", "same_p", "div", "old_table", "own"),
    "own_span",
)
_PARAGRAPHS = ("p", "justify", "span", "div", "br", "nested", "blank", "word", "own")
_INSIDE = ("in_table", "in_div", "in_para", "in_more", "in_list", "own_box", "own_line")
_BYLINES = (
    *("last_right", "last_align", "last_left", "last_plain", "last_div", "above", "outside", "br", "glued", "none"),
    "own_end",
)


_BLOCK_TAG = re.compile(r"<(/?)(?:div|p)(?=[ >])")


class _Site:
    """The choices that one site makes."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.noise = Noise(chooser("noise", number))
        self.rng: random.Random = chooser("invented", number)
        self.manner = self.rng.choice(tuple(_NAMES))
        self.tags = {part: self.rng.choice(("div", "div", "div", "section", "span")) for part in _PARTS}

    def any(self, *options: str) -> str:
        return self.rng.choice(options)

    def name(self, part: str) -> str:
        """The attribute that names a part, with a blank before it; nothing for a site without names."""
        known = _NAMES[self.manner].get(part)
        if known:
            return f' {self.any("class", "class", "class", "id")}="{self.any(*known)}"'
        if self.manner == "short":
            return f' class="{part[0]}{self.any("b", "x", "t", "1", "n")}"'
        if self.manner == "machine":
            return f' class="{self.any("css", "sc", "jsx", "data")}-{self.rng.randrange(16**6):06x}"'
        return ""

    def wrap(self, part: str, inner: str, *tags: str) -> str:
        tag = self.any(*tags) if tags else "div"
        return f"<{tag}{self.name(part)}>{inner}</{tag}>"

    # --- parts ------------------------------------------------------------------------------------------------------
    def header(self) -> str:
        brand = self.any(
            '<a href="/"><img src="/logo.png" alt="[[site]]"></a>',
            '<h1><a href="/"><img src="/l.png" alt=""></a></h1>',
            '<p><a href="/">[[site]]</a></p>',
            "<h2>[[site]]</h2>",
            "<div>[[slogan]]</div>",
            "",
        )
        clock = self.wrap("clock", "[[clock|{}]]", "div", "span")
        item = self.any("<li>{}</li>", "<span>{}</span> ", "{} &#124; ", "<td>{}</td>", "<div>{}</div>")
        list_ = {"<li>{}</li>": "<ul>{}</ul>", "<td>{}</td>": "<table><tr>{}</tr></table>"}.get(item, "{}")
        menu = self.wrap("menu", f"[[menu|{list_}|{item}]]", "div", "nav", "div")
        parts = [brand, clock, menu]
        self.rng.shuffle(parts)
        tag = self.any("header", "div", "div")
        return f"<{tag}>{''.join(parts)}</{tag}>"

    def crumbs(self) -> str:
        sep = self.any(" » ", " / ", " &gt; ", "</li><li>", " › ")
        inner = "<ul><li>{}</li></ul>" if "li" in sep else "{}"
        return self.wrap("crumbs", f"[[crumbs|{inner}|{sep}]]", "div", "div", "nav")

    def title(self) -> str:
        inner = self.any(
            "[[title]]", "[[title]]", "<span>[[title]]</span>", "<b>[[title]]</b>", "<a href=''>[[title]]</a>"
        )
        tag = self.any(*_TITLE_TAGS)
        if tag in ("div", "p") and self.manner in ("short", "machine", "none"):
            inner = "<b>[[title]]</b>"
        return self.wrap("title", inner.replace("<a href=''>", "").replace("</a>", ""), tag)

    def meta(self) -> str:
        date = self.wrap("date", "[[date]]", "div", "span", "time", "p")
        author = self.wrap("author", "{}", "div", "span", "p")
        views = self.any("<span>Lượt xem: 214</span>", "<span>214 lượt xem</span>", "", "", "<div>Đã xem: 214</div>")
        cells = [date, f"[[byline_above|{author}]]", views]
        if self.rng.random() < 0.3:
            self.rng.shuffle(cells)
        joint = self.any("", " ", " | ", " - ", "\n")
        row = self.any("div", "div", "ul", "p")
        if row == "ul":
            cells = [f"<li>{cell}</li>" for cell in cells if cell]
            joint = ""
        if row == "p":
            cells = [_BLOCK_TAG.sub(r"<\1span", cell) for cell in cells]
        return f"<{row}>{joint.join(cell for cell in cells if cell)}</{row}>"

    def lead(self) -> str:
        inner = self.any("{}", "<p>{}</p>", "<b>{}</b>", "<strong>{}</strong>")
        tag = self.any("div", "h2", "p", "div")
        if tag == "p":
            inner = inner.replace("<p>", "").replace("</p>", "")
        return f"[[lead|{self.wrap('lead', inner, tag)}]]"

    def news(self, numbers: str) -> str:
        item = self.any(
            '<li><a href="/a-1.html">{title}</a></li>',
            '<li><a href="/a-1.html">{title}</a> <i>({date:%d/%m/%Y})</i></li>',
            '<div><a href="/a-1.html"><img src="/n.jpg" alt=""></a><h3><a href="/a-1.html">{title}</a></h3>'
            "<p>{teaser}</p></div>",
            '<div><h4><a href="/a-1.html">{title}</a></h4><span>{date:%d/%m/%Y %H:%M}</span></div>',
            '<p><a href="/a-1.html">{title}</a> ({date:%d/%m})</p>',
            '<article><a href="/a-1.html"><img src="/n.jpg" alt="{title}"><h3>{title}</h3></a><p>{teaser}</p>'
            "<time>{date:%d/%m/%Y}</time></article>",
        )
        listed = f"[[news|{numbers}|{item}]]"
        return f"<ul>{listed}</ul>" if item.startswith("<li") else listed

    def related(self) -> str:
        heading = self.any(*_SUBTITLED)
        tag = self.any("h3", "div", "h2", "strong", "p")
        return self.wrap("related", f"<{tag}>{heading}</{tag}>{self.news('3,4,5')}", "div", "div", "section", "aside")

    def side(self) -> str:
        notices = "<ul>[[notices|<li><a href='/tb'>{}</a></li>]]</ul>"
        boxes = [f"<h3>Tin mới</h3>{self.news('0,1,2')}", f"<h3>Thông báo</h3>{notices}", "[[poll|h4]]"]
        self.rng.shuffle(boxes)
        return self.wrap("side", "".join(boxes[: self.rng.randint(1, 3)]), "div", "aside", "div")

    def comments(self) -> str:
        heading = self.any("Ý kiến bạn đọc", "Bình luận", "Bình luận (2)", "Ý kiến của bạn")
        shape = self.any(
            "<li><b>{name}</b> <span>{date:%d/%m/%Y %H:%M}</span><p>{text}</p></li>",
            "<div><div>{name}</div><div>{text}</div><small>{date:%H:%M %d/%m/%Y}</small></div>",
        )
        listed = f"[[reader|{shape}]]"
        inner = f"<ul>{listed}</ul>" if shape.startswith("<li") else listed
        return f"<div><h3>{heading}</h3>{inner}<form><textarea></textarea><button>Gửi</button></form></div>"

    def main(self) -> str:
        """The article and what surrounds it in its column."""
        tools = self.any("[[share]]", "[[font_tools]]", "[[audio]]", "", "")
        head = [self.title(), self.meta()]
        if self.rng.random() < 0.15:
            head.reverse()
        body = self.wrap("body", "[[body]]")
        text = [self.lead(), self.any("[[cover]]", "<div>[[cover]]</div>"), body]
        if self.rng.random() < 0.2:
            text = [self.wrap("body", "".join([self.lead(), "[[cover]]", "[[body]]"]))]
        end = ["[[byline_outside|" + self.wrap("author", "{}", "div", "p") + "]]"]
        end += [self.tag_row(), self.any("[[share]]", "")]
        after = [self.related(), self.comments()]
        self.rng.shuffle(after)
        above, below = self.noise.draw(ABOVE, 2), self.noise.draw(BELOW, 3)
        return "".join([self.crumbs(), *head, above, tools, *text, *end, below, *after])

    def tag_row(self) -> str:
        sep = self.any(", ", " ", "", "; ")
        label = self.any("Từ khóa: ", "Tags: ", "<b>Từ khóa</b>", "<span>Tag:</span> ", "")
        return f"[[tags|{self.wrap('tags', label + '{}')}|{sep}]]"

    def template(self) -> str:
        main, side = self.main(), self.side()
        columns = [main, side] if self.rng.random() < 0.65 else [side, main]
        frame: Callable[[str], str] = self.rng.choice(
            (
                lambda x: f'<div class="row">{x}</div>',
                lambda x: (
                    f"<form method='post'><input type='hidden' name='__VIEWSTATE' value='[[viewstate|640]]'>{x}</form>"
                ),
                lambda x: f"<main>{x}</main>",
                lambda x: x,
            )
        )
        if self.rng.random() < 0.25:
            cells = "".join(f"<td valign='top'>{column}</td>" for column in columns)
            page = frame(f"<table width='100%'><tr>{cells}</tr></table>")
        else:
            tag = self.any("div", "div", "article")
            tags = [tag if column is main else "div" for column in columns]
            page = frame("".join(self.wrap("main", c, t) for c, t in zip(columns, tags, strict=True)))
        footer = self.any("[[footer|div]]", "[[footer|footer]]")
        return f"<!DOCTYPE html><html lang='vi'><head>[[head]]</head><body>{self.header()}{page}{footer}</body></html>"

    def shapes(self) -> dict[str, dict[str, str]]:
        """The shapes of this site alone."""
        box, text = (
            self.name("side") if self.manner == "machine" else "",
            self.name("title") if self.manner == "machine" else "",
        )
        return {
            "captions": {
                "own": f"<div{box}>{{img}}<p{text}>{{cap}}</p></div>",
                "own_span": f"<div><span{box}>{{img}}</span><br><span style='font-style:italic'>{{cap}}</span></div>",
            },
            "paragraphs": {"own": f"<p{text} style='margin:0 0 12px'>{{}}</p>"},
            "bylines": {"own_end": "<p style='text-align:end'>{}</p>"},
            "inside": {
                "own_box": "<div><strong>ĐỌC THÊM</strong><ul><li><a href='/b-2.html'>{title0}</a></li>"
                "<li><a href='/b-3.html'>{title1}</a></li></ul></div>",
                "own_noise": self.noise.draw(INSIDE, 1),
                "own_line": "<p><em>Xem thêm: <a href='/b-2.html'>{title0}</a></em></p>",
            },
        }


def invented(number: int, pages: int = 2) -> Family:
    """The site with this number."""
    site = _Site(number)
    pick = site.rng.sample
    return Family(
        name=f"invented-{number:04d}",
        host=f"trang{number}.example",
        site=site.any("Báo Đông Kha", "Trang tin Huyện ủy Mộc Sơn", "Cổng thông tin điện tử Vĩnh Sa", "Sơn Khê Online"),
        path="/tin-tuc/{key}-{id}.html",
        template=site.template(),
        pages=pages,
        round=site.rng.choice((1, 2, 3)),
        shapes=site.shapes(),
        forbidden=site.noise.forbidden,
        choices={
            "date": pick(_DATES, 2),
            "label": [site.any(*_LABELS)],
            "clock": [site.any(*_CLOCKS)],
            "byline": pick(_BYLINES, 2),
            "caption": pick(_CAPTIONS, 2),
            "paragraph": pick(_PARAGRAPHS, 2),
            "lead": [site.any("marked", "marked", "bold", "plain", "repeated"), site.any("marked", "plain", "bold")],
            "cover": [site.any("none", "none", "first", "outside")],
            "related": [site.any("after", *_INSIDE), "own_noise"],
            "meta": [site.any("none", "none", "og_no_date", "og", "graph", "jsonld", "us")],
            "title_tag": [site.any("full", "suffix", "bar", "portal", "section")],
            "description": [site.any("full", "cut", "none", "site")],
            "comments": [site.any("real", "none")],
            "tags": [site.any("1", "") == "1"],
            "section": [site.rng.random() < 0.8],
            "alt": [site.any("file", "placeholder", "empty", "caption")],
        },
    )
