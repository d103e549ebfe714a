"""Phrases of page furniture: headings of related news and comments, counters, tools, licences.

From the boilerplate table of the domain guide (4.3). A whole line is compared; phrases that are plain words count only
in short lines.
"""

from __future__ import annotations

import re
from functools import cache

from newsbot.text import lexicon
from newsbot.text.date_lines import is_counter
from newsbot.text.memory import remembered
from newsbot.text.unicode import fold, fold_pattern

_TAIL = re.compile(r"[\s:.…»›>()\[\]\d-]+\Z")
_HEAD = re.compile(r"\A[\s»›>\"‹<←→•*|+(\[-]+")
_COMMENTS = re.compile(
    r"(?:có )?[0-9]{1,4} (?:phản hồi|bình luận|ý kiến|thảo luận|trả lời|comments?|responses?|thoughts?|replies)"
    r"(?:\Z| (?:về|cho|đến|trong|của bạn đọc|on|to)\b|:)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\S+(?:\s\S+){7,}[.!?…]+[\"”’)]*", re.DOTALL)
"""At least eight words up to a full stop."""
_SIGNS_OF_THE_PAGE = fold(r"nội dung:|@|://|www\.|/gp|gp-|©")
_MAY_BE_SENTENCES = frozenset(("gallery", "placeholder"))
_NOTHING: frozenset[str] = frozenset()
_LONGEST = {
    "cut": 60,
    "word": 60,
    "placeholder": 60,
    "gallery": 120,
    "tools": 120,
    "counter": 40,
    "furniture": 200,
    "imprint": 400,
}
"""The kinds of furniture; longer lines are none of that kind."""
_FURNITURE = frozenset(("furniture", "tools", "counter"))
_BOILERPLATE = frozenset(("cut", "tools", "furniture", "imprint"))


@cache
def _exact() -> dict[str, frozenset[str]]:
    """Whole lines, folded, and their kinds."""
    kinds: dict[str, set[str]] = {}
    for row in _rows("exact"):
        kinds.setdefault(fold(row["text"]), set()).add(row["kind"])
    return {text: frozenset(found) for text, found in kinds.items()}


@cache
def _prefixes() -> dict[str, re.Pattern[str]]:
    """For each kind the beginnings of lines."""
    kinds: dict[str, list[str]] = {}
    for row in _rows("prefix"):
        kinds.setdefault(row["kind"], []).append(fold(row["text"]))
    return {
        kind: re.compile("|".join(map(re.escape, sorted(texts, key=len, reverse=True))))
        for kind, texts in kinds.items()
    }


def _rows(match: str) -> list[dict[str, str]]:
    return [row for row in lexicon.table("boilerplate") if row["match"] == match]


@cache
def _of_the_page() -> re.Pattern[str]:
    """What lines speak of that speak of their page: a sentence that does not is text, however it begins."""
    return re.compile(rf"(?<!\w){lexicon.any_of('of_the_page')}(?!\w)|{_SIGNS_OF_THE_PAGE}")


@remembered(max(_LONGEST.values()))
def _kinds(text: str) -> frozenset[str]:
    """All kinds of furniture that a line is."""
    if len(text) > max(_LONGEST.values()):
        return _NOTHING
    folded = fold(text)
    bare = folded if folded[-1:].isalpha() else _TAIL.sub("", folded)
    bare = bare if bare[:1].isalnum() else _HEAD.sub("", bare)
    found = {kind for kind, prefixes in _prefixes().items() if prefixes.match(folded) or prefixes.match(bare)}
    if found and _SENTENCE.fullmatch(text) and not _of_the_page().search(folded):
        found &= _MAY_BE_SENTENCES
    if len(text) <= _LONGEST["tools"] and _tool_line().fullmatch(folded):
        found.add("tools")
    if len(text) <= _LONGEST["counter"] and any(map(str.isdigit, folded)) and is_counter(folded):
        found.add("counter")
    return frozenset(kind for kind in found | _exact().get(bare, _NOTHING) if len(text) <= _LONGEST[kind])


def is_boilerplate(text: str) -> bool:
    """Whether the line heads what follows an article, or is a tool or a part of the imprint."""
    return not _BOILERPLATE.isdisjoint(_kinds(text))


def is_cut(text: str, *, heading: bool = False) -> bool:
    """Whether the line heads what follows an article: related news, comments.

    :param heading: it is a heading, not a tool beside the date, so that a number of comments heads them too.
    """
    return "cut" in _kinds(text) or (heading and _COMMENTS.match(text) is not None)


def is_word(text: str) -> bool:
    """Whether a line that serves the page elsewhere may be a heading of a text too ("Thảo luận")."""
    return "word" in _kinds(text)


def is_furniture(text: str) -> bool:
    """Whether the line is a tool, counter, share button or other thing that is never a part of an article."""
    return not _FURNITURE.isdisjoint(_kinds(text))


@cache
def _tool_line() -> re.Pattern[str]:
    """Several tools in one line: "In trang Gửi mail Về trang trước"."""
    tools = sorted((text for text, kinds in _exact().items() if "furniture" in kinds), key=len, reverse=True)
    return re.compile(rf"(?:\W{{0,5}}(?:{'|'.join(re.escape(tool) for tool in tools)})(?!\w)){{2,12}}\W{{0,5}}")


def is_imprint(text: str) -> bool:
    """Whether the line belongs to the site's imprint: licence, address, editor, copyright."""
    return "imprint" in _kinds(text)


def is_gallery(text: str) -> bool:
    """Whether the line heads a gallery of pictures ("Một số hình ảnh tại hội nghị:")."""
    return "gallery" in _kinds(text)


def without_tools(text: str) -> str:
    """A line without the tools at its end: "02/01/2025 - 09:15 Xem cỡ chữ A- A+" gives "02/01/2025 - 09:15"."""
    text = _WORKS.sub(" | ", text)
    match = _TOOLS.search(fold(text))
    return text[: match.start()].rstrip(" |-–•") if match else text.strip(" |")


def is_placeholder(text: str) -> bool:
    """Whether the text is an editor's placeholder for a caption ("Chú thích ảnh", a file name)."""
    return not text or "placeholder" in _kinds(text) or _FILE_NAME.search(text) is not None


_FILE_NAME = re.compile(
    r"\.(?:jpe?g|png|gif|bmp|webp|avif|jfif)\b|\A[\w-]{0,20}\d{6,}[\w-]{0,20}\Z|\Ahttps?://", re.IGNORECASE
)

_WORKS = re.compile(r"\bXem (?:các |tất cả |thêm )?bài (?:viết )?(?:của|cùng) tác giả\b")
_TOOLS = re.compile(
    fold_pattern(
        r"(?:^|[\s|(-])(?:xem cỡ chữ|chọn cỡ chữ|cỡ chữ|kích cỡ|đọc bài|nghe (?:đọc )?bài|in (?:bài|tin|trang)|bản in"
        r"|gửi (?:mail|email|bài)|chia sẻ|lưu (?:bài|tin)|tăng cỡ|giảm cỡ|tương phản|a ?- ?a ?\+|a\+|\[-\]|theo dõi"
        r"|facebook|zalo|google news|print|share)(?!\w)"
    )
)
