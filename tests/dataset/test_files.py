"""A file is replaced wholly or not at all."""

from __future__ import annotations

import errno
import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsbot.dataset.files import check_writable, is_stream, write_file, write_stream
from newsbot.errors import StoreError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out.jsonl"


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_file_is_written_and_replaced(path: Path) -> None:
    write_file(path, [b"a\n", b"b\n"])
    assert path.read_bytes() == b"a\nb\n"
    write_file(path, iter([b"c\n"]))
    assert path.read_bytes() == b"c\n"
    assert names(path.parent) == ["out.jsonl"]


def test_the_old_file_stays_until_the_new_one_is_whole(path: Path) -> None:
    path.write_bytes(b"old\n")

    def chunks() -> Iterator[bytes]:
        for _ in range(3):
            yield b"new\n" * 10_000
            assert path.read_bytes() == b"old\n"

    write_file(path, chunks())
    assert path.read_bytes() == b"new\n" * 30_000


@pytest.mark.parametrize("error", [StoreError("x"), KeyboardInterrupt(), OSError(errno.EIO, "x")])
def test_a_failure_leaves_the_old_file_and_nothing_else(path: Path, error: BaseException) -> None:
    path.write_bytes(b"old\n")

    def chunks() -> Iterator[bytes]:
        yield b"new\n"
        raise error

    with pytest.raises(StoreError if isinstance(error, OSError) else type(error)):
        write_file(path, chunks())
    assert path.read_bytes() == b"old\n"
    assert names(path.parent) == ["out.jsonl"]


@pytest.mark.parametrize("name", ["fsync", "fchmod"])
def test_a_failing_disk_leaves_the_old_file(path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    path.write_bytes(b"old\n")
    monkeypatch.setattr(os, name, fail)
    with pytest.raises(StoreError, match=rf"cannot write {path}: Input/output error"):
        write_file(path, [b"new\n"])
    assert path.read_bytes() == b"old\n"
    assert names(path.parent) == ["out.jsonl"]


def test_the_mode_of_the_old_file_is_kept_and_a_new_one_obeys_the_umask(path: Path) -> None:
    write_file(path, [b"a"])
    umask = os.umask(0o022)
    os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask
    path.chmod(0o640)
    write_file(path, [b"b"])
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link(path: Path) -> None:
    target = path.with_name("real.jsonl")
    target.write_bytes(b"old\n")
    path.symlink_to(target.name)
    write_file(path, [b"new\n"])
    assert path.is_symlink()
    assert target.read_bytes() == b"new\n"


def test_a_pipe_is_written_directly(path: Path) -> None:
    os.mkfifo(path)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(path.read_bytes()))
    reader.start()
    write_file(path, [b"a\n", b"b\n"])
    reader.join()
    assert read == [b"a\nb\n"]
    assert is_stream(path)
    assert names(path.parent) == ["out.jsonl"]


def test_a_device_without_room_says_so() -> None:
    with pytest.raises(StoreError, match="cannot write /dev/full: No space left on device"):
        write_file(Path("/dev/full"), [b"a"])
    assert is_stream(Path("/dev/full"))


def test_a_closed_pipe_says_so() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with pytest.raises(StoreError, match="cannot write standard output: Broken pipe"):
        write_stream(writing, [b"a"], "standard output")
    os.close(writing)


def test_a_place_that_can_be_written(path: Path) -> None:
    check_writable(path)
    assert names(path.parent) == []
    path.touch()
    check_writable(path)
    check_writable(Path("/dev/null"))
    assert not is_stream(path)


def test_a_place_that_cannot_be_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StoreError, match=f"cannot write {path.parent}: Is a directory; name a file"):
        check_writable(path.parent)
    with pytest.raises(
        StoreError, match=f"cannot write {path.parent}/no/out.jsonl: there is no folder {path.parent}/no; make it"
    ):
        check_writable(path.parent / "no" / "out.jsonl")
    path.touch()
    for protected in (path, path.parent):
        monkeypatch.setattr(os, "access", lambda place, _, protected=protected: place != protected)
        with pytest.raises(StoreError, match=f"cannot write {path}: Permission denied"):
            check_writable(path)


def test_a_place_that_cannot_even_be_looked_at(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(_: Path) -> bool:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "is_dir", denied)
    with pytest.raises(StoreError, match=f"cannot write {path}: Permission denied"):
        check_writable(path)
