"""The bodies and places that posts name, each once."""

from __future__ import annotations

import sqlite3

from newsbot.dataset.exports.folding import exact
from newsbot.dataset.exports.history import history

_REMEMBERED = 50_000
"""So many pairs of body and place are kept in memory; the others are looked up again."""


class Bodies:
    """Numbers of bodies and places in a database that is being filled."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._known: dict[tuple[str | None, str | None], tuple[int | None, int | None]] = {}
        database.execute("CREATE UNIQUE INDEX places_key ON places (key)")
        database.execute("CREATE UNIQUE INDEX bodies_key ON bodies (key)")

    def keys(self, body: str | None, place: str | None) -> tuple[int | None, int | None]:
        """The number of the body and of the place; ``None`` for what is not named."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        if (body, place) not in self._known:
            of_place = self._place(place) if place else None
            self._known[body, place] = (self._body(body, place, of_place) if body else None, of_place)
        return self._known[body, place]

    def _place(self, name: str) -> int:
        key = exact(name)
        self._database.execute("INSERT OR IGNORE INTO places (name, key) VALUES (?, ?)", (name, key))
        return self._number("places", "place", key)

    def _body(self, name: str, place: str | None, of_place: int | None) -> int:
        key = f"{exact(name)}, {exact(place)}" if place else exact(name)
        ended = history(name, place)
        self._database.execute(
            "INSERT OR IGNORE INTO bodies (name, place, key, valid_to, successor, successor_place, positions)"
            " VALUES (?, ?, ?, ?, ?, ?, 0)",
            (
                name,
                of_place,
                key,
                ended and ended.valid_to.isoformat(),
                ended and ended.successor,
                ended and ended.successor_place,
            ),
        )
        return self._number("bodies", "body", key)

    def _number(self, table: str, column: str, key: str) -> int:
        query = f"SELECT {column} FROM {table} WHERE key = ?"  # noqa: S608 (own names)
        ((number,),) = self._database.execute(query, (key,))
        return int(number)

    def count(self) -> None:
        """Note how many posts name each body."""
        self._database.execute(
            "UPDATE bodies SET positions = counted.number FROM"
            " (SELECT body, count(*) AS number FROM positions GROUP BY body) AS counted"
            " WHERE counted.body = bodies.body"
        )
