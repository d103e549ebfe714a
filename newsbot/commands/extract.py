"""``newsbot extract``: kept pages to a dataset, without the network."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path

from fastjsonschema import JsonSchemaException
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.archive.addresses import printed
from newsbot.archive.page import Entry, Kind, Page
from newsbot.archive.sources import open_source
from newsbot.commands import one_line_errors
from newsbot.commands.options import describe, plain_arguments
from newsbot.commands.progress import watched
from newsbot.commands.terminal import complain, say, write_out
from newsbot.dataset.files import check_writable, is_stream, write_file
from newsbot.dataset.latest import Latest, Loser
from newsbot.dataset.report import Dropped, Report, Told, report_path
from newsbot.errors import NewsbotError, SourceError
from newsbot.records import Article, Warn, to_dict
from newsbot.schema import validator

_SHOWN = 10
"""So many failures are named on the terminal; the report names all."""


class Command(ScrapyCommand):
    """Reads the sources, writes the records and the report on them."""

    requires_crawler_process = False

    def syntax(self) -> str:
        """The arguments, for the usage line."""
        return "SOURCE... -o OUT.jsonl [options]"

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "Extract records from kept pages: HTML and text files, folders of them"

    def long_desc(self) -> str:
        """What the command does, for its help."""
        return (
            "Reads HTML files, text files and folders of them (with or without a manifest.jsonl) and writes one record"
            " per article to OUT.jsonl. Pages that are no article are dropped; OUT.report.json names each one with its"
            " reason. An existing OUT.jsonl stays until the new one is whole. Of several captures of a page the newest"
            " is kept. Exit code: 0, 1 if something could not be read or written or no record came out, 2 for a wrong"
            " option."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument("-o", "--output", metavar="OUT", help="where to write the records; - is standard output")
        parser.add_argument("--keep-all", action="store_true", help="keep pages that are no article, flagged")
        one_line_errors(parser)
        describe(parser, self, "mirror/ saved/page.html -o articles.jsonl")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check the options.

        :raises UsageError: for what cannot be meant.
        """
        super().process_options(args, opts)
        opts.sources = plain_arguments(args)
        if not opts.sources:
            raise UsageError("say what to read: a file or a folder", print_help=False)
        if not opts.output:
            raise UsageError("say where to write: -o FILE, or -o - for standard output", print_help=False)
        for source in opts.sources:
            if _is_same_file(source, opts.output):
                raise UsageError(f"{source} is to be read and written", print_help=False)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 (signature of the base)
        """Run the command; ``exitcode`` tells how it went."""
        try:
            self.exitcode = Extraction(opts.sources, opts.output, keep_all=opts.keep_all).run()
        except NewsbotError as error:
            complain(str(error))
            self.exitcode = 1
        except KeyboardInterrupt:
            complain("interrupted, nothing is written")
            self.exitcode = 130


class Extraction:
    """One run: from the sources to the records and the report.

    :ivar report: what has become of the pages so far.
    """

    def __init__(self, sources: list[str], output: str, *, keep_all: bool) -> None:
        self._sources = [Path(source) for source in sources]
        self._output = Path(output)
        self._is_stdout = output == "-"
        self._is_file = not self._is_stdout and not is_stream(self._output)
        self._keep_all = keep_all
        self._check = validator()
        options = {"output": printed(self._output), "keep_all": keep_all}
        self.report = Report([printed(source) for source in self._sources], options)

    def run(self) -> int:
        """Read all, then write all; the exit code.

        :raises NewsbotError: when a source is missing or the output cannot be written; it is then as it was.
        """
        if not self._is_stdout:
            check_writable(self._output)
        sources = [open_source(source) for source in self._sources]
        with Latest(self._output.parent if self._is_file else None) as latest:
            with closing(watched(chain.from_iterable(sources), "files read")) as entries:
                for entry in entries:
                    self._take(entry, latest)
            self.report.records = len(latest)
            if self.report.records:
                self._write(latest.lines())
        if self._is_file:
            report = self.report.to_json().encode("utf-8", "replace")
            write_file(report_path(self._output), [report])
        self._tell()
        return 0 if self.report.records and not self.report.failures else 1

    def _take(self, entry: Entry, latest: Latest) -> None:
        if isinstance(entry, Page):
            self._read(entry, latest)
        elif entry.kind is Kind.SKIPPED:
            self.report.skipped[entry.text] += 1
        else:
            told = self.report.failures if entry.kind is Kind.FAILURE else self.report.notes
            told.append(Told(entry.location, entry.text))

    def _read(self, page: Page, latest: Latest) -> None:
        self.report.pages += 1
        try:
            article = page.article()
            self._check(to_dict(article))
        except JsonSchemaException as error:
            self._fail(page.location, f"the record breaks the schema: {error}")
        except SourceError as error:
            self._fail(page.location, str(error))
        else:
            self._keep(article, page.location, latest)

    def _keep(self, article: Article, location: str, latest: Latest) -> None:
        if Warn.UNREADABLE in article.warnings:
            self._fail(location, "the page is no text")
        elif Warn.NOT_AN_ARTICLE in article.warnings and not self._keep_all:
            kind, _, rule = article.provenance["kind"].partition(": ")
            self.report.dropped.append(Dropped(location, kind, rule))
        else:
            self.report.warnings.update(article.warnings)
            if loser := latest.add(article, location):
                self._drop_capture(loser, article)

    def _drop_capture(self, loser: Loser, article: Article) -> None:
        if loser.is_conflict:
            self._fail(
                loser.location,
                f"another page has the same address ({article.url}) and no later time, it is kept: {loser.kept}",
            )
        else:
            self.report.dropped.append(Dropped(loser.location, "other-capture", f"kept: {loser.kept}"))

    def _fail(self, location: str, text: str) -> None:
        self.report.failures.append(Told(location, text))

    def _write(self, lines: Iterator[bytes]) -> None:
        if self._is_stdout:
            write_out(lines)
        else:
            write_file(self._output, lines)

    def _tell(self) -> None:
        """Sum up on the terminal."""
        for failure in self.report.failures[:_SHOWN]:
            complain(f"{failure.location}: {failure.text}")
        more = len(self.report.failures) - _SHOWN
        if more > 0:
            complain(f"and {more} more failures")
        say(self.report.summary())
        if not self.report.records:
            complain("no record came out" if self._is_stdout else f"no record came out, {self._output} is not written")
        elif self._is_file:
            say(f"wrote {self._output} and {report_path(self._output)}")


def _is_same_file(one: str, other: str) -> bool:
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):  # one of them is not there
        return False
