"""What the commands share: reading their arguments, and telling what went wrong."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.archive.storage import is_url
from newsbot.commands.terminal import complain
from newsbot.errors import NewsbotError


def describe(parser: ArgumentParser, command: ScrapyCommand, example: str) -> None:
    """Make the help of ``command`` name the program that was called and end with an example."""
    name = type(command).__module__.rpartition(".")[2].replace("_", "-")
    parser.usage = f"{parser.prog} {name} {command.syntax()}"
    parser.epilog = f"Example: {parser.prog} {name} {example}"


def plain_arguments(args: Sequence[str]) -> list[str]:
    """The arguments that are no options. What follows ``--`` is none, whatever it looks like.

    :raises UsageError: for an option that the command does not know.
    """
    end = args.index("--") if "--" in args else len(args)
    for arg in args[:end]:
        if arg.startswith("-") and arg != "-":
            raise UsageError(f"unknown option: {arg}", print_help=False)
    return [*args[:end], *args[end + 1 :]]


def some_arguments(args: Sequence[str], otherwise: str) -> list[str]:
    """The arguments that are no options, of which there must be some.

    :raises UsageError: for an option that the command does not know, and with ``otherwise`` where nothing is named.
    """
    arguments = plain_arguments(args)
    if not arguments:
        raise UsageError(otherwise, print_help=False)
    return arguments


def local(path: str) -> Path:
    """The path of an output that can only lie on this machine.

    :raises UsageError: for a URL.
    """
    if is_url(path):
        raise UsageError(f"{path} is no folder or file of this machine: write here, then copy it", print_help=False)
    return Path(path)


@contextmanager
def told(command: ScrapyCommand, interrupted: str = "interrupted") -> Iterator[None]:
    """Tell in one line what goes wrong, and in the exit code of ``command``: 1 for a failure, 130 for Ctrl-C."""
    try:
        yield
    except NewsbotError as error:
        complain(str(error))
        command.exitcode = 1
    except KeyboardInterrupt:
        complain(interrupted)
        command.exitcode = 130
