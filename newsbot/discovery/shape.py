"""How much a link looks like that of an article, on a site whose URLs are not known."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

_PAGE_EXTENSION = re.compile(r"\.(?:[sp]?html?|chn|aspx?|php|jsp|vnp|epi|tpo|ldo|vov|vgp|bld)\Z", re.I)
_TRAILING_ID = re.compile(r"(?:^|[-_./a-z])\d{4,}\Z", re.I)
_LEADING_ID = re.compile(r"\d{3,}-(?=\w)")
_ID_PARAMETER = re.compile(r"(?:\w{0,20}id|p|gd|tc|dinhdanh|baiviet|tin)\Z", re.I)
_LISTING_WORD = re.compile(
    r"/(?:chuyen-muc|nhom-tin|danh-muc|category|categories|the-loai|chuyen-trang|muc|topic|chu-de)(?=[/.-]|\Z)", re.I
)
_ARTICLE_WORD = re.compile(
    r"/(?:chi-tiet|chitiet|view_content|content/id|bai-viet|detail|dispform|newsdetail|post)(?=[/.-]|\Z)", re.I
)
_WORD = re.compile(r"[^\W\d_]{1,40}")
_DATE = re.compile(r"(?<!\d)[0-3]?\d[/.-][01]?\d[/.-](?:19|20)\d\d(?!\d)")

MIN_SCORE = 4
"""From this score on a link is taken for one to an article."""


def url_score(url: str) -> int:
    """How much the URL alone speaks for an article: a long slug, an id, an extension; below 0 for a listing."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    if not path.strip("/"):
        return -5 if not parts.query else _query_score(parts.query)
    if _LISTING_WORD.search(path):
        return -3
    slug = path.rstrip("/").rpartition("/")[2]
    stem = _PAGE_EXTENSION.sub("", slug)
    words = len(_WORD.findall(stem))
    score = (2 if words >= 4 else 0) + (1 if words >= 7 else 0)
    score += 2 if _TRAILING_ID.search(stem) or (_LEADING_ID.match(stem) and words >= 3) else 0
    score += 1 if stem != slug else 0
    score += 1 if _ARTICLE_WORD.search(path) else 0
    return score + _query_score(parts.query)


def _query_score(query: str) -> int:
    pairs = parse_qsl(query)
    return 2 if any(_ID_PARAMETER.match(key) and value.isdigit() for key, value in pairs) else 0


def text_score(text: str, beside: str, *, heading: bool, menu: bool) -> int:
    """How much the words of a link speak for an article: a headline has five words and more, a date stands beside it.

    :param text: the words of the link; :param beside: the words of the block that it stands in.
    :param heading: whether it is a heading; :param menu: whether it stands in a menu, header or footer.
    """
    words = len(_WORD.findall(text))
    score = (2 if words >= 5 else 0) + (1 if words >= 8 else 0)
    score += 1 if _DATE.search(beside) else 0
    score += 1 if heading and words >= 4 else 0
    return score - (3 if menu else 0)
