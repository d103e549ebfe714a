"""What a crawl counts: the names of newsbot's counters among Scrapy's statistics, and the figures read from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

NEW = "newsbot/new"
CHANGED = "newsbot/changed"
KNOWN = "newsbot/known"
"""Articles that the dataset holds and that were therefore not fetched."""
FAILED = "newsbot/failed"
"""Pages that could not be fetched, those that do not exist aside."""
DROPPED = "newsbot/dropped/"
"""Pages that became no record, by reason."""
REFUSED = "newsbot/refused/"
"""Links that were not followed, by reason."""
FAULT = "newsbot/failed/"
"""Pages that could not be fetched, by reason; FAILED is their number. "robots-…": its host's robots.txt could not."""
LATER = "newsbot/later/"
"""Requests that were left for the next crawl, by reason."""
HOST = "newsbot/host/"
"""What the state of a host led to: pauses, requests that were not made."""
GIVEN_UP = HOST + "given-up"
"""Hosts that kept failing and were given up for this crawl."""
NOT_MODIFIED = "newsbot/revisit/not-modified"
"""Known pages that were asked for again and had not changed (304)."""
VANISHED = "newsbot/revisit/vanished"
"""Known pages that were asked for again and are gone (404, 410); their records stay."""
REVISITS = "newsbot/revisit/requests"
"""Known pages that were asked for again."""
LISTS = "newsbot/lists/"
"""Sitemaps and feeds that were read, by kind, and what they list."""
FULL = "newsbot/sweep/full"
"""1 in a crawl that reads every page of every listing."""
STOPPED = "newsbot/sweep/listings-ended"
"""Listings that were not read to their end, because nothing unknown was on their latest pages."""

_REDIRECTS = ("301", "302", "303", "307", "308")
_STATUS = "downloader/response_status_count/"
_ROBOTS_STATUS = "robotstxt/response_status_count/"


@frozen(kw_only=True)
class Counts:
    """The figures of one crawl, while it runs or afterwards.

    :ivar pages: answers received, robots.txt and redirects aside.
    :ivar new: :ivar changed: records written.
    :ivar known: articles not fetched because the dataset holds them.
    :ivar dropped: reason -> pages that became no record; :ivar refused: reason -> links not followed.
    :ivar failed: pages that could not be fetched; :ivar faults: reason -> how many of them.
    :ivar later: requests left for the next crawl.
    :ivar not_modified: known pages that had not changed; :ivar vanished: known pages that are gone.
    :ivar closed: requests that robots.txt forbids.
    :ivar errors: pages whose reading failed.
    """

    pages: int
    new: int
    changed: int
    known: int
    dropped: dict[str, int]
    refused: dict[str, int]
    failed: int
    faults: dict[str, int]
    later: int
    not_modified: int
    vanished: int
    not_found: int
    redirects: int
    closed: int
    errors: int
    seconds: float

    @classmethod
    def of(cls, stats: Mapping[str, Any]) -> Counts:
        """The figures in Scrapy's statistics."""

        def number(name: str) -> int:
            return int(stats.get(name, 0))

        def by_reason(prefix: str) -> dict[str, int]:
            found = {name.removeprefix(prefix): value for name, value in stats.items() if name.startswith(prefix)}
            return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

        return cls(
            pages=number("response_received_count") - number("robotstxt/response_count"),
            new=number(NEW),
            changed=number(CHANGED),
            known=number(KNOWN),
            dropped=by_reason(DROPPED),
            refused=by_reason(REFUSED),
            failed=number(FAILED),
            faults=by_reason(FAULT),
            later=sum(by_reason(LATER).values()),
            not_modified=number(NOT_MODIFIED),
            vanished=number(VANISHED),
            not_found=sum(number(_STATUS + code) - number(_ROBOTS_STATUS + code) for code in ("404", "410")),
            redirects=sum(number(_STATUS + code) for code in _REDIRECTS),
            closed=number("robotstxt/forbidden"),
            errors=number("spider_exceptions/count"),
            seconds=float(stats.get("elapsed_time_seconds", 0)),
        )

    @property
    def written(self) -> int:
        """Records written, new and changed."""
        return self.new + self.changed

    def line(self) -> str:
        """The figures in one line: "31 pages, 16 new articles, 9 dropped (listing 7, document 2), 1 not found"."""
        parts = [_plural(self.pages, "page"), _plural(self.new, "new article")]
        parts += [f"{self.changed} changed"] if self.changed else []
        parts += [f"{self.known} known"] if self.known else []
        if self.dropped:
            parts.append(f"{sum(self.dropped.values())} dropped{_listed(self.dropped)}")
        for number, words in (
            (self.not_modified, "not modified"),
            (self.vanished, "vanished"),
            (self.not_found, "not found"),
            (self.failed, f"not fetched{_listed(self.faults)}"),
            (self.redirects, "redirected"),
            (self.closed, "closed by robots.txt"),
            (self.errors, "not read because of an error"),
            (self.later, "left for the next crawl"),
        ):
            parts += [f"{number} {words}"] if number else []
        return ", ".join(parts)


def _listed(reasons: dict[str, int]) -> str:
    return f" ({', '.join(f'{reason} {number}' for reason, number in reasons.items())})" if reasons else ""


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
