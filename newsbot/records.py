"""What one line of the dataset is.

Every class here is plain data. Keys are always all present and in the order of the class; what is absent is ``None``
or an empty list. ``newsbot.schema`` turns these classes into the JSON Schema of the dataset.
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any

import cattrs
from attrs import define, field

SCHEMA_VERSION = "1"


class Role(StrEnum):
    """What the text says that a person did at the event."""

    ATTEND = "attend"
    CHAIR = "chair"
    DIRECT = "direct"
    HOST = "host"
    LEAD_DELEGATION = "lead_delegation"
    ACCOMPANY = "accompany"
    SPEAK = "speak"
    AWARD = "award"
    RECEIVE = "receive"


class PartOfDay(StrEnum):
    """The part of the day that a dateline names (Rạng sáng, Sáng, Trưa, Chiều, Tối, Đêm)."""

    DAWN = "dawn"
    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


class PublishedSource(StrEnum):
    """Where the publication date was read. ``masthead`` is the page's own clock: only an upper bound."""

    ARTICLE = "article"
    JSON_LD = "json-ld"
    META = "meta"
    URL = "url"
    MASTHEAD = "masthead"


class Warn(StrEnum):
    """Everything a record can be warned about. The docstring of each member says what to make of it."""

    ATTENDEES_OPEN = "attendees-open"
    """The printed list of attendees ends with an ellipsis or "v.v."."""
    ATTENDEES_UNPARSED = "attendees-unparsed"
    """An attendance clause was found whose list could not be read; its people are missing."""
    BAD_URL = "bad-url"
    """The page was given without a web address, or with one that is none."""
    BODY_EMPTY = "body-empty"
    """The page has a title but no paragraph of text."""
    BODY_ENDED = "body-ended"
    """A body that ended with the 2025 reforms (a district committee, say) is named as current after its end."""
    DATE_CONFLICT = "date-conflict"
    """Two sources state different publication days; ``provenance`` says which one won."""
    ENCODING_REPAIRED = "encoding-repaired"
    """The declared character set was wrong or the text was mojibake; it was decoded another way."""
    EVENT_DATE_UNSURE = "event-date-unsure"
    """A dateline was found whose date could not be resolved."""
    LEAD_FROM_BODY = "lead-from-body"
    """No lead is marked on the page; the first paragraph stands for it."""
    LEGACY_FONT = "legacy-font"
    """The text is in a pre-Unicode Vietnamese encoding (TCVN3, VNI); it stands as it is on the page."""
    NO_BYLINE = "no-byline"
    """No byline was found."""
    NO_DATE = "no-date"
    """No publication date was found."""
    NO_TITLE = "no-title"
    """No headline was found."""
    NOT_AN_ARTICLE = "not-an-article"
    """The page is a listing, document, video, error page or something else that is no article."""
    PUBLISHED_MASTHEAD_ONLY = "published-masthead-only"
    """The only date above the text is the page's clock (today's date when it was fetched)."""
    TITLE_CONFLICT = "title-conflict"
    """The visible headline and the page's metadata name different titles."""
    TRUNCATED = "truncated"
    """The page ends in the middle of its markup, or was cut at a size limit."""
    UNREADABLE = "unreadable"
    """The input is empty or is no text."""


@define(kw_only=True)
class Position:
    """One post of one person."""

    text: str
    """As printed."""
    title: str | None = None
    """The post without its body and place: "Trưởng Ban"."""
    body: str | None = None
    """The body it belongs to, also when inherited from a neighbouring post or the article's unit."""
    place: str | None = None
    """The place it belongs to, printed or resolved from context."""
    former: bool = False
    """A past post (nguyên, cựu)."""
    acting: bool = False
    """An acting post (Quyền, phụ trách)."""
    expanded: str | None = None
    """The printed text with abbreviations written out, where there are any."""


@define(kw_only=True)
class Attendee:
    """A named person at the reported event."""

    name: str
    honorific: str | None = None
    rank: str | None = None
    """Military rank, academic or honorary title."""
    positions: list[Position] = field(factory=list)
    roles: list[Role] = field(factory=list)
    side: str | None = None
    """The side of a visit or the place of a bridge point: what stands after "Về phía"."""
    text: str | None = None
    """The words of the clause that the person was read from."""


@define(kw_only=True)
class Event:
    """When the reported event took place, as its dateline says."""

    date: str | None = None
    end_date: str | None = None
    text: str | None = None
    part_of_day: PartOfDay | None = None


@define(kw_only=True)
class Byline:
    """Who wrote the article."""

    text: str
    authors: list[str] = field(factory=list)
    photographers: list[str] = field(factory=list)
    source: str | None = None
    unit: str | None = None


@define(kw_only=True)
class Image:
    """A picture of the article; ``url`` is null where only the caption is known (plain text)."""

    url: str | None = None
    caption: str | None = None
    credit: str | None = None


@define(kw_only=True)
class ArchivePointer:
    """Where the page lies in a WARC file."""

    path: str
    offset: int
    digest: str


@define(kw_only=True)
class Article:
    """One record of the dataset: what one page says."""

    schema_version: str = SCHEMA_VERSION
    id: str
    url: str
    site: str
    section: str | None = None
    title: str | None = None
    published_date: str | None = None
    published_at: str | None = None
    published_text: str | None = None
    published_source: PublishedSource | None = None
    modified_at: str | None = None
    agency: str | None = None
    lead: str | None = None
    body: list[str] = field(factory=list)
    event: Event | None = None
    attendees: list[Attendee] = field(factory=list)
    attendees_complete: bool = True
    attendee_groups: list[str] = field(factory=list)
    other_participants: list[Attendee] = field(factory=list)
    byline: Byline | None = None
    images: list[Image] = field(factory=list)
    tags: list[str] = field(factory=list)
    language: str | None = None
    fetched_at: str | None = None
    archive: ArchivePointer | None = None
    content_hash: str | None = None
    revision: int = 1
    provenance: dict[str, str] = field(factory=dict)
    warnings: list[Warn] = field(factory=list)


_converter = cattrs.Converter(forbid_extra_keys=True)


def to_dict(article: Article) -> dict[str, Any]:
    """The record as plain JSON data, keys in the order of the schema."""
    data: dict[str, Any] = _converter.unstructure(article)
    return data


def to_json_line(article: Article) -> str:
    """The record as one line of JSON Lines, without the line end. The same record always gives the same line.

    Text that no UTF-8 can hold (half a surrogate pair, which only a broken page has) becomes a question mark.
    """
    line = json.dumps(to_dict(article), ensure_ascii=False, separators=(",", ":"))
    return line.encode("utf-8", "replace").decode()


def from_dict(data: dict[str, Any]) -> Article:
    """The record that ``to_dict`` wrote.

    It does not check types, ``newsbot.schema.validator`` does; of an unchecked record it would make text of a number.

    :raises cattrs.BaseValidationError: when a key is unknown, or one is missing that has no default.
    """
    return _converter.structure(data, Article)
