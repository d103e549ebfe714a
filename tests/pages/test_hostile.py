"""Whatever the bytes: a record that the schema accepts, in a time that grows with the input only."""

import random
import time

import pytest

from newsbot.pages.article import extract_article
from newsbot.records import to_dict
from newsbot.schema import validator
from tests.pages.mutations import circumstances, mutated

URL = "https://page.example/tin-tuc/bai-viet-1491932517"
CASES = 500


@pytest.mark.parametrize("part", range(5))
def test_mutated_pages_give_records_of_the_schema(part: int) -> None:
    rng = random.Random(part)  # noqa: S311 - repeatable cases, no secrets
    check = validator()
    for _ in range(CASES // 5):
        url, content_type, fetched = circumstances(rng)
        check(to_dict(extract_article(mutated(rng), url, content_type=content_type, fetched_at=fetched)))


SENTENCE = "Đồng chí Bí thư Đảng ủy xã phát biểu tại hội nghị, nhấn mạnh nhiều nhiệm vụ của năm. "
UNITS = (
    *(
        "<div>",
        "<b>",
        "<p>a b",
        "a<br>",
        "<a href='/x-1.html'>mot hai ba bon nam</a><br>",
        "<table><tr><td>",
        "&amp;",
        "<",
    ),
    *("<img src=a.jpg>", "<li>01/02/2025 ", "Tham dự có đồng chí A B; ", "<span class='a b'>x</span>"),
    *(
        "<div id=a><p>Trang chủ</p></div>",
        f"<p>{SENTENCE * 2}<br><br>Thanh Lương, 02/11/2023",
    ),
)
ARTICLE = f"<h1>Hội nghị tổng kết công tác năm</h1><p>{SENTENCE * 3}</p>"


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize(("before", "behind"), [("", ""), (ARTICLE, ""), ("", ARTICLE)])
def test_time_grows_with_the_length_only(unit: str, before: str, behind: str) -> None:
    def seconds(size: int) -> float:
        body = f"<html><body>{before}{unit * (size // len(unit))}{behind}"
        start = time.process_time()
        extract_article(body, URL)
        return time.process_time() - start

    seconds(20_000)
    small, large = seconds(60_000), seconds(600_000)
    assert large < max(small, 0.02) * 40  # ten times the size; quadratic growth would be a hundredfold
