"""What a crawl has learned of the URLs of a site without rules: which shapes were articles, which were not."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from attrs import define

_WORD = re.compile(r"[^\W\d_]{1,40}")
_NUMBER = re.compile(r"\d{1,40}")
_EXTENSION = re.compile(r"\.[a-z]{2,5}\Z", re.I)
_SURE = 3
"""So many pages of one shape and one outcome are enough to expect the same of the next."""
_DOUBT = 10
"""One page in so many may have turned out otherwise: a broken article is no listing."""


def shape_of(url: str) -> str:
    """The shape of ``url``: its path with numbers as ``9``, headlines as ``…`` and other words as ``w``.

    >>> shape_of("https://an-phu.example/tin-tuc/hoi-nghi-tong-ket-nam-2024-1491932517.html")
    '/w/…-9.html'
    """
    parts = urlsplit(url)
    segments = [_segment(segment) for segment in unquote(parts.path).split("/") if segment]
    keys = sorted(
        f"{key.lower()}={'9' if value.isdigit() else 'w'}"
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
    )
    return "/" + "/".join(segments) + ("?" + "&".join(keys) if keys else "")


def _segment(segment: str) -> str:
    extension = _EXTENSION.search(segment)
    stem = segment[: extension.start()] if extension else segment
    words = len(_WORD.findall(stem))
    numbers = _NUMBER.findall(stem)
    shape = "…" if words >= 4 else "w" if words else ""
    if numbers and stem.endswith(numbers[-1]) and len(numbers[-1]) >= 4:
        shape += "-9" if shape else "9"
    elif numbers and not words:
        shape = "9"
    return shape + (extension[0].lower() if extension else "")


@define
class _Outcome:
    articles: int = 0
    others: int = 0


class Shapes:
    """The shapes of the URLs that were read, with what they turned out to be."""

    def __init__(self) -> None:
        self._outcomes: dict[str, _Outcome] = {}

    def note(self, url: str, *, is_article: bool) -> None:
        """Learn from a page that was read."""
        outcome = self._outcomes.setdefault(shape_of(url), _Outcome())
        if is_article:
            outcome.articles += 1
        else:
            outcome.others += 1

    def is_article(self, url: str) -> bool | None:
        """Whether pages of this shape are articles; ``None`` where too little is known."""
        outcome = self._outcomes.get(shape_of(url))
        if outcome is None:
            return None
        if outcome.articles >= _SURE and outcome.others * _DOUBT <= outcome.articles:
            return True
        return False if outcome.others >= _SURE and not outcome.articles else None
