"""What a crawl shows while it runs."""

import io
import logging
import sys
from typing import Any

import pytest
from rich.console import Console
from scrapy import Request
from scrapy.exceptions import DropItem, NotConfigured
from scrapy.http import Response

from newsbot.extensions import progress
from newsbot.extensions.logformat import LogFormatter
from newsbot.extensions.progress import Progress
from newsbot.records import Article, to_dict
from tests.scrapy_side.crawler import make_crawler, make_spider

ARTICLE = Article(id="demo:1", url="http://127.0.0.1:8000/tin-1", site="demo", body=["dài " * 1000])


@pytest.mark.parametrize("item", [ARTICLE, to_dict(ARTICLE)], ids=["article", "dict"])
def test_an_item_is_logged_by_its_url(item: Any) -> None:
    formatter, spider = LogFormatter(), make_spider()
    results = [
        formatter.scraped(item, None, spider),
        formatter.dropped(item, DropItem("listing"), None, spider),
        formatter.item_error(item, ValueError("x"), None, spider),
    ]
    assert [result["msg"] % result["args"] for result in results if result] == [
        f"record {ARTICLE.url}",
        f"dropped (listing) {ARTICLE.url}",
        f"failed (ValueError) {ARTICLE.url}",
    ]
    assert [result["level"] for result in results if result] == [logging.DEBUG, logging.DEBUG, logging.ERROR]


@pytest.mark.parametrize(("level", "shown"), [("INFO", False), (logging.INFO, False), ("DEBUG", True), (10, True)])
def test_single_pages_are_logged_with_debug_only(level: str | int, *, shown: bool) -> None:
    spider, url = make_spider(), ARTICLE.url
    formatter = LogFormatter.from_crawler(make_crawler(LOG_LEVEL=level))
    response = Response(url, request=Request(url))
    lines = [
        formatter.crawled(Request(url), response, spider),
        formatter.scraped(ARTICLE, response, spider),
        formatter.dropped(ARTICLE, DropItem("listing"), response, spider),
    ]
    assert [line is not None for line in lines] == [shown] * 3
    assert formatter.item_error(ARTICLE, ValueError("x"), response, spider)["level"] == logging.ERROR


def test_no_progress_without_a_terminal() -> None:
    with pytest.raises(NotConfigured):
        Progress.from_crawler(make_crawler(NEWSBOT_PROGRESS=True))


def test_the_progress_line_says_how_far_the_crawl_is(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(progress, "Console", lambda **_: Console(file=terminal, force_terminal=True, width=80))
    with pytest.raises(NotConfigured):
        Progress.from_crawler(make_crawler())
    crawler = make_crawler(NEWSBOT_PROGRESS=True)
    crawler.stats.set_value("response_received_count", 12)
    crawler.stats.set_value("newsbot/new", 5)
    crawler.stats.set_value("newsbot/dropped/listing", 3)
    before = sys.stderr
    extension = Progress.from_crawler(crawler)
    extension.spider_opened()
    extension.spider_closed()
    assert "12 pages · 5 articles · 3 dropped · " in terminal.getvalue()
    assert sys.stderr is before
