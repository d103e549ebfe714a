"""The ``head`` of a page: title, description and machine-readable data, in the states that real sites leave them."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from tests.pages.layouts.dates import american
from tests.pages.layouts.inline import escape

_LATER = timedelta(minutes=47)


def cut(text: str, length: int = 140) -> str:
    """``text`` as sites shorten it for a description."""
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + "..."


def iso(when: datetime, zone: str = "+07:00") -> str:
    return f"{when:%Y-%m-%dT%H:%M}:11{zone}"


def _attribute(text: str) -> str:
    return escape(text).replace('"', "&quot;")


def open_graph(title: str, description: str, site: str, when: datetime | None) -> str:
    tags = [
        '<meta property="og:type" content="article">',
        f'<meta property="og:title" content="{_attribute(title)}">',
        f'<meta property="og:site_name" content="{_attribute(site)}">',
        '<meta property="og:image" content="https://anh.example/share.jpg">',
    ]
    if description:
        tags.append(f'<meta property="og:description" content="{_attribute(description)}">')
    if when:
        tags.append(f'<meta property="article:published_time" content="{iso(when)}">')
        tags.append(f'<meta property="article:modified_time" content="{iso(when + _LATER)}">')
    return "\n".join(tags)


def _news_article(title: str, description: str, published: str, author: Any, site: str) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": "https://site.example/bai"},
        "headline": title,
        "description": description,
        "image": {"@type": "ImageObject", "url": "https://anh.example/share.jpg", "width": 700, "height": 420},
        "datePublished": published,
        "dateModified": published,
        "author": author,
        "publisher": {"@type": "Organization", "name": site, "logo": {"@type": "ImageObject", "url": "/logo.png"}},
    }


def _script(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def json_ld(kind: str, title: str, description: str, when: datetime, site: str, author: str | None) -> str:
    """JSON-LD in one of the states seen: sound, in a graph, with a zone after a blank, broken, with a wrong author."""
    person: Any = {"@type": "Person", "name": author} if author else {"@type": "Organization", "name": site}
    sound = _news_article(title, description, iso(when), person, site)
    crumbs = {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [{"@type": "ListItem", "position": 1, "item": {"@id": "/", "name": "Trang chủ"}}],
    }
    organisation = {"@context": "https://schema.org", "@type": "NewsMediaOrganization", "name": site, "url": "/"}
    match kind:
        case "jsonld":
            return _script(json.dumps(organisation, ensure_ascii=False)) + _script(
                json.dumps(sound, ensure_ascii=False)
            )
        case "jsonld_blank_zone":
            sound["datePublished"] = f"{when:%Y-%m-%dT%H:%M}:11.000 +07:00"
            return _script(json.dumps([crumbs, sound]))
        case "jsonld_no_zone":
            sound["datePublished"] = f"{when:%Y-%m-%dT%H:%M}:11"
            return _script(json.dumps(sound, ensure_ascii=False, indent=2))
        case "jsonld_utc":
            sound["datePublished"] = f"{when - timedelta(hours=7):%Y-%m-%dT%H:%M}:11.000Z"
            return _script(json.dumps(sound, ensure_ascii=False))
        case "graph":
            graph = {
                "@context": "https://schema.org",
                "@graph": [
                    {
                        "@type": "WebPage",
                        "@id": "/#webpage",
                        "name": f"{title} - {site}",
                        "datePublished": f"{when - timedelta(hours=7):%Y-%m-%dT%H:%M}:11+00:00",
                    },
                    {"@type": "WebSite", "name": site, "potentialAction": {"@type": "SearchAction"}},
                    {"@type": "Person", "@id": "/#/schema/person/1", "name": "admin"},
                    {
                        "@type": "Article",
                        "headline": title,
                        "author": {"name": "admin", "@id": "/#/schema/person/1"},
                        "datePublished": f"{when - timedelta(hours=7):%Y-%m-%dT%H:%M}:11+00:00",
                        "wordCount": 512,
                        "inLanguage": "vi",
                    },
                    crumbs,
                ],
            }
            return f'<script type="application/ld+json" class="yoast-schema-graph">{json.dumps(graph)}</script>'
        case "jsonld_trailing":
            return _script("\n" + json.dumps(sound, ensure_ascii=False) + ";\n</p>")
        case "jsonld_comma":
            text = json.dumps(sound, ensure_ascii=False)
            return _script("/*<![CDATA[*/" + text[:-1] + ",}/*]]>*/")
        case "jsonld_wrong_author":
            return _script(json.dumps({**sound, "author": {"@type": "Person", "name": "Administrator"}}))
        case _:
            raise ValueError(kind)


def american_meta(when: datetime) -> str:
    return f'<meta itemprop="datePublished" content="{american(when)}"><meta property="og:type" content="article">'
