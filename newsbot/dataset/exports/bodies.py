"""The bodies and places that posts name, each once."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from typing import Any

from newsbot.dataset.exports.folding import exact
from newsbot.dataset.exports.history import body_key, history, is_renewed, successor_keys

_REMEMBERED = 50_000
"""So many pairs of body and place are kept in memory; the others are looked up again."""


class Bodies:
    """Numbers of bodies and places in a database that is being filled."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._known: dict[tuple[str | None, str | None, bool], tuple[int | None, int | None]] = {}
        database.execute("CREATE UNIQUE INDEX places_key ON places (key)")
        database.execute("CREATE UNIQUE INDEX bodies_key ON bodies (key)")

    def keys(self, post: dict[str, Any], day: date | None) -> tuple[int | None, int | None]:
        """The number of the body of a post, on ``day``, and of its place; ``None`` for what is not named."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        body, place = post["body"], post["place"]
        renewed = bool(body) and is_renewed(body, day, former=post["former"])
        if (body, place, renewed) not in self._known:
            of_place = self._place(place) if place else None
            of_body = self._body(body, place, of_place, renewed=renewed) if body else None
            self._known[body, place, renewed] = (of_body, of_place)
        return self._known[body, place, renewed]

    def _place(self, name: str) -> int:
        key = exact(name)
        self._database.execute("INSERT OR IGNORE INTO places (name, key) VALUES (?, ?)", (name, key))
        return self._number("places", "place", key)

    def _body(self, name: str, place: str | None, of_place: int | None, *, renewed: bool) -> int:
        known = history(name, place, renewed=renewed)
        key = body_key(name, place, known.valid_from)
        self._database.execute(
            "INSERT OR IGNORE INTO bodies (name, place, key, valid_from, valid_to, successor, successor_place,"
            " positions) VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
            (
                name,
                of_place,
                key,
                _text(known.valid_from),
                _text(known.valid_to),
                known.successor,
                known.successor_place,
            ),
        )
        return self._number("bodies", "body", key)

    def _number(self, table: str, column: str, key: str) -> int:
        query = f"SELECT {column} FROM {table} WHERE key = ?"  # noqa: S608 (own names)
        ((number,),) = self._database.execute(query, (key,))
        return int(number)

    def finish(self) -> None:
        """Note how many posts name each body, and which body followed which."""
        self._database.execute(
            "UPDATE bodies SET positions = counted.number FROM"
            " (SELECT body, count(*) AS number FROM positions GROUP BY body) AS counted"
            " WHERE counted.body = bodies.body"
        )
        ended = self._database.execute(
            "SELECT b.body, b.successor, coalesce(b.successor_place, p.name) FROM bodies b LEFT JOIN places p USING"
            " (place) WHERE b.successor IS NOT NULL"
        ).fetchall()
        for body, successor, place in ended:
            self._database.execute(
                "UPDATE bodies SET successor_body = (SELECT body FROM bodies WHERE key IN (SELECT value FROM"
                " json_each(?)) ORDER BY positions DESC, body LIMIT 1) WHERE body = ?",
                (json.dumps(successor_keys(successor, place)), body),
            )


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
