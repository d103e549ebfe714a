"""Compares what was read from a page with what a careful reader notes down, field by field."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from attrs import frozen

from newsbot.pages.article import extract_article
from newsbot.records import Article, PublishedSource, Warn
from tests.pages.layouts.model import Expected, Page

_PROVENANCE = {"paragraphs": "body", "captions": "images", "reason": "kind"}


@frozen
class Result:
    """One field of one page."""

    page: Page
    field: str
    right: bool
    want: Any
    got: Any
    provenance: str | None


def tidy(text: str | None) -> str | None:
    """Stored form: NFC, the Vietnamese letter for its look-alike, white space collapsed."""
    if text is None:
        return None
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00d0", "\u0110").split())


@cache
def read(page: Page) -> Article:
    """The record that the page layer makes of a page."""
    return extract_article(
        page.body, page.url, headers=page.headers, fetched_at=page.fetched_at, content_type=page.content_type
    )


def fields_of(page: Page) -> tuple[str, ...]:
    """The fields that a page is asked about; the same whatever was read from it."""
    want = page.expected
    if not want.is_article:
        return ("kind", "reason")
    spoken_of = {"section": bool(want.section), "tags": want.tags is not None, "warnings": bool(want.warnings)}
    return tuple(name for name in FIELDS if name != "reason" and spoken_of.get(name, True))


def result_of(page: Page, name: str) -> Result:
    """What came out of one field of a page."""
    article = read(page)
    right, want, got = _CHECKS[name](page.expected, article)
    return Result(page, name, right, want, got, article.provenance.get(_PROVENANCE.get(name, name)))


def results(page: Page) -> Iterator[Result]:
    """Every field of a page that its expected record speaks of."""
    return (result_of(page, name) for name in fields_of(page))


_Outcome = tuple[bool, Any, Any]


def _is_article(got: Article) -> bool:
    return Warn.NOT_AN_ARTICLE not in got.warnings


def _kind(want: Expected, got: Article) -> _Outcome:
    return _is_article(got) == want.is_article, "/".join(want.kind), got.provenance.get("kind", "article")


def _reason(want: Expected, got: Article) -> _Outcome:
    reason = got.provenance.get("kind", "?").split(":")[0]
    return not _is_article(got) and reason in want.kind, want.kind, reason


def _title(want: Expected, got: Article) -> _Outcome:
    return got.title in {tidy(t) for t in want.title}, want.title, got.title


def _published(want: Expected, got: Article) -> _Outcome:
    shown = (got.published_date, got.published_at, got.published_source)
    return any(_same_time(value, got) for value in want.published), want.published, shown


def _same_time(value: str | None, got: Article) -> bool:
    if value is None:
        return got.published_date is None or got.published_source == PublishedSource.MASTHEAD
    if got.published_source == PublishedSource.MASTHEAD:
        return False
    if len(value) == len("2025-01-05"):
        return got.published_date == value
    at = got.published_at or ""
    return at[:16] == value and at.endswith("+07:00") and got.published_date == value[:10]


def _agency(want: Expected, got: Article) -> _Outcome:
    return (got.agency or "").strip("()[] -–—:") == (want.agency or ""), want.agency, got.agency


def _lead(want: Expected, got: Article) -> _Outcome:
    return got.lead in {tidy(text) for text in want.lead}, want.lead, got.lead


def _paragraphs(want: Expected, got: Article) -> _Outcome:
    free = {tidy(text) for text in want.optional}
    wanted = [p for text in want.paragraphs if (p := tidy(text)) not in free]
    read_ = [text for text in got.body if text not in free]
    missing, extra = (
        list((Counter(wanted) - Counter(read_)).elements()),
        list((Counter(read_) - Counter(wanted)).elements()),
    )
    return wanted == read_, missing or "(order)", extra


def _captions(want: Expected, got: Article) -> _Outcome:
    wanted = Counter(tidy(text) for text in want.captions)
    read_ = Counter(image.caption for image in got.images if image.caption)
    return wanted == read_, sorted((wanted - read_).elements()), sorted((read_ - wanted).elements())


def _byline(want: Expected, got: Article) -> _Outcome:
    text = got.byline.text if got.byline else None
    wanted = {(tidy(b) or "").strip(" .") for b in want.byline}
    return (text or "").strip(" .") in wanted, want.byline, text


def _section(want: Expected, got: Article) -> _Outcome:
    return got.section in {tidy(s) for s in want.section}, want.section, got.section


def _tags(want: Expected, got: Article) -> _Outcome:
    wanted = [(tidy(tag) or "").lower() for tag in want.tags or ()]
    return [tag.lower() for tag in got.tags] == wanted, want.tags, got.tags


def _forbidden(want: Expected, got: Article) -> _Outcome:
    texts = [got.title, got.lead, got.agency, got.section, *got.body, *got.tags, *(i.caption for i in got.images)]
    texts.append(got.byline.text if got.byline else None)
    whole = "\n".join(text for text in texts if text)
    found = [text for text in want.forbidden if text in whole]
    return not found, "none of the page's surroundings", found


def _warnings(want: Expected, got: Article) -> _Outcome:
    return set(want.warnings) <= set(got.warnings), want.warnings, got.warnings


_CHECKS: dict[str, Callable[[Expected, Article], _Outcome]] = {
    "kind": _kind,
    "reason": _reason,
    "title": _title,
    "published": _published,
    "agency": _agency,
    "lead": _lead,
    "paragraphs": _paragraphs,
    "captions": _captions,
    "byline": _byline,
    "section": _section,
    "tags": _tags,
    "forbidden": _forbidden,
    "warnings": _warnings,
}
FIELDS = tuple(_CHECKS)
