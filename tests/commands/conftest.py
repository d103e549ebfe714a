"""Running newsbot as a user does."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from newsbot.cli import main
from tests.conftest import ROOT
from tests.disks import python

PAGES = ROOT / "fixtures" / "pages"


class Ran(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


Newsbot = Callable[..., Ran]


@pytest.fixture
def newsbot(capfd: pytest.CaptureFixture[str]) -> Newsbot:
    """Runs ``newsbot ...`` within this process: for everything that needs no reactor."""

    def run(*arguments: str | Path) -> Ran:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        assert isinstance(ended.value.code, int)
        return Ran(ended.value.code, *capfd.readouterr())

    return run


def command(*arguments: str | Path) -> list[str]:
    """The command line that runs ``newsbot ...`` with warnings as errors."""
    return python("from newsbot.cli import main; main()", *map(str, arguments))


def run_process(*arguments: str | Path, **environment: str) -> Ran:
    """Run ``newsbot ...`` as a process of its own."""
    done = subprocess.run(  # noqa: S603
        command(*arguments),
        cwd=ROOT,
        env={**os.environ, **environment},
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@contextmanager
def browsing(*arguments: str | Path, tmp: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a server that runs while the context lasts; its temporary files lie in ``tmp``."""
    process = subprocess.Popen(  # noqa: S603
        command("browse", *arguments, "--port", "0"),
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        env={"TMPDIR": str(tmp), "PATH": "/usr/bin:/bin"},
    )
    try:
        assert process.stderr
        address = re.match(r"browse at (http://127\.0\.0\.1:\d+)/", process.stderr.readline())
        assert address
        yield address[1], process
    finally:
        process.kill()
        process.communicate()
