"""What a crawl need not ask for again: decisions over the memory of a site. Knows no Scrapy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from attrs import frozen

from newsbot.dataset.revisits import DAY, NEVER, next_due
from newsbot.dataset.state import Planned, State, Visit

OTHER_DAYS = (7, 30, 90)
"""When a page that was no article is looked at again."""
MAX_TRIES = 5
"""So many crawls try to fetch a page that fails."""


@frozen
class Scope:
    """The part of a site that a crawl is to cover.

    :ivar since: :ivar until: the first and the last day of publication; ``None`` is open.
    """

    since: date | None = None
    until: date | None = None

    def covers(self, day: date | None) -> bool:
        """Whether an article of ``day`` is wanted; one without a day is."""
        return day is None or ((self.since is None or day >= self.since) and (self.until is None or day <= self.until))

    @property
    def is_bounded(self) -> bool:
        """Whether anything is left out."""
        return self.since is not None or self.until is not None


class Ledger:
    """The memory of one site during one crawl.

    :ivar is_full: whether this crawl reads every page of every listing.
    """

    def __init__(  # noqa: PLR0913 (what a crawl is configured with)
        self,
        state: State,
        clock: Callable[[], float],
        *,
        days: Sequence[float],
        sweep_days: float,
        scope: Scope,
        what: str,
        is_full: bool = False,
    ) -> None:
        """Begin a crawl.

        :param clock: the time in seconds since 1970; :param days: the ages at which articles are visited again.
        :param sweep_days: after so many days every listing is read to its end again.
        :param what: what is crawled: two crawls with other start pages are complete at other times.
        """
        self.state = state
        self.scope = scope
        self._clock = clock
        self._days = days
        self._key = what
        swept = _number(state.fact(f"swept {what}"))
        is_due = swept is None or not 0 <= clock() - swept < sweep_days * DAY
        self.is_full = is_full or is_due or state.fact(f"sweeping {what}") is not None
        if self.is_full and state.fact(f"sweeping {what}") is None:
            state.note(f"sweeping {what}", str(clock()))
        state.commit()

    # The sweep

    def swept(self, url: str) -> bool:
        """Whether this crawl need not read a further page of a listing: an earlier one did, for the same sweep."""
        return self.is_full and self.state.is_swept(url)

    # Deciding

    def record_of(self, id_: str) -> str:
        """The id of the record that the page with this id belongs to: usually its own."""
        visit = self.state.visit(id_)
        return visit.record if visit is not None and visit.record else id_

    def is_settled(self, id_: str, url: str) -> str | None:
        """What a page is that need not be asked for now, though the dataset holds no record of it; else ``None``."""
        visit = self.state.visit(id_)
        if visit is None or visit.kind == "article" or visit.url != url:
            return None
        if visit.kind.startswith("day "):
            return None if self.scope.covers(date.fromisoformat(visit.kind[4:])) else "out-of-range"
        return visit.kind if visit.due > self._clock() >= visit.seen - DAY else None

    def due(self, most: int) -> list[Visit]:
        """Articles to be visited again now."""
        return self.state.due(self._clock(), most)

    def was_seen_since(self, id_: str, day: date) -> bool:
        """Whether the page was asked for after the end of ``day``, which its site calls that of its latest change."""
        visit = self.state.visit(id_)
        return visit is not None and visit.seen > (day - date(1970, 1, 1)).days * DAY + DAY

    def validators(self, id_: str) -> dict[str, str]:
        """The headers that ask for the page only if it has changed (RFC 9110, 13.1)."""
        visit = self.state.visit(id_)
        if visit is None:
            return {}
        headers = {"If-None-Match": visit.etag, "If-Modified-Since": visit.modified}
        return {name: value for name, value in headers.items() if value}

    # Remembering

    def plan(self, pages: Iterable[Planned], *, done: str | None = None) -> None:
        """Note what was found, and that the page where it was found is done with."""
        self.state.plan(pages)
        if done is not None:
            self.state.done(done)
            if self.is_full:
                self.state.sweep(done)
        self.state.commit()

    def done(self, url: str) -> None:
        """A planned page is done with."""
        self.state.done(url)
        self.state.commit()

    def stored(  # noqa: PLR0913 (what is known of an answer)
        self, id_: str, url: str, *, asked: str, asked_id: str, etag: str | None, modified: str | None, is_new: bool
    ) -> None:
        """An article is in the dataset: just written when ``is_new``, else as it was.

        :param asked: the URL that was planned; :param asked_id: the id that it has.
        """
        now = self._clock()
        known = self.state.visit(id_)
        anchor = now if is_new or known is None else known.anchor
        due = next_due(anchor, now, self._days)
        visits = [Visit(id_, url, etag=etag, modified=modified, anchor=anchor, seen=now, due=due)]
        if asked_id != id_:
            visits.append(Visit(asked_id, asked, anchor=now, seen=now, due=NEVER, record=id_))
        self.state.remember(*visits)
        self.done(asked)

    def held(self, id_: str, url: str, asked: str) -> None:
        """A planned article is in the dataset: the crawl that wrote it was killed before it could note so here."""
        if self.state.visit(id_) is None:
            now = self._clock()
            self.state.remember(Visit(id_, url, anchor=now, seen=now, due=next_due(now, now, self._days)))
        self.done(asked)

    def same(self, id_: str, record: str, url: str, asked: str) -> None:
        """A page is another address of a record."""
        if id_ != record:
            now = self._clock()
            self.state.remember(Visit(id_, url, anchor=now, seen=now, due=NEVER, record=record))
        self.done(asked)

    def not_modified(self, id_: str, asked: str) -> None:
        """The server says that a known page is as it was."""
        self._look(id_, gone=None)
        self.done(asked)

    def other(self, id_: str, url: str, kind: str, asked: str) -> None:
        """A page is no article: it is looked at again after a long while. A known article stays one."""
        now = self._clock()
        known = self.state.visit(id_)
        if known is not None and known.kind == "article":
            self._look(id_, gone=known.gone)
        else:
            anchor = known.anchor if known is not None and known.kind == kind else now
            due = next_due(anchor, now, self._days if kind == "missing" else OTHER_DAYS)
            due = min(due, now + OTHER_DAYS[-1] * DAY)
            self.state.remember(Visit(id_, url, kind, anchor=anchor, seen=now, due=due))
        self.done(asked)

    def missing(self, id_: str, url: str, asked: str) -> bool:
        """The server says that there is no such page; whether it is an article that has vanished just now."""
        known = self.state.visit(id_)
        if known is None or known.kind != "article" or known.record:
            self.other(id_, url, "missing", asked)
            return False
        self._look(id_, gone=known.gone or self._clock())
        self.done(asked)
        return known.gone is None

    def failed(self, id_: str, url: str, asked: str) -> None:
        """A page could not be fetched: another crawl tries, a few times. A known article is visited another day."""
        known = self.state.visit(id_)
        if known is not None and known.kind == "article":
            now = self._clock()
            self.state.remember(known._replace(due=max(known.due, now + DAY)))
        elif self.state.failed(asked) >= MAX_TRIES:
            self.other(id_, url, "failing", asked)
        self.state.commit()

    def _look(self, id_: str, gone: float | None) -> None:
        known = self.state.visit(id_)
        if known is not None:
            now = self._clock()
            due = next_due(known.anchor, now, self._days)
            self.state.remember(known._replace(seen=now, due=due, gone=gone))

    # Ending

    def close(self, *, is_complete: bool) -> None:
        """End the crawl.

        :param is_complete: whether nothing was left out; then, if it was a full one, the next need not be.
        """
        if self.is_full and is_complete and not self.scope.is_bounded and not self.state.untried():
            self.state.note(f"swept {self._key}", self.state.fact(f"sweeping {self._key}"))
            self.state.note(f"sweeping {self._key}", None)
            self.state.end_sweep()
        self.state.close()


def _number(text: str | None) -> float | None:
    return float(text) if text else None
