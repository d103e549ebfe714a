"""The report: whole, safe, and readable without its plots."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree, html

from newsbot.dataset.overview.charts import bars, ranks, shares, text
from newsbot.dataset.overview.figures import Figures
from newsbot.dataset.overview.page import page
from newsbot.records import Article, Event
from tests.dataset.exports.records import article, chair, plain
from tests.dataset.overview.test_figures import counted

EVIL = '</title></svg><script>alert(1)</script><img src=x onerror=alert(1)> \u202e "&'


def test_it_loads_and_runs_nothing_whatever_the_data_say() -> None:
    evil = [article(1, title=EVIL, site=EVIL, attendees=[chair(EVIL, EVIL, EVIL)]), article(2, site="b")]
    report = page(counted(*evil), [EVIL])
    tree = html.fromstring(report)
    assert {element.tag for element in tree.iter()}.isdisjoint({"script", "img", "iframe", "object", "link", "image"})
    assert tree.xpath("//@src | //@href | //@onerror | //@onload") == []
    assert "\u202e" not in report
    assert "⟨U+202E⟩" in report
    assert not re.search(r"https?://", report)
    assert "default-src 'none'" in report


def test_every_plot_is_sound_and_has_a_title() -> None:
    report = page(counted(article(1), article(2, published_date="2025-03-01")), ["data"])
    plots = re.findall(r"<svg.*?</svg>", report, re.DOTALL)
    assert len(plots) == 7
    for plot in plots:
        tree = etree.fromstring(plot)
        assert tree.find("title").text
        assert tree.get("aria-labelledby") == tree.find("title").get("id")
    assert len(set(re.findall(r'aria-labelledby="(.*?)"', report))) == len(plots)


def test_the_numbers_stand_beside_the_plots() -> None:
    rows = ["".join(row.itertext()) for row in html.fromstring(page(counted(article(1)), ["data"])).iter("tr")]
    assert "2024-12-301" in rows
    assert "byline1" in rows
    assert any(row.startswith("published-masthead-only1The only date above the text") for row in rows)


def test_weeks_without_articles_are_shown_and_many_weeks_become_months() -> None:
    weeks = page(counted(article(1), article(2, published_date="2025-01-20")), ["data"])
    assert "Articles per week and site" in weeks
    months = page(counted(article(1), article(2, published_date="2001-01-20")), ["data"])
    assert "Articles per month and site" in months
    ancient = page(counted(article(1), article(2, published_date="0001-01-01")), ["data"])
    assert "Before 1995-02: 1." in ancient
    assert len(ancient) < 300_000


def test_an_empty_dataset_gives_a_page() -> None:
    assert html.fromstring(page(Figures(), ["data"])) is not None


@pytest.mark.parametrize("most", [0, 1, 2, 5, 7, 10, 99, 100, 12345, 10**7])
def test_the_lines_of_the_grid_are_few_and_round(most: int) -> None:
    lines = re.findall(r'text-anchor="end">(\d+)<', bars("t", ["a"], [("x", [most])], "u"))
    assert 1 <= len(lines) <= 7
    assert all(str(int(line)).rstrip("0") in {"", *map(str, range(1, 100))} for line in lines)


def test_what_the_plots_tell_those_who_listen() -> None:
    assert "<title>Tháng 1: 3 articles (b)</title>" in bars("t", ["a", "b"], [("Tháng 1", [0, 3])], "articles")
    assert "<title>Quận ủy: 3 posts</title>" in ranks("t", [("Quận ủy", 3)], "posts")
    assert "<title>lead, 2025: 50.0 %</title>" in shares("t", ["2025"], [("lead", [0.5])])
    assert text("<\u202e>") == "&lt;⟨U+202E⟩&gt;"


def test_the_same_data_give_the_same_page(tmp_path: Path) -> None:
    articles: list[Article] = [article(1), article(2, event=Event(date="2025-01-01"))]
    assert page(counted(*articles), ["data"]) == page(counted(*articles), ["data"])
    assert plain(articles)
