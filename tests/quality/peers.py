"""Other extractors on the same pages, where they are installed (extra ``bench``): title, day, tokens of the text."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import Any, NamedTuple

from newsbot.text.unicode import clean, fold
from tests.quality.pages import token_f1


class Reading(NamedTuple):
    """What a peer reads from a page."""

    title: str | None
    day: str | None
    text: str | None


Peer = Callable[[bytes, str], Reading]


def peers() -> dict[str, Peer]:
    """The peers that are installed."""
    known: dict[str, tuple[str, Peer]] = {
        "trafilatura": ("trafilatura", _trafilatura),
        "goose3": ("goose3", _goose),
        "newspaper4k": ("newspaper", _newspaper),
    }
    return {name: read for name, (module, read) in known.items() if importlib.util.find_spec(module)}


def score(read: Peer, gold: list[tuple[dict[str, Any], bytes]]) -> dict[str, float]:
    """Shares of pages with the right title and day, and the mean token F1 of the text (lead and body).

    Pages that show no date are left out of the days.
    """
    title = day = text = 0.0
    dated = 0
    for row, body in gold:
        found = read(body, row["url"] or "https://page.example/")
        title += _fold(found.title) in {_fold(row["title"]), _fold(row.get("title_alt"))}
        dated += row["published"] is not None
        day += row["published"] is not None and (found.day or "")[:10] == row["published"][:10]
        want = " ".join([row["lead"], *row["paragraphs"]])
        text += token_f1(_fold(want).split(), _fold(found.text).split())
    return {"title": title / len(gold), "day": day / dated, "text_f1": text / len(gold)}


def _fold(text: str | None) -> str:
    return fold(clean(text or ""))


def _trafilatura(body: bytes, url: str) -> Reading:
    from trafilatura import bare_extraction  # noqa: PLC0415 - a peer that need not be there

    found = bare_extraction(body, url=url, with_metadata=True)
    return Reading(found.title, found.date, found.text) if found else Reading(None, None, None)


def _goose(body: bytes, url: str) -> Reading:
    from goose3 import Goose  # noqa: PLC0415

    found = Goose().extract(raw_html=body.decode("utf-8", "replace"))
    return Reading(found.title, found.publish_date, found.cleaned_text)


def _newspaper(body: bytes, url: str) -> Reading:
    from newspaper import article  # noqa: PLC0415

    found = article(url, input_html=body.decode("utf-8", "replace"))
    return Reading(found.title, str(found.publish_date or ""), found.text)
