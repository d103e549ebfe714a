"""One page becomes one record: the pure function that the crawl, the archive and a notebook share."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from newsbot.pages.addresses import NOWHERE, join, printable, unknown_id, web_address
from newsbot.pages.authors import ChosenByline, choose_byline
from newsbot.pages.candidates import Candidate
from newsbot.pages.document import Document, read_document
from newsbot.pages.images import match_images
from newsbot.pages.kinds import Kind, page_kind
from newsbot.pages.layout import Layout, read_layout
from newsbot.pages.leads import choose_lead
from newsbot.pages.parts import Parts, read_dates, read_parts
from newsbot.pages.published import Published, choose_published
from newsbot.pages.sections import choose_section
from newsbot.pages.tags import choose_tags
from newsbot.pages.titles import Title
from newsbot.records import Article, Warn
from newsbot.sites import Site, site_for
from newsbot.text.agencies import split_agency
from newsbot.text.attendees import read_attendance
from newsbot.text.dateline import read_dateline
from newsbot.text.legacy import is_legacy
from newsbot.text.unicode import clean, fold
from newsbot.text.units import article_unit

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}\Z")
_VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


@dataclass
class Examination:
    """A record with everything that it was chosen from.

    :ivar candidates: for each field the values that were found, the winner first.
    """

    article: Article
    candidates: dict[str, list[Candidate]] = field(default_factory=dict)


def extract_article(  # noqa: PLR0913 - what can be known of a page
    body: bytes | str,
    url: str,
    *,
    headers: Mapping[str, Any] | None = None,
    fetched_at: str | datetime | None = None,
    content_type: str | None = None,
    site: Site | None = None,
) -> Article:
    """The record of one page. The same input always gives the same record; bad input gives a flagged one.

    :param body: the page as fetched (HTML or plain text), bytes or already decoded.
    :param url: the address that it was fetched from.
    :param headers: HTTP headers of the response.
    :param fetched_at: when it was fetched: an ISO date-time with offset, or a ``datetime`` (a naive one is UTC).
    :param content_type: the media type, where the headers do not say it ("text/plain").
    :param site: the site to read it as; by default the one that ``newsbot.sites`` knows for the host.
    :raises TypeError: when ``body`` is neither bytes nor text, or ``url`` no text.
    :raises ValueError: when ``fetched_at`` is no date-time.
    """
    return examine(body, url, headers=headers, fetched_at=fetched_at, content_type=content_type, site=site).article


def examine(  # noqa: PLR0913 - the arguments of extract_article
    body: bytes | str,
    url: str,
    *,
    headers: Mapping[str, Any] | None = None,
    fetched_at: str | datetime | None = None,
    content_type: str | None = None,
    site: Site | None = None,
) -> Examination:
    """Like ``extract_article``, with the candidates of each field; the arguments are the same."""
    if not isinstance(body, (bytes, str)):
        raise TypeError(f"body must be bytes or str, not {type(body).__name__}")
    if not isinstance(url, str):
        raise TypeError(f"url must be str, not {type(url).__name__}")
    address = web_address(url)
    site = site or (site_for(address) if address else NOWHERE)
    canonical = site.canonical_url(address) if address else ""
    article = Article(
        id=site.article_id(canonical) if address else unknown_id(url),
        url=canonical or printable(url),
        site=site.name,
        fetched_at=_timestamp(fetched_at),
    )
    document = read_document(body, headers=headers, content_type=content_type)
    reading = _Reading(document, article, site, address or "", canonical)
    if not address:
        reading.warnings.add(Warn.BAD_URL)
    reading.read()
    return Examination(article, reading.candidates)


def _timestamp(value: str | datetime | None) -> str | None:
    if value is None:
        return None
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
        return moment.isoformat()
    return value if isinstance(value, str) and "T" in value else moment.isoformat()


@dataclass
class _Reading:
    document: Document
    article: Article
    site: Site
    url: str
    canonical: str
    candidates: dict[str, list[Candidate]] = field(default_factory=dict)
    warnings: set[Warn] = field(default_factory=set)

    def read(self) -> None:
        layout = read_layout(self.document, self.canonical, self.site)
        self.warnings.update(self.document.warnings)
        if layout.page.cut:
            self.warnings.add(Warn.TRUNCATED)
        parts = _read_parts(layout)
        self._fill(layout, parts)
        kind, rule = page_kind(layout, parts, self.site, self.canonical)
        if Warn.UNREADABLE in self.warnings or self.document.blank:
            kind, rule = Kind.EMPTY, "no text"
            self.warnings.add(Warn.UNREADABLE)
        if kind is not Kind.ARTICLE:
            self.warnings.add(Warn.NOT_AN_ARTICLE)
        known = {"page_class": layout.family} if layout.family else {}
        self.article.provenance = {"kind": f"{kind}: {rule}", **known, **self.article.provenance}
        self.article.warnings = sorted(self.warnings)

    def _fill(self, layout: Layout, parts: Parts) -> None:
        self._title(layout.title)
        self._published(choose_published(layout, parts, self.canonical, self._fetched()))
        self._byline(choose_byline(layout.page, parts, layout.meta, self.site.hosts[0]))
        self._text(parts)
        self._images(parts, layout)
        self._labels(layout, parts)
        self.article.language = self._language(layout)
        self._facts()
        self.article.content_hash = _content_hash(self.article)

    def _fetched(self) -> datetime | None:
        return None if self.article.fetched_at is None else datetime.fromisoformat(self.article.fetched_at)

    def _title(self, title: Title) -> None:
        self.article.title = title.text
        self._note("title", title.source, title.candidates)
        if title.text is None:
            self.warnings.add(Warn.NO_TITLE)
        elif title.candidates[0].kind == "page" and "as in" not in title.source and len(title.candidates) > 1:
            self.warnings.add(Warn.TITLE_CONFLICT)

    def _labels(self, layout: Layout, parts: Parts) -> None:
        section = choose_section(layout, parts)
        if section:
            self.article.section = section[0].value
            self._note("section", section[0].source, section)
        self.article.tags, source = choose_tags(layout, parts)
        self._note("tags", source, [])

    def _note(self, name: str, source: str, candidates: list[Candidate]) -> None:
        if source:
            self.article.provenance[name] = source
        if candidates:
            self.candidates[name] = candidates

    def _published(self, published: Published) -> None:
        article = self.article
        article.published_date = published.day.isoformat() if published.day else None
        article.published_at, article.published_text = published.at, published.text
        article.published_source, article.modified_at = published.source, published.modified_at
        self._note("published_date", published.where, published.candidates)
        self._note("modified_at", published.modified_where, [])
        self.warnings.update(published.warnings)

    def _byline(self, chosen: ChosenByline) -> None:
        self.article.byline = chosen.byline
        self._note("byline", chosen.source, chosen.candidates)
        if chosen.byline is None:
            self.warnings.add(Warn.NO_BYLINE)

    def _text(self, parts: Parts) -> None:
        article = self.article
        lead = " ".join(line.text for line in parts.lead)
        if lead:
            article.agency, article.lead = split_agency(lead)
            article.lead = article.lead or None
            article.provenance["lead"] = parts.lead_source
            if parts.lead_source.endswith("first paragraph"):
                self.warnings.add(Warn.LEAD_FROM_BODY)
        if article.agency:
            article.provenance["agency"] = "text: prefix of the lead"
        article.body = [line.text for line in parts.paragraphs]
        if article.body:
            article.provenance["body"] = "page: blocks of running text"
        elif not article.lead:
            self.warnings.add(Warn.BODY_EMPTY)
        if is_legacy("\n".join([article.lead or "", *article.body])):
            self.warnings.add(Warn.LEGACY_FONT)

    def _images(self, parts: Parts, layout: Layout) -> None:
        base = join(self.url, layout.meta.base) if layout.meta.base else self.url
        self.article.images = match_images(parts, base)
        if self.article.images:
            self.article.provenance["images"] = "page: pictures and captions of the article"

    def _language(self, layout: Layout) -> str | None:
        stated = layout.meta.language.replace("_", "-")
        text = f"{self.article.title or ''} {self.article.lead or ''}"
        if len(_VIETNAMESE.findall(text)) > len(text) * 0.05:
            return "vi"
        return stated if _LANGUAGE.match(stated) else None

    def _facts(self) -> None:
        """What the text layer reads from the running text: when, who."""
        article = self.article
        published = date.fromisoformat(article.published_date) if article.published_date else None
        dateline = read_dateline(article.lead or "", published=published)
        article.event = dateline.event
        self.warnings.update(dateline.warnings)
        if article.event is not None:
            article.provenance["event"] = "text: dateline of the lead"
        unit = article_unit(article.title, article.lead, self.site.place)
        text = "\n".join([article.lead or "", *article.body])
        attendance = read_attendance(text, published=published, place=unit)
        article.attendees, article.attendees_complete = attendance.attendees, attendance.complete
        article.attendee_groups, article.other_participants = attendance.groups, attendance.others
        self.warnings.update(attendance.warnings)
        for name in ("attendees", "attendee_groups", "other_participants"):
            if getattr(article, name):
                article.provenance[name] = "text: attendance clauses"


def _read_parts(layout: Layout) -> Parts:
    """The parts of the page; of one without running text: its dates."""
    if layout.body is not None:
        parts = read_parts(layout.page, layout.zones, layout.title.block, layout.body, layout.meta.summaries)
        choose_lead(layout.page, layout.title.block, parts)
        return parts
    return read_dates(layout.page, layout.zones, layout.title.block)


def _content_hash(article: Article) -> str:
    """SHA-256 of what a reader reads, after folding: a new tone-mark style is no new revision."""
    byline = article.byline.text if article.byline else ""
    text = " ".join(filter(None, [article.title, article.lead, *article.body, byline]))
    return hashlib.sha256(fold(clean(text)).encode()).hexdigest()
