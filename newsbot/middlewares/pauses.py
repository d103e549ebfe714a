"""Holding back all requests to one host for a while, those included that wait in the downloader."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING

from twisted.python.failure import Failure

from newsbot.middlewares.later import Later

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.core.downloader import Slot
    from scrapy.crawler import Crawler

_TICK = 0.25
"""How often a long pause looks whether the crawl is being ended, in seconds."""


def slot_of(crawler: Crawler, request: Request) -> Slot | None:
    """The downloader's slot for the host of ``request``, if there is one yet."""
    downloader = crawler.engine.downloader
    return downloader.slots.get(downloader.get_slot_key(request))


def pause(crawler: Crawler, request: Request, seconds: float) -> None:
    """Let no request to the host of ``request`` start within the next ``seconds``.

    The downloader keeps a delay after the moment of the last request: that moment is put into the future. Pauses do
    not add up; the longest counts. A crawl that is ended meanwhile does not wait for the pause to pass.
    """
    slot = slot_of(crawler, request)
    if slot is None:
        return
    until = monotonic() + seconds
    slot.lastseen = max(slot.lastseen, until - slot.delay)
    if seconds > _TICK:
        task = asyncio.ensure_future(_watch(crawler, slot, until))
        _watches.add(task)
        task.add_done_callback(_watches.discard)


_watches: set[asyncio.Future[None]] = set()


async def _watch(crawler: Crawler, slot: Slot, until: float) -> None:
    """Call off what waits in ``slot`` when the crawl is ended before ``until``."""
    while monotonic() < until:
        await asyncio.sleep(min(_TICK, max(0.0, until - monotonic())))
        if is_ending(crawler):
            drain(slot)
            return


def drain(slot: Slot) -> None:
    """Call off the requests that wait in ``slot``; what is under way goes on."""
    while slot.queue:
        _, waiting = slot.queue.popleft()
        waiting.errback(Failure(Later("the crawl is ending")))  # type: ignore[no-untyped-call]


def is_ending(crawler: Crawler) -> bool:
    """Whether the engine only finishes what is under way."""
    engine = crawler.engine
    closing = engine._slot is None or engine._slot.closing is not None  # noqa: SLF001 (there is no signal for it)
    return not engine.running or closing
