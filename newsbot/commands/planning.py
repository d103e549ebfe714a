"""The texts of a schedule: systemd units, a crontab line, a configuration for logrotate."""

from __future__ import annotations

import shlex
from pathlib import Path

from attrs import field, frozen

BEGIN, END = "# newsbot begin", "# newsbot end"
"""What stands around newsbot's lines in a crontab, so that they can be replaced."""


@frozen(kw_only=True)
class Plan:
    """What is to be run, and when.

    :ivar folder: where it is run; :ivar sites: only these, or all.
    :ivar settings: others of newsbot's, which the run is given in its environment: whom to tell, the user's site files.
    :ivar minute: of each hour; :ivar at_once: sites at one time; :ivar timeout: seconds for one site.
    """

    program: str
    folder: Path
    data: Path
    contact: str
    sites: tuple[str, ...]
    minute: int
    at_once: int
    timeout: int
    settings: dict[str, str] = field(factory=dict)

    def environment(self) -> list[str]:
        """What the run is given in its environment, each as NAME=VALUE."""
        values = {**self.settings, "NEWSBOT_DATA": str(self.data), "NEWSBOT_CONTACT": self.contact}
        return [f"{name}={value}" for name, value in values.items()]

    def command(self) -> list[str]:
        """The crawl of what is due."""
        return [
            self.program, "crawl", "--all", *self.sites, "--jobs", str(self.at_once), "--timeout", str(self.timeout),
        ]  # fmt: skip

    @property
    def lock(self) -> Path:
        """The file that keeps a second run away."""
        return self.data / ".crawl-all.lock"

    @property
    def log(self) -> Path:
        """Where cron's runs write; each crawl writes a log of its own, which it rotates itself."""
        return self.data / "crawl-all.log"

    @property
    def limit(self) -> int:
        """Seconds after which the whole run is ended: many sites may be waiting for their turn."""
        return self.timeout * 4


def service(plan: Plan) -> str:
    """The systemd service. A degraded crawl (exit code 3) is no failure of the service."""
    command = " ".join(
        _for_systemd(part) for part in ["/usr/bin/flock", "-n", "-E", "0", str(plan.lock), *plan.command()]
    )
    settings = "\n".join(f"Environment={_for_systemd(setting)}" for setting in plan.environment())
    return f"""[Unit]
Description=newsbot: crawl the sites that are due
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory={_percent(str(plan.folder))}
{settings}
ExecStart={command}
SuccessExitStatus=3
TimeoutStartSec={plan.limit}
TimeoutStopSec=120
KillMode=mixed
Nice=10
NoNewPrivileges=yes
PrivateTmp=yes
"""


def timer(plan: Plan) -> str:
    """The systemd timer: every hour, also after the machine was off."""
    return f"""[Unit]
Description=newsbot: look every hour which sites are due

[Timer]
OnCalendar=*-*-* *:{plan.minute:02d}:00
RandomizedDelaySec=300
Persistent=yes

[Install]
WantedBy=timers.target
"""


def crontab(plan: Plan) -> str:
    """The lines of a crontab, between two comments."""
    limited = ["timeout", "--signal=TERM", "--kill-after=120", str(plan.limit), *plan.command()]
    run = shlex.join(["flock", "-n", str(plan.lock), "env", *plan.environment(), *limited])
    line = f"cd {shlex.quote(str(plan.folder))} && {run} >> {shlex.quote(str(plan.log))} 2>&1"
    state, config = plan.data / ".logrotate.state", plan.data / "logrotate.conf"
    rotate = shlex.join(["logrotate", "-s", str(state), str(config)])
    return "\n".join([BEGIN, f"{plan.minute} * * * * {_for_cron(line)}", f"5 3 * * 0 {_for_cron(rotate)}", END])


def logrotate(plan: Plan) -> str:
    """The configuration of logrotate for the log of cron's runs."""
    return f'"{plan.log}" {{\n    weekly\n    rotate 8\n    compress\n    missingok\n    notifempty\n}}\n'


def _percent(text: str) -> str:
    """``text`` for systemd, where a percent sign begins a specifier."""
    return text.replace("%", "%%")


def _for_systemd(text: str) -> str:
    """One word of a command line or one assignment for systemd."""
    escaped = _percent(text).replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{escaped}"' if any(c in text for c in " \t'\"\\;") else escaped


def _for_cron(line: str) -> str:
    """``line`` for a crontab, where a percent sign ends the command."""
    return line.replace("%", "\\%")
