"""The durable file of lines: what is appended stays, what is torn goes, whatever fails says so."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsbot.dataset.lines import DurableLines, make_folder, read_lines, sync_folder
from newsbot.errors import StoreError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lines.jsonl"


@pytest.fixture
def lines(path: Path) -> Iterator[DurableLines]:
    opened = DurableLines(path)
    yield opened
    opened.close()


def reopen(path: Path) -> None:
    DurableLines(path).close()


def full_disk(after: int) -> Callable[[int, bytes], int]:
    """An ``os.write`` for a disk that has room for ``after`` more bytes."""
    write, room = os.write, [after]

    def limited(fd: int, data: bytes) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = write(fd, data[: room[0]])
        room[0] -= written
        return written

    return limited


def no(*_: object) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_what_is_appended_is_read_again(lines: DurableLines, path: Path) -> None:
    lines.append(['{"n":1}', '{"n":"hai"}'])
    lines.append([])
    lines.append(['{"n":"Đảng ủy\u2028"}'])
    assert list(read_lines(path)) == [b'{"n":1}', b'{"n":"hai"}', '{"n":"Đảng ủy\u2028"}'.encode()]


def test_a_missing_file_has_no_lines(path: Path) -> None:
    assert list(read_lines(path)) == []


def test_a_folder_has_no_lines(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"cannot read .*: Is a directory"):
        list(read_lines(tmp_path))


@pytest.mark.parametrize("size", [1, 100, 1 << 16, (1 << 16) + 1, 300_000])
@pytest.mark.parametrize("kept", [b"", b'{"n":1}\n'])
def test_a_torn_tail_is_moved_aside(path: Path, kept: bytes, size: int, caplog: pytest.LogCaptureFixture) -> None:
    tail = b'{"n":' + b"2" * size
    path.write_bytes(kept + tail)
    reopen(path)
    assert path.read_bytes() == kept
    assert path.with_name("lines.jsonl.torn").read_bytes() == tail + b"\n"
    assert f"{len(tail)} bytes moved to" in caplog.text


def test_several_torn_tails_are_all_kept(path: Path) -> None:
    for tail in (b'{"a', b'{"b'):
        path.write_bytes(b'{"n":1}\n' + tail)
        reopen(path)
    assert path.with_name("lines.jsonl.torn").read_bytes() == b'{"a\n{"b\n'


def test_zeros_after_a_power_cut_are_a_torn_tail(path: Path) -> None:
    path.write_bytes(b'{"n":1}\n' + bytes(5000))
    reopen(path)
    assert path.read_bytes() == b'{"n":1}\n'


def test_a_whole_record_that_lacks_its_line_end_gets_it(path: Path) -> None:
    path.write_bytes(b'{"n":1}\n{"n":2}')
    reopen(path)
    assert path.read_bytes() == b'{"n":1}\n{"n":2}\n'
    assert not path.with_name("lines.jsonl.torn").exists()


@pytest.mark.parametrize("tail", [b"7", b'"x"', b"[1]", b"[" * 200_000])
def test_a_tail_that_is_json_but_no_object_is_torn(path: Path, tail: bytes) -> None:
    path.write_bytes(tail)
    reopen(path)
    assert path.read_bytes() == b""


@pytest.mark.parametrize("room", [0, 1, 9, 20])
def test_a_full_disk_takes_back_the_batch(
    lines: DurableLines, path: Path, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines.append(['{"n":1}'])
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full_disk(after=room))
        with pytest.raises(StoreError, match=re.escape(f"cannot write {path}: No space left on device")):
            lines.append(['{"n":2}', '{"n":"a second line"}'])
    assert path.read_bytes() == b'{"n":1}\n'
    lines.append(['{"n":3}'])
    assert path.read_bytes() == b'{"n":1}\n{"n":3}\n'


def test_a_batch_whose_sync_failed_is_taken_back(
    lines: DurableLines, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", no)
        with pytest.raises(StoreError, match="Input/output error"):
            lines.append(['{"n":1}'])
    assert path.read_bytes() == b""


def test_what_could_not_be_taken_back_is_before_the_next_batch(
    lines: DurableLines, path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    lines.append(['{"n":1}'])
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full_disk(after=3))
        patch.setattr(os, "ftruncate", no)
        with pytest.raises(StoreError):
            lines.append(['{"n":2}'])
        assert "keeps a torn last line" in caplog.text
        assert path.read_bytes() == b'{"n":1}\n{"n'
        with pytest.raises(StoreError):
            lines.append(['{"n":3}'])
    lines.append(['{"n":4}'])
    assert path.read_bytes() == b'{"n":1}\n{"n":4}\n'


def test_a_place_that_cannot_be_opened_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"cannot open .*: Is a directory"):
        DurableLines(tmp_path)
    with pytest.raises(StoreError, match=r"cannot open .*: No such file or directory"):
        DurableLines(tmp_path / "missing" / "lines.jsonl")


def test_a_repair_that_fails_is_an_error(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(b'{"torn')
    monkeypatch.setattr(os, "ftruncate", no)
    with pytest.raises(StoreError, match=r"cannot repair .*: Input/output error"):
        DurableLines(path)
    assert path.read_bytes() == b'{"torn'


def test_closing_twice_does_no_harm(path: Path) -> None:
    lines = DurableLines(path)
    lines.close()
    lines.close()


def test_folders_are_made_with_their_parents(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


def test_a_file_system_that_cannot_sync_folders_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(fd: int) -> None:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    monkeypatch.setattr(os, "fsync", refuse)
    sync_folder(tmp_path)
    monkeypatch.setattr(os, "fsync", no)
    with pytest.raises(OSError, match="Input/output error"):
        sync_folder(tmp_path)
