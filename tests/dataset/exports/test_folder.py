"""The folder of an export appears when it is whole, and takes the place of nothing but an export."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from newsbot.dataset.exports.folder import PACKAGE, replaced
from newsbot.errors import StoreError
from tests.disks import python


def write(target: Path, text: str) -> None:
    with replaced(target) as folder:
        (folder / "data.txt").write_text(text)
        (folder / PACKAGE).write_text(json.dumps({"created_by": "newsbot export, version 1"}))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_it_is_made_with_its_parents_and_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b"
    write(target, "old")
    write(target, "new")
    assert (target / "data.txt").read_text() == "new"
    assert names(tmp_path / "a") == ["b"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    write(tmp_path / "out", "new")
    assert names(tmp_path / "out") == ["data.txt", PACKAGE]


@pytest.mark.parametrize("package", [None, "{}", "[]", "no json", '{"created_by": "somebody"}', '{"created_by": 1}'])
def test_other_folders_are_left_alone(tmp_path: Path, package: str | None) -> None:
    target = tmp_path / "out"
    target.mkdir()
    (target / "mine.txt").write_text("mine")
    if package:
        (target / PACKAGE).write_text(package)
    with pytest.raises(StoreError, match="it holds other files, name a new folder with -o"):
        write(target, "new")
    assert (target / "mine.txt").read_text() == "mine"
    assert names(tmp_path) == ["out"]


def test_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="it is a file, name a folder"):
        write(tmp_path / "file", "new")
    with pytest.raises(StoreError, match=r"cannot write .*: .*file is a file"):
        write(tmp_path / "file" / "out", "new")


def test_what_a_killed_export_left_is_cleared_up(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from newsbot.dataset.exports.folder import replaced\n"
        "with replaced(Path(sys.argv[1])) as folder: (folder / 'half').write_text('x'); os.kill(os.getpid(), 9)"
    )
    write(tmp_path / "out", "old")
    assert subprocess.run(python(code, str(tmp_path / "out")), check=False).returncode == -9  # noqa: S603
    assert len(names(tmp_path)) == 2
    write(tmp_path / "out", "new")
    assert names(tmp_path) == ["out"]


def test_an_export_that_runs_is_left_alone(tmp_path: Path) -> None:
    with replaced(tmp_path / "out") as first:
        write(tmp_path / "out", "second")
        assert first.is_dir()
        (first / PACKAGE).write_text(json.dumps({"created_by": "newsbot export"}))
    assert names(tmp_path / "out") == [PACKAGE]


def test_a_kill_between_the_two_renames_loses_nothing(tmp_path: Path) -> None:
    write(tmp_path / "out", "old")
    (tmp_path / "out").rename(tmp_path / ".out.1234.old")
    with pytest.raises(ValueError, match="no"), replaced(tmp_path / "out"):
        raise ValueError("no")
    assert (tmp_path / "out" / "data.txt").read_text() == "old"
    assert names(tmp_path) == ["out"]


def fail(folder: Path, error: type[BaseException]) -> None:
    (folder / "data.txt").write_text("half")
    raise error


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_what_fails_leaves_the_old_one(tmp_path: Path, error: type[BaseException]) -> None:
    write(tmp_path / "out", "old")
    with pytest.raises(error), replaced(tmp_path / "out") as folder:
        fail(folder, error)
    assert (tmp_path / "out" / "data.txt").read_text() == "old"
    assert names(tmp_path) == ["out"]
