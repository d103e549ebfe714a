"""Sitemaps and feeds: where a site itself lists its pages, often with their dates.

Read are the sitemap protocol with its index files (sitemaps.org), the news extension of it, RSS 0.9 to 2.0, RDF and
Atom. What is read is only a list of links: whether they may be followed is decided as for any other link.
"""

from __future__ import annotations

import re
from datetime import UTC, date, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any

from attrs import field, frozen

from newsbot.discovery.urls import resolve
from newsbot.discovery.xml import elements, local_name, root_name, text_of, unpacked
from newsbot.text.machine_dates import parse_machine_date

MAX_ENTRIES = 50_000
"""Entries that are read of one file (sitemaps.org: 50 000)."""
_ROOTS = {"urlset": "sitemap", "sitemapindex": "index", "rss": "feed", "feed": "feed", "rdf": "feed"}
_ITEMS = frozenset({"url", "sitemap", "item", "entry"})
_DATES = ("lastmod", "pubdate", "published", "updated", "date")
_VIETNAM = timezone(timedelta(hours=7))
_SITEMAP_LINE = re.compile(r"^[ \t]{0,40}sitemap[ \t]{0,40}:[ \t]{0,40}(\S{1,2000})", re.I | re.M)


@frozen
class Entry:
    """One page, or one further sitemap, that a site lists.

    :ivar day: when it was published or last changed, as the list says.
    :ivar title: its headline, where the list prints one: then it is an article.
    """

    url: str
    day: date | None = None
    title: str | None = None


@frozen
class SiteList:
    """What a sitemap, a sitemap index or a feed lists.

    :ivar kind: "sitemap", "index" or "feed".
    """

    kind: str
    entries: list[Entry] = field(factory=list)


def read_site_list(body: bytes, url: str) -> SiteList:
    """The entries of the sitemap or feed at ``url``, each URL once.

    :raises SourceError: when it is none, is broken from the start, or is a bomb.
    """
    text = unpacked(body)
    kind = _ROOTS.get(root_name(text) or "", "")
    entries: dict[str, Entry] = {}
    for _, element in elements(text, _ITEMS, MAX_ENTRIES):
        if not kind:
            break
        target = resolve(url, _address(element) or "")
        if target is not None and target not in entries:
            entries[target] = Entry(target, _day(element), _title(element))
    return SiteList(kind or "other", list(entries.values()))


def robots_sitemaps(text: str, url: str) -> list[str]:
    """The sitemaps that a robots.txt names, which may stand anywhere in it (sitemaps.org)."""
    found = (resolve(url, match[1]) for match in _SITEMAP_LINE.finditer(text))
    return list(dict.fromkeys(target for target in found if target is not None))


def day_of(text: str) -> date | None:
    """The Vietnamese day that a date of a sitemap (ISO 8601) or a feed (RFC 822) names."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        found = parse_machine_date(text)
        first = found.first if found else None
        if first is None or not (first.year and first.month and first.day):
            return None
        return date(first.year, first.month, first.day)
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(_VIETNAM).date()
    except (ValueError, OverflowError):
        return None


def _address(element: Any) -> str | None:
    """The address of an entry: ``<loc>``, ``<link>`` with text, or Atom's ``<link rel="alternate" href>``."""
    direct = text_of(element, "loc") or text_of(element, "link")
    if direct:
        return direct
    for child in element:
        if local_name(child) == "link" and (child.get("rel") or "alternate") == "alternate" and child.get("href"):
            return str(child.get("href"))
    guid = text_of(element, "guid")
    return guid if guid and guid.startswith(("http://", "https://")) else None


def _title(element: Any) -> str | None:
    title = text_of(element, "title")
    if title:
        return title
    for child in element:
        if local_name(child) == "news":
            return text_of(child, "title")
    return None


def _day(element: Any) -> date | None:
    for child in element:
        if local_name(child) == "news":
            text = text_of(child, "publication_date")
            if text:
                return day_of(text)
    for name in _DATES:
        text = text_of(element, name)
        if text:
            return day_of(text)
    return None
