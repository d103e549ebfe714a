"""Sites: which hosts belong together, how their URLs look, which page class reads them.

One TOML file per site lies beside this module. A site file is a fast path: a host without one is a ``Site`` too,
named after itself, read by the generic extractor.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from functools import cache
from importlib import resources
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import cattrs
from attrs import frozen

_TRACKING = re.compile(r"(utm_.*|fbclid|gclid|dclid|msclkid|zarsrc|igshid|mc_[ce]id|_ga)\Z", re.IGNORECASE)
# The number at the end of a path, unless it reads as a day or month (20250103, 03012025, 202501): those repeat.
_NATIVE_ID = re.compile(
    r"[-_./=](?!(?:(?:19|20)\d\d[01]\d(?:[0-3]\d)?|[0-3]\d[01]\d(?:19|20)\d\d)(?!\d))"
    r"(?P<id>\d{5,})(?:\.[a-z]{2,5})?/?\Z"
)

_PORTS = {"http": 80, "https": 443}

_converter = cattrs.Converter(forbid_extra_keys=True)


@frozen(kw_only=True)
class Site:
    """A site as its file describes it.

    :ivar hosts: hosts that serve the same articles; the first one stands in canonical URLs.
    :ivar article: pattern of the path of an article; its group ``id``, if any, is the native id.
    :ivar listing: pattern of the path of a page that lists articles.
    :ivar page: name of the page class, see ``newsbot.pages``.
    :ivar body: the Party committee or office that runs the site; :ivar place: the place that it governs.
    """

    name: str
    hosts: tuple[str, ...]
    start: tuple[str, ...] = ()
    article: str | None = None
    listing: str | None = None
    page: str | None = None
    body: str | None = None
    place: str | None = None
    scheme: str = "https"

    def canonical_url(self, url: str) -> str:
        """``url`` on the canonical host, without fragment and tracking parameters."""
        parts = urlsplit(url)
        query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)])
        known = self.serves(url)
        scheme = self.scheme if known else parts.scheme.lower()
        host = self.hosts[0] if known else host_of(url) or parts.netloc.lower()
        return urlunsplit((scheme, host, parts.path or "/", query, ""))

    def article_id(self, url: str) -> str:
        """``<site>:<native id>`` where the canonical ``url`` holds one, else ``<site>:<16 hex of its SHA-256>``."""
        match = None
        path = urlsplit(url).path
        if self.article:
            match = re.search(self.article, path)
        if match is None or "id" not in match.re.groupindex:
            match = _NATIVE_ID.search(path)
        native = match["id"] if match else hashlib.sha256(url.encode()).hexdigest()[:16]
        return f"{self.name}:{native}"

    def serves(self, url: str) -> bool:
        """Whether ``url`` is an http(s) URL on one of the site's own hosts, and on no other port."""
        return host_of(url) in self.hosts

    def is_article(self, url: str) -> bool | None:
        """Whether the site's rules call ``url`` an article; ``None`` when the site has no rule."""
        return None if self.article is None else re.search(self.article, urlsplit(url).path) is not None

    def is_listing(self, url: str) -> bool | None:
        """Whether the site's rules call ``url`` a listing; ``None`` when the site has no rule."""
        return None if self.listing is None else re.search(self.listing, urlsplit(url).path) is not None


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


@cache
def all_sites() -> dict[str, Site]:
    """Every site that has a file, by name, in order of the names."""
    files = sorted((f for f in resources.files(__name__).iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    sites = [_converter.structure(tomllib.loads(file.read_text(encoding="utf-8")), Site) for file in files]
    return {site.name: site for site in sites}


@cache
def _by_host() -> dict[str, Site]:
    return {host: site for site in all_sites().values() for host in site.hosts}


def site_for(url: str) -> Site:
    """The site that serves ``url``; a host without a file is a site of its own, named after the host."""
    parts = urlsplit(url)
    host = host_of(url) or parts.netloc.lower()
    known = _by_host().get(host)
    if known is not None:
        return known
    name = re.sub(r"[^a-z0-9.-]", "_", (parts.hostname or "local").lower())
    return Site(name=name.removeprefix("www."), hosts=(host,), scheme=parts.scheme or "https")
