"""Page classes: known by their signs, given to the extractor as hints, harmless where they are wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from newsbot.commands.fixture import FIELDS
from newsbot.pages import layout
from newsbot.pages.article import extract_article
from newsbot.pages.blocks import Block, Blocks, read_blocks
from newsbot.pages.document import parse
from newsbot.pages.families import FAMILIES, MARKS, MAX_REGIONS, apply_family
from newsbot.pages.hints import Hint, hints_of_word
from newsbot.records import to_dict
from newsbot.sites import Site, site_for
from newsbot.sites.selectors import compile_selectors
from newsbot.sites.site import PAGE_CLASSES, PARTS
from tests.pages import accept
from tests.pages.accept import FAMILIES as FOLDER
from tests.pages.accept import read_fixture

CASES = {str(path.parent.relative_to(FOLDER)): path.parent for path in sorted(FOLDER.glob("*/*/page.html"))}
SITE = Site(name="an-phu.example", hosts=("an-phu.example",))


def record(case: str, **of_site: Any) -> dict[str, Any]:
    """What is read from a fixture, with its site changed."""
    page = read_fixture(CASES[case])
    site = evolve(site_for(page.url), **of_site)
    return to_dict(extract_article(page.body, page.url, headers=page.headers, fetched_at=page.fetched_at, site=site))


def fields(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in FIELDS}


class TestFixtures:
    @pytest.mark.parametrize("name", FIELDS)
    @pytest.mark.parametrize("case", CASES)
    def test_a_field_equals_the_expected_one(self, case: str, name: str) -> None:
        expected = json.loads((CASES[case] / "expected.json").read_text(encoding="utf-8"))
        assert record(case)[name] == expected[name]

    @pytest.mark.parametrize("case", CASES)
    def test_the_family_is_known_and_said(self, case: str) -> None:
        assert record(case)["provenance"]["page_class"] == case.partition("/")[0]

    def test_each_family_has_one(self) -> None:
        assert {case.partition("/")[0] for case in CASES} == set(FAMILIES)

    @pytest.mark.parametrize(
        ("case", "name"),
        [
            ("liferay/giao-ban-khu-pho", "title"),
            ("dotnetnuke/tiep-xuc-cu-tri", "title"),
            ("dotnetnuke/tiep-xuc-cu-tri", "lead"),
            ("thanhuytphcm/hop-mat-truyen-thong", "published_date"),
        ],
    )
    def test_the_family_is_of_use(self, case: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        known = record(case)[name]
        monkeypatch.setattr(layout, "apply_family", lambda *_: None)
        assert record(case)[name] != known


class TestHarmless:
    @pytest.mark.parametrize(("case", "wrong"), [(c, f) for c in CASES for f in FAMILIES if not c.startswith(f)])
    def test_the_class_of_another_system_changes_nothing(
        self, case: str, wrong: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        read = record(case, page=wrong)
        monkeypatch.setattr(layout, "apply_family", lambda *_: None)
        assert fields(read) == fields(record(case))

    @pytest.mark.parametrize(
        ("part", "selector"),
        [
            ("title", "p.comment-title"),
            ("title", ".gone"),
            ("title", "a"),
            ("lead", "footer p.footer"),
            ("lead", "span.site_name"),
            ("date", "div.current-time"),
            ("date", "div.other-news em"),
            ("clock", "p.footer"),
            ("body", "div.other-news"),
            ("body", "div.logo"),
            ("byline", "span.site_name"),
            ("byline", "h4 a"),
            ("source", "ul.counter"),
            ("caption", "div.breadcrumbs-wrap"),
            ("tags", "ul.counter"),
            ("related", "div.wraper"),
            ("related", "body"),
            ("drop", "div.news_column"),
            ("drop", "div#body"),
        ],
    )
    def test_a_selector_that_has_aged_changes_nothing(self, part: str, selector: str) -> None:
        case = "nukeviet/trao-huy-hieu"
        assert fields(record(case, parts={part: selector})) == fields(record(case))


def blocks_of(html: str, *, url: str = "https://an-phu.example/a", site: Site = SITE) -> tuple[Blocks, str | None]:
    root, _ = parse(html)
    page = read_blocks(root)
    return page, apply_family(root, page, url, site)


def block(page: Blocks, text: str) -> Block:
    return next(block for block in page.blocks if block.text == text)


class TestSigns:
    @pytest.mark.parametrize(
        ("html", "family"),
        [
            ('<head><meta name="generator" content="NukeViet v4.5"></head><p>x</p>', "nukeviet"),
            ('<head><meta NAME="Generator" content="WordPress 6.6"></head><p>x</p>', "wordpress"),
            ('<head><meta name="GENERATOR" content="Microsoft SharePoint"></head><p>x</p>', "sharepoint"),
            ('<div id="news-bodyhtml"><p>x</p></div>', "nukeviet"),
            ('<div id="s4-workspace"><p>x</p></div>', "sharepoint"),
            ('<div class="ms-rtestate-field"><p>x</p></div>', "sharepoint"),
            ('<div id="dnn_ContentPane"><p>x</p></div>', "dotnetnuke"),
            (
                '<span id="ctl00_zone1_lblTomTat">x</span><span id="ctl00_zone1_lblNoiDung"><p>y</p></span>',
                "dotnetnuke",
            ),
            ('<div class="portlet-boundary portlet-static"><p>x</p></div>', "liferay"),
            ('<div class="PostDate">x</div><div class="ArticleContent"><p>y</p></div>', "vnpt"),
            ('<div class="zce-content-body cms-body"><p>x</p></div>', "epi"),
            ('<div class="detail-content afcbc-body"><p>x</p></div>', "vccorp"),
            ('<head><link href="/wp-content/themes/a/style.css"></head><p>x</p>', "wordpress"),
            ('<head><script src="/_layouts/15/init.js"></script></head><p>x</p>', "sharepoint"),
            ('<div class="content"><div class="date">x</div><p>y</p></div>', None),
            ('<p>Trang này làm bằng WordPress, NukeViet và Liferay</p><img src="/wp-content/a.jpg">', None),
            ("", None),
        ],
    )
    def test_the_markup_tells(self, html: str, family: str | None) -> None:
        assert blocks_of(f"<html>{html}</html>")[1] == family

    @pytest.mark.parametrize(
        ("url", "family"),
        [
            ("https://a.example/tin/-/asset_publisher/x/content/y", "liferay"),
            ("https://a.example/-/view_content/12-a.html", "liferay"),
            ("https://a.example/Lists/Tin/DispForm.aspx?ID=1", "sharepoint"),
            ("https://a.example/tin/a-1.html", None),
        ],
    )
    def test_the_address_tells(self, url: str, family: str | None) -> None:
        assert blocks_of("<p>x</p>", url=url)[1] == family

    def test_the_site_file_tells_first(self) -> None:
        html = '<div id="s4-workspace"><div class="hometext">x</div></div>'
        page, family = blocks_of(html, site=evolve(SITE, page="nukeviet"))
        assert family == "nukeviet"
        assert "sapo" in block(page, "x").marks


class TestMarks:
    def test_names_and_parts_are_the_same_as_those_of_site_files(self) -> None:
        assert tuple(sorted(FAMILIES)) == PAGE_CLASSES
        assert tuple(MARKS) == PARTS
        assert all(set(family.parts) <= set(PARTS) for family in FAMILIES.values())

    @pytest.mark.parametrize(
        ("part", "hint"),
        [
            ("title", Hint.TITLE),
            ("lead", Hint.LEAD),
            ("date", Hint.DATE),
            ("clock", Hint.CLOCK),
            ("body", Hint.BODY),
            ("byline", Hint.BYLINE),
            ("source", Hint.SOURCE),
            ("caption", Hint.CAPTION),
            ("tags", Hint.TAGS),
            ("section", Hint.BREADCRUMB),
            ("related", Hint.RELATED),
            ("drop", Hint.ADVERT),
        ],
    )
    def test_a_part_is_a_hint(self, part: str, hint: Hint) -> None:
        assert hint in hints_of_word(MARKS[part])

    @pytest.mark.parametrize("name", FAMILIES)
    def test_no_selector_of_a_family_searches_the_whole_page(self, name: str) -> None:
        selectors = [s for text in FAMILIES[name].parts.values() for s in compile_selectors(text)]
        assert all(selector.names for selector in selectors)

    def test_a_block_is_marked_through_its_element(self) -> None:
        page, _ = blocks_of('<div><p class="x1">Một</p><p>Hai</p></div>', site=evolve(SITE, parts={"lead": "p.x1"}))
        assert "sapo" in block(page, "Một").marks
        assert "sapo" not in block(page, "Hai").marks

    def test_an_element_of_several_blocks_is_marked_itself(self) -> None:
        page, _ = blocks_of('<div class="x1"><p>Một</p><p>Hai</p></div>', site=evolve(SITE, parts={"body": "div.x1"}))
        assert [("noidung" in region.marks) for region in page.regions if region.tag == "div"] == [True]
        assert not any("noidung" in found.marks for found in page.blocks)

    @pytest.mark.parametrize("selector", ["span.x1", "//span[@class='x1']", "p > span", "em span, span.x1"])
    def test_an_element_within_a_block_stands_for_it(self, selector: str) -> None:
        html = '<p>| <span class="x1">03/01/2025 08:30</span></p><p>Hôm qua, <span class="x2">03/01</span>, có mưa</p>'
        page, _ = blocks_of(html, site=evolve(SITE, parts={"date": selector}))
        assert "ngaydang" in page.blocks[0].marks
        assert "ngaydang" not in page.blocks[1].marks

    def test_the_lines_of_one_element_are_marked(self) -> None:
        html = '<div><span class="x1">Một.<br><br>Hai.</span></div>'
        page, _ = blocks_of(html, site=evolve(SITE, parts={"caption": "span.x1"}))
        assert ["chuthich" in found.marks for found in page.blocks] == [True, True]

    @pytest.mark.parametrize(
        "selector", ["div div.x1", "section > div.x1", "h2 + div.x1", "h2 ~ div.x1", "div.x1:has(p)"]
    )
    def test_what_stands_around_counts(self, selector: str) -> None:
        html = '<div><section><h2>a</h2><div class="x1"><p>Một</p></div></section></div><div class="x1">Hai</div>'
        page, _ = blocks_of(html, site=evolve(SITE, parts={"lead": selector}))
        assert "sapo" in block(page, "Một").marks
        assert "sapo" not in block(page, "Hai").marks

    def test_a_title_that_stands_alone_is_a_heading(self) -> None:
        site = evolve(SITE, parts={"title": "div.x1"})
        page, _ = blocks_of('<h1>Chi tiết</h1><div class="x1">Một</div>', site=site)
        assert block(page, "Một").tag == "h1"
        page, _ = blocks_of('<div class="x1">Một</div><div class="x1">Hai</div>', site=site)
        assert {found.tag for found in page.blocks} == {"div"}
        assert all("tieude" in found.marks for found in page.blocks)

    def test_the_day_in_words_is_the_clock_of_the_city_committee(self) -> None:
        html = "<div>Chủ Nhật, ngày 5 tháng 1 năm 2025</div><div>Ngày đăng: 5/1/2025</div><div>Thứ Hai</div>"
        page, family = blocks_of(html, site=evolve(SITE, page="thanhuytphcm"))
        assert family == "thanhuytphcm"
        assert ["homnay" in found.marks for found in page.blocks] == [True, False, False]
        assert not any("homnay" in found.marks for found in blocks_of(html)[0].blocks)


class TestLargePages:
    def test_a_page_of_too_many_elements_is_left_alone(self) -> None:
        page, family = blocks_of('<div id="s4-workspace">' + "<p>x</p>" * MAX_REGIONS + "</div>")
        assert family is None
        assert not any("noidung" in region.marks for region in page.regions)

    @pytest.mark.parametrize("family", FAMILIES)
    def test_a_selector_marks_only_so_many(self, family: str) -> None:
        names = "news_column h5 date_time hometext cms-desc article__meta time tool entry-date PostDate lbl"
        html = f'<div class="{names}"><span class="{names}">x<br><br>Y</span></div>' * 4000
        page, _ = blocks_of(html, site=evolve(SITE, page=family))
        marked = sum(bool(found.marks & set(MARKS.values())) for found in page.blocks)
        assert len(page.blocks) == 8000
        assert marked < 2000


class TestAccept:
    def test_only_the_chosen_fields_are_taken(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        source = CASES["vnpt/ngay-hoi-dai-doan-ket"]
        folder = tmp_path / "vnpt" / "a"
        folder.mkdir(parents=True)
        for name in ("page.html", "response.json", "expected.json"):
            (folder / name).write_bytes((source / name).read_bytes())
        expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        spoilt = {**expected, "title": "Sai", "lead": "Sai"}
        (folder / "expected.json").write_text(json.dumps(spoilt), encoding="utf-8")
        monkeypatch.setattr(accept, "FAMILIES", tmp_path)
        assert accept.main(["vnpt/a", "title"]) == 0
        assert json.loads((folder / "expected.json").read_text(encoding="utf-8")) == {**expected, "lead": "Sai"}

    @pytest.mark.parametrize("arguments", [[], ["vnpt/none"], ["vnpt/ngay-hoi-dai-doan-ket", "headline"]])
    def test_a_wrong_call_is_told(self, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        assert accept.main(arguments) == 2
        assert capsys.readouterr().err.count("\n") == 1
