"""Which captures become records, with which revision, and where a revisit finds its body."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from newsbot.archive import building
from newsbot.archive.building import Exchange
from tests.archive.warcs import exchange, page, read, write
from tests.commands.conftest import Newsbot, Ran

URL = "https://quanuy-tanlap.example/tin-tuc/a-70412.html"
OTHER = "https://quanuy-tanlap.example/tin-tuc/b-70413.html"
A, B = page("Tổng kết năm"), page("Tổng kết năm", "Quận ủy khen thưởng bảy chi bộ.")


def day(number: int) -> str:
    return f"2025-01-{number:02}T01:00:00Z"


def crawls(folder: Path, *crawled: list[Exchange]) -> Path:
    """The archive of several crawls."""
    for number, exchanges in enumerate(crawled):
        write(folder / "warc", *exchanges, name=f"tanlap{number}")
    return folder / "warc"


def extract(newsbot: Newsbot, source: Path, mode: str, *more: str) -> tuple[list[tuple[str, int, str]], dict[str, Any]]:
    """Time, revision and text of each record; and the report."""
    out = source.parent / "out.jsonl"
    out.unlink(missing_ok=True)
    ran: Ran = newsbot("extract", source, "-o", out, "--captures", mode, *more)
    report = json.loads(out.with_name("out.report.json").read_text(encoding="utf-8"))
    assert ran.code == (1 if report["failed"] or not report["records"] else 0), ran.err
    records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()] if out.exists() else []
    assert not out.with_name("out.jsonl.parts").exists()
    return [
        (r["fetched_at"], r["revision"], "B" if "bảy chi bộ" in " ".join(r["body"]) else "A") for r in records
    ], report


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Five captures: A, A (a revisit), B, B (a revisit), A again."""
    bodies = [A, A, B, B, A]
    return crawls(tmp_path, *[[exchange(URL, body, day(n))] for n, body in enumerate(bodies, start=1)])


def test_the_archive_holds_revisits(history: Path) -> None:
    found = [r.type for path in sorted(history.glob("*.gz")) for r in read(path)[0] if r.url == URL]
    assert [type_ for type_ in found if type_ in {"response", "revisit"}] == [
        "response",
        "revisit",
        "response",
        "revisit",
        "response",
    ]


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("newest", [(day(5), 3, "A")]),
        ("changed", [(day(1), 1, "A"), (day(3), 2, "B"), (day(5), 3, "A")]),
        ("all", [(day(1), 1, "A"), (day(2), 1, "A"), (day(3), 2, "B"), (day(4), 2, "B"), (day(5), 3, "A")]),
    ],
)
def test_the_captures_of_a_page(
    newsbot: Newsbot, history: Path, mode: str, expected: list[tuple[str, int, str]]
) -> None:
    records, report = extract(newsbot, history, mode)
    assert records == expected
    assert report["pages"] == 5
    assert sum(report["dropped_by_reason"].values()) == 5 - len(expected)


def test_a_revisit_has_its_own_place_and_time(newsbot: Newsbot, history: Path) -> None:
    extract(newsbot, history, "all")
    records = [json.loads(line) for line in (history.parent / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    places = [(record["archive"]["path"], record["archive"]["offset"]) for record in records]
    found = [
        (f"warc/{path.name}", record.offset)
        for path in sorted(history.glob("*.gz"))
        for record in read(path)[0]
        if record.type in {"response", "revisit"}
    ]
    assert places == found


def test_the_order_of_the_sources_does_not_change_the_revisions(newsbot: Newsbot, history: Path) -> None:
    files = sorted(history.glob("*.gz"), reverse=True)
    out = history.parent / "out.jsonl"
    assert newsbot("extract", *files, "-o", out, "--captures", "all").code == 0
    records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(r["fetched_at"], r["revision"]) for r in records] == [
        (day(5), 3),
        (day(4), 2),
        (day(3), 2),
        (day(2), 1),
        (day(1), 1),
    ]


def test_a_revisit_finds_its_body_in_a_file_that_was_not_named(newsbot: Newsbot, history: Path) -> None:
    second = sorted(history.glob("*.gz"))[1]
    records, _ = extract(newsbot, second, "newest")
    assert records == [(day(2), 1, "A")]
    records, _ = extract(newsbot, history, "newest", "--since", "2025-01-02", "--until", "2025-01-03")
    assert records == [(day(2), 1, "A")]


def test_a_revisit_whose_body_is_nowhere_is_a_failure(newsbot: Newsbot, history: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    alone.mkdir()
    second = sorted(history.glob("*.gz"))[1]
    (alone / second.name).write_bytes(second.read_bytes())
    records, report = extract(newsbot, alone, "newest")
    assert records == []
    assert report["failures"][0]["reason"] == "the capture that this one refers to is in none of the sources"


def test_within_a_crawl_the_first_capture_of_a_page_counts(newsbot: Newsbot, tmp_path: Path) -> None:
    printed = "https://quanuy-tanlap.example/in-bai/a-70412.html"
    source = crawls(tmp_path, [exchange(URL, A, day(1)), exchange(printed, B, day(2))], [exchange(printed, B, day(3))])
    records, report = extract(newsbot, source, "changed")
    assert records == [(day(1), 1, "A"), (day(3), 2, "B")]
    assert report["dropped_by_reason"] == {"duplicate": 1}


def test_doubled_files_double_nothing(newsbot: Newsbot, history: Path) -> None:
    for path in sorted(history.glob("*.gz")):
        (history / f"copy-{path.name}").write_bytes(path.read_bytes())
    records, _ = extract(newsbot, history, "all")
    assert len(records) == 5


def test_pages_that_were_not_modified_are_no_captures(newsbot: Newsbot, tmp_path: Path) -> None:
    source = crawls(tmp_path, [exchange(URL, A, day(1))], [exchange(URL, b"", day(2), status=304)])
    records, report = extract(newsbot, source, "all")
    assert records == [(day(1), 1, "A")]
    assert report["skipped"]["status 304"] == 1


def test_an_archive_within_an_archive_is_no_second_archive(
    newsbot: Newsbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inner,) = write(tmp_path / "inner", *[exchange(f"{OTHER}?{n}", A) for n in range(40)])
    box = {"Content-Type": "application/octet-stream"}
    exchanges = [exchange(URL, A), exchange(f"{URL}?warc", inner.read_bytes(), headers=box), exchange(OTHER, B)]
    source = crawls(tmp_path, exchanges)
    expected, _ = extract(newsbot, source, "newest")
    for size in (1000, 5000, 20_000):
        monkeypatch.setattr("newsbot.archive.sources._STRETCH", size)
        monkeypatch.setattr("newsbot.extraction.parts.WEIGHT", size)
        records, report = extract(newsbot, source, "newest")
        assert records == expected
        assert report["failed"] == 0
    assert len(expected) == 2


@pytest.mark.parametrize("mode", ["newest", "changed", "all"])
@pytest.mark.parametrize("how", ["said by the archive", "shorter than its headers say", "without an end"])
def test_of_copies_the_whole_one_counts(newsbot: Newsbot, tmp_path: Path, mode: str, how: str) -> None:
    whole = exchange(URL, B, day(1))
    cut = evolve(whole, body=B[: B.index(b"bi\xe1\xbb\x83u \xc4\x91")])
    if how == "said by the archive":
        cut = evolve(cut, body=cut.body + b"</p></article></body></html>", truncated="disconnect")
    source = crawls(tmp_path, [cut], [whole])
    if how == "shorter than its headers say":
        ended = evolve(cut, body=cut.body + b"</p></article></body></html>")
        raw = evolve(ended, headers=[*ended.headers, (b"content-length", b"%d" % len(B))])
        shutil.rmtree(source)
        source = tmp_path / "warc"
        source.mkdir()
        (source / "a.warc.gz").write_bytes(as_it_came(raw) + as_it_came(whole))
    records, report = extract(newsbot, source, mode)
    out = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert "Các đại biểu" in " ".join(out["body"])
    assert "truncated" not in out["warnings"]
    assert records == [(day(1), 1, "B")]
    assert report["dropped_by_reason"] == {"other-capture": 1}
    assert report["failed"] == 0


def as_it_came(one: Exchange) -> bytes:
    """A response record whose headers are as another archiver leaves them."""
    head = b"HTTP/1.1 200 OK\r\n" + b"".join(b"%b: %b\r\n" % header for header in one.headers) + b"\r\n"
    fields = {"WARC-Record-ID": building.new_id(), "WARC-Date": one.date, "WARC-Target-URI": one.url}
    return building.member("response", {**fields, "Content-Type": "application/http"}, head + one.body)


def test_of_copies_in_a_folder_the_whole_one_counts(newsbot: Newsbot, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    linked = B.replace(b"<title>", b'<link rel="canonical" href="%b"><title>' % URL.encode())
    (folder / "a.html").write_bytes(linked[: len(linked) * 3 // 4])
    (folder / "b.html").write_bytes(linked)
    out = tmp_path / "out.jsonl"
    assert newsbot("extract", folder, "-o", out).code == 0
    record = json.loads(out.read_text(encoding="utf-8"))
    assert (record["byline"] or {}).get("text") == "Hoài Thu"
    assert "truncated" not in record["warnings"]


def test_a_wacz_gives_the_records_of_the_archive_in_it(newsbot: Newsbot, tmp_path: Path) -> None:
    source = crawls(tmp_path, [exchange(URL, A, day(1)), exchange(OTHER, B, day(1))])
    (path,) = source.glob("*.warc.gz")
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as file:
        file.write(path, f"archive/{path.name}")
    for name, taken in (("one.jsonl", source), ("two.jsonl", tmp_path / "a.wacz")):
        assert newsbot("extract", taken, "-o", tmp_path / name).code == 0
    expected = (tmp_path / "one.jsonl").read_bytes()
    assert expected.count(b"\n") == 2
    assert (tmp_path / "two.jsonl").read_bytes() == expected.replace(b'"warc/', b'"a.wacz/archive/')


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The archive of two crawls: a page met twice in one of them, a revisit, a page that is said to be a picture."""
    crawls(
        tmp_path / "tanlap",
        [exchange(URL, A, day(1)), exchange(OTHER, B, day(2), headers={"Content-Type": "image/jpeg"})],
        [
            exchange(URL, A, day(3)),
            exchange(f"{URL}?x=1", A, day(4)),
            exchange(OTHER, A, day(5)),
            exchange(OTHER, B, day(6)),
        ],
    )
    return tmp_path / "tanlap"


@pytest.mark.parametrize("mode", ["newest", "changed", "all"])
def test_an_index_gives_the_records_that_its_archives_give(
    newsbot: Newsbot, site: Path, tmp_path: Path, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    warc, out = site / "warc", tmp_path / "out" / "articles.jsonl"
    out.parent.mkdir()

    def records(*arguments: str | Path) -> list[str]:
        out.unlink(missing_ok=True)
        ran = newsbot("extract", *arguments, "-o", out, "--captures", mode)
        assert ran.code == 0, ran.err
        return sorted(out.read_text(encoding="utf-8").splitlines())

    lines = [line for path in sorted(warc.glob("*.cdxj")) for line in path.read_text(encoding="utf-8").splitlines()]

    def index(path: Path, before: str = "") -> Path:
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(lines).replace('"filename": "', f'"filename": "{before}') + "\n", encoding="utf-8")
        return path

    expected = records(site)
    assert {json.loads(line)["archive"]["path"].partition("/")[0] for line in expected} == {"warc"}
    assert records(warc) == records(*sorted(warc.glob("*.gz"))) == expected
    assert records(*sorted(warc.glob("*.cdxj"))) == expected
    assert records(index(warc / "all.cdxj")) == expected
    assert records(index(site / "all.cdxj", "warc/")) == expected
    assert records(index(site / "indexes" / "all.cdxj", "../warc/")) == expected
    elsewhere = index(tmp_path / "elsewhere" / "all.cdxj")
    assert records(elsewhere, "--archives", warc) == expected
    assert records(index(elsewhere, f"{warc}/")) == expected
    monkeypatch.chdir(warc)
    assert records("all.cdxj") == records(".") == records(index(elsewhere), "--archives", ".") == expected
