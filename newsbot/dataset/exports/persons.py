"""Attendances to persons, within a database: name by name, so that memory stays flat."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from newsbot.dataset.exports.folding import exact, plain, slug
from newsbot.dataset.exports.identity import Mention, People, is_national

_MENTIONS = """
SELECT exact(a.name) AS folded, a.attendance, a.article, a.kind, coalesce(r.event_date, r.published_date), r.id,
  a.number, a.name, r.revision,
  (SELECT group_concat(b.body) FROM positions p JOIN bodies b USING (body)
   WHERE p.attendance = a.attendance AND (b.place IS NOT NULL OR is_national(b.key)))
FROM attendances a JOIN articles r USING (article)
ORDER BY folded, a.attendance
"""
_BATCH = 10_000


def find_people(database: sqlite3.Connection) -> None:
    """Fill ``people`` and ``person_links``, and point the attendances there."""
    database.create_function("exact", 1, exact, deterministic=True)
    database.create_function("is_national", 1, is_national, deterministic=True)
    filling = _Filling(database)
    for _, rows in groupby(database.execute(_MENTIONS), key=itemgetter(0)):
        filling.add(list(rows))
    filling.flush()


class _Filling:
    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._people: list[tuple[Any, ...]] = []
        self._links: list[tuple[Any, ...]] = []
        self._merged: list[tuple[int, int]] = []

    def add(self, rows: list[tuple[Any, ...]]) -> None:
        """The attendances of one name."""
        by_attendance = {row[1]: row for row in rows}
        found = People([_mention(row) for row in rows])
        for members in found:
            self._people.append(_person([by_attendance[member] for member in members]))
            self._merged += [(members[0], member) for member in members[1:]]
        self._links += found.links
        if len(self._people) + len(self._merged) > _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what has been found."""
        run = self._database.executemany
        run("INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?)", self._people)
        run("INSERT INTO person_links VALUES (?, ?, ?, ?, ?)", self._links)
        run("UPDATE attendances SET person = ? WHERE attendance = ?", self._merged)
        self._people, self._links, self._merged = [], [], []


def _mention(row: tuple[Any, ...]) -> Mention:
    _, attendance, article, kind, day, *_, bodies = row
    keys = frozenset(map(int, bodies.split(","))) if bodies else frozenset()
    return Mention(attendance, article, kind, date.fromisoformat(day) if day else None, keys)


def _person(rows: list[tuple[Any, ...]]) -> tuple[Any, ...]:
    """The row of ``people`` for somebody with these attendances; its number is that of the first."""
    _, attendance, _, kind, _, id_, number, name, revision, _ = rows[0]
    digest = hashlib.sha256(f"{id_} {revision} {kind} {number}".encode()).hexdigest()[:12]
    days = sorted(row[4] for row in rows if row[4])
    return (
        attendance,
        f"{slug(name)}-{digest}",
        name,
        plain(name),
        *((days[0], days[-1]) if days else (None, None)),
        len(rows),
    )
