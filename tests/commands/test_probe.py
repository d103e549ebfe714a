"""``newsbot probe``: one page explained."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from newsbot.archive.files import read_page
from newsbot.commands.examining import as_json
from newsbot.pages.article import extract_article
from newsbot.records import to_dict
from tests.commands.conftest import PAGES, Newsbot, run_process
from tests.conftest import ROOT

ARTICLE = PAGES / "so-ket-dan-van.html"
LISTING = PAGES / "danh-sach.html"
REPLICA = ROOT / "fixtures" / "replica"


def flat(text: str) -> str:
    """The output without its line breaks, which depend on the width."""
    return re.sub(r"\s+", " ", text)


class TestFile:
    def test_each_field_is_shown_with_its_source(self, newsbot: Newsbot) -> None:
        ran = newsbot("probe", ARTICLE)
        assert (ran.code, ran.err) == (0, "")
        shown = flat(ran.out)
        assert "title Huyện Rạch Bần: Sơ kết công tác dân vận quý I năm 2024 from h1" in shown
        assert 'published_date 2024-03-29T15:20:00+07:00 (printed: "Thứ Sáu, 29/03/2024 15:20") from ' in shown
        assert "đồng chí Khuất Đình Thuận - Phó Bí thư Thường trực Huyện ủy [attend, speak]" in shown
        assert "agency -" in shown
        assert "page an article (article: " in shown

    def test_it_is_readable_at_80_columns(self, newsbot: Newsbot) -> None:
        lines = newsbot("probe", ARTICLE).out.splitlines()
        assert max(map(len, lines)) <= 80
        assert not any("\x1b" in line for line in lines)

    def test_what_speaks_against_a_value_is_shown(self, newsbot: Newsbot, tmp_path: Path) -> None:
        page = tmp_path / "page.html"
        meta = '<meta property="og:title" content="Một tiêu đề khác hẳn của trang này">'
        page.write_text(ARTICLE.read_text(encoding="utf-8").replace("<head>", f"<head>{meta}"), encoding="utf-8")
        shown = flat(newsbot("probe", page).out)
        assert "against it: Một tiêu đề khác hẳn của trang này (meta: og:title)" in shown

    def test_warnings_are_shown_in_words(self, newsbot: Newsbot) -> None:
        shown = flat(newsbot("probe", PAGES / "trao-huy-hieu.txt").out)
        assert "published-masthead-only The only date above the text is the page's clock" in shown

    def test_a_page_that_is_no_article_is_explained(self, newsbot: Newsbot) -> None:
        ran = newsbot("probe", LISTING)
        assert ran.code == 0
        assert "page no article (listing: " in flat(ran.out)
        assert "not-an-article The page is a listing, document, video" in flat(ran.out)

    def test_the_address_may_be_told(self, newsbot: Newsbot) -> None:
        url = "https://thanhuytphcm.vn/tin-tuc/mot-tin-1491932517"
        ran = newsbot("probe", ARTICLE, "--url", url, "--json")
        assert json.loads(ran.out)["article"] == to_dict(extract_article(ARTICLE.read_bytes(), url))
        assert json.loads(ran.out)["article"]["id"] == "thanhuytphcm:1491932517"

    def test_machines_get_everything(self, newsbot: Newsbot) -> None:
        ran = newsbot("probe", LISTING, "--json")
        assert (ran.code, ran.err) == (0, "")
        data = json.loads(ran.out)
        assert list(data) == ["article", "candidates", "warnings"]
        assert data["article"] == to_dict(read_page(LISTING, Path(LISTING.name)).article())
        assert data["warnings"]["not-an-article"].startswith("The page is a listing")

    def test_machines_get_the_candidates(self, newsbot: Newsbot) -> None:
        data = json.loads(newsbot("probe", ARTICLE, "--json").out)
        assert data["candidates"]["title"][0]["value"] == data["article"]["title"]
        assert data["candidates"]["title"][0]["source"].startswith("h1")

    @pytest.mark.parametrize("options", [[], ["--json"]])
    def test_no_control_character_of_a_page_reaches_the_terminal(
        self, newsbot: Newsbot, tmp_path: Path, options: list[str]
    ) -> None:
        evil = "\x1b]0;x\x07\x9b2J\u202e&#27;[31m"
        page = tmp_path / "page\x1b[2J.html"
        text = ARTICLE.read_text(encoding="utf-8").replace("Huyện Rạch Bần:", f"Huyện{evil} Rạch Bần:")
        page.write_text(
            text.replace("<head>", f'<head><meta property="og:title" content="Khác {evil}">'), encoding="utf-8"
        )
        ran = newsbot("probe", page, *options)
        assert ran.code == 0
        shown = ran.out.replace("\n", "")
        assert [c for c in shown if unicodedata.category(c) in {"Cc", "Cf"}] == []

    def test_help_ends_with_an_example(self, newsbot: Newsbot) -> None:
        ran = newsbot("probe", "--help")
        assert ran.code == 0
        assert "newsbot probe URL-or-FILE" in ran.out
        assert "Example: newsbot probe saved/page.html --url" in ran.out


def test_json_escapes_what_could_steer_a_terminal() -> None:
    examination = read_page(ARTICLE, Path("a.html")).examination()
    examination.article.provenance["title"] = "\x1b\x9b\u202e\ud800\u2028"
    text = as_json(examination)
    assert r"\u001b\u009b\u202e\ud800\u2028" in text
    assert json.loads(text)["article"]["provenance"]["title"] == "\x1b\x9b\u202e\ud800\u2028"


@pytest.fixture(scope="module")
def replica() -> Iterator[str]:
    """The address of the replica site."""
    line = [sys.executable, str(REPLICA / "serve.py")]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:  # noqa: S603
        assert process.stdout is not None
        yield process.stdout.readline().removeprefix("serving ").strip()
        process.send_signal(signal.SIGTERM)


class Silent(BaseHTTPRequestHandler):
    """Answers /robots.txt with 404, /pdf with a document, /away with a redirect to another host."""

    def do_GET(self) -> None:
        status, kind, body = {"/pdf": (200, "application/pdf", b"%PDF-1.7"), "/away": (302, "text/html", b"")}.get(
            self.path, (404, "text/html", b"")
        )
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if status == 302:
            self.send_header("Location", "http://localhost:9/tin")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Silent) as listening:
        thread = Thread(target=listening.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{listening.server_address[1]}"
        listening.shutdown()
        thread.join()


class TestUrl:
    def test_a_page_is_fetched_as_in_a_crawl_and_nothing_is_stored(self, replica: str, tmp_path: Path) -> None:
        url = f"{replica}/tin-tuc/quan-tan-lap-doi-moi-cong-tac-dan-van-huong-manh-ve-co-so-1491932517"
        now = "2025-01-05T01:00:00Z"
        ran = run_process("probe", url, "--json", NEWSBOT_DATA=str(tmp_path / "data"), NEWSBOT_NOW=now)
        assert (ran.code, ran.err) == (0, "")
        body = (REPLICA / "pages" / "quan-tan-lap-dan-van.html").read_bytes()
        headers = {"Content-Type": "text/html; charset=utf-8"}
        assert json.loads(ran.out)["article"] == to_dict(extract_article(body, url, headers=headers, fetched_at=now))
        assert not (tmp_path / "data").exists()

    @pytest.mark.parametrize(
        ("path", "words"),
        [("/tim-kiem", "robots.txt"), ("/no-such-page", "the server answers 404")],
    )
    def test_a_page_that_cannot_be_had(self, replica: str, path: str, words: str) -> None:
        ran = run_process("probe", replica + path)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.count("\n") == 1
        assert words in ran.err

    def test_a_redirect_to_another_host_is_not_followed(self, server: str) -> None:
        ran = run_process("probe", f"{server}/away")
        assert (ran.code, ran.out) == (1, "")
        assert "redirects to http://localhost:9/tin, which is another host" in ran.err
        assert "Traceback" not in ran.err

    def test_a_document_is_no_page(self, server: str) -> None:
        ran = run_process("probe", f"{server}/pdf")
        assert (ran.code, ran.out, ran.err) == (1, "", f"newsbot: {server}/pdf: the page is no text\n")

    def test_a_server_that_is_not_there(self) -> None:
        ran = run_process("probe", "http://127.0.0.1:9/")
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("newsbot: ")
        assert ran.err.count("\n") == 1

    def test_a_public_host_needs_a_contact(self) -> None:
        ran = run_process("probe", "https://news.example/1", NEWSBOT_CONTACT="")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("newsbot: news.example is a public host: name a contact")
        assert ran.err.count("\n") == 1
