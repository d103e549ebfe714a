"""What speaks against a crawl: monitors over its figures and those of earlier ones. The names are Spidermon's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise
from math import sqrt
from statistics import median
from typing import NamedTuple

from newsbot.dataset.runs import FIELDS, SOURCED, Run, moment

FAILED = "failed"
DEGRADED = "degraded"
INTERRUPTED = "interrupted"
OK = "ok"
RECENT = 20
"""So many earlier runs are what a run is compared with."""
LEAST = 10
"""The latest records are judged so many at a time: a small site adds one or two a crawl."""
PATIENCE = timedelta(days=60)
"""So long what a monitor found fault with is no measure for what comes after it: who looks once a month sees it."""
_MISSING = {"404", "410"}
_ROBOTS = "robots-"
"""How the reasons begin for which a page is not fetched because the robots.txt of its host cannot be had."""
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
    ended = [earlier for earlier in history if earlier.verdict != INTERRUPTED]
    findings = [finding for monitor in MONITORS for finding in monitor(run, ended)]
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
    """No host had to be given up, and none is closed because nobody can say what its robots.txt allows."""
    closed = {name.removeprefix(_ROBOTS): number for name, number in run.faults.items() if name.startswith(_ROBOTS)}
    if closed and run.reason != "failed":  # else the error says it
        listed = ", ".join(f"{name}, {number} pages" for name, number in closed.items())
        yield Finding("HostMonitor", DEGRADED, f"a host is closed, its robots.txt cannot be had: {listed}")
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
    shown = [_shown(one) for one in history[-RECENT:] if one.verdict != FAILED]
    if run.reason == "finished" and not _shown(run) and run.articles and shown and median(shown) >= LEAST:
        words = f"no page shows an article, known or new; usually {median(shown):.0f} do"
        yield Finding("ItemCountMonitor", DEGRADED, words)
    earlier = max((one.articles for one in history[-RECENT:]), default=0)
    if run.articles < earlier:
        yield Finding(
            "ItemCountMonitor", DEGRADED, f"the dataset holds {run.articles} articles and once held {earlier}"
        )


def _shown(run: Run) -> int:
    """How many articles a crawl met, known ones too."""
    met = sum(run.counts.get(name, 0) for name in ("new", "known", "changed", "not_modified"))
    return met + run.dropped.get("unchanged", 0)


def field_coverage(run: Run, history: Sequence[Run]) -> Iterator[Finding]:
    """Fields are as often filled as they were, save for chance."""
    late, early = _late_and_early(run, history, "FieldCoverageMonitor")
    written, records = (sum(one.written for one in runs) for runs in (late, early))
    if written < LEAST or records < 2 * LEAST:
        return
    for name in FIELDS:
        now = sum(one.coverage.get(name, 0) for one in late) / written
        before = sum(one.coverage.get(name, 0) for one in early) / records
        chance = 3 * sqrt(before * (1 - before) / written)
        if now < before - max(0.2, chance):
            yield Finding(
                "FieldCoverageMonitor", DEGRADED, f"{name} is filled in {now:.0%} of records, before {before:.0%}"
            )


def _late_and_early(run: Run, history: Sequence[Run], monitor: str) -> tuple[list[Run], list[Run]]:
    """The latest runs, which wrote LEAST records together, and what they are measured by.

    :param monitor: whose findings a run must be free of to be a measure, for PATIENCE: then the new is the usual.
    """
    early = [one for one in history if one.written]
    late = [run]
    while early and sum(one.written for one in late) < LEAST:
        late.append(early.pop())
    calm = [
        one
        for one in early
        if moment(run.ended) - moment(one.ended) < PATIENCE
        and not any(finding.startswith(monitor) for finding in one.findings)
    ]
    return late, (calm or early)[-RECENT:]


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
    late, early = _late_and_early(run, history, "LayoutMonitor")
    for name in SOURCED:
        now, past = _sources(late, name), _sources(early, name)
        total, known = now.total(), past.total()
        if total < LEAST or known < 2 * LEAST:
            continue
        source, number = max(now.items(), key=lambda pair: pair[1])
        if number > total * 0.6 and past[source] < known * 0.1:
            yield Finding("LayoutMonitor", DEGRADED, f"{name} now comes from {source!r}, which it rarely did before")
    now_lost, before_lost = _lost([run]), _lost(early)
    if now_lost is not None and before_lost is not None and now_lost > before_lost + 0.3:
        words = f"{now_lost:.0%} of the pages fetched as articles are none, before {before_lost:.0%}"
        yield Finding("LayoutMonitor", DEGRADED, words)


def _sources(runs: Sequence[Run], name: str) -> Counter[str]:
    """Where a field was read, and how often."""
    found: Counter[str] = Counter()
    for one in runs:
        found.update(one.sources.get(name, {}))
    return found


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
