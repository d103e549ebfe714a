"""Addresses as pages and callers give them: joined and checked without ever raising."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urljoin, urlsplit

from newsbot.sites import Site

NOWHERE = Site(name="unknown", hosts=("",))
"""The site of a page without a web address."""

_NOISE = re.compile("[\\x00-\\x1f\\x7f\\ud800-\\udfff]")
_SCHEMES = ("http", "https", "file")


def web_address(url: str) -> str | None:
    """``url`` without control characters, or ``None`` when it is no address of a page (http, https or file)."""
    cleaned = printable(url).replace(" ", "%20")
    try:
        parts = urlsplit(cleaned)
        whole = parts.scheme in _SCHEMES and (parts.scheme == "file" or bool(parts.hostname)) and parts.port != 0
    except ValueError:  # brackets or a port that are none
        return None
    return cleaned if whole and "%20" not in parts.netloc else None


def printable(url: str) -> str:
    """An address as given, without what cannot be printed or written."""
    return _NOISE.sub("", url).strip()


def unknown_id(url: str) -> str:
    """The id of a page that has no web address: made from what was given for one."""
    return f"{NOWHERE.name}:{hashlib.sha256(url.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def join(base: str, url: str) -> str:
    """``url`` resolved against ``base``; as printed where one of them cannot be read."""
    cleaned = printable(url)
    try:
        return urljoin(base, cleaned)
    except ValueError:
        return cleaned
