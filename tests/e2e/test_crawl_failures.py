"""A crawl that cannot go on says why in one line, tells it by its exit code and leaves what was there."""

import json
import os
import resource
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsbot.dataset.lock import Lock
from tests.e2e.web import NEWSBOT, QUICK, Answer, Web, article, environment, listing, run, serving

ARTICLES = [f"/tin/hoi-nghi-ban-chap-hanh-dang-bo-phuong-{i}.html" for i in range(300_000, 300_040)]


@pytest.fixture
def web() -> Iterator[Web]:
    with serving({"/": listing(*ARTICLES), "*": article("Hội nghị Ban Chấp hành")}) as web:
        web.routes["/robots.txt"] = Answer("", 404)
        yield web


def crawl(web: Web, *more: str) -> list[str]:
    return ["crawl", "site", "-a", f"url={web.url}/", *QUICK, *more]


def ids(folder: Path) -> list[str]:
    path = folder / "data" / "127.0.0.1" / "articles.jsonl"
    return [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "name one spider"),
        (["khong-co"], "there is no spider 'khong-co'"),
        (["site", "thanhuytphcm"], "name one spider"),
        (["site", "--khong-co"], "unknown option: --khong-co"),
        (["site", "-a", "url"], "Invalid -a value"),
        (["site", "-a", "ulr=x"], "unknown spider argument: ulr"),
        (["site"], "needs a URL"),
        (["site", "-a", "url="], "not an http(s) URL: ''"),
        (["site", "-a", "url=ftp://127.0.0.1/"], "not an http(s) URL"),
        (["site", "-a", "url=an-phu.example"], "not an http(s) URL"),
        (["site", "-a", "url=http://127.0.0.1/", "-a", "max_pages=0"], "max_pages must be a whole number"),
        (["site", "-a", "url=http://an-phu.example/"], "an-phu.example is a public host: name a contact"),
        (
            ["site", "-a", "url=http://an-phu.example/", "-s", "NEWSBOT_CONTACT=ai đó"],
            "neither a mail address nor a URL",
        ),
        (["thanhuytphcm", "-a", "url=http://127.0.0.1/"], "not on a host of thanhuytphcm"),
    ],
)
def test_a_wrong_argument_is_told_in_one_line(
    arguments: list[str], words: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from scrapy.cmdline import execute  # noqa: PLC0415 (in this process: a second for each case is too long)

    monkeypatch.chdir(tmp_path)
    for name in ("NEWSBOT_CONTACT", "NEWSBOT_DATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "newsbot.settings")
    monkeypatch.setattr("sys.argv", ["newsbot"])
    with pytest.raises(SystemExit) as ended:
        execute(["newsbot", "crawl", *arguments])
    assert ended.value.code == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("newsbot: ")
    assert words in err
    assert list(tmp_path.iterdir()) == []


def test_another_crawl_of_the_site_is_refused(web: Web, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "127.0.0.1"
    folder.mkdir(parents=True)
    lock = Lock(folder / "articles.jsonl.lock")
    try:
        done = run(*crawl(web), cwd=tmp_path)
    finally:
        lock.release()
    assert done.returncode == 1
    words = f"newsbot: data/127.0.0.1 is being written by another process ({os.getpid()})"
    assert done.stderr.splitlines()[-1] == words
    assert done.stderr.count("is being written") == 1
    assert web.requests == []


@pytest.mark.parametrize("output", [False, True], ids=["data", "feed"])
def test_a_place_that_cannot_be_written_is_told_before_anything_is_fetched(
    web: Web, tmp_path: Path, *, output: bool
) -> None:
    (tmp_path / ("out" if output else "data")).write_text("a file, not a folder")
    done = run(*crawl(web, *(["-O", "out/x.jsonl"] if output else [])), cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("newsbot: cannot ")
    assert "Traceback" not in done.stderr
    assert web.requests == []


def test_a_full_disk_ends_the_crawl_and_keeps_what_was_written(web: Web, tmp_path: Path) -> None:
    assert run(*crawl(web, "-a", "max_pages=4"), cwd=tmp_path).returncode == 0
    path = tmp_path / "data" / "127.0.0.1" / "articles.jsonl"
    before = path.read_bytes()
    limit = len(before) + 500

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    web.pause = 0.05
    done = run(*crawl(web), "-s", "NEWSBOT_WARC=0", cwd=tmp_path, preexec_fn=no_room)
    web.pause = 0
    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if "cannot write" in line] == [
        "newsbot: cannot write data/127.0.0.1/articles.jsonl: File too large"
    ]
    assert "Traceback" not in done.stderr
    assert path.read_bytes() == before
    assert len(web.requests) < len(ARTICLES)
    assert run(*crawl(web), cwd=tmp_path).returncode == 0
    assert len(ids(tmp_path)) == len(set(ids(tmp_path))) == len(ARTICLES)


@pytest.mark.parametrize(("kill", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_what_was_found_is_kept_and_the_same_command_finds_the_rest(
    web: Web, tmp_path: Path, kill: signal.Signals, code: int
) -> None:
    web.pause = 0.03
    with subprocess.Popen(  # noqa: S603
        [*NEWSBOT, *crawl(web)], cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, text=True
    ) as process:
        deadline = time.monotonic() + 30
        while len(ids(tmp_path)) < 5 and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(kill)
        _, err = process.communicate(timeout=30)
    assert process.returncode == code
    kept = ids(tmp_path)
    assert 5 <= len(kept) < len(ARTICLES)
    if kill is signal.SIGINT:
        assert err.splitlines()[-1].startswith("newsbot: interrupted: what was found is written")
    web.pause = 0
    assert run(*crawl(web), cwd=tmp_path).returncode == 0
    assert ids(tmp_path)[: len(kept)] == kept
    assert len(ids(tmp_path)) == len(set(ids(tmp_path))) == len(ARTICLES)


@pytest.mark.parametrize("status", [503, 429])
def test_an_unreachable_robots_txt_closes_the_site(web: Web, tmp_path: Path, status: int) -> None:
    web.routes["/robots.txt"] = Answer("User-agent: *\nAllow: /", status)
    done = run(*crawl(web, "-s", "RETRY_TIMES=0"), cwd=tmp_path)
    assert done.returncode == 1
    assert f"robots.txt answers {status}, so the host is closed" in done.stderr.splitlines()[-1]
    assert web.requests == ["/robots.txt"]


def test_a_missing_robots_txt_opens_the_site_whatever_the_error_page_says(web: Web, tmp_path: Path) -> None:
    web.routes["/robots.txt"] = Answer("User-agent: *\nDisallow: /", 403)
    assert run(*crawl(web, "-a", "max_pages=2"), cwd=tmp_path).returncode == 0
    assert len(ids(tmp_path)) == 1


@pytest.mark.parametrize("reason", ["missing", "elsewhere", "closed", "nobody"])
def test_a_start_page_that_cannot_be_had_fails_the_crawl(web: Web, tmp_path: Path, reason: str) -> None:
    url = web.url + "/x"
    words = {
        "missing": "newsbot: cannot start at {}: the server answers 404",
        "elsewhere": "newsbot: {} redirects to http://127.0.0.1:1/, which is another host",
        "closed": "newsbot: cannot start at {}: closed by robots.txt",
        "nobody": "newsbot: cannot start at {}: http://127.0.0.1:1/robots.txt cannot be fetched, so the host is closed",
    }[reason]
    web.routes["/x"] = Answer("", 404)
    if reason == "elsewhere":
        web.routes["/x"] = Answer("", 301, {"Location": "http://127.0.0.1:1/"})
    elif reason == "closed":
        web.routes["/robots.txt"] = Answer("User-agent: *\nDisallow: /x", headers={"Content-Type": "text/plain"})
    elif reason == "nobody":
        url = "http://127.0.0.1:1/x"
    done = run("crawl", "site", "-a", f"url={url}", *QUICK, "-s", "RETRY_TIMES=0", cwd=tmp_path)
    assert done.returncode == 1
    *_, summary, last = done.stderr.splitlines()
    assert last.startswith(words.format(url))
    assert ("1 closed by robots.txt" in summary) == (reason == "closed")
    assert ("1 not fetched (robots-refused 1)" in summary) == (reason == "nobody")
    assert "Traceback" not in done.stderr


def test_a_name_that_leads_to_this_machine_is_refused_unless_it_is_named(web: Web, tmp_path: Path) -> None:
    name = socket.gethostname()
    try:
        private = socket.gethostbyname(name)
    except OSError:
        pytest.skip("the name of this machine leads nowhere")
    if private != "127.0.0.1" or name == "localhost":
        pytest.skip("the name of this machine does not lead to it")
    command = [
        "crawl",
        "site",
        "-a",
        f"url=http://{name}:{web.port}/",
        *QUICK,
        "-s",
        "NEWSBOT_CONTACT=a@an-phu.example",
    ]
    done = run(*command, cwd=tmp_path)
    assert done.returncode == 1
    assert f"{name} leads to 127.0.0.1, which is no public address" in done.stderr.splitlines()[-1]
    assert web.requests == []
    done = run(*command, "-s", f"NEWSBOT_PRIVATE_HOSTS={name}", "-a", "max_pages=2", cwd=tmp_path)
    assert done.returncode == 0
    assert len(web.requests) == 3
