"""``newsbot export``: a dataset into the files that people load."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.commands import one_line_errors
from newsbot.commands.options import describe, local, some_arguments, told
from newsbot.commands.progress import watched
from newsbot.commands.terminal import say
from newsbot.dataset.exports.extras import extra
from newsbot.dataset.exports.formats import FORMATS, Layout
from newsbot.dataset.exports.run import Order, Result, export


class Command(ScrapyCommand):
    """Reads datasets, writes a folder with data and description."""

    requires_crawler_process = False

    def syntax(self) -> str:
        """The arguments, for the usage line."""
        return f"DATA... --to {'|'.join(FORMATS)} [-o DIR] [options]"

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "Export a dataset to Parquet, SQLite, CSV and others, with its description"

    def long_desc(self) -> str:
        """What the command does, for its help."""
        return (
            "Reads dataset folders (data/<site>, or data for all sites), articles.jsonl files and exports of whole"
            " records, and writes a folder with the data and what describes it: datapackage.json, croissant.json,"
            " README.md, checksums. Of each article the newest revision is taken. An export that is there already is"
            " replaced when the new one is whole. Exit code: 0, 1 if something could not be read or written, 2 for a"
            " wrong option."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument("--to", choices=sorted(FORMATS), help="the format")
        parser.add_argument("-o", "--output", metavar="DIR", help="the folder to write (export/FORMAT by default)")
        parser.add_argument("--all-revisions", action="store_true", help="take every revision of an article")
        parser.add_argument("--flat", action="store_true", help="parquet: one file per table, no nested columns")
        parser.add_argument("--partition", action="store_true", help="parquet: one folder per site and year")
        one_line_errors(parser)
        describe(parser, self, "data/thanhuytphcm --to sqlite -o thanhuytphcm-sqlite")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check the options.

        :raises UsageError: for what cannot be meant.
        """
        super().process_options(args, opts)
        opts.data = some_arguments(args, "say what to export: a dataset folder, such as data/<site>")
        if opts.output:
            local(opts.output)
        if not opts.to:
            raise UsageError(f"say to what: --to {'|'.join(FORMATS)}", print_help=False)
        if (opts.flat or opts.partition) and opts.to != "parquet":
            raise UsageError("--flat and --partition go with --to parquet", print_help=False)
        if opts.flat and opts.partition:
            raise UsageError(
                "--flat and --partition exclude each other: partitions hold whole records", print_help=False
            )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 (signature of the base)
        """Run the command; ``exitcode`` tells how it went."""
        order = Order(
            inputs=_paths(opts.data),
            to=opts.to,
            target=Path(opts.output or f"export/{opts.to}"),
            all_revisions=opts.all_revisions,
            layout=Layout(flat=opts.flat, partition=opts.partition),
        )
        with told(self, "interrupted, nothing is written"):
            if order.to == "parquet":
                extra("pyarrow", "parquet")
            _tell(export(order, watched), order.target)


def _paths(arguments: Sequence[str]) -> list[Path]:
    return [Path(argument) for argument in arguments]


def _tell(result: Result, target: Path) -> None:
    left_out = result.read - result.kept
    older = f" ({left_out} older revisions or repeated records left out)" if left_out else ""
    say(f"{result.kept} records{older}")
    with suppress(ValueError):
        target = target.relative_to(Path.cwd())
    say(f"wrote {target}: {', '.join(result.files[:4])}{' …' if len(result.files) > 4 else ''}, and their description")
