"""No page is asked for twice in a crawl."""

from scrapy import Request

from newsbot.middlewares.duplicates import FlatDupeFilter
from tests.scrapy_side.crawler import make_crawler

HOST = "http://127.0.0.1:8000"


def test_a_request_is_made_once_and_the_order_of_parameters_counts() -> None:
    filter_ = FlatDupeFilter.from_crawler(make_crawler())
    urls = [f"{HOST}/?a=1&b=2", f"{HOST}/?a=1&b=2#top", f"{HOST}/?b=2&a=1", f"{HOST}/?b=2&a=1"]
    assert [filter_.request_seen(Request(url)) for url in urls] == [False, True, False, True]
    assert not filter_.request_seen(Request(urls[0], method="POST"))
