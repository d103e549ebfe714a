"""Item pipelines: from what a page says to a record on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.exceptions import DropItem

from newsbot.counters import DROPPED

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


def drop(crawler: Crawler, reason: str) -> DropItem:
    """The exception that drops an item for ``reason``; the reason is counted."""
    crawler.stats.inc_value(DROPPED + reason)
    return DropItem(reason)
