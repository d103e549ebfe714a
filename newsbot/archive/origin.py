"""Where a saved page came from, as its own markup says.

The word of the tool that saved it counts most: it states the address that was fetched, which is what a crawl would
have recorded. Next come the page's own statements: canonical link, ``og:url``, ``<base>``. These are often the site's
root on every page; a root is therefore taken from nobody but the tool.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from newsbot.archive.addresses import web_address

_HEAD = 1 << 17
"""How much of a page is looked at, unless ``<body`` comes first."""
_TAIL = 1 << 11
"""How much of its end is, where HTTrack may write its comment."""

_TAG = re.compile(r"<(?P<name>link|meta|base)\s(?P<attributes>[^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:-]{1,30})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))")

# <!-- Mirrored from host/path by HTTrack Website Copier/3.x [XR&CO'2014], Sun, 05 Jan 2025 02:30:11 GMT -->
_HTTRACK = re.compile(r"\s*Mirrored from (?P<url>\S{4,2000}) by HTTrack [^,]{0,80}, (?P<date>[^<>]{10,40}?)\s*\Z")
# <!-- saved from url=(0031)https://host/path --> (what browsers write; the number is the length of the URL)
_BROWSER = re.compile(r"\s*saved from url=\(\d{4}\)(?P<url>\S{4,2000})\s*\Z")
# <!-- Page saved with SingleFile url: https://host/path saved date: Sun Jan 05 2025 09:30:11 GMT+0700 (...) -->
_SINGLE_FILE = re.compile(
    r"\s*Page saved with SingleFile\s{1,9}url: (?P<url>\S{4,2000})"
    r"(?:\s{1,9}saved date: \w{3} (?P<date>\w{3} \d\d \d{4} \d\d:\d\d:\d\d GMT[+-]\d{4}))?"
)


class Origin(NamedTuple):
    """What a page says about its own address and the time of its capture; ``None`` where it says nothing."""

    url: str | None = None
    fetched_at: str | None = None


def find_origin(body: bytes) -> Origin:
    """Read the origin of a saved HTML page from its head (and its last lines)."""
    head = body[:_HEAD].partition(b"<body")[0].decode("utf-8", "replace")
    markup, comments = _split(head)
    comments += _split(body[-_TAIL:].decode("utf-8", "replace"))[1]
    tool = next((origin for comment in comments if (origin := _read_comment(comment))), Origin())
    return tool if tool.url else Origin(next(_own_addresses(markup), None), tool.fetched_at)


def _split(text: str) -> tuple[str, list[str]]:
    """The markup without its comments, and the comments."""
    markup, *parts = text.split("<!--")
    comments = []
    for part in parts:
        comment, _, rest = part.partition("-->")
        comments.append(comment)
        markup += rest
    return markup, comments


def _read_comment(comment: str) -> Origin | None:
    if match := _HTTRACK.match(comment):
        return Origin(_fetched(match["url"]), _moment(parsedate_to_datetime, match["date"]))
    if match := _BROWSER.match(comment):
        return Origin(_fetched(match["url"]))
    if match := _SINGLE_FILE.match(comment):
        return Origin(_fetched(match["url"]), _moment(_script_date, match["date"]))
    return None


def _fetched(url: str) -> str | None:
    """The address in a tool's comment. HTTrack leaves the scheme out; today's sites answer to https."""
    url = unescape(url)
    return web_address(url if "://" in url else f"https://{url}")


def _script_date(text: str) -> datetime:
    return datetime.strptime(text, "%b %d %Y %H:%M:%S GMT%z")


def _moment(read: Callable[[str], datetime], text: str | None) -> str | None:
    """The moment that ``text`` names, in the form of the record; UTC where it states no offset."""
    try:
        moment = read(text) if text else None
    except ValueError:
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC).isoformat() if moment else None


def _own_addresses(markup: str) -> Iterator[str]:
    """What the page itself calls its address, most trusted first; never the root of a site."""
    stated: dict[str, str] = {}
    for match in _TAG.finditer(markup):
        attributes = {
            name.lower(): unescape(quoted or single or bare).strip()
            for name, quoted, single, bare in _ATTRIBUTE.findall(match["attributes"])
        }
        match match["name"].lower():
            case "link" if attributes.get("rel", "").lower() == "canonical":
                stated.setdefault("canonical", attributes.get("href", ""))
            case "meta" if attributes.get("property", attributes.get("name", "")).lower() == "og:url":
                stated.setdefault("og:url", attributes.get("content", ""))
            case "base":
                stated.setdefault("base", attributes.get("href", ""))
    base = stated.get("base", "")
    for source in ("canonical", "og:url", "base"):
        if (url := _joined(base, stated.get(source, ""))) and not _is_root(url):
            yield url


def _joined(base: str, url: str) -> str | None:
    try:
        return web_address(urljoin(base, url)) if url else None
    except ValueError:
        return None


def _is_root(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query
