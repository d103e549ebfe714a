"""The pages that people look at, in a real browser: what runs, what is loaded, what a click leads to, on phones too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newsbot.cli import main
from newsbot.records import Attendee, Byline, Event, Image, Position, Role
from tests.browser import DESK, PHONE, Browser, browser
from tests.commands.conftest import browsing
from tests.dataset.exports.records import article, chair, dataset

pytest.importorskip("datasette")
EVIL = '</title></svg><script>alert(1)</script><img src="http://evil.example" onerror=alert(2)>"\'=HYPERLINK("x")\u202e'
LONG = "Đ" * 3000
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])


def hostile(number: int, text: str, site: str) -> Any:
    """An article that says ``text`` wherever a page can say something."""
    post = Position(text=text, title=text, body=text, place=text, expanded=text)
    person = Attendee(name=text, honorific=text, rank=text, side=text, text=text, roles=[Role.ATTEND], positions=[post])
    return article(
        number,
        **dict.fromkeys(("title", "lead", "section", "agency", "language", "published_text"), text),
        site=site,
        url="javascript:alert(3)",
        body=[text],
        event=Event(date="2025-01-03", text=text),
        attendees=[person],
        other_participants=[person],
        attendee_groups=[text],
        byline=Byline(text=text, authors=[text], source=text, unit=text),
        images=[Image(url="javascript:alert(4)", caption=text, credit=text)],
        tags=[text],
        provenance={"title": text},
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    speaker = Attendee(name="Vũ Đức Đại", roles=[Role.SPEAK])
    return dataset(
        tmp_path_factory.mktemp("data") / "example",
        article(1),
        article(2, title="Quận Tân Lập sơ kết", event=None, published_date="2024-03-01", attendees=[speaker]),
        article(3, attendees=[chair(), chair("Mạc An", "Huyện ủy", "Rạch Bần")], published_date="2025-03-01"),
        hostile(4, EVIL, EVIL),
        hostile(5, LONG, "long"),
    )


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(scope="module")
def address(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with browsing(data, tmp=tmp_path_factory.mktemp("tmp")) as (where, _):
        yield where


def test_from_a_search_to_an_article_a_person_and_a_body(tab: Browser, address: str) -> None:
    tab.open(address, PHONE)
    tab.type("input[type=search]", "tan lap")
    assert tab.text("h1").startswith("3 ")
    assert tab.run("[...document.querySelectorAll('mark')].map(e => e.textContent).slice(0, 2)") == ["Tân", "Lập"]
    tab.click("aside details:nth-of-type(2) a")
    assert "Năm: 2025" in tab.text(".chosen")
    assert tab.text("h1").startswith("2 ")
    tab.click(".chosen a")
    assert tab.text("h1").startswith("3 ")
    tab.click(".kicker a")
    assert tab.run("document.querySelector('input').value") == '"tan lap"'
    tab.open(f"{address}/search?q=tan+lap&year=2025", PHONE)
    tab.click("ol.hits a")
    assert tab.text("h1") == "Quận Tân Lập: Đổi mới công tác dân vận"
    assert re.search(r"Tiêu đề\s+Title\s+Quận Tân Lập: Đổi mới công tác dân vận\s+h1.tieude", tab.text())
    tab.click("ul.people a")
    assert tab.text("h1") == "Lục Thị Mai Thảo"
    assert "Mạc An" in tab.text()
    tab.click("table a")
    assert tab.text("h1") == "Quận ủy, Tân Lập"
    assert "Đảng ủy phường" in tab.text()
    tab.click("footer a")
    assert "attendances" in tab.text()
    assert tab.refused == []


@SIZES
@pytest.mark.parametrize(
    "page",
    [
        "/",
        "/search?q=script",
        "/search?q=d",
        "/search?q=hyperlink&role=attend",
        "/search?body=3",
        "/article/1",
        "/article/4",
        "/article/5",
        "/person/1",
        "/person/5",
        "/person/7",
        "/body/1",
        "/body/3",
        "/body/4",
    ],
)
def test_nothing_runs_or_is_loaded_and_all_fits(tab: Browser, address: str, page: str, size: tuple[int, int]) -> None:
    tab.open(address + page, size)
    assert tab.dialogs == []
    assert tab.refused == []
    assert {one.removeprefix(address).partition("?")[0] for one in tab.asked} <= {
        page.partition("?")[0],
        "/-/newsbot.css",
        "/favicon.ico",
    }
    assert tab.beyond_the_edge() == 0
    assert tab.text("main")
    rows = "[...document.querySelectorAll(':is(.articles, .hits, .chips) > li a')]"
    assert tab.run(f"Math.max(0, ...{rows}.map(row => row.getBoundingClientRect().height))") < 120


@pytest.mark.parametrize("page", ["/article/4", "/search?q=script", "/person/5", "/body/3"])
def test_hostile_text_is_shown_as_text(tab: Browser, address: str, page: str) -> None:
    tab.open(address + page)
    words = tab.text("main")
    for shown in ("</title></svg><script>alert(1)</script>", '=HYPERLINK("x")', "⟨U+202E⟩"):
        assert shown in words
    assert "\u202e" not in words


@pytest.mark.parametrize(
    "page", ["articles", "attendances", "positions", "people", "bodies", "paragraphs", "articles/4"]
)
def test_the_tables_of_datasette_run_and_load_nothing_of_others(tab: Browser, address: str, page: str) -> None:
    tab.open(f"{address}/newsbot/{page}")
    assert tab.dialogs == []
    assert all(one.startswith((address, "data:")) for one in tab.asked)
    assert "<script>alert(1)" in tab.text()


def test_rows_come_before_what_each_column_means(tab: Browser, address: str) -> None:
    tab.open(f"{address}/newsbot/articles")
    assert tab.run("document.querySelector('table.rows-and-columns').getBoundingClientRect().top") < DESK[1]
    assert "canonical URL" in tab.text(".column-descriptions")


@SIZES
def test_the_report_runs_and_loads_nothing_and_fits(
    tab: Browser, data: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    report = tmp_path / "report.html"
    with pytest.raises(SystemExit):
        main(["report", str(data), "-o", str(report)])
    tab.open(report.as_uri(), size)
    assert tab.dialogs == []
    assert tab.refused == []
    assert tab.asked == [report.as_uri()]
    assert tab.beyond_the_edge() == 0
    assert "<script>alert(1)" in tab.run("document.body.textContent")
    outside = "e => e.getBoundingClientRect().left < e.ownerSVGElement.getBoundingClientRect().left"
    assert tab.run(f"[...document.querySelectorAll('svg text')].filter({outside}).length") == 0
    letters = tab.run(
        "Math.min(...[...document.querySelectorAll('svg text')].map(e => e.getBoundingClientRect().height))"
    )
    assert letters >= 12, "letters too small to read"
