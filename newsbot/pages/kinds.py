"""What kind of page this is: an article, or the reason why it is none.

Rules are asked in order; the first that knows the page decides, and its words go into the record.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from newsbot.pages.blocks import Block
from newsbot.pages.layout import Layout
from newsbot.pages.parts import Parts
from newsbot.pages.phrases import is_furniture
from newsbot.sites import Site
from newsbot.text.unicode import fold, fold_pattern

_ERROR = re.compile(
    fold_pattern(
        r"(?:lỗi|error|http|mã|code)[^\w]{1,3}(?:4[01][0-9]|5[0-2][0-9])\b"
        r"|(?:^|[|:-] ?)(?:40[0-4]|5[02][0-9])(?:[^\w]*$| ?[|:!-]"
        r"| (?:error|lỗi|not|forbidden|bad|internal|service|page|trang|không))"
        r"|object moved|moved permanently|not found|server error|access denied|forbidden|runtime error"
        r"|service unavailable|connection timed out|temporarily unavailable"
        r"|bad gateway|maintenance|không có quyền truy cập|lỗi (?:hệ thống|máy chủ|kết nối)"
    )
)
"""What only a machine says. A number alone is no error: "Trao 500 suất quà", "2.500 vận động viên"."""
_MAY_BE_ERROR = re.compile(
    fold_pattern(
        r"không tìm thấy|không tồn tại|đã bị (?:xóa|gỡ)|bài viết (?:này )?(?:không|đã)|trang (?:này )?không"
        r"|bảo trì|đang (?:được )?nâng cấp|không có (?:dữ liệu|bài viết|nội dung)"
    )
)
"""Words of an error message that a headline may hold too."""
_LOGIN = re.compile(fold_pattern(r"(?:đăng nhập|login|sign in)\b"))
_DOCUMENT_MARKS = (
    re.compile(fold_pattern(r"nơi nhận\s*:?")),
    re.compile(fold_pattern(r"(?:t/m|tm\.?|t\.m|kt\.?|k/t|tl\.?|t/l)\s+[^\s]")),
    re.compile(fold_pattern(r"số\s*:?\s*\d{0,5}\s*[-/]\s*[a-zđ]{1,10}[/-][a-zđ]{1,10}")),
)
_STATE = fold("Cộng hòa xã hội chủ nghĩa Việt Nam")
_PARTY = fold("Đảng Cộng sản Việt Nam")
_MOTTO = re.compile(fold_pattern(r"độc lập\s*-\s*tự do\s*-\s*hạnh phúc"))
_IN_A_LETTERHEAD = ("chủ nghĩa việt nam", "đảng cộng sản", "hạnh phúc")
_ATTRIBUTE = re.compile(
    fold_pattern(
        r"(?:số/? ?ký hiệu|số hiệu|số quyết định|ngày ban hành|ngày (?:có )?hiệu lực|trích yếu|loại văn bản"
        r"|cơ quan (?:ban hành|thực hiện)|người ký|lĩnh vực|(?:mã|cấp|tên|loại) thủ tục|trình tự thực hiện"
        r"|cách thức thực hiện|thành phần hồ sơ|thời hạn giải quyết|đối tượng thực hiện|kết quả thực hiện"
        r"|(?:phí, )?lệ phí|căn cứ pháp lý)\b"
    )
)
_STARTS = (
    *("nơi nhận", "t/m", "tm", "t.m", "kt", "k/t", "tl", "t/l", "số", "ngày", "trích yếu", "loại ", "cơ quan", "người"),
    *("lĩnh vực", "mã ", "cấp ", "tên ", "trình tự", "cách thức", "thành phần", "thời hạn", "đối tượng", "kết quả"),
    *("phí", "lệ phí", "căn cứ"),
)
_ABOUT = re.compile(fold_pattern(r"(?:liên hệ|giới thiệu|sơ đồ (?:trang|site)|tìm kiếm|hỏi đáp|góp ý|rss)\b"))
_FILE = re.compile(
    fold_pattern(
        r"(?:xem|tải)(?: chi tiết| toàn)? văn bản|(?:tệp|file|tập tin) (?:tin )?đính kèm"
        r"|tải về|\.(?:pdf|docx?|xlsx?|rar|zip)$"
    )
)
_HOME = re.compile(r"/?(?:(?:index|default|home|trang-?chu)(?:\.\w{2,5})?/?)?", re.IGNORECASE)
_FEW = 200
"""Fewer characters of text than this are not an article without further evidence."""
_HEADS = 16
"""Blocks behind the text in which a signature, or a table of attributes, is looked for."""
_ATTRIBUTES = 3
_LONGEST_LABEL = 40
_MOST_OF_A_TABLE = 2000
"""Blocks of a page that is searched for a table of attributes."""
_HEADLINE = 5
"""Words of a link that reads as a headline."""


class Kind(StrEnum):
    """The kinds of page."""

    ARTICLE = "article"
    LISTING = "listing"
    DOCUMENT = "document"
    VIDEO = "video"
    EMPTY = "empty"
    ERROR = "error"
    SHELL = "shell"
    LOGIN = "login"
    OTHER = "other"


@dataclass
class _Facts:
    """What the rules look at."""

    layout: Layout
    parts: Parts
    title: str
    address: str
    """Path and query of the page."""
    is_article: bool | None
    is_listing: bool | None
    text: int
    """Characters of running text."""

    @property
    def dated(self) -> bool:
        """Whether a date line or byline stands by the text."""
        return any(seen.where != "above" for seen in self.parts.dates) or bool(self.parts.bylines)

    @property
    def dated_above_links(self) -> bool:
        """The same, in front of the first headline that links to another page: no date of a list of news."""
        blocks = self.layout.page.blocks
        numbers = [seen.number for seen in self.parts.dates if seen.where != "above"]
        numbers += [line.number for line in self.parts.bylines]
        first = min(numbers, default=len(blocks))
        return first < len(blocks) and not any(map(_is_headline, blocks[self.parts.start : first]))

    @property
    def headlines(self) -> int:
        """How many blocks are headlines that link to another page."""
        return sum(map(_is_headline, self.layout.page.blocks))

    @property
    def players(self) -> int:
        """Videos between headline and end of text."""
        start, end = self.parts.start - 1, self.parts.end + 1
        return sum(start <= p.before <= end for p in self.layout.page.players) or (
            0 if self.text else len(self.layout.page.players)
        )


def _is_headline(block: Block) -> bool:
    return block.linked > 0.7 and len(block.text.split()) >= _HEADLINE and not is_furniture(block.text)


Rule = Callable[[_Facts], tuple[Kind, str] | None]


def page_kind(layout: Layout, parts: Parts, site: Site, url: str) -> tuple[Kind, str]:
    """The kind of a page and the rule that says so."""
    text = sum(len(line.text) for line in [*parts.lead, *parts.paragraphs])
    title, address = layout.title.text or "", _address(url)
    facts = _Facts(layout, parts, title, address, site.is_article(url), site.is_listing(url), text)
    for rule in _RULES:
        found = rule(facts)
        if found is not None:
            return found
    return Kind.ARTICLE, "title and running text" if facts.title else "running text"


def _address(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _error(facts: _Facts) -> tuple[Kind, str] | None:
    signed = facts.dated_above_links
    in_title = facts.text < 1200 and _is_error(facts.title, certain=signed)
    if in_title or (facts.text < 400 and _is_error(facts.layout.meta.title, certain=signed)):
        return Kind.ERROR, "an error in the title"
    blocks = facts.layout.page.blocks
    if facts.text < _FEW and any(
        len(b.text) < 300 and b.linked < 0.5 and _is_error(b.text, certain=signed) for b in blocks
    ):
        return Kind.ERROR, "an error message instead of text"
    return None


def _is_error(text: str, *, certain: bool) -> bool:
    """Whether ``text`` is an error message; ``certain``: only when it can be nothing else."""
    folded = fold(text)
    return bool(_ERROR.search(folded) or (not certain and _MAY_BE_ERROR.search(folded)))


def _login(facts: _Facts) -> tuple[Kind, str] | None:
    said = (facts.title, facts.layout.meta.title)
    found = facts.text < _FEW and any(_LOGIN.match(fold(text)) for text in said)
    return (Kind.LOGIN, "a login page") if found else None


def _document(facts: _Facts) -> tuple[Kind, str] | None:
    """Two lines or more that are heads, signatures or attributes of an official document."""
    blocks = facts.layout.page.blocks[facts.parts.start : facts.parts.end + _HEADS]
    texts = {fold(text) for block in blocks if _may_tell(text := block.text[:160])}
    heads = sum(any(map(mark.match, texts)) for mark in _DOCUMENT_MARKS) + any(map(_is_letterhead, texts))
    attributes = sum(map(bool, map(_ATTRIBUTE.match, texts)))
    return (Kind.DOCUMENT, "heads and signature of an official document") if heads + attributes >= 2 else None


def _attributes(facts: _Facts) -> tuple[Kind, str] | None:
    """A table of what is known of a document instead of text; a list of documents has these words in one row."""
    blocks = facts.layout.page.blocks
    if facts.text >= _FEW or len(blocks) > _MOST_OF_A_TABLE:
        return None
    named = [len(block.text) < _LONGEST_LABEL and _ATTRIBUTE.match(fold(block.text)) is not None for block in blocks]
    valued = {
        fold(block.text)
        for block, label, following in zip(blocks, named, named[1:], strict=False)
        if label and not following and not block.links
    }
    return (Kind.DOCUMENT, "a table of a document's attributes") if len(valued) >= _ATTRIBUTES else None


def _may_tell(text: str) -> bool:
    """Whether a line may be of a document, which most are seen not to be before they are folded."""
    lowered = text.lower()
    return lowered.startswith(_STARTS) or any(words in lowered for words in _IN_A_LETTERHEAD)


def _is_letterhead(text: str) -> bool:
    return _STATE in text or text == _PARTY or _MOTTO.search(text) is not None


def _attachment(facts: _Facts) -> tuple[Kind, str] | None:
    """A headline and a file to open, no text."""
    if facts.text >= _FEW or not facts.title:
        return None
    blocks = facts.layout.page.blocks[facts.parts.start : facts.parts.end + _HEADLINE]
    if any(len(b.text) < 120 and _FILE.search(fold(b.text)) for b in blocks):
        return Kind.DOCUMENT, "a file instead of text"
    return None


def _home_page(facts: _Facts) -> tuple[Kind, str] | None:
    if _HOME.fullmatch(facts.address) and facts.headlines >= _HEADLINE and not facts.is_article:
        return Kind.LISTING, "the home page"
    return None


def _shell(facts: _Facts) -> tuple[Kind, str] | None:
    return (Kind.SHELL, "a frame that scripts fill") if facts.layout.shell and facts.text < _FEW else None


def _nothing(facts: _Facts) -> tuple[Kind, str] | None:
    return None if facts.layout.page.blocks or facts.layout.page.pictures else (Kind.EMPTY, "no text")


def _video(facts: _Facts) -> tuple[Kind, str] | None:
    if facts.text < _FEW and facts.players:
        return Kind.VIDEO, "a player instead of text"
    return None


def _photo_story(facts: _Facts) -> tuple[Kind, str] | None:
    return (Kind.ARTICLE, "a photo story") if facts.text < _FEW and len(facts.parts.captions) >= 2 else None


def _listed_address(facts: _Facts) -> tuple[Kind, str] | None:
    return (Kind.LISTING, "the address of a listing") if facts.is_listing and not facts.is_article else None


def _links_only(facts: _Facts) -> tuple[Kind, str] | None:
    if facts.text < _FEW and facts.headlines >= _HEADLINE and not facts.dated_above_links and not facts.is_article:
        return Kind.LISTING, "links instead of text"
    return None


def _short_article(facts: _Facts) -> tuple[Kind, str] | None:
    if facts.text < 60 or facts.text >= _FEW or not facts.title:
        return None
    return (Kind.ARTICLE, "title, date and a short text") if facts.dated_above_links or facts.is_article else None


def _too_short(facts: _Facts) -> tuple[Kind, str] | None:
    if facts.text >= _FEW:
        return None
    if not facts.is_article and facts.headlines >= _HEADLINE:
        return Kind.LISTING, "links instead of text"
    if facts.text:
        return Kind.OTHER, "too little text"
    layout = facts.layout
    shown = sum(len(b.text) for b, kind in zip(layout.page.blocks, layout.zones.kinds, strict=True) if kind is None)
    return (Kind.OTHER, "text that is no running text") if shown >= _FEW else (Kind.EMPTY, "no running text")


def _list_of_headlines(facts: _Facts) -> tuple[Kind, str] | None:
    """Many linked headlines between the paragraphs: a list of teasers."""
    layout, parts = facts.layout, facts.parts
    last = max((line.number for line in [*parts.lead, *parts.paragraphs]), default=parts.end - 1)
    inside = range(parts.start, min(parts.end, last + 1, len(layout.page.blocks)))
    blocks = [layout.page.blocks[n] for n in inside if layout.zones.kinds[n] is None]
    headlines = sum(map(_is_headline, blocks))
    own = len(parts.paragraphs) + len(parts.lead)
    if headlines >= 4 and headlines >= 0.7 * own and not layout.meta.linked.headline:
        return Kind.LISTING, "headlines that link to other pages"
    dated = sum(seen.where != "above" for seen in parts.dates)
    return (
        (Kind.LISTING, "a list of dated headlines")
        if headlines >= 3 and dated >= 3 and headlines >= 0.4 * own
        else None
    )


def _about_the_site(facts: _Facts) -> tuple[Kind, str] | None:
    if _ABOUT.match(fold(facts.title)) and not facts.dated and facts.text < 1500:
        return Kind.OTHER, "a page about the site"
    return None


def _headless(facts: _Facts) -> tuple[Kind, str] | None:
    if facts.title or facts.dated or len(facts.parts.paragraphs) > 1:
        return None
    return Kind.OTHER, "text without a headline"


_RULES: tuple[Rule, ...] = (
    _shell,
    _nothing,
    _error,
    _login,
    _document,
    _attributes,
    _attachment,
    _video,
    _photo_story,
    _listed_address,
    _home_page,
    _links_only,
    _short_article,
    _too_short,
    _list_of_headlines,
    _about_the_site,
    _headless,
)
