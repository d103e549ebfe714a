"""``newsbot status``: how the crawls of each site have been going."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.commands import one_line_errors
from newsbot.commands.fleet import jobs, why_left_out
from newsbot.commands.options import describe, plain_arguments
from newsbot.commands.terminal import complain, printable, write_out
from newsbot.dataset.runs import FIELDS, FILE, Run, moment, next_due, read_runs, share
from newsbot.errors import NewsbotError

if TYPE_CHECKING:
    from scrapy.settings import Settings

_BARS = "▁▂▃▄▅▆▇█"
_SHOWN = 12
"""So many of the latest runs with records are shown as bars."""
_STYLES = {"ok": "green", "degraded": "yellow", "failed": "bold red", "interrupted": "yellow"}


class Command(ScrapyCommand):
    """Reads the histories of the sites; touches neither network nor datasets."""

    requires_project = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """The arguments, for the usage line."""
        return "[SITE...] [--json] [options]"

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "Show the last crawl of each site, its fields and when it is due again"

    def long_desc(self) -> str:
        """What the command does, for its help."""
        return (
            "One line for each site in NEWSBOT_DATA: its last crawl, how it ended, articles, what is new and changed,"
            " how well the fields are filled compared with earlier crawls, warnings, and when 'crawl --all' crawls"
            " it again. With SITE, each field of it. Exit code: 0 if every last crawl was well, 1 if one failed, 3 if"
            " one was degraded, 2 for a wrong argument."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        one_line_errors(parser)
        parser.add_argument("--json", action="store_true", dest="as_json", help="the same for machines")
        describe(parser, self, "-s NEWSBOT_DATA=/srv/newsbot")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run the command; ``exitcode`` tells how the sites are."""
        settings = cast("Settings", self.settings)
        data = Path(settings["NEWSBOT_DATA"]).expanduser()
        hours = settings.getfloat("NEWSBOT_INTERVAL_HOURS")
        names = plain_arguments(args)
        try:
            histories = {folder.name: read_runs(folder) for folder in sites_in(data)}
        except NewsbotError as error:
            complain(str(error))
            self.exitcode = 1
            return
        unknown = [name for name in names if name not in histories]
        if unknown:
            raise UsageError(f"no crawl of {unknown[0]!r} is noted in {data}", print_help=False)
        chosen = {name: runs for name, runs in histories.items() if runs and (not names or name in names)}
        if opts.as_json:
            text = json.dumps(
                [as_data(name, runs, hours) for name, runs in chosen.items()], ensure_ascii=False, indent=2
            )
            write_out([text.encode("utf-8", "replace") + b"\n"])
        elif not chosen:
            complain(f"no crawl is noted in {data}")
        else:
            console = Console()
            console.print(_overview(chosen, hours))
            for name, runs in chosen.items():
                _details(console, name, runs, fields=bool(names))
            if not names and (new := {job.site for job in jobs(data)} - histories.keys()):
                console.print(f"'crawl --all' crawls {len(new)} more: sites that have a file and no crawl yet")
        verdicts = {runs[-1].verdict for runs in chosen.values()}
        self.exitcode = 1 if "failed" in verdicts else 3 if verdicts - {"ok"} else 0


def sites_in(data: Path) -> list[Path]:
    """The folders of sites in ``data`` that have a history."""
    if not data.is_dir():
        return []
    return sorted(folder for folder in data.iterdir() if (folder / FILE).is_file())


def as_data(name: str, runs: list[Run], hours: float) -> dict[str, Any]:
    """What is shown of a site, as plain data."""
    last = runs[-1]
    left_out = why_left_out(name, last)
    due = None if left_out else next_due(runs, hours)
    return {
        "site": name,
        "started": last.started,
        "ended": last.ended,
        "verdict": last.verdict,
        "reason": last.reason,
        "error": last.error,
        "articles": last.articles,
        "new": last.new,
        "changed": last.counts.get("changed", 0),
        "not_modified": last.counts.get("not_modified", 0),
        "vanished": last.counts.get("vanished", 0),
        "failed": last.counts.get("failed", 0),
        "faults": last.faults,
        "coverage": {field: _mean([share(run, field) for run in _with_records(runs)[-1:]]) for field in FIELDS},
        "usual_coverage": {field: _mean([share(run, field) for run in _with_records(runs)[:-1]]) for field in FIELDS},
        "findings": last.findings,
        "runs": len(runs),
        "left_out": left_out,
        "next_due": due.strftime("%Y-%m-%dT%H:%M:%SZ") if due else None,
        "version": last.version,
    }


def _overview(chosen: dict[str, list[Run]], hours: float) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column("site", overflow="fold")
    for heading in ("last crawl", "verdict"):
        table.add_column(heading, no_wrap=True)
    for heading in ("articles", "new", "changed"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("fields", no_wrap=True)
    table.add_column("next due", no_wrap=True)
    now = datetime.now(UTC)
    for name, runs in chosen.items():
        last, due = runs[-1], next_due(runs, hours)
        table.add_row(
            printable(name),
            ago(now, moment(last.ended)),
            Text(_ending(last), style=_STYLES.get(last.verdict, "")),
            str(last.articles),
            str(last.new),
            str(last.counts.get("changed", 0)),
            sparkline([_overall(run) for run in _with_records(runs)]),
            "-" if why_left_out(name, last) else _until(now, due),
        )
    return table


def _until(now: datetime, due: datetime | None) -> str:
    return "now" if due is None or due <= now else f"in {span((due - now).total_seconds())}"


def _ending(run: Run) -> str:
    return run.verdict if run.reason in {"finished", "failed", "shutdown"} else f"{run.verdict} ({run.reason})"


def _details(console: Console, name: str, runs: list[Run], *, fields: bool) -> None:
    last = runs[-1]
    for finding in last.findings:
        console.print(Text(printable(f"{name}: {finding}"), style=_STYLES.get(last.verdict, "")))
    if why := why_left_out(name, last):
        console.print(Text(printable(f"{name}: 'crawl --all' leaves it out: it {why}")))
    if not fields:
        return
    table = Table(title=printable(name), box=box.SIMPLE_HEAD, title_justify="left")
    for heading in ("field", "last", "before", f"the last {_SHOWN} crawls with records"):
        table.add_column(heading, no_wrap=True)
    recorded = _with_records(runs)
    for field in FIELDS:
        shares = [share(run, field) for run in recorded]
        table.add_row(field, _percent(_mean(shares[-1:])), _percent(_mean(shares[:-1])), sparkline(shares))
    console.print(table)


def _with_records(runs: list[Run]) -> list[Run]:
    return [run for run in runs if run.written][-_SHOWN:]


def _overall(run: Run) -> float | None:
    return _mean([share(run, field) for field in FIELDS])


def _mean(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known), 3) if known else None


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{value:.0%}"


def sparkline(values: list[float | None]) -> str:
    """Shares from 0 to 1 as bars, and the last one as a percentage."""
    known = [value for value in values if value is not None]
    if not known:
        return "-"
    bars = "".join(_BARS[min(len(_BARS) - 1, int(value * len(_BARS)))] for value in known)
    return f"{bars} {known[-1]:.0%}"


def ago(now: datetime, then: datetime) -> str:
    """How long ago something was, in words."""
    seconds = (now - then).total_seconds()
    return "in the future" if seconds < -60 else f"{span(max(0.0, seconds))} ago"


def span(seconds: float) -> str:
    """A length of time in its largest unit."""
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"
