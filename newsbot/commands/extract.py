"""``newsbot extract``: kept pages to a dataset, without the network."""

from __future__ import annotations

import argparse
import os
import re
from contextlib import closing
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.archive.addresses import printed
from newsbot.archive.remote import Remote
from newsbot.archive.selection import Selection
from newsbot.archive.sources import LIST, Sources
from newsbot.archive.storage import is_url
from newsbot.commands import one_line_errors
from newsbot.commands.options import describe, plain_arguments
from newsbot.commands.progress import watched
from newsbot.commands.terminal import complain, say, write_out
from newsbot.dataset.files import check_writable, is_stream, write_file
from newsbot.dataset.lock import lock_of
from newsbot.errors import NewsbotError
from newsbot.extraction.cluster import LOCAL, cluster
from newsbot.extraction.ledger import Captures
from newsbot.extraction.parts import Options
from newsbot.extraction.pool import own_processes
from newsbot.extraction.run import Extraction, Order
from newsbot.extraction.targets import FileTarget, StoredTarget, StreamTarget, Target
from newsbot.middlewares.identity import contact

if TYPE_CHECKING:
    from scrapy.settings import Settings

_MOST_WORKERS = 256
_VIETNAM = timezone(timedelta(hours=7))


class Command(ScrapyCommand):
    """Reads the sources, writes the records and the report on them."""

    requires_crawler_process = False

    def syntax(self) -> str:
        """The arguments, for the usage line."""
        return "SOURCE... -o OUT.jsonl [options]"

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "Extract records from kept pages: web archives, HTML and text files, folders of them"

    def long_desc(self) -> str:
        """What the command does, for its help."""
        return (
            "Reads web archives (WARC, WET, WACZ; CDXJ indexes of them), HTML files, text files, folders of all these"
            " and lists of them (@list.txt), and writes one record per article to OUT.jsonl. Pages that are no article"
            " are dropped; OUT.report.json names each one with its reason. An existing OUT.jsonl stays until the new"
            " one is whole. A run that is broken off goes on when the same command is given again. Exit code: 0, 1 if"
            " something could not be read or written or no record came out, 2 for a wrong option, 130 if interrupted."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        add = parser.add_argument
        add("-o", "--output", metavar="OUT", help="where to write the records; - is standard output")
        add("--keep-all", action="store_true", help="keep pages that are no article, flagged")
        add(
            "--captures",
            choices=[str(mode) for mode in Captures],
            default=str(Captures.NEWEST),
            help="of several captures of a page keep the newest, those that changed, or all (default: %(default)s)",
        )
        add("--workers", metavar="N", help="how many processes to use (default: one per core)")
        add("--dask", metavar="ADDRESS", help="use this dask cluster; local starts one on this machine")
        add("--sites", metavar="NAMES", default="", help="only pages of these sites, with commas between them")
        add("--since", metavar="TIME", help="only captures from this day or time on (a day begins at midnight UTC+7)")
        add("--until", metavar="TIME", help="only captures before this day or time")
        add("--url-regex", metavar="RE", default="", help="only pages whose URL has a part that fits")
        add("--shard", metavar="I/N", default="1/1", help="only the I-th of N shares of all pages, from 1 on")
        add("--archives", metavar="BASE", help="folder or URL where the archives lie that an index names")
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
        if opts.output != "-" and not is_url(opts.output) and lock_of(Path(opts.output)).exists():
            raise UsageError(f"{opts.output} is what crawls write to: give another file", print_help=False)
        opts.workers = _workers(opts.workers)
        _check_reach(opts)
        opts.selection = Selection(
            sites=tuple(name for name in opts.sites.split(",") if name),
            since=_moment("--since", opts.since),
            until=_moment("--until", opts.until),
            pattern=_pattern(opts.url_regex),
            shard=_shard(opts.shard),
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 (signature of the base)
        """Run the command; ``exitcode`` tells how it went."""
        try:
            extraction = Extraction(self._order(opts))
            with closing(watched(extraction.run(), "pages and files read", extraction.share)) as entries:
                for _ in entries:
                    pass
            self.exitcode = _tell(extraction, opts.output)
        except NewsbotError as error:
            complain(str(error))
            self.exitcode = 1
        except KeyboardInterrupt:
            complain("interrupted, nothing is written: the same command goes on from there")
            self.exitcode = 130

    def _order(self, opts: argparse.Namespace) -> Order:
        return Order(
            inputs=opts.sources,
            sources=Sources(base=opts.archives, remote=Remote(contact(cast("Settings", self.settings)))),
            options=Options(selection=opts.selection, keep_all=opts.keep_all),
            target=_target(opts),
            captures=Captures(opts.captures),
            hands=cluster(opts.dask, opts.workers) if opts.dask else own_processes(opts.workers),
            named=_named(opts),
        )


def _target(opts: argparse.Namespace) -> Target:
    """Where to write.

    :raises StoreError: when that will not do.
    """
    if opts.output == "-":
        return StreamTarget(write_out)
    if is_url(opts.output):
        return StoredTarget(opts.output)
    path = Path(opts.output)
    check_writable(path)
    if is_stream(path):
        return StreamTarget(partial(write_file, path))
    return FileTarget(path.absolute() if opts.dask else path)


def _named(opts: argparse.Namespace) -> dict[str, object]:
    """The options as the report names them; those that do not change the records are left out."""
    since, until = opts.selection.since, opts.selection.until
    return {
        "output": opts.output if is_url(opts.output) else printed(Path(opts.output)),
        "keep_all": opts.keep_all,
        "captures": opts.captures,
        "sites": list(opts.selection.sites),
        "since": since and since.isoformat(),
        "until": until and until.isoformat(),
        "url_regex": opts.url_regex,
        "shard": opts.shard,
        "archives": opts.archives,
    }


def _tell(extraction: Extraction, output: str) -> int:
    """Sum up on the terminal; the exit code."""
    report = extraction.report
    for failure in extraction.shown:
        complain(f"{failure.location}: {failure.text}")
    if (more := report.failed - len(extraction.shown)) > 0:
        complain(f"and {more} more failures")
    say(report.summary())
    is_stdout = output == "-"
    if not report.records:
        complain("no record came out" if is_stdout else f"no record came out, {output} is not written")
    elif extraction.report_name:
        say(f"wrote {output} and {extraction.report_name}")
    return 0 if report.records and not report.failed else 1


def _check_reach(opts: argparse.Namespace) -> None:
    """Refuse names that mean nothing on another machine."""
    if opts.dask is None or opts.dask == LOCAL:
        return
    if opts.output == "-":
        raise UsageError("--dask ADDRESS needs a file to write: -o FILE", print_help=False)
    for name in (*opts.sources, *([opts.archives] if opts.archives else [])):
        if not is_url(name) and not Path(name.removeprefix(LIST)).is_absolute():
            words = f"--dask ADDRESS needs names that mean the same everywhere, /from/the/root: not {name}"
            raise UsageError(words, print_help=False)


def _workers(value: str | None) -> int:
    if value is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= _MOST_WORKERS:
        raise UsageError(f"--workers must be a whole number from 1 to {_MOST_WORKERS}, not {value!r}", print_help=False)
    return int(value)


def _moment(name: str, value: str | None) -> datetime | None:
    """The moment that an option names; without an offset it is meant in Vietnam."""
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        words = f"{name} must be a day or time such as 2025-01-05 or 2025-01-05T08:30, not {value!r}"
        raise UsageError(words, print_help=False) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=_VIETNAM)


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise UsageError(f"--url-regex is no regular expression: {error}", print_help=False) from error
    return value


def _shard(value: str) -> tuple[int, int]:
    match = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", value)
    share, shares = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 1 <= share <= shares:
        raise UsageError(f"--shard must be I/N with I from 1 to N, such as 2/8, not {value!r}", print_help=False)
    return share, shares


def _is_same_file(one: str, other: str) -> bool:
    try:
        return one == other if is_url(one) else Path(one).samefile(other)
    except (OSError, ValueError):  # one of them is not there
        return False
