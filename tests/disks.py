"""Running something on a disk that is really full."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

_MOUNT = 'mount -t tmpfs -o size="$1" none "$2" && shift 2 && exec "$@"'


def run_on_small_disk(folder: Path, size: str, *command: str) -> subprocess.CompletedProcess[str]:
    """Run ``command`` with an empty disk of ``size`` mounted at ``folder``, which only the command sees.

    Skips the test where mounting is not allowed.
    """
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("no unshare(1) here")
    inside = [unshare, "--mount", "sh", "-c", _MOUNT, "sh", size, str(folder)]
    if subprocess.run([*inside, "true"], check=False, capture_output=True).returncode:  # noqa: S603
        pytest.skip("mounting needs root")
    return subprocess.run(  # noqa: S603
        [*inside, *command], cwd=ROOT, check=False, capture_output=True, text=True
    )


def python(code: str, *arguments: str) -> list[str]:
    """The command that runs ``code`` with warnings as errors."""
    return [sys.executable, "-W", "error", "-c", code, *arguments]
