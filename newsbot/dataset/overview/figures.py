"""The figures of a dataset, counted while its records pass by."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from attrs import define, field

from newsbot.text.unicode import fold

FIELDS = (
    "title",
    "published_date",
    "published_at",
    "section",
    "agency",
    "lead",
    "body",
    "event",
    "attendees",
    "byline",
    "images",
    "tags",
)
"""The keys whose coverage is counted."""
MANY = 30
"""Attendees of one article, and days of delay, are counted one by one up to so many."""
_DISTINCT = 200_000
"""So many different bodies or posts are kept apart; the rarest are dropped beyond, so that memory stays flat."""

Record = dict[str, Any]


@define
class Figures:
    """What has been counted.

    :ivar records: articles.
    :ivar named: attendances, other participants aside.
    :ivar by_site_and_year: (site, year) -> articles; the year is 0 where there is no date.
    :ivar by_site_and_day: (site, day of publication) -> articles.
    :ivar filled: field -> articles that have it; :ivar filled_by_year: (year, field) -> the same by year.
    :ivar warned: warning -> articles.
    :ivar attendees: number of attendees -> articles.
    :ivar delays: days from event to publication -> articles.
    :ivar bodies: (body, place) -> posts; :ivar posts: post without its body -> attendances.
    """

    records: int = 0
    named: int = 0
    first_day: str | None = None
    last_day: str | None = None
    by_site_and_year: Counter[tuple[str, int]] = field(factory=Counter)
    by_site_and_day: Counter[tuple[str, date]] = field(factory=Counter)
    filled: Counter[str] = field(factory=Counter)
    filled_by_year: Counter[tuple[int, str]] = field(factory=Counter)
    warned: Counter[str] = field(factory=Counter)
    attendees: Counter[int] = field(factory=Counter)
    delays: Counter[int] = field(factory=Counter)
    bodies: Counter[tuple[str, str]] = field(factory=Counter)
    posts: Counter[str] = field(factory=Counter)
    _spellings: dict[str, str] = field(factory=dict)

    def add(self, record: Record) -> None:
        """Count one record."""
        self.records += 1
        day = date.fromisoformat(record["published_date"]) if record["published_date"] else None
        year = day.year if day else 0
        self.by_site_and_year[record["site"], year] += 1
        if day:
            self._date(record, day)
        for name in FIELDS:
            if record[name]:
                self.filled[name] += 1
                self.filled_by_year[year, name] += 1
        self.warned.update(set(record["warnings"]))
        self._people(record)

    def _date(self, record: Record, day: date) -> None:
        text = record["published_date"]
        self.first_day = min(self.first_day or text, text)
        self.last_day = max(self.last_day or text, text)
        self.by_site_and_day[record["site"], day] += 1
        event = record["event"]
        if event and event["date"]:
            delay = (day - date.fromisoformat(event["end_date"] or event["date"])).days
            self.delays[max(-1, min(delay, MANY))] += 1

    def _people(self, record: Record) -> None:
        self.named += len(record["attendees"])
        self.attendees[min(len(record["attendees"]), MANY)] += 1
        for person in (*record["attendees"], *record["other_participants"]):
            for post in person["positions"]:
                if post["body"]:
                    self.bodies[self._one(post["body"]), self._one(post["place"] or "")] += 1
                self.posts[self._one(post["title"] or post["text"])] += 1
        for counter in (self.bodies, self.posts):
            if len(counter) > _DISTINCT:
                _drop_rare(counter)

    def _one(self, text: str) -> str:
        """The spelling of ``text`` that was met first."""
        if len(self._spellings) > _DISTINCT:
            self._spellings.clear()
        return self._spellings.setdefault(fold(text), text)

    @property
    def sites(self) -> list[str]:
        """The sites, the one with most articles first."""
        return [site for site, _ in self.by_site.most_common()]

    @property
    def by_site(self) -> Counter[str]:
        """Site -> articles."""
        total: Counter[str] = Counter()
        for (site, _), number in self.by_site_and_year.items():
            total[site] += number
        return total

    @property
    def by_year(self) -> Counter[int]:
        """Year -> articles."""
        total: Counter[int] = Counter()
        for (_, year), number in self.by_site_and_year.items():
            total[year] += number
        return total


def _drop_rare(counter: Counter[Any]) -> None:
    kept = counter.most_common(_DISTINCT // 2)
    counter.clear()
    counter.update(dict(kept))
