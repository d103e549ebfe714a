"""Shapes of dates that sites without a common system print, and what they say of them to machines."""

from __future__ import annotations

import pytest

from newsbot.records import Warn
from tests.pages.invented import LEAD, TEXT, TITLE, paragraphs, read


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("Mai Khôi | Đăng lúc 6h05, ngày 2/11/2023 Sửa lúc: 9h00, ngày 3/11/2023", "2023-11-02T06:05:00+07:00"),
        ("Đăng lúc 6h05, ngày 2/11/2023 - Chỉnh sửa lúc 9h00 ngày 3/11/2023", "2023-11-02T06:05:00+07:00"),
        ("Được đăng bởi bientap2 vào Thứ 5, 02/11/2023 - 06:05", "2023-11-02T06:05:00+07:00"),
        ("Gửi bởi admin vào T5, 02/11/2023 - 06:05", "2023-11-02T06:05:00+07:00"),
        ("Đăng bởi Ban biên tập vào lúc 06:05 ngày 02/11/2023", "2023-11-02T06:05:00+07:00"),
        ("Tạo bởi quantri lúc 06:05 02/11/2023", "2023-11-02T06:05:00+07:00"),
        ("Viết bởi Lò Văn Pản vào ngày 2/11/2023", None),
        ("Submitted by admin on Thu, 02/11/2023 - 06:05", "2023-11-02T06:05:00+07:00"),
    ],
)
@pytest.mark.parametrize("element", ["p", "div", "span"])
def test_what_systems_print_around_a_date(line: str, at: str | None, element: str) -> None:
    article = read(f'<div class="h1">{TITLE}</div><{element}>{line}</{element}>')
    assert article.title == TITLE
    assert (article.published_date, article.published_at) == ("2023-11-02", at)
    assert [article.lead, *article.body] == [LEAD, *TEXT]


@pytest.mark.parametrize(
    "line",
    [
        '<span class="publish-date">18/05/18</span>',
        "<span>18/05/18</span> <span>97 lượt xem</span>",
        '<div class="ngaydang">18-05-18</div>',
        "<em>Lượt xem: 97</em> | <em>18/05/18</em>",
    ],
)
@pytest.mark.parametrize("below", [True, False])
def test_a_year_of_two_digits_in_a_line_of_dates(line: str, *, below: bool) -> None:
    line = f'<div class="meta">{line}</div>'
    head = f"<h1>{TITLE}</h1>"
    article = read(head + line) if not below else read(head, body=f"{paragraphs()}{line}")
    assert article.published_date == "2018-05-18"
    assert [article.lead, *article.body] == [LEAD, *TEXT]


def test_two_digits_that_nothing_calls_a_date_are_none() -> None:
    assert read(f"<h1>{TITLE}</h1><p>18/05/18</p>").published_date is None


@pytest.mark.parametrize(
    "heading",
    [
        f"<h2>{TITLE} <small>(02/11/2023)</small></h2>",
        f'<h1>{TITLE} <span class="date">02/11/2023 06:05</span></h1>',
        f"<h3><em>02/11/2023</em> {TITLE}</h3>",
    ],
)
def test_a_date_in_the_heading(heading: str) -> None:
    article = read(heading)
    assert (article.title, article.published_date) == (TITLE, "2023-11-02")


@pytest.mark.parametrize("shown", ["hôm qua", "2 giờ trước", "Nov 2"])
def test_a_time_element_under_the_headline_dates_the_article(shown: str) -> None:
    article = read(f'<h1>{TITLE}</h1><div><time datetime="2023-11-02T06:05:00+07:00">{shown}</time></div>')
    assert article.published_at == "2023-11-02T06:05:00+07:00"


@pytest.mark.parametrize(
    ("stated", "at"),
    [
        ("2023-11-01T23:05:12+00:00", "2023-11-02T06:05:12+07:00"),
        ("2023-11-02T07:00:00+07:00", "2023-11-02T07:00:00+07:00"),
        ("2023-11-02T00:00:00+07:00", None),
        ("2023-11-02T00:00:00Z", None),
        ("2023-11-02", None),
        ("2023-11-03T06:05:12+07:00", None),
    ],
)
@pytest.mark.parametrize(
    "markup", ['<meta property="article:published_time" content="{}">', '<meta itemprop="datePublished" content="{}">']
)
def test_the_time_of_a_day_shown_alone_is_the_stated_one(stated: str, at: str | None, markup: str) -> None:
    article = read(f"<h1>{TITLE}</h1><p class=date>02/11/2023</p>", meta=markup.format(stated))
    assert (article.published_date, article.published_at) == ("2023-11-02", at)
    assert article.published_source == "article"
    assert (Warn.DATE_CONFLICT in article.warnings) == ("03T" in stated)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("11/02/2023", "2023-11-02"),
        ("11/2/2023 6:05:12 AM", "2023-11-02"),
        ("Ngày đăng: 11/02/2023", "2023-11-02"),
        ("Thứ bảy, 11/02/2023", "2023-02-11"),
        ("11-02-2023", "2023-02-11"),
        ("02/11/2023", "2023-11-02"),
    ],
)
@pytest.mark.parametrize(
    "stated",
    [
        '<meta property="article:published_time" content="2023-11-02T06:05:12+07:00">',
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2023-11-02"}</script>',
    ],
)
def test_a_month_before_its_day_is_told_by_what_the_page_states(line: str, day: str, stated: str) -> None:
    article = read(f"<h1>{TITLE}</h1><p>{line}</p>", meta=stated)
    assert article.published_date == day
    assert (Warn.DATE_CONFLICT in article.warnings) == (line != "02/11/2023")


def test_a_month_before_its_day_is_not_told_by_two_other_days() -> None:
    stated = '<meta property="article:published_time" content="2023-11-02">'
    linked = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2023-02-11"}</script>'
    assert read(f"<h1>{TITLE}</h1><p>11/02/2023</p>", meta=stated + linked).published_date == "2023-02-11"


@pytest.mark.parametrize("body", ["<iframe src=/a.pdf></iframe>", "<img src=/a.jpg>", "<video src=/a.mp4></video>"])
@pytest.mark.parametrize("above", [True, False])
def test_a_page_without_text_is_dated_too(body: str, *, above: bool) -> None:
    line = "<p>02/11/2023 06:05</p>"
    article = read(f"{line if above else ''}<h1>{TITLE}</h1>{line if not above else ''}", body=body)
    assert Warn.NOT_AN_ARTICLE in article.warnings
    assert article.published_at == "2023-11-02T06:05:00+07:00"


@pytest.mark.parametrize("name", ["article:published_time", "pubdate"])
def test_metadata_that_hold_the_clock_of_the_request_date_nothing(name: str) -> None:
    clock = '<div class="clock">08:15:44 Chủ nhật, 05/11/2023</div>'
    meta = f'<meta property="{name}" content="2023-11-05T08:15:44+07:00">'
    found = read(f"<h1>{TITLE}</h1>", above=clock, meta=meta)
    assert found.published_source == "masthead"
    assert Warn.PUBLISHED_MASTHEAD_ONLY in found.warnings
    own = read(f"<h1>{TITLE}</h1>", above=clock, meta=meta.replace("08:15:44+", "06:05:12+"))
    assert own.published_at == "2023-11-05T06:05:12+07:00"
