"""``newsbot verify`` says in words what is wrong, and nothing where nothing is."""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from tests.archive.warcs import EVENING, exchange, page, read, write
from tests.commands.conftest import Newsbot

URL = "https://quanuy-tanlap.example/tin-tuc/a-{}.html"


@pytest.fixture
def site(tmp_path: Path, newsbot: Newsbot) -> Path:
    """A dataset with its archive, as a crawl leaves them."""
    folder = tmp_path / "tanlap"
    folder.mkdir()
    write(folder / "warc", *[exchange(URL.format(70_000 + n), page(f"Hội nghị {n}")) for n in range(3)])
    assert newsbot("extract", folder / "warc", "-o", folder / "articles.jsonl").code == 0
    return folder


def archive(site: Path) -> Path:
    (path,) = (site / "warc").glob("*.warc.gz")
    return path


def told(newsbot: Newsbot, path: Path) -> list[str]:
    """What is told beside the summary."""
    ran = newsbot("verify", path)
    *lines, summary = ran.err.splitlines()
    assert (ran.code, ran.out) == (int(bool(lines)), "")
    assert summary.endswith(f"{len(lines)} problems" if lines else "all is well")
    return [line.removeprefix("newsbot: ") for line in lines]


def test_all_is_well(newsbot: Newsbot, site: Path) -> None:
    ran = newsbot("verify", site)
    assert ran == (0, "", "archives 1, files of records 1, records 3: all is well\n")
    assert told(newsbot, archive(site)) == []
    assert told(newsbot, site / "articles.jsonl") == []


def test_records(newsbot: Newsbot, site: Path) -> None:
    path = site / "articles.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    first = json.loads(lines[0])
    bad = [
        json.dumps({**first, "published_date": "5/1/2025"}),
        "no json",
        lines[1],
        json.dumps({**first, "revision": 3}),
        json.dumps({**first, "archive": {**first["archive"], "offset": 1}}),
        lines[2][:50],
    ]
    path.write_text("\n".join([*lines, *bad]), encoding="utf-8")
    found = told(newsbot, path)
    assert ", line 4: the record breaks the schema: data.published_date must match pattern" in found[0]
    assert ", line 5: the line is no JSON" in found[1]
    assert f", line 6: {json.loads(lines[1])['id']} is there twice with revision 1" in found[2]
    assert ", line 7: " in found[3]
    assert "has revision 3 after 1: one is missing" in found[3]
    assert "has revision 1 after 3" in found[4]
    assert "its page is not at warc/" in found[5]
    assert found[6].endswith("line 9: the file ends within a line: a writer was killed; the next crawl repairs it")


def test_a_pointer_to_another_page(newsbot: Newsbot, site: Path) -> None:
    path = site / "articles.jsonl"
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    records[0]["archive"]["offset"] = records[1]["archive"]["offset"]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    (line,) = told(newsbot, path)
    assert "another page is at warc/" in line


def test_a_damaged_archive(newsbot: Newsbot, site: Path) -> None:
    path = archive(site)
    data = path.read_bytes()
    victim = read(path)[0][4]
    path.write_bytes(data[: victim.offset + 30] + b"\0" * 40 + data[victim.offset + 70 :])
    (site / "articles.jsonl").unlink()
    found = told(newsbot, site)
    assert f"offset {victim.offset}: damaged up to offset {victim.end}" in found[0]
    assert found[1].endswith("the file does not fit the SHA-256 in the manifest")
    assert found[2].endswith(
        "the file holds 3 metadata, 3 request, 2 response, 1 warcinfo, "
        "and the manifest says 3 metadata, 3 request, 3 response, 1 warcinfo"
    )
    assert found[3].endswith("the index lists 3 captures of 2")


def test_a_cut_archive_and_one_that_is_gone(newsbot: Newsbot, site: Path) -> None:
    (other,) = write(site / "warc", exchange(date=EVENING), name="andere")
    other.unlink()
    path = archive(site)
    os.truncate(path, path.stat().st_size - 7)
    (site / "warc" / "fremd.warc.gz").write_bytes(path.read_bytes()[: read(path)[0][0].end])
    found = told(newsbot, site / "warc")
    assert any("the file ends within a record" in line for line in found)
    assert any("bytes, and the manifest says" in line for line in found)
    assert any(line.endswith("fremd.warc.gz: the file is not in the manifest") for line in found)
    assert found[-1].endswith("the manifest names the file, and it is not there")


def test_records_of_other_tools(newsbot: Newsbot, tmp_path: Path) -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>"
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\n"
    head += b"WARC-Payload-Digest: sha1:" + b"A" * 32 + f"\r\nContent-Length: {len(block)}\r\n\r\n".encode()
    path = tmp_path / "a.warc"
    path.write_bytes((head + block + b"\r\n\r\n") * 2)
    found = {line.partition(": ")[2] for line in told(newsbot, path)}
    assert found == {
        "the record has no WARC-Record-ID",
        "the record has no WARC-Date",
        "the body does not fit its WARC-Payload-Digest",
    }


def test_a_wacz(newsbot: Newsbot, site: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.wacz"
    pages = (
        '{"format": "json-pages-1.0"}\n' + json.dumps({"url": URL.format(70_000)}) + '\n{"url": "https://b.example/"}\n'
    )
    data = archive(site).read_bytes()
    resources = [
        {"path": "archive/data.warc.gz", "hash": f"sha256:{sha256(data).hexdigest()}"},
        {"path": "pages/pages.jsonl", "hash": f"sha256:{'0' * 64}"},
        {"path": "indexes/index.cdx.gz", "hash": "sha256:00"},
    ]
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("archive/data.warc.gz", data)
        file.writestr("pages/pages.jsonl", pages)
        file.writestr("datapackage.json", json.dumps({"resources": resources}))
    assert [line.partition("a.wacz: ")[2] for line in told(newsbot, path)] == [
        "pages/pages.jsonl does not fit its digest in datapackage.json",
        "datapackage.json lists indexes/index.cdx.gz, and it is not there",
        "the page is listed and not archived: https://b.example/",
    ]


def test_what_there_is_nothing_to_say_of(newsbot: Newsbot, tmp_path: Path) -> None:
    words = f"newsbot: {tmp_path}: there is nothing to check, neither records nor archives\n"
    assert newsbot("verify", tmp_path) == (1, "", words)
    assert newsbot("verify", tmp_path / "no").err.endswith("No such file or directory\n")
    assert newsbot("verify").code == 2


def test_records_of_another_schema_version_are_told_once(newsbot: Newsbot, site: Path) -> None:
    path = site / "articles.jsonl"
    lines = path.read_text(encoding="utf-8").replace('{"schema_version":"1"', '{"schema_version":"2"')
    path.write_text(lines + "[1]\n", encoding="utf-8")
    advice = "use the newsbot that wrote it, or extract the pages again"
    assert told(newsbot, path) == [
        f"{path}, line 1: schema version '2', this newsbot reads '1': {advice} (told once)",
        f"{path}, line 4: the line is no record",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            b'[\n  {"id": "tanlap:1"}\n]\n',
            "it is a JSON array; records stand one on a line each: jq -c '.[]' makes them so",
        ),
        (b'[{"id": "tanlap:1"}]', "it is a JSON array; records stand one on a line each: jq -c '.[]' makes them so"),
        (b'{\n  "id": 1\n}\n', "it is JSON of several lines; records stand one on a line each: jq -c . makes them so"),
        (b"<!DOCTYPE html>\n<p>\n", "it is a page: 'newsbot extract' makes records of pages"),
        (gzip.compress(b"{}\n", mtime=0), "it is gzip-compressed: unpack it first (gunzip)"),
        (b"PAR1\x15", "it is a Parquet file: 'newsbot export FILE --to jsonl' makes records of an export"),
    ],
)
def test_what_is_no_file_of_records_is_told_once(newsbot: Newsbot, tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_bytes(content)
    for place in (path, tmp_path):
        assert told(newsbot, place) == [f"{path}: {words}"]


def test_an_empty_file_is_nothing_to_check_by_itself(newsbot: Newsbot, site: Path) -> None:
    path = site / "articles.jsonl"
    path.write_bytes(b"")
    words = f"newsbot: {path} is empty: there is nothing to check until a crawl or extract writes some\n"
    assert newsbot("verify", path) == (1, "", words)
    assert told(newsbot, site) == []  # a crawl that found no article leaves it so
