"""``newsbot browse``: a dataset in the browser, on this machine only."""

from __future__ import annotations

import argparse
import signal
import socket
import tempfile
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import FrameType

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.commands import one_line_errors
from newsbot.commands.options import describe, some_arguments, told
from newsbot.commands.progress import watched
from newsbot.commands.terminal import say
from newsbot.dataset.browsing.server import HOST, application, listen, serve
from newsbot.dataset.exports.extras import extra
from newsbot.dataset.exports.selection import selected
from newsbot.dataset.exports.sqlite import write_sqlite
from newsbot.dataset.exports.sqlite_reading import is_sqlite

_PORT = 8001


class Command(ScrapyCommand):
    """Exports to SQLite where that has not been done, and serves it."""

    requires_crawler_process = False

    def syntax(self) -> str:
        """The arguments, for the usage line."""
        return "DATA... [--port N] [options]"

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "Browse a dataset in the browser: search, articles, persons, bodies"

    def long_desc(self) -> str:
        """What the command does, for its help."""
        return (
            "Serves a dataset on http://127.0.0.1:8001 until Ctrl-C, read-only and for this machine only: search with"
            " and without tone marks, each article with where its fields were read, each person with posts and events,"
            " each body, and all tables in Datasette. DATA is a SQLite export of newsbot, which opens at once, or"
            " dataset folders and articles.jsonl files, which are first exported to a temporary file. Exit code: 0, 1"
            " if something could not be read or the port is taken, 2 for a wrong option."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument(
            "--port", type=int, default=_PORT, metavar="N", help="the port (%(default)s); 0 is any free one"
        )
        one_line_errors(parser)
        describe(parser, self, "data/thanhuytphcm")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check the options.

        :raises UsageError: for what cannot be meant.
        """
        super().process_options(args, opts)
        opts.data = some_arguments(args, "say what to browse: a dataset folder, such as data/<site>")
        if not 0 <= opts.port < 65536:
            raise UsageError("--port must be between 0 and 65535", print_help=False)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 (signature of the base)
        """Run the command until it is told to end; ``exitcode`` tells how it went."""
        with told(self):
            extra("datasette", "browse")
            with closing(listen(opts.port)) as server, _database([Path(one) for one in opts.data]) as database:
                _serve(database, server)


@contextmanager
def _database(data: list[Path]) -> Generator[Path]:
    """The SQLite export that ``data`` is, or one made of it that lasts as long as the context."""
    existing = data[0] / "newsbot.sqlite" if data[0].is_dir() else data[0]
    if len(data) == 1 and is_sqlite(existing):
        yield existing
        return
    with tempfile.TemporaryDirectory(prefix="newsbot-browse-") as folder, selected(data, watched) as selection:
        path = Path(folder) / "newsbot.sqlite"
        with closing(watched(selection, "records written")) as records:
            write_sqlite(path, records)
        yield path


def _serve(database: Path, server: socket.socket) -> None:
    """Answer until Ctrl-C or SIGTERM, which both are the way to end it."""
    app = application(database)
    before = signal.signal(signal.SIGTERM, _end)
    try:
        with suppress(KeyboardInterrupt):
            say(f"browse at http://{HOST}:{server.getsockname()[1]}/  (Ctrl-C ends)")
            serve(app, server)
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
