"""Sources and outputs in an S3 storage, here a moto server of this machine: the same bytes as from files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.archive.warcs import exchange, page, write
from tests.commands.conftest import Newsbot
from tests.conftest import ROOT
from tests.extraction.test_runs import PAGES, line

moto = pytest.importorskip("moto.server")
s3fs = pytest.importorskip("s3fs")

URL = "https://quanuy-tanlap.example/tin-tuc/a-{}.html"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(autouse=True)
def _credentials(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", server)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")


class Bucket:
    """What is in a bucket."""

    def __init__(self, name: str, server: str) -> None:
        self.name = name
        self.fs = s3fs.S3FileSystem(key="test", secret="test", endpoint_url=server, use_listings_cache=False)  # noqa: S106
        self.fs.mkdir(name)

    def url(self, name: str) -> str:
        return f"s3://{self.name}/{name}"

    def put(self, name: str, data: bytes) -> str:
        self.fs.pipe_file(f"{self.name}/{name}", data)
        return self.url(name)

    def read(self, name: str) -> bytes:
        data: bytes = self.fs.cat_file(f"{self.name}/{name}")
        return data

    def names(self, below: str = "") -> list[str]:
        found: list[str] = self.fs.find(f"{self.name}/{below}".rstrip("/"))
        return sorted(name.removeprefix(f"{self.name}/") for name in found)


@pytest.fixture
def bucket(server: str, request: pytest.FixtureRequest) -> Bucket:
    return Bucket(f"b{abs(hash(request.node.name)):x}", server)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of two crawls, the second of which has revisits."""
    folder = tmp_path_factory.mktemp("site")
    bodies = {URL.format(70_000 + n): page(f"Hội nghị số {n}", "Dân vận. " * n) for n in range(PAGES)}
    write(folder / "warc", *[exchange(url, body) for url, body in bodies.items()])
    again = [exchange(url, body, "2025-01-06T01:00:00Z") for url, body in list(bodies.items())[:20]]
    write(folder / "warc", *again, name="tanlap2")
    return folder


@pytest.fixture(scope="module")
def expected(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The records of the folder itself."""
    out = tmp_path_factory.mktemp("expected") / "out.jsonl"
    subprocess.run(line(folder / "warc", out, 1), cwd=ROOT, capture_output=True, check=True)  # noqa: S603
    return out.read_bytes()


def upload(bucket: Bucket, folder: Path) -> str:
    for path in (folder / "warc").iterdir():
        bucket.put(f"tanlap/warc/{path.name}", path.read_bytes())
    return bucket.url("tanlap/warc")


def run(source: str, out: str, *more: str) -> subprocess.CompletedProcess[str]:
    """The command with small parts, in processes of its own."""
    command = [*line(Path("SOURCE"), Path("OUT"), 2), *more]
    command[command.index("SOURCE")], command[command.index("OUT")] = source, out
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True)  # noqa: S603


@pytest.mark.parametrize("more", [["--workers", "1"], ["--workers", "3"], ["--dask", "local"]])
def test_the_same_records_from_and_to_a_storage(bucket: Bucket, folder: Path, expected: bytes, more: list[str]) -> None:
    source = upload(bucket, folder)
    ran = run(source, bucket.url("out/a.jsonl"), *more)
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr.endswith(f"wrote {bucket.url('out/a.jsonl')} and {bucket.url('out/a.report.json')}\n")
    assert bucket.read("out/a.jsonl") == expected
    assert bucket.names("out") == ["out/a.jsonl", "out/a.report.json"]
    report = json.loads(bucket.read("out/a.report.json"))
    assert report["records"] == PAGES
    assert report["digests"][source].startswith("versions:sha256:")


def test_a_killed_run_goes_on(bucket: Bucket, folder: Path, expected: bytes) -> None:
    source, out = upload(bucket, folder), bucket.url("out/a.jsonl")
    command = line(Path("SOURCE"), Path("OUT"), 2)
    command[command.index("SOURCE")], command[command.index("OUT")] = source, out
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True) as process:  # noqa: S603
        deadline = time.monotonic() + 60
        while process.poll() is None and len(bucket.names("out")) < 2 and time.monotonic() < deadline:
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGKILL)
    parts = bucket.names("out")
    assert parts
    assert all(name.startswith("out/a.jsonl.parts/0") for name in parts)
    assert all(json.loads(bucket.read(name).splitlines()[-1])["walked"] for name in parts)  # none is torn
    stamps = {name: bucket.fs.info(f"{bucket.name}/{name}")["LastModified"] for name in parts}
    assert run(source, out).returncode == 0
    assert bucket.read("out/a.jsonl") == expected
    assert stamps
    assert bucket.names("out") == ["out/a.jsonl", "out/a.report.json"]


def told(out: Path) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(out.with_name("out.report.json").read_text(encoding="utf-8"))
    return report


def test_pages_and_other_archives(newsbot: Newsbot, bucket: Bucket, folder: Path, tmp_path: Path) -> None:
    first = min((folder / "warc").glob("tanlap-*.gz"))
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as file:
        file.write(first, "archive/data.warc.gz")
    bucket.put("in/a.wacz", (tmp_path / "a.wacz").read_bytes())
    bucket.put("in/b.html", page("Một"))
    bucket.put("in/b.png", b"\x89PNG")
    bucket.put("in/c.cdxj", b"")
    bucket.put("in/manifest.jsonl", b"")
    bucket.put("in/sub/d.html", b"%PDF")
    out = tmp_path / "out.jsonl"
    assert newsbot("extract", bucket.url("in"), "-o", out).code == 1  # of the PDF document
    report = told(out)
    assert report["records"] == PAGES + 1
    assert [failure["location"] for failure in report["failures"]] == [bucket.url("in/sub/d.html")]
    assert report["skipped"]["no page (.png)"] == report["skipped"]["an index"] == 1
    assert [note["location"] for note in report["notes"]] == [bucket.url("in/manifest.jsonl")]
    paths = {(json.loads(line)["archive"] or {}).get("path") for line in out.read_text(encoding="utf-8").splitlines()}
    assert paths == {"a.wacz/archive/data.warc.gz", None}


def test_an_index_of_archives_in_a_storage(newsbot: Newsbot, bucket: Bucket, folder: Path, tmp_path: Path) -> None:
    upload(bucket, folder)
    index, out = tmp_path / "all.cdxj", tmp_path / "out.jsonl"
    index.write_bytes(b"".join(path.read_bytes() for path in sorted((folder / "warc").glob("*.cdxj"))))
    ran = newsbot("extract", index, "--archives", bucket.url("tanlap/warc"), "-o", out)
    assert ran.code == 0, ran.err
    assert told(out)["records"] == PAGES
    with_index = out.read_bytes()
    assert newsbot("extract", bucket.url("tanlap/warc"), "-o", out).code == 0
    assert out.read_bytes() == with_index


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("s3://nobucket/a.warc.gz", "cannot read s3://nobucket/a.warc.gz: there is no bucket 'nobucket': make it, or"),
        ("s3://nobucket", "cannot read s3://nobucket: there is no bucket 'nobucket': make it, or see that its name"),
        ("https://public.example/a.warc.gz", "of archives on the web the records are read that an index (CDXJ) names"),
        ("nix://a/b.warc.gz", "nix:// is no storage that fsspec knows: there are s3://, gs://, abfs:// and others"),
    ],
)
def test_what_cannot_be_read(newsbot: Newsbot, tmp_path: Path, source: str, words: str) -> None:
    ran = newsbot("extract", source, "-o", tmp_path / "out.jsonl")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert words in ran.err


def test_what_cannot_be_written(newsbot: Newsbot, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page("Một"))
    ran = newsbot("extract", tmp_path / "a.html", "-o", "s3://nobucket/out.jsonl")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert ran.err.startswith("newsbot: cannot write s3://nobucket/out.jsonl.parts/0000000-")
    assert ": there is no bucket 'nobucket': make it, or see that its name and AWS_ENDPOINT_URL are right" in ran.err


@pytest.mark.parametrize("name", ["mybucket/a.warc.gz", "none/"])
def test_a_file_that_is_not_there(newsbot: Newsbot, tmp_path: Path, bucket: Bucket, name: str) -> None:
    ran = newsbot("extract", bucket.url(name), "-o", tmp_path / "out.jsonl")
    assert (ran.code, ran.err) == (1, f"newsbot: cannot read {bucket.url(name)}: No such file or directory\n")


@pytest.fixture
def _anew() -> Iterator[None]:
    """Storages are opened anew: those that are open keep their keys and their server."""
    s3fs.S3FileSystem.clear_instance_cache()
    yield
    s3fs.S3FileSystem.clear_instance_cache()


@pytest.mark.usefixtures("_anew")
@pytest.mark.parametrize(
    ("environment", "words"),
    [
        (
            {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""},
            "no access keys: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE\n",
        ),
        (
            {"AWS_ENDPOINT_URL": "http://127.0.0.1:1"},
            "nobody answers: see that AWS_ENDPOINT_URL and the network are right (Could not connect to the endpoint",
        ),
        ({"AWS_ENDPOINT_URL": "127.0.0.1:1"}, "AWS_ENDPOINT_URL must be a URL such as http://host:9000 (Invalid"),
    ],
)
def test_what_the_storage_needs_is_told(
    newsbot: Newsbot, tmp_path: Path, environment: dict[str, str], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    for name, value in environment.items():
        monkeypatch.setenv(name, value) if value else monkeypatch.delenv(name)
    ran = newsbot("extract", "s3://bucket/a.warc.gz", "-o", tmp_path / "out.jsonl")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert ran.err.startswith(f"newsbot: cannot read s3://bucket/a.warc.gz: {words}")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            PermissionError("Access Denied"),
            "these access keys may not do that: see AWS_ACCESS_KEY_ID and the rights of",
        ),
        (ImportError("Install s3fs to access S3"), "this needs s3fs: pip install 'newsbot[remote]'"),
        (RuntimeError("x" * 1000), "x" * 300),
        (ValueError(), "ValueError"),
    ],
)
def test_other_errors_of_a_storage(
    newsbot: Newsbot, tmp_path: Path, error: Exception, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("fsspec.core.url_to_fs", fail)
    ran = newsbot("extract", "s3://bucket/a.warc.gz", "-o", tmp_path / "out.jsonl")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert ran.err.startswith(f"newsbot: cannot read s3://bucket/a.warc.gz: {words}")


def test_without_the_library(newsbot: Newsbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    ran = newsbot("extract", "s3://bucket/a.warc.gz", "-o", tmp_path / "out.jsonl")
    assert (ran.code, ran.err) == (1, "newsbot: this needs fsspec: pip install 'newsbot[remote]'\n")
