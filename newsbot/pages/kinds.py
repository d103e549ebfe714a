"""What kind of page this is: an article, or the reason why it is none."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any

from newsbot.pages.blocks import Blocks
from newsbot.pages.metadata import Metadata
from newsbot.pages.parts import Parts
from newsbot.pages.zones import Zones
from newsbot.sites import Site
from newsbot.text.unicode import fold, fold_pattern

_ERROR = re.compile(
    fold_pattern(
        r"\b(?:404|403|500|502|503)\b|object moved|moved permanently|not found|không tìm thấy|không tồn tại|đã bị (?:xóa|gỡ)|"
        r"bài viết (?:này )?(?:không|đã)|trang (?:này )?không|lỗi (?:hệ thống|máy chủ|kết nối)|server error|access denied|forbidden|"
        r"runtime error|service unavailable|bảo trì|bad gateway|đang (?:được )?nâng cấp"
    )
)
_MAINTENANCE = re.compile(fold_pattern(r"bảo trì|đang (?:được )?nâng cấp|maintenance"))
_LOGIN = re.compile(fold_pattern(r"^(?:đăng nhập|login|sign in)"))
_DOCUMENT_MARKS = (
    re.compile(fold_pattern(r"^nơi nhận\s*:?")),
    re.compile(fold_pattern(r"^(?:t/m|tm\.?|t\.m|kt\.?|k/t|tl\.?|t/l)\s+[^\s]")),
    re.compile(fold_pattern(r"^số\s*:?\s*\d{0,5}\s*[-/]\s*[a-zđ]{1,10}[/-][a-zđ]{1,10}")),
    re.compile(
        fold_pattern(r"cộng hòa xã hội chủ nghĩa việt nam|^đảng cộng sản việt nam$|độc lập\s*-\s*tự do\s*-\s*hạnh phúc")
    ),
)
_ATTRIBUTE = re.compile(
    fold_pattern(
        r"^(?:số/? ?ký hiệu|số hiệu|ngày ban hành|ngày (?:có )?hiệu lực|trích yếu|loại văn bản|cơ quan ban hành|người ký|lĩnh vực)\b"
    )
)
_VIDEO_TITLE = re.compile(fold_pattern(r"^\[?(?:video|clip|phóng sự ảnh|trực tuyến|trực tiếp|audio|podcast)\b"))
_CONTACT = re.compile(fold_pattern(r"^(?:liên hệ|giới thiệu|sơ đồ (?:trang|site)|tìm kiếm|hỏi đáp|góp ý|rss)\b"))
_FEW = 200
"""Fewer characters of text than this are not an article without further evidence."""


class Kind(StrEnum):
    """The kinds of page."""

    ARTICLE = "article"
    LISTING = "listing"
    DOCUMENT = "document"
    VIDEO = "video"
    PHOTO = "photo"
    EMPTY = "empty"
    ERROR = "error"
    SHELL = "shell"
    LOGIN = "login"
    OTHER = "other"


def page_kind(
    *,
    root: Any,
    page: Blocks,
    zones: Zones,
    meta: Metadata,
    title: str | None,
    parts: Parts | None,
    site: Site,
    url: str,
) -> tuple[Kind, str]:
    """The kind of a page and the rule that says so."""
    text = sum(len(line.text) for line in [*parts.lead, *parts.paragraphs]) if parts else 0
    if (found := _error(page, meta, title, text)) is not None:
        return found
    if parts is not None and _document_marks(page, parts) >= 2:
        return Kind.DOCUMENT, "heads and signature of an official document"
    if text < _FEW:
        found = _without_text(root, page, zones, title, parts, text, site, url)
        if found is not None:
            return found
    if (found := _listing(page, zones, meta, parts, text, site, url)) is not None:
        return found
    if title and _CONTACT.match(fold(title)) and (parts is None or not parts.dates) and text < 1500:
        return Kind.OTHER, "a page about the site"
    if title is None and (parts is None or not (parts.dates or parts.bylines or len(parts.paragraphs) > 1)):
        return Kind.OTHER, "text without a headline"
    return Kind.ARTICLE, "title and running text" if title else "running text"


def _error(page: Blocks, meta: Metadata, title: str | None, text: int) -> tuple[Kind, str] | None:
    words = " ".join([title or "", meta.title])
    if text < 1200 and _ERROR.search(fold(words)) and (text < 400 or not title or _ERROR.search(fold(title))):
        return Kind.ERROR, "an error page in its title" if not _MAINTENANCE.search(fold(words)) else "maintenance"
    if text < _FEW and any(
        _ERROR.search(fold(block.text)) for block in page.blocks if len(block.text) < 300 and block.linked < 0.5
    ):
        return Kind.ERROR, "an error message instead of text"
    if text < _FEW and title and _LOGIN.match(fold(title)):
        return Kind.LOGIN, "a login page"
    return None


def _without_text(
    root: Any, page: Blocks, zones: Zones, title: str | None, parts: Parts | None, text: int, site: Site, url: str
) -> tuple[Kind, str] | None:
    if not page.blocks and not page.pictures:
        shell = root is not None and _mount_point(root)
        return (Kind.SHELL, "a shell that scripts fill") if shell else (Kind.EMPTY, "no text")
    if root is not None and _mount_point(root) and sum(len(b.text) for b in page.blocks) < 300:
        return Kind.SHELL, "a shell that scripts fill"
    if (title and _VIDEO_TITLE.match(fold(title))) or (_players(page, parts) and text < _FEW):
        if _players(page, parts):
            return Kind.VIDEO, "a player instead of text"
    if parts is not None and len(parts.captions) >= 2:
        return Kind.ARTICLE, "a photo story"
    if _links(page) >= 5 and (parts is None or not parts.dates) and site.is_article(url) is not True:
        return Kind.LISTING, "links instead of text"
    if title and parts is not None and text >= 60 and (parts.dates or parts.bylines or site.is_article(url)):
        return Kind.ARTICLE, "title, date and a short text"
    if site.is_article(url):
        return Kind.EMPTY, "an article's address without text"
    if _links(page) >= 5:
        return Kind.LISTING, "links instead of text"
    return (Kind.OTHER, "too little text") if text else (Kind.EMPTY, "no running text")


def _mount_point(root: Any) -> bool:
    """An empty element that a script framework fills (``<div id="root">``, ``<app-root>``)."""
    for element in root.iter("div", "app-root", "main"):
        name = (element.get("id") or "").lower()
        if (element.tag == "app-root" or name in ("root", "app", "__next", "__nuxt", "q-app")) and len(element) <= 2:
            if len("".join(element.itertext()).strip()) < 200:
                return True
    return False


def _players(page: Blocks, parts: Parts | None) -> int:
    if parts is None:
        return len(page.players)
    return sum(1 for player in page.players if parts.start - 1 <= player.before <= parts.end + 1)


def _document_marks(page: Blocks, parts: Parts) -> int:
    """How many lines of the page are heads, signatures or attributes of an official document."""
    texts = {fold(page.blocks[n].text[:160]) for n in range(parts.start, min(len(page.blocks), parts.end + 8))}
    heads = sum(any(mark.search(text) for text in texts) for mark in _DOCUMENT_MARKS)
    return heads + sum(_ATTRIBUTE.match(text) is not None for text in texts)


def _links(page: Blocks) -> int:
    """How many blocks are headlines that link to another page."""
    return sum(1 for block in page.blocks if block.linked > 0.7 and len(block.text.split()) >= 5)


def _listing(
    page: Blocks, zones: Zones, meta: Metadata, parts: Parts | None, text: int, site: Site, url: str
) -> tuple[Kind, str] | None:
    if site.is_listing(url) and site.is_article(url) is not True:
        return Kind.LISTING, "the address of a listing"
    if parts is None:
        return (Kind.LISTING, "links instead of text") if _links(page) >= 5 else None
    inside = range(parts.start, min(parts.end, len(page.blocks)))
    headlines = sum(
        1
        for n in inside
        if page.blocks[n].linked > 0.7 and len(page.blocks[n].text.split()) >= 5 and zones.kinds[n] is None
    )
    own = len(parts.paragraphs) + len(parts.lead)
    if headlines >= 4 and headlines >= own * 0.7 and not meta.linked.headline:
        return Kind.LISTING, "headlines that link to other pages"
    dated = sum(1 for s in parts.dates if s.where != "above")
    if headlines >= 3 and dated >= 3 and headlines >= own * 0.4:
        return Kind.LISTING, "a list of dated headlines"
    return None
