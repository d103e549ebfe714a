"""The figures of a dataset."""

from __future__ import annotations

from datetime import date

import pytest

from newsbot.dataset.overview import figures as module
from newsbot.dataset.overview.figures import MANY, Figures
from newsbot.records import Article, Event
from tests.dataset.exports.records import article, chair, plain


def counted(*articles: Article) -> Figures:
    figures = Figures()
    for record in plain(articles):
        figures.add(record)
    return figures


def test_articles_are_counted_by_site_year_and_day() -> None:
    figures = counted(
        article(1), article(2, published_date="2024-12-31"), article(3, site="other"), article(4, published_date=None)
    )
    assert figures.records == 4
    assert figures.by_site_and_year == {
        ("example", 2025): 1,
        ("example", 2024): 1,
        ("other", 2025): 1,
        ("example", 0): 1,
    }
    assert figures.by_year == {2025: 2, 2024: 1, 0: 1}
    assert figures.sites == ["example", "other"]
    assert figures.by_site_and_day["example", date(2024, 12, 31)] == 1
    assert (figures.first_day, figures.last_day) == ("2024-12-31", "2025-01-05")


def test_a_field_is_covered_when_it_says_something() -> None:
    figures = counted(article(1), article(2, byline=None, tags=[], body=[]))
    assert [figures.filled[name] for name in ("title", "byline", "tags", "body")] == [2, 1, 1, 1]
    assert figures.filled_by_year[2025, "byline"] == 1


@pytest.mark.parametrize(
    ("event", "delay"),
    [
        (Event(date="2025-01-03"), 2),
        (Event(date="2025-01-03", end_date="2025-01-05"), 0),
        (Event(date="2025-02-01"), -1),
        (Event(date="2020-01-01"), MANY),
        (Event(text="Vừa qua"), None),
        (None, None),
    ],
)
def test_the_delay_is_counted_from_the_last_day_of_the_event(event: Event | None, delay: int | None) -> None:
    assert counted(article(event=event)).delays == ({} if delay is None else {delay: 1})


def test_bodies_and_posts_are_one_in_any_spelling() -> None:
    figures = counted(article(attendees=[chair("A", "Quận ủy"), chair("B", "Quận uỷ"), chair("C", None)]))
    assert figures.bodies == {("Quận ủy", "Tân Lập"): 2}
    assert figures.posts == {"Bí thư": 3}
    assert (figures.named, figures.attendees) == (3, {3: 1})


def test_memory_stays_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_DISTINCT", 4)
    figures = counted(*(article(n, attendees=[chair("A", f"Ban {n}"), chair("B", "Ban 0")]) for n in range(20)))
    assert figures.bodies["Ban 0", "Tân Lập"] == 21
    assert len(figures.bodies) <= 5
