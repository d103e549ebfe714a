"""Which sites are crawled, when, and what is handed to systemd and cron."""

import json
import os
import shlex
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsbot.commands import fleet
from newsbot.commands.fleet import Done, Job, belongs, is_due, jobs, last_words, run_all, shard
from newsbot.commands.planning import BEGIN, END, Plan, crontab, logrotate, service, timer
from newsbot.commands.status import ago, span, sparkline
from newsbot.dataset.runs import Run, append_run
from newsbot.errors import UsageError
from newsbot.sites import all_sites
from tests.e2e.web import run

PLAN = Plan(
    program="/opt/newsbot/bin/newsbot",
    folder=Path("/srv/tin tức 100%"),
    data=Path("/srv/kho"),
    contact="a@an-phu.example",
    sites=("an-phu",),
    minute=7,
    at_once=2,
    timeout=3600,
    settings={"NEWSBOT_SITES": "/srv/trang của tôi"},
)


def noted(data: Path, name: str, spider: str = "site", ended: str = "2025-01-05T02:00:00Z") -> None:
    (data / name).mkdir(parents=True)
    append_run(data / name, Run(started=ended, ended=ended, spider=spider, start=[f"http://{name}/"]))


def test_the_sites_are_those_with_a_file_and_those_crawled_before(tmp_path: Path) -> None:
    noted(tmp_path, "an-phu.example")
    noted(tmp_path, "demo", spider="thanhuytphcm")
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x")
    found = {job.site: job.arguments for job in jobs(tmp_path)}
    assert set(found) == {*(name for name, site in all_sites().items() if site.start), "an-phu.example"}
    assert found["an-phu.example"] == ("site", "-a", "url=http://an-phu.example/")
    assert [job.site for job in jobs(tmp_path, ["an-phu.example"])] == ["an-phu.example"]
    with pytest.raises(UsageError, match="'demo' has no site file with a start page, and was not crawled"):
        jobs(tmp_path, ["demo"])
    with pytest.raises(UsageError, match="there is no site 'khong-co'"):
        jobs(tmp_path, ["khong-co"])


def test_status_and_all_agree_on_sites_without_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, own = tmp_path / "data", tmp_path / "own"
    noted(data, "an-phu.example")
    noted(data, "demo", spider="thanhuytphcm")
    noted(data, "bo-di.example", spider="bo-di.example")  # it had a file once
    own.mkdir()
    (own / "tan-lap.toml").write_text(
        'name = "tan-lap"\nhosts = ["tan-lap.example"]\nstart = ["https://tan-lap.example/"]\nverified = "text"\n'
    )
    noted(data, "tan-lap.example")  # before it had a file

    def due(*more: str) -> tuple[set[str], set[str], str]:
        listed = json.loads(run("status", "--json", *more, cwd=tmp_path).stdout)
        shown = run("status", *more, cwd=tmp_path).stdout
        all_ = {job.site for job in jobs(data)} & {one["site"] for one in listed}
        return all_, {one["site"] for one in listed if one["next_due"]}, " ".join(shown.split())

    crawled, told, shown = due()
    assert crawled == told == {"an-phu.example", "tan-lap.example"}
    assert "demo: 'crawl --all' leaves it out: it has no site file with a start page, and was not" in shown
    assert f"'crawl --all' crawls {len(jobs(data)) - 2} more: sites that have a file and no crawl yet" in shown
    monkeypatch.setenv("NEWSBOT_SITES", str(own))
    crawled, told, shown = due("-s", f"NEWSBOT_SITES={own}")
    assert crawled == told == {"an-phu.example"}
    assert "tan-lap" in {job.site for job in jobs(data)}
    assert (
        "tan-lap.example: 'crawl --all' leaves it out: it is crawled as tan-lap now, which its host belongs to" in shown
    )


def test_a_site_is_due_when_its_time_has_come(tmp_path: Path) -> None:
    noted(tmp_path, "an-phu.example")
    job = Job("an-phu.example", ())
    assert not is_due(job, tmp_path, 12, datetime(2025, 1, 5, 13, 59, tzinfo=UTC))
    assert is_due(job, tmp_path, 12, datetime(2025, 1, 5, 14, 0, tzinfo=UTC))
    assert is_due(Job("never-crawled", ()), tmp_path, 12, datetime(2025, 1, 5, tzinfo=UTC))


def test_each_site_belongs_to_one_part() -> None:
    names = [f"site-{number}.example" for number in range(200)]
    for name in names:
        assert [belongs(name, (number, 4)) for number in range(1, 5)].count(True) == 1
    assert all(30 < sum(belongs(name, (number, 4)) for name in names) < 70 for number in range(1, 5))
    assert shard("2/4") == (2, 4)


@pytest.mark.parametrize("text", ["0/4", "5/4", "x/4", "4", "/", "1/0", "-1/4"])
def test_a_part_that_there_is_not(text: str) -> None:
    with pytest.raises(UsageError, match="--shard must be i/n"):
        shard(text)


# Running side by side, with a stand-in for newsbot

STAND_IN = """
import signal, sys, time
from pathlib import Path
signal.signal(signal.SIGTERM, lambda *_: sys.exit(130))
mark = Path("running") / sys.argv[2]
mark.touch()
print("at once", len(list(Path("running").iterdir())), *sys.argv[1:], flush=True)
time.sleep(float(sys.argv[3]))
mark.unlink()
sys.exit(int(sys.argv[4]))
"""


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "running").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(fleet, "_PROGRAM", [sys.executable, "-c", STAND_IN])
    return tmp_path


def test_so_many_run_at_one_time_each_with_its_log(stand_in: Path) -> None:
    chosen = [Job(f"s{number}", (f"s{number}", "0.2", str(number % 2))) for number in range(5)]
    told: list[Done] = []
    done = run_all(chosen, stand_in / "kho", ["-s", "X=1"], at_once=2, timeout=None, tell=told.append)
    assert done == told
    assert sorted((one.job.site, one.code) for one in done) == [("s0", 0), ("s1", 1), ("s2", 0), ("s3", 1), ("s4", 0)]
    logs = [(stand_in / "kho" / f"s{number}" / "crawl.log").read_text() for number in range(5)]
    assert all(log.endswith(f"crawl s{number} 0.2 {number % 2} -s X=1\n") for number, log in enumerate(logs))
    assert max(int(log.split()[2]) for log in logs) <= 2


def test_one_whose_time_is_up_is_ended_in_order(stand_in: Path) -> None:
    (done,) = run_all([Job("s", ("s", "60", "0"))], stand_in, [], at_once=1, timeout=0.5, tell=lambda _: None)
    assert done.code == 130
    assert done.seconds < 20


def test_a_stop_ends_all_and_begins_no_more(stand_in: Path) -> None:
    chosen = [Job(f"s{number}", (f"s{number}", "60", "0")) for number in range(3)]
    stopped = iter([False] * 12)
    done = run_all(
        chosen, stand_in, [], at_once=2, timeout=None, tell=lambda _: None, is_stopped=lambda: next(stopped, True)
    )
    assert [one.code for one in done] <= [130, 130]
    assert {one.job.site for one in done} == {"s0", "s1"}


def test_a_log_that_has_grown_is_set_aside(stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fleet, "MAX_LOG", 10)
    (stand_in / "s").mkdir()
    (stand_in / "s" / "crawl.log").write_text("x" * 11)
    run_all([Job("s", ("s", "0", "0"))], stand_in, [], at_once=1, timeout=None, tell=lambda _: None)
    assert (stand_in / "s" / "crawl.log.1").read_text() == "x" * 11
    assert (stand_in / "s" / "crawl.log").read_text().startswith("at once")


def test_one_that_cannot_be_started_does_not_keep_the_others_from_it(stand_in: Path) -> None:
    (stand_in / "kho").mkdir()
    (stand_in / "kho" / "s0").write_text("a file where the folder of a site should be")
    chosen = [Job(f"s{number}", (f"s{number}", "0", "0")) for number in range(3)]
    done = run_all(chosen, stand_in / "kho", [], at_once=1, timeout=None, tell=lambda _: None)
    assert [(one.job.site, one.code) for one in done] == [("s0", 1), ("s1", 0), ("s2", 0)]
    assert done[0].death is not None
    assert done[0].death.startswith("cannot write ")
    assert [one.death for one in done[1:]] == [None, None]


def test_a_crawl_that_was_killed_has_last_words(tmp_path: Path) -> None:
    noted(tmp_path, "an-phu.example")
    job = jobs(tmp_path, ["an-phu.example"])[0]
    died = last_words(tmp_path, Done(job, -9, 1.0))
    append_run(tmp_path / job.site, died)
    assert (died.verdict, died.error) == ("failed", "the crawl was killed by signal 9")
    assert jobs(tmp_path, ["an-phu.example"]) == [job]  # the next one can be started as this one was
    assert not is_due(job, tmp_path, 12, datetime.fromisoformat(died.ended))


# What is handed to systemd and cron


def test_the_units_lock_limit_and_name_the_contact() -> None:
    text = service(PLAN)
    assert "WorkingDirectory=/srv/tin tức 100%%\n" in text
    assert "Environment=NEWSBOT_CONTACT=a@an-phu.example\n" in text
    assert 'Environment="NEWSBOT_SITES=/srv/trang của tôi"\n' in text
    start = (
        "flock -n -E 0 /srv/kho/.crawl-all.lock /opt/newsbot/bin/newsbot crawl --all an-phu --jobs 2 --timeout 3600\n"
    )
    assert start in text
    assert "TimeoutStartSec=14400\n" in text
    assert "SuccessExitStatus=3\n" in text
    assert "OnCalendar=*-*-* *:07:00\n" in timer(PLAN)


def test_the_crontab_survives_cron_and_the_shell() -> None:
    begin, crawl, rotate, end = crontab(PLAN).splitlines()
    assert (begin, end) == (BEGIN, END)
    assert crawl.startswith("7 * * * * cd '/srv/tin tức 100\\%' && flock -n ")
    words = shlex.split(crawl.replace("\\%", "%"))
    assert "NEWSBOT_SITES=/srv/trang của tôi" in words
    assert words[words.index("timeout") : words.index(">>")] == [
        "timeout", "--signal=TERM", "--kill-after=120", "14400", "/opt/newsbot/bin/newsbot", "crawl", "--all", "an-phu",
        "--jobs", "2", "--timeout", "3600",
    ]  # fmt: skip
    assert "logrotate" in rotate
    assert logrotate(PLAN).startswith('"/srv/kho/crawl-all.log" {\n    weekly\n')


def tools(folder: Path) -> dict[str, str]:
    """Stand-ins for crontab and systemctl, and the environment that finds them."""
    (folder / "bin").mkdir()
    scripts = {
        "crontab": 'if [ "$1" = -l ]; then cat table 2>/dev/null; else cat > table; fi',
        "systemctl": 'echo "$@" >> systemctl.log',
    }
    for name, script in scripts.items():
        path = folder / "bin" / name
        path.write_text(f"#!/bin/sh\ncd {shlex.quote(str(folder))}\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return {"PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}", "NEWSBOT_CONTACT": "a@an-phu.example"}


def test_the_settings_of_today_are_those_of_the_schedule(tmp_path: Path) -> None:
    env = {"NEWSBOT_CONTACT": "a@an-phu.example", "NEWSBOT_NOW": "2025-01-05T01:00:00Z", "NEWSBOT_WEBHOOK": "http://x/"}
    done = run("schedule", "-s", "NEWSBOT_DAILY_BUDGET=500", cwd=tmp_path, env=env)
    assert done.returncode == 0, done.stderr
    lines = [line for line in done.stdout.splitlines() if line.startswith("Environment=")]
    assert lines == [
        "Environment=NEWSBOT_CONTACT=a@an-phu.example",
        "Environment=NEWSBOT_DAILY_BUDGET=500",
        "Environment=NEWSBOT_WEBHOOK=http://x/",
        f"Environment=NEWSBOT_DATA={tmp_path / 'data'}",
    ]


def test_nothing_is_changed_without_install(tmp_path: Path) -> None:
    env = tools(tmp_path)
    done = run("schedule", "--cron", cwd=tmp_path, env=env)
    assert done.returncode == 0, done.stderr
    assert "* * * * cd " in done.stdout
    assert "nothing is changed" in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"bin"}
    done = run("schedule", "--cron", "--install", cwd=tmp_path, env=env, input="no\n")
    assert {path.name for path in tmp_path.iterdir()} == {"bin"}


def test_the_crontab_is_installed_once_beside_what_was_there(tmp_path: Path) -> None:
    env = tools(tmp_path)
    (tmp_path / "table").write_text("0 0 * * * true\n")
    for minute in ("5", "25"):
        done = run("schedule", "--cron", "--install", "--yes", "--minute", minute, cwd=tmp_path, env=env)
        assert done.returncode == 0, done.stderr
    lines = (tmp_path / "table").read_text().splitlines()
    assert lines[0] == "0 0 * * * true"
    assert [line.split()[0] for line in lines if "crawl --all" in line] == ["25"]
    assert (tmp_path / "data" / "logrotate.conf").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["schedule", "--minute", "60"], "--minute is 0 to 59"),
        (["schedule", "khong-co"], "there is no site 'khong-co'"),
        (["schedule", "-s", "NEWSBOT_CONTACT="], "name a contact first"),
        (["crawl", "--all", "--shard", "3/2"], "--shard must be i/n"),
        (["crawl", "--all", "-a", "url=x"], "--all takes neither"),
        (["crawl", "--all", "--jobs", "0"], "--jobs must be"),
        (["crawl", "--all", "khong-co"], "there is no site 'khong-co'"),
        (["crawl", "site", "--now"], "belong to --all"),
        (["status", "khong-co"], "no crawl of 'khong-co' is noted"),
    ],
)
def test_a_wrong_option_is_one_line(
    arguments: list[str], words: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from scrapy.cmdline import execute  # noqa: PLC0415 (in this process: a second for each case is too long)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "newsbot.settings")
    monkeypatch.setattr("sys.argv", ["newsbot"])
    with pytest.raises(SystemExit) as ended:
        execute(["newsbot", *arguments])
    assert ended.value.code == 2
    err = capfd.readouterr().err
    assert err.count("\n") == 1
    assert words in err


# What status shows


def test_bars_and_spans() -> None:
    assert sparkline([0.0, 0.5, None, 1.0]) == "▁▅█ 100%"
    assert sparkline([None]) == sparkline([]) == "-"
    now = datetime(2025, 1, 5, 12, tzinfo=UTC)
    assert ago(now, datetime(2025, 1, 5, 9, tzinfo=UTC)) == "3 h ago"
    assert ago(now, datetime(2025, 1, 6, tzinfo=UTC)) == "in the future"
    assert [span(seconds) for seconds in (5, 90, 7200, 200_000)] == ["5 s", "2 min", "2 h", "2 d"]
