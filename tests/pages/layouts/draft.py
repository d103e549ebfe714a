"""One page in the making: prints the parts of a story in the look chosen, and notes what was printed."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.pages.layouts import boxes, head
from tests.pages.layouts.dates import print_date, printed_value
from tests.pages.layouts.inline import chooser, escape, noisy, shattered
from tests.pages.layouts.model import Expected, Family, Look, Picture, Pool, Story
from tests.pages.layouts.pictures import SHAPES

CLOCK = datetime(2026, 7, 21, 9, 12)  # noqa: DTZ001 - a clock on a page has no zone either
UPDATE = timedelta(days=1, minutes=13)
CHROME = (
    "Tổng lượt bình luận",
    "sử dụng cookie",
    "Tổng lượt truy cập",
    "Xem cỡ chữ",
    "Nghe đọc bài",
    "Gửi bình luận",
    "Ghi rõ nguồn",
    "/GP-TTĐT",
    "Mã Captcha",
    "javascript",
    "function(",
)
_NEEDS_NAME = {"above", "outside", "jsonld", "dateline", "meta_bar"}
_ALTS = {
    "file": "DSC_0412.JPG",
    "placeholder": "anh tin bai",
    "windows": "E:\\ANH\\2021\\IMG_20210705_084512.jpg",
    "empty": "",
}


def is_subhead(text: str) -> bool:
    """A short line without a final stop."""
    return len(text) < 60 and text[-1] not in ".:;!?”,…/)"


class Draft:
    """The parts of one page; every method notes what it printed, so the expected record follows from the page."""

    def __init__(self, family: Family, story: Story, look: Look, pool: Pool, number: int) -> None:
        self.family, self.story, self.look, self.pool = family, story, look, pool
        self.rng = chooser(family.name, number, story.key)
        self.news = self.rng.sample(pool.news, 8)
        self.byline_style = self._byline_style()
        self.printed: set[str] = set()
        self.title_variants = [story.title]
        self.published_variants: list[str | None] = []
        self.optional: set[str] = set()
        self.warnings: list[str] = []

    def _byline_style(self) -> str:
        story, style = self.story, self.look.byline
        if story.byline is None or style == "none":
            return "none"
        if style in _NEEDS_NAME and not story.byline_is_name:
            return "last_right"
        if style.startswith("glued") and not story.paragraphs:
            return "last_right"
        return style

    # --- text -------------------------------------------------------------------------------------------------------
    def esc(self, text: str) -> str:
        return escape(text, entities=self.look.entities)

    def _inline(self, text: str) -> str:
        if self.look.paragraph in ("span", "word"):
            return shattered(text, self.rng, entities=self.look.entities)
        return noisy(text, self.rng, entities=self.look.entities)

    @property
    def title(self) -> str:
        return self.esc(self.story.title)

    # --- head -------------------------------------------------------------------------------------------------------
    def head(self, extra: str = "", charset: str = '<meta charset="utf-8">') -> str:
        story, look, site = self.story, self.look, self.family.site
        description = {
            "full": story.lead,
            "cut": head.cut(story.lead),
            "portal": f"{site} - thông tin chính thống, nhanh chóng",
            "none": "",
        }[look.description]
        parts = [charset, f"<title>{self._title_tag()}</title>"]
        if description:
            parts.append(f'<meta name="description" content="{escape(description).replace(chr(34), "&quot;")}">')
        author = story.byline if story.byline_is_name and self.byline_style != "none" else None
        if look.meta in ("og", "og_jsonld"):
            parts.append(head.open_graph(story.title, description, site, story.published))
        elif look.meta == "og_no_date":
            parts.append(head.open_graph(story.title, description, site, None))
        elif look.meta == "us":
            parts.append(head.american_meta(story.published))
        if look.meta.startswith(("jsonld", "graph", "og_jsonld")):
            kind = look.meta.removeprefix("og_")
            parts.append(head.json_ld(kind, story.title, description, story.published, site, author))
            if self.byline_style == "jsonld" and kind in (
                "jsonld",
                "jsonld_blank_zone",
                "jsonld_no_zone",
                "jsonld_utc",
            ):
                self.printed.add("byline")
        parts.append(extra)
        return "\n".join(parts)

    def _title_tag(self) -> str:
        story, site = self.story, self.family.site
        return escape(
            {
                "full": story.title,
                "suffix": f"{story.title} - {site}",
                "bar": f"{site} | {story.title}",
                "section": f"{story.title} | {story.section[-1]} | {site}",
                "portal": f"\n\n        {site}\n    ",
                "cut": head.cut(story.title, 50),
            }[self.look.title_tag]
        )

    # --- dates ------------------------------------------------------------------------------------------------------
    def date(self) -> str:
        """The publication date with its label, and the date of an update beside it where the look asks for one."""
        look, when = self.look, self.story.published
        if look.date == "none":
            machine = look.meta not in ("none", "og_no_date", "us", "jsonld_trailing", "jsonld_comma")
            self.published_variants = [f"{when:%Y-%m-%dT%H:%M}" if machine else None]
            return ""
        self.published_variants = [printed_value(look.date, when)]
        text = f"{look.label}{print_date(look.date, when)}"
        if self.byline_style == "meta_bar":
            self.printed.add("byline")
            text += f" | Lượt xem: 1231 | {self.story.byline}"
        if look.updated:
            text += f" | Cập nhật: {print_date(look.date, when + UPDATE)}"
        return self.esc(text)

    def dateline(self) -> str:
        """Author and date in one line, else the date alone."""
        if self.byline_style == "dateline":
            self.printed.add("byline")
            return (
                f'<a class="author cl_green" href="/tac-gia">{self.esc(self.story.byline or "")}</a>'
                f'<span class="post-time"> - {self.date()}</span>'
            )
        return f'<span class="post-time">{self.date()}</span>'

    def clock(self, wrap: str = '<span id="clock-now">{}</span>') -> str:
        """Today's date in the page header."""
        if not self.look.clock:
            return ""
        same = self.look.clock == "same" and self.look.date != "none"
        name = self.look.date if same else "day_words" if self.look.clock == "same" else self.look.clock
        self.printed.add("clock")
        return wrap.format(self.esc(print_date(name, CLOCK)))

    # --- text of the article ----------------------------------------------------------------------------------------
    def _lead_text(self) -> str:
        self.printed.add("lead")
        agency = self.story.agency
        prefix = ""
        if agency:
            self.printed.add("agency")
            bold = self.rng.random() < 0.3
            prefix = f"<strong>{self.esc(agency.rstrip())}</strong> " if bold else self.esc(agency)
        return prefix + self._inline(self.story.lead)

    def lead(self, wrap: str) -> str:
        """The marked lead in ``wrap``, or nothing where the look leaves it unmarked."""
        return wrap.format(self._lead_text()) if self.look.lead in ("marked", "repeated") else ""

    def _paragraph(self, inner: str, *, bold: bool = False, subhead: bool = False) -> str:
        if bold:
            inner = f"<strong>{inner}</strong>"
        match self.look.paragraph:
            case "justify":
                style = ' style="text-align:justify"'
                return f"<p{style}><strong>{inner}</strong></p>\n" if subhead else f"<p{style}>{inner}</p>\n\n"
            case "span":
                return (
                    f'<p style="margin-left:0cm; margin-right:0cm"><span style="font-size:14.0pt">{inner}</span></p>\n'
                )
            case "div":
                return (
                    f'<div style="text-align: justify;">{inner}</div>\n<div style="text-align: justify;"><br></div>\n'
                )
            case "br" | "font":
                inner = f"<b>{inner}</b>" if subhead else inner
                return f"{inner}<br><br>\n" if self.look.paragraph == "br" else f"{inner}<BR><BR>\n"
            case "word":
                return (
                    '<p class="MsoNormal" style="text-align:justify;text-indent:36.0pt;mso-layout-grid-align:none">'
                    f'<span style="font-size:14.0pt;mso-fareast-font-family:SimSun">{inner}<o:p></o:p></span></p>\n'
                    + ('<p class="MsoNormal"><o:p>&nbsp;</o:p></p>\n' if self.rng.random() < 0.3 else "")
                )
            case "blank":
                return f"<p>{inner}</p><p>&nbsp;</p>"
            case "normal":
                return f'<p class="Normal">{inner}</p>' if not subhead else f'<p class="subtitle">{inner}</p>'
            case "block":
                return f'\n<h2 class="wp-block-heading">{inner}</h2>\n' if subhead else f"\n<p>{inner}</p>\n"
            case _:
                return f"<h3>{inner}</h3>\n" if subhead else f"<p>{inner}</p>\n"

    def image(self, caption: str) -> str:
        alt = {"caption": caption, "title": self.story.title}.get(self.look.alt) or _ALTS.get(self.look.alt, "")
        name = self.rng.randrange(10**6)
        return f'<img src="/uploads/anh-{name}.jpg" width="640" alt="{escape(alt).replace(chr(34), "&quot;")}" />'

    def _picture(self, picture: Picture) -> str:
        self.printed.add(f"caption:{picture.caption}")
        return SHAPES[self.look.caption](self.image(picture.caption), self.esc(picture.caption)) + "\n"

    def cover(self) -> str:
        """The first picture, where it stands outside the body."""
        if self.look.cover != "outside" or not self.story.pictures:
            return ""
        return self._picture(self.story.pictures[0])

    def body_parts(self) -> list[str]:
        """The body: paragraphs, pictures, boxes inside the text, a byline where it belongs to the body."""
        story, look, parts = self.story, self.look, []
        pictures = list(story.pictures[1:] if look.cover != "none" else story.pictures)
        if look.cover == "first" and story.pictures:
            parts.append(self._picture(story.pictures[0]))
        if look.lead in ("bold", "plain", "repeated"):
            parts.append(self._paragraph(self._lead_text(), bold=look.lead == "bold"))
        for index, text in enumerate(story.paragraphs):
            parts += [self._picture(p) for p in pictures if p.before == index]
            if index == 2 and look.related in boxes.INSIDE:
                parts.append(boxes.INSIDE[look.related](self.news[:3]) + "\n")
            last = index == len(story.paragraphs) - 1
            parts.append(self._body_paragraph(text, last=last))
        parts += [self._picture(p) for p in pictures if p.before >= len(story.paragraphs)]
        return [*parts, self._byline_last(), self._attachments()]

    def body(self) -> str:
        return "".join(self.body_parts())

    def _body_paragraph(self, text: str, *, last: bool) -> str:
        inner = self._inline(text)
        if last and self.byline_style.startswith("glued"):
            self.printed.add("byline")
            gap = " " if self.byline_style == "glued_space" else ""
            inner += gap + f"<strong>{self.esc(self.story.byline or '')}</strong>"
        elif last and self.byline_style == "br":
            self.printed.add("byline")
            inner += f"<br />\n<strong>{self.esc(self.story.byline or '')}</strong>"
        return self._paragraph(inner, subhead=is_subhead(text))

    def _byline_last(self) -> str:
        wraps = {
            "last_right": '<p style="text-align:right"><strong>{}</strong></p>\n',
            "last_align": '<p align="right"><em>{}</em></p>\n',
            "last_left": "<p><strong>{}</strong></p>\n",
            "last_plain": "<p>{}</p>\n",
            "last_nbsp": "<p>" + "&nbsp;" * 45 + "<b>{}</b></p>\n",
            "last_div": '<div style="text-align: right;"><span style="font-weight:bold">{}</span></div>\n',
            "last_class": '<p class="author">{}</p>\n',
            "last_name": '<div class="article__author"><p class="name">{}</p></div>\n',
            "last_word": '<p class="MsoNormal" align="right" style="text-align:right"><b><span>{}<o:p></o:p></span></b></p>\n',
            "last_font": '<DIV align="right"><B><FONT size="2">{}</FONT></B></DIV>\n',
            "last_br": "<b>{}</b><br>\n",
        }
        if self.byline_style not in wraps:
            return ""
        self.printed.add("byline")
        return wraps[self.byline_style].format(self.esc(self.story.byline or ""))

    def byline_outside(self, wrap: str) -> str:
        """A byline in a block of its own, where the look puts it outside the body."""
        if self.byline_style not in ("outside", "label"):
            return ""
        self.printed.add("byline")
        return wrap.format(self.esc(self.story.byline or ""))

    def byline_above(self, wrap: str) -> str:
        if self.byline_style != "above":
            return ""
        self.printed.add("byline")
        return wrap.format(self.esc(self.story.byline or ""))

    def _attachments(self) -> str:
        if not self.story.attachments:
            return ""
        links = "".join(f'<p><a href="/files/{name}">{name}</a></p>' for name in self.story.attachments)
        return f'<div class="attach"><p><strong>File đính kèm:</strong></p>{links}</div>'

    # --- around the article -----------------------------------------------------------------------------------------
    def crumbs(self, wrap: str = '<div class="breadcrumb">{}</div>', sep: str = " » ") -> str:
        if not self.look.section:
            return ""
        self.printed.add("section")
        links = ['<a href="/">Trang chủ</a>']
        links += [f'<a href="/chuyen-muc-{i}">{self.esc(name)}</a>' for i, name in enumerate(self.story.section)]
        return wrap.format(sep.join(links))

    def tags(self, wrap: str = '<div class="tags"><span>Từ khóa:</span> {}</div>', sep: str = ", ") -> str:
        if not (self.look.tags and self.story.tags):
            return ""
        self.printed.add("tags")
        return wrap.format(sep.join(f'<a href="/tag/{i}">{self.esc(t)}</a>' for i, t in enumerate(self.story.tags)))

    def comments(self, heading: str = "Ý kiến bạn đọc") -> str:
        if self.look.comments == "none":
            return ""
        form = boxes.comment_form(heading)
        return form + boxes.comment_list(self.pool.comments) if self.look.comments == "real" else form

    def sidebar(self) -> str:
        return boxes.sidebar(self.pool, self.news[5:8])

    def others(self, heading: str = "Tin khác", form: str = "day_brackets") -> str:
        return boxes.after_list(self.news[3:6], heading, form)

    def cards(self, heading: str = "Tin liên quan", form: str = "plain") -> str:
        return boxes.after_cards(self.news[2:5], heading, form)

    # --- the record -------------------------------------------------------------------------------------------------
    def expected(self) -> Expected:
        """The record that follows from what was printed."""
        story = self.story
        if "lead" not in self.printed:
            raise AssertionError(f"{self.family.name}: the template printed no lead")
        return Expected(
            kind=("article",),
            title=tuple(self.title_variants),
            published=tuple(self.published_variants) or (None,),
            agency=story.agency_name if "agency" in self.printed else None,
            lead=(story.lead,),
            paragraphs=story.paragraphs,
            optional=frozenset(self.optional),
            captions=tuple(p.caption for p in story.pictures if f"caption:{p.caption}" in self.printed),
            byline=self._expected_byline(),
            section=story.section if "section" in self.printed else (),
            tags=story.tags if "tags" in self.printed else None,
            forbidden=(*self.pool.strings(), *CHROME, *story.attachments),
            warnings=tuple(self.warnings),
        )

    def _expected_byline(self) -> tuple[str | None, ...]:
        if "byline" in self.printed:
            name = self.story.byline or ""
            return (name, f"Tác giả: {name}") if self.byline_style == "label" else (name,)
        return (None, "admin", "Administrator") if self.look.meta in ("graph", "jsonld_wrong_author") else (None,)
