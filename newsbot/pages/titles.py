"""The headline: what the page shows, checked against what it says of itself.

Visible text that the metadata confirm comes first; pages of the field have several h1, an empty one, one that says
"Home", or none, and titles in the head that are the portal's name or carry its name at the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from newsbot.pages.blocks import Block, Blocks
from newsbot.pages.candidates import Candidate
from newsbot.pages.hints import Hint, hints
from newsbot.pages.metadata import Metadata
from newsbot.pages.phrases import is_boilerplate
from newsbot.text.date_lines import is_section
from newsbot.text.memory import remembered
from newsbot.text.names import UPPER
from newsbot.text.unicode import clean, fold, fold_pattern

_SEPARATOR = re.compile(r"\s+[-–—|»:·•]+\s+|\s*\|\s*|\s+::\s+")
_SITE_NAME = re.compile(
    fold_pattern(
        r"(?:trang )?(?:thông tin|tin) điện tử|chuyên trang|trang (?:tin|chủ|thông tin)|website"
        r"|cổng (?:thông tin|ttđt|giao tiếp)"
        r"|(?:home(?:page)?|tin tức(?: - sự kiện| sự kiện)?|nội dung(?: tin| bài viết)?|bản tin|untitled|index|xem tin"
        r"|(?:nội dung )?chi tiết(?: (?:bài viết|bản tin|tin bài|tin tức|tin|bài|nội dung))?"
        r"|(?:xem |phiên )?bản in|trang in|in (?:bài(?: viết)?|tin|trang)|print(?: (?:view|version))?"
        r"|news|tin (?:hoạt động|trong tỉnh|tức|bài)|article|báo(?: điện tử)?(?: \w+){1,3}|tạp chí(?: \w+){1,4})$"
    )
)
_BODY_NAME = re.compile(
    r"(?:(?:Tỉnh|Thành|Quận|Huyện|Thị|Đảng) (?:[Ủủ]y|[Uu]ỷ)"
    r"|Đảng bộ (?:[Tt]ỉnh|[Tt]hành phố|[Hh]uyện|[Qq]uận|[Xx]ã|[Pp]hường)"
    rf"|(?:Ủy ban nhân dân|UBND|Sở|Ban)(?: [^\W\d_{UPPER}]+)?)(?: [{UPPER}]\S*){{1,6}}"
)
"""A body and its place in capitals, with no verb: the name of a site rather than a headline."""
_NULL = re.compile(r"\Anull\s+")
"""What Liferay puts before a title without a translation."""
_WORD = re.compile(r"\w+")
_HEADINGS = {"h1": 6, "h2": 4, "h3": 3, "h4": 2}
_BEHIND = 3
_MENU = 4
_BRAND = 3
_LINKED = 5
_IS_END, _END_SHARE = 6, 5
"""Of the two ends of a stated title the longer is the headline, the other the name of the site."""
_TOO_LONG = 320
_SENTENCE = 100
_OF_A_BOX = frozenset(
    ("folder", "category", "cate", "module", "widget", "group", "zone", "box", "block", "portlet", "site", "section")
)
"""Words in the name of a heading that is not the article's."""


@dataclass
class Title:
    """The chosen headline.

    :ivar block: number of the visible block that shows it, or ``None``.
    :ivar candidates: all that were found, the winner first.
    """

    text: str | None = None
    source: str = ""
    block: int | None = None
    candidates: list[Candidate] = field(default_factory=list)


@remembered(_TOO_LONG)
def key(text: str) -> str:
    """The folded letters and digits of ``text``: two spellings of one headline have one key."""
    return "".join(_WORD.findall(fold(clean(text))))


@remembered(_TOO_LONG)
def looks_like_site_name(text: str) -> bool:
    """Whether a text names a site, portal or section rather than an article."""
    parts = _SEPARATOR.split(text)
    if len(parts) > 1:
        return all(map(looks_like_site_name, parts))
    words = text.title() if text.isupper() else text
    return _SITE_NAME.match(fold(text)) is not None or _BODY_NAME.fullmatch(words) is not None


def choose_title(page: Blocks, meta: Metadata, content_start: int | None) -> Title:
    """The headline of a page.

    :param content_start: number of the first block of running text, as far as known without the title.
    """
    stated = _stated(meta)
    confirmed = _confirmed(page, stated, content_start)
    candidates: list[Candidate] = []
    block: int | None = None
    if confirmed is not None:
        block, source = confirmed
        candidates.append(Candidate(page.blocks[block].text, f"{_tag(page.blocks[block])}, as in {source}", "page"))
    else:
        likely = _likely(page, content_start)
        stated = [c for c in stated if not looks_like_site_name(c.value)]
        if likely is not None and (all(c.kind == "title" for c in stated) or _surely_shown(page.blocks[likely])):
            block = likely
            candidates.append(Candidate(page.blocks[block].text, _tag(page.blocks[block]), "page"))
    candidates += [Candidate(_without_site(c.value, meta, page), c.source, c.kind) for c in stated]
    candidates = [c for c in candidates if c.value and not (c.kind != "page" and looks_like_site_name(c.value))]
    candidates = [replace(c, value=_NULL.sub("", c.value)) for c in candidates]
    if not candidates:
        return Title()
    return Title(candidates[0].value, candidates[0].source, block, candidates)


def _stated(meta: Metadata) -> list[Candidate]:
    rows = [
        Candidate(meta.linked.headline, "json-ld: headline", "json-ld"),
        Candidate(meta.meta.get("og:title", ""), "meta: og:title", "meta"),
        Candidate(meta.meta.get("twitter:title", ""), "meta: twitter:title", "meta"),
        Candidate(meta.title, "title element", "title"),
    ]
    return [row for row in rows if row.value]


def _confirmed(page: Blocks, stated: list[Candidate], content_start: int | None) -> tuple[int, str] | None:
    """The visible block that repeats a stated title, and which one."""
    best: tuple[float, int, str] | None = None
    keys = [(key(c.value), c.source) for c in stated if not looks_like_site_name(c.value)]
    ends = {key(part): c for c in stated for part in _ends(c.value) if not looks_like_site_name(part)}
    last = len(page.blocks) if content_start is None else content_start + _BEHIND
    for number, block in enumerate(page.blocks[: last + 1]):
        if not 8 <= len(block.text) <= _TOO_LONG or (block.linked > 0.9 and not _surely_shown(block)):
            continue
        if looks_like_site_name(block.text):
            continue
        own = key(block.text)
        end = ends.get(own)
        matches = [(_agreement(own, stated_key), source) for stated_key, source in keys]
        if end is not None:
            matches.append((_IS_END + _END_SHARE * len(own) / len(key(end.value)), end.source))
        for match, source in matches:
            if match:
                score = match + _shown_as_title(block) - number * 1e-4
                if source == "title element" and _above_menu(page, number, last):
                    score -= _BRAND
                if best is None or score > best[0]:
                    best = (score, number, source)
    return None if best is None else (best[1], best[2])


def _above_menu(page: Blocks, number: int, end: int) -> bool:
    """Whether a menu stands between a block and the text: the block may be the name of the site."""
    return sum(len(block.links) for block in page.blocks[number + 1 : end] if block.linked > 0.5) >= _MENU


def _ends(stated: str) -> list[str]:
    """What stands before the first and behind the last separator of a stated title: one of them may be the site."""
    parts = _SEPARATOR.split(stated)
    return [parts[0], parts[-1]] if len(parts) > 1 else []


def _agreement(own: str, stated: str) -> float:
    if len(own) < 6 or len(stated) < 6:
        return 0
    if own == stated:
        return 10
    if stated.startswith(own) and len(own) >= max(12, 0.4 * len(stated)):
        return 8 + 2 * len(own) / len(stated)  # the site's name follows
    if own.startswith(stated) and len(stated) >= 25 and len(stated) > 0.5 * len(own):
        return 7  # cut off in the metadata
    if stated.endswith(own) and len(own) >= max(20, 0.5 * len(stated)):
        return 6 + 4 * len(own) / len(stated)  # the site's name stands in front
    return 0


def _shown_as_title(block: Block) -> float:
    score = _HEADINGS.get(block.tag, 0) * 0.5
    suggested = hints(block.marks)
    if Hint.TITLE in suggested:
        score += 1.5
    if suggested & {Hint.NAVIGATION, Hint.BREADCRUMB, Hint.RELATED, Hint.FOOTER, Hint.TOOLS}:
        score -= 3
    return score - 3 * block.linked


def _surely_shown(block: Block) -> bool:
    return block.tag in ("h1", "h2") or Hint.TITLE in hints(block.marks)


def _likely(page: Blocks, content_start: int | None) -> int | None:
    """The block that looks most like a headline, near the start of the text."""
    end = len(page.blocks) if content_start is None else min(len(page.blocks), content_start + 3)
    start = 0 if content_start is None else max(0, content_start - 40)
    best: tuple[float, int] | None = None
    for number in range(start, end):
        score = _headline_score(page.blocks[number])
        if _links_to_itself(page, number):
            score += _LINKED
        if content_start is not None:
            score -= 0.12 * abs(content_start - number) + (3 if number > content_start else 0)
        if score > 1.5 and (best is None or score > best[0]):
            best = (score, number)
    return None if best is None else best[1]


def _headline_score(block: Block) -> float:
    text = block.text
    words = len(text.split())
    if not 3 <= words <= 60 or len(text) > _TOO_LONG or looks_like_site_name(text):
        return -9
    if is_boilerplate(text) or is_section(text):
        return -9
    score = _HEADINGS.get(block.tag, 0) + (3 if Hint.TITLE in hints(block.marks) else 0) + block.bold
    if block.bold > 0.7 and block.align == "center":
        score += 1  # how a page to print sets its headline
    if text.endswith((".", ",", ";", ":")):
        score -= 1 if len(text) < _SENTENCE else 4
    if words < 6:
        score -= 1
    if block.marks & _OF_A_BOX:
        score -= 2
    suggested = hints(block.marks)
    if suggested & {Hint.NAVIGATION, Hint.BREADCRUMB, Hint.RELATED, Hint.FOOTER, Hint.TOOLS, Hint.LEAD, Hint.CAPTION}:
        score -= 4
    return score - _LINKED * block.linked


def _links_to_itself(page: Blocks, number: int) -> bool:
    """Whether a linked line called a title is the only one of its kind: the headlines of other news are several."""
    block = page.blocks[number]
    if block.linked < 0.5 or Hint.TITLE not in hints(block.marks):
        return False
    return not any(
        other is not block and other.linked > 0.5 and other.marks == block.marks and other.tag == block.tag
        for other in page.blocks
    )


def _without_site(text: str, meta: Metadata, page: Blocks) -> str:
    """A stated title without the site's name at either end."""
    names = {key(n) for n in (meta.meta.get("og:site_name", ""), meta.linked.publisher) if n}
    parts = _SEPARATOR.split(text)
    if len(parts) == 1:
        return text
    last, first = parts[-1], parts[0]
    if len(last.split()) <= 6 and len(first) > len(last):
        names |= {key(block.text) for block in page.blocks if len(block.text) < 2 * len(last)}
    if (
        len(parts) == 2
        and min(len(last.split()), len(first.split())) <= 4
        and looks_like_site_name(max(parts, key=len))
    ):
        return ""
    if (
        key(last) in names
        or looks_like_site_name(last)
        or re.fullmatch(r"[\w.-]+\.(?:vn|com|org|net|gov)(?:\.vn)?", last.strip().lower())
    ):
        return text[: text.rindex(last)].rstrip(" -–—|»:·•")
    if key(first) in names or looks_like_site_name(first):
        return text[len(first) :].lstrip(" -–—|»:·•")
    return text


def _tag(block: Block) -> str:
    marks = sorted(m for m in block.marks if Hint.TITLE in hints(frozenset((m,))))
    return f"{block.tag}.{marks[0]}" if marks else block.tag
