"""From WARC records to pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from attrs import evolve

from newsbot.archive import building
from newsbot.archive.addresses import web_address
from newsbot.archive.files import binary_kind, has_markup
from newsbot.archive.http import read_response
from newsbot.archive.page import Entry, Kind, Page, Passed, Place, Remark, Revisit
from newsbot.archive.selection import WRONG_TIME, Selection
from newsbot.archive.shelf import media_type
from newsbot.archive.warc import Record
from newsbot.discovery.sniff import media_type as sniffed
from newsbot.errors import SourceError
from newsbot.pages.document import MAX_BYTES

HTML = frozenset({"text/html", "application/xhtml+xml"})
_MAYBE = frozenset({"", "application/octet-stream", "application/xml", "text/xml", "unknown", "unknown/unknown"})
"""Types that say nothing; the page itself does."""
_CAPTURES = frozenset({"response", "revisit", "resource", "conversion"})
_PLAIN_URL = re.compile(r"https?://[!-~]{1,4090}", re.IGNORECASE)
_IS_PART_OF = re.compile(rb"(?:\A|\n)isPartOf: ([^\r\n]{1,200})")
_TRUNCATED = "warc-truncated"
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?Z")


def crawl_of(info: Record) -> str | None:
    """The crawl that a file was written by, where newsbot wrote it: the first record says so."""
    if info.type != "warcinfo" or b"software: newsbot/" not in info.block:
        return None
    found = _IS_PART_OF.search(info.block)
    return found[1].decode("utf-8", "replace") if found else None


def read_capture(record: Record, place: Place, selection: Selection) -> Iterator[Entry]:
    """The page in a record, or why there is none. Records about a capture (requests, metadata) give nothing."""
    if record.type not in _CAPTURES:
        return
    location = place.location
    if record.note:
        yield Remark(Kind.NOTE, location, record.note)
    url, date = _address(record.url), _date(record)
    if url is None:
        yield Remark(Kind.SKIPPED, location, f"no web address ({urlsplit(record.url[:200]).scheme[:20] or 'none'})")
    elif why := selection.why_not(url, date):
        yield Remark(Kind.SKIPPED, location, why)
        if why == WRONG_TIME and date and record.type == "response":
            yield Passed(url, date, place)
    elif "warc-segment-number" in record.headers:
        yield Remark(Kind.SKIPPED, location, "a part of a segmented record")
    else:
        if date is None:
            yield Remark(Kind.NOTE, location, f"the WARC-Date is none: {record.headers.get('warc-date', '')[:40]!r}")
        yield _read(record, url, date, place)


def _read(record: Record, url: str, date: str | None, place: Place) -> Entry:
    location = place.location
    try:
        if record.type == "revisit":
            return _revisit(record, url, date, place)
        if record.type == "response":
            return _response(record, url, date, place)
        declared = "text/plain" if record.type == "conversion" else record.headers.get("content-type", "")
        kind = _page_kind(url, declared, record.block)
    except SourceError as error:
        return Remark(Kind.SKIPPED, location, str(error))
    return Page(
        body=record.block[: MAX_BYTES + 1],
        url=url,
        location=location,
        fetched_at=date,
        content_type=kind,
        place=place,
        is_cut=_TRUNCATED in record.headers,
    )


def _response(record: Record, url: str, date: str | None, place: Place) -> Page:
    response = read_response(record.block)
    if response.status != 200:
        raise SourceError(f"status {response.status}")
    body = response.body(MAX_BYTES + 1)
    declared = response.header("content-type")
    kind = _page_kind(url, declared, body)
    headers = response.headers if kind in declared.lower() else _with_kind(response.headers, kind)
    if not place.pointer.digest and record.is_whole:
        place = evolve(place, pointer=evolve(place.pointer, digest=building.digest(response.payload)))
    return Page(
        body=body,
        url=url,
        location=place.location,
        headers=headers,
        fetched_at=date,
        place=place,
        is_cut=_TRUNCATED in record.headers or response.is_short,
    )


def _revisit(record: Record, url: str, date: str | None, place: Place) -> Revisit:
    if record.block.startswith(b"HTTP/") and (status := read_response(record.block).status) != 200:
        raise SourceError(f"status {status}")
    return Revisit(
        url=url,
        location=place.location,
        fetched_at=date,
        place=place,
        original_url=record.headers.get("warc-refers-to-target-uri", "").strip("<>"),
        original_date=record.headers.get("warc-refers-to-date"),
    )


def _with_kind(headers: Mapping[str, str], kind: str) -> dict[str, str]:
    """The headers as a crawl reads them: with the media type that the body is of."""
    return {**{name: value for name, value in headers.items() if name.lower() != "content-type"}, "Content-Type": kind}


def _page_kind(url: str, declared: str, body: bytes) -> str:
    """The media type to read a body as, as a crawl decides it.

    :param declared: the Content-Type header; pages come with wrong ones and without any.
    :raises SourceError: when it is no page, as far as can be told from outside.
    """
    if urlsplit(url).path == "/robots.txt":
        raise SourceError("robots.txt")
    named = media_type(declared)
    if not body.strip():
        raise SourceError("an empty body" if _may_be_page(named) else f"no page ({named[:40]})")
    kind = sniffed(body, declared)
    if kind is None or binary_kind(body):
        what = named if not _may_be_page(named) else binary_kind(body) or "binary data"
        raise SourceError(f"no page ({what[:40]})")
    if not _may_be_page(kind):
        raise SourceError(f"no page ({kind[:40]})")
    if named in _MAYBE and not (has_markup(body) or sniffed(body, "text/plain") in HTML):
        raise SourceError(f"no page ({named or 'no type'})")
    return kind


def _may_be_page(kind: str) -> bool:
    return kind in HTML or kind in _MAYBE or kind == "text/plain" or "/" not in kind


def _address(url: str) -> str | None:
    """The address of a capture as it is, if it can stand in a record; else as a request would spell it."""
    if _PLAIN_URL.fullmatch(url) and not any(unfit in url for unfit in '<>"\\^`{|}') and web_address(url):
        return url
    return web_address(url)


def _date(record: Record) -> str | None:
    date = record.headers.get("warc-date", "")
    try:
        return date if _DATE.fullmatch(date) and datetime.fromisoformat(date) else None
    except ValueError:
        return None
