"""NukeViet: many Party committees, communes and mass organisations. From the templates of its versions 4.x."""

from __future__ import annotations

from newsbot.pages.family import Family

NUKEVIET = Family(
    name="nukeviet",
    generators=("nukeviet",),
    names=("newsbodyhtml", "newscolumn hometext"),
    parts={
        "title": "div.news_column h1.title, h1.title[itemprop=headline]",
        # A class that says nothing of dates; "Tác giả:" and "Nguồn tin:" bear the same one, on a <p>.
        "date": "div.news_column span.h5",
        "lead": "div.hometext",
        "body": "div#news-bodyhtml, div.bodytext",
        "byline": "div.news_column p.h5.text-right",
        "caption": "div.imghome",
        "tags": "div.h5:has(em.fa-tags)",
        "related": "div.other-news, ul.related",
    },
)
