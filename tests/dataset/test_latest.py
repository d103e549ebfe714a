"""Of several captures of a page the newest stays, in the place of the first."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.dataset.latest import Latest, Loser
from newsbot.errors import StoreError
from newsbot.records import Article, to_json_line

MORNING = "2025-01-05T08:00:00+07:00"
SAME_MORNING = "2025-01-05T01:00:00Z"
EVENING = "2025-01-05T12:00:00Z"


def article(number: int = 1, fetched_at: str | None = None, text: str = "a") -> Article:
    return Article(
        id=f"example:{number}",
        url=f"https://news.example/{number}",
        site="example",
        title=text,
        fetched_at=fetched_at,
        content_hash=text.encode().hex().ljust(64, "0"),
    )


def kept(articles: Iterable[Article]) -> tuple[list[Article], list[Loser]]:
    """What stays of ``articles``, which lie at the places 0, 1, …, and what gave way."""
    everything = list(articles)
    with Latest() as latest:
        losers = [loser for n, a in enumerate(everything) if (loser := latest.add(a, str(n)))]
        lines = [json.loads(line) for line in latest.lines()]
        assert len(latest) == len(lines)
    by_line = {to_json_line(a): a for a in everything}
    return [by_line[json.dumps(line, ensure_ascii=False, separators=(",", ":"))] for line in lines], losers


def test_different_pages_stay_in_their_order() -> None:
    articles = [article(3), article(1), article(2)]
    assert kept(articles) == (articles, [])


def test_the_newest_capture_stays_in_the_place_of_the_first() -> None:
    articles = [article(1, MORNING), article(2), article(1, EVENING, "b")]
    assert kept(articles) == ([articles[2], articles[1]], [Loser("0", "2", is_conflict=False)])


def test_an_older_capture_gives_way() -> None:
    articles = [article(1, EVENING), article(1, MORNING, "b")]
    assert kept(articles) == ([articles[0]], [Loser("1", "0", is_conflict=False)])


def test_a_capture_of_unknown_time_is_the_oldest() -> None:
    articles = [article(1), article(1, MORNING, "b"), article(1, None, "c")]
    assert kept(articles) == ([articles[1]], [Loser("0", "1", is_conflict=False), Loser("2", "1", is_conflict=False)])


@pytest.mark.parametrize(("first", "second"), [(None, None), (MORNING, SAME_MORNING)])
def test_of_two_equally_new_the_first_stays_and_a_difference_is_a_conflict(
    first: str | None, second: str | None
) -> None:
    articles = [article(1, first), article(1, second), article(1, second, "b")]
    assert kept(articles) == (
        [articles[0]],
        [Loser("1", "0", is_conflict=False), Loser("2", "0", is_conflict=True)],
    )


@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from([None, MORNING, SAME_MORNING, EVENING]))))
def test_each_page_stays_once_and_none_is_lost(captures: list[tuple[int, str | None]]) -> None:
    articles = [article(number, moment, str(n)) for n, (number, moment) in enumerate(captures)]
    stayed, losers = kept(articles)
    assert {a.id for a in stayed} == {a.id for a in articles}
    assert len({a.id for a in stayed}) == len(stayed)
    assert len(stayed) + len(losers) == len(articles)


def test_it_leaves_no_file_behind(tmp_path: Path) -> None:
    with Latest(tmp_path) as latest:
        latest.add(article(), "a")
        assert list(tmp_path.iterdir()) == []


def test_a_folder_that_takes_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"cannot write in .*/no: No such file or directory"):
        Latest(tmp_path / "no")


def full(**_: object) -> IO[bytes]:
    """A temporary file without any room."""
    return Path("/dev/full").open("r+b")


def test_no_room_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    large = article(text="a" * 1_000_000)
    with Latest() as latest, pytest.raises(StoreError, match="cannot keep the records: No space left on device"):
        latest.add(large, "a")
    with Latest() as latest:
        latest.add(article(), "a")  # still in memory
        with pytest.raises(StoreError, match="cannot keep the records: No space left on device"):
            list(latest.lines())
