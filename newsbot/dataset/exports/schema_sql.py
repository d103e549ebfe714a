"""The tables as SQL."""

from __future__ import annotations

from collections.abc import Iterator

from newsbot.dataset.exports.tables import TABLES, Column, Table

APPLICATION_ID = 0x4E_77_73_62
"""Marks a SQLite file as an export of newsbot ("Nwsb")."""
LAYOUT = 2
"""The version of the tables, in ``PRAGMA user_version``."""

_KEYS = {table.name: table.key[0] for table in TABLES}
_TYPES = {"integer": "INTEGER", "string": "TEXT", "boolean": "INTEGER", "date": "TEXT", "moment": "TEXT"}

INDEXES = (
    "CREATE UNIQUE INDEX articles_id ON articles (id, revision)",
    "CREATE INDEX articles_site ON articles (site, published_date)",
    "CREATE INDEX articles_day ON articles (published_date)",
    "CREATE INDEX articles_year ON articles (year)",
    "CREATE INDEX attendances_article ON attendances (article)",
    "CREATE INDEX attendances_person ON attendances (person)",
    "CREATE INDEX positions_body ON positions (body)",
    "CREATE INDEX positions_place ON positions (place)",
    "CREATE INDEX roles_role ON roles (role)",
    "CREATE INDEX people_plain ON people (name_plain)",
    "CREATE INDEX people_often ON people (attendances)",
    "CREATE INDEX bodies_often ON bodies (positions)",
    "CREATE INDEX bodies_place ON bodies (place)",
    "CREATE INDEX bodies_successor ON bodies (successor_body)",
    "CREATE INDEX person_links_earlier ON person_links (earlier)",
    "CREATE INDEX person_links_body ON person_links (body)",
    "CREATE INDEX byline_names_name ON byline_names (name)",
    "CREATE INDEX tags_tag ON tags (tag)",
    "CREATE INDEX warnings_warning ON warnings (warning)",
)
SEARCH = (
    "CREATE VIRTUAL TABLE articles_fts USING fts5 (title, text, names, title_plain, text_plain, names_plain, facets,"
    " content = '', tokenize = 'unicode61 remove_diacritics 0')"
)
"""Full text, each word twice: with its marks and without. "uy" finds "ủy" and "uy", "ủy" finds "ủy" alone.

``facets`` holds a made-up word for each thing to narrow a search by: see ``newsbot.dataset.exports.facets``."""
ADD_SEARCHABLE = (
    "INSERT INTO articles_fts (rowid, title, text, names, title_plain, text_plain, names_plain, facets)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


def statements() -> Iterator[str]:
    """What creates the tables."""
    for table in TABLES:
        yield _create(table)


def insert(table: Table) -> str:
    """What adds a row to ``table``."""
    return f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})"  # noqa: S608 (own names)


def _create(table: Table) -> str:
    lines = [_column(column, is_key=table.key == (column.name,)) for column in table.columns]
    if len(table.key) > 1:
        lines.append(f"PRIMARY KEY ({', '.join(table.key)})")
    columns = ",\n  ".join(lines)
    return f"CREATE TABLE {table.name} (\n  {columns}\n)" + " WITHOUT ROWID" * (len(table.key) > 1)


def _column(column: Column, *, is_key: bool) -> str:
    parts = [column.name, _TYPES[column.type]]
    parts += ["PRIMARY KEY"] if is_key else ["NOT NULL"] if column.required else []
    parts += [f"REFERENCES {column.refers} ({_KEYS[column.refers]})"] if column.refers else []
    if column.values:
        parts.append(f"CHECK ({column.name} IN ({', '.join(repr(str(value)) for value in column.values)}))")
    if column.type == "boolean":
        parts.append(f"CHECK ({column.name} IN (0, 1))")
    return " ".join(parts)
