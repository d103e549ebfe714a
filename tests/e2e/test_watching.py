"""An operator sees how the crawls went: the history, the status, the exit codes, many sites at once."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from tests.e2e.web import QUICK, Answer, Web, article, listing, run, serving

ARTICLES = [f"/tin/hoi-nghi-ban-chap-hanh-dang-bo-phuong-{500_000 + number}.html" for number in range(12)]


def site() -> dict[str, Answer]:
    pages = {
        path: article(f"Hội nghị số {number + 1000}", f"Báo cáo {number}.") for number, path in enumerate(ARTICLES)
    }
    return {"/": listing(*ARTICLES), **pages}


def crawl(web: Web, folder: Path, *more: str) -> Any:
    return run("crawl", "site", "-a", f"url={web.url}/", *QUICK, "-s", "NEWSBOT_WARC=0", *more, cwd=folder)


def history(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "data" / "127.0.0.1" / "runs.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_each_crawl_leaves_a_line_and_status_shows_the_last(tmp_path: Path) -> None:
    assert run("status", cwd=tmp_path).stderr == "newsbot: no crawl is noted in " + str(Path("data")) + "\n"
    with serving(site()) as web:
        assert crawl(web, tmp_path).returncode == 0
        assert crawl(web, tmp_path).returncode == 0
        first, second = history(tmp_path)
        assert (first["articles"], first["written"], first["full"], first["verdict"]) == (12, 12, True, "ok")
        assert first["coverage"]["title"] == first["coverage"]["byline"] == 12
        assert first["statuses"] == {"200": 13, "404": 1}
        assert first["start"] == [f"{web.url}/"]
        assert re.fullmatch(r"\d+\.\d+\.\d+", first["version"])
        assert (second["written"], second["counts"]["known"], second["full"]) == (0, 12, False)

        shown = run("status", cwd=tmp_path)
        assert shown.returncode == 0
        assert re.search(r"127\.0\.0\.1 +\d+ s ago +ok +12 +0 +0 +\S \d+% +in 12 h", shown.stdout)
        data = json.loads(run("status", "--json", cwd=tmp_path).stdout)
        assert [(one["site"], one["verdict"], one["articles"], one["runs"]) for one in data] == [
            ("127.0.0.1", "ok", 12, 2)
        ]

        web.routes = {"*": Answer("lỗi", 500)}
        failed = crawl(web, tmp_path, "-s", "RETRY_TIMES=0")
        assert failed.returncode == 1
        shown = run("status", "127.0.0.1", cwd=tmp_path)
        assert shown.returncode == 1
        assert "FinishReasonMonitor: it ended early: " in shown.stdout.replace("\n", " ")
        assert re.search(r"title +100% +- +█ 100%", shown.stdout)
        assert json.loads(run("status", "--json", cwd=tmp_path).stdout)[0]["next_due"] > history(tmp_path)[-1]["ended"]


def test_a_degraded_crawl_has_its_exit_code_and_says_why(tmp_path: Path) -> None:
    with serving(site()) as web:
        for number in range(1, 3):
            pages = {path: page for path, page in site().items() if path != "/"}
            more = {path.replace("-5000", f"-5{number}00"): page for path, page in pages.items()}
            web.routes = {**site(), **more, "/": listing(*more)}
            assert crawl(web, tmp_path).returncode == 0
        bare = {
            path.replace("-5000", "-5900"): Answer(str(page.body).replace("Hoài Thu", ""))
            for path, page in pages.items()
        }
        web.routes = {**bare, "/": listing(*bare)}
        done = crawl(web, tmp_path)
    assert done.returncode == 3
    assert "FieldCoverageMonitor: byline is filled in 0% of records, before 100%" in done.stderr
    assert run("status", cwd=tmp_path).returncode == 3
    assert history(tmp_path)[-1]["verdict"] == "degraded"


def test_all_crawls_what_is_due_in_a_process_of_its_own(tmp_path: Path) -> None:
    with serving(site()) as web:
        crawl(web, tmp_path, "-a", "max_pages=5")
        before = len(web.requests)
        done = run("crawl", "--all", "127.0.0.1", cwd=tmp_path)
        assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "no site is due")
        assert len(web.requests) == before
        quick = [*QUICK, "-s", "NEWSBOT_WARC=0"]
        done = run("crawl", "--all", "127.0.0.1", "--now", *quick, "--shard", "1/1", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "127.0.0.1: exit code 0 after" in done.stderr
    log = (tmp_path / "data" / "127.0.0.1" / "crawl.log").read_text(encoding="utf-8")
    assert "8 new articles" in log.splitlines()[-1]
    assert len(history(tmp_path)) == 2


def test_a_dataset_that_cannot_be_opened_is_told_to_whom_it_may_concern(tmp_path: Path) -> None:
    received: list[bytes] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            """Stay silent."""

    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "127.0.0.1").write_text("a file where the folder should be")
    with serving(site()) as web, HTTPServer(("127.0.0.1", 0), Hook) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        done = crawl(web, tmp_path, "-s", f"NEWSBOT_WEBHOOK=http://127.0.0.1:{server.server_address[1]}/")
        server.shutdown()
    assert done.returncode == 1
    (told,) = map(json.loads, received)
    assert (told["verdict"], told["site"]) == ("failed", "127.0.0.1")
    assert told["error"].startswith("cannot create data/127.0.0.1")
