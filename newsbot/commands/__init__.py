"""Scrapy commands, also reachable through the newsbot console script."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from functools import partial
from typing import NoReturn


def one_line_errors(parser: ArgumentParser) -> None:
    """Make ``parser`` tell a wrong use in one line, with exit code 2, instead of printing its usage first."""
    vars(parser)["error"] = partial(_exit, parser.prog)


def _exit(program: str, message: str) -> NoReturn:
    sys.stderr.write(f"{program}: {message}\n")
    sys.exit(2)
