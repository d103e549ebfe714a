"""Records into SQLite: streamed in, then linked, indexed and made searchable."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path

from newsbot.dataset.exports import facets, schema_sql
from newsbot.dataset.exports.bodies import Bodies
from newsbot.dataset.exports.folding import plain
from newsbot.dataset.exports.persons import find_people
from newsbot.dataset.exports.rows import Record, Row, add_lists, article_row, people
from newsbot.dataset.exports.tables import ARTICLES, OF_RECORDS
from newsbot.errors import StoreError

_BATCH = 500
"""Articles whose rows wait together: the more, the faster, and the more memory."""
_CACHE = 64 * 1024
"""KiB of pages that SQLite keeps."""


def write_sqlite(path: Path, records: Iterable[Record], *, search: bool = True) -> None:
    """Write ``records`` to a new SQLite file.

    :param search: add the full-text index, which is half of the work.
    :raises StoreError: when it cannot be written.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            _prepare(database)
            database.execute("BEGIN")
            _Loading(database, search=search).load(records)
            for statement in schema_sql.INDEXES:
                database.execute(statement)
            find_people(database)
            if search:
                database.execute("INSERT INTO articles_fts (articles_fts) VALUES ('optimize')")
            database.execute("COMMIT")
            database.execute("ANALYZE")
    except sqlite3.Error as error:
        raise StoreError(f"cannot write {path}: {error}") from error


def _prepare(database: sqlite3.Connection) -> None:
    # No journal: the file takes its place only when it is whole.
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.execute(f"PRAGMA cache_size = -{_CACHE}")
    database.execute(f"PRAGMA application_id = {schema_sql.APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {schema_sql.LAYOUT}")


class _Loading:
    """Rows on their way into the tables, in batches."""

    def __init__(self, database: sqlite3.Connection, *, search: bool) -> None:
        self._database = database
        self._search = search
        self._attendance = 0
        for statement in schema_sql.statements():
            database.execute(statement)
        if search:
            database.execute(schema_sql.SEARCH)
            # Collect so many bytes before writing a segment of the index.
            database.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('hashsize', 67108864)")
        self._bodies = Bodies(database)
        self._insert = {table.name: schema_sql.insert(table) for table in OF_RECORDS}
        self._waiting: dict[str, list[Row]] = defaultdict(list)

    def load(self, records: Iterable[Record]) -> None:
        """Insert everything that ``records`` say."""
        for article, record in enumerate(records, start=1):
            row = article_row(record, article)
            self._add("articles", tuple(row[name] for name in ARTICLES.names))
            add_lists(record, article, self._add)
            bodies = self._add_people(record, article)
            if self._search:
                self._waiting["articles_fts"].append((article, *_searchable(record), facets.words(record, bodies)))
            if article % _BATCH == 0:
                self._flush()
        self._flush()
        self._bodies.finish()

    def _add(self, table: str, row: Row) -> None:
        self._waiting[table].append(row)

    def _add_people(self, record: Record, article: int) -> list[int]:
        """Add the people; the bodies that their posts name."""
        bodies: list[int] = []
        day = _day(record)
        for kind, number, person in people(record):
            self._attendance += 1
            mine = self._attendance
            said = (person["name"], person["honorific"], person["rank"], person["side"], person["text"])
            self._add("attendances", (mine, article, kind, number, mine, *said))
            for order, role in enumerate(person["roles"], start=1):
                self._add("roles", (mine, order, role))
            for order, post in enumerate(person["positions"], start=1):
                body, place = self._bodies.keys(post, day)
                named = (post["text"], post["title"], post["body"], post["place"], body, place)
                self._add("positions", (mine, order, *named, post["former"], post["acting"], post["expanded"]))
                bodies += [body] if body else []
        return bodies

    def _flush(self) -> None:
        for table in OF_RECORDS:
            if rows := self._waiting[table.name]:
                self._database.executemany(self._insert[table.name], rows)
        if rows := self._waiting["articles_fts"]:
            self._database.executemany(schema_sql.ADD_SEARCHABLE, rows)
        self._waiting.clear()


def _day(record: Record) -> date | None:
    """The day of the event, else of the publication."""
    day = (record["event"] or {}).get("date") or record["published_date"]
    return date.fromisoformat(day) if day else None


def _searchable(record: Record) -> tuple[str, ...]:
    """Title, text and names of an article, with marks and without."""
    texts = [record["lead"], *record["body"], *(image["caption"] for image in record["images"])]
    byline = record["byline"]
    names = [person["name"] for _, _, person in people(record)] + ([byline["text"]] if byline else [])
    fields = (record["title"] or "", "\n".join(filter(None, texts)), "\n".join(names))
    return (*fields, *map(plain, fields))
