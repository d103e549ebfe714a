"""Liferay: Bkav eGov on version 6 (provinces, districts of Hà Nội) and the portals on version 7."""

from __future__ import annotations

from newsbot.pages.family import Family

LIFERAY = Family(
    name="liferay",
    names=("portletboundary", "portletassetpublisher", "journalcontentarticle", "assetpublishdate"),
    addresses=("/-/asset_publisher/", "/-/view_content/", "p_p_id="),
    parts={
        # Not the only h1: that one is the portal's name, or "Chi tiết tin".
        "title": "div.asset_title, h1#titleDetail",
        "date": "span.assetPublishDate, div.asset-publish-date, div.tool span.date_time, span.meta-data-date, "
        "p.date_post, div.date-post, div.publishdate",
        "lead": "div.asset-abstract, div#leadDetail, div.article-summary, div.sumary",
        "body": "div.journal-content-article, div#contentDetail, div.detailContent, div.asset-content",
        "byline": "div.asset-author, div.newDetail > div.author",
        "source": "div.newDetail > div.source",
        "caption": "p.img-title, div.img-title",
        "tags": "div.taglib-asset-tags-summary",
        "related": "div.asset-links, div.list_detail",
        "drop": "header.portlet-topper",
    },
)
