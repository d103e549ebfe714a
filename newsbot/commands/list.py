"""``newsbot list``: the spiders."""

from __future__ import annotations

import argparse

from scrapy.commands import list as scrapys
from scrapy.exceptions import UsageError

from newsbot.commands import one_line_errors
from newsbot.commands.options import describe, plain_arguments


class Command(scrapys.Command):
    """Scrapy's command with help that says what the names are for."""

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "List the spiders that 'crawl' takes"

    def long_desc(self) -> str:
        """What the command does, for its help."""
        return (
            "One name a line: 'site', which crawls any host, and one spider for each site file, those"
            " in the folder NEWSBOT_SITES too. 'newsbot sites' says more of the files, 'newsbot status' shows what was"
            " crawled. Exit code: 0, 2 for a wrong option."
        )

    def syntax(self) -> str:
        """The arguments, for the usage line."""
        return "[options]"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        one_line_errors(parser)
        describe(parser, self, "-s NEWSBOT_SITES=my-sites")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check the options.

        :raises UsageError: for an option that there is not, and for an argument.
        """
        super().process_options(args, opts)
        if surplus := plain_arguments(args):
            raise UsageError(f"list takes no argument: {surplus[0]}", print_help=False)
