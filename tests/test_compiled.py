"""A compiled form that is older than its source is told: Python would run it all the same."""

from __future__ import annotations

import os
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

from tests import compiled


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(compiled, "PACKAGE", tmp_path)
    path = tmp_path / "text" / "names.py"
    path.parent.mkdir()
    path.touch()
    return path


def test_without_a_compiled_form_nothing_is_stale(source: Path) -> None:
    assert compiled.compiled() == {}
    assert compiled.stale() == []


def test_a_source_that_changed_is_stale(source: Path) -> None:
    form = source.with_suffix(EXTENSION_SUFFIXES[0])
    form.touch()
    os.utime(source, (1, 1))
    assert compiled.compiled() == {source: form}
    assert compiled.stale() == []
    os.utime(form, (0, 0))
    assert compiled.stale() == [source]


def test_a_compiled_form_outlives_its_source(source: Path) -> None:
    source.with_suffix(EXTENSION_SUFFIXES[0]).touch()
    source.unlink()
    assert compiled.stale() == [source]


def test_why_a_machine_cannot_compile_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled.shutil, "which", lambda _: None)
    assert "no C compiler" in (compiled.hindrance() or "")
