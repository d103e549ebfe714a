"""SharePoint: ministries, districts, ``*.dcs.vn``. The only h1 says "Home", the title is the portal's name."""

from __future__ import annotations

from newsbot.pages.family import Family

SHAREPOINT = Family(
    name="sharepoint",
    generators=("microsoft sharepoint",),
    names=("s4workspace", "s4titlerow", "msrtestatefield", "s4ribbonrow"),
    assets=("/_layouts/", "_layouts/15/"),
    addresses=("/DispForm.aspx",),
    parts={
        "title": "div#divArticleDescription3, p.Title",
        "date": "span.tandan-span-date-publish, div.date-detail, td.Time",
        "lead": "p.tandan-p-article-news-summary, div#divArticleDescription1, div#divArticleDescription",
        "body": "div#divArticleDescription2, div#divArticleContent, div.ms-rtestate-field, div#content-print",
        "source": "div[id$=_pnNguontin]",
        "related": "table.tbtinkhac, div.tin-lien-quan",
        # Scripts fill the ribbon; what the server sends of it are its captions.
        "drop": "div#s4-ribbonrow, div#s4-titlerow",
    },
)
