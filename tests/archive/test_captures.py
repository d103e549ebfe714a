"""Archives of every kind give pages; what gives none is counted by its reason."""

from __future__ import annotations

import gzip
import io
import random
import shutil
import subprocess
import zipfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
from attrs import evolve
from backports import zstd
from fastwarc import GzipWriter
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsbot.archive.building import Exchange
from newsbot.archive.checking import check_wacz
from newsbot.archive.page import Entry, Kind, Page, Remark, Revisit, Walked
from newsbot.archive.selection import Selection
from newsbot.archive.sources import Sources
from newsbot.archive.spans import Piece
from newsbot.archive.warc import Reader, Record
from newsbot.pages.article import extract_article
from tests.archive.browser import browser_wacz
from tests.archive.warcs import EVENING, MORNING, exchange, open_source, page, read, write
from tests.e2e.web import Answer, serving

URL = "https://quanuy-tanlap.example/tin-tuc/a-70412.html"
HTML = page("Tổng kết năm")


def entries(source: Path | str, selection: Selection | None = None, **options: object) -> list[Entry]:
    jobs = Sources(**options).jobs(str(source))  # type: ignore[arg-type]
    return [entry for job in jobs for entry in job.entries(selection or Selection())]


def pages(source: Path | str, **options: object) -> list[Page]:
    return [entry for entry in entries(source, **options) if isinstance(entry, Page)]


def told(source: Path | str, kind: Kind, selection: Selection | None = None, **options: object) -> Counter[str]:
    found = entries(source, selection, **options)
    return Counter(entry.text for entry in found if isinstance(entry, Remark) and entry.kind is kind)


def test_a_page_is_as_it_was_fetched(tmp_path: Path) -> None:
    (path,) = write(tmp_path / "warc", exchange(headers={"X-A": "b"}))
    (found,) = pages(path)
    assert (found.body, found.url, found.fetched_at) == (HTML, URL, MORNING)
    assert found.headers == {"Content-Type": "text/html; charset=utf-8", "X-A": "b"}
    record = read(path)[0][1]
    assert found.location == f"{path}, offset {record.offset}"
    article = found.article()
    assert article.archive is not None
    assert article.archive.path == f"warc/{path.name}"
    assert article.archive.offset == record.offset
    assert article.archive.digest == record.headers["warc-payload-digest"]
    assert article.fetched_at == MORNING


def test_names_start_from_the_source(tmp_path: Path) -> None:
    (path,) = write(tmp_path / "tanlap" / "warc", exchange())
    for source in (path, path.parent, path.parent.parent):
        assert [found.place and found.place.pointer.path for found in pages(source)] == [f"warc/{path.name}"]
    copy = shutil.copy(path, tmp_path / "copy.warc.gz")
    assert [found.place and found.place.pointer.path for found in pages(copy)] == ["copy.warc.gz"]
    odd = shutil.copy(path, tmp_path / "odd")
    assert len(pages(odd)) == 1


def test_what_gives_no_page_is_counted(tmp_path: Path) -> None:
    kinds: list[Exchange] = [
        exchange(f"{URL}?{n}", *rest)  # type: ignore[arg-type]
        for n, rest in enumerate(
            [
                (b"", MORNING, 301),
                (HTML, MORNING, 404),
                (b"\x89PNG", MORNING, 200, {"Content-Type": "image/png"}),
                (b"%PDF-1.4", MORNING, 200),
                (b"", MORNING, 200),
                (b"{}", MORNING, 200, {"Content-Type": "application/octet-stream"}),
                (gzip.compress(HTML)[:-9], MORNING, 200, {"Content-Encoding": "gzip"}),
            ]
        )
    ]
    (path,) = write(tmp_path, *kinds, exchange("https://quanuy-tanlap.example/robots.txt", b"User-agent: *"))
    assert told(path, Kind.SKIPPED) == {
        "status 301": 1,
        "status 404": 1,
        "no page (image/png)": 1,
        "no page (a PDF document)": 1,
        "an empty body": 1,
        "no page (application/octet-stream)": 1,
        "the compressed body is cut or broken": 1,
        "robots.txt": 1,
    }
    assert pages(path) == []


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "deflate", "none"])
def test_compressed_bodies(tmp_path: Path, coding: str) -> None:
    coded = {"gzip": gzip.compress(HTML), "br": brotli.compress(HTML), "zstd": zstd.compress(HTML)}.get(coding, HTML)
    (path,) = write(tmp_path, exchange(body=coded, headers={"Content-Encoding": coding}))
    assert [found.body for found in pages(path)] == [HTML]


@pytest.mark.parametrize("declared", ["image/png", "application/octet-stream", "text/css", "", "application/pdf; x"])
def test_a_page_whose_server_calls_it_something_else(tmp_path: Path, declared: str) -> None:
    (path,) = write(tmp_path, exchange(headers={"Content-Type": declared}))
    (found,) = pages(path)
    assert found.headers == {"Content-Type": "text/html"}
    live = extract_article(HTML, URL, headers={"Content-Type": "text/html"}, fetched_at=MORNING)
    assert evolve(found.article(), archive=None) == live


def test_what_is_no_page_whatever_its_server_calls_it(tmp_path: Path) -> None:
    kinds = {"text/html": b"\x89PNG\r\n\x1a\n" + bytes(99), "text/css": b"p { color: red }", "": b"var a = 1;"}
    kinds["application/json"] = b'{"html": "<html>"}'
    (path,) = write(
        tmp_path,
        *[exchange(f"{URL}?{n}", body, headers={"Content-Type": kind}) for n, (kind, body) in enumerate(kinds.items())],
    )
    assert pages(path) == []
    assert told(path, Kind.SKIPPED) == {
        "no page (a PNG image)": 1,
        "no page (text/css)": 1,
        "no page (no type)": 1,
        "no page (application/json)": 1,
    }


def test_every_packing(tmp_path: Path) -> None:
    (path,) = write(tmp_path / "w", *[exchange(f"{URL}?{n}") for n in range(5)])
    expected = [found.url for found in pages(path)]
    plain = gzip.decompress(path.read_bytes())
    records = [plain[s:e] for s, e in _bounds(plain)]
    samples = records * 20
    dictionary = zstd.train_dict(samples, 2000)
    frame = b"\x5d\x2a\x4d\x18" + len(dictionary.dict_content).to_bytes(4, "little") + dictionary.dict_content
    packed = {
        "a.warc": plain,
        "b.warc.gz": gzip.compress(plain),
        "c.warc.zst": b"".join(zstd.compress(record) for record in records),
        "d.warc.zst": frame + b"".join(zstd.compress(record, zstd_dict=dictionary) for record in records),
        "e.warc.zst": zstd.compress(plain),
    }
    for name, data in packed.items():
        (tmp_path / name).write_bytes(data)
        assert [found.url for found in pages(tmp_path / name)] == expected, name
        assert told(tmp_path / name, Kind.FAILURE) == {}, name
        (tmp_path / name).write_bytes(data[:-30])
        assert len(told(tmp_path / name, Kind.FAILURE)) == 1, name


def _bounds(plain: bytes) -> list[tuple[int, int]]:
    found = [record for record in Reader(Piece(plain, "a.warc")).records() if isinstance(record, Record)]
    return [(record.offset, record.end) for record in found]


def test_files_of_other_tools(tmp_path: Path) -> None:
    path = tmp_path / "warcio.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        writer.write_record(writer.create_warcinfo_record("a", {"software": "x"}))
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.0")
        resource = {"WARC-Date": MORNING}
        made = writer.create_warc_record(
            URL, "response", io.BytesIO(HTML), length=len(HTML), http_headers=headers, warc_headers_dict=resource
        )
        writer.write_record(made)
        made = writer.create_warc_record(
            f"{URL}?r",
            "resource",
            io.BytesIO(HTML),
            length=len(HTML),
            warc_content_type="text/html",
            warc_headers_dict=resource,
        )
        writer.write_record(made)
        writer.write_record(writer.create_warc_record("dns:a.example", "resource", io.BytesIO(b"x"), length=1))
        writer.write_record(writer.create_revisit_record(URL, "sha1:AAA", URL, MORNING, headers))
    assert [found.url for found in pages(path)] == [URL, f"{URL}?r"]
    assert told(path, Kind.SKIPPED) == {"no web address (dns)": 1}
    (revisit,) = [entry for entry in entries(path) if isinstance(entry, Revisit)]
    assert (revisit.original_url, revisit.original_date) == (URL, MORNING)

    again = tmp_path / "fastwarc.warc.gz"
    with path.open("rb") as file, again.open("wb") as target:
        stream = GzipWriter(target)
        for record in FastIterator(file, parse_http=False):
            record.write(stream)
        stream.close()
    assert [found.body for found in pages(again)] == [HTML, HTML]
    assert told(again, Kind.FAILURE) == {}


@pytest.mark.skipif(shutil.which("wget") is None, reason="no wget here")
def test_files_of_wget(tmp_path: Path) -> None:
    routes = {"/": Answer('<a href="/a.html">Tin</a><img src="/b.png">'), "/a.html": Answer(HTML)}
    routes["/b.png"] = Answer(b"\x89PNG", headers={"Content-Type": "image/png"})
    with serving(routes) as web:
        command = ["wget", "-q", "-r", "-p", "-e", "robots=off", "--warc-file=w", f"{web.url}/"]
        subprocess.run(command, cwd=tmp_path, check=True, timeout=60)  # noqa: S603
    found = pages(tmp_path / "w.warc.gz")
    assert sorted(found.url.removeprefix(web.url) for found in found) == ["/", "/a.html"]
    assert HTML in [found.body for found in found]
    assert told(tmp_path / "w.warc.gz", Kind.SKIPPED)["no page (image/png)"] == 1
    assert told(tmp_path / "w.warc.gz", Kind.FAILURE) == {}
    saved = web.url.removeprefix("http://")
    mirrored = pages(tmp_path / saved)
    assert sorted(found.location for found in mirrored) == [
        str(tmp_path / saved / name) for name in ("a.html", "index.html")
    ]
    assert HTML in [found.body for found in mirrored]
    assert told(tmp_path / saved, Kind.SKIPPED) == {"no page (.png)": 1}
    assert told(tmp_path / saved, Kind.FAILURE) == {}


@pytest.mark.parametrize("lines", [0, 1, 3, 5])
def test_other_tools_write_more_or_fewer_empty_lines(tmp_path: Path, lines: int) -> None:
    (path,) = write(tmp_path / "w", *[exchange(f"{URL}?{n}") for n in range(3)])
    plain = gzip.decompress(path.read_bytes())
    odd = b"".join(plain[start : end - 4] + b"\r\n" * lines for start, end in _bounds(plain))
    for name, data in {"a.warc": odd, "b.warc.gz": gzip.compress(odd), "c.warc.zst": zstd.compress(odd)}.items():
        (tmp_path / name).write_bytes(data)
        assert len(pages(tmp_path / name)) == 3
        assert told(tmp_path / name, Kind.FAILURE) == {}
        assert told(tmp_path / name, Kind.NOTE) == {"there are not two empty lines after the record": 3}


def test_extracted_text_is_plain_text(tmp_path: Path) -> None:
    text = "Quận Tân Lập: Tổng kết năm\nSáng 3/1, Quận ủy Tân Lập tổ chức hội nghị.\n".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: {URL}\r\nWARC-Date: {MORNING}\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: text/plain\r\nContent-Length: {len(text)}\r\n\r\n"
    )
    path = tmp_path / "a.warc.wet.gz"
    path.write_bytes(gzip.compress(head.encode() + text + b"\r\n\r\n"))
    (found,) = pages(path)
    assert (found.body, found.content_type, found.url) == (text, "text/plain", URL)


class TestWacz:
    def make(self, tmp_path: Path, compression: int = zipfile.ZIP_STORED) -> Path:
        (path,) = write(tmp_path / "w", *[exchange(f"{URL}?{n}") for n in range(3)])
        wacz = tmp_path / "a.wacz"
        with zipfile.ZipFile(wacz, "w", compression) as file:
            file.writestr("datapackage.json", "{}")
            file.write(path, "archive/data.warc.gz")
            file.writestr("pages/pages.jsonl", "{}")
        return wacz

    def test_its_archives_are_read_in_place(self, tmp_path: Path) -> None:
        found = pages(self.make(tmp_path))
        assert [page.url for page in found] == [f"{URL}?{n}" for n in range(3)]
        assert found[0].place is not None
        assert found[0].place.pointer.path == "a.wacz/archive/data.warc.gz"
        assert found[0].location.startswith(f"{tmp_path}/a.wacz, archive/data.warc.gz, offset ")

    def test_one_of_a_browser(self, tmp_path: Path) -> None:
        wacz = browser_wacz(tmp_path / "a.wacz", [f"{URL}?0", f"{URL}?1"], HTML, MORNING)
        assert [(page.url, page.body) for page in pages(wacz)] == [(f"{URL}?0", HTML), (f"{URL}?1", HTML)]
        assert told(wacz, Kind.SKIPPED) == {
            "no page (text/css)": 2,
            "no page (application/json)": 2,
            "no web address (urn)": 4,
        }
        assert told(wacz, Kind.FAILURE) == {}
        counts: Counter[str] = Counter()
        assert list(check_wacz(wacz, counts)) == []
        assert counts == {"warcinfo": 2, "response": 6, "resource": 4}

    def test_archives_that_are_compressed_once_more(self, tmp_path: Path) -> None:
        assert len(pages(self.make(tmp_path, zipfile.ZIP_DEFLATED))) == 3

    def test_without_its_directory_it_is_searched(self, tmp_path: Path) -> None:
        wacz = self.make(tmp_path)
        wacz.write_bytes(wacz.read_bytes()[:-200])
        assert len(pages(wacz)) == 3
        assert any("it is searched for records" in words for words in told(wacz, Kind.FAILURE))

    def test_without_an_archive(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "a.wacz", "w") as file:
            file.writestr("datapackage.json", "{}")
        assert told(tmp_path / "a.wacz", Kind.FAILURE) == {"there is no archive in it": 1}


def test_a_list(tmp_path: Path) -> None:
    (path,) = write(tmp_path / "w", exchange())
    (tmp_path / "a.html").write_bytes(HTML)
    (tmp_path / "list.txt").write_text(f"# what there is\nw/{path.name}\n\na.html\nmissing.html\n@list.txt\n")
    found = entries(f"@{tmp_path / 'list.txt'}")
    assert [type(entry) for entry in found if not isinstance(entry, Walked)] == [Page, Page, Remark, Remark]


def test_a_selection(tmp_path: Path) -> None:
    (path,) = write(
        tmp_path,
        exchange(f"{URL}?1", date=MORNING),
        exchange(f"{URL}?2", date=EVENING),
        exchange("https://andere.example/tin-tuc/b-80000.html", date=EVENING),
    )
    noon = datetime(2025, 1, 5, 6, tzinfo=UTC)
    for selection, urls in (
        (Selection(since=noon), [f"{URL}?2", "https://andere.example/tin-tuc/b-80000.html"]),
        (Selection(until=noon), [f"{URL}?1"]),
        (Selection(pattern=r"[?]2$"), [f"{URL}?2"]),
        (Selection(sites=("andere.example",)), ["https://andere.example/tin-tuc/b-80000.html"]),
    ):
        found = [entry for entry in entries(path, selection) if isinstance(entry, Page)]
        assert [page.url for page in found] == urls
        assert sum(told(path, Kind.SKIPPED, selection).values()) == 3 - len(urls)


def test_shards_are_all_pages_once(tmp_path: Path) -> None:
    urls = [f"https://quanuy-tanlap.example/tin-tuc/a-{70_000 + n}.html" for n in range(30)]
    (path,) = write(tmp_path, *[exchange(url, date=date) for date in (MORNING, EVENING) for url in urls])
    shares = [
        [e.url for e in entries(path, Selection(shard=(n, 3))) if isinstance(e, Page | Revisit)] for n in (1, 2, 3)
    ]
    assert sorted(url for share in shares for url in share) == sorted(urls * 2)
    assert all(len(set(share)) * 2 == len(share) > 0 for share in shares)


def test_a_folder_of_everything(tmp_path: Path) -> None:
    write(tmp_path / "warc", exchange())
    (tmp_path / "a.html").write_bytes(HTML)
    assert len([entry for entry in open_source(tmp_path) if isinstance(entry, Page)]) == 2
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "empty.warc.gz").touch()
    assert told(tmp_path, Kind.FAILURE) == {"the file is empty": 1}


def test_the_torn_end_of_an_archive_that_is_being_written_is_no_damage(tmp_path: Path) -> None:
    (path,) = write(tmp_path, exchange(), exchange(f"{URL}?2"))
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text(manifest.read_text().replace('"finished"', '"open"'))
    path.write_bytes(path.read_bytes()[:-9])
    for source in (path, tmp_path):
        assert told(source, Kind.FAILURE) == {}
        assert told(source, Kind.NOTE) == {"the archive is being written; its last record is not whole yet": 1}


@pytest.mark.parametrize("seed", range(120))
def test_broken_files_of_every_kind_are_told_and_never_raise(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)  # noqa: S311
    (path,) = write(tmp_path / "w", *[exchange(f"{URL}?{n}") for n in range(2)])
    index = path.with_name(path.name.replace(".warc.gz", ".cdxj"))
    plain = gzip.decompress(path.read_bytes())
    wacz = TestWacz().make(tmp_path, rng.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))
    kinds = {
        "a.wacz": wacz.read_bytes(),
        "b.cdxj": index.read_bytes(),
        "c.cdxj.gz": gzip.compress(index.read_bytes()),
        "d.warc": plain,
        "e.warc.zst": zstd.compress(plain),
        "f.warc.gz": gzip.compress(plain),
    }
    name, data = list(kinds.items())[seed % len(kinds)]
    broken = bytearray(data)
    for _ in range(rng.randint(1, 5)):
        place = rng.randrange(len(broken))
        broken[place : place + rng.choice([0, 1, 30])] = rng.randbytes(rng.choice([0, 1, 20]))
    target = tmp_path / name
    target.write_bytes(broken)
    for found in pages(target):
        assert found.url.startswith("http")
    if name.endswith(".wacz"):
        assert all(problem.text for problem in check_wacz(target, Counter()))
