"""The replica site, crawled by the real spider through the real engine, is what its annotation says."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import define

from newsbot.commands.demo import replica_site
from newsbot.pages.article import extract_article
from newsbot.records import from_dict, to_json_line
from newsbot.schema import validator
from newsbot.sites import all_sites
from tests.e2e.web import QUICK, SCRAPY, environment, run

ROOT = Path(__file__).resolve().parents[2]
REPLICA = ROOT / "fixtures" / "replica"
ROUTES: dict[str, dict[str, Any]] = json.loads((REPLICA / "site.json").read_text(encoding="utf-8"))["routes"]
TRUTH = json.loads((REPLICA / "truth.json").read_text(encoding="utf-8"))
NOW = "2025-01-05T01:00:00Z"
SCRIPT = """
import sys
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings
from newsbot.commands.demo import replica_site
settings = get_project_settings()
settings.setdict({"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "LOG_LEVEL": "WARNING"})
process = AsyncCrawlerProcess(settings)
crawler = process.create_crawler("thanhuytphcm")
process.crawl(crawler, site=replica_site(sys.argv[1]))
process.start()
print(crawler.stats.get_value("finish_reason"))
"""


@define
class Crawled:
    """What two crawls of the replica left behind."""

    url: str
    first: bytes
    second: bytes
    requests: list[list[str]]
    output: list[str]

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.first.splitlines()]


@pytest.fixture(scope="module")
def replica(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    log = tmp_path_factory.mktemp("replica") / "access.log"
    command = [sys.executable, str(REPLICA / "serve.py"), "--access-log", str(log)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        yield process.stdout.readline().split()[1], log
        process.send_signal(signal.SIGTERM)


@pytest.fixture(scope="module")
def crawled(replica: tuple[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    url, log = replica
    folder = tmp_path_factory.mktemp("crawl")
    path = folder / "data" / "demo" / "articles.jsonl"
    contents, requests, output, seen = [], [], [], 0
    for _ in range(2):
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-c", SCRIPT, url],
            cwd=folder,
            env=environment({"SCRAPY_SETTINGS_MODULE": "newsbot.settings", "NEWSBOT_NOW": NOW}),
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        output.append(done.stdout)
        contents.append(path.read_bytes())
        lines = log.read_text(encoding="utf-8").splitlines()
        requests.append(lines[seen:])
        seen = len(lines)
    return Crawled(url, *contents, requests, output)


def test_every_article_is_found_once_and_nothing_else(crawled: Crawled) -> None:
    ids = [record["id"] for record in crawled.records]
    assert sorted(ids) == sorted(row["id"] for row in TRUTH["articles"])
    assert crawled.output == ["finished\n", "finished\n"]


def test_the_records_say_what_the_pages_say(crawled: Crawled) -> None:
    by_id = {record["id"]: record for record in crawled.records}
    for row in TRUTH["articles"]:
        record = by_id[row["id"]]
        assert record["url"] == crawled.url + row["path"]
        assert record["title"] == row["title"]
        assert record["published_date"] == row["published_date"]
        assert [person["name"] for person in record["attendees"]] == [person["name"] for person in row["attendees"]]
        assert (record["byline"] or {}).get("text") == row["byline"]


def test_a_record_equals_the_one_read_from_the_file(crawled: Crawled) -> None:
    lines = {json.loads(line)["url"]: line.decode() for line in crawled.first.splitlines()}
    for row in TRUTH["articles"]:
        body = (REPLICA / ROUTES[row["path"]]["file"]).read_bytes()
        url = crawled.url + row["path"]
        offline = extract_article(body, url, fetched_at=NOW, site=replica_site(crawled.url))
        offline.archive = from_dict(json.loads(lines[url])).archive  # the file knows no WARC record
        assert lines[url] == to_json_line(offline)


def test_every_line_is_valid(crawled: Crawled) -> None:
    assert crawled.first.endswith(b"\n")
    for record in crawled.records:
        validator()(record)
        assert record["fetched_at"] == NOW


def test_the_second_crawl_reads_the_listings_and_writes_nothing(crawled: Crawled) -> None:
    assert crawled.second == crawled.first
    asked = {line.split()[1] for line in crawled.requests[1]}
    assert {target for target in ROUTES if target == "/" or target.startswith("/nhom-tin/")} <= asked
    assert not asked & {row["path"] for row in TRUTH["articles"]}


def test_nothing_that_robots_txt_closes_is_asked_for(crawled: Crawled) -> None:
    assert crawled.requests[0][0] == "GET /robots.txt 200"
    targets = [line.split()[1] for line in crawled.requests[0]]
    assert not [target for target in targets if re.match(r"/(?:tim-kiem|in-bai/|api/)", target)]
    assert len(targets) == len(set(targets))


# The commands of Scrapy, in the project and anywhere


def test_crawl_writes_the_same_records_to_a_feed(replica: tuple[str, Path], tmp_path: Path) -> None:
    arguments = ["crawl", "site", "-a", f"url={replica[0]}/", "-O", "out/found.jsonl", *QUICK]
    done = run(*arguments, "-s", f"NEWSBOT_NOW={NOW}", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    lines = (tmp_path / "data" / "127.0.0.1" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    feed = (tmp_path / "out" / "found.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert [json.loads(line) for line in feed] == records
    assert [list(json.loads(line)) for line in feed] == [list(record) for record in records]
    assert "Quận" in feed[0] + feed[1]
    assert {record["id"].partition(":")[2] for record in records} >= {row["id"][5:] for row in TRUTH["articles"]}
    summary = done.stderr.splitlines()[-1]
    assert re.match(r"data/127\.0\.0\.1/articles\.jsonl: \d+ pages, 16 new articles, \d+ dropped \(listing ", summary)


def test_the_project_works_with_scrapy_itself(replica: tuple[str, Path], tmp_path: Path) -> None:
    listed = run("list", program=SCRAPY, cwd=ROOT)
    assert listed.stdout.split() == sorted([*all_sites(), "site"])
    assert run("list", cwd=tmp_path).stdout == listed.stdout
    assert run("check", program=SCRAPY, cwd=ROOT).returncode == 0

    row = TRUTH["articles"][3]
    parsed = run("parse", "--spider=site", "--nolog", "--nocolour", replica[0] + row["path"], program=SCRAPY, cwd=ROOT)
    assert parsed.returncode == 0
    assert row["title"] in parsed.stdout
    parsed = run("parse", "--spider=site", "--nolog", "--nocolour", replica[0] + "/", program=SCRAPY, cwd=ROOT)
    assert f"<GET {replica[0]}/nhom-tin/xay-dung-dang-1425350014>" in parsed.stdout
    assert not (ROOT / "data" / "127.0.0.1").exists()
