"""The history of a site: what is read back, when the site is due, what is no run."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from newsbot.dataset.runs import FILE, Run, append_run, is_filled, moment, next_due, read_runs, share
from newsbot.errors import StoreError


def run(day: int = 5, **values: object) -> Run:
    ended = f"2025-01-{day:02d}T02:00:00Z"
    return Run(started=f"2025-01-{day:02d}T01:00:00Z", ended=ended, **values)  # type: ignore[arg-type]


def test_a_run_is_read_back(tmp_path: Path) -> None:
    first = run(
        5, counts={"new": 3}, coverage={"title": 3}, written=3, findings=["SilenceMonitor: x"], vanished=["a:1"]
    )
    append_run(tmp_path, first)
    append_run(tmp_path, run(6))
    assert read_runs(tmp_path) == [first, run(6)]
    assert first.new == 3
    assert share(first, "title") == 1
    assert share(first, "body") == 0
    assert share(run(6), "title") is None


def test_what_is_no_run_is_told_and_a_torn_line_costs_no_other(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    append_run(tmp_path, run(5))
    with (tmp_path / FILE).open("a", encoding="utf-8") as file:
        file.write('[]\n{"started": 1}\nnull\n{"started":"2025-01-0')
    append_run(tmp_path, run(6))
    assert [one.started[:10] for one in read_runs(tmp_path)] == ["2025-01-05", "2025-01-06"]
    assert caplog.messages == [f"{tmp_path / FILE}: 4 lines are no runs, and are left out"]
    assert read_runs(tmp_path / "nothing") == []


def test_a_field_of_a_later_version_does_no_harm(tmp_path: Path) -> None:
    line = {"started": "2025-01-05T01:00:00Z", "ended": "2025-01-05T02:00:00Z", "mood": "good"}
    (tmp_path / FILE).write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert len(read_runs(tmp_path)) == 1


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot write"):
        append_run(tmp_path / "nothing", run())


def test_a_site_is_due_after_its_interval_and_a_failed_one_sooner() -> None:
    assert next_due([], 12) is None
    hours = []
    history: list[Run] = []
    for verdict in ("ok", "degraded", "failed", "failed", "interrupted", "failed", "failed", "ok"):
        history.append(run(verdict=verdict))
        due = next_due(history, 12)
        assert due is not None
        hours.append((due - moment(history[-1].ended)) / timedelta(hours=1))
    assert hours == [12, 12, 1, 2, 4, 8, 12, 12]


@pytest.mark.parametrize(
    ("value", "filled"), [(None, False), ("", False), ([], False), ({}, False), (0, True), ("x", True)]
)
def test_filled(value: object, *, filled: bool) -> None:
    assert is_filled(value) is filled
