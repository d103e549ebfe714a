"""Pieces of archives on other hosts, by HTTP range requests, in the asker's name."""

from __future__ import annotations

import time
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from attrs import frozen

from newsbot.archive.spans import Piece
from newsbot.errors import SourceError
from newsbot.version import __version__

if TYPE_CHECKING:
    from http.client import HTTPResponse

_TRIES = 3
_SECONDS = 60
_LONGEST = 64 << 20
_UNKNOWN = 1 << 20
"""So much is asked for where the index does not say how long a record is."""
_LATER = {429, 500, 502, 503, 504}
_OWN = {"localhost", "127.0.0.1", "::1"}


@frozen
class Remote:
    """Who asks.

    :ivar contact: a mail address or URL, for the operator of the host; needed for all but the own machine.
    :ivar pause: seconds before the second try; twice as many before the third.
    """

    contact: str | None = None
    pause: float = 2.0

    def fetch(self, url: str, offset: int, length: int | None) -> Piece:
        """``length`` bytes of ``url`` from ``offset`` on. One request at a time is made.

        :raises SourceError: when they cannot be had, or nobody is named to ask.
        """
        host = urlsplit(url).hostname or ""
        if urlsplit(url).scheme not in {"http", "https"} or not host:
            raise SourceError("an archive is a file, or on http(s)")
        if host not in _OWN and not self.contact:
            raise SourceError(f"{host} is a public host: name a contact for its operator first (NEWSBOT_CONTACT)")
        size = length or _UNKNOWN
        if size > _LONGEST:
            raise SourceError(f"the record has {size} bytes, which is too long for a page")
        return Piece(self._ask(url, offset, size), url)

    def _ask(self, url: str, offset: int, size: int) -> bytes:
        agent = f"newsbot/{__version__}" + (f" (+{self.contact})" if self.contact else "")
        request = Request(url, headers={"User-Agent": agent, "Range": f"bytes={offset}-{offset + size - 1}"})  # noqa: S310
        for attempt in range(1, _TRIES + 1):
            try:
                with urlopen(request, timeout=_SECONDS) as response:  # noqa: S310 (http and https only, see fetch)
                    return _read(response, size)
            except HTTPError as error:
                error.close()
                if error.code not in _LATER or attempt == _TRIES:
                    raise SourceError(f"the host answers {error.code}") from error
            except (URLError, HTTPException, OSError) as error:
                if attempt == _TRIES:
                    raise SourceError(f"the host cannot be asked: {getattr(error, 'reason', error)}") from error
            time.sleep(self.pause * attempt)
        raise AssertionError


def _read(response: HTTPResponse, size: int) -> bytes:
    if response.status != 206:
        raise SourceError("the host does not serve parts of files")
    return response.read(size)
