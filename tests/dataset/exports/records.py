"""Records for the tests of exports: invented people of an invented district."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Any

from hypothesis import reject
from hypothesis import strategies as st

from newsbot.records import Article, Attendee, Byline, Event, Image, Position, Role, Warn, to_dict, to_json_line
from tests.strategies import articles

Record = dict[str, Any]


def chair(name: str = "Lục Thị Mai Thảo", body: str | None = "Quận ủy", place: str | None = "Tân Lập") -> Attendee:
    """Somebody who heads a body."""
    return Attendee(
        name=name,
        positions=[Position(text="Bí thư Quận ủy", title="Bí thư", body=body, place=place)],
        roles=[Role.CHAIR, Role.SPEAK],
        text=f"đồng chí {name}, Bí thư Quận ủy",
    )


def article(number: int = 1, **changes: Any) -> Article:
    """An article with a bit of everything."""
    values: dict[str, Any] = {
        "id": f"example:{number}",
        "url": f"https://news.example/tin-tuc/{number}",
        "site": "example",
        "title": "Quận Tân Lập: Đổi mới công tác dân vận",
        "published_date": "2025-01-05",
        "published_at": "2025-01-05T08:30+07:00",
        "lead": "Sáng 3/1, Quận ủy Tân Lập tổ chức hội nghị sơ kết.",
        "body": ["Hội nghị ghi nhận nhiều kết quả.", "- Các đại biểu thảo luận."],
        "event": Event(date="2025-01-03", text="Sáng 3/1"),
        "attendees": [chair()],
        "attendee_groups": ["đại diện lãnh đạo các phường"],
        "byline": Byline(text="Hoài Thu", authors=["Hoài Thu"]),
        "images": [Image(caption="Quang cảnh hội nghị")],
        "tags": ["dân vận"],
        "provenance": {"title": "h1.tieude"},
        "warnings": [Warn.PUBLISHED_MASTHEAD_ONLY],
    }
    return Article(**{**values, **changes})


def dataset(folder: Path, *articles: Article) -> Path:
    """A dataset folder with these records."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"{to_json_line(one)}\n" for one in articles)
    (folder / "articles.jsonl").write_text(lines, encoding="utf-8")
    return folder


def plain(articles: Iterable[Article]) -> list[Record]:
    """The records as JSON data."""
    return [to_dict(one) for one in articles]


def silent(items: Iterable[Any], unit: str) -> Generator[Any]:
    """Watches nothing."""
    yield from items


def lines(path: Path) -> list[Record]:
    """The JSON objects of a file of lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@st.composite
def _articles(draw: st.DrawFn) -> Article:
    """An article; now and then the shared strategy fails to make one, of 29 February."""
    try:
        return draw(articles)
    except ValueError:
        reject()


some_articles = st.lists(_articles(), min_size=1, max_size=3, unique_by=lambda one: one.id)
"""A few articles with whatever the schema allows."""
