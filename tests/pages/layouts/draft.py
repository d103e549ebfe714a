"""One page in the making: prints the parts of a story in the look chosen, and notes what was printed."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cached_property

from attrs import evolve

from tests.pages.layouts import boxes, head
from tests.pages.layouts.dates import print_date, printed_value
from tests.pages.layouts.inline import attribute, chooser, escape, noisy, shattered
from tests.pages.layouts.model import Expected, Family, Look, Picture, Pool, Story
from tests.pages.layouts.sources import shapes

CLOCK = datetime(2026, 7, 21, 9, 12)  # noqa: DTZ001 - a clock on a page has no zone either
_UPDATE = timedelta(days=1, minutes=13)
_CHROME = (
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
    "File đính kèm",
    "Quảng cáo",
)
_NEEDS_NAME = {"above", "outside", "jsonld", "dateline", "meta_bar"}
_ALTS = {
    "file": "DSC_0412.JPG",
    "placeholder": "anh tin bai",
    "windows": "E:\\ANH\\2021\\IMG_20210705_084512.jpg",
    "empty": "",
}
_TAG = re.compile(r"<[^>]*>")
_UNSOUND = {"none", "og_no_date", "us", "jsonld_trailing", "jsonld_comma"}


def is_subhead(text: str) -> bool:
    """A short line without a final stop."""
    return len(text) < 60 and text[-1] not in ".:;!?”,…/)"


def is_ended(story: Story) -> bool:
    """Whether the last paragraph ends with a stop: where it does not, nobody could tell a name glued to it."""
    return story.paragraphs[-1][-1] in ".!?…”"


def told_in_pictures(story: Story) -> Story:
    """The story as a photo report: its text stands in the captions."""
    texts = [*(picture.caption for picture in story.pictures), *(p for p in story.paragraphs if not is_subhead(p))]
    return evolve(story, paragraphs=(), pictures=tuple(Picture(0, text) for text in dict.fromkeys(texts)))


class Draft:
    """The parts of one page; every method notes what it printed, so the expected record follows from the page."""

    def __init__(self, family: Family, story: Story, look: Look, pool: Pool, number: int) -> None:
        self.family, self.look, self.pool = family, look, pool
        self.story = told_in_pictures(story) if family.photo_story else story
        self.rng = chooser(family.name, number, story.key)
        self.news = self.rng.sample(pool.news, 8)
        self.byline_style = self._byline_style()
        self.printed: set[str] = set()
        self.published: str | None = None
        self.sections: tuple[str, ...] = ()
        self.bylines: list[str] = []

    def _byline_style(self) -> str:
        story, style = self.story, self.look.byline
        if story.byline is None or style == "none":
            return "none"
        unfit = (
            (style in _NEEDS_NAME and not story.byline_is_name)
            or (style == "label" and ":" in story.byline)
            or (style.startswith("glued") and (story.byline_is_unit or not (story.paragraphs and is_ended(story))))
        )
        return "last_right" if unfit else style

    # --- text -------------------------------------------------------------------------------------------------------
    def esc(self, text: str) -> str:
        """``text`` as markup."""
        return escape(text, entities=self.look.entities)

    def _inline(self, text: str) -> str:
        write = shattered if self.look.paragraph in ("span", "word", "nested") else noisy
        return write(text, self.rng, entities=self.look.entities)

    def _byline(self, wrap: str) -> str:
        """The byline in ``wrap``; a label in the wrap may be read with it or not."""
        self.printed.add("byline")
        self.bylines.append(" ".join(_TAG.sub(" ", wrap.format(self.story.byline)).replace("&nbsp;", " ").split()))
        return wrap.format(self.esc(self.story.byline or ""))

    # --- head -------------------------------------------------------------------------------------------------------
    def head(self, extra: str = "", charset: str = '<meta charset="utf-8">') -> str:
        """The content of the head: title, description, machine-readable data in the state of the look."""
        story, look = self.story, self.look
        parts = [charset, f"<title>{escape(self._title_tag())}</title>"]
        description = self._description()
        if description:
            parts.append(f'<meta name="description" content="{attribute(description)}">')
        author = story.byline if story.byline_is_name and self.byline_style != "none" else None
        data = head.PageData(story.title, description, story.published, self.family.site, author)
        if look.meta.startswith("og"):
            parts.append(head.open_graph(data, dated=look.meta != "og_no_date"))
        if look.meta == "us":
            parts.append(head.american_meta(data))
        kind = look.meta.removeprefix("og_")
        if kind in head.JSON_LD:
            parts.append(head.JSON_LD[kind](data))
            if self.byline_style == "jsonld" and kind in head.SOUND:
                self.printed.add("byline")
        return "\n".join([*parts, extra])

    def _description(self) -> str:
        texts = {"full": self.story.lead, "cut": head.cut(self.story.lead), "none": ""}
        return texts.get(self.look.description, f"{self.family.site} - thông tin chính thống, nhanh chóng")

    def _title_tag(self) -> str:
        story, site = self.story, self.family.site
        texts = {
            "full": story.title,
            "suffix": f"{story.title} - {site}",
            "bar": f"{site} | {story.title}",
            "section": f"{story.title} | {story.section[-1]} | {site}",
            "portal": f"\n\n        {site}\n    ",
            "cut": head.cut(story.title, 50),
            "home": "Trang chủ",
        }
        return texts[self.look.title_tag]

    # --- dates ------------------------------------------------------------------------------------------------------
    def date(self) -> str:
        """The publication date with its label, and the date of an update beside it where the look asks for one."""
        look, when = self.look, self.story.published
        if look.date == "none":
            self.published = None if look.meta in _UNSOUND else f"{when:%Y-%m-%dT%H:%M}"
            return ""
        self.published = printed_value(look.date, when)
        text = f"{look.label}{print_date(look.date, when)}"
        if self.byline_style == "meta_bar":
            self.printed.add("byline")
            text += f" | Lượt xem: 1231 | {self.story.byline}"
        if look.updated:
            text += f" | Cập nhật: {print_date(look.date, when + _UPDATE)}"
        return self.esc(text)

    def dateline(self) -> str:
        """Author and date in one line, else the date alone."""
        if self.byline_style != "dateline":
            return f'<span class="post-time">{self.date()}</span>'
        author = self._byline('<a class="author cl_green" href="/tac-gia">{}</a>')
        return f'{author}<span class="post-time"> - {self.date()}</span>'

    def clock(self, wrap: str = '<span id="clock-now">{}</span>') -> str:
        """Today's date in the page header."""
        name = self.look.clock
        if name == "same":
            name = self.look.date if self.look.date != "none" else "day_words"
        return wrap.format(self.esc(print_date(name, CLOCK))) if name else ""

    # --- text of the article ----------------------------------------------------------------------------------------
    def _lead_text(self) -> str:
        self.printed.add("lead")
        prefix = self.esc(self.story.agency)
        if prefix and self.rng.random() < 0.3:
            prefix = f"<strong>{prefix.rstrip()}</strong> "
        return prefix + self._inline(self.story.lead)

    def lead(self, wrap: str) -> str:
        """The marked lead in ``wrap``, or nothing where the look leaves it unmarked."""
        return wrap.format(self._lead_text()) if self.look.lead in ("marked", "repeated") else ""

    def _shape(self, kind: str, name: str) -> str | None:
        """A shape of this family, else one that all families share."""
        return self.family.shapes.get(kind, {}).get(name) or shapes().get(kind, {}).get(name)

    def _paragraph(self, inner: str, *, subhead: bool = False) -> str:
        name = self.look.paragraph
        wrap = self._shape("subheads", name) or "<h3>{}</h3>\n" if subhead else self._shape("paragraphs", name)
        return (wrap or "").format(inner)

    def image(self, caption: str) -> str:
        """The ``img`` of a picture, with one of the alternative texts that editors leave."""
        alt = {"caption": caption, "title": self.story.title}.get(self.look.alt) or _ALTS.get(self.look.alt, "")
        attributes = f'src="/uploads/anh-{self.rng.randrange(10**6)}.jpg" width="640" alt="{attribute(alt)}"'
        return f"<amp-img {attributes}></amp-img>" if self.look.caption == "amp" else f"<img {attributes} />"

    def picture(self, picture: Picture) -> str:
        """A picture with its caption."""
        self.printed.add(picture.caption)
        wrap = self._shape("captions", self.look.caption) or ""
        return wrap.format(img=self.image(picture.caption), cap=self.esc(picture.caption)) + "\n"

    def cover(self, wrap: str = "{}") -> str:
        """The first picture, where it stands outside the body."""
        if self.look.cover != "outside" or not self.story.pictures:
            return ""
        return wrap.format(self.picture(self.story.pictures[0]))

    @cached_property
    def body_parts(self) -> list[str]:
        """The body: paragraphs, pictures, boxes inside the text, a byline where it belongs to the body."""
        story, look, parts = self.story, self.look, []
        pictures = list(story.pictures[1:] if look.cover != "none" else story.pictures)
        if look.cover == "first" and story.pictures:
            parts.append(self.picture(story.pictures[0]))
        if look.lead in ("bold", "plain", "repeated"):
            text = self._lead_text()
            parts.append(self._paragraph(f"<strong>{text}</strong>" if look.lead == "bold" else text))
        for index, text in enumerate(story.paragraphs):
            parts += [self.picture(p) for p in pictures if p.before == index]
            if index == 2:
                parts.append(self._box_inside())
            parts.append(self._body_paragraph(text, last=index == len(story.paragraphs) - 1))
        parts += [self.picture(p) for p in pictures if p.before >= len(story.paragraphs)]
        return [part for part in (*parts, self._byline_last(), self._attachments()) if part]

    def _box_inside(self) -> str:
        """Other news between two paragraphs, where the look asks for them."""
        own = self.family.shapes.get("inside", {}).get(self.look.related)
        if own:
            return boxes.fill(own, self.news[:3])
        return boxes.INSIDE[self.look.related](self.news[:3]) + "\n" if self.look.related in boxes.INSIDE else ""

    def body(self) -> str:
        """The whole body."""
        return "".join(self.body_parts)

    def body_half(self, half: str) -> str:
        """The first (0) or second (1) half of the body."""
        middle = max(1, len(self.body_parts) // 2)
        return "".join(self.body_parts[middle:] if half == "1" else self.body_parts[:middle])

    def _body_paragraph(self, text: str, *, last: bool) -> str:
        inner = self._inline(text)
        glue = {"glued": "", "glued_space": " ", "br": "<br />\n"}.get(self.byline_style)
        if last and glue is not None:
            inner += glue + self._byline("<strong>{}</strong>")
        return self._paragraph(inner, subhead=is_subhead(text))

    def _byline_last(self) -> str:
        wrap = self._shape("bylines", self.byline_style)
        return self._byline(wrap) if wrap else ""

    def byline_outside(self, wrap: str) -> str:
        """A byline in a block of its own after the body."""
        return self._byline(wrap) if self.byline_style in ("outside", "label") else ""

    def byline_above(self, wrap: str) -> str:
        """A byline above the text."""
        return self._byline(wrap) if self.byline_style == "above" else ""

    def _attachments(self) -> str:
        if not self.story.attachments:
            return ""
        links = "".join(f'<p><a href="/files/{name}">{name}</a></p>' for name in self.story.attachments)
        return f'<div class="attach"><p><strong>File đính kèm:</strong></p>{links}</div>'

    def crumbs(self, wrap: str = '<div class="breadcrumb">{}</div>', sep: str = " » ") -> str:
        """The way from the home page to the section."""
        if not self.look.section:
            return ""
        self.sections = self.story.section
        links = ['<a href="/">Trang chủ</a>']
        links += [f'<a href="/chuyen-muc-{i}">{self.esc(name)}</a>' for i, name in enumerate(self.story.section)]
        return wrap.format(sep.join(links))

    def section(self, wrap: str) -> str:
        """The section alone."""
        return wrap.format(f'<a href="/chuyen-muc">{self.section_name()}</a>')

    def section_name(self) -> str:
        """The section alone, no link."""
        self.sections = self.sections or self.story.section[-1:]
        return self.esc(self.story.section[-1])

    def tags(self, wrap: str = '<div class="tags"><span>Từ khóa:</span> {}</div>', sep: str = ", ") -> str:
        """The tags, as links."""
        if not (self.look.tags and self.story.tags):
            return ""
        self.printed.add("tags")
        return wrap.format(sep.join(f'<a href="/tag/{i}">{self.esc(t)}</a>' for i, t in enumerate(self.story.tags)))

    # --- the record -------------------------------------------------------------------------------------------------
    def expected(self) -> Expected:
        """The record that follows from what was printed."""
        story = self.story
        if "lead" not in self.printed:
            raise AssertionError(f"{self.family.name}: the template printed no lead")
        return Expected(
            kind=("article",),
            title=(story.title,),
            published=(self.published,),
            agency=story.agency_name,
            lead=(story.lead,),
            paragraphs=story.paragraphs,
            captions=tuple(p.caption for p in story.pictures if p.caption in self.printed),
            byline=self._expected_byline(),
            section=self.sections,
            tags=story.tags if "tags" in self.printed else None,
            forbidden=(*self.pool.strings(), *_CHROME, *story.attachments, *self.family.forbidden),
            optional=frozenset(self.family.optional),
        )

    def _expected_byline(self) -> tuple[str | None, ...]:
        if "byline" in self.printed:
            return tuple(dict.fromkeys([self.story.byline, *self.bylines]))
        if self.byline_style == "jsonld":
            return (None, self.story.byline)
        names_an_account = self.look.meta in ("graph", "jsonld_wrong_author") or ">admin<" in self.family.template
        return (None, "admin", "bởi admin", "Administrator") if names_an_account else (None,)
