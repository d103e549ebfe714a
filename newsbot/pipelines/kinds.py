"""Pages that are no article become no record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.pipelines import drop
from newsbot.records import Article, Warn

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler


class ArticlesOnlyPipeline:
    """Drops listings, documents, films, error pages and so on; the reason is the kind that was read."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The pipeline of ``crawler``."""
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        """The article.

        :raises DropItem: for a page that is none.
        """
        if Warn.NOT_AN_ARTICLE in item.warnings:
            raise drop(self._crawler, kind_of(item))
        return item


def kind_of(article: Article) -> str:
    """What the page was taken for: "article", "listing", "document" and so on."""
    if Warn.NOT_AN_ARTICLE not in article.warnings:
        return "article"
    return article.provenance.get("kind", "other").partition(":")[0]
