"""The figures of a crawl."""

from newsbot.counters import Counts

STATS = {
    "response_received_count": 34,
    "robotstxt/response_count": 1,
    "robotstxt/response_status_count/404": 1,
    "robotstxt/forbidden": 2,
    "downloader/response_status_count/200": 31,
    "downloader/response_status_count/301": 1,
    "downloader/response_status_count/302": 1,
    "downloader/response_status_count/404": 3,
    "newsbot/new": 16,
    "newsbot/changed": 1,
    "newsbot/known": 4,
    "newsbot/failed": 2,
    "newsbot/failed/timeout": 1,
    "newsbot/failed/robots-unknown-host": 1,
    "newsbot/dropped/video": 1,
    "newsbot/dropped/listing": 10,
    "newsbot/dropped/document": 1,
    "newsbot/refused/search": 5,
    "spider_exceptions/count": 1,
    "elapsed_time_seconds": 12.4,
}


def test_the_figures_are_read_from_the_statistics() -> None:
    counts = Counts.of(STATS)
    assert (counts.pages, counts.written, counts.known) == (33, 17, 4)
    assert list(counts.dropped.items()) == [("listing", 10), ("document", 1), ("video", 1)]
    assert counts.refused == {"search": 5}
    assert (counts.not_found, counts.redirects, counts.closed, counts.failed, counts.errors) == (2, 2, 2, 2, 1)


def test_the_line_names_what_there_is() -> None:
    assert Counts.of(STATS).line() == (
        "33 pages, 16 new articles, 1 changed, 4 known, 12 dropped (listing 10, document 1, video 1), 2 not found, "
        "2 not fetched (robots-unknown-host 1, timeout 1), 2 redirected, 2 closed by robots.txt, "
        "1 not read because of an error"
    )
    assert Counts.of({}).line() == "0 pages, 0 new articles"
    assert Counts.of({"response_received_count": 1, "newsbot/new": 1}).line() == "1 page, 1 new article"
