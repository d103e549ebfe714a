"""What is known of one site, and what that says of a URL."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from functools import cached_property
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from attrs import field, frozen

_TRACKING = re.compile(r"(utm_.*|fbclid|gclid|dclid|msclkid|zarsrc|igshid|mc_[ce]id|_ga)\Z", re.IGNORECASE)
# The number at the end of a path, unless it reads as a day or month (20250103, 03012025, 202501): those repeat.
_NATIVE_ID = re.compile(
    r"[-_./=](?!(?:(?:19|20)\d\d[01]\d(?:[0-3]\d)?|[0-3]\d[01]\d(?:19|20)\d\d)(?!\d))"
    r"(?P<id>\d{5,})(?:\.[a-z]{2,5})?/?\Z"
)
_FIT_FOR_AN_ID = re.compile(r"[\w.-]{1,64}\Z", re.ASCII)
_ESCAPE = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)

_TWIN = re.compile(r"(?:www|m|mobile)\.(?=[^.:]+\.[a-z][^:]*\Z)")
_PORTS = {"http": 80, "https": 443}

PAGE_CLASSES = (
    "dotnetnuke",
    "epi",
    "liferay",
    "nukeviet",
    "sharepoint",
    "thanhuytphcm",
    "vccorp",
    "vnpt",
    "wordpress",
)
"""What ``page`` may name; ``newsbot.pages.families`` holds each of them."""
PARTS = (
    "title",
    "lead",
    "date",
    "clock",
    "body",
    "byline",
    "source",
    "caption",
    "tags",
    "section",
    "related",
    "drop",
)
"""What ``parts`` may name; ``newsbot.pages.families`` says what each of them means."""


@frozen(kw_only=True)
class Site:
    """A site as its file describes it.

    Patterns are matched against the path of a URL. They begin with ``^``.

    :ivar hosts: hosts that serve the same articles; the first one stands in canonical URLs. Each answers with and
        without ``www.`` and under ``m.``, by custom: that need not be said.
    :ivar start: where a crawl begins.
    :ivar article: pattern of the path of an article; its group ``id``, if any, is the native id.
        Without one and without ``query`` the articles have none.
    :ivar listing: pattern of the path of a page that lists articles.
    :ivar deny: pattern of paths that are neither: print views, other languages.
    :ivar query: the parameters that name an article, all of which its URL must have; its canonical URL has no other.
        ``None`` keeps all but those for tracking.
    :ivar page: name of the page class, one of ``PAGE_CLASSES``; by default the markup tells it.
    :ivar parts: selector (CSS, or XPath if it begins with ``/``) by part, one of ``PARTS``.
    :ivar body: the Party committee or office that runs the site; :ivar place: the place that it governs.
    :ivar verified: what the file rests on: "text" of a page, or nothing but a "url".
    :ivar ended: the last day of the body behind the site: what is left is an archive.
    :ivar example: URLs of articles or listings that the patterns must know.
    """

    name: str
    hosts: tuple[str, ...]
    start: tuple[str, ...] = ()
    article: str | None = None
    listing: str | None = None
    deny: str | None = None
    query: tuple[str, ...] | None = None
    page: str | None = None
    parts: dict[str, str] = field(factory=dict, hash=False)
    body: str | None = None
    place: str | None = None
    verified: Literal["text", "url"] | None = None
    ended: date | None = None
    example: tuple[str, ...] = ()
    scheme: str = "https"

    def canonical_url(self, url: str) -> str:
        """``url`` on the canonical host, without fragment and parameters that name nothing."""
        parts = urlsplit(url)
        query = parse_qsl(parts.query, keep_blank_values=True)
        if self.query is not None and self.is_article(url):
            query = self._named(url)
        query = [(key, value) for key, value in query if not _TRACKING.match(key)]
        known = self.serves(url)
        scheme = self.scheme if known else parts.scheme.lower()
        host = self.hosts[0] if known else host_of(url) or parts.netloc.lower()
        path = _ESCAPE.sub(lambda match: match[0].upper(), parts.path)
        return urlunsplit((scheme, host, path or "/", urlencode(query), ""))

    def article_id(self, url: str) -> str:
        """``<site>:<native id>`` where the canonical ``url`` holds one, else ``<site>:<16 hex of its SHA-256>``."""
        return f"{self.name}:{self._native_id(url) or hashlib.sha256(url.encode()).hexdigest()[:16]}"

    def _native_id(self, url: str) -> str | None:
        path = urlsplit(url).path
        match = re.search(self.article, path) if self.article and self.is_article(url) else None
        if match is None:
            match = _NATIVE_ID.search(path)
            return match["id"] if match else None
        ids = [match["id"]] if "id" in match.re.groupindex else []
        native = "-".join([*ids, *(value for _, value in self._named(url))])
        return native if _FIT_FOR_AN_ID.match(native) else None

    def _named(self, url: str) -> list[tuple[str, str]]:
        """The parameters of ``url`` that name the article, as the site file writes and orders them."""
        values = {key.lower(): value for key, value in parse_qsl(urlsplit(url).query)}
        return [(key, values[key.lower()]) for key in self.query or () if key.lower() in values]

    def serves(self, url: str) -> bool:
        """Whether ``url`` is an http(s) URL on one of the site's own hosts, and on no other port."""
        host = host_of(url)
        return host is not None and (host in self.hosts or plain_host(host) in self._plain_hosts)

    @cached_property
    def _plain_hosts(self) -> frozenset[str]:
        return frozenset(map(plain_host, self.hosts))

    def denies(self, url: str) -> bool:
        """Whether the site's rules call ``url`` another view of a page, or a trap."""
        return self.deny is not None and re.search(self.deny, urlsplit(url).path) is not None

    def is_article(self, url: str) -> bool | None:
        """Whether the site's rules call ``url`` an article; ``None`` when the site has no rule."""
        if self.article is None:
            return None
        if self.denies(url) or re.search(self.article, urlsplit(url).path) is None:
            return False
        return not self.query or len(self._named(url)) == len(self.query)

    def is_listing(self, url: str) -> bool | None:
        """Whether the site's rules call ``url`` a listing, and no article; ``None`` when the site has no rule."""
        if self.listing is None:
            return None
        if self.denies(url) or re.search(self.listing, urlsplit(url).path) is None:
            return False
        return not self.is_article(url)


def plain_host(host: str) -> str:
    """``host`` without the ``www.`` or ``m.`` under which it answers too.

    >>> plain_host("www.an-phu.example"), plain_host("m.example"), plain_host("127.0.0.1:8000")
    ('an-phu.example', 'm.example', '127.0.0.1:8000')
    """
    return _TWIN.sub("", host, count=1)


def host_of(url: str) -> str | None:
    """The host of an http(s) URL, lower case, with its port unless that is the one of the scheme; else ``None``."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if not host or scheme not in _PORTS or "@" in parts.netloc:
        return None
    host = f"[{host}]" if ":" in host else host
    return host if port in {None, _PORTS[scheme]} else f"{host}:{port}"
