"""Items become records on disk, or are dropped for a reason that is counted."""

import asyncio
import errno
import json
import os
import time
from collections.abc import Awaitable
from pathlib import Path
from typing import Any

import pytest
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newsbot.errors import NewsbotError, StoreError
from newsbot.pipelines.kinds import ArticlesOnlyPipeline
from newsbot.pipelines.store import StorePipeline
from newsbot.pipelines.valid import ValidRecordsPipeline
from newsbot.records import Article, Byline, Warn, to_dict
from tests.scrapy_side.crawler import make_crawler, make_spider, stats


def make(number: int = 1, **values: Any) -> Article:
    base: dict[str, Any] = {
        "id": f"demo:{number}",
        "url": f"http://127.0.0.1:8000/tin-{number}",
        "site": "demo",
        "title": f"Bài {number}",
        "content_hash": f"{number:064x}",
    }
    return Article(**{**base, **values})


@pytest.fixture
def crawler(tmp_path: Path) -> Crawler:
    crawler = make_crawler(NEWSBOT_DATA=str(tmp_path))
    make_spider(crawler=crawler)
    return crawler


def lines(tmp_path: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line) for line in (tmp_path / "demo" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    ]


async def process(pipeline: StorePipeline, *articles: Article) -> list[Any]:
    """What becomes of articles that arrive at one time."""
    return await asyncio.gather(*(pipeline.process_item(article) for article in articles), return_exceptions=True)


def test_an_article_passes(crawler: Crawler) -> None:
    article = make(provenance={"kind": "article: paragraphs"})
    assert ArticlesOnlyPipeline.from_crawler(crawler).process_item(article) is article
    assert stats(crawler) == {}


@pytest.mark.parametrize("kind", ["listing", "document", "video", "photo", "empty", "error", "shell", "login", "other"])
def test_another_page_is_dropped_with_its_kind(crawler: Crawler, kind: str) -> None:
    page = make(provenance={"kind": f"{kind}: a rule"}, warnings=[Warn.NOT_AN_ARTICLE])
    with pytest.raises(DropItem, match=f"^{kind}$"):
        ArticlesOnlyPipeline.from_crawler(crawler).process_item(page)
    assert stats(crawler) == {f"newsbot/dropped/{kind}": 1}


def test_a_valid_record_passes_and_another_is_dropped_and_logged(
    crawler: Crawler, caplog: pytest.LogCaptureFixture
) -> None:
    pipeline = ValidRecordsPipeline.from_crawler(crawler)
    good, bad = make(), make(published_date="5/1/2025")
    assert pipeline.process_item(good) is good
    with pytest.raises(DropItem, match="invalid"):
        pipeline.process_item(bad)
    assert stats(crawler) == {"newsbot/dropped/invalid": 1}
    (record,) = caplog.records
    assert record.levelname == "ERROR"
    assert "published_date" in record.getMessage()
    assert bad.url in record.getMessage()


def test_a_record_is_on_disk_when_its_item_is_done(crawler: Crawler, tmp_path: Path) -> None:
    pipeline = StorePipeline.from_crawler(crawler)
    article = make(byline=Byline(text="Hoài Thu"))
    (item,) = asyncio.run(process(pipeline, article))
    assert item == to_dict(article)
    assert list(item) == list(to_dict(article))
    assert lines(tmp_path) == [item]
    assert "Hoài Thu" in (tmp_path / "demo" / "articles.jsonl").read_text(encoding="utf-8")
    asyncio.run(pipeline.close_spider())
    assert stats(crawler) == {"newsbot/new": 1}


def test_articles_that_arrive_together_are_synced_together(
    crawler: Crawler, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    pipeline = StorePipeline.from_crawler(crawler)
    pipeline.open("demo")
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda fd: (synced.append(fd), real(fd))[1])
    asyncio.run(process(pipeline, *map(make, range(70))))
    assert len(lines(tmp_path)) == 70
    assert len(synced) == 1
    asyncio.run(pipeline.close_spider())


def test_a_slow_disk_does_not_hold_up_the_crawl(crawler: Crawler, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = StorePipeline.from_crawler(crawler)
    pipeline.open("demo")
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda fd: (time.sleep(0.5), real(fd))[1])

    async def longest_wait() -> float:
        task, longest = asyncio.ensure_future(process(pipeline, make())), 0.0
        while not task.done():
            before = time.monotonic()
            await asyncio.sleep(0.01)
            longest = max(longest, time.monotonic() - before)
        return longest

    assert asyncio.run(longest_wait()) < 0.4
    asyncio.run(pipeline.close_spider())


def test_an_error_that_nobody_thought_of_reaches_those_who_wait(
    crawler: Crawler, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline = StorePipeline.from_crawler(crawler)
    store = pipeline.open("demo")
    with monkeypatch.context() as patch:
        patch.setattr(store, "append", lambda _: 1 / 0)
        results = asyncio.run(asyncio.wait_for(process(pipeline, make(1), make(2)), 5))
    assert [type(result) for result in results] == [ZeroDivisionError] * 2
    ((record,),) = [asyncio.run(process(pipeline, make(3)))]
    assert record["id"] == "demo:3"
    asyncio.run(pipeline.close_spider())


def test_a_known_article_is_unchanged_changed_or_a_duplicate(crawler: Crawler, tmp_path: Path) -> None:
    first = StorePipeline.from_crawler(crawler)
    asyncio.run(process(first, make(1), make(2)))
    asyncio.run(first.close_spider())

    second = StorePipeline.from_crawler(crawler)
    changed = make(2, content_hash="f" * 64)
    results = asyncio.run(process(second, make(1), changed, make(2), make(3), make(3)))
    asyncio.run(second.close_spider())
    dropped = {index: str(result) for index, result in enumerate(results) if isinstance(result, DropItem)}
    assert dropped == {0: "unchanged", 2: "duplicate", 4: "duplicate"}
    assert results[1]["revision"] == 2
    assert [(record["id"], record["revision"]) for record in lines(tmp_path)] == [
        ("demo:1", 1),
        ("demo:2", 1),
        ("demo:2", 2),
        ("demo:3", 1),
    ]
    assert stats(crawler) == {
        "newsbot/new": 3,
        "newsbot/changed": 1,
        "newsbot/dropped/unchanged": 1,
        "newsbot/dropped/duplicate": 2,
    }


def test_closing_writes_what_waits(crawler: Crawler, tmp_path: Path) -> None:
    async def close_at_once() -> None:
        pipeline = StorePipeline.from_crawler(crawler)
        task = asyncio.ensure_future(pipeline.process_item(make()))
        await asyncio.sleep(0)
        await pipeline.close_spider()
        await pipeline.close_spider()
        await task

    asyncio.run(close_at_once())
    assert len(lines(tmp_path)) == 1


def test_a_full_disk_fails_the_crawl_and_drops_the_articles(
    crawler: Crawler, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures: list[NewsbotError] = []
    monkeypatch.setattr(crawler.spider, "fail", failures.append)
    pipeline = StorePipeline.from_crawler(crawler)
    asyncio.run(process(pipeline, make(1)))

    def no_room(fd: int, data: Any) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", no_room)
        results = asyncio.run(process(pipeline, make(2), make(3)))
    assert [str(result) for result in results] == ["unwritten", "unwritten"]
    assert [str(failure) for failure in failures] == [
        f"cannot write {tmp_path}/demo/articles.jsonl: No space left on device"
    ] * 2
    assert all(isinstance(failure, StoreError) for failure in failures)
    asyncio.run(pipeline.close_spider())
    assert [record["id"] for record in lines(tmp_path)] == ["demo:1"]
    assert stats(crawler) == {"newsbot/new": 1, "newsbot/dropped/unwritten": 2}


def test_a_pipeline_that_gets_nothing_touches_nothing(crawler: Crawler, tmp_path: Path) -> None:
    pipeline = StorePipeline.from_crawler(crawler)
    assert pipeline.store is None
    asyncio.run(pipeline.close_spider())
    assert list(tmp_path.iterdir()) == []


def test_the_store_is_locked_while_it_is_open(crawler: Crawler) -> None:
    first, second = StorePipeline.from_crawler(crawler), StorePipeline.from_crawler(crawler)
    first.open("demo")
    with pytest.raises(StoreError, match="is being written by another process"):
        second.open("demo")
    asyncio.run(first.close_spider())
    second.open("demo")
    asyncio.run(second.close_spider())


def test_process_item_can_be_awaited_by_scrapy(crawler: Crawler) -> None:
    async def check() -> bool:
        task = StorePipeline.from_crawler(crawler).process_item(make())
        awaitable = isinstance(task, Awaitable)
        task.close()
        return awaitable

    assert asyncio.run(check())
