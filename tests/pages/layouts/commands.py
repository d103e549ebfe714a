"""The commands of a template: ``[[name|argument|argument]]`` prints a part of the story or of what stands around it."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.pages.layouts import boxes, chrome
from tests.pages.layouts.draft import Draft
from tests.pages.layouts.inline import escape

_COMMAND = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)

_STORY = {
    "head": Draft.head,
    "date": Draft.date,
    "dateline": Draft.dateline,
    "clock": Draft.clock,
    "lead": Draft.lead,
    "cover": Draft.cover,
    "body": Draft.body,
    "body_half": Draft.body_half,
    "byline_outside": Draft.byline_outside,
    "byline_above": Draft.byline_above,
    "crumbs": Draft.crumbs,
    "section": Draft.section,
    "section_name": Draft.section_name,
    "tags": Draft.tags,
}


def _each_news(draft: Draft, numbers: str, shape: str) -> str:
    """The news with these numbers, each in ``shape`` with its ``{title}``, ``{teaser}`` and ``{date:%d/%m/%Y}``."""
    items = [draft.news[int(number)] for number in numbers.split(",")]
    return "".join(shape.format(title=escape(n.title), teaser=escape(n.teaser), date=n.date) for n in items)


def _each_comment(draft: Draft, shape: str) -> str:
    """What readers wrote, where the look has any, each in ``shape``."""
    if draft.look.comments != "real":
        return ""
    return "".join(
        shape.format(name=escape(c.name), title=escape(c.title), text=escape(c.text), date=c.date)
        for c in draft.pool.comments
    )


_AROUND: dict[str, Callable[..., str]] = {
    "title": lambda d: d.esc(d.story.title),
    "site": lambda d: d.family.site,
    "host": lambda d: d.family.host,
    "published": lambda d, form: f"{d.story.published:{form}}",
    "slogan": lambda d: escape(d.pool.slogans[0]),
    "news_title": lambda d, index: escape(d.news[int(index)].title),
    "news": _each_news,
    "reader": _each_comment,
    "notices": lambda d, shape: "".join(shape.format(escape(text)) for text in d.pool.notices),
    "documents": lambda d, shape: "".join(shape.format(escape(text)) for text in d.pool.documents),
    "others": lambda d, heading="Tin khác", form="day_brackets": boxes.after_list(d.news[3:6], heading, form),
    "cards": lambda d, heading="Tin liên quan", form="plain": boxes.after_cards(d.news[2:5], heading, form),
    "nukeviet_others": lambda d: boxes.nukeviet_others(d.news[2:4], d.news[4:6]),
    "teasers": lambda d, count, tag="div": boxes.teasers(d.pool.news[: int(count)], tag),
    "rows": lambda d, count: boxes.rows(d.pool.news[: int(count)]),
    "sidebar": lambda d: boxes.sidebar(d.pool, d.news[5:8]),
    "poll": lambda d, heading="h3": boxes.poll(d.pool, heading),
    "comments": lambda d, heading="Ý kiến bạn đọc": boxes.comment_block(d.look.comments, d.pool.comments, heading),
    "wp_comments": lambda d: boxes.wordpress_comments(d.look.comments, d.pool.comments),
    "menu": lambda _d, *args: chrome.menu(*args),
    "mega_menu": lambda _d, rounds: chrome.mega_menu(int(rounds)),
    "footer": lambda d, tag="footer": chrome.footer(d.family.site, tag),
    "cookies": lambda d: chrome.COOKIES if d.rng.random() < 0.3 else "",
    "licence": lambda _d: chrome.LICENCE_BAR,
    "share": lambda _d: boxes.SHARE,
    "font_tools": lambda _d: boxes.FONT_TOOLS,
    "audio": lambda _d: boxes.AUDIO,
    "rating": lambda _d: boxes.RATING,
    "viewstate": lambda _d, size: chrome.viewstate(int(size)),
}
_ALL: dict[str, Callable[..., str]] = {**_STORY, **_AROUND}


def render(template: str, draft: Draft) -> str:
    """``template`` with its commands carried out, from the top of the page to its end."""

    def run(match: re.Match[str]) -> str:
        name, *arguments = match[1].split("|")
        return _ALL[name](draft, *arguments)

    return _COMMAND.sub(run, template)
