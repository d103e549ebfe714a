"""What can be wrong with a site beyond the types of its values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsbot.sites.selectors import compile_selectors
from newsbot.sites.site import PAGE_CLASSES, PARTS, Site, host_of

_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,60}\Z")
_REPEATS = re.compile(r"[*+]|\{\d*,\d*\}")
_WILD = re.compile(r"(?<!\\)\.[*+{]")


def problems(site: Site) -> Iterator[tuple[str, str]]:
    """What is wrong with ``site``, as pairs of key and words."""
    if not _NAME.match(site.name):
        yield "name", f"must be made of a-z, 0-9, dots and dashes, not {site.name!r}"
    yield from _of_addresses(site)
    whole = True
    for key in ("article", "listing", "deny"):
        for words in _of_pattern(getattr(site, key)):
            whole = False
            yield key, words
    if site.page is not None and site.page not in PAGE_CLASSES:
        yield "page", f"there is no page class {site.page!r}: there are {', '.join(PAGE_CLASSES)}"
    yield from _of_parts(site)
    if site.query and site.article is None:
        yield "query", "needs a pattern of articles"
    if whole:
        yield from _of_examples(site)


def _of_addresses(site: Site) -> Iterator[tuple[str, str]]:
    if not site.hosts:
        yield "hosts", "there is none"
    for host in site.hosts:
        if host_of(f"https://{host}/") != host or host != host.lower():
            yield "hosts", f"not a host in lower case: {host!r}"
    if site.scheme not in {"http", "https"}:
        yield "scheme", f"must be http or https, not {site.scheme!r}"
    for key in ("start", "example"):
        for url in getattr(site, key):
            if not site.serves(url):
                yield key, f"not on a host of the site: {url}"


def _of_pattern(pattern: str | None) -> Iterator[str]:
    if pattern is None:
        return
    try:
        re.compile(pattern)
    except re.error as error:
        yield f"no pattern: {error}"
        return
    if not pattern.startswith("^"):
        yield "must begin with ^"
    if "|" in _outside_groups(pattern):
        yield "alternatives must stand within a group: ^ binds to the first one only"
    if _WILD.search(_without_sets(pattern)):
        yield "a dot that repeats runs over slashes: write [^/]"
    if _nests(pattern):
        yield "a repetition within a repetition may take for ever"


def _without_sets(pattern: str) -> str:
    """``pattern`` with every set of characters and every escape as one letter."""
    return re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", "x", pattern)


def _outside_groups(pattern: str) -> str:
    depth, outside = 0, ""
    for character in _without_sets(pattern):
        depth += (character == "(") - (character == ")")
        outside += character if depth == 0 else ""
    return outside


def _nests(pattern: str) -> bool:
    """Whether a group that holds an unbounded repetition is itself repeated without bound."""
    plain = re.sub(r"\{\d+(?:,\d+)?\}", "", _without_sets(pattern))
    open_groups = [False]
    for number, character in enumerate(plain):
        if character == "(":
            open_groups.append(False)
        elif character == ")" and len(open_groups) > 1:
            inner = open_groups.pop()
            if inner and _REPEATS.match(plain, number + 1):
                return True
            open_groups[-1] = open_groups[-1] or inner
        elif _REPEATS.match(plain, number):
            open_groups[-1] = True
    return False


def _of_parts(site: Site) -> Iterator[tuple[str, str]]:
    for part, selector in site.parts.items():
        if part not in PARTS:
            yield "parts", f"there is no part {part!r}: there are {', '.join(PARTS)}"
        try:
            compile_selectors(selector)
        except ValueError as error:
            yield f"parts.{part}", f"no selector: {error}"


def _of_examples(site: Site) -> Iterator[tuple[str, str]]:
    for url in site.example:
        if not site.is_article(url) and not site.is_listing(url):
            yield "example", f"fits no pattern: {url}"
    if site.article and site.example and not any(site.is_article(url) for url in site.example):
        yield "example", "none is an article"
    for url in site.start:
        if site.is_article(url):
            yield "start", f"the pattern of articles fits it: {url}"
        elif site.listing is not None and not site.is_listing(url):
            yield "start", f"the pattern of listings does not fit it: {url}"
        if site.canonical_url(url) != url:
            yield "start", f"not in canonical form: {url} is {site.canonical_url(url)}"
