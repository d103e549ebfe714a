"""Links that were found and are no requests yet: on disk, for a request takes 2 kB and a sitemap names 50,000 pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from newsbot.dataset.scratch import Scratch

PRIORITY = {"article": 10, "list": 2, "listing": 0}
"""Articles are fetched before further listings: what has been found is on disk when a crawl is broken off."""
_SCHEMA = """
create table waiting (
  priority integer not null, number integer not null, url text not null, kind text not null, stale integer not null,
  depth integer not null, primary key (priority, number)
) without rowid
"""


class Found(NamedTuple):
    """A link that is to be followed."""

    url: str
    kind: str
    stale: int = 0


class Waiting:
    """Links in the order in which they become requests. Its methods raise ``StoreError``."""

    def __init__(self) -> None:
        self._scratch = Scratch(_SCHEMA)
        self._number = 0
        self._held = 0

    def __len__(self) -> int:
        return self._held

    def add(self, found: Iterable[Found], depth: int) -> None:
        """Let links wait that were found so many steps from the start."""
        rows = []
        for one in found:
            self._number += 1
            rows.append((-PRIORITY[one.kind], self._number, *one, depth))
        self._scratch.change_all("insert into waiting values (?, ?, ?, ?, ?, ?)", rows)
        self._held += len(rows)

    def take(self, most: int) -> list[tuple[Found, int]]:
        """Those whose turn it is, each with its depth; they wait no more."""
        if not self._held:
            return []
        rows = self._scratch.rows("select * from waiting order by priority, number limit ?", most)
        self._scratch.change_all("delete from waiting where priority = ? and number = ?", (row[:2] for row in rows))
        self._held -= len(rows)
        return [(Found(url, kind, stale), depth) for _, _, url, kind, stale, depth in rows]
