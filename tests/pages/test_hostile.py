"""Whatever the bytes: a record that the schema accepts, in a time that grows with the input only."""

import random
import time
from pathlib import Path

import pytest

from newsbot.pages.article import extract_article
from newsbot.records import to_dict
from newsbot.schema import validator

REPLICA = Path(__file__).resolve().parents[2] / "fixtures" / "replica" / "pages"
PAGES = [path.read_bytes() for path in sorted(REPLICA.glob("*.html"))]
URL = "https://page.example/tin-tuc/bai-viet-1491932517"
CASES = 500
PIECES = (
    *(
        b"<",
        b">",
        b"</div>",
        b"<div>",
        b"&",
        b"&#x;",
        b"&amp;nbsp;",
        b"\0",
        b"\xff",
        b"<table>",
        b"</p>",
        b'"',
        b"<!--",
    ),
    *(b"<script>", b"<br>" * 50, b"(" * 60, b"<b>" * 80, "Tham dự có các đồng chí: ".encode(), "ủy".encode()[:2]),
)


def mutated(rng: random.Random) -> bytes:
    body = bytearray(rng.choice(PAGES))
    for _ in range(rng.randint(1, 12)):
        at = rng.randrange(len(body) + 1)
        match rng.randrange(5):
            case 0:
                del body[at : at + rng.randint(1, 400)]
            case 1:
                body[at:at] = rng.choice(PIECES)
            case 2:
                del body[at:]
            case 3:
                other = rng.choice(PAGES)
                start = rng.randrange(len(other))
                body[at:at] = other[start : start + rng.randint(1, 2000)]
            case _:
                body[at : at + 8] = bytes(rng.randrange(256) for _ in range(8))
    return bytes(body)


@pytest.mark.parametrize("part", range(5))
def test_mutated_pages_give_records_of_the_schema(part: int) -> None:
    rng = random.Random(part)  # noqa: S311 - repeatable cases, no secrets
    check = validator()
    for _ in range(CASES // 5):
        check(to_dict(extract_article(mutated(rng), URL)))


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
)


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_length_only(unit: str) -> None:
    def seconds(size: int) -> float:
        body = "<html><body>" + unit * (size // len(unit))
        start = time.process_time()
        extract_article(body, URL)
        return time.process_time() - start

    seconds(20_000)
    small, large = seconds(60_000), seconds(600_000)
    assert large < max(small, 0.02) * 40  # ten times the size; quadratic growth would be a hundredfold
