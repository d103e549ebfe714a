"""The addresses of kept pages: which URLs are fit for a record, and what a file without one is called."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from urllib.parse import quote, urlsplit

from attrs import frozen

from newsbot.sites import Site

_LONGEST = 4096
_UNFIT = re.compile(r"[\x00-\x20\x7f-\xa0<>\"\\^`{|}]")
_FILE = "file://"
_KEPT = "%/:=&?~#+!$,;'@()*[]"


def web_address(url: str) -> str | None:
    """``url`` as a request would spell it (letters outside ASCII percent-encoded); ``None`` when it is not http(s)."""
    url = url.strip()
    if len(url) > _LONGEST or _UNFIT.search(url):
        return None
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises for a port that is no number
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return None  # a password has no place in a record
    start = len(parts.scheme) + 3 + len(parts.netloc)
    return url[:start] + quote(url[start:], safe=_KEPT, errors="replace")


def file_address(relative: Path) -> str:
    """A URL for a file that knows none: the same on every machine, since it names the file within its source only."""
    return f"{_FILE}/{quote(os.fsencode(relative.as_posix()))}"


@frozen(kw_only=True)
class _LocalSite(Site):
    """The site of files that know no address."""

    def article_id(self, url: str) -> str:
        """An id of the whole name: two folders may each hold a ``12345.html``, so a number at its end is no id."""
        return f"{self.name}:{hashlib.sha256(url.encode()).hexdigest()[:16]}"


_LOCAL = _LocalSite(name="local", hosts=("",), scheme="file")


def local_site(url: str) -> Site | None:
    """The site to read a page as that has the ``file_address`` ``url``; ``None`` for addresses of the web."""
    return _LOCAL if url.startswith(_FILE) else None


def printed(path: Path) -> str:
    """``path`` as text; a name that is no UTF-8 shows replacement characters."""
    return os.fsencode(path).decode("utf-8", "replace")
