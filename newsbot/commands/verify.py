"""``newsbot verify``: whether archives and datasets are as they should be."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from scrapy.commands import ScrapyCommand

from newsbot.archive.addresses import printed
from newsbot.archive.checking import check_pointer, check_shelf, check_wacz, check_warc
from newsbot.archive.files import starts_as_archive
from newsbot.archive.folders import is_archive
from newsbot.archive.manifest import MANIFEST
from newsbot.archive.shelf import read_shelf
from newsbot.archive.spans import Span
from newsbot.archive.wacz import SUFFIX as WACZ
from newsbot.commands import one_line_errors
from newsbot.commands.options import describe, some_arguments, told
from newsbot.commands.terminal import complain, say
from newsbot.dataset.checking import Line, check_records, holds_records, is_empty
from newsbot.dataset.report import Told
from newsbot.errors import SourceError

_SHOWN = 100
"""So many problems are named."""


class Command(ScrapyCommand):
    """Reads everything, changes nothing, and says in words what is wrong."""

    requires_crawler_process = False

    def syntax(self) -> str:
        """The arguments, for the usage line."""
        return "PATH..."

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "Check datasets and web archives, and say what is wrong with them"

    def long_desc(self) -> str:
        """What the command does, for its help."""
        return (
            "Reads files of records (JSON Lines), WARC and WACZ files, and folders of them. Records: torn lines,"
            " schema, doubled ids, revisions, and whether each page lies where its record says. Archives: damage,"
            " lengths, digests, doubled records, and what their manifest and index say of them. Exit code: 0 if all is"
            " well, 1 if something is wrong, 2 for a wrong option."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        one_line_errors(parser)
        describe(parser, self, "data/example/")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check the options.

        :raises UsageError: for what cannot be meant.
        """
        super().process_options(args, opts)
        opts.paths = some_arguments(args, "say what to check: a file or a folder")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 (signature of the base)
        """Run the command; ``exitcode`` tells how it went."""
        check = _Check()
        with told(self):
            for path in opts.paths:
                check.path(Path(path))
            self.exitcode = check.sum_up()


class _Check:
    """What was looked at, and how much of it was wrong."""

    def __init__(self) -> None:
        self._looked_at: Counter[str] = Counter()
        self._records: Counter[str] = Counter()
        self._wrong = 0

    def path(self, path: Path) -> None:
        """Check a file or all that is in a folder.

        :raises SourceError: when there is no such thing, or nothing to check.
        """
        before = self._looked_at.total()
        if path.is_dir():
            self._folder(path)
        elif path.exists():
            self._file(path)
        else:
            raise SourceError(f"cannot read {printed(path)}: No such file or directory")
        if self._looked_at.total() == before:
            raise SourceError(f"{printed(path)}: there is nothing to check, neither records nor archives")

    def _folder(self, folder: Path) -> None:
        has_shelf = bool(read_shelf(folder))
        if has_shelf:
            self._looked_at["archives"] += sum(1 for _ in folder.glob("*.warc.gz"))
            self._tell(check_shelf(folder))
        for child in sorted(folder.iterdir()):
            if child.is_dir() and not child.is_symlink() and not child.name.startswith("."):
                self._folder(child)
            elif child.is_file() and child.name != MANIFEST and not (has_shelf and child.name.endswith(".warc.gz")):
                self._file(child, is_named=False)

    def _file(self, path: Path, *, is_named: bool = True) -> None:
        if path.name.lower().endswith(WACZ):
            self._looked_at["archives"] += 1
            self._tell(check_wacz(path, self._records))
        elif is_archive(path) or (is_named and starts_as_archive(path)):
            self._looked_at["archives"] += 1
            self._tell(check_warc(Span(path), self._records))
        elif is_named and is_empty(path):
            raise SourceError(
                f"{printed(path)} is empty: there is nothing to check until a crawl or extract writes some"
            )
        elif is_named or holds_records(path):
            self._looked_at["files of records"] += 1
            self._tell(self._lines(path))

    def _lines(self, path: Path) -> Iterator[Told]:
        for found in check_records(path):
            if isinstance(found, Line):
                self._looked_at["records"] += 1
                pointer = found.record["archive"]
                is_here = pointer is not None and (path.parent / pointer["path"]).parent.is_dir()
                if is_here and (wrong := check_pointer(path.parent, pointer)):
                    yield Told(found.location, wrong)
            else:
                yield found

    def _tell(self, problems: Iterator[Told]) -> None:
        for problem in problems:
            self._wrong += 1
            if self._wrong <= _SHOWN:
                complain(f"{problem.location}: {problem.text}")

    def sum_up(self) -> int:
        """Say how it went; the exit code."""
        if self._wrong > _SHOWN:
            complain(f"and {self._wrong - _SHOWN} more")
        looked_at = ", ".join(f"{name} {number}" for name, number in sorted(self._looked_at.items()))
        say(f"{looked_at}: " + (f"{self._wrong} problems" if self._wrong else "all is well"))
        return 1 if self._wrong else 0
