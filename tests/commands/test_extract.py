"""``newsbot extract``: records out, everything else accounted for."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from newsbot.archive.page import Page
from newsbot.dataset.report import report_path
from newsbot.pages.article import Examination, examine, extract_article
from newsbot.records import Article, to_json_line
from newsbot.schema import validator
from tests.commands.conftest import PAGES, Newsbot, command, run_process
from tests.conftest import ROOT

ARTICLE = PAGES / "so-ket-dan-van.html"
TEXT = PAGES / "trao-huy-hieu.txt"
LISTING = PAGES / "danh-sach.html"
MORNING = "2024-04-01T08:00:00+07:00"
EVENING = "2024-04-01T20:00:00+07:00"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder / "articles.jsonl"


def records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def report(out: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(report_path(out).read_text(encoding="utf-8"))
    return data


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def captures(folder: Path, *pages: tuple[bytes, str | None]) -> Path:
    """A folder with captures of one address: the page and the time of each."""
    folder.mkdir()
    lines = []
    for number, (body, moment) in enumerate(pages):
        (folder / f"{number}.html").write_bytes(body)
        entry = {"file": f"{number}.html", "url": "https://huyenuy-rachban.example/tin-tuc/a-70412.html"}
        lines.append(json.dumps({**entry, "fetched_at": moment}))
    (folder / "manifest.jsonl").write_text("\n".join(lines))
    return folder


def test_a_page_gives_the_record_that_the_page_layer_reads(newsbot: Newsbot, out: Path) -> None:
    ran = newsbot("extract", ARTICLE, "-o", out)
    assert ran == (0, "", f"pages 1, records 1, dropped 0, failed 0\nwrote {out} and {report_path(out)}\n")
    url = "https://huyenuy-rachban.example/tin-tuc/so-ket-dan-van-quy-1-70412.html"
    expected = extract_article(ARTICLE.read_bytes(), url)
    assert out.read_text(encoding="utf-8") == to_json_line(expected) + "\n"
    assert expected.published_date == "2024-03-29"
    assert [person.name for person in expected.attendees] == ["Khuất Đình Thuận", "Mạc Thị Kim Oanh"]


def test_plain_text_is_a_page(newsbot: Newsbot, out: Path) -> None:
    assert newsbot("extract", TEXT, "-o", out).code == 0
    (record,) = records(out)
    assert record["title"] == "Phường Cầu Mây: Trao Huy hiệu 50 năm tuổi Đảng"
    assert (record["url"], record["site"]) == ("file:///trao-huy-hieu.txt", "local")
    assert [person["name"] for person in record["attendees"]] == ["Vũ Trọng Nhân", "Cù Thị Lan Chi"]
    assert record["published_source"] == "masthead"


def test_a_folder_gives_valid_records_and_a_report_on_every_page(newsbot: Newsbot, out: Path) -> None:
    assert newsbot("extract", PAGES, "-o", out).code == 0
    assert [record["url"].rpartition("/")[2] for record in records(out)] == [
        "so-ket-dan-van-quy-1-70412.html",
        "trao-huy-hieu.txt",
    ]
    for record in records(out):
        validator()(record)
    told = report(out)
    assert (told["pages"], told["records"], told["failed"]) == (3, 2, 0)
    assert told["inputs"] == [str(PAGES)]
    assert (told["options"]["output"], told["options"]["keep_all"]) == (str(out), False)
    assert told["digests"].keys() == {str(PAGES)}
    assert told["dropped_by_reason"] == {"listing": 1}
    assert [(drop["location"], drop["reason"]) for drop in told["dropped"]] == [(str(LISTING), "listing")]
    assert told["skipped"] == {"no page (.md)": 1}
    assert told["records_with_warning"]["published-masthead-only"] == 1


def test_several_sources_come_in_the_order_given(newsbot: Newsbot, out: Path) -> None:
    assert newsbot("extract", TEXT, ARTICLE, "-o", out).code == 0
    assert [record["site"] for record in records(out)] == ["local", "huyenuy-rachban.example"]


def test_options_may_stand_anywhere(newsbot: Newsbot, out: Path) -> None:
    assert newsbot("extract", TEXT, "-o", out, ARTICLE, "--keep-all", "--", LISTING).code == 0
    assert report(out)["pages"] == 3


def test_keep_all_keeps_what_is_no_article_flagged(newsbot: Newsbot, out: Path) -> None:
    assert newsbot("extract", LISTING, "-o", out, "--keep-all").code == 0
    (record,) = records(out)
    assert "not-an-article" in record["warnings"]
    assert record["provenance"]["kind"].startswith("listing: ")
    assert report(out)["dropped"] == []


def test_the_same_pages_give_the_same_bytes_wherever_they_lie(newsbot: Newsbot, out: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(PAGES, tmp_path / "elsewhere" / "pages")
    results = []
    for source in (PAGES, PAGES, copy):
        newsbot("extract", source, "-o", out)
        results.append(out.read_bytes())
    assert results[0] == results[1] == results[2]


def test_standard_output_gets_the_records_and_no_file_is_made(
    newsbot: Newsbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = newsbot("extract", ARTICLE, "-o", "-")
    assert ran.code == 0
    assert json.loads(ran.out)["title"].startswith("Huyện Rạch Bần")
    assert ran.err == "pages 1, records 1, dropped 0, failed 0\n"
    assert names(tmp_path) == []


def test_an_earlier_output_is_replaced(newsbot: Newsbot, out: Path) -> None:
    out.write_text("old\n")
    assert newsbot("extract", ARTICLE, "-o", out).code == 0
    assert len(records(out)) == 1
    assert names(out.parent) == ["articles.jsonl", "articles.report.json"]


def test_of_two_captures_the_newest_stays(newsbot: Newsbot, out: Path, tmp_path: Path) -> None:
    body = ARTICLE.read_bytes()
    folder = captures(
        tmp_path / "captures",
        (body, MORNING),
        (body.replace("bốn cây cầu".encode(), b"7 c\xc3\xa2y c\xe1\xba\xa7u"), EVENING),
    )
    assert newsbot("extract", folder, "-o", out).code == 0
    (record,) = records(out)
    assert record["fetched_at"] == EVENING
    assert "7 cây cầu" in " ".join(record["body"])
    assert report(out)["dropped"] == [
        {"location": f"{folder}/0.html", "reason": "other-capture", "detail": f"kept: {folder}/1.html"}
    ]


def test_two_pages_of_one_address_and_time_that_differ_are_a_failure(
    newsbot: Newsbot, out: Path, tmp_path: Path
) -> None:
    body = ARTICLE.read_bytes()
    folder = captures(tmp_path / "captures", (body, None), (body, None), (body.replace(b"1.200", b"9.900"), None))
    ran = newsbot("extract", folder, "-o", out)
    assert ran.code == 1
    assert len(records(out)) == 1
    assert "has the same address" in ran.err
    told = report(out)
    assert [drop["location"] for drop in told["dropped"]] == [f"{folder}/1.html"]
    assert [failure["location"] for failure in told["failures"]] == [f"{folder}/2.html"]


def test_every_page_is_accounted_for(newsbot: Newsbot, out: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(PAGES, tmp_path / "pages")
    (folder / "empty.html").touch()
    (folder / "copy.html").write_bytes(ARTICLE.read_bytes())
    ran = newsbot("extract", folder, "-o", out)
    assert ran.code == 1
    told = report(out)
    assert told["pages"] == told["records"] + len(told["dropped"])
    assert ran.err.splitlines()[0] == f"newsbot: {folder}/empty.html: the file is empty"
    assert ran.err.splitlines()[1] == "pages 4, records 2, dropped 2 (listing 1, other-capture 1), failed 1, skipped 1"


def test_many_failures_are_not_all_named_on_the_terminal(newsbot: Newsbot, out: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(25):
        (folder / f"{number:02}.html").touch()
    ran = newsbot("extract", folder, ARTICLE, "-o", out)
    assert ran.err.count("the file is empty") == 10
    assert "newsbot: and 15 more failures\n" in ran.err
    assert len(report(out)["failures"]) == 25


def test_a_fault_on_one_page_does_not_cost_the_others(
    newsbot: Newsbot, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(body: bytes, url: str, **known: Any) -> Examination:
        if url.endswith(".txt"):
            raise ZeroDivisionError("division by zero")
        return examine(body, url, **known)

    monkeypatch.setattr("newsbot.archive.page.examine", faulty)
    ran = newsbot("extract", PAGES, "-o", out)
    assert ran.code == 1
    assert len(records(out)) == 1
    words = f"newsbot: {TEXT}: newsbot failed on the page: ZeroDivisionError: division by zero\n"
    assert ran.err.startswith(words)
    assert newsbot("probe", TEXT) == (1, "", words)


def test_a_record_that_breaks_the_schema_is_not_written(
    newsbot: Newsbot, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = Page.article

    def broken(page: Page) -> Article:
        article = reading(page)
        article.published_date = "29/3/2024"
        return article

    monkeypatch.setattr(Page, "article", broken)
    ran = newsbot("extract", ARTICLE, "-o", out)
    assert ran.code == 1
    assert "breaks the schema: data.published_date must" in ran.err
    assert not out.exists()


def test_help_names_the_options_and_an_example(newsbot: Newsbot) -> None:
    ran = newsbot("extract", "--help")
    assert ran.code == 0
    assert "newsbot extract SOURCE... -o OUT.jsonl" in ran.out
    assert "--keep-all" in ran.out
    assert "Example: newsbot extract mirror/ saved/page.html -o articles.jsonl" in ran.out


def test_it_is_a_scrapy_command_too(out: Path) -> None:
    program = "import sys; from scrapy.cmdline import execute; execute(['scrapy', *sys.argv[1:]])"
    done = subprocess.run(  # noqa: S603
        [*command()[:3], "-c", program, "extract", str(ARTICLE), "-o", str(out)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert len(records(out)) == 1


def test_a_terminal_sees_a_bar(out: Path) -> None:
    terminal, line = pty.openpty()
    with subprocess.Popen(command("extract", str(PAGES), "-o", str(out)), cwd=ROOT, stderr=line) as process:  # noqa: S603
        os.close(line)
        shown = b""
        try:
            while piece := os.read(terminal, 4096):
                shown += piece
        except OSError:  # how Linux says that the other side has closed
            pass
    os.close(terminal)
    assert process.returncode == 0
    assert b"files read" in shown
    assert b"pages 3, records 2" in shown


def test_elsewhere_long_runs_say_a_line_now_and_then(newsbot: Newsbot, out: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(2100):
        (folder / f"{number}.css").touch()
    ran = newsbot("extract", ARTICLE, folder, "-o", out)
    assert ran.err.startswith("1000 pages and files read\n2000 pages and files read\npages 1, records 1")


def test_the_seed_document(newsbot: Newsbot, out: Path, shared: Path) -> None:
    (seed,) = (shared / "seed").glob("*.txt")
    assert newsbot("extract", seed, "-o", out).code == 0
    (record,) = records(out)
    assert record["title"].startswith("Quận Bình Tân: Phát huy vai trò")
    assert record["event"]["date"] == "2025-01-03"
    assert [person["name"] for person in record["attendees"]] == [
        "Nguyễn Việt Quế Sơn",
        "Nguyễn Thị Bé Hai",
        "Nguyễn Văn Hạnh",
    ]
    assert record["attendees_complete"] is False
    assert record["byline"]["authors"] == ["Lê An"]


def test_the_environment_does_not_change_the_records(out: Path) -> None:
    results = set()
    for locale, zone, seed in [("C", "UTC", "1"), ("C.UTF-8", "Asia/Ho_Chi_Minh", "2")]:
        assert run_process("extract", PAGES, "-o", out, LC_ALL=locale, TZ=zone, PYTHONHASHSEED=seed).code == 0
        results.add(out.read_bytes())
    assert len(results) == 1


def test_what_crawls_write_is_not_replaced(out: Path, newsbot: Newsbot) -> None:
    out.write_bytes(b"")
    out.with_name("articles.jsonl.lock").touch()
    ran = newsbot("extract", ARTICLE, "-o", out)
    assert ran.code == 2
    assert "is what crawls write to" in ran.err
    assert out.read_bytes() == b""
