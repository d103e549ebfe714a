"""People and bodies as entities that other tools know: Popolo, FollowTheMoney, GraphML."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO
from xml.sax.saxutils import escape, quoteattr

from newsbot.errors import StoreError, reason

Entity = dict[str, Any]

_PEOPLE = "SELECT person, key, name, first_day, last_day, attendances FROM people ORDER BY person"
_BODIES = """
SELECT b.key, b.name, p.name AS place, b.valid_from, b.valid_to, b.successor, b.successor_place, n.key AS next_key
FROM bodies b LEFT JOIN places p ON p.place = b.place LEFT JOIN bodies n ON n.body = b.successor_body ORDER BY b.body
"""
_SUCCESSIONS = """
SELECT b.key, n.key AS next_key, b.valid_to FROM bodies b JOIN bodies n ON n.body = b.successor_body ORDER BY b.body
"""
_POSTS = """
SELECT p.key AS person, b.key AS body, coalesce(s.title, s.text) AS title, s.former,
  min(coalesce(r.event_date, r.published_date)) AS first_day, max(coalesce(r.event_date, r.published_date)) AS last_day,
  count(DISTINCT r.id) AS articles, min(r.url) AS url
FROM positions s JOIN bodies b USING (body) JOIN attendances a USING (attendance) JOIN people p USING (person)
  JOIN articles r USING (article)
GROUP BY a.person, s.body, coalesce(s.title, s.text), s.former ORDER BY a.person, s.body, 3, 4
"""
_EVENTS = """
SELECT r.id, r.title, coalesce(r.event_date, r.published_date) AS day, r.event_end_date AS end_day, r.url,
  json_group_array(DISTINCT p.key) AS people, max(r.revision)
FROM articles r JOIN attendances a USING (article) JOIN people p USING (person)
GROUP BY r.id ORDER BY r.article
"""
"""An article in several revisions is one event; SQLite takes the other columns from the row of ``max``."""
_TOGETHER = """
SELECT a.person AS one, b.person AS other, count(DISTINCT r.id) AS articles,
  min(coalesce(r.event_date, r.published_date)) AS first_day, max(coalesce(r.event_date, r.published_date)) AS last_day,
  group_concat(DISTINCT coalesce(r.event_date, r.published_date)) AS days
FROM attendances a JOIN attendances b ON b.article = a.article AND a.person < b.person
  JOIN articles r ON r.article = a.article
GROUP BY a.person, b.person ORDER BY a.person, b.person
"""
_FTM_NAME = 384
"""A longer name is none for FollowTheMoney."""
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_popolo(path: Path, database: sqlite3.Connection) -> None:
    """Write persons, organizations, memberships and events as one Popolo JSON document.

    Days are when something was seen, not when it began: they stand in ``first_seen`` and ``last_seen``.

    :raises StoreError: when it cannot be written.
    """
    parts = {
        "persons": _mapped(database, _PEOPLE, _popolo_person),
        "organizations": _mapped(database, _BODIES, _popolo_organization),
        "memberships": _mapped(database, _POSTS, _popolo_membership),
        "events": _mapped(database, _EVENTS, _popolo_event),
    }

    def write(file: TextIO) -> None:
        for number, (name, entities) in enumerate(parts.items()):
            file.write(f"{',' if number else '{'}\n{json.dumps(name)}: [")
            for order, entity in enumerate(entities):
                file.write(("," if order else "") + "\n" + _json(entity))
            file.write("]")
        file.write("}\n")

    _write(path, write)


def write_ftm(path: Path, database: sqlite3.Connection) -> None:
    """Write Person, PublicBody, Succession, Membership and Event entities of FollowTheMoney, one per line.

    :raises StoreError: when it cannot be written.
    """

    def write(file: TextIO) -> None:
        for query, make in (
            (_PEOPLE, _ftm_person),
            (_BODIES, _ftm_body),
            (_SUCCESSIONS, _ftm_succession),
            (_POSTS, _ftm_membership),
            (_EVENTS, _ftm_event),
        ):
            file.writelines(f"{_json(entity)}\n" for entity in _mapped(database, query, make))

    _write(path, write)


def write_graph(path: Path, database: sqlite3.Connection) -> None:
    """Write who was named together with whom as an undirected GraphML graph; edges know the days.

    :raises StoreError: when it cannot be written.
    """
    kinds = {"node": _NODE, "edge": _EDGE}

    def write(file: TextIO) -> None:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
        for kind, keys in kinds.items():
            for name, type_ in keys.items():
                file.write(f'<key id="{kind}_{name}" for="{kind}" attr.name="{name}" attr.type="{type_}"/>\n')
        file.write('<graph edgedefault="undirected">\n')
        for row in database.execute(_PEOPLE):
            file.write(f'<node id="{row["person"]}">{_data("node", row)}</node>\n')
        for row in database.execute(_TOGETHER):
            file.write(f'<edge source="{row["one"]}" target="{row["other"]}">{_data("edge", row)}</edge>\n')
        file.write("</graph>\n</graphml>\n")

    _write(path, write)


_NODE = {"key": "string", "name": "string", "attendances": "int", "first_day": "string", "last_day": "string"}
_EDGE = {"articles": "int", "first_day": "string", "last_day": "string", "days": "string"}


def _data(kind: str, row: sqlite3.Row) -> str:
    keys = _NODE if kind == "node" else _EDGE
    return "".join(
        f"<data key={quoteattr(f'{kind}_{name}')}>{escape(_NO_XML.sub('?', str(row[name])))}</data>"
        for name in keys
        if row[name] is not None
    )


def _mapped(database: sqlite3.Connection, query: str, make: Callable[[sqlite3.Row], Entity]) -> Iterator[Entity]:
    return map(make, database.execute(query))


def _write(path: Path, write: Callable[[TextIO], None]) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            write(file)
    except OSError as error:
        raise StoreError(f"cannot write {path}: {reason(error)}") from error
    except sqlite3.Error as error:
        raise StoreError(f"cannot write {path}: {error}") from error


def _json(entity: Entity) -> str:
    return json.dumps(entity, ensure_ascii=False, separators=(",", ":"))


def _without_null(**values: Any) -> Entity:
    return {key: value for key, value in values.items() if value is not None}


def _id(kind: str, *parts: object) -> str:
    """An id that outlasts an export: the same for the same parts. FollowTheMoney takes only letters, digits, ``-``."""
    return f"{kind}-{hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:24]}"


def _post_id(row: sqlite3.Row) -> str:
    return _id("post", row["person"], row["body"], row["title"], row["former"])


def _full_name(row: sqlite3.Row) -> str:
    return f"{row['name']}, {row['place']}" if row["place"] else str(row["name"])


def _popolo_person(row: sqlite3.Row) -> Entity:
    return _without_null(id=row["key"], name=row["name"], first_seen=row["first_day"], last_seen=row["last_day"])


def _popolo_organization(row: sqlite3.Row) -> Entity:
    return _without_null(
        id=_id("body", row["key"]),
        name=_full_name(row),
        founding_date=row["valid_from"],
        dissolution_date=row["valid_to"],
        successor=row["successor"],
        successor_place=row["successor_place"],
        successor_id=row["next_key"] and _id("body", row["next_key"]),
    )


def _popolo_membership(row: sqlite3.Row) -> Entity:
    return _without_null(
        id=_post_id(row),
        person_id=row["person"],
        organization_id=_id("body", row["body"]),
        role=row["title"],
        former=bool(row["former"]),
        first_seen=row["first_day"],
        last_seen=row["last_day"],
        articles=row["articles"],
        sources=[{"url": row["url"]}],
    )


def _popolo_event(row: sqlite3.Row) -> Entity:
    return _without_null(
        id=row["id"],
        name=row["title"],
        start_date=row["day"],
        end_date=row["end_day"],
        attendees=[{"id": key} for key in json.loads(row["people"])],
        sources=[{"url": row["url"]}],
    )


def _ftm(id_: str, schema: str, *, name: str | None = None, **values: Iterable[Any] | str | None) -> Entity:
    properties = {"name": [name[:_FTM_NAME]]} if name else {}
    properties |= {
        key: [value] if isinstance(value, str) else list(value) for key, value in values.items() if value is not None
    }
    return {"id": id_, "schema": schema, "properties": properties, "datasets": ["newsbot"]}


def _ftm_person(row: sqlite3.Row) -> Entity:
    return _ftm(f"nb-{row['key']}", "Person", name=row["name"], country="vn")


def _ftm_body(row: sqlite3.Row) -> Entity:
    after = ", ".join(filter(None, (row["successor"], row["successor_place"])))
    return _ftm(
        f"nb-{_id('body', row['key'])}",
        "PublicBody",
        name=_full_name(row),
        country="vn",
        incorporationDate=row["valid_from"],
        dissolutionDate=row["valid_to"],
        notes=f"Followed by: {after}" if after else None,
    )


def _ftm_succession(row: sqlite3.Row) -> Entity:
    return _ftm(
        f"nb-{_id('succession', row['key'], row['next_key'])}",
        "Succession",
        predecessor=f"nb-{_id('body', row['key'])}",
        successor=f"nb-{_id('body', row['next_key'])}",
        date=row["valid_to"],
    )


def _ftm_membership(row: sqlite3.Row) -> Entity:
    role = f"nguyên {row['title']}" if row["former"] else str(row["title"])
    return _ftm(
        f"nb-{_post_id(row)}",
        "Membership",
        member=f"nb-{row['person']}",
        organization=f"nb-{_id('body', row['body'])}",
        role=role,
        date=sorted({row["first_day"], row["last_day"]} - {None}) or None,
        sourceUrl=row["url"],
    )


def _ftm_event(row: sqlite3.Row) -> Entity:
    return _ftm(
        f"nb-{_id('event', row['id'])}",
        "Event",
        name=row["title"],
        startDate=row["day"],
        endDate=row["end_day"],
        involved=[f"nb-{key}" for key in json.loads(row["people"])],
        sourceUrl=row["url"],
    )
