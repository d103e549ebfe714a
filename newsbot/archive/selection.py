"""Which pages of an archive are asked for; told before a page is read, from its address and time."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from functools import cached_property

from attrs import define, field

from newsbot.sites import site_for


@define(kw_only=True)
class Selection:
    """What is asked for; by default everything.

    :ivar sites: names of sites; :ivar since, until: times of capture, the second one excluded.
    :ivar pattern: a regular expression for some part of the URL.
    :ivar shard: (i, n): of n shares of all pages, the i-th (from 1). All captures of a page are in the same one.
    """

    sites: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    pattern: str = ""
    shard: tuple[int, int] = (1, 1)
    _sites: frozenset[str] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._sites = frozenset(self.sites)

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def why_not(self, url: str, fetched_at: str | None) -> str | None:
        """Why a capture is left out, in words to count by; ``None`` when it is asked for."""
        if self.pattern and self._regex.search(url) is None:
            return "not asked for: the URL"
        if (self.since or self.until) and not self._is_in_time(fetched_at):
            return WRONG_TIME
        if not self.sites and self.shard == (1, 1):
            return None
        site = site_for(url)
        if self.sites and site.name not in self._sites:
            return "not asked for: the site"
        share, shares = self.shard
        if shares > 1 and _number(site.article_id(site.canonical_url(url))) % shares != share - 1:
            return "not asked for: another shard"
        return None

    def _is_in_time(self, fetched_at: str | None) -> bool:
        if fetched_at is None:
            return False
        moment = datetime.fromisoformat(fetched_at)
        return (self.since is None or moment >= self.since) and (self.until is None or moment < self.until)


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "replace")).digest()[:8])


WRONG_TIME = "not asked for: the time"
EVERYTHING = Selection()
