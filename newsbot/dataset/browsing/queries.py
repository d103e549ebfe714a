"""What the pages show, read from the tables. Each function takes a connection whose rows know their columns."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from newsbot.dataset.exports import facets
from newsbot.dataset.exports.folding import exact, plain
from newsbot.dataset.exports.search import Hits, Query, found, highlighted, search

PAGE = 20
_MOST = 20
_NAMESAKES = 8
_BEFORE, _AFTER = 80, 220
"""Letters of an article shown before its first hit, and from there on."""

Data = dict[str, Any]
Piece = tuple[str, bool]

_FACETS = {
    "site": "SELECT site AS value, site AS name, count(*) AS number FROM articles WHERE article IN hits GROUP BY 1",
    "year": "SELECT year AS value, year AS name, count(*) AS number FROM articles WHERE article IN hits"
    " AND year IS NOT NULL GROUP BY 1",
    "role": "SELECT o.role AS value, o.role AS name, count(DISTINCT a.article) AS number"
    " FROM attendances a JOIN roles o USING (attendance) WHERE a.article IN hits GROUP BY 1",
    "body": "SELECT b.body AS value, b.name || coalesce(', ' || p.name, '') AS name,"
    " count(DISTINCT a.article) AS number FROM attendances a JOIN positions s USING (attendance)"
    " JOIN bodies b USING (body) LEFT JOIN places p ON p.place = b.place WHERE a.article IN hits GROUP BY 1",
    "person": "SELECT p.person AS value, p.name AS name, count(DISTINCT a.article) AS number"
    " FROM attendances a JOIN people p USING (person) WHERE a.article IN hits GROUP BY 1",
}
_POSTS = """
SELECT coalesce(s.title, s.text) AS post, s.former, s.acting, b.body, b.name AS body_name, l.name AS place,
  min(coalesce(r.event_date, r.published_date)) AS first_day, max(coalesce(r.event_date, r.published_date)) AS last_day,
  count(DISTINCT r.article) AS number
FROM attendances a JOIN positions s USING (attendance) JOIN articles r USING (article)
  LEFT JOIN bodies b ON b.body = s.body LEFT JOIN places l ON l.place = s.place
WHERE a.person = ? GROUP BY post, s.former, s.acting, b.body, l.name ORDER BY first_day, post
"""
_EVENTS = """
SELECT r.article, r.title, r.site, coalesce(r.event_date, r.published_date) AS day,
  (SELECT json_group_array(role) FROM roles o WHERE o.attendance = a.attendance) AS roles
FROM attendances a JOIN articles r USING (article) WHERE a.person = ? ORDER BY day DESC, r.article LIMIT 200
"""
_TOGETHER = """
SELECT p.person, p.name, count(DISTINCT b.article) AS number
FROM attendances a JOIN attendances b ON b.article = a.article AND b.person <> a.person
  JOIN people p ON p.person = b.person
WHERE a.person = ? GROUP BY p.person ORDER BY number DESC, p.name LIMIT 20
"""
_EVIDENCE = """
SELECT k.reason, k.days, one.article, r.title, other.article AS other_article, q.title AS other_title,
  b.name AS body_name, l.name AS place
FROM person_links k JOIN attendances one ON one.attendance = k.earlier
  JOIN attendances other ON other.attendance = k.attendance
  JOIN articles r ON r.article = one.article JOIN articles q ON q.article = other.article
  LEFT JOIN bodies b ON b.body = k.body LEFT JOIN places l ON l.place = b.place
WHERE other.person = ? ORDER BY k.attendance LIMIT 100
"""
_MEMBERS = """
SELECT p.person, p.name, coalesce(s.title, s.text) AS post, s.former,
  min(coalesce(r.event_date, r.published_date)) AS first_day, max(coalesce(r.event_date, r.published_date)) AS last_day,
  count(DISTINCT r.article) AS number
FROM positions s JOIN attendances a USING (attendance) JOIN people p USING (person) JOIN articles r USING (article)
WHERE s.body = ? GROUP BY p.person, post, s.former ORDER BY last_day DESC, number DESC, p.name LIMIT 200
"""


def home(database: sqlite3.Connection) -> Data:
    """Figures of the whole, and where to begin."""
    one = "SELECT count(*) FROM "
    return {
        "counts": {name: _value(database, one + name) for name in ("articles", "people", "bodies")},
        "sites": _all(database, "SELECT site AS value, count(*) AS number FROM articles GROUP BY site ORDER BY 2 DESC"),
        "years": _all(
            database,
            "SELECT year AS value, count(*) AS number FROM articles WHERE year IS NOT NULL"
            " GROUP BY year ORDER BY year DESC",
        ),
        "newest": _all(
            database,
            "SELECT article, title, site, published_date AS day FROM articles ORDER BY published_date DESC LIMIT 10",
        ),
        "people": _all(
            database, "SELECT person, name, attendances AS number FROM people ORDER BY attendances DESC LIMIT 12"
        ),
        "bodies": _all(
            database,
            "SELECT b.body, b.name, p.name AS place, b.positions AS number"
            " FROM bodies b LEFT JOIN places p USING (place) ORDER BY b.positions DESC LIMIT 12",
        ),
    }


def results(database: sqlite3.Connection, words: str, narrowed: Mapping[str, str], page: int) -> Data:
    """One page of hits, and what the hits can be narrowed by."""
    named = {kind: value for kind, value in narrowed.items() if kind != "person"}
    person = narrowed.get("person", "")
    query = Query(words, named, int(person) if person.isdecimal() and len(person) < 18 else (-1 if person else None))
    hits = search(database, query)
    shown = hits.articles[(page - 1) * PAGE : page * PAGE]
    return {
        "hits": hits,
        "rows": [_hit(database, article, words) for article in shown],
        "facets": {kind: _facet(database, sql, hits) for kind, sql in _FACETS.items() if kind not in narrowed},
        "chosen": [(kind, value, _name(database, kind, value)) for kind, value in narrowed.items()],
        "people": _people(database, words) if words and not narrowed and page == 1 else [],
        "unmarked": plain(words) if plain(words) != words.lower() else None,
        "has_next": page * PAGE < hits.number,
    }


def _people(database: sqlite3.Connection, words: str) -> list[Data]:
    """The persons whose whole name is looked for: as printed if it has marks, else however it is marked."""
    words = words.strip(' "“”')
    name = plain(words)
    rows = _all(
        database,
        "SELECT person, name, attendances AS number FROM people WHERE name_plain = ?"
        " ORDER BY attendances DESC, person LIMIT 50",
        name,
    )
    is_marked = exact(words) != name
    return [row for row in rows if not is_marked or exact(row["name"]) == exact(words)][:_NAMESAKES]


def _facet(database: sqlite3.Connection, sql: str, hits: Hits) -> list[Data]:
    sql = f"WITH hits AS (SELECT value FROM json_each(?)) {sql} ORDER BY number DESC, name LIMIT 12"  # noqa: S608
    return _all(database, sql, json.dumps(hits.articles))


def _name(database: sqlite3.Connection, kind: str, value: str) -> str:
    """What a chosen facet is called."""
    if kind == "person":
        rows = _all(database, "SELECT name FROM people WHERE person = ?", value)
    elif kind == facets.BODY:
        rows = _all(
            database,
            "SELECT b.name || coalesce(', ' || p.name, '') AS name FROM bodies b LEFT JOIN places p USING (place)"
            " WHERE b.body = ?",
            value,
        )
    else:
        return value
    return str(rows[0]["name"]) if rows else value


def _hit(database: sqlite3.Connection, article: int, words: str) -> Data:
    (row,) = _all(
        database, "SELECT article, title, site, lead, published_date AS day FROM articles WHERE article = ?", article
    )
    paragraphs = _all(database, "SELECT text FROM paragraphs WHERE article = ? ORDER BY number LIMIT 50", article)
    text = " ".join(filter(None, [row["lead"], *(paragraph["text"] for paragraph in paragraphs)]))
    return {**row, "title": highlighted(row["title"] or row["site"], words), "snippet": snippet(text, words)}


def snippet(text: str, words: str) -> list[Piece]:
    """The part of ``text`` around its first hit, in pieces."""
    first, _ = next(found(text, words), (0, 0))
    earliest = max(0, first - _BEFORE)
    start = text.find(" ", earliest, first) + 1 or earliest if earliest else 0
    latest = first + _AFTER
    end = text.rfind(" ", first, latest + 1) if len(text) > latest and " " in text[first : latest + 1] else latest
    shown = highlighted(text[start:end], words)
    return [("… ", False)] * bool(start) + shown + [(" …", False)] * (end < len(text))


def article(database: sqlite3.Connection, number: int) -> Data | None:
    """All that is known about an article."""
    rows = _all(database, "SELECT * FROM articles WHERE article = ?", number)
    if not rows:
        return None
    people = _all(
        database,
        "SELECT attendance, person, kind, name, honorific, rank, side, text FROM attendances WHERE article = ?"
        " ORDER BY attendance",
        number,
    )
    for person in people:
        key = person["attendance"]
        person["roles"] = _column(database, "SELECT role FROM roles WHERE attendance = ? ORDER BY number", key)
        person["posts"] = _all(database, "SELECT * FROM positions WHERE attendance = ? ORDER BY number", key)
    return {
        "row": rows[0],
        "people": people,
        "paragraphs": _column(database, "SELECT text FROM paragraphs WHERE article = ? ORDER BY number", number),
        "groups": _column(database, "SELECT text FROM attendee_groups WHERE article = ? ORDER BY number", number),
        "tags": _column(database, "SELECT tag FROM tags WHERE article = ? ORDER BY number", number),
        "warnings": _column(database, "SELECT warning FROM warnings WHERE article = ? ORDER BY number", number),
        "images": _all(database, "SELECT url, caption, credit FROM images WHERE article = ? ORDER BY number", number),
        "byline": next(iter(_all(database, "SELECT text, source, unit FROM bylines WHERE article = ?", number)), None),
        "sources": {
            row["field"]: row["source"]
            for row in _all(database, "SELECT field, source FROM provenance WHERE article = ?", number)
        },
    }


def person(database: sqlite3.Connection, number: int) -> Data | None:
    """A person: posts over time, events, with whom, and why it is one person."""
    rows = _all(database, "SELECT * FROM people WHERE person = ?", number)
    if not rows:
        return None
    events = _all(database, _EVENTS, number)
    for event in events:
        event["roles"] = json.loads(event["roles"])
    return {
        "row": rows[0],
        "posts": _all(database, _POSTS, number),
        "events": events,
        "together": _all(database, _TOGETHER, number),
        "evidence": _all(database, _EVIDENCE, number),
        "others": _all(
            database,
            "SELECT person, name, first_day, last_day, attendances AS number FROM people"
            " WHERE name_plain = ? AND person <> ? ORDER BY attendances DESC LIMIT 20",
            rows[0]["name_plain"],
            number,
        ),
    }


def body(database: sqlite3.Connection, number: int) -> Data | None:
    """A body: what became of it, its people, and the newest articles that name it."""
    rows = _all(
        database,
        "SELECT b.*, p.name AS place_name FROM bodies b LEFT JOIN places p USING (place) WHERE b.body = ?",
        number,
    )
    if not rows:
        return None
    hits = search(database, Query("", {facets.BODY: number}))
    wanted = json.dumps(hits.articles[:_MOST])
    return {
        "row": rows[0],
        "before": _all(
            database,
            "SELECT b.body, b.name, p.name AS place, b.valid_to FROM bodies b LEFT JOIN places p USING (place)"
            " WHERE b.successor_body = ? ORDER BY b.name, place LIMIT 50",
            number,
        ),
        "members": _all(database, _MEMBERS, number),
        "hits": hits,
        "articles": _all(
            database,
            "SELECT article, title, site, published_date AS day FROM articles"
            " WHERE article IN (SELECT value FROM json_each(?)) ORDER BY published_date DESC",
            wanted,
        ),
    }


def _all(database: sqlite3.Connection, sql: str, *values: object) -> list[Data]:
    return [dict(row) for row in database.execute(sql, values)]


def _column(database: sqlite3.Connection, sql: str, *values: object) -> Sequence[Any]:
    return [row[0] for row in database.execute(sql, values)]


def _value(database: sqlite3.Connection, sql: str) -> int:
    ((value,),) = database.execute(sql)
    return int(value)
