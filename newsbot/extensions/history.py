"""Each crawl leaves a line in the history of its site, and is judged by it."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from scrapy import signals

from newsbot.counters import FULL, GIVEN_UP, Counts
from newsbot.dataset.monitors import judge
from newsbot.dataset.runs import FIELDS, SOURCED, Run, append_run, is_filled, read_runs
from newsbot.errors import StoreError
from newsbot.version import __version__

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

_STATUS = "downloader/response_status_count/"
_MOST = 100
"""So many vanished articles, and sources of a field, are noted of one run."""


class History:
    """Counts what the records of a crawl hold and, at its end, writes the line, the verdict and what it rests on.

    :ivar run: the line, once the crawl has ended.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.run: Run | None = None
        self._crawler = crawler
        self._started, self._start = datetime.now(UTC), monotonic()
        self._written = 0
        self._coverage: Counter[str] = Counter()
        self._sources: defaultdict[str, Counter[str]] = defaultdict(Counter)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The extension of ``crawler``."""
        extension = cls(crawler)
        crawler.signals.connect(extension.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(extension.item_scraped, signal=signals.item_scraped)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    def spider_opened(self) -> None:
        """Begin."""
        self._started, self._start = datetime.now(UTC), monotonic()

    def item_scraped(self, item: Any) -> None:
        """Look at a record that was written."""
        if not isinstance(item, dict) or "provenance" not in item:
            return
        self._written += 1
        self._coverage.update(name for name in FIELDS if is_filled(item.get(name)))
        for name in SOURCED:
            source = item["provenance"].get(name)
            if source:
                self._sources[name][source[:80]] += 1

    def spider_closed(self, reason: str) -> None:
        """Write the line. A history that cannot be written is told and costs nothing else."""
        folder: Path | None = getattr(self._crawler.spider, "folder", None)
        if folder is None and getattr(self._crawler.spider, "failure", None) is None:
            return  # scrapy shell and the like
        try:
            history = read_runs(folder) if folder is not None else []
        except StoreError as error:
            logger.warning("%s", error)
            history = []
        run = self.run = self._run(reason)
        run.verdict, findings = judge(run, history)
        run.findings = [str(finding) for finding in findings]
        self._crawler.stats.set_value("newsbot/run/verdict", run.verdict)
        for finding in findings:
            if not run.error or run.error not in finding.text:  # that one is told already
                logger.warning("%s: %s", run.site, finding)
        logger.info("%s: %s (%s): %s", run.site, run.verdict, reason, Counts.of(self._crawler.stats.get_stats()).line())
        if folder is None:  # the dataset could not be opened: that is told to whom it may concern, and noted nowhere
            return
        try:
            append_run(folder, run)
        except StoreError as error:
            logger.warning("%s: the history lacks this crawl", error)

    def _run(self, reason: str) -> Run:
        spider, stats = self._crawler.spider, self._crawler.stats.get_stats()
        counts = Counts.of(stats)
        statuses = {name.removeprefix(_STATUS): int(value) for name, value in stats.items() if name.startswith(_STATUS)}
        return Run(
            started=_iso(self._started),
            ended=_iso(datetime.now(UTC)),
            spider=spider.name if spider else "",
            site=getattr(getattr(spider, "site", None), "name", ""),
            start=list(getattr(spider, "start_pages", ())),
            reason=reason,
            error=str(spider.failure) if getattr(spider, "failure", None) else None,  # type: ignore[union-attr]
            articles=int(getattr(spider, "held", 0)),
            counts={
                "pages": counts.pages,
                "new": counts.new,
                "changed": counts.changed,
                "known": counts.known,
                "not_modified": counts.not_modified,
                "vanished": counts.vanished,
                "not_found": counts.not_found,
                "failed": counts.failed,
                "redirects": counts.redirects,
                "closed_by_robots": counts.closed,
                "later": counts.later,
                "errors": counts.errors,
                "logged_errors": int(stats.get("log_count/ERROR", 0)) + int(stats.get("log_count/CRITICAL", 0)),
                "hosts_given_up": int(stats.get(GIVEN_UP, 0)),
                "requests": int(stats.get("downloader/request_count", 0)),
            },
            statuses=dict(sorted(statuses.items())),
            dropped=counts.dropped,
            faults=counts.faults,
            written=self._written,
            coverage=dict(sorted(self._coverage.items())),
            sources={name: dict(found.most_common(5)) for name, found in sorted(self._sources.items())},
            vanished=list(getattr(spider, "vanished", ()))[:_MOST],
            full=bool(stats.get(FULL)),
            seconds=round(monotonic() - self._start, 1),
            version=__version__,
        )


def _iso(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")
