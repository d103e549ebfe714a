"""A crawler that does not run, for tests of single parts."""

from __future__ import annotations

from typing import Any

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.settings import Settings
from scrapy.statscollectors import MemoryStatsCollector

from newsbot.spiders.base import ArticleSpider
from newsbot.spiders.generic import AnySiteSpider


def make_crawler(spider: type[Spider] = AnySiteSpider, **settings: Any) -> Crawler:
    """A crawler with the settings of the project and these, and statistics."""
    values = Settings()
    values.setmodule("newsbot.settings", priority="project")
    values.setdict({"NEWSBOT_CONTACT": "", "NEWSBOT_NOW": "2025-01-05T01:00:00Z", **settings}, priority="cmdline")
    crawler = Crawler(spider, values)
    crawler.stats = MemoryStatsCollector(crawler)
    return crawler


def make_spider(url: str = "http://127.0.0.1:8000/", crawler: Crawler | None = None, **arguments: Any) -> ArticleSpider:
    """The spider for any site, as the crawler would make it."""
    crawler = crawler or make_crawler()
    spider = AnySiteSpider.from_crawler(crawler, url=url, **arguments)
    crawler.spider = spider
    return spider


def stats(crawler: Crawler) -> dict[str, Any]:
    """The statistics of newsbot itself."""
    return {k: v for k, v in crawler.stats.get_stats().items() if k.startswith("newsbot/")}
