"""The ``head`` of a page: title, description and machine-readable data, in the states that real sites leave them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from attrs import frozen

from tests.pages.layouts.dates import american
from tests.pages.layouts.inline import attribute

_LATER = timedelta(minutes=47)
_UTC = timedelta(hours=7)
SOUND = {"jsonld", "jsonld_blank_zone", "jsonld_no_zone", "jsonld_utc"}
"""The states of JSON-LD from which an author can be read."""


@frozen
class PageData:
    """What a page says of itself to machines."""

    title: str
    description: str
    when: datetime
    site: str
    author: str | None

    def published(self, form: str = "%Y-%m-%dT%H:%M:11+07:00") -> str:
        return self.when.strftime(form)

    def published_utc(self, form: str) -> str:
        return (self.when - _UTC).strftime(form)


def cut(text: str, length: int = 140) -> str:
    """``text`` as sites shorten it for a description."""
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + "..."


def open_graph(data: PageData, *, dated: bool) -> str:
    """The tags that social networks read."""
    pairs = {
        "og:type": "article",
        "og:title": data.title,
        "og:site_name": data.site,
        "og:image": "https://anh.example/share.jpg",
        "og:description": data.description,
    }
    if dated:
        pairs["article:published_time"] = data.published()
        pairs["article:modified_time"] = (data.when + _LATER).strftime("%Y-%m-%dT%H:%M:00+07:00")
    return "\n".join(f'<meta property="{key}" content="{attribute(value)}">' for key, value in pairs.items() if value)


def american_meta(data: PageData) -> str:
    """A date in American order, as servers with default settings print it."""
    return f'<meta itemprop="datePublished" content="{american(data.when)}"><meta property="og:type" content="article">'


def _article(data: PageData, published: str, **other: Any) -> dict[str, Any]:
    person = {"@type": "Person", "name": data.author}
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": "https://site.example/bai"},
        "headline": data.title,
        "description": data.description,
        "image": {"@type": "ImageObject", "url": "https://anh.example/share.jpg", "width": 700, "height": 420},
        "datePublished": published,
        "dateModified": published,
        "author": person if data.author else {"@type": "Organization", "name": data.site},
        "publisher": {"@type": "Organization", "name": data.site, "logo": {"@type": "ImageObject", "url": "/l.png"}},
        **other,
    }


def _crumbs() -> dict[str, Any]:
    home = {"@type": "ListItem", "position": 1, "item": {"@id": "/", "name": "Trang chủ"}}
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": [home]}


def _graph(data: PageData) -> dict[str, Any]:
    published = data.published_utc("%Y-%m-%dT%H:%M:11+00:00")
    return {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebPage", "@id": "/#webpage", "name": f"{data.title} - {data.site}", "datePublished": published},
            {"@type": "WebSite", "name": data.site, "potentialAction": {"@type": "SearchAction"}},
            {"@type": "Person", "@id": "/#/schema/person/1", "name": "admin"},
            {
                "@type": "Article",
                "headline": data.title,
                "author": {"name": "admin", "@id": "/#/schema/person/1"},
                "datePublished": published,
                "wordCount": 512,
                "inLanguage": "vi",
            },
            _crumbs(),
        ],
    }


def _script(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def _dump(value: object, **options: Any) -> str:
    return _script(json.dumps(value, ensure_ascii=False, **options))


def _organisation(data: PageData) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@type": "NewsMediaOrganization", "name": data.site, "url": "/"}


JSON_LD: dict[str, Callable[[PageData], str]] = {
    "jsonld": lambda d: _dump(_organisation(d)) + _dump(_article(d, d.published())),
    "jsonld_blank_zone": lambda d: _dump([_crumbs(), _article(d, d.published("%Y-%m-%dT%H:%M:11.000 +07:00"))]),
    "jsonld_no_zone": lambda d: _dump(_article(d, d.published("%Y-%m-%dT%H:%M:11")), indent=2),
    "jsonld_utc": lambda d: _dump(_article(d, d.published_utc("%Y-%m-%dT%H:%M:11.000Z"))),
    "jsonld_trailing": lambda d: _dump(_article(d, d.published())).replace("}</script>", "};\n</p></script>"),
    "jsonld_comma": lambda d: _dump(_article(d, d.published())).replace("}</script>", ",}\n</script>"),
    "jsonld_wrong_author": lambda d: _dump(
        _article(d, d.published(), author={"@type": "Person", "name": "Administrator"})
    ),
    "graph": lambda d: _dump(_graph(d)),
}
