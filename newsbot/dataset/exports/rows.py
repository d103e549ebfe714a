"""Records to rows, and rows to records: nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from newsbot.records import Article

Record = dict[str, Any]
Row = tuple[Any, ...]
Add = Callable[[str, Row], None]

_SAME = (
    "id",
    "revision",
    "schema_version",
    "url",
    "site",
    "section",
    "title",
    "published_date",
    "published_at",
    "published_text",
    "published_source",
    "modified_at",
    "agency",
    "lead",
    "attendees_complete",
    "language",
    "fetched_at",
    "content_hash",
)
"""Keys of a record that are columns of ``articles`` under the same name."""
_PARTS = {
    "event": ("date", "end_date", "text", "part_of_day"),
    "archive": ("path", "offset", "digest"),
}
_LISTS = {
    "body": ("paragraphs", "text"),
    "attendee_groups": ("attendee_groups", "text"),
    "tags": ("tags", "tag"),
    "warnings": ("warnings", "warning"),
}
_PEOPLE = {"attendee": "attendees", "other": "other_participants"}
_NAMES = {"author": "authors", "photographer": "photographers"}


def article_row(record: Record, article: int) -> dict[str, Any]:
    """The row of ``articles``, by the names of its columns."""
    row = {name: record[name] for name in _SAME}
    row["article"] = article
    row["year"] = int(record["published_date"][:4]) if record["published_date"] else None
    row["has_event"] = record["event"] is not None
    for part, keys in _PARTS.items():
        for key in keys:
            row[f"{part}_{key}"] = record[part][key] if record[part] else None
    return row


def add_lists(record: Record, article: int, add: Add) -> None:
    """Hand the rows of all tables that hang on an article by its number to ``add``, people aside."""
    for key, (table, _) in _LISTS.items():
        for number, value in enumerate(record[key], start=1):
            add(table, (article, number, value))
    for number, (field, source) in enumerate(record["provenance"].items(), start=1):
        add("provenance", (article, number, field, source))
    for number, image in enumerate(record["images"], start=1):
        add("images", (article, number, image["url"], image["caption"], image["credit"]))
    byline = record["byline"]
    if byline:
        add("bylines", (article, byline["text"], byline["source"], byline["unit"]))
        for kind, key in _NAMES.items():
            for number, name in enumerate(byline[key], start=1):
                add("byline_names", (article, kind, number, name))


def people(record: Record) -> Iterable[tuple[str, int, Record]]:
    """The people of a record: kind, number and what is said of each."""
    for kind, key in _PEOPLE.items():
        for number, person in enumerate(record[key], start=1):
            yield kind, number, person


class Named(Protocol):
    """A row whose values are asked for by the names of their columns."""

    def __getitem__(self, name: str, /) -> Any: ...


Children = Mapping[str, list[Any]]
"""The rows that hang on one article, by table and in the order of their keys."""


def record_of(row: Named, children: Children) -> Record:
    """The record that rows were made of.

    :param row: the row of ``articles``.
    """
    record: Record = {
        **{name: row[name] for name in _SAME},
        "attendees_complete": bool(row["attendees_complete"]),
        "event": _part(row, "event") if row["has_event"] else None,
        "archive": _part(row, "archive") if row["archive_path"] is not None else None,
        "byline": next((_byline(byline, children["byline_names"]) for byline in children["bylines"]), None),
        "images": [{key: image[key] for key in ("url", "caption", "credit")} for image in children["images"]],
        "provenance": {entry["field"]: entry["source"] for entry in children["provenance"]},
    }
    for key, (table, column) in _LISTS.items():
        record[key] = [entry[column] for entry in children[table]]
    for kind, key in _PEOPLE.items():
        record[key] = [_person(person, children) for person in children["attendances"] if person["kind"] == kind]
    return {key: record[key] for key in Article.__annotations__}


def _part(row: Named, part: str) -> Record:
    return {key: row[f"{part}_{key}"] for key in _PARTS[part]}


def _byline(row: Named, names: Iterable[Named]) -> Record:
    return {
        "text": row["text"],
        **{key: [name["name"] for name in names if name["kind"] == kind] for kind, key in _NAMES.items()},
        "source": row["source"],
        "unit": row["unit"],
    }


def _person(row: Named, children: Children) -> Record:
    number = row["attendance"]
    return {
        **{key: row[key] for key in ("name", "honorific", "rank")},
        "positions": [_position(p) for p in children["positions"] if p["attendance"] == number],
        "roles": [role["role"] for role in children["roles"] if role["attendance"] == number],
        **{key: row[key] for key in ("side", "text")},
    }


def _position(row: Named) -> Record:
    return {
        "text": row["text"],
        "title": row["title"],
        "body": row["body_name"],
        "place": row["place_name"],
        "former": bool(row["former"]),
        "acting": bool(row["acting"]),
        "expanded": row["expanded"],
    }
