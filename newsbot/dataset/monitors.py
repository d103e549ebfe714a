"""What speaks against a crawl: monitors over its figures and those of earlier ones. The names are Spidermon's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import sqrt
from statistics import median
from typing import NamedTuple

from newsbot.dataset.runs import FIELDS, SOURCED, Run, moment, share

FAILED = "failed"
DEGRADED = "degraded"
INTERRUPTED = "interrupted"
OK = "ok"
RECENT = 20
"""So many earlier runs are what a run is compared with."""
_MISSING = {"404", "410"}
_NO_FAULT = {"listing", "duplicate", "unchanged", "out-of-range", "other", "empty", "shell"}
"""Reasons to drop a page that say nothing about the pages of articles."""


class Finding(NamedTuple):
    """What one monitor says.

    :ivar level: "degraded" or "failed".
    """

    monitor: str
    level: str
    text: str

    def __str__(self) -> str:
        return f"{self.monitor}: {self.text}"


Monitor = Callable[[Run, Sequence[Run]], Iterator[Finding]]


def judge(run: Run, history: Sequence[Run]) -> tuple[str, list[Finding]]:
    """The verdict on ``run``, and what it rests on.

    :param history: the earlier runs of the site, the oldest first.
    """
    recent = [earlier for earlier in history if earlier.verdict != INTERRUPTED][-RECENT:]
    findings = [finding for monitor in MONITORS for finding in monitor(run, recent)]
    if run.reason == "shutdown":
        return INTERRUPTED, findings
    levels = {finding.level for finding in findings}
    return (FAILED if FAILED in levels else DEGRADED if DEGRADED in levels else OK), findings


def finish_reason(run: Run, history: Sequence[Run]) -> Iterator[Finding]:  # noqa: ARG001 (the signature of a monitor)
    """A crawl ends because it is finished, reached a limit, or was asked to."""
    if run.reason not in {"finished", "shutdown"} and not run.reason.startswith("closespider_"):
        yield Finding("FinishReasonMonitor", FAILED, f"it ended early: {run.error or run.reason}")


def error_count(run: Run, history: Sequence[Run]) -> Iterator[Finding]:  # noqa: ARG001
    """No error is logged, and no page makes newsbot fail."""
    errors = run.counts.get("logged_errors", 0)
    if errors:
        yield Finding("ErrorCountMonitor", FAILED, f"{errors} errors were logged")


def hosts(run: Run, history: Sequence[Run]) -> Iterator[Finding]:  # noqa: ARG001
    """No host had to be given up."""
    if run.counts.get("hosts_given_up"):
        yield Finding("HostMonitor", FAILED, "a host kept failing and was given up; the next crawl goes on from there")


def http_codes(run: Run, history: Sequence[Run]) -> Iterator[Finding]:  # noqa: ARG001
    """Few answers are errors; pages that are not there aside."""
    total = sum(run.statuses.values())
    unwanted = {code: number for code, number in run.statuses.items() if code >= "400" and code not in _MISSING}
    number = sum(unwanted.values())
    if number >= 10 and number > total * 0.1:
        listed = ", ".join(f"{code} {times} times" for code, times in sorted(unwanted.items()))
        yield Finding("UnwantedHTTPCodesMonitor", DEGRADED, f"{number} of {total} answers are errors: {listed}")
    missing = sum(run.statuses.get(code, 0) for code in _MISSING)
    if missing >= 20 and missing > total * 0.5:
        yield Finding("UnwantedHTTPCodesMonitor", DEGRADED, f"{missing} of {total} pages are not there")


def item_count(run: Run, history: Sequence[Run]) -> Iterator[Finding]:
    """A site has articles, and a crawl that reads everything finds some."""
    if not run.articles and run.reason == "finished" and run.counts.get("pages", 0) > 1:
        yield Finding("ItemCountMonitor", DEGRADED, "not one article was found on the site")
    earlier = max((one.articles for one in history), default=0)
    if run.articles < earlier:
        yield Finding(
            "ItemCountMonitor", DEGRADED, f"the dataset holds {run.articles} articles and once held {earlier}"
        )


def field_coverage(run: Run, history: Sequence[Run]) -> Iterator[Finding]:
    """Fields are as often filled as they were, save for chance."""
    if run.written < 5:
        return
    for name in FIELDS:
        records = sum(one.written for one in history)
        if records < 20:
            continue
        before = sum(one.coverage.get(name, 0) for one in history) / records
        now = share(run, name) or 0.0
        chance = 3 * sqrt(before * (1 - before) / run.written)
        if now < before - max(0.2, chance):
            yield Finding(
                "FieldCoverageMonitor", DEGRADED, f"{name} is filled in {now:.0%} of records, before {before:.0%}"
            )


def silence(run: Run, history: Sequence[Run]) -> Iterator[Finding]:
    """A site that used to publish goes on publishing."""
    if run.new:
        return
    days = sorted({moment(one.ended).date() for one in history if one.new})
    if len(days) < 4:
        return
    usual = median([(later - earlier).days for earlier, later in pairwise(days)])
    silent = (moment(run.ended).date() - days[-1]).days
    if silent > max(7, 4 * usual):
        yield Finding(
            "SilenceMonitor", DEGRADED, f"nothing new for {silent} days, usually every {max(1, round(usual))}"
        )


def layout(run: Run, history: Sequence[Run]) -> Iterator[Finding]:
    """Pages look as they did: fields come from where they came from, and articles are taken for articles."""
    for name in SOURCED:
        now = run.sources.get(name, {})
        total = sum(now.values())
        past: dict[str, int] = {}
        for one in history:
            for source, number in one.sources.get(name, {}).items():
                past[source] = past.get(source, 0) + number
        known = sum(past.values())
        if total < 10 or known < 20:
            continue
        source, number = max(now.items(), key=lambda pair: pair[1])
        if number > total * 0.6 and past.get(source, 0) < known * 0.1:
            yield Finding("LayoutMonitor", DEGRADED, f"{name} now comes from {source!r}, which it rarely did before")
    now_lost, before_lost = _lost([run]), _lost(history)
    if now_lost is not None and before_lost is not None and now_lost > before_lost + 0.3:
        words = f"{now_lost:.0%} of the pages fetched as articles are none, before {before_lost:.0%}"
        yield Finding("LayoutMonitor", DEGRADED, words)


def _lost(runs: Sequence[Run]) -> float | None:
    """The part of the pages that were fetched as articles and turned out to be something else."""
    lost = sum(number for run in runs for reason, number in run.dropped.items() if reason not in _NO_FAULT)
    total = lost + sum(run.written for run in runs)
    return lost / total if total >= 10 else None


MONITORS: tuple[Monitor, ...] = (
    finish_reason,
    error_count,
    hosts,
    http_codes,
    item_count,
    field_coverage,
    silence,
    layout,
)
