"""What a crawl fetches is archived as it came, durably, and as other tools expect it."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator

from newsbot.archive import building
from newsbot.archive.shelf import read_shelf
from newsbot.archive.writer import WarcWriter
from newsbot.errors import StoreError, StoreLockedError
from tests.archive.warcs import EVENING, INFO, MORNING, exchange, page, read, write

URL = "https://quanuy-tanlap.example/tin-tuc/a-70412.html"


def manifest(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "manifest.jsonl").read_text().splitlines()]


def types(path: Path) -> list[str]:
    return [record.type for record in read(path)[0]]


def test_an_exchange_is_three_records_after_the_one_on_the_crawl(tmp_path: Path) -> None:
    (path,) = write(tmp_path, exchange())
    records, damage = read(path)
    assert damage == []
    assert [record.type for record in records] == ["warcinfo", "response", "request", "metadata"]
    info, answer, question, metadata = records
    assert b"software: newsbot/test\r\n" in info.block
    assert b"isPartOf: tanlap-" in info.block
    assert info.headers["warc-filename"] == path.name
    assert answer.block.startswith(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<!DOCTYPE html>")
    assert answer.url == URL
    assert answer.headers["warc-date"] == MORNING
    assert answer.headers["warc-ip-address"] == "192.0.2.7"
    assert answer.headers["warc-payload-digest"] == building.digest(page("Tổng kết năm"))
    assert question.block.startswith(b"GET /tin-tuc/a-70412.html HTTP/1.1\r\nHost: quanuy-tanlap.example\r\n")
    assert metadata.block == b"fetchTimeMs: 31\r\n"
    assert {question.headers["warc-concurrent-to"], metadata.headers["warc-concurrent-to"]} == {
        answer.headers["warc-record-id"]
    }


def test_the_pointer_leads_to_the_record(tmp_path: Path) -> None:
    writer = WarcWriter(tmp_path, "tanlap", size=10**9, info=INFO)
    writer.write(exchange())
    archived = writer.write(exchange(URL + "?b", page("Dân vận")))
    writer.close()
    pointer = archived.pointer
    with (tmp_path / Path(pointer.path).name).open("rb") as file:
        file.seek(pointer.offset)
        record = next(iter(ArchiveIterator(file)))
    assert pointer.path.startswith("warc/tanlap-")
    assert record.rec_headers.get_header("WARC-Target-URI") == URL + "?b"
    assert record.rec_headers.get_header("WARC-Payload-Digest") == pointer.digest
    assert record.content_stream().read() == page("Dân vận")


def test_other_tools_agree(tmp_path: Path) -> None:
    (path,) = write(tmp_path, exchange(), exchange(date=EVENING), exchange(URL + "?b", b"", status=301))
    check = [sys.executable, "-c", "from warcio.cli import main; main()", "check", "-v", str(path)]
    done = subprocess.run(check, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0
    assert "fail" not in done.stdout
    with path.open("rb") as file:
        seen = [record.rec_type for record in ArchiveIterator(file)]
    assert seen == types(path)
    assert len(seen) == 10
    with path.open("rb") as file:
        assert sum(record.verify_block_digest() for record in FastIterator(file, parse_http=False)) == len(seen)


def test_a_body_stays_as_it_came(tmp_path: Path) -> None:
    body = b"\x1f\x8b not really gzip \xff\x00"
    (path,) = write(tmp_path, exchange(body=body, headers={"Content-Encoding": "gzip", "X-Tên": "Đảng bộ"}))
    block = read(path)[0][1].block
    assert block.endswith(b"\r\n\r\n" + body)
    assert b"Content-Encoding: gzip\r\n" in block
    assert "X-Tên: Đảng bộ\r\n".encode() in block


def test_headers_fit_the_body_that_is_stored(tmp_path: Path) -> None:
    sent = {"Transfer-Encoding": "chunked", "Content-Length": "99999", "X-Split": "a\r\nb"}
    (path,) = write(tmp_path, exchange(body=b"12345", headers=sent))
    head = read(path)[0][1].block.partition(b"\r\n\r\n")[0]
    assert b"Transfer-Encoding" not in head
    assert b"Content-Length: 5" in head
    assert b"X-Split: a  b" in head


def test_an_unchanged_page_is_a_revisit(tmp_path: Path) -> None:
    (first,) = write(tmp_path, exchange())
    writer = WarcWriter(tmp_path, "tanlap", size=10**9, info=INFO)
    for one in (exchange(date=EVENING), exchange(URL + "?b", date=EVENING), exchange(URL, b"moi")):
        writer.write(one)
    writer.close()
    assert (writer.written, writer.revisits) == (3, 1)
    (second,) = set(tmp_path.glob("*.warc.gz")) - {first}
    revisit = read(second)[0][1]
    assert revisit.type == "revisit"
    assert revisit.headers["warc-profile"] == building.UNCHANGED_PAYLOAD
    assert revisit.headers["warc-refers-to-date"] == MORNING
    assert revisit.headers["warc-refers-to-target-uri"] == URL
    assert revisit.block.endswith(b"charset=utf-8\r\n\r\n")
    assert types(second).count("response") == 2


def test_not_modified_refers_to_what_was_archived(tmp_path: Path) -> None:
    write(tmp_path, exchange())
    (path,) = write(tmp_path, exchange(body=b"", status=304, date=EVENING))
    revisit = read(path)[0][1]
    assert (revisit.type, revisit.headers["warc-profile"]) == ("revisit", building.NOT_MODIFIED)


def test_a_full_file_is_finished_and_the_next_begun(tmp_path: Path) -> None:
    paths = write(tmp_path, *[exchange(f"{URL}?{n}") for n in range(6)], size=3000)
    assert len(paths) > 2
    assert [path.name.rpartition("-")[2] for path in paths] == [f"{n:05}.warc.gz" for n in range(len(paths))]
    assert all(types(path)[0] == "warcinfo" for path in paths)
    assert sum(types(path).count("response") for path in paths) == 6


def test_the_manifest_says_how_each_file_should_be(tmp_path: Path) -> None:
    writer = WarcWriter(tmp_path, "tanlap", size=10**9, info=INFO)
    writer.write(exchange())
    assert [line["state"] for line in manifest(tmp_path)] == ["open"]
    writer.close()
    (line,) = manifest(tmp_path)
    data = (tmp_path / line["file"]).read_bytes()
    assert line == {
        "file": line["file"],
        "state": "finished",
        "records": {"metadata": 1, "request": 1, "response": 1, "warcinfo": 1},
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "cut": 0,
    }
    (capture,) = (tmp_path / line["file"].replace(".warc.gz", ".cdxj")).read_text().splitlines()
    assert capture.startswith('example,quanuy-tanlap)/tin-tuc/a-70412.html 20250105010000 {"url": "https://')


@pytest.mark.parametrize("cut", [1, 10, 200, 700])
def test_a_torn_end_is_cut_and_the_file_finished(tmp_path: Path, cut: int, caplog: pytest.LogCaptureFixture) -> None:
    writer = WarcWriter(tmp_path, "tanlap", size=10**9, info=INFO)
    for n in range(3):
        writer.write(exchange(f"{URL}?{n}"))
    (path,) = tmp_path.glob("*.warc.gz")
    writer._lock.release()  # as a killed process would
    whole = read(path)[0]
    os.truncate(path, path.stat().st_size - cut)
    with caplog.at_level(logging.WARNING):
        later = WarcWriter(tmp_path, "tanlap", size=10**9, info=INFO)
    later.close()
    records, damage = read(path)
    assert damage == []
    assert records == whole[: len(records)]
    assert later.torn == later._shelf.files[path.name].cut > 0
    assert "ended within a record" in caplog.text
    (line,) = manifest(tmp_path)
    assert (line["state"], line["bytes"]) == ("finished", path.stat().st_size)
    assert line["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_of_which_nothing_is_whole_goes(tmp_path: Path) -> None:
    (tmp_path / "tanlap-20250105010000-00000.warc.gz").write_bytes(b"\x1f\x8b\x08")
    WarcWriter(tmp_path, "tanlap", size=10**9, info=INFO).close()
    assert list(tmp_path.glob("*.warc.gz")) == []


def test_a_lost_index_is_made_again(tmp_path: Path) -> None:
    (path,) = write(tmp_path, exchange())
    index = path.with_name(path.name.replace(".warc.gz", ".cdxj"))
    before = index.read_bytes()
    index.unlink()
    (later,) = write(tmp_path, exchange(date=EVENING))
    assert index.read_bytes() == before
    assert "revisit" in types(later)


def test_one_process_writes(tmp_path: Path) -> None:
    writer = WarcWriter(tmp_path, "tanlap", size=10**9, info=INFO)
    with pytest.raises(StoreLockedError):
        WarcWriter(tmp_path, "tanlap", size=10**9, info=INFO)
    writer.close()


def test_a_full_disk_leaves_whole_exchanges(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = WarcWriter(tmp_path, "tanlap", size=10**9, info=INFO)
    writer.write(exchange())
    (path,) = tmp_path.glob("*.warc.gz")
    before = path.read_bytes()
    real = os.write

    def full(fd: int, data: Any) -> int:
        if len(data) < 500:
            raise OSError(28, "No space left on device")
        return real(fd, data[:300])

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(StoreError, match="No space left on device"):
        writer.write(exchange(URL + "?b"))
    monkeypatch.undo()
    assert path.read_bytes() == before
    writer.write(exchange(URL + "?c"))
    writer.close()
    assert read(path)[1] == []
    assert types(path).count("response") == 2


def test_a_strange_manifest_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "manifest.jsonl").write_text('no json\n[]\n{"file": 3}\n{"file": "a.html", "url": "https://a/"}\n')
    assert read_shelf(tmp_path) == []
