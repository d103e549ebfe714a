"""The spider for any site."""

from __future__ import annotations

from newsbot.spiders.base import ArticleSpider


class AnySiteSpider(ArticleSpider):
    """Crawls the host of ``-a url=...`` and no other; the dataset is named after the host.

    Which links lead to articles is told by their shape and words, unless the host belongs to a site with a file.
    """

    name = "site"
