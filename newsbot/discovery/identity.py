"""When two URLs are one article: a canonical link, the same slug with the same text."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote, urlsplit

from newsbot.discovery.urls import resolve, trap
from newsbot.sites import Site

_NUMBERS = re.compile(r"[-_.]?\d{4,}(?=\Z|[-_.])|\.[a-z]{2,5}\Z")
_DIGITS = re.compile(r"\d{1,40}")
_HEAD = 1 << 16
_LINK = re.compile(rb"<link\s([^<>]{1,1500})>", re.I)
_CANONICAL = re.compile(rb"\brel\s{0,5}=\s{0,5}[\"']?\s{0,5}canonical\b", re.I)
_HREF = re.compile(rb"\bhref\s{0,5}=\s{0,5}(?:\"([^\"]{1,1000})\"|'([^']{1,1000})'|([^\s\"'>]{1,1000}))", re.I)


def canonical_link(body: bytes, url: str, site: Site) -> str | None:
    """What the page at ``url`` calls its canonical URL, where that can be believed.

    Many a CMS names its front page there on every page, or a listing: a canonical link counts only when it is on the
    site, is no trap, and looks like the same page (the site's rule for articles, or the same slug).
    """
    for match in _LINK.finditer(body, 0, _HEAD):
        if not _CANONICAL.search(match[1]):
            continue
        href = _HREF.search(match[1])
        if href is None:
            return None
        text = unescape((href[1] or href[2] or href[3]).decode("utf-8", "replace"))
        target = resolve(url, text)
        if target is None or not site.serves(target) or site.denies(target) or trap(target) is not None:
            return None
        target = site.canonical_url(target)
        believed = site.is_article(target) if site.article else slug(target) == slug(url) != ""
        return target if believed else None
    return None


def same_slug(one: str, other: str) -> bool:
    """Whether two URLs end in the same words, and not in different numbers: with the same text they are one article.

    >>> same_slug("https://an-phu.example/tin/so-ket.html", "https://an-phu.example/bai/so-ket-100002.html")
    True
    >>> same_slug("https://an-phu.example/tin/so-ket-1.html", "https://an-phu.example/tin/so-ket-2.html")
    False
    """
    if not slug(one) or slug(one) != slug(other):
        return False
    numbers = [_DIGITS.findall(urlsplit(url).path.rpartition("/")[2]) for url in (one, other)]
    return not all(numbers) or numbers[0] == numbers[1]


def slug(url: str) -> str:
    """The words of the last part of a URL's path, without numbers and extension.

    >>> slug("https://an-phu.example/tin/hoi-nghi-so-ket-100002.html")
    'hoi-nghi-so-ket'
    """
    last = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2].lower()
    while (shorter := _NUMBERS.sub("", last)) != last:
        last = shorter
    return last
