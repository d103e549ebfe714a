"""``newsbot diff``: what differs between two datasets."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.commands import one_line_errors
from newsbot.commands.options import describe, plain_arguments
from newsbot.commands.terminal import complain, printable, write_out
from newsbot.dataset.difference import Difference, compare
from newsbot.errors import NewsbotError
from newsbot.records import Article

_LONGEST = 160
_SHOWN_IDS = 10


class Command(ScrapyCommand):
    """Compares the latest record of each page, field by field."""

    requires_crawler_process = False

    def syntax(self) -> str:
        """The arguments, for the usage line."""
        return "OLD NEW [options]"

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "Compare two datasets page by page and field by field"

    def long_desc(self) -> str:
        """What the command does, for its help."""
        return (
            "Compares the latest record of each page in two datasets (files of records, or folders of them): pages"
            " added and lost, in how many each field differs, with examples. Exit code: 0 if they say the same, 1 if"
            " they differ, 2 for a wrong option and for what is not there or cannot be read."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument("--fields", metavar="NAMES", default="", help="only these fields, with commas between them")
        parser.add_argument("--examples", metavar="N", type=int, default=3, help="examples of each field (default: 3)")
        parser.add_argument("--json", action="store_true", help="print JSON, whole and for machines")
        one_line_errors(parser)
        describe(parser, self, "data/example/ again.jsonl --fields title,attendees")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check the options.

        :raises UsageError: for what cannot be meant.
        """
        super().process_options(args, opts)
        opts.files = plain_arguments(args)
        if len(opts.files) != 2:
            raise UsageError("name two files or folders of records: OLD NEW", print_help=False)
        opts.names = frozenset(name for name in opts.fields.split(",") if name)
        for name in sorted(opts.names - Article.__annotations__.keys()):
            raise UsageError(f"a record has no field {name!r}", print_help=False)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 (signature of the base)
        """Run the command; ``exitcode`` tells how it went."""
        old, new = map(Path, opts.files)
        try:
            found = compare(old, new, fields=opts.names, examples=max(0, opts.examples))
            text = _as_json(found) if opts.json else "".join(f"{printable(line)}\n" for line in _lines(found))
            write_out([text.encode("utf-8", "replace")])
            self.exitcode = 0 if found.is_none else 1
        except NewsbotError as error:
            complain(str(error))
            self.exitcode = 2  # as diff has it: 1 says that both were read and differ


def _as_json(found: Difference) -> str:
    data = {
        "old": found.old,
        "new": found.new,
        "changed": found.changed,
        "added": found.added,
        "lost": found.lost,
        "fields": dict(found.fields.most_common()),
        "examples": {name: [example._asdict() for example in examples] for name, examples in found.examples.items()},
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _lines(found: Difference) -> Iterator[str]:
    yield f"old {found.old} pages, new {found.new}: {found.changed} differ, {_ids(found)}"
    for name, number in found.fields.most_common():
        yield f"{name}: {number}"
        for example in found.examples[name]:
            yield f"  {example.id}"
            yield f"    - {_short(example.old)}"
            yield f"    + {_short(example.new)}"
    for words, ids in (("added", found.added), ("lost", found.lost)):
        yield from (f"{words}: {id_}" for id_ in ids[:_SHOWN_IDS])
        if len(ids) > _SHOWN_IDS:
            yield f"{words}: and {len(ids) - _SHOWN_IDS} more"


def _ids(found: Difference) -> str:
    return f"{len(found.added)} added, {len(found.lost)} lost"


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
