"""Shared places of the test suite."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.compiled import CHANGED, compiled, stale

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def pytest_configure() -> None:
    """Refuse to test sources that Python does not read; let programs be interrupted."""
    if changed := stale():
        raise pytest.UsageError(f"{changed[0]} {CHANGED}")
    # What a shell starts in the background ignores interrupts, and so would all programs that tests interrupt.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_report_header() -> str:
    """Which of the two forms of the reading layers is tested."""
    return f"reading layers: {'compiled' if compiled() else 'interpreted'}"


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Names of tests do not hold bytes: packed ones differ by the second, and the workers must find the same tests."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data beside the repository; tests that need it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the development data is not here")
    return SHARED
