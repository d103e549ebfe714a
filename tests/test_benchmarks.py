"""Benchmarks run when somebody asks; that they still fit newsbot is seen here."""

from importlib import import_module
from pathlib import Path

import pytest

from benchmarks import archives, million
from benchmarks.__main__ import LONG, QUICK


@pytest.mark.parametrize("name", [*QUICK, *LONG])
def test_a_benchmark_finds_what_it_measures(name: str) -> None:
    assert import_module(f"benchmarks.{name}").main


def test_every_page_of_the_million_is_an_article_of_its_own(tmp_path: Path) -> None:
    path = archives.write(tmp_path, million.exchanges(300))
    archives.extract(path, tmp_path / "out.jsonl", "--workers", "1")
    report = archives.report(tmp_path / "out.jsonl")
    assert (report["pages"], report["records"], report["failed"]) == (300, 300, 0)
