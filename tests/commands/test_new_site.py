"""``newsbot new-site``: a file for a new site, proposed from one page."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from newsbot.commands.fixture import FIELDS, expected_of
from newsbot.sites.files import SiteFile
from newsbot.sites.linter import check
from tests.commands.conftest import PAGES, Newsbot, run_process
from tests.commands.test_probe import replica  # noqa: F401 (a fixture)
from tests.conftest import ROOT
from tests.pages.accept import read_fixture

LISTING = PAGES / "danh-sach.html"
ARTICLE = PAGES / "so-ket-dan-van.html"
FAMILIES = ROOT / "fixtures" / "families"
NUKEVIET = FAMILIES / "nukeviet" / "trao-huy-hieu"


def right(text: str) -> bool:
    return list(check([SiteFile("a.toml", text)])) == []


class TestProposal:
    def test_a_listing_gives_a_right_file(self, newsbot: Newsbot) -> None:
        ran = newsbot("new-site", LISTING)
        assert ran.code == 0
        assert right(ran.out)
        data = tomllib.loads(ran.out)
        assert data["name"] == "huyenuy-rachban.example"
        assert data["hosts"] == ["huyenuy-rachban.example", "www.huyenuy-rachban.example"]
        assert data["article"] == r"^/tin-tuc/[^/]+-(?P<id>\d+)\.html$"
        assert data["example"] == ["https://huyenuy-rachban.example/tin-tuc/so-ket-dan-van-quy-1-70412.html"]
        assert "the pattern fits 6 of 6 addresses" in ran.err
        assert "the page is no article" in ran.err

    def test_an_article_tells_its_family_and_fields(self, newsbot: Newsbot) -> None:
        url = json.loads((NUKEVIET / "response.json").read_text(encoding="utf-8"))["url"]
        ran = newsbot("new-site", NUKEVIET / "page.html", "--url", url)
        data = tomllib.loads(ran.out)
        assert right(ran.out)
        assert data["page"] == "nukeviet"
        assert re.match(data["deny"], "/vi/news/savefile/xay-dung-dang/a-1187.html")
        assert re.search(data["article"], "/vi/news/xay-dung-dang/a-7.html")["id"] == "7"  # type: ignore[index]
        assert "page class: nukeviet" in ran.err
        assert "  byline: page: line marked as author or source" in ran.err
        assert "not found: modified_at, agency, other_participants" in ran.err

    def test_a_page_whose_links_say_nothing_gives_a_bare_file(self, newsbot: Newsbot, tmp_path: Path) -> None:
        page = tmp_path / "page.html"
        page.write_text("<html><body><h1>Tin</h1><p>Hôm nay trời đẹp, gió nhẹ.</p></body></html>", encoding="utf-8")
        ran = newsbot("new-site", page, "--url", "http://an-phu.example/tin")
        assert right(ran.out)
        assert set(tomllib.loads(ran.out)) == {"name", "hosts", "scheme", "start", "verified"}

    def test_a_host_that_has_a_file_is_told(self, newsbot: Newsbot) -> None:
        ran = newsbot("new-site", LISTING, "--url", "https://www.thanhuytphcm.vn/tin-tuc")
        assert "the host has a site file already: thanhuytphcm" in ran.err

    def test_what_a_page_prints_does_nothing_to_the_terminal(self, newsbot: Newsbot, tmp_path: Path) -> None:
        links = "".join(
            f"<a href='/a\"%1b/hoi-nghi-dan-van-quy-{n}-7041{n}.html'>Hội nghị dân vận quý</a>" for n in "123"
        )
        page = tmp_path / "page.html"
        page.write_text(f"<html><body>{links}</body></html>", encoding="utf-8")
        ran = newsbot("new-site", page, "--url", "https://an-phu.example/")
        assert right(ran.out)
        assert "\x1b" not in ran.out + ran.err


class TestOutput:
    def test_it_is_written_to_a_new_file_only(self, newsbot: Newsbot, tmp_path: Path) -> None:
        path = tmp_path / "a.toml"
        ran = newsbot("new-site", LISTING, "-o", path)
        assert (ran.code, ran.out) == (0, "")
        assert right(path.read_text(encoding="utf-8"))
        before = path.read_bytes()
        ran = newsbot("new-site", LISTING, "-o", path)
        assert (ran.code, ran.err) == (1, f"newsbot: {path} exists already\n")
        assert path.read_bytes() == before

    def test_a_fixture_holds_the_page_and_its_record(self, newsbot: Newsbot, tmp_path: Path) -> None:
        folder = tmp_path / "an-phu" / "so-ket"
        assert newsbot("new-site", ARTICLE, "--fixture", folder).code == 0
        assert (folder / "page.html").read_bytes() == ARTICLE.read_bytes()
        expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        assert tuple(expected) == FIELDS
        assert expected == expected_of(read_fixture(folder))
        ran = newsbot("new-site", ARTICLE, "--fixture", folder)
        assert (ran.code, ran.err.splitlines()[-1]) == (1, f"newsbot: {folder} exists already")


class TestWrongUse:
    def test_an_address_must_be_known(self, newsbot: Newsbot, tmp_path: Path) -> None:
        page = tmp_path / "page.html"
        page.write_text("<html><body><p>Hôm nay trời đẹp.</p></body></html>", encoding="utf-8")
        ran = newsbot("new-site", page)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == f"newsbot: {page}: the page does not state its address: give it with --url\n"

    @pytest.mark.parametrize(
        "arguments",
        [
            [],
            ["a", "b"],
            ["a.html", "--url", "x"],
            ["https://a.example/", "--url", "https://b.example/"],
            ["--json", "a"],
        ],
    )
    def test_a_wrong_call_is_told_in_one_line(self, newsbot: Newsbot, arguments: list[str]) -> None:
        ran = newsbot("new-site", *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.count("\n") == 1

    def test_a_file_that_is_none(self, newsbot: Newsbot, tmp_path: Path) -> None:
        ran = newsbot("new-site", tmp_path / "none.html")
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.count("\n") == 1


def test_a_page_of_the_web_is_fetched(replica: str) -> None:  # noqa: F811 (the fixture)
    ran = run_process("new-site", f"{replica}/")
    assert ran.code == 0
    assert right(ran.out)
    data = tomllib.loads(ran.out)
    assert data["hosts"] == [replica.removeprefix("http://")]
    assert data["article"] == r"^/tin-tuc/[^/]+-(?P<id>\d{10})$"
