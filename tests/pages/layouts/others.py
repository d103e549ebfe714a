"""Pages that are no articles, with the reasons that are right for each."""

from __future__ import annotations

from tests.pages.layouts.commands import render
from tests.pages.layouts.draft import Draft
from tests.pages.layouts.model import Expected, Family, Look, Page
from tests.pages.layouts.sources import OtherPage, other_pages, pool, stories

_FAMILY = Family(name="other", host="khac.example", site="Cổng thông tin điện tử", path="/", template="")
_UNREADABLE = ("empty", "error", "other", "shell", "unreadable")
_RAW: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "text/html"),
    "blanks": (b"  \r\n\r\n ", "text/html; charset=utf-8"),
    "pdf": (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n", "application/pdf"),
    "picture": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + bytes(64), "image/jpeg"),
    "json": (b'{"error":{"code":404,"message":"Not Found"}}', "application/json"),
    "cut-in-the-head": ('<!DOCTYPE html><html><head><meta charset="utf-8"><title>Hội nghị sơ k'.encode(), "text/html"),
}


def _page(name: str, source: OtherPage) -> Page:
    draft = Draft(_FAMILY, stories()[0], Look(clock="day_weekday"), pool(), len(name))
    return Page(
        id=f"other:{name}",
        layout="other",
        body=render(source.template, draft).encode(),
        url=source.url,
        expected=Expected(kind=tuple(source.kind)),
        content_type="text/html; charset=utf-8",
    )


def _raw_page(name: str) -> Page:
    body, content_type = _RAW[name]
    return Page(
        id=f"other:{name}",
        layout="other",
        body=body,
        url=f"https://khac.example/{name}",
        expected=Expected(kind=_UNREADABLE),
        content_type=content_type,
    )


def pages() -> list[Page]:
    """All pages that are no articles."""
    return [*(_page(name, source) for name, source in other_pages().items()), *map(_raw_page, _RAW)]
