"""An article that comes under two URLs is one record: the first one that was met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.discovery.identity import canonical_link, same_slug

if TYPE_CHECKING:
    from scrapy.http import Response

    from newsbot.dataset.state import Visit
    from newsbot.records import Article
    from newsbot.sites import Site
    from newsbot.spiders.base import ArticleSpider


_ON_THEIR_WAY = 2000
"""More articles than the crawl reads at one time."""


class Twins:
    """Finds the record that an article is already in the dataset as, under another URL."""

    def __init__(self, spider: ArticleSpider) -> None:
        self._spider = spider
        self._urls: dict[int, str] = {}
        """Where the latest texts were met, by their hashes: those of articles that are on their way to the dataset."""

    def record_of(self, article: Article, page: Response, site: Site) -> str | None:
        """The id of that record; ``None`` for an article that is met for the first time.

        It is another article's when the page names that one's URL as canonical, or has its text and its slug.
        """
        canonical = canonical_link(page.body, page.url, site)
        named = site.article_id(canonical) if canonical else article.id
        if named != article.id and (named in self._spider.written or self._spider.holds(named)):
            return named
        text = article.content_hash or ""
        known = self._in_dataset(text)
        url = known.url if known else self._urls.setdefault(hash(text), article.url)
        if len(self._urls) > _ON_THEIR_WAY:
            del self._urls[next(iter(self._urls))]
        other = known.id if known else site.article_id(url)
        return other if other != article.id and same_slug(url, article.url) else None

    def _in_dataset(self, text: str) -> Visit | None:
        """What is remembered of the record of the dataset that has this text."""
        store, ledger = self._spider.store, self._spider.ledger
        id_ = store.id_of_text(text) if store is not None and ledger is not None else None
        return ledger.state.visit(id_) if id_ and ledger is not None else None
