"""Scores whole pages against gold records, field by field."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from attrs import define, field

from newsbot.pages.article import extract_article
from newsbot.records import Article, Warn
from newsbot.text.unicode import clean, fold

FIELDS = ("kind", "title", "published", "agency", "lead", "byline", "captions", "body", "body_f1")


@define
class PageScore:
    """What came out right on one page, and what should have come out where it did not."""

    file: str
    right: dict[str, float] = field(factory=dict)
    misses: dict[str, tuple[Any, Any]] = field(factory=dict)


def rows(shared: Path) -> list[dict[str, Any]]:
    """The gold records of the development pages."""
    return [json.loads(line) for line in (shared / "pages" / "gold.jsonl").read_text(encoding="utf-8").splitlines()]


def read(shared: Path, row: dict[str, Any]) -> Article:
    """The record that the product reads from a development page."""
    return extract_article(
        (shared / "pages" / row["file"]).read_bytes(), row["url"] or f"http://{row['site'] or 'page.example'}/"
    )


def score_page(row: dict[str, Any], article: Article) -> PageScore:
    """Compare a record with its gold."""
    score = PageScore(row["file"])
    is_article = Warn.NOT_AN_ARTICLE not in article.warnings
    _compare(score, "kind", row["kind"] == "article", is_article)
    if row["kind"] != "article":
        return score
    titles = {_fold(row["title"]), _fold(row.get("title_alt"))}
    _compare(score, "title", row["title"], article.title, same=_fold(article.title) in titles)
    _compare(
        score,
        "published",
        row["published"],
        article.published_at or article.published_date,
        same=_same_time(row, article),
    )
    _compare(
        score,
        "agency",
        row.get("agency"),
        article.agency,
        same=_fold(row.get("agency")).strip("() -–") == _fold(article.agency),
    )
    _compare(score, "lead", row["lead"], article.lead, same=_same_lead(row, article))
    _compare(
        score, "byline", row["byline"], article.byline.text if article.byline else None, same=_same_byline(row, article)
    )
    _captions(score, row, article)
    _body(score, row, article)
    return score


def figures(scores: list[PageScore]) -> dict[str, float]:
    """The share of pages on which each field is right."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for score in scores:
        for name, value in score.right.items():
            total[name] += 1
            right[name] += value
    return {name: round(right[name] / total[name], 4) for name in FIELDS if total[name]}


def _compare(score: PageScore, name: str, want: Any, got: Any, *, same: bool | None = None) -> None:
    same = want == got if same is None else same
    score.right[name] = float(same)
    if not same:
        score.misses[name] = (want, got)


def _fold(text: str | None) -> str:
    return fold(clean(text or ""))


def _same_time(row: dict[str, Any], article: Article) -> bool:
    want = row["published"]
    if want is None:
        return article.published_source != "article"
    if len(want) == 10:
        return article.published_date == want
    return (article.published_at or "")[:16] == want[:16]


def _same_lead(row: dict[str, Any], article: Article) -> bool:
    want, got = _fold(row["lead"]), _fold(article.lead)
    agency = _fold(article.agency)
    return got == want or (bool(agency) and want.startswith(agency.strip()) and want.endswith(got))


def _same_byline(row: dict[str, Any], article: Article) -> bool:
    got = article.byline.text if article.byline else None
    return _fold(row["byline"]).strip(" .") == _fold(got).strip(" .")


def _captions(score: PageScore, row: dict[str, Any], article: Article) -> None:
    either = {_fold(text) for text in row.get("either", [])}
    want = Counter(_fold(c) for c in row["captions"] if _fold(c) not in either)
    got = Counter(_fold(i.caption) for i in article.images if i.caption and _fold(i.caption) not in either)
    _compare(
        score, "captions", sorted((want - got).elements()), sorted((got - want).elements()), same=set(want) == set(got)
    )


def _body(score: PageScore, row: dict[str, Any], article: Article) -> None:
    free = {
        _fold(text)
        for text in [*row.get("either", []), *row.get("optional_paragraphs", []), *row.get("box_paragraphs", [])]
    }
    want = [p for text in row["paragraphs"] if (p := _fold(text)) not in free]
    got = [p for text in article.body if (p := _fold(text)) not in free]
    missing, extra = [p for p in want if p not in got], [p for p in got if p not in want]
    _compare(score, "body", [m[:160] for m in missing], [e[:160] for e in extra], same=want == got)
    score.right["body_f1"] = token_f1(" ".join(want).split(), " ".join(got).split())


def token_f1(want: list[str], got: list[str]) -> float:
    """Harmonic mean of precision and recall of the words of a text."""
    if not want and not got:
        return 1.0
    common = sum((Counter(want) & Counter(got)).values())
    return 2 * common / (len(want) + len(got))
