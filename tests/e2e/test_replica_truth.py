"""Every page of the replica site, read offline, says what its annotation says."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from newsbot.pages.article import extract_article
from newsbot.records import Article, Attendee, Role, Warn

ROOT = Path(__file__).resolve().parents[2] / "fixtures" / "replica"
BASE = "https://replica.example"
FETCHED = "2025-01-05T08:00:00+07:00"
ROUTES: dict[str, dict[str, Any]] = json.loads((ROOT / "site.json").read_text(encoding="utf-8"))["routes"]
TRUTH = json.loads((ROOT / "truth.json").read_text(encoding="utf-8"))
PRESENT = {Role.CHAIR, Role.DIRECT, Role.HOST, Role.LEAD_DELEGATION, Role.ACCOMPANY}
FLAGGED = [
    n for n in TRUTH["not_articles"] if n["reason"] in {"listing", "document", "video", "shell", "error", "other"}
]


@cache
def read(path: str, fetched_at: str) -> Article:
    route = ROUTES[path]
    return extract_article((ROOT / route["file"]).read_bytes(), BASE + path, fetched_at=fetched_at)


def people(found: list[Attendee]) -> list[dict[str, Any]]:
    """People as the annotation writes them: "attend" gives way to a closer role of presence."""
    rows = []
    for person in found:
        roles = set(person.roles)
        if roles & PRESENT:
            roles.discard(Role.ATTEND)
        rows.append({"name": person.name, "positions": [p.text for p in person.positions], "roles": sorted(roles)})
    return rows


def event(article: Article) -> dict[str, Any] | None:
    e = article.event
    return None if e is None else {"date": e.date, "end_date": e.end_date, "text": e.text, "part_of_day": e.part_of_day}


READ: dict[str, Callable[[Article], Any]] = {
    "id": lambda a: "demo:" + a.id.rpartition(":")[2],
    "title": lambda a: a.title,
    "published_date": lambda a: a.published_date,
    "published_at": lambda a: a.published_at,
    "published_source": lambda a: a.published_source,
    "agency": lambda a: a.agency,
    "event": event,
    "lead": lambda a: a.lead,
    "body_paragraphs": lambda a: len(a.body),
    "attendees": lambda a: people(a.attendees),
    "other_participants": lambda a: people(a.other_participants),
    "attendees_complete": lambda a: a.attendees_complete,
    "byline": lambda a: a.byline.text if a.byline else None,
    "captions": lambda a: [image.caption for image in a.images if image.caption],
}


def annotated(row: dict[str, Any], field: str) -> Any:
    value = row[field]
    if field in {"attendees", "other_participants"}:
        return [{**person, "roles": sorted(person["roles"])} for person in value]
    return value


@pytest.mark.parametrize("field", READ)
@pytest.mark.parametrize("row", TRUTH["articles"], ids=lambda row: Path(ROUTES[row["path"]]["file"]).stem)
def test_a_field_equals_its_annotation(row: dict[str, Any], field: str) -> None:
    assert READ[field](read(row["path"], row["fetched_at"])) == annotated(row, field)


@pytest.mark.parametrize("row", TRUTH["articles"], ids=lambda row: Path(ROUTES[row["path"]]["file"]).stem)
def test_an_article_is_taken_for_one(row: dict[str, Any]) -> None:
    assert Warn.NOT_AN_ARTICLE not in read(row["path"], row["fetched_at"]).warnings


@pytest.mark.parametrize("row", FLAGGED, ids=lambda row: row["path"])
def test_any_other_page_is_flagged_with_its_kind(row: dict[str, str]) -> None:
    article = read(row["path"], FETCHED)
    assert Warn.NOT_AN_ARTICLE in article.warnings
    if row["reason"] != "other":
        assert article.provenance["kind"].startswith(row["reason"])


@pytest.mark.parametrize("row", TRUTH["articles"], ids=lambda row: Path(ROUTES[row["path"]]["file"]).stem)
def test_nothing_of_the_furniture_gets_into_the_text(row: dict[str, Any]) -> None:
    article = read(row["path"], row["fetched_at"])
    text = "\n".join([article.title or "", article.lead or "", *article.body])
    for words in (
        "Ý kiến bạn đọc",
        "Tin khác",
        "Các tin khác",
        "Tin liên quan",
        "Giấy phép số",
        "In bài viết",
        "Trang chủ",
    ):
        assert words not in text
    assert not set(row["captions"]) & set(article.body)
