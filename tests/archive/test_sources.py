"""Files and folders as sources: every page comes out once, in a fixed order, and whatever is none says why."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from newsbot.archive.page import Kind, Page, Remark
from newsbot.errors import SourceError
from newsbot.pages.document import MAX_BYTES
from tests.archive.warcs import open_source

HTML = b"<!DOCTYPE html><html><head><title>Trang</title></head><body><p>Tin</p></body></html>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "mirror"
    made.mkdir()
    return made


def write(path: Path, content: bytes = HTML) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def write_manifest(folder: Path, *entries: dict[str, Any] | str) -> None:
    lines = [entry if isinstance(entry, str) else json.dumps(entry) for entry in entries]
    (folder / "manifest.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def pages(source: Path) -> list[Page]:
    return [entry for entry in open_source(source) if isinstance(entry, Page)]


def remarks(source: Path, kind: Kind = Kind.FAILURE) -> list[tuple[str, str]]:
    """Where and what, the places relative to the source."""
    return [
        (os.path.relpath(entry.location, source), entry.text)
        for entry in open_source(source)
        if isinstance(entry, Remark) and entry.kind is kind
    ]


def failure(source: Path) -> str:
    """The only thing that a bad file has to say."""
    (entry,) = open_source(source)
    assert isinstance(entry, Remark)
    assert (entry.kind, entry.location) == (Kind.FAILURE, str(source))
    return entry.text


class TestFile:
    def test_html(self, folder: Path) -> None:
        path = write(folder / "a.html")
        assert pages(path) == [Page(body=HTML, url="file:///a.html", location=str(path))]

    def test_html_that_knows_its_origin(self, folder: Path) -> None:
        comment = b"<!-- Mirrored from news.example/1 by HTTrack Website Copier/3.x, Sun, 05 Jan 2025 02:30:11 GMT -->"
        (page,) = pages(write(folder / "a.html", HTML.replace(b"<head>", comment + b"<head>")))
        assert (page.url, page.fetched_at) == ("https://news.example/1", "2025-01-05T02:30:11+00:00")

    def test_text(self, folder: Path) -> None:
        (page,) = pages(write(folder / "a.TXT", "Chủ Nhật, ngày 5 tháng 1 năm 2025\n".encode()))
        assert (page.url, page.content_type) == ("file:///a.TXT", "text/plain")

    def test_a_file_named_by_the_user_is_a_page_whatever_its_name(self, folder: Path) -> None:
        assert len(pages(write(folder / "saved", b"Tin"))) == 1

    def test_a_missing_file_is_refused_at_once(self, folder: Path) -> None:
        with pytest.raises(SourceError, match=f"cannot read {folder}/a.html: No such file or directory"):
            open_source(folder / "a.html")

    def test_a_name_that_no_file_can_have_is_refused(self, folder: Path) -> None:
        with pytest.raises(SourceError, match="null"):
            open_source(folder / "a\0.html")

    @pytest.mark.parametrize(
        ("content", "text"),
        [
            (b"", "the file is empty"),
            (b" \r\n\t ", "the file is empty"),
            (b"%PDF-1.7\n", "the file is a PDF document, no page"),
            (b"\x89PNG\r\n\x1a\n", "the file is a PNG image, no page"),
            (b"\xff\xd8\xff\xe0", "the file is a JPEG image, no page"),
            (b"PK\x03\x04", "the file is a ZIP or Office file, no page"),
            (b"\x1f\x8b\x08", "the file is gzip-compressed, no page"),
            (b"WARC/1.1\r\n", "the file is a WARC file, no page"),
            (bytes(1000), "the file is binary data, no page"),
            (b"a\0b\0c\0d\0" * 100, "the file is binary data, no page"),
            (bytes(range(256)) * 20, "the file is binary data, no page"),
        ],
    )
    def test_what_is_no_text(self, folder: Path, content: bytes, text: str) -> None:
        assert failure(write(folder / "a.html", content)) == text

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
    def test_text_in_any_encoding_is_a_page(self, folder: Path, encoding: str) -> None:
        assert len(pages(write(folder / "a.html", "<html><body>Hôi nghi</body></html>".encode(encoding)))) == 1

    def test_a_stray_nul_makes_no_binary(self, folder: Path) -> None:
        assert len(pages(write(folder / "a.html", HTML + b"\0"))) == 1

    def test_a_huge_file_is_read_so_far_that_it_shows(self, folder: Path) -> None:
        (page,) = pages(write(folder / "a.html", b"a" * (MAX_BYTES + 100)))
        assert len(page.body) == MAX_BYTES + 1

    def test_a_pipe_does_not_hang(self, folder: Path) -> None:
        os.mkfifo(folder / "a.html")
        assert failure(folder / "a.html") == "it is no regular file"

    def test_an_unreadable_file(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = write(folder / "a.html")
        monkeypatch.setattr(os, "open", denied)
        assert failure(path) == "Permission denied"


def denied(*_: object, **__: object) -> int:
    raise PermissionError(13, "Permission denied")


class TestFolder:
    def test_pages_come_in_the_order_of_their_names(self, folder: Path) -> None:
        for name in ["b.html", "a.htm", "sub/c.html", "sub/B.php", "an/d.txt", "z.aspx", "sub/deep/e.html"]:
            write(folder / name)
        assert [os.path.relpath(page.location, folder) for page in pages(folder)] == [
            "a.htm",
            "b.html",
            "z.aspx",
            "an/d.txt",
            "sub/B.php",
            "sub/c.html",
            "sub/deep/e.html",
        ]
        assert pages(folder)[-1].url == "file:///sub/deep/e.html"

    def test_the_name_of_the_folder_does_not_matter(self, folder: Path) -> None:
        write(folder / "sub" / "a.html")
        before = pages(folder)[0].url
        other = folder.rename(folder.with_name("elsewhere"))
        assert pages(other)[0].url == before

    def test_an_empty_folder(self, folder: Path) -> None:
        assert list(open_source(folder)) == []

    def test_a_page_without_telling_name_is_found_by_its_markup(self, folder: Path) -> None:
        write(folder / "tin-1491932517")
        write(folder / "view.php?id=5", b"\n<html lang=vi>")
        write(folder / "readme.md", b"# Ghi")
        write(folder / "LICENSE", b"Text")
        write(folder / "style.css", b"p { color: red }")
        write(folder / "logo.png", b"\x89PNG\r\n\x1a\n")
        write(folder / "empty")
        write(folder / "empty", b"")
        assert [Path(page.location).name for page in pages(folder)] == ["tin-1491932517", "view.php?id=5"]
        assert remarks(folder) == []
        assert sorted(remarks(folder, Kind.SKIPPED)) == [
            ("LICENSE", "no page (no suffix)"),
            ("empty", "no page (no suffix)"),
            ("logo.png", "no page (.png)"),
            ("readme.md", "no page (.md)"),
            ("style.css", "no page (.css)"),
        ]

    def test_what_is_hidden_or_the_tools_own_is_skipped(self, folder: Path) -> None:
        for name in [".git/a.html", ".a.html", "hts-cache/a.html", "hts-log.txt", "news.example/robots.txt"]:
            write(folder / name)
        assert pages(folder) == []
        assert remarks(folder) == []
        assert len(remarks(folder, Kind.SKIPPED)) == 5

    def test_a_bad_page_is_a_failure_and_the_others_are_read(self, folder: Path) -> None:
        write(folder / "a.html", b"%PDF-1.7")
        write(folder / "b.html", b"")
        write(folder / "c.html")
        os.mkfifo(folder / "d.html")
        (folder / "e.html").symlink_to("missing.html")
        (folder / "f.html").symlink_to("f.html")
        assert [Path(page.location).name for page in pages(folder)] == ["c.html"]
        assert remarks(folder) == [
            ("a.html", "the file is a PDF document, no page"),
            ("b.html", "the file is empty"),
            ("d.html", "it is no regular file"),
            ("e.html", "No such file or directory"),
            ("f.html", "Too many levels of symbolic links"),
        ]

    def test_links_to_folders_are_not_followed(self, folder: Path) -> None:
        write(folder / "sub" / "a.html")
        (folder / "sub" / "up").symlink_to("..")
        (folder / "loop").symlink_to(".")
        assert len(pages(folder)) == 1
        assert remarks(folder, Kind.SKIPPED) == [("loop", "a link to a folder"), ("sub/up", "a link to a folder")]

    def test_links_are_followed_to_files_within_the_folder_only(self, folder: Path) -> None:
        write(folder.parent / "secret.html")
        write(folder / "a.html")
        (folder / "b.html").symlink_to("a.html")
        (folder / "c.html").symlink_to("../secret.html")
        assert [Path(page.location).name for page in pages(folder)] == ["a.html", "b.html"]
        assert remarks(folder) == [("c.html", "the file is a link out of the folder")]

    def test_a_source_may_itself_be_a_link(self, folder: Path) -> None:
        write(folder / "a.html")
        link = folder.with_name("link")
        link.symlink_to(folder)
        assert [page.location for page in pages(link)] == [str(link / "a.html")]

    def test_an_unreadable_folder(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(folder / "a.html")
        write(folder / "sub" / "b.html")
        listing = Path.iterdir
        monkeypatch.setattr(Path, "iterdir", lambda path: denied() if path.name == "sub" else listing(path))
        assert len(pages(folder)) == 1
        assert remarks(folder) == [("sub", "Permission denied")]

    def test_a_folder_that_can_be_listed_but_not_entered(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(folder / "a.html")
        write(folder / "sub" / "b.html")
        is_dir = Path.is_dir
        monkeypatch.setattr(Path, "is_dir", lambda path: denied() if path.name == "b.html" else is_dir(path))
        assert len(pages(folder)) == 1
        assert remarks(folder) == [("sub/b.html", "Permission denied")]

    def test_a_name_that_is_no_utf_8(self, folder: Path) -> None:
        write(folder / os.fsdecode(b"\xff.html"))
        (page,) = pages(folder)
        assert (page.url, page.location) == ("file:///%FF.html", f"{folder}/\ufffd.html")


class TestManifest:
    def test_listed_pages_come_first_in_the_order_of_the_list(self, folder: Path) -> None:
        for name in ["a.html", "b.html", "sub/c.txt"]:
            write(folder / name)
        write_manifest(
            folder,
            {
                "file": "sub/c.txt",
                "url": "https://news.example/c",
                "fetched_at": "2025-01-05T09:30:00+07:00",
                "headers": {"Content-Type": "text/plain; charset=utf-8"},
            },
            {"file": "b.html", "url": "https://news.example/b", "fetched_at": None, "headers": None, "status": 200},
        )
        assert pages(folder) == [
            Page(
                body=HTML,
                url="https://news.example/c",
                location=f"{folder}/sub/c.txt",
                headers={"Content-Type": "text/plain; charset=utf-8"},
                fetched_at="2025-01-05T09:30:00+07:00",
                content_type="text/plain",
            ),
            Page(body=HTML, url="https://news.example/b", location=f"{folder}/b.html"),
            Page(body=HTML, url="file:///a.html", location=f"{folder}/a.html"),
        ]
        assert remarks(folder) == []
        assert remarks(folder, Kind.NOTE) == [("a.html", "the file is not in the manifest")]

    def test_a_file_of_any_name_may_be_listed(self, folder: Path) -> None:
        write(folder / "3f2a")
        write(folder / "3f2a", b"Tin")
        write_manifest(folder, {"file": "3f2a", "url": "https://news.example/1"})
        assert [page.url for page in pages(folder)] == ["https://news.example/1"]

    def test_a_page_may_be_listed_under_two_addresses(self, folder: Path) -> None:
        write(folder / "a.html")
        write_manifest(folder, *({"file": "a.html", "url": f"https://news.example/{n}"} for n in (1, 2)))
        assert [page.url for page in pages(folder)] == ["https://news.example/1", "https://news.example/2"]

    def test_without_url_the_page_is_asked(self, folder: Path) -> None:
        write(folder / "a.html", HTML.replace(b"<head>", b'<head><link rel="canonical" href="https://news.example/1">'))
        write_manifest(folder, {"file": "./a.html", "fetched_at": "2025-01-05T02:30:00Z"})
        assert [(page.url, page.fetched_at) for page in pages(folder)] == [
            ("https://news.example/1", "2025-01-05T02:30:00Z")
        ]

    @pytest.mark.parametrize("name", ["../secret.html", "/etc/hostname", "sub/../../secret.html", "..", "", "."])
    def test_a_file_out_of_the_folder_is_refused(self, folder: Path, name: str) -> None:
        write(folder.parent / "secret.html")
        write_manifest(folder, {"file": name, "url": "https://news.example/1"})
        assert pages(folder) == []
        ((location, text),) = remarks(folder)
        assert location == "manifest.jsonl, line 1"
        assert "outside of the folder" in text

    def test_a_link_out_of_the_folder_is_refused(self, folder: Path) -> None:
        write(folder.parent / "secret.html")
        (folder / "a.html").symlink_to("../secret.html")
        write_manifest(folder, {"file": "a.html", "url": "https://news.example/1"})
        assert list(remarks(folder)) == [("manifest.jsonl, line 1", "a.html: the file is a link out of the folder")]
        assert pages(folder) == []

    @pytest.mark.parametrize("url", ["ftp://news.example/1", "file:///etc/hostname", "javascript:alert(1)", "", 5])
    def test_an_address_that_is_not_of_the_web_is_a_failure(self, folder: Path, url: object) -> None:
        write(folder / "a.html")
        write(folder / "b.html")
        write_manifest(folder, {"file": "a.html", "url": url}, {"file": "b.html", "url": "https://news.example/2"})
        assert [page.url for page in pages(folder)] == ["https://news.example/2"]
        assert remarks(folder) == [("manifest.jsonl, line 1", f"the URL is no http(s) address: {url}")]

    @pytest.mark.parametrize(
        "line",
        [
            "no json",
            "[" * 100_000,
            '"a.html"',
            "[]",
            "{}",
            '{"file": 5}',
            '{"file": "a\\u0000.html"}',
            '{"file": "\\ud800"}',
        ],
    )
    def test_a_line_that_names_no_file_is_a_failure(self, folder: Path, line: str) -> None:
        write(folder / "a.html")
        write_manifest(folder, "", line)
        assert [page.url for page in pages(folder)] == ["file:///a.html"]
        ((location, text),) = remarks(folder)
        assert location == "manifest.jsonl, line 2"
        assert text.encode()

    def test_a_listed_file_that_is_missing_or_no_page_is_a_failure(self, folder: Path) -> None:
        write(folder / "b.html", b"%PDF-1.7")
        write_manifest(folder, {"file": "a.html"}, {"file": "b.html"})
        assert remarks(folder) == [
            ("manifest.jsonl, line 1", "a.html: No such file or directory"),
            ("manifest.jsonl, line 2", "b.html: the file is a PDF document, no page"),
        ]

    @pytest.mark.parametrize(
        "moment",
        ["5/1/2025", "2025-01-05", "2025-01-05T09:30:00", 1736044200, "2025-01-05T09:30+7", "2025-13-05T09:30:00Z"],
    )
    def test_a_time_that_is_none_is_noted(self, folder: Path, moment: object) -> None:
        write(folder / "a.html")
        write_manifest(folder, {"file": "a.html", "url": "https://news.example/1", "fetched_at": moment})
        assert pages(folder)[0].fetched_at is None
        assert remarks(folder, Kind.NOTE) == [
            ("manifest.jsonl, line 1", f"fetched_at is no date-time with offset, taken as unknown: {moment}")
        ]

    @pytest.mark.parametrize("headers", [["Content-Type: text/html"], {"Content-Length": 5}, "text/html"])
    def test_headers_that_are_none_are_noted(self, folder: Path, headers: object) -> None:
        write(folder / "a.html")
        write_manifest(folder, {"file": "a.html", "headers": headers})
        assert pages(folder)[0].headers is None
        ((_, text),) = remarks(folder, Kind.NOTE)
        assert text.startswith("headers are no object of strings")

    def test_a_subfolder_may_have_its_own(self, folder: Path) -> None:
        write(folder / "a.html")
        write(folder / "sub" / "b.html")
        write(folder / "sub" / "c.html")
        write_manifest(folder / "sub", {"file": "c.html", "url": "https://news.example/c"})
        assert [page.url for page in pages(folder)] == [
            "file:///a.html",
            "https://news.example/c",
            "file:///sub/b.html",
        ]
        assert remarks(folder, Kind.NOTE) == [("sub/b.html", "the file is not in the manifest")]

    def test_an_unreadable_manifest_is_a_failure_and_the_files_are_read(self, folder: Path) -> None:
        write(folder / "a.html")
        (folder / "manifest.jsonl").mkdir()
        assert len(pages(folder)) == 1
        assert remarks(folder) == [("manifest.jsonl", "Is a directory")]


def test_pages_come_one_by_one(tmp_path: Path) -> None:
    write(tmp_path / "a.html")
    write(tmp_path / "b.html")
    source = open_source(tmp_path)
    next(source)
    write(tmp_path / "b.html", b"<html>changed")
    page = next(source)
    assert isinstance(page, Page)
    assert page.body == b"<html>changed"
