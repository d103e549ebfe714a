"""The tables that records are laid out in: one definition for SQLite, CSV, Parquet, packages and documentation."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from newsbot.records import PartOfDay, PublishedSource, Role, Warn

Type = Literal["integer", "string", "boolean", "date", "moment"]


@frozen
class Column:
    """A column of a table.

    :ivar type: ``moment`` is an ISO date-time with offset, as text.
    :ivar about: what it means, in one line.
    :ivar required: it is never null.
    :ivar refers: the table whose key it holds.
    :ivar values: all that it can be, where that is a closed list.
    """

    name: str
    type: Type
    about: str
    required: bool = False
    refers: str | None = None
    values: tuple[str, ...] = ()


@frozen
class Table:
    """A table; its rows are ordered by its key.

    :ivar key: the names of the columns that tell its rows apart.
    """

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)


def _key(name: str, about: str) -> Column:
    return Column(name, "integer", about, required=True)


def _to(table: str, name: str, about: str = "", *, required: bool = True) -> Column:
    return Column(name, "integer", about or f"key in {table}", required=required, refers=table)


_OF_ARTICLE = _to("articles", "article")
_OF_ATTENDANCE = _to("attendances", "attendance")
_NUMBER = Column("number", "integer", "1, 2 … in the order of the page", required=True)

ARTICLES = Table(
    "articles",
    "One row per article, or per revision of one",
    ("article",),
    (
        _key("article", "number of the row in this export; id and revision are the lasting key"),
        Column("id", "string", "<site>:<native id or hash of the URL>", required=True),
        Column("revision", "integer", "1, 2 … when the page changed", required=True),
        Column("schema_version", "string", "version of the record's schema", required=True),
        Column("url", "string", "canonical URL", required=True),
        Column("site", "string", "name of the site", required=True),
        Column("year", "integer", "year of published_date"),
        Column("section", "string", "section, as printed"),
        Column("title", "string", "headline, without the site's suffix"),
        Column("published_date", "date", "day of publication"),
        Column("published_at", "moment", "time of publication, where one is printed or stated"),
        Column("published_text", "string", "date of publication, as printed"),
        Column(
            "published_source",
            "string",
            "where the date was read; masthead: only an upper bound",
            values=tuple(PublishedSource),
        ),
        Column("modified_at", "moment", "time of the last change, as the page states it"),
        Column("agency", "string", "agency that the lead begins with"),
        Column("lead", "string", "lead (sapo), without the agency"),
        Column("has_event", "boolean", "whether a dateline was found", required=True),
        Column("event_date", "date", "first day of the event"),
        Column("event_end_date", "date", "last day of the event, where it took several"),
        Column("event_text", "string", "dateline, as printed"),
        Column("event_part_of_day", "string", "part of the day that the dateline names", values=tuple(PartOfDay)),
        Column("attendees_complete", "boolean", "false where the printed list is left open", required=True),
        Column("language", "string", "BCP 47 code"),
        Column("fetched_at", "moment", "when the page was fetched"),
        Column("archive_path", "string", "WARC file that holds the page"),
        Column("archive_offset", "integer", "where in the WARC file"),
        Column("archive_digest", "string", "digest of the WARC record"),
        Column("content_hash", "string", "SHA-256 of title, lead, body and byline after folding"),
    ),
)
PARAGRAPHS = Table(
    "paragraphs",
    "The body of the articles, without lead, captions and byline",
    ("article", "number"),
    (_OF_ARTICLE, _NUMBER, Column("text", "string", "the paragraph", required=True)),
)
ATTENDANCES = Table(
    "attendances",
    "One row per person named at the event of an article",
    ("attendance",),
    (
        _key("attendance", "number of the row in this export"),
        _OF_ARTICLE,
        Column(
            "kind",
            "string",
            "attendee: in a clause of attendance; other: only speaks, gives or receives",
            required=True,
            values=("attendee", "other"),
        ),
        _NUMBER,
        _to("people", "person", "key in people: whom this export takes the named one for"),
        Column("name", "string", "name, as printed", required=True),
        Column("honorific", "string", "form of address"),
        Column("rank", "string", "military rank, academic or honorary title"),
        Column("side", "string", "side of a visit or bridge point: what stands after Về phía"),
        Column("text", "string", "the words that the person was read from"),
    ),
)
ROLES = Table(
    "roles",
    "What a person did at the event",
    ("attendance", "number"),
    (
        _OF_ATTENDANCE,
        _NUMBER,
        Column("role", "string", "the role", required=True, values=tuple(Role)),
    ),
)
POSITIONS = Table(
    "positions",
    "The posts of a person, as the article names them",
    ("attendance", "number"),
    (
        _OF_ATTENDANCE,
        _NUMBER,
        Column("text", "string", "post, as printed", required=True),
        Column("title", "string", "post without body and place"),
        Column("body_name", "string", "body, also when inherited from a neighbouring post"),
        Column("place_name", "string", "place, printed or resolved from context"),
        _to("bodies", "body", "key in bodies; null where no body is named", required=False),
        _to("places", "place", "key in places; null where no place is named", required=False),
        Column("former", "boolean", "a past post (nguyên, cựu)", required=True),
        Column("acting", "boolean", "an acting post (Quyền, phụ trách)", required=True),
        Column("expanded", "string", "the printed text with abbreviations written out"),
    ),
)
PEOPLE = Table(
    "people",
    "Persons: attendances of one name that share a body and place, within five years of each other",
    ("person",),
    (
        _key("person", "number of the row in this export"),
        Column("key", "string", "a key that stays while the first attendance stays", required=True),
        Column("name", "string", "name, as printed first", required=True),
        Column("name_plain", "string", "name in lower case without marks, for look-up", required=True),
        Column("first_day", "date", "first day seen"),
        Column("last_day", "date", "last day seen"),
        Column("attendances", "integer", "how often named", required=True),
    ),
)
LINKS = Table(
    "person_links",
    "Why two attendances count as one person; recipes.md undoes it",
    ("attendance", "earlier"),
    (
        _OF_ATTENDANCE,
        _to("attendances", "earlier", "key in attendances: the one it was linked to"),
        Column(
            "reason",
            "string",
            "same-article, or same-body: the same body in the same place",
            required=True,
            values=("same-article", "same-body"),
        ),
        _to("bodies", "body", "key in bodies: the body that both share", required=False),
        Column("days", "integer", "days between the two"),
    ),
)
BODIES = Table(
    "bodies",
    "Bodies: one row per body and place; wards and communes of after June 2025 apart from those of before",
    ("body",),
    (
        _key("body", "number of the row in this export"),
        Column("name", "string", "name, as printed first", required=True),
        _to("places", "place", "key in places: of which place the body is", required=False),
        Column("key", "string", "name, place and valid_from, folded", required=True),
        Column("valid_from", "date", "first day, where the name stood for another body before the 2025 reforms"),
        Column("valid_to", "date", "last day, where the body ended with the 2025 reforms"),
        Column("successor", "string", "the body, or bodies, that took its place"),
        Column("successor_place", "string", "the province that took its place"),
        _to(
            "bodies", "successor_body", "key in bodies: what took its place, where this export names it", required=False
        ),
        Column("positions", "integer", "how many posts name it", required=True),
    ),
)
PLACES = Table(
    "places",
    "Places that bodies belong to",
    ("place",),
    (
        _key("place", "number of the row in this export"),
        Column("name", "string", "name, as printed first", required=True),
        Column("key", "string", "name, folded", required=True),
    ),
)
BYLINES = Table(
    "bylines",
    "Who wrote the article",
    ("article",),
    (
        _OF_ARTICLE,
        Column("text", "string", "byline, as printed", required=True),
        Column("source", "string", "where the article was taken from"),
        Column("unit", "string", "body that the writer belongs to"),
    ),
)
BYLINE_NAMES = Table(
    "byline_names",
    "The names in a byline",
    ("article", "kind", "number"),
    (
        _OF_ARTICLE,
        Column("kind", "string", "what the named one made", required=True, values=("author", "photographer")),
        _NUMBER,
        Column("name", "string", "the name", required=True),
    ),
)
IMAGES = Table(
    "images",
    "Pictures and captions",
    ("article", "number"),
    (
        _OF_ARTICLE,
        _NUMBER,
        Column("url", "string", "address; null where only the caption is known"),
        Column("caption", "string", "caption"),
        Column("credit", "string", "who took it"),
    ),
)
GROUPS = Table(
    "attendee_groups",
    "Attendees that are not named one by one",
    ("article", "number"),
    (_OF_ARTICLE, _NUMBER, Column("text", "string", "đại diện lãnh đạo các sở, ngành", required=True)),
)
TAGS = Table(
    "tags",
    "Tags of the page",
    ("article", "number"),
    (_OF_ARTICLE, _NUMBER, Column("tag", "string", "tag, as printed", required=True)),
)
PROVENANCE = Table(
    "provenance",
    "Where each field of an article was read",
    ("article", "number"),
    (
        _OF_ARTICLE,
        _NUMBER,
        Column("field", "string", "key of the record", required=True),
        Column("source", "string", "source: selector or rule", required=True),
    ),
)
WARNINGS = Table(
    "warnings",
    "What is unsure about an article",
    ("article", "number"),
    (_OF_ARTICLE, _NUMBER, Column("warning", "string", "code", required=True, values=tuple(Warn))),
)

OF_RECORDS = (
    ARTICLES,
    PARAGRAPHS,
    ATTENDANCES,
    ROLES,
    POSITIONS,
    BYLINES,
    BYLINE_NAMES,
    IMAGES,
    GROUPS,
    TAGS,
    PROVENANCE,
    WARNINGS,
)
"""The tables that hold what the records say."""
OF_ENTITIES = (PLACES, BODIES, PEOPLE, LINKS)
"""The tables that are derived from them."""
TABLES = (*OF_RECORDS[:5], *OF_ENTITIES, *OF_RECORDS[5:])
