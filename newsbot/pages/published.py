"""The publication date: among what the page prints, what it says to machines, its URL, and its clock.

Order of trust: a date line of the article, JSON-LD, meta elements, the URL of the page or of its pictures, and last the
clock in the page header, which is only an upper bound (domain guide 3.1). Where the line shows the day only, the time
of that day comes from what is said to machines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time

from newsbot.pages.blocks import Blocks
from newsbot.pages.candidates import Candidate
from newsbot.pages.content import common_region
from newsbot.pages.hints import Hint, hints
from newsbot.pages.layout import Layout
from newsbot.pages.metadata import Metadata
from newsbot.pages.parts import Parts, SeenDate
from newsbot.records import PublishedSource, Warn
from newsbot.text.dates import Label, PrintedDate, date_from_url, parse_date, parse_machine_date
from newsbot.text.printed_date import Day

_NEAR = 4
_LINKS = 0.6
"""A date line so many blocks above the title may belong to the article."""
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "pubdate", "publishdate", "publish-date",
    "publish_date", "dc.date.issued", "dc.date.created", "dcterms.created", "article:published", "date", "dc.date",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "dcterms.modified")
_MONTH_FIRST = re.compile(r"(?<![0-9])(?:1[0-2]|0?[1-9])/(?:1[0-2]|0?[1-9])/[12][0-9]{3}")
"""A day that may be read in the American order as well."""
_IN_UTC = re.compile(r"(?:Z|[+-]00:?00)\Z", re.IGNORECASE)


@dataclass
class _Dated:
    """A date with its source.

    :ivar machine: it is said to machines rather than to readers.
    """

    date: PrintedDate
    source: PublishedSource
    where: str
    machine: bool = False


@dataclass
class Published:
    """The publication date of a page with where it was read."""

    day: date | None = None
    at: str | None = None
    text: str | None = None
    source: PublishedSource | None = None
    where: str = ""
    modified_at: str | None = None
    modified_where: str = ""
    candidates: list[Candidate] = field(default_factory=list)
    warnings: list[Warn] = field(default_factory=list)


def choose_published(layout: Layout, parts: Parts, url: str, fetched: datetime | None) -> Published:
    """The publication date of the article.

    :param fetched: when the page was fetched, for dates such as "58 phút trước".
    """
    seen = list(_dates(layout, parts, fetched))
    found = Published()
    found.candidates = [Candidate(str(d.date), d.where, str(d.source)) for d in seen]
    in_url = date_from_url(url) or _pictured(parts)
    if in_url is not None:
        found.candidates.append(Candidate(in_url.isoformat(), "date in the URL", "url"))
    best = _in_stated_order(seen, in_url) if seen else None
    if best is not None and best.source is not PublishedSource.MASTHEAD:
        _take(found, best)
        if found.at is None:
            _take_time(found, seen)
    elif in_url is not None:
        found.day, found.source = in_url, PublishedSource.URL
        found.where = "url: date in the address of the page or a picture"
    elif best is not None:
        _take(found, best)
        found.warnings.append(Warn.PUBLISHED_MASTHEAD_ONLY)
    else:
        found.warnings.append(Warn.NO_DATE)
    if _conflicting(found, seen):
        found.warnings.append(Warn.DATE_CONFLICT)
    _modified(found, parts, layout.meta)
    chosen = found.day.isoformat() if found.day else ""
    found.candidates.sort(key=lambda c: not chosen or not c.value.startswith(chosen))
    return found


def _in_stated_order(seen: list[_Dated], in_url: date | None) -> _Dated:
    """The most trusted date; its month first ("11/02/2023") where all that is said to machines, and the URL, say so."""
    best = seen[0]
    first, day = best.date.first, best.date.day
    if best.machine or day is None or _MONTH_FIRST.search(best.date.text) is None:
        return best
    turned = Day(first.year, first.day, first.month)
    stated = {d.date.day for d in seen if d.machine} | {in_url} - {None}
    if stated != {turned.date} or best.date.weekday == day.weekday():
        return best
    return replace(best, date=replace(best.date, first=turned), where=f"{best.where}, month first")


def _take(found: Published, best: _Dated) -> None:
    found.day, found.source, found.where = best.date.day, best.source, best.where
    at = best.date.at
    found.at = at.isoformat() if at is not None else None
    found.text = best.date.text


def _take_time(found: Published, seen: list[_Dated]) -> None:
    """The time that the page states to machines for the day that it shows without one."""
    for d in seen:
        at = d.date.at
        if d.machine and at is not None and at.date() == found.day and not _is_day_alone(at, d.date.text):
            found.at, found.where = at.isoformat(), f"{found.where}, time from {d.where}"
            return


def _is_day_alone(at: datetime, stated: str) -> bool:
    """Whether a value is midnight, here or where it is stated in UTC there: it stands for a day alone."""
    return at.time() == time() or (_IN_UTC.search(stated) is not None and at.astimezone(UTC).time() == time())


def _conflicting(found: Published, seen: list[_Dated]) -> bool:
    """Whether another source states another day; the page's clock states none."""
    days = {d.date.day for d in seen if d.source is not PublishedSource.MASTHEAD}
    return found.source is not PublishedSource.MASTHEAD and len(days | {found.day}) > 1


def _dates(layout: Layout, parts: Parts, fetched: datetime | None) -> Iterator[_Dated]:
    """All dates with a day, most trusted first."""
    meta = layout.meta
    shown = [s for s in parts.dates if s.date.day is not None and s.date.label is not Label.LICENCE]
    clocks = _clocks(layout, shown, fetched)
    updated = [s for s in shown if s not in clocks and s.date.label is Label.UPDATED and not _too_late(s, parts)]
    left = [s for s in shown if s not in clocks and s not in updated]
    own = [s for s in left if not _too_late(s, parts) and not _behind(s, updated)]
    nearest = max((s.number for s in own if s.where == "above"), default=-1)
    for s in sorted((s for s in own if s.where != "above" or s.number == nearest), key=_rank):
        yield _Dated(s.date, PublishedSource.ARTICLE, f"page: date line {_placed(s)}")
    if (date_ := _machine(meta.linked.published)) is not None and not _tells_clock(date_, clocks):
        yield _Dated(date_, PublishedSource.JSON_LD, "json-ld: datePublished", machine=True)
    name, value = meta.first(*_PUBLISHED)
    if (date_ := _machine(value)) is not None and not _tells_clock(date_, clocks):
        yield _Dated(date_, PublishedSource.META, f"meta: {name}", machine=True)
    if (date_ := _relative(layout, fetched)) is not None:
        yield _Dated(date_, PublishedSource.ARTICLE, "page: time before the fetch")
    if (date_ := _beside_title(layout)) is not None:
        yield _Dated(date_, PublishedSource.ARTICLE, "page: time element under the title", machine=True)
    for s in updated:
        yield _Dated(s.date, PublishedSource.ARTICLE, "page: line of the last update")
    for s in reversed(clocks):
        yield _Dated(s.date, PublishedSource.MASTHEAD, "page: clock in the page header")


def _tells_clock(stated: PrintedDate, clocks: list[SeenDate]) -> bool:
    """Whether metadata hold, to the second, what the clock in the page header shows: the time of the request."""
    if stated.at is None or stated.at.second == 0:
        return False
    return any(s.date.at is not None and s.date.at == stated.at for s in clocks)


def _beside_title(layout: Layout) -> PrintedDate | None:
    """What a ``<time>`` element between the headline and the text says to machines."""
    title = layout.title.block
    if title is None or layout.body is None:
        return None
    end = min(title + _NEAR, next((n for n in range(title + 1, layout.body.end) if layout.zones.prose[n]), title))
    found = [_machine(value) for before, value in layout.page.times if title < before <= end]
    return next((date_ for date_ in found if date_ is not None), None)


def _behind(seen: SeenDate, updated: list[SeenDate]) -> bool:
    """Whether a date above the title is later than that of an update: the article cannot be from that day."""
    days = [s.date.day for s in updated if s.date.day is not None]
    return seen.where == "above" and seen.date.day is not None and any(day < seen.date.day for day in days)


def _relative(layout: Layout, fetched: datetime | None) -> PrintedDate | None:
    """A date printed as time before the fetch ("2 giờ trước"), next to the headline."""
    title = layout.title.block
    if fetched is None or title is None:
        return None
    for block in layout.page.blocks[max(0, title - _NEAR) : title + _NEAR + 1]:
        if len(block.text) <= 40 and block.text.rstrip().endswith("trước") and block.linked < 0.5:
            found = parse_date(block.text, reference=fetched)
            return found if found is not None and found.day is not None else None
    return None


def _rank(seen: SeenDate) -> tuple[bool, bool, bool]:
    """Labelled lines first, then those with a time, then those under the title."""
    labelled = seen.date.label is Label.PUBLISHED
    return (not labelled, seen.where == "above", seen.date.time is None)


def _placed(seen: SeenDate) -> str:
    return {"above": "above the title", "below": "under the title", "after": "behind the text"}[seen.where]


def _too_late(seen: SeenDate, parts: Parts) -> bool:
    """An unlabelled date behind the text may be anything; right behind it, it is the article's."""
    if seen.where != "after" or seen.date.label is Label.PUBLISHED:
        return False
    lines = parts.paragraphs or parts.lead
    return not lines or seen.number > lines[-1].number + 4


def _clocks(layout: Layout, shown: list[SeenDate], fetched: datetime | None) -> list[SeenDate]:
    """The dates that show the time of the request: a page has one clock, of two days above the title one is none."""
    clocks = [s for s in shown if _is_clock(layout, s, fetched)]
    above = [s for s in clocks if s.where == "above" and s.date.label is not Label.TODAY]
    if len(above) > 1 and above[-1].date.day != above[0].date.day:
        title = layout.title.block or 0
        named = Hint.CLOCK in hints(layout.page.blocks[above[-1].number].marks)
        if title - above[-1].number <= _NEAR and not named and _all_short(layout.page, above[-1].number, title):
            clocks.remove(above[-1])
    return clocks


def _is_clock(layout: Layout, seen: SeenDate, fetched: datetime | None) -> bool:
    """Whether a date line shows the time of the request rather than an article's date."""
    if seen.date.label is Label.TODAY:
        return True
    if seen.where != "above" or seen.date.label is Label.PUBLISHED:
        return False
    title, block = layout.title.block, layout.page.blocks[seen.number]
    if title is None:
        return True
    suggested = hints(block.marks)
    near = title - seen.number <= _NEAR and _all_short(layout.page, seen.number, title)
    if near and fetched is not None and seen.date.day is not None and abs((fetched.date() - seen.date.day).days) > 2:
        return False  # no clock is wrong by days
    if Hint.CLOCK in suggested or _in_page_header(layout, seen.number):
        return True
    telling = seen.date.label is Label.UPDATED or Hint.DATE in suggested or seen.date.time is not None
    telling = telling or _share_element(layout, seen.number, title)
    return not (near and telling and block.linked < _LINKS)


def _share_element(layout: Layout, number: int, title: int) -> bool:
    """Whether date and title open an element of their own, with the menu and the name of the site before it."""
    region = common_region(layout.page, layout.page.blocks[number].region, title)
    if region < 0:
        return False
    found = layout.page.regions[region]
    return found.start > 0 and number - found.start <= _NEAR and found.tag not in ("body", "html")


def _in_page_header(layout: Layout, number: int) -> bool:
    regions = layout.page.around(layout.page.blocks[number].region)
    return any(layout.page.regions[n].tag == "header" for n in regions)


def _all_short(page: Blocks, start: int, end: int) -> bool:
    """No menu lies between: the blocks behind ``start`` up to the title hold no links."""
    return all(page.blocks[n].linked < 0.5 for n in range(start + 1, end))


def _machine(value: str) -> PrintedDate | None:
    found = parse_machine_date(value) if value else None
    return found if found is not None and found.day is not None else None


def _pictured(parts: Parts) -> date | None:
    """The day that most pictures of the article carry in their address."""
    days = Counter(day for picture in parts.pictures if picture.url and (day := date_from_url(picture.url)))
    return days.most_common(1)[0][0] if days else None


def _modified(found: Published, parts: Parts, meta: Metadata) -> None:
    name, value = meta.first(*_MODIFIED)
    for source, text in (("json-ld: dateModified", meta.linked.modified), (f"meta: {name}", value)):
        stated = _machine(text)
        if stated is not None and stated.at is not None:
            found.modified_at, found.modified_where = stated.at.isoformat(), source
            return
    for seen in parts.dates:
        if seen.date.label is Label.UPDATED and seen.date.at is not None:
            found.modified_at, found.modified_where = seen.date.at.isoformat(), "page: line of the last update"
            return
