"""What a page says of itself to machines: JSON-LD, meta elements, ``<title>``, canonical link.

Every value is a candidate only: publishers fill these fields carelessly (the site's name as author, a second date, the
portal's name as title), so the choice among them and the visible text is made elsewhere.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from newsbot.text.unicode import clean

_ARTICLE_TYPES = re.compile(
    r"(?:News|Blog|Reportage|Opinion|Analysis|Background|Review|Scholarly|Liveblog)?(?:Article|Posting|Report)\Z", re.I
)
_MAX_JSON = 400_000
_DEEPEST = 12
_TAG = re.compile(r"<[^<>]{0,300}>")


@dataclass
class Linked:
    """The fields of the page's JSON-LD article, as text; empty where it says nothing."""

    headline: str = ""
    published: str = ""
    modified: str = ""
    description: str = ""
    section: str = ""
    type: str = ""
    publisher: str = ""
    authors: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    breadcrumbs: list[str] = field(default_factory=list)


@dataclass
class Metadata:
    """Everything that the head and the JSON-LD of a page state.

    :ivar meta: the first content of each named meta element (name, property, itemprop or http-equiv, lower case).
    :ivar meta_lists: all contents of the elements that may be repeated (article:tag, article:author).
    """

    title: str = ""
    language: str = ""
    canonical: str = ""
    base: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    meta_lists: dict[str, list[str]] = field(default_factory=dict)
    linked: Linked = field(default_factory=Linked)

    def first(self, *names: str) -> tuple[str, str]:
        """The first named meta element that says anything: its name and content, or two empty strings."""
        return next(((name, self.meta[name]) for name in names if self.meta.get(name)), ("", ""))

    @property
    def summaries(self) -> list[str]:
        """What the page says that it is about."""
        stated = (self.linked.description, self.meta.get("og:description", ""), self.meta.get("description", ""))
        return [text for text in stated if text]


def read_metadata(root: Any) -> Metadata:
    """The metadata of a parsed page."""
    found = Metadata()
    for element in root.iter("meta", "title", "link", "base", "script", "html"):
        tag = element.tag
        if tag == "script":
            if "ld+json" in (element.get("type") or "").lower():
                _linked(found.linked, element.text or "")
        elif tag == "meta":
            _meta(found, element)
        elif tag == "title":
            if not found.title:
                found.title = clean(" ".join(element.itertext()))
        elif tag == "link":
            if not found.canonical and (element.get("rel") or "").lower() == "canonical":
                found.canonical = (element.get("href") or "").strip()
        elif tag == "base":
            found.base = found.base or (element.get("href") or "").strip()
        elif tag == "html":
            found.language = found.language or (element.get("lang") or element.get("xml:lang") or "").strip()
    return found


def _meta(found: Metadata, element: Any) -> None:
    content = _plain(element.get("content") or "")
    if not content:
        return
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        name = element.get(attribute)
        if name and (name := name.strip().lower()):
            found.meta.setdefault(name, content)
            if name in ("article:tag", "article:author", "author", "keywords", "news_keywords"):
                found.meta_lists.setdefault(name, []).append(content)


def _plain(text: str) -> str:
    """Text of a field that may hold entities or markup that was escaped once too often."""
    for _ in range(2):
        if "&" not in text:
            break
        text = html.unescape(text)
    return clean(_TAG.sub(" ", text) if "<" in text else text)


def _linked(linked: Linked, source: str) -> None:
    for node in _nodes(_lenient_json(source), _DEEPEST):
        kinds = node.get("@type")
        names = [k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)]
        if "BreadcrumbList" in names and not linked.breadcrumbs:
            linked.breadcrumbs = list(_breadcrumbs(node))
        if not any(_ARTICLE_TYPES.match(name) for name in names) or linked.headline:
            continue
        linked.type = names[0]
        linked.headline = _string(node.get("headline")) or _string(node.get("name"))
        linked.published = _string(node.get("datePublished")) or _string(node.get("dateCreated"))
        linked.modified = _string(node.get("dateModified"))
        linked.description = _string(node.get("description"))
        linked.section = _string(node.get("articleSection"))
        linked.publisher = _string(node.get("publisher"))
        linked.authors = _strings(node.get("author"))
        keywords = _strings(node.get("keywords"))
        linked.keywords = [k.strip() for word in keywords for k in word.split(",") if k.strip()]


def _lenient_json(source: str) -> Any:
    """JSON with raw control characters, comments around it or garbage behind it; ``None`` when there is no value."""
    source = source[:_MAX_JSON].strip().removeprefix("<!--").removeprefix("//<![CDATA[").strip().rstrip(";")
    start = min((i for i in (source.find("{"), source.find("[")) if i >= 0), default=-1)
    if start < 0:
        return None
    decoder = json.JSONDecoder(strict=False)
    for repair in (str, _without_trailing_commas):
        try:
            return decoder.raw_decode(repair(source[start:]))[0]
        except (ValueError, RecursionError):
            continue
    return None


def _without_trailing_commas(source: str) -> str:
    return re.sub(r",\s*(?=[}\]])", "", source)


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(value, list):
        for item in value[:200]:
            yield from _nodes(item, depth - 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            if isinstance(value.get(key), (dict, list)):
                yield from _nodes(value[key], depth - 1)


def _breadcrumbs(node: dict[str, Any]) -> Iterator[str]:
    items = node.get("itemListElement")
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict):
            name = _string(item.get("name")) or _string(item.get("item"))
            if name and "://" not in name:
                yield name


def _string(value: Any) -> str:
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, dict):
        return _string(value.get("name") or value.get("@value"))
    if isinstance(value, list) and value:
        return _string(value[0])
    return ""


def _strings(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for item in values[:50] if (text := _string(item))]
