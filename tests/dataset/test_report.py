"""The account of a run adds up and is easy to read by eye, line tools and machines."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from newsbot.dataset.report import Dropped, Report, Told, report_path
from newsbot.records import SCHEMA_VERSION
from newsbot.version import __version__

DROPPED = [Dropped("mirror/a.html", "listing", "links"), Dropped("mirror/b.html", "video", "a player")]
FAILURES = [Told('mirror/"c".html', "the file is empty")]
NOTES = [Told("mirror/d.html", "the file is not in the manifest")]


def report() -> Report:
    return Report(
        ["mirror"],
        {"keep_all": False},
        digests={"mirror": "sha256:00"},
        pages=5,
        records=2,
        failed=1,
        noted=1,
        dropped=Counter({"video": 1, "listing": 1}),
        skipped=Counter({"no page (.png)": 7}),
        warnings=Counter({"no-date": 1, "no-byline": 2}),
    )


def test_the_report_is_json_with_a_line_for_each_page() -> None:
    text = b"".join(report().to_json(DROPPED, FAILURES, NOTES)).decode()
    assert json.loads(text) == {
        "newsbot_version": __version__,
        "schema_version": SCHEMA_VERSION,
        "inputs": ["mirror"],
        "digests": {"mirror": "sha256:00"},
        "options": {"keep_all": False},
        "pages": 5,
        "records": 2,
        "dropped_by_reason": {"listing": 1, "video": 1},
        "failed": 1,
        "skipped": {"no page (.png)": 7},
        "records_with_warning": {"no-byline": 2, "no-date": 1},
        "dropped": [
            {"location": "mirror/a.html", "reason": "listing", "detail": "links"},
            {"location": "mirror/b.html", "reason": "video", "detail": "a player"},
        ],
        "failures": [{"location": 'mirror/"c".html', "reason": "the file is empty"}],
        "notes": [{"location": "mirror/d.html", "text": "the file is not in the manifest"}],
    }
    assert [line.strip(" ,") for line in text.splitlines() if "b.html" in line] == [
        '{"location": "mirror/b.html", "reason": "video", "detail": "a player"}'
    ]
    assert json.loads(b"".join(Report([], {}).to_json([], [], [])))["dropped"] == []


def test_the_summary_is_one_line() -> None:
    assert report().summary() == "pages 5, records 2, dropped 2 (listing 1, video 1), failed 1, skipped 7, notes 1"
    assert Report([], {}).summary() == "pages 0, records 0, dropped 0, failed 0"


def test_the_report_lies_beside_the_output() -> None:
    assert report_path(Path("data/articles.jsonl")) == Path("data/articles.report.json")
    assert report_path(Path("articles")) == Path("articles.report.json")
