"""The ASP.NET portals of VNPT: provinces and communes. Names with two capitals: PostDate, ArticleSummary."""

from __future__ import annotations

from newsbot.pages.family import Family

VNPT = Family(
    name="vnpt",
    names=("postdate articlecontent", "postdate articlesummary", "articledetailcontrol"),
    parts={
        "title": "h1.ArticleTitle, div.ArticleTitle, h1.ArticleHeader, div.ArticleHeader",
        "date": "div.PostDate, span.PostDate",
        "lead": "div.ArticleSummary, p.ArticleSummary",
        "body": "div.ArticleContent",
        "byline": "div.ArticleAuthor, p.ArticleAuthor",
        "related": "div.RelatedNews",
    },
)
