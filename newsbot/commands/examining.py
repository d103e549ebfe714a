"""What ``newsbot probe`` prints: each field with its source and what contradicts it, and the warnings in words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from newsbot.commands.terminal import printable
from newsbot.commands.wording import meanings
from newsbot.pages.article import Examination
from newsbot.records import Article, Attendee, Byline, Event, Image, Warn, to_dict

_LONGEST = 240
"""Longer values are cut for the eye; ``--json`` gives them whole."""
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def as_json(examination: Examination) -> str:
    """The record, the candidates of each field and the warnings in words, for machines."""
    article = examination.article
    words = meanings(Warn)
    data = {
        "article": to_dict(article),
        "candidates": {
            name: [{"value": c.value, "source": c.source} for c in found]
            for name, found in examination.candidates.items()
        },
        "warnings": {str(code): words[code] for code in article.warnings},
    }
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    return _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def show(console: Console, examination: Examination) -> None:
    """Print the examination for the eye."""
    article = examination.article
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="bold")
    grid.add_column(overflow="fold")
    for name, value in _head(article):
        grid.add_row(name, _text(value))
    grid.add_row()
    for name, values in _fields(article):
        grid.add_row(name, *[_text(value) for value in values[:1]] or [Text("-", style="dim")])
        for value in values[1:]:
            grid.add_row("", _text(value))
        for remark in _remarks(name, examination):
            grid.add_row("", Text(remark, style="dim"))
    console.print(grid)
    if article.warnings:
        console.print(_warnings(article))


def _head(article: Article) -> Iterator[tuple[str, str]]:
    kind, _, rule = article.provenance.get("kind", "").partition(": ")
    verdict = "no article" if Warn.NOT_AN_ARTICLE in article.warnings else "an article"
    yield "url", article.url
    yield "id", article.id
    yield "page", f"{verdict} ({kind}: {rule})"
    if article.fetched_at:
        yield "fetched", article.fetched_at


def _fields(article: Article) -> Iterator[tuple[str, list[str]]]:
    """The fields by the names of the record, each with its values as lines."""
    yield "title", _one(article.title)
    yield "section", _one(article.section)
    yield "published_date", _published(article)
    yield "modified_at", _one(article.modified_at)
    yield "agency", _one(article.agency)
    yield "event", _event(article.event)
    yield "lead", _one(article.lead)
    yield "body", _items(article.body)
    yield "attendees", _items([*map(_person, article.attendees), *([] if article.attendees_complete else ["…"])])
    yield "attendee_groups", _items(article.attendee_groups)
    yield "other_participants", _items(map(_person, article.other_participants))
    yield "byline", _byline(article.byline)
    yield "images", _items(map(_image, article.images))
    yield "tags", _one(", ".join(article.tags))
    yield "language", _one(article.language)


def _one(value: str | None) -> list[str]:
    return [value] if value else []


def _items(values: Iterable[str]) -> list[str]:
    return [f"- {value}" for value in values]


def _published(article: Article) -> list[str]:
    day = article.published_at or article.published_date
    printed = f' (printed: "{article.published_text}")' if article.published_text else ""
    return [f"{day}{printed}"] if day or printed else []


def _event(event: Event | None) -> list[str]:
    if event is None:
        return []
    days = " to ".join(day for day in (event.date, event.end_date) if day) or "date unknown"
    part = f", {event.part_of_day}" if event.part_of_day else ""
    return [f'{days}{part} (printed: "{event.text}")' if event.text else days + part]


def _person(person: Attendee) -> str:
    name = " ".join(part for part in (person.honorific, person.rank, person.name) if part)
    positions = "; ".join(position.text for position in person.positions)
    side = f", side: {person.side}" if person.side else ""
    return f"{name}{' - ' if positions else ''}{positions} [{', '.join(person.roles)}{side}]"


def _byline(byline: Byline | None) -> list[str]:
    if byline is None:
        return []
    roles = {"authors": byline.authors, "photographers": byline.photographers}
    known = [f"{role}: {', '.join(names)}" for role, names in roles.items() if names]
    known += [f"{name}: {value}" for name, value in (("source", byline.source), ("unit", byline.unit)) if value]
    return [byline.text, *known]


def _image(image: Image) -> str:
    return " - ".join(part for part in (image.url, image.caption, image.credit) if part)


def _remarks(name: str, examination: Examination) -> Iterator[str]:
    """Where the value of a field comes from, and the other values that the page states for it."""
    if source := examination.article.provenance.get(name):
        yield f"from {_short(source)}"
    candidates = examination.candidates.get(name, [])
    seen = {candidate.value for candidate in candidates[:1]}
    for other in candidates[1:]:
        if other.value not in seen:
            seen.add(other.value)
            yield f"against it: {_short(other.value)} ({_short(other.source)})"


def _warnings(article: Article) -> Table:
    words = meanings(Warn)
    table = Table.grid(padding=(0, 2))
    table.add_column(style="yellow", overflow="fold")
    table.add_column(overflow="fold")
    table.add_row()
    for code in article.warnings:
        table.add_row(str(code), words[code])
    return table


def _text(value: str) -> Text:
    return Text(_short(value))


def _short(value: Any) -> str:
    text = printable(str(value))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 2].rpartition(' ')[0]} …"
