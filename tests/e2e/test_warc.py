"""A crawl, its archive read again, and the pages in a folder give the same dataset, byte for byte."""

from __future__ import annotations

import gzip
import json
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from newsbot.archive.http import read_response
from newsbot.archive.page import Page
from newsbot.archive.warc import Record
from tests.archive.warcs import open_source, read
from tests.e2e.web import NEWSBOT, QUICK, Answer, Web, article, environment, listing, run, serving

ROOT = Path(__file__).resolve().parents[2]
REPLICA = ROOT / "fixtures" / "replica" / "serve.py"
ARTICLES = [f"/tin-tuc/hoi-nghi-{number}.html" for number in range(10_000, 10_024)]


@frozen
class Crawled:
    """A site that was crawled.

    :ivar folder: where its dataset and archive lie.
    """

    folder: Path

    @property
    def lines(self) -> bytes:
        return (self.folder / "articles.jsonl").read_bytes()

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.lines.splitlines()]

    @property
    def warcs(self) -> list[Path]:
        return sorted((self.folder / "warc").glob("*.warc.gz"))

    def archived(self) -> list[Record]:
        found = [read(path) for path in self.warcs]
        assert [damage for _, damage in found if damage] == []
        return [record for records, _ in found for record in records]


def crawl(url: str, *more: str) -> list[str]:
    return ["crawl", "site", "-a", f"url={url}/", *QUICK, *more]


def extract(source: Path | str, out: Path, *more: str) -> bytes:
    done = run("extract", str(source), "-o", str(out), *more, cwd=out.parent)
    assert done.returncode == 0, done.stderr
    return out.read_bytes()


@pytest.fixture(scope="module")
def replica(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    """The replica site, crawled twice, the second time asking for everything again."""
    folder = tmp_path_factory.mktemp("replica")
    with subprocess.Popen([sys.executable, str(REPLICA)], stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        assert server.stdout is not None
        url = server.stdout.readline().split()[1]
        for more in ([], ["-a", "refresh=yes"]):
            done = run(*crawl(url, *more), cwd=folder)
            assert done.returncode == 0, done.stderr
        yield Crawled(folder / "data" / "127.0.0.1")
        server.send_signal(signal.SIGTERM)


@pytest.fixture
def web() -> Iterator[Web]:
    with serving({"/": listing(*ARTICLES), "*": article("Hội nghị Ban Chấp hành")}) as web:
        for number, path in enumerate(ARTICLES):
            web.routes[path] = article(f"Hội nghị lần thứ {number}", f"Chi bộ {number} báo cáo.")
        web.routes["/robots.txt"] = Answer(
            "User-agent: *\nDisallow: /tim-kiem\n", headers={"Content-Type": "text/plain"}
        )
        yield web


@pytest.mark.parametrize("workers", ["1", "4"])
def test_the_archive_gives_the_dataset_of_the_crawl(replica: Crawled, tmp_path: Path, workers: str) -> None:
    assert len(replica.records) == 16
    for source in (replica.folder / "warc", replica.folder):
        out = tmp_path / "out.jsonl"
        assert extract(source, out, "--captures", "changed", "--workers", workers) == replica.lines


def test_a_folder_of_the_pages_gives_it_too(replica: Crawled, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    lines = []
    for number, page in enumerate(entry for entry in open_source(replica.warcs[0]) if isinstance(entry, Page)):
        (folder / f"{number:03}.html").write_bytes(page.body)
        headers = dict(page.headers or {})
        entry = {"file": f"{number:03}.html", "url": page.url, "fetched_at": page.fetched_at, "headers": headers}
        lines.append(json.dumps(entry))
    (folder / "manifest.jsonl").write_text("\n".join(lines))
    without_pointer = re.sub(rb'"archive":\{[^}]*\}', b'"archive":null', replica.lines)
    assert without_pointer != replica.lines
    assert extract(folder, tmp_path / "out.jsonl", "--captures", "changed") == without_pointer


def test_every_exchange_is_archived(replica: Crawled) -> None:
    records = replica.archived()
    answers = [record for record in records if record.type in {"response", "revisit"}]
    statuses = {read_response(record.block).status for record in answers}
    assert {200, 404} <= statuses
    assert sum(record.url.endswith("/robots.txt") for record in answers) == 2
    assert sum(record.type == "request" for record in records) == len(answers)
    assert all(record.headers["warc-ip-address"] == "127.0.0.1" for record in answers)


def test_other_tools_find_nothing_wrong(replica: Crawled) -> None:
    check = [sys.executable, "-c", "from warcio.cli import main; main()", "check", *map(str, replica.warcs)]
    done = subprocess.run(check, capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stdout) == (0, "")
    done = run("verify", str(replica.folder), cwd=replica.folder)
    assert done.stderr == "archives 2, files of records 1, records 16: all is well\n"


def test_bodies_are_archived_as_they_came(web: Web, tmp_path: Path) -> None:
    packed = gzip.compress(article("Hội nghị lần thứ 0").body.encode())  # type: ignore[union-attr]
    web.routes[ARTICLES[0]] = Answer(packed, headers={"Content-Encoding": "gzip"})
    assert run(*crawl(web.url), cwd=tmp_path).returncode == 0
    crawled = Crawled(tmp_path / "data" / "127.0.0.1")
    (record,) = [r for r in crawled.archived() if r.url.endswith(ARTICLES[0]) and r.type == "response"]
    assert record.block.endswith(packed)
    assert extract(crawled.folder / "warc", tmp_path / "out.jsonl") == crawled.lines


def test_redirects_are_archived(web: Web, tmp_path: Path) -> None:
    web.routes["/trang-chu"] = web.routes["/"]
    web.routes["/"] = Answer("", 301, {"Location": "/trang-chu"})
    assert run(*crawl(web.url, "-a", "max_pages=2"), cwd=tmp_path).returncode == 0
    records = Crawled(tmp_path / "data" / "127.0.0.1").archived()
    answers = [record for record in records if record.type == "response"]
    found = [(record.url.removeprefix(web.url), read_response(record.block).status) for record in answers]
    assert found[:3] == [("/robots.txt", 200), ("/", 301), ("/trang-chu", 200)]
    notes = [record.block for record in records if record.type == "metadata" and record.url.endswith("/trang-chu")]
    assert f"via: {web.url}/\r\n".encode() in notes[0]


def test_it_can_be_switched_off(web: Web, tmp_path: Path) -> None:
    assert run(*crawl(web.url, "-s", "NEWSBOT_WARC=0"), cwd=tmp_path).returncode == 0
    crawled = Crawled(tmp_path / "data" / "127.0.0.1")
    assert len(crawled.records) == len(ARTICLES)
    assert all(record["archive"] is None for record in crawled.records)
    assert not (crawled.folder / "warc").exists()


@pytest.mark.parametrize(("setting", "words"), [("WARC=maybe", "must be 1 or 0"), ("WARC_SIZE=1GB", "number of bytes")])
def test_settings_that_cannot_be_meant(web: Web, tmp_path: Path, setting: str, words: str) -> None:
    done = run(*crawl(web.url, "-s", f"NEWSBOT_{setting}"), cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_is_archived_without_a_dataset(web: Web, tmp_path: Path) -> None:
    parsed = run("parse", "--spider=site", "--nolog", web.url + ARTICLES[0], cwd=tmp_path)
    assert parsed.returncode == 0
    assert list(tmp_path.rglob("*.warc.gz")) == []


def test_files_are_rolled_over(web: Web, tmp_path: Path) -> None:
    assert run(*crawl(web.url, "-s", "NEWSBOT_WARC_SIZE=10000"), cwd=tmp_path).returncode == 0
    crawled = Crawled(tmp_path / "data" / "127.0.0.1")
    assert len(crawled.warcs) > 2
    assert run("verify", "data", cwd=tmp_path).returncode == 0
    assert extract(crawled.folder, tmp_path / "out.jsonl", "--captures", "changed") == crawled.lines


@pytest.mark.parametrize("after", [3, 9, 20])
def test_a_page_is_on_disk_before_its_record_is(web: Web, tmp_path: Path, after: int) -> None:
    crawled = Crawled(tmp_path / "data" / "127.0.0.1")
    web.pause = 0.02
    with subprocess.Popen(  # noqa: S603
        [*NEWSBOT, *crawl(web.url)], cwd=tmp_path, env=environment(), stderr=subprocess.DEVNULL
    ) as process:
        deadline = time.monotonic() + 30
        while process.poll() is None and len(web.requests) < after and time.monotonic() < deadline:
            time.sleep(0.005)
        process.kill()
    web.pause = 0
    places = {path.name: {record.offset: record for record in read(path)[0]} for path in crawled.warcs}
    whole = [line for line in crawled.lines.splitlines(keepends=True) if line.endswith(b"\n")]
    for line in whole:
        pointer = json.loads(line)["archive"]
        assert places[Path(pointer["path"]).name][pointer["offset"]].headers["warc-payload-digest"] == pointer["digest"]
    assert run(*crawl(web.url), cwd=tmp_path).returncode == 0
    assert len({record["id"] for record in crawled.records}) == len(crawled.records) == len(ARTICLES)
    assert run("verify", "data", cwd=tmp_path).returncode == 0
    states = [
        json.loads(line)["state"] for line in (crawled.folder / "warc" / "manifest.jsonl").read_text().splitlines()
    ]
    assert states == ["finished"] * len(crawled.warcs)


def test_a_full_disk_ends_the_crawl(web: Web, tmp_path: Path) -> None:
    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (12_000, 12_000))

    done = run(*crawl(web.url), cwd=tmp_path, preexec_fn=no_room)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "newsbot: cannot write data/127.0.0.1/" in done.stderr
    assert run(*crawl(web.url), cwd=tmp_path).returncode == 0
    assert len(Crawled(tmp_path / "data" / "127.0.0.1").records) == len(ARTICLES)
    assert run("verify", "data", cwd=tmp_path).returncode == 0
