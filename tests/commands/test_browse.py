"""``newsbot browse``: a server that starts, answers, ends, and leaves nothing behind."""

from __future__ import annotations

import signal
import socket
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.commands.conftest import Newsbot, browsing
from tests.dataset.exports.records import article, dataset

pytest.importorskip("datasette")
EVIL = "<script>document.title='broken'</script>=HYPERLINK(\"http://evil.example\")\u202e"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return dataset(tmp_path / "data", article(1), article(2, title=EVIL, lead=EVIL, body=[EVIL]))


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 (an own address)
        text: str = answer.read().decode()
        return text


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_and_ends_without_leaving_anything(data: Path, tmp_path: Path, sign: signal.Signals) -> None:
    tmp = tmp_path / "tmp"
    tmp.mkdir()
    with browsing(data, tmp=tmp) as (address, process):
        assert "Quận Tân Lập" in read(address + "/")
        assert len(list(tmp.iterdir())) == 1
        process.send_signal(sign)
        _, err = process.communicate(timeout=20)
        assert (process.returncode, err) == (0, "")
    assert list(tmp.iterdir()) == []


def test_an_export_is_served_as_it_is(newsbot: Newsbot, data: Path, tmp_path: Path) -> None:
    assert newsbot("export", data, "--to", "sqlite", "-o", tmp_path / "out").code == 0
    before = (tmp_path / "out" / "newsbot.sqlite").read_bytes()
    with browsing(tmp_path / "out", tmp=tmp_path) as (address, _):
        assert "kết quả" in read(address + "/search?q=dan+van")
    assert (tmp_path / "out" / "newsbot.sqlite").read_bytes() == before


def test_what_cannot_be_is_one_line(newsbot: Newsbot, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert newsbot("browse") == (2, "", "newsbot: say what to browse: a dataset folder, such as data/<site>\n")
    assert newsbot("browse", data, "--port", "70000") == (2, "", "newsbot: --port must be between 0 and 65535\n")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = newsbot("browse", data, "--port", str(port))
    assert ran == (1, "", f"newsbot: cannot listen on port {port}: Address already in use; --port takes another\n")
    ran = newsbot("browse", data / "no", "--port", "0")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    monkeypatch.setitem(sys.modules, "datasette", None)
    assert newsbot("browse", data) == (1, "", "newsbot: this needs datasette: pip install 'newsbot[browse]'\n")
