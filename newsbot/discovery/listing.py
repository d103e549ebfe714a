"""The links of a page: which lead to articles, which to listings and their further pages, which nowhere good."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import islice
from urllib.parse import urlsplit

from attrs import field, frozen
from lxml import etree

from newsbot.discovery.shape import MIN_SCORE, text_score, url_score
from newsbot.discovery.urls import Trap, resolve, split_page, trap
from newsbot.sites import Site

MAX_LINKS = 3000
"""Links that are looked at on one page; the portals of the field print up to some hundred."""
_MAX_TEXT = 400
_MAX_ANCESTORS = 12

_NEXT = re.compile(
    r"[\s»›>→]*(?:trang\s(?:sau|tiếp|kế|cuối)|tiếp(?:\stheo)?|sau|kế\stiếp|xem\s(?:thêm|tiếp|tất\scả)|tin\scũ\shơn|next|older|more|cuối|last"
    r"|\d{1,4}|)[\s»›>→.…]*\Z",
    re.I,
)
_MENU = re.compile(
    r"(?:^|[\s_-])(?:menu|nav|navbar|navigation|header|footer|breadcrumbs?|topbar|chan-trang|duong-dan)", re.I
)
_BLOCKS = {"li", "article", "td", "dd", "div", "p", "section"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5"}
_MENU_TAGS = {"nav", "header", "footer"}


class Kind(StrEnum):
    """What a link leads to."""

    ARTICLE = "article"
    LISTING = "listing"


@frozen
class Links:
    """The links of a page, each once, in the order of the page.

    :ivar follow: URL -> what it leads to.
    :ivar refused: URL -> the trap that it is.
    """

    follow: dict[str, Kind] = field(factory=dict)
    refused: dict[str, Trap] = field(factory=dict)

    def articles(self) -> list[str]:
        """The URLs that lead to articles."""
        return [url for url, kind in self.follow.items() if kind is Kind.ARTICLE]


def is_listing(url: str, site: Site) -> bool:
    """Whether the rules of ``site`` call ``url`` a listing or a further page of one."""
    first, _ = split_page(url)
    return any(site.is_listing(candidate) for candidate in (url, first, first.rstrip("/")))


def find_links(root: etree._Element, url: str, site: Site) -> Links:
    """The links on the page ``url`` that stay on ``site``.

    Where the site has patterns they decide; else the shape of the URL, the words of the link and what stands around it.

    :param root: the parsed page. It is only read.
    """
    base = _base(root, url)
    links = Links()
    for element in islice(root.iter("a", "area", "link"), MAX_LINKS):
        target = _target(element, base)
        if target is None or not site.serves(target) or links.follow.get(target) is Kind.ARTICLE:
            continue
        caught = trap(target)
        if caught is not None:
            links.refused[target] = caught
            continue
        kind = _kind(element, target, url, site)
        if kind is not None:
            links.follow[target] = kind
    return links


def _base(root: etree._Element, url: str) -> str:
    """The URL that relative links of the page start from."""
    for element in root.iter("base"):
        return resolve(url, element.get("href") or "") or url
    return url


def _target(element: etree._Element, base: str) -> str | None:
    href = element.get("href")
    if href is None or (element.tag == "link" and "next" not in (element.get("rel") or "").lower().split()):
        return None
    target = resolve(base, href)
    if target is None:
        return None
    first, number = split_page(target)
    return first if number in {0, 1} else target


def _kind(element: etree._Element, target: str, page: str, site: Site) -> Kind | None:
    """What the link leads to; ``None`` for a page that is neither article nor listing."""
    if site.is_article(target):
        return Kind.ARTICLE
    if is_listing(target, site) or _turns(element, target, page):
        return Kind.LISTING
    if site.article is not None or site.listing is not None:
        return None
    return Kind.LISTING if split_page(target)[1] is not None else _guess(element, target)


def _turns(element: etree._Element, target: str, page: str) -> bool:
    """Whether the link turns the page of the listing ``page``, in a way that ``split_page`` does not know."""
    if "next" in (element.get("rel") or "").lower().split():
        return True
    here, there = (urlsplit(split_page(url)[0]).path.rstrip("/") for url in (page, target))
    return target != page and here == there and _NEXT.match(_text(element)) is not None


def _guess(element: etree._Element, target: str) -> Kind:
    """What a link of an unknown site leads to. A listing here means: fetch it and see."""
    by_url = url_score(target)
    if by_url >= MIN_SCORE or (by_url > 0 and by_url + _around(element) >= MIN_SCORE):
        return Kind.ARTICLE
    return Kind.LISTING


def _around(element: etree._Element) -> int:
    """The score of the words of a link and of the place where it stands."""
    heading = menu = False
    beside = ""
    for ancestor in islice(element.iterancestors(), _MAX_ANCESTORS):
        heading = heading or ancestor.tag in _HEADINGS
        menu = menu or ancestor.tag in _MENU_TAGS or bool(_MENU.search(f"{ancestor.get('class')} {ancestor.get('id')}"))
        if not beside and ancestor.tag in _BLOCKS:
            beside = _text(ancestor)
    return text_score(_text(element), beside if len(beside) < _MAX_TEXT else "", heading=heading, menu=menu)


def _text(element: etree._Element) -> str:
    """The words of an element, cut at a length no link needs; the ``title`` of a link that holds only a picture."""
    words: list[str] = []
    length = 0
    for part in element.itertext():
        words.extend(str(part).split())
        length += len(part)
        if length > _MAX_TEXT:
            break
    return " ".join(words) or (element.get("title") or "").strip()
