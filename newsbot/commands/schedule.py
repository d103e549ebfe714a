"""``newsbot schedule``: have due sites crawled again and again, by systemd or by cron."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any, ClassVar, cast

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot import errors
from newsbot.commands import one_line_errors
from newsbot.commands.fleet import jobs
from newsbot.commands.options import describe, plain_arguments
from newsbot.commands.planning import BEGIN, END, Plan, crontab, logrotate, service, timer
from newsbot.commands.terminal import complain, say, write_out
from newsbot.dataset.files import write_file
from newsbot.errors import NewsbotError, StoreError, reason

if TYPE_CHECKING:
    from scrapy.settings import Settings

UNIT = "newsbot-crawl"


class Command(ScrapyCommand):
    """Shows units or a crontab line, and installs them when told to."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """The arguments, for the usage line."""
        return "[SITE...] [--cron] [--install] [options]"

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "Write a systemd timer or a crontab line that crawls what is due"

    def long_desc(self) -> str:
        """What the command does, for its help."""
        return (
            "Shows a systemd timer with its service (or, with --cron, a crontab line with its log rotation) that runs"
            " 'newsbot crawl --all' every hour: each site is crawled when it is due, a lock keeps a second run away, a"
            " time limit ends one that hangs. The NEWSBOT_ settings that are set now and the current folder are written"
            " into it. Nothing is changed without --install, which shows it all first and asks. With SITE: these only."
            " Exit code: 0, 1 if it cannot be installed, 2 for a wrong option."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        one_line_errors(parser)
        parser.add_argument("--cron", action="store_true", help="a crontab line instead of systemd units")
        parser.add_argument("--install", action="store_true", help="install it, after a question")
        parser.add_argument("--yes", action="store_true", help="with --install: do not ask")
        parser.add_argument("--minute", type=int, default=17, metavar="M", help="minute of each hour (default 17)")
        parser.add_argument("--jobs", type=int, default=4, metavar="N", help="sites crawled at one time (default 4)")
        parser.add_argument("--timeout", type=int, default=6 * 3600, metavar="S", help="seconds (default 21600)")
        describe(parser, self, "thanhuytphcm --cron -s NEWSBOT_CONTACT=me@host.org")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check the options.

        :raises UsageError: for what cannot be meant.
        """
        super().process_options(args, opts)
        settings = cast("Settings", self.settings)
        data = Path(settings["NEWSBOT_DATA"]).expanduser().resolve()
        names = plain_arguments(args)
        if not 0 <= opts.minute <= 59 or opts.jobs < 1 or opts.timeout < 60:
            raise UsageError("--minute is 0 to 59, --jobs 1 or more, --timeout 60 or more", print_help=False)
        try:
            jobs(data, names)
        except errors.UsageError as error:
            raise UsageError(str(error), print_help=False) from error
        if not str(settings["NEWSBOT_CONTACT"] or "").strip():
            raise UsageError("name a contact first: -s NEWSBOT_CONTACT=you@example.org", print_help=False)
        opts.plan = Plan(
            program=(which("newsbot") or str(Path(sys.executable).parent / "newsbot")),
            folder=Path.cwd(),
            data=data,
            contact=str(settings["NEWSBOT_CONTACT"]).strip(),
            sites=tuple(names),
            minute=opts.minute,
            at_once=opts.jobs,
            timeout=opts.timeout,
            settings=_settings(opts.set),
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 (signature of the base)
        """Run the command."""
        plan: Plan = opts.plan
        files = _cron_files(plan) if opts.cron else _unit_files(plan)
        shown = [f"# {path}\n{text}\n" for path, text in files.items()]
        if opts.cron:
            shown.append(f"# crontab\n{crontab(plan)}\n")
        try:
            write_out("\n".join(shown).encode() for _ in range(1))
            if not opts.install:
                say("nothing is changed: --install does it")
            elif opts.yes or _agreed():
                _install(files, plan if opts.cron else None)
        except NewsbotError as error:
            complain(str(error))
            self.exitcode = 1


def _settings(options: list[str]) -> dict[str, str]:
    """The settings of newsbot in the environment and among ``-s`` options, save for the time that tests fix."""
    given = dict(os.environ) | dict(option.split("=", 1) for option in options)
    return {name: given[name] for name in sorted(given) if name.startswith("NEWSBOT_") and name != "NEWSBOT_NOW"}


def _unit_files(plan: Plan) -> dict[Path, str]:
    root = os.geteuid() == 0
    folder = Path("/etc/systemd/system") if root else Path.home() / ".config" / "systemd" / "user"
    return {folder / f"{UNIT}.service": service(plan), folder / f"{UNIT}.timer": timer(plan)}


def _cron_files(plan: Plan) -> dict[Path, str]:
    return {plan.data / "logrotate.conf": logrotate(plan)}


def _agreed() -> bool:
    say("install this? Type yes:")
    return sys.stdin.readline().strip().lower() in {"yes", "y"}


def _install(files: dict[Path, str], cron: Plan | None) -> None:
    tool = "crontab" if cron else "systemctl"
    if which(tool) is None:
        raise StoreError(f"there is no {tool} on this machine: copy what is shown to where it is wanted")
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"cannot write {path}: {reason(error)}") from error
        write_file(path, [text.encode()])
    if cron:
        _call(["crontab", "-"], _merged(_call(["crontab", "-l"], check=False), crontab(cron)))
        say("installed: see 'crontab -l'")
        return
    scope = [] if os.geteuid() == 0 else ["--user"]
    _call(["systemctl", *scope, "daemon-reload"])
    _call(["systemctl", *scope, "enable", "--now", f"{UNIT}.timer"])
    say(f"installed: see 'systemctl {' '.join([*scope, 'list-timers'])}'")


def _merged(old: str, new: str) -> str:
    """The crontab ``old`` with what an earlier run put there replaced by ``new``."""
    before, _, rest = old.partition(BEGIN + "\n")
    after = rest.partition(END + "\n")[2] if rest else ""
    return before + ("" if not before or before.endswith("\n") else "\n") + new + "\n" + after


def _call(command: list[str], text: str | None = None, *, check: bool = True) -> str:
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)  # noqa: S603 (fixed names)
    if check and done.returncode:
        raise StoreError(f"{' '.join(command)} failed: {done.stderr.strip() or done.returncode}")
    return done.stdout if done.returncode == 0 else ""
