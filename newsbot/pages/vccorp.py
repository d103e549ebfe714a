"""The CMS of VCCorp: the Government newspaper, big dailies. Its present form names parts by ``data-role``."""

from __future__ import annotations

from newsbot.pages.family import Family

VCCORP = Family(
    name="vccorp",
    names=("afcbcbody", "vcsortableinpreviewmode"),
    parts={
        "title": "h1[data-role=title]",
        "date": "div[data-role=publishdate], time[data-role=publishdate], span[data-role=publishdate]",
        "lead": "h2[data-role=sapo], p[data-role=sapo]",
        "body": "div.afcbc-body, div.detail-content[data-role=content]",
        "byline": "div[data-role=author], div.detail-author",
        "caption": "figcaption.PhotoCMS_Caption, div.PhotoCMS_Caption",
        "tags": "div[data-role=tags]",
        "section": "a[data-role=cate-name], div[data-role=cate-name]",
        "related": "div.detail__related",
        "drop": "div.kbwscwl-relatedbox, div.VCSortableInPreviewMode[type^=Related]",
    },
)
