"""How a long run shows how far it has come."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from pathlib import Path

from newsbot.archive.selection import Selection
from newsbot.archive.sources import Sources
from newsbot.commands.progress import pace
from newsbot.extraction.parts import Options
from newsbot.extraction.pool import own_processes
from newsbot.extraction.run import Extraction, Order
from newsbot.extraction.targets import FileTarget
from tests.archive.warcs import page
from tests.commands.conftest import python
from tests.conftest import ROOT


def test_pace() -> None:
    assert pace(840, 10, None) == "84/s"
    assert pace(840, 10, 0.25) == "84/s, 0:00:30 left"


def test_the_share_that_is_done(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.html").write_bytes(page(f"Bản {number}"))
    order = Order(
        inputs=[str(tmp_path)],
        sources=Sources(),
        options=Options(selection=Selection()),
        target=FileTarget(tmp_path.with_name("out.jsonl")),
        hands=own_processes(1),
        named={},
    )
    extraction = Extraction(order)
    assert extraction.share() is None
    shares = [extraction.share() for _ in extraction.run()]
    assert extraction.share() == 1
    assert set(shares) <= {None, 0.0}  # all is one part


def test_on_a_terminal(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number}.html").write_bytes(page(f"Bản {number}"))
    ours, theirs = pty.openpty()
    program = (
        "import newsbot.commands.progress as p, newsbot.extraction.parts as q; p._SECONDS = 0; q.WEIGHT = 9000;"
        "from newsbot.cli import main; main()"
    )
    command = python(program, "extract", str(tmp_path), "-o", str(tmp_path.with_name("out.jsonl")), "--workers", "1")
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "120"}
    with subprocess.Popen(command, cwd=ROOT, stderr=theirs, env=environment) as process:  # noqa: S603
        os.close(theirs)
        seen = b""
        try:
            while piece := os.read(ours, 1 << 16):
                seen += piece
        except OSError:  # the other end is closed
            pass
    os.close(ours)
    assert process.returncode == 0
    assert re.search(rb"\d+ pages and files read, \d+/s, 0:00:\d\d left", seen)
