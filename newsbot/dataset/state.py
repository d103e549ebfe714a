"""What a crawl remembers of a site besides its articles: ``state.sqlite``, derived and expendable.

The dataset alone is the truth. When this file is lost or damaged, the next crawl builds it again from the dataset and
the site: it only reads more listings and asks for more pages than it otherwise would. A failure to write it is
therefore told and survived.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from newsbot.dataset.lines import read_lines
from newsbot.dataset.revisits import next_due
from newsbot.dataset.scratch import Seen

logger = logging.getLogger(__name__)

_VERSION = 1
_AT_ONCE = 1000
_SCHEMA = """
create table pages (
  id text primary key, url text not null, kind text not null, etag text, modified text,
  anchor real not null, seen real not null, due real not null, gone real, record text
) without rowid;
create index pages_due on pages (due);
create table plan (
  url text primary key, number integer not null, kind text not null, stale integer not null, depth integer not null,
  tries integer not null
) without rowid;
create index plan_number on plan (number);
create table budget (host text not null, day text not null, requests integer not null, primary key (host, day));
create table swept (url text primary key) without rowid;
create table facts (name text primary key, value text not null) without rowid;
"""


class Visit(NamedTuple):
    """What is remembered of a page.

    :ivar id: the id that its URL has; :ivar record: the id of its record, where that is another one.
    :ivar kind: "article", or what it was taken for, or "missing" for one that never was there.
    :ivar etag: :ivar modified: the validators of its last answer.
    :ivar anchor: when it was first seen or last changed; :ivar seen: when it was last asked for.
    :ivar due: when to ask for it again; :ivar gone: since when it has been missing.
    """

    id: str
    url: str
    kind: str = "article"
    etag: str | None = None
    modified: str | None = None
    anchor: float = 0
    seen: float = 0
    due: float = 0
    gone: float | None = None
    record: str | None = None


class Planned(NamedTuple):
    """A page that was found and is not done with: what a crawl that is broken off leaves to the next one.

    :ivar kind: "article", "listing" or "list" (a sitemap or feed).
    :ivar stale: how many pages in a row, before this one of a listing, showed nothing unknown.
    :ivar tries: how many crawls have failed to fetch it.
    """

    url: str
    kind: str
    stale: int = 0
    depth: int = 0
    tries: int = 0


class State:
    """The state of one site. Changes are durable against a killed process once ``commit`` returns."""

    def __init__(self, path: Path) -> None:
        """Open or create ``path``; a damaged file is put aside as ``<name>.damaged`` and a new one begun.

        Where nothing can be written, the state is kept in memory and lost at the end.
        """
        self.path = path
        self.is_new = not path.exists()
        self._broken = False
        try:
            self._db = self._open(path)
        except (sqlite3.Error, OSError) as error:
            self._db = self._begin_again(error)
        self._number = int(self._db.execute("select coalesce(max(number), 0) from plan").fetchone()[0])

    def _open(self, path: Path | str) -> sqlite3.Connection:
        db = sqlite3.connect(path, timeout=5, isolation_level="DEFERRED")
        try:
            db.execute("pragma journal_mode = wal")
            db.execute("pragma synchronous = normal")
            self.is_new |= _prepare(db)
            db.execute("delete from facts where name = 'opened'")  # finds out whether it can be written
            db.commit()
        except BaseException:
            db.close()
            raise
        return db

    def _begin_again(self, error: Exception) -> sqlite3.Connection:
        """A new file in the place of a damaged one; a state in memory where there can be no file."""
        self.is_new = True
        try:
            if self._is_damaged(error):
                logger.warning("%s is damaged (%s): put aside, more pages are visited this time", self.path, error)
                for suffix in ("-wal", "-shm"):
                    self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
                self.path.replace(self.path.with_name(self.path.name + ".damaged"))
                return self._open(self.path)
        except (OSError, sqlite3.Error) as again:
            error = again
        self._tell(error)
        return self._open(":memory:")

    def _is_damaged(self, error: Exception) -> bool:
        """Whether ``error`` is about what the file holds, and not about the disk or the rights."""
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            return True
        try:
            with self.path.open("rb") as file:
                head = file.read(16)
        except OSError:
            return False
        return bool(head) and head != b"SQLite format 3\x00"

    def _tell(self, error: Exception) -> None:
        logger.warning(
            "%s cannot be written (%s): the crawl goes on, the next one will visit more pages than it needs to",
            self.path,
            error,
        )

    # Pages

    def visit(self, id_: str) -> Visit | None:
        """What is remembered of the page with this id."""
        row = self._db.execute("select * from pages where id = ?", (id_,)).fetchone()
        return _visit(row) if row else None

    def remember(self, *visits: Visit) -> None:
        """Remember pages, in place of what was remembered of them."""
        self._run(
            "insert or replace into pages (id, url, kind, etag, modified, anchor, seen, due, gone, record)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            visits,
        )

    def due(self, now: float, most: int, kind: str = "article") -> list[Visit]:
        """Pages that are to be visited again, the longest overdue first.

        One that was seen in the future (the clock was wrong then) is due as well.
        """
        rows = self._db.execute(
            "select * from pages where kind = ? and record is null and (due <= ? or seen > ?) order by due limit ?",
            (kind, now, now + 86_400, most),
        )
        return [_visit(row) for row in rows]

    def urls(self, most: int) -> Iterator[tuple[str, bool]]:
        """URLs of pages that were read, the latest first, each with whether it was an article."""
        rows = self._db.execute(
            "select url, kind from pages where kind != 'missing' order by seen desc limit ?", (most,)
        )
        for url, kind in rows:
            yield url, kind == "article"

    def counts(self) -> dict[str, int]:
        """How many pages are remembered, by kind; "gone" counts the articles that have vanished."""
        found = dict(self._db.execute("select kind, count(*) from pages where record is null group by kind"))
        gone = self._db.execute("select count(*) from pages where gone is not null and kind = 'article'").fetchone()[0]
        return {**found, "gone": gone}

    # The plan

    def plan(self, pages: Iterable[Planned]) -> None:
        """Note pages that are found and not done with; one that is noted already stays as it is."""
        rows = []
        for page in pages:
            self._number += 1
            rows.append((page.url, self._number, page.kind, page.stale, page.depth, page.tries))
        self._run("insert or ignore into plan (url, number, kind, stale, depth, tries) values (?, ?, ?, ?, ?, ?)", rows)

    def done(self, *urls: str) -> None:
        """Strike pages off the plan."""
        self._run("delete from plan where url = ?", [(url,) for url in urls])

    def failed(self, url: str) -> int:
        """Note that a planned page could not be fetched; how often that has happened now."""
        self._run("update plan set tries = tries + 1 where url = ?", [(url,)])
        row = self._db.execute("select tries from plan where url = ?", (url,)).fetchone()
        return int(row[0]) if row else 0

    def planned(self) -> Iterator[Planned]:
        """What earlier crawls left, in the order in which it was found. It may be struck off meanwhile."""
        query = "select number, url, kind, stale, depth, tries from plan where number > ? order by number limit ?"
        last = 0
        while rows := self._db.execute(query, (last, _AT_ONCE)).fetchall():
            last = rows[-1][0]
            yield from (Planned(*page) for _, *page in rows)

    def untried(self) -> int:
        """How many planned pages no crawl has tried to fetch."""
        return int(self._db.execute("select count(*) from plan where tries = 0").fetchone()[0])

    # The sweep

    def sweep(self, url: str) -> None:
        """Note that a further page of a listing was read in the sweep that is going on."""
        self._run("insert or ignore into swept (url) values (?)", [(url,)])

    def is_swept(self, url: str) -> bool:
        """Whether the sweep that is going on has read this page of a listing."""
        return self._db.execute("select 1 from swept where url = ?", (url,)).fetchone() is not None

    def end_sweep(self) -> None:
        """Forget which pages were read: the next sweep reads them all."""
        self._run("delete from swept", [()])

    # Budget and facts

    def spent(self, host: str, day: str) -> int:
        """How many requests were made to ``host`` on ``day``."""
        row = self._db.execute("select requests from budget where host = ? and day = ?", (host, day)).fetchone()
        return int(row[0]) if row else 0

    def spend(self, host: str, day: str, requests: int) -> None:
        """Note how many requests were made to ``host`` on ``day`` in all; older days are forgotten."""
        self._run("insert or replace into budget (host, day, requests) values (?, ?, ?)", [(host, day, requests)])
        if requests == 1:
            self._run("delete from budget where day < date(?, '-7 days')", [(day,)])

    def fact(self, name: str) -> str | None:
        """A fact that was noted under ``name``."""
        row = self._db.execute("select value from facts where name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def note(self, name: str, value: str | None) -> None:
        """Note a fact; ``None`` strikes it off."""
        if value is None:
            self._run("delete from facts where name = ?", [(name,)])
        else:
            self._run("insert or replace into facts (name, value) values (?, ?)", [(name, value)])

    # Writing

    def _run(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        if self._broken:
            return
        try:
            self._db.executemany(statement, rows)
        except sqlite3.Error as error:
            self._give_up(error)

    def commit(self) -> None:
        """Make what was noted durable."""
        if self._broken:
            return
        try:
            self._db.commit()
        except sqlite3.Error as error:
            self._give_up(error)

    def _give_up(self, error: sqlite3.Error) -> None:
        """Write no more: a crawl goes on without a memory."""
        self._broken = True
        self._tell(error)
        with suppress(sqlite3.Error):
            self._db.rollback()

    def close(self) -> None:
        """Commit and close; closing twice does no harm."""
        self.commit()
        with suppress(sqlite3.Error):
            self._db.close()
        self._broken = True


def _prepare(db: sqlite3.Connection) -> bool:
    """Make the tables where there are none; whether that was so.

    :raises sqlite3.DatabaseError: for a file that is damaged, or of another version.
    """
    (version,) = db.execute("pragma user_version").fetchone()
    if version not in {0, _VERSION}:
        raise sqlite3.DatabaseError(f"version {version} of another newsbot")
    if version == 0:
        db.executescript(f"{_SCHEMA} pragma user_version = {_VERSION};")
    db.execute("select * from pages limit 1").fetchone()
    return bool(version == 0)


def _visit(row: Sequence[object]) -> Visit:
    return Visit(*row)  # type: ignore[arg-type]


def rebuild(state: State, path: Path, days: Sequence[float], now: float) -> int:
    """Remember each article of the dataset at ``path`` that ``state`` knows nothing of; how many there were.

    When a page was fetched last, the record says; whether it has changed since, only a visit can tell. Lines that are
    no records are left out with a warning.
    """
    fresh = Seen()
    number = unread = 0
    for line in read_lines(path):
        try:
            record = json.loads(line)
            id_, url, fetched = str(record["id"]), str(record["url"]), _moment(record["fetched_at"], now)
        except (ValueError, KeyError, TypeError, RecursionError):
            unread += 1
            continue
        if id_ in fresh or state.visit(id_) is None:
            number += fresh.add(id_)
            state.remember(Visit(id_, url, anchor=fetched, seen=fetched, due=next_due(fetched, now, days)))
    state.commit()
    if unread:
        logger.warning("%s: %d lines are no records, and are left out", path, unread)
    return number


def _moment(text: object, now: float) -> float:
    if not isinstance(text, str):
        return now
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
