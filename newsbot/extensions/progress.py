"""A line on the terminal that says how far a crawl is."""

from __future__ import annotations

import logging
from time import monotonic
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.live import Live
from rich.spinner import Spinner
from rich.text import Text
from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.log import get_scrapy_root_handler

from newsbot.counters import Counts

if TYPE_CHECKING:
    from typing import Self

    from rich.console import RenderableType
    from scrapy.crawler import Crawler


class _Above:
    """A stream that writes whole lines above what a console shows live."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def write(self, text: str) -> None:
        """Write the lines of ``text`` as they are: not wrapped, no markup read."""
        self._console.print(Text(text.rstrip("\n")), soft_wrap=True)

    def flush(self) -> None:
        """Nothing is held back."""


def _terminal_handler() -> logging.StreamHandler[Any] | None:
    """Scrapy's log handler, where it writes to the terminal."""
    handler = get_scrapy_root_handler()
    is_stream = isinstance(handler, logging.StreamHandler) and not isinstance(handler, logging.FileHandler)
    return handler if is_stream else None  # type: ignore[return-value]


class Progress:
    """Shows pages, articles, dropped pages and speed while a crawl runs, where NEWSBOT_PROGRESS is set.

    The command ``crawl`` sets it; the line appears on a terminal only. Log lines scroll by above it.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._console = Console(stderr=True)
        if not crawler.settings.getbool("NEWSBOT_PROGRESS") or not self._console.is_terminal:
            raise NotConfigured
        self._crawler = crawler
        self._spinner = Spinner("dots")
        self._start = monotonic()
        self._live = Live(
            console=self._console,
            get_renderable=self._line,
            refresh_per_second=5,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._log_stream: Any = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The extension of ``crawler``.

        :raises NotConfigured: when nobody is looking.
        """
        extension = cls(crawler)
        crawler.signals.connect(extension.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    def spider_opened(self) -> None:
        """Show the line, and have the log written above it."""
        self._start = monotonic()
        self._live.start()
        handler = _terminal_handler()
        if handler is not None:
            self._log_stream = handler.setStream(_Above(self._console))

    def spider_closed(self) -> None:
        """Take the line away."""
        handler = _terminal_handler()
        if handler is not None and self._log_stream is not None:
            handler.setStream(self._log_stream)
        self._live.stop()

    def _line(self) -> RenderableType:
        counts = Counts.of(self._crawler.stats.get_stats())
        speed = counts.pages / max(monotonic() - self._start, 0.001)
        self._spinner.text = Text(
            f"{counts.pages} pages · {counts.written} articles · {sum(counts.dropped.values())} dropped · "
            f"{speed:.1f} pages/s"
        )
        return self._spinner
