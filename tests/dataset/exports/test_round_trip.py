"""A record comes back from every format as it went in, key by key and in the same order of keys."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from newsbot.dataset.exports.formats import FORMATS, Layout, json_line
from newsbot.dataset.exports.sources import open_sources
from newsbot.records import Article, to_json_line
from tests.dataset.exports.records import Record, article, plain, some_articles

pytest.importorskip("pyarrow")
WAYS = {
    "sqlite": ("sqlite", Layout(), "newsbot.sqlite"),
    "parquet": ("parquet", Layout(), "articles.parquet"),
    "partitions": ("parquet", Layout(partition=True), "articles"),
    "jsonl": ("jsonl", Layout(), "articles.jsonl"),
}


some = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def there_and_back(records: Iterable[Record], way: str) -> list[Record]:
    name, layout, file = WAYS[way]
    with tempfile.TemporaryDirectory() as folder:
        FORMATS[name](records, Path(folder), layout)
        (source,) = open_sources([Path(folder) / file])
        return [record for _, record in source.records()]


def as_lines(records: Iterable[Record]) -> list[bytes]:
    return [json_line(record) for record in records]


@some
@given(some_articles)
@pytest.mark.parametrize("way", ["sqlite", "parquet", "jsonl"])
def test_nothing_is_lost(way: str, given_articles: list[Article]) -> None:
    lines = [f"{to_json_line(one)}\n".encode() for one in given_articles]
    assert as_lines(there_and_back(map(json.loads, lines), way)) == lines


@settings(some, max_examples=10)
@given(some_articles)
def test_nothing_is_lost_in_partitions(given_articles: list[Article]) -> None:
    records = [json.loads(to_json_line(one)) for one in given_articles]
    assert sorted(as_lines(there_and_back(records, "partitions"))) == sorted(as_lines(records))


@pytest.mark.parametrize("way", WAYS)
def test_a_record_with_everything_comes_back(way: str) -> None:
    records = plain([article()])
    assert there_and_back(records, way) == records


def test_from_format_to_format() -> None:
    records = plain([article(1), article(2, event=None, byline=None, attendees=[])])
    steps: list[Callable[[Iterable[Record]], list[Record]]] = [
        lambda given_records, way=way: there_and_back(given_records, way)  # type: ignore[misc]
        for way in ("parquet", "sqlite", "jsonl", "sqlite", "parquet")
    ]
    result: Iterable[Record] = iter(records)
    for step in steps:
        result = step(result)
    assert list(result) == records


def test_records_are_streamed() -> None:
    taken = 0

    def stream() -> Iterator[Record]:
        nonlocal taken
        for number in range(9000):
            taken += 1
            yield plain([article(number)])[0]

    with tempfile.TemporaryDirectory() as folder:
        FORMATS["parquet"](stream(), Path(folder), Layout())
        (source,) = open_sources([Path(folder) / "articles.parquet"])
        assert sum(1 for _ in source.records()) == taken == 9000
