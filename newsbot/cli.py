"""The console script ``newsbot``: the project's Scrapy commands, from any folder."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run ``newsbot COMMAND ...``: the same commands that ``scrapy COMMAND`` runs inside the project."""
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "newsbot.settings")
    from scrapy.cmdline import execute  # noqa: PLC0415 - Scrapy reads its settings when imported

    sys.argv[0] = "newsbot"
    execute()
