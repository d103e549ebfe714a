"""What the commands share in reading their arguments."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError


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
