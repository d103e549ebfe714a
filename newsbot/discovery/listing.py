"""The links of a page: which lead to articles, which to listings and their further pages, which nowhere good."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from itertools import islice
from urllib.parse import urlsplit

from attrs import field, frozen
from lxml import etree

from newsbot.discovery.learned import Shapes
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
_DAY = re.compile(r"(?<![\d/.-])([0-3]?\d)[/.-]([01]?\d)[/.-]((?:19|20)\d\d)(?!\d)")
_FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/rdf+xml"}
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
    :ivar turns: the further pages of the same listing among them, with their numbers; 0 where none is known.
    :ivar refused: URL -> the trap that it is.
    :ivar feeds: the feeds that the page offers of itself.
    :ivar days: URL -> the one day that is printed beside the link, where that was asked for.
    """

    follow: dict[str, Kind] = field(factory=dict)
    turns: dict[str, int] = field(factory=dict)
    refused: dict[str, Trap] = field(factory=dict)
    feeds: list[str] = field(factory=list)
    days: dict[str, date] = field(factory=dict)

    def articles(self) -> list[str]:
        """The URLs that lead to articles."""
        return [url for url, kind in self.follow.items() if kind is Kind.ARTICLE]

    def next_page(self, url: str) -> str | None:
        """The page that comes after ``url`` in the listing that it is a page of; ``None`` where there is none."""
        current = split_page(url)[1] or 1
        later = {target: number for target, number in self.turns.items() if number == 0 or number > current}
        return min(later, key=lambda target: later[target] or current + 1, default=None)


def is_listing(url: str, site: Site) -> bool:
    """Whether the rules of ``site`` call ``url`` a listing or a further page of one."""
    first, _ = split_page(url)
    return any(site.is_listing(candidate) for candidate in (url, first, first.rstrip("/")))


def find_links(
    root: etree._Element, url: str, site: Site, shapes: Shapes | None = None, *, with_days: bool = False
) -> Links:
    """The links on the page ``url`` that stay on ``site``.

    Where the site has patterns they decide; else what was learned of its URLs; else the shape of the URL, the words of
    the link and what stands around it.

    :param root: the parsed page. It is only read.
    :param shapes: what was learned of the URLs of the site so far.
    :param with_days: whether to read the days that are printed beside the links.
    """
    base = _base(root, url)
    first, _ = split_page(url)
    links = Links()
    for element in islice(root.iter("a", "area", "link"), MAX_LINKS):
        feed = _feed(element, base)
        if feed is not None and site.serves(feed) and feed not in links.feeds:
            links.feeds.append(feed)
        target = _target(element, base)
        if target is None or not site.serves(target) or links.follow.get(target) is Kind.ARTICLE:
            continue
        caught = Trap.DENIED if site.denies(target) else trap(target)
        if caught is not None:
            links.refused[target] = caught
            continue
        kind = _kind(element, target, url, site, shapes)
        if kind is None:
            continue
        links.follow[target] = kind
        if kind is Kind.LISTING and target != url:
            own, number = split_page(target)
            if number is not None and own == first:
                links.turns[target] = number
            elif number is None and target != first and _turns(element, target, url):
                links.turns[target] = 0
        elif with_days and (day := _day_beside(element)) is not None:
            links.days[target] = day
    return links


def _base(root: etree._Element, url: str) -> str:
    """The URL that relative links of the page start from."""
    for element in root.iter("base"):
        return resolve(url, element.get("href") or "") or url
    return url


def _feed(element: etree._Element, base: str) -> str | None:
    """The feed that ``<link rel="alternate" type="application/rss+xml">`` names."""
    if element.tag != "link" or "alternate" not in (element.get("rel") or "").lower().split():
        return None
    kind = (element.get("type") or "").lower()
    return resolve(base, element.get("href") or "") if kind in _FEED_TYPES else None


def _day_beside(element: etree._Element) -> date | None:
    """The day that is printed in the block around a link, where it is the only one there."""
    for ancestor in islice(element.iterancestors(), 4):
        if ancestor.tag not in _BLOCKS:
            continue
        days = {match.group() for match in _DAY.finditer(_text(ancestor))}
        if days:
            (match,) = [_DAY.match(day) for day in days] if len(days) == 1 else [None]
            try:
                return date(int(match[3]), int(match[2]), int(match[1])) if match else None
            except ValueError:
                return None
    return None


def _target(element: etree._Element, base: str) -> str | None:
    href = element.get("href")
    if href is None or (element.tag == "link" and "next" not in (element.get("rel") or "").lower().split()):
        return None
    target = resolve(base, href)
    if target is None:
        return None
    first, number = split_page(target)
    return first if number in {0, 1} else target


def _kind(element: etree._Element, target: str, page: str, site: Site, shapes: Shapes | None) -> Kind | None:
    """What the link leads to; ``None`` for a page that is neither article nor listing."""
    if site.is_article(target):
        return Kind.ARTICLE
    if is_listing(target, site) or _turns(element, target, page):
        return Kind.LISTING
    if site.article is not None or site.listing is not None:
        return None
    if split_page(target)[1] is not None:
        return Kind.LISTING
    learned = shapes.is_article(target) if shapes else None
    if learned is not None:
        return Kind.ARTICLE if learned else Kind.LISTING
    return _guess(element, target)


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
