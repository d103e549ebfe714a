"""Shared places of the test suite."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.compiled import compiled, stale

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def pytest_configure() -> None:
    """Tests of a source that Python does not read would pass or fail for nothing."""
    if changed := stale():
        raise pytest.UsageError(f"{changed[0]} is newer than its compiled form: make compiled, or make interpreted")


def pytest_report_header() -> str:
    """Which of the two forms of the reading layers is tested."""
    return f"reading layers: {'compiled' if compiled() else 'interpreted'}"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data beside the repository; tests that need it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the development data is not here")
    return SHARED
