"""ePi and 1CMS (the same hands): Nhân Dân, VietnamPlus, SGGP and many provincial Party newspapers."""

from __future__ import annotations

from newsbot.pages.family import Family

EPI = Family(
    name="epi",
    names=("zcecontentbody", "articlesapo cmsdesc", "cmsbody cmsdesc", "cmsbody cmstitle"),
    parts={
        "title": "h1.cms-title, h1.article__title",
        "date": "time.cms-date, div.article__meta time.time, p.article__meta time.time",
        "lead": "div.cms-desc, div.article__sapo, h2.cms-desc, p.cms-desc",
        "body": "div.cms-body, div.article__body",
        "byline": "div.article__author, p.cms-author, span.cms-author, a.cms-author",
        "source": "div.article__source, span.cms-source",
        "caption": "span.cms-photo-caption, td.caption",
        "tags": "div.article__tag",
        "related": "div.related-news",
        # These stand within the body: more text follows.
        "drop": "table.article__related, article.article__related-inline, div.cms-relate, table.cms-relate",
    },
)
