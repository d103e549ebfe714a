"""Bad input, bad options and bad disks: one clear line or a flagged record, the right exit code, and no harm done."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from newsbot.archive.page import Page
from newsbot.dataset.report import report_path
from tests.commands.conftest import PAGES, Newsbot, Ran, command
from tests.conftest import ROOT
from tests.disks import run_on_small_disk

ARTICLE = (PAGES / "so-ket-dan-van.html").read_bytes()
OLD = '{"an": "earlier run"}\n'


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output that holds the records of an earlier run."""
    folder = tmp_path / "out"
    folder.mkdir()
    path = folder / "articles.jsonl"
    path.write_text(OLD)
    return path


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_bytes(ARTICLE)
    return path


def record(out: Path) -> dict[str, Any]:
    (line,) = out.read_text(encoding="utf-8").splitlines()
    data: dict[str, Any] = json.loads(line)
    return data


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def assert_one_error(ran: Ran, code: int, text: str) -> None:
    """The command ended with ``code`` and said ``text``, and nothing that only its authors understand."""
    assert ran.code == code
    assert ran.out == ""
    assert "Traceback" not in ran.err
    assert ran.err.splitlines()[0] == f"newsbot: {text}"


class TestPages:
    """Pages that are none, and pages that are damaged."""

    @pytest.mark.parametrize(
        ("content", "text"),
        [
            (b"", "the file is empty"),
            (b"\n \n", "the file is empty"),
            (b"%PDF-1.4\n%\xe2\xe3", "the file is a PDF document, no page"),
            (b"\x89PNG\r\n\x1a\n", "the file is a PNG image, no page"),
            (b"\0\1\2\3" * 1000, "the file is binary data, no page"),
        ],
    )
    def test_what_is_no_text_is_an_error(
        self, newsbot: Newsbot, out: Path, page: Path, content: bytes, text: str
    ) -> None:
        page.write_bytes(content)
        ran = newsbot("extract", page, "-o", out)
        assert_one_error(ran, 1, f"{page}: {text}")
        assert f"newsbot: no record came out, {out} is not written" in ran.err
        assert out.read_text() == OLD
        assert json.loads(report_path(out).read_text())["failures"] == [{"location": str(page), "reason": text}]
        assert_one_error(newsbot("probe", page), 1, f"{page}: {text}")

    @pytest.mark.parametrize("body", [b"<html></html>", b"<p>Xin ch\xc3\xa0o</p>", b"<", b"{}", b"a", b"\xff\xff\xff"])
    def test_a_page_without_article_is_dropped(self, newsbot: Newsbot, out: Path, page: Path, body: bytes) -> None:
        page.write_bytes(body)
        ran = newsbot("extract", page, "-o", out)
        assert_one_error_anywhere(ran, f"no record came out, {out} is not written")
        assert out.read_text() == OLD
        report = json.loads(report_path(out).read_text())
        assert len(report["dropped"]) + len(report["failures"]) == 1

    def test_a_page_without_article_can_be_kept(self, newsbot: Newsbot, out: Path, page: Path) -> None:
        page.write_text("<html><body><p>Xin chào</p></body></html>", encoding="utf-8")
        assert newsbot("extract", page, "-o", out, "--keep-all").code == 0
        assert "not-an-article" in record(out)["warnings"]

    @pytest.mark.parametrize("end", ["Phát biểu kết luận", "<p style=", "</html>"])
    def test_a_truncated_page_gives_what_is_there(self, newsbot: Newsbot, out: Path, page: Path, end: str) -> None:
        page.write_bytes(ARTICLE[: ARTICLE.index(end.encode()) + 5])
        assert newsbot("extract", page, "-o", out).code == 0
        assert record(out)["title"] == "Huyện Rạch Bần: Sơ kết công tác dân vận quý I năm 2024"
        assert len(record(out)["attendees"]) == 2

    def test_a_page_that_ends_within_a_letter_is_flagged(self, newsbot: Newsbot, out: Path, page: Path) -> None:
        page.write_bytes(ARTICLE[: ARTICLE.index("ết luận".encode()) + 1])
        assert newsbot("extract", page, "-o", out).code == 0
        assert "truncated" in record(out)["warnings"]

    @pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "utf-16", "shift_jis"])
    def test_a_wrong_charset_is_repaired_and_flagged(
        self, newsbot: Newsbot, out: Path, page: Path, charset: str
    ) -> None:
        page.write_bytes(ARTICLE.replace(b'charset="utf-8"', f'charset="{charset}"'.encode()))
        assert newsbot("extract", page, "-o", out).code == 0
        assert record(out)["title"] == "Huyện Rạch Bần: Sơ kết công tác dân vận quý I năm 2024"
        assert "encoding-repaired" in record(out)["warnings"]

    def test_an_unknown_charset_does_no_harm(self, newsbot: Newsbot, out: Path, page: Path) -> None:
        page.write_bytes(ARTICLE.replace(b'charset="utf-8"', b'charset="no-such-thing"'))
        assert newsbot("extract", page, "-o", out).code == 0
        assert record(out)["title"] == "Huyện Rạch Bần: Sơ kết công tác dân vận quý I năm 2024"

    @pytest.mark.parametrize("url", ["ftp://news.example/1", "file:///etc/hostname", "javascript:alert(1)", "tin/1"])
    def test_an_address_that_is_not_http(
        self, newsbot: Newsbot, out: Path, page: Path, tmp_path: Path, url: str
    ) -> None:
        folder = tmp_path / "mirror"
        folder.mkdir()
        page.rename(folder / "a.html")
        (folder / "manifest.jsonl").write_text(json.dumps({"file": "a.html", "url": url}))
        ran = newsbot("extract", folder, "-o", out)
        assert_one_error(ran, 1, f"{folder}/manifest.jsonl, line 1: the URL is no http(s) address: {url}")
        assert out.read_text() == OLD
        assert_one_error(newsbot("probe", folder / "a.html", "--url", url), 2, f"not an http(s) URL: {url}")

    def test_a_path_out_of_the_folder_is_refused(self, newsbot: Newsbot, out: Path, page: Path) -> None:
        folder = page.with_name("mirror")
        folder.mkdir()
        (folder / "manifest.jsonl").write_text(json.dumps({"file": "../page.html", "url": "https://news.example/1"}))
        ran = newsbot("extract", folder, "-o", out)
        assert_one_error(ran, 1, f"{folder}/manifest.jsonl, line 1: the file lies outside of the folder: ../page.html")
        assert out.read_text() == OLD

    def test_an_unfriendly_name_does_nothing_to_the_terminal(self, newsbot: Newsbot, out: Path, tmp_path: Path) -> None:
        path = tmp_path / "a\x1b[2J\nb\udcff.html"
        path.touch()
        ran = newsbot("extract", path, "-o", out)
        assert_one_error(ran, 1, rf"{tmp_path}/a\x1b[2J\nb" + "\ufffd.html: the file is empty")


def assert_one_error_anywhere(ran: Ran, text: str) -> None:
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert f"newsbot: {text}" in ran.err.splitlines()


class TestOptions:
    """Arguments that cannot be used: exit code 2, before anything is done."""

    @pytest.mark.parametrize(
        ("arguments", "text"),
        [
            (["extract", "PAGE", "-o", "OUT", "--bogus"], "unknown option: --bogus"),
            (["extract", "PAGE", "-o", "OUT", "-x"], "unknown option: -x"),
            (["extract", "-o", "OUT"], "say what to read: a file or a folder"),
            (["extract", "PAGE"], "say where to write: -o FILE, or -o - for standard output"),
            (["extract", "PAGE", "-o", ""], "say where to write: -o FILE, or -o - for standard output"),
            (["extract", "PAGE", "-o"], "argument -o/--output: expected one argument"),
            (["probe"], "name one page: a URL or a file"),
            (["probe", "PAGE", "PAGE"], "name one page: a URL or a file"),
            (["probe", "PAGE", "--bogus"], "unknown option: --bogus"),
            (["probe", "ftp://news.example/1"], "not an http(s) URL: ftp://news.example/1"),
            (["probe", "https://"], "not an http(s) URL: https://"),
            (
                ["probe", "http://127.0.0.1/", "--url", "http://127.0.0.1/"],
                "--url is for files: a URL that is fetched has its own",
            ),
        ],
    )
    def test_a_wrong_use(self, newsbot: Newsbot, out: Path, page: Path, arguments: list[str], text: str) -> None:
        places = {"PAGE": page, "OUT": out}
        assert_one_error(newsbot(*(places.get(argument, argument) for argument in arguments)), 2, text)
        assert out.read_text() == OLD
        assert names(out.parent) == [out.name]

    def test_a_missing_source(self, newsbot: Newsbot, out: Path, page: Path) -> None:
        ran = newsbot("extract", page, "missing.html", "-o", out)
        assert_one_error(ran, 1, "cannot read missing.html: No such file or directory")
        assert ran.err.count("\n") == 1
        assert out.read_text() == OLD
        assert_one_error(newsbot("probe", "missing.html"), 1, "missing.html: No such file or directory")

    def test_a_folder_is_no_page(self, newsbot: Newsbot) -> None:
        assert_one_error(newsbot("probe", PAGES), 1, f"{PAGES}: Is a directory")


class TestOutput:
    """Places that cannot be written."""

    def test_a_missing_folder(self, newsbot: Newsbot, out: Path, page: Path) -> None:
        path = out.parent / "no" / "out.jsonl"
        ran = newsbot("extract", page, "-o", path)
        assert_one_error(
            ran, 1, f"cannot write {path}: there is no folder {path.parent}; make it first, or name a file elsewhere"
        )
        assert ran.err.count("\n") == 1
        assert names(out.parent) == [out.name]

    def test_a_folder(self, newsbot: Newsbot, out: Path, page: Path) -> None:
        assert_one_error(
            newsbot("extract", page, "-o", out.parent), 1, f"cannot write {out.parent}: Is a directory; name a file"
        )
        assert names(out.parent) == [out.name]

    def test_a_write_protected_file(
        self, newsbot: Newsbot, out: Path, page: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # The superuser may write anything, so the answer of the system is made up.
        monkeypatch.setattr(os, "access", lambda path, _: path != out)
        assert_one_error(
            newsbot("extract", page, "-o", out),
            1,
            f"cannot write {out}: Permission denied; name a file where you may write",
        )
        assert out.read_text() == OLD

    @pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="there is no /sys")
    def test_a_folder_in_which_nobody_can_write(self, newsbot: Newsbot, page: Path) -> None:
        ran = newsbot("extract", page, "-o", "/sys/kernel/out.jsonl")
        assert ran.code == 1
        assert ran.err.startswith("newsbot: cannot write ")
        assert ran.err.count("\n") == 1

    def test_an_input_is_not_overwritten(self, newsbot: Newsbot, page: Path) -> None:
        ran = newsbot("extract", page, "-o", page)
        assert_one_error(ran, 2, f"{page} is to be read and written")
        assert page.read_bytes() == ARTICLE

    def test_a_full_device(self, newsbot: Newsbot, page: Path) -> None:
        ran = newsbot("extract", page, "-o", "/dev/full")
        assert_one_error(ran, 1, "cannot write /dev/full: No space left on device")

    @pytest.mark.parametrize(
        "arguments", [["extract", "PAGE", "-o", "-"], ["probe", "PAGE"], ["probe", "PAGE", "--json"]]
    )
    def test_a_full_standard_output(self, page: Path, arguments: list[str]) -> None:
        line = command(*(page if argument == "PAGE" else argument for argument in arguments))
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(line, cwd=ROOT, check=False, stdout=full, stderr=subprocess.PIPE, text=True)  # noqa: S603
        assert (done.returncode, done.stderr) == (1, "newsbot: cannot write standard output: No space left on device\n")

    @pytest.mark.parametrize("arguments", [["extract", "PAGE", "-o", "-"], ["probe", "PAGE"]])
    def test_a_reader_that_has_gone(self, page: Path, arguments: list[str]) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        line = command(*(page if argument == "PAGE" else argument for argument in arguments))
        done = subprocess.run(line, cwd=ROOT, check=False, stdout=writing, stderr=subprocess.PIPE, text=True)  # noqa: S603
        os.close(writing)
        assert (done.returncode, done.stderr) == (1, "newsbot: cannot write standard output: Broken pipe\n")

    def test_a_full_disk(self, tmp_path: Path, page: Path) -> None:
        disk = tmp_path / "disk"
        disk.mkdir()
        script = (
            'echo old > "$1/out.jsonl"; dir="$1"; shift; "$@"; code=$?; ls -A "$dir"; cat "$dir/out.jsonl"; exit $code'
        )
        line = command("extract", page, "-o", disk / "out.jsonl")
        done = run_on_small_disk(disk, "8k", "sh", "-c", script, "sh", str(disk), *line)
        assert done.returncode == 1
        assert done.stdout == "out.jsonl\nold\n"
        assert done.stderr.startswith("newsbot: cannot ")
        assert done.stderr.endswith("No space left on device\n")
        assert done.stderr.count("\n") == 1

    def test_a_limit_on_the_size_of_files(self, out: Path, page: Path) -> None:
        done = subprocess.run(  # noqa: S603
            command("extract", page, "-o", out),
            cwd=ROOT,
            check=False,
            capture_output=True,
            text=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
        )
        assert (done.returncode, done.stderr) == (1, f"newsbot: cannot write {out}.parts: File too large\n")
        assert out.read_text() == OLD
        assert names(out.parent) == [out.name]


class TestInterruption:
    """A run that does not come to its end leaves the earlier output."""

    def test_by_the_user(self, newsbot: Newsbot, out: Path, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupted(_: Page) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(Page, "article", interrupted)
        assert_one_error(
            newsbot("extract", page, "-o", out),
            130,
            "interrupted, nothing is written: the same command goes on from there",
        )
        assert out.read_text() == OLD
        assert names(out.parent) == [out.name]

    @pytest.mark.parametrize("seed", range(2))
    def test_by_a_kill(self, out: Path, tmp_path: Path, seed: int) -> None:
        folder = tmp_path / "many"
        folder.mkdir()
        for number in range(300):
            (folder / f"{number}.html").write_bytes(ARTICLE.replace(b"70412", str(number + 10_000).encode()))
        process = subprocess.Popen(  # noqa: S603
            command("extract", folder, "-o", out), cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(random.Random(seed).uniform(0.8, 1.6))  # noqa: S311
        process.send_signal(signal.SIGKILL)
        process.wait()
        lines = out.read_text(encoding="utf-8").splitlines()
        if lines != OLD.splitlines():  # it was that fast
            assert len(lines) == 300
            assert all(json.loads(line)["site"] == "huyenuy-rachban.example" for line in lines)


def test_a_dataset_is_no_page(newsbot: Newsbot, out: Path, page: Path, tmp_path: Path) -> None:
    dataset = tmp_path / "data" / "articles.jsonl"
    dataset.parent.mkdir()
    assert newsbot("extract", page, "-o", dataset).code == 0
    words = "this is a dataset, no page: newsbot export, verify, diff, stats and browse read it"
    assert_one_error(newsbot("probe", dataset), 1, f"{dataset}: {words}")
    assert newsbot("probe", dataset).err.count("\n") == 1
    assert_one_error(newsbot("extract", dataset, "-o", out), 1, f"{dataset}: {words}")
    assert out.read_text() == OLD
    renamed = dataset.rename(tmp_path / "data" / "page.html")
    ran = newsbot("extract", page, renamed.parent, "-o", out)
    assert_one_error(ran, 1, f"{renamed}: {words}")
    assert record(out)["title"]
