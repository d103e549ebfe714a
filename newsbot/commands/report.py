"""``newsbot report``: a dataset as one page with plots."""

from __future__ import annotations

import argparse
from pathlib import Path

from scrapy.commands import ScrapyCommand

from newsbot.commands import one_line_errors
from newsbot.commands.options import describe, local, some_arguments, told
from newsbot.commands.stats import count
from newsbot.commands.terminal import say
from newsbot.dataset.files import check_writable, write_file
from newsbot.dataset.overview.page import page


class Command(ScrapyCommand):
    """Reads datasets and writes a page about them."""

    requires_crawler_process = False

    def syntax(self) -> str:
        """The arguments, for the usage line."""
        return "DATA... [-o report.html] [options]"

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "Write a page with plots about a dataset"

    def long_desc(self) -> str:
        """What the command does, for its help."""
        return (
            "Reads dataset folders (data/<site>, or data for all sites), articles.jsonl files and exports of whole"
            " records, and writes one HTML page: articles per week and site, coverage of the fields over time,"
            " attendees per article, the bodies and posts named most, the delay of publication, and the warnings. The"
            " page loads nothing and runs nothing. Exit code: 0, 1 if something could not be read or written, 2 for a"
            " wrong option."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument("-o", "--output", metavar="FILE", default="report.html", help="the page (%(default)s)")
        one_line_errors(parser)
        describe(parser, self, "data -o report.html")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check the options.

        :raises UsageError: for what cannot be meant.
        """
        super().process_options(args, opts)
        opts.data = some_arguments(args, "say on what: a dataset folder, such as data/<site>")
        opts.output = local(opts.output)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 (signature of the base)
        """Run the command; ``exitcode`` tells how it went."""
        output: Path = opts.output
        with told(self, "interrupted, nothing is written"):
            check_writable(output)
            figures = count(opts.data)
            write_file(output, [page(figures, opts.data).encode("utf-8", "replace")])
            say(f"{figures.records} articles")
            say(f"wrote {output}")
