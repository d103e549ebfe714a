"""Monitors speak up when something is wrong, and are silent when it is chance."""

from datetime import date, timedelta
from typing import Any

import pytest

from newsbot.dataset.monitors import judge
from newsbot.dataset.runs import FIELDS, Run

DAY = date(2025, 1, 5)


def run(day: int = 0, written: int = 10, filled: int | None = None, **values: Any) -> Run:
    stamp = f"{DAY + timedelta(days=day)}T01:00:00Z"
    base: dict[str, Any] = {
        "reason": "finished",
        "articles": 1000,
        "counts": {"new": written, "known": 10, "pages": 20},
        "statuses": {"200": 20},
        "written": written,
        "coverage": dict.fromkeys(FIELDS, written if filled is None else filled),
        "sources": {"title": {"h1.tieude": written}, "body": {"div.noidung": written}},
    }
    return Run(started=stamp, ended=stamp, **{**base, **values})


HISTORY = [run(-day) for day in range(20, 0, -1)]


def names(one: Run, history: list[Run] = HISTORY) -> tuple[str, list[str]]:
    verdict, findings = judge(one, history)
    return verdict, [finding.monitor for finding in findings]


def test_an_ordinary_run_is_ok() -> None:
    assert names(run()) == ("ok", [])
    assert names(run(), []) == ("ok", [])
    assert names(run(written=0)) == ("ok", [])


@pytest.mark.parametrize(
    ("values", "verdict", "monitor"),
    [
        ({"reason": "failed", "error": "cannot start at http://127.0.0.1/"}, "failed", "FinishReasonMonitor"),
        ({"reason": "memusage_exceeded"}, "failed", "FinishReasonMonitor"),
        ({"counts": {"new": 1, "logged_errors": 2}}, "failed", "ErrorCountMonitor"),
        ({"counts": {"new": 1, "hosts_given_up": 1}}, "failed", "HostMonitor"),
        ({"faults": {"robots-unknown-host": 2, "timeout": 1}}, "degraded", "HostMonitor"),
        ({"statuses": {"200": 50, "503": 9, "403": 6}}, "degraded", "UnwantedHTTPCodesMonitor"),
        ({"statuses": {"200": 20, "404": 25}}, "degraded", "UnwantedHTTPCodesMonitor"),
        ({"articles": 0}, "degraded", "ItemCountMonitor"),
        ({"articles": 900}, "degraded", "ItemCountMonitor"),
        ({"filled": 2}, "degraded", "FieldCoverageMonitor"),
        ({"sources": {"body": {"div.moi": 10}}}, "degraded", "LayoutMonitor"),
        ({"dropped": {"document": 9, "login": 3}}, "degraded", "LayoutMonitor"),
    ],
)
def test_each_fault_has_its_monitor(values: dict[str, Any], verdict: str, monitor: str) -> None:
    found = names(run(**values))
    assert found[0] == verdict
    assert set(found[1]) >= {monitor}


@pytest.mark.parametrize(
    "values",
    [
        {"statuses": {"200": 500, "503": 12}},
        {"statuses": {"200": 20, "404": 8}},
        {"filled": 9},
        {"written": 2, "filled": 0},
        {"sources": {"body": {"div.noidung": 7, "div.moi": 3}}},
        {"sources": {"body": {"div.moi": 5}}},
        {"dropped": {"listing": 30, "unchanged": 20, "duplicate": 5}},
        {"reason": "closespider_pagecount"},
    ],
)
def test_chance_and_habit_are_no_fault(values: dict[str, Any]) -> None:
    assert names(run(**values)) == ("ok", [])


def test_a_site_that_stops_publishing_is_noticed() -> None:
    weekly = [run(-7 * week) for week in range(8, 0, -1)]
    quiet = [run(day, written=0) for day in range(1, 27)]
    assert names(run(20, written=0), weekly + quiet[:19])[0] == "ok"
    twice_a_day = [run(day) for day in range(-20, 1) for _ in range(2)]
    for day in range(1, 60):  # the alarm does not fade when the silence has lasted longer than what is looked back at
        assert names(run(day, written=0), twice_a_day)[1] == (["SilenceMonitor"] if day > 7 else [])
        twice_a_day += [run(day, written=0)] * 2
    assert names(run(29, written=0), weekly)[1] == ["SilenceMonitor"]
    assert names(run(29, written=0), weekly[-3:])[1] == []


def test_a_small_site_is_judged_by_its_latest_ten_records() -> None:
    history = [run(-day, written=1) for day in range(40, 0, -1)]
    for day in range(12):
        one = run(day, written=1, filled=0)
        one.verdict, findings = judge(one, history)
        one.findings = [str(finding) for finding in findings]
        assert bool(findings) is (day >= 2), day
        history.append(one)


def test_what_was_found_fault_with_stays_an_alarm_for_two_months() -> None:
    history = list(HISTORY)
    days = []
    for day in range(90):
        one = run(day, filled=0)
        one.verdict, findings = judge(one, history)
        one.findings = [str(finding) for finding in findings]
        history.append(one)
        days += [day] if findings else []
    assert days == list(range(len(days)))  # it does not come and go
    assert 30 <= len(days) <= 75


def test_listings_that_show_nothing_any_more_are_noticed_at_once() -> None:
    usual = [run(-day, written=1, counts={"new": 1, "known": 30, "pages": 4}) for day in range(20, 0, -1)]
    empty = run(written=0, counts={"pages": 1})
    assert names(empty, usual) == ("degraded", ["ItemCountMonitor"])
    assert names(run(written=0, counts={"known": 28, "pages": 3}), usual) == ("ok", [])


def test_an_interrupted_run_is_called_so_and_not_compared_with() -> None:
    assert names(run(reason="shutdown"))[0] == "interrupted"
    broken = [run(-1, written=50, filled=0, verdict="interrupted")]
    assert names(run(), [*HISTORY, *broken]) == ("ok", [])


def test_a_finding_says_what_there_is() -> None:
    _, findings = judge(run(filled=2), HISTORY)
    assert str(findings[0]) == "FieldCoverageMonitor: title is filled in 20% of records, before 100%"
    _, findings = judge(run(reason="failed", error="cannot start"), HISTORY)
    assert str(findings[0]) == "FinishReasonMonitor: it ended early: cannot start"
