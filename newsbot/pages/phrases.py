"""Phrases of page furniture: headings of related news and comments, counters, tools, licences.

From the boilerplate table of the domain guide (4.3). A whole line is compared; phrases that are plain words count only
in short lines.
"""

from __future__ import annotations

import re
from functools import cache

from newsbot.text import lexicon
from newsbot.text.unicode import fold, fold_pattern

_TAIL = re.compile(r"[\s:.…»›>()\d-]+\Z")
_HEAD = re.compile(r"\A[\s»›>•*|+-]+")


@cache
def _exact(kind: str) -> frozenset[str]:
    return frozenset(
        fold(row["text"]) for row in lexicon.table("boilerplate") if row["kind"] == kind and row["match"] == "exact"
    )


@cache
def _prefixes(kind: str) -> re.Pattern[str]:
    rows = [
        fold(row["text"]) for row in lexicon.table("boilerplate") if row["kind"] == kind and row["match"] == "prefix"
    ]
    return re.compile("|".join(re.escape(row) for row in sorted(rows, key=len, reverse=True)) or r"(?!)")


def _is(kind: str, text: str, longest: int) -> bool:
    if len(text) > longest:
        return False
    folded = fold(text)
    bare = _HEAD.sub("", _TAIL.sub("", folded))
    return bare in _exact(kind) or _prefixes(kind).match(folded) is not None


def is_cut(text: str) -> bool:
    """Whether the line heads what follows an article: related news, comments."""
    return _is("cut", text, 60)


def is_furniture(text: str) -> bool:
    """Whether the line is a tool, counter, share button or other thing that is never a part of an article."""
    return _is("furniture", text, 200) or (len(text) <= 120 and _tool_line().fullmatch(fold(text)) is not None)


@cache
def _tool_line() -> re.Pattern[str]:
    """Several tools in one line: "In trang Gửi mail Về trang trước"."""
    tools = sorted(_exact("furniture"), key=len, reverse=True)
    return re.compile(rf"(?:\W{{0,5}}(?:{'|'.join(re.escape(tool) for tool in tools)})(?!\w)){{2,12}}\W{{0,5}}")


def is_imprint(text: str) -> bool:
    """Whether the line belongs to the site's imprint: licence, address, editor, copyright."""
    return _is("imprint", text, 400)


def is_gallery(text: str) -> bool:
    """Whether the line heads a gallery of pictures ("Một số hình ảnh tại hội nghị:")."""
    return _is("gallery", text, 120)


def without_tools(text: str) -> str:
    """A line without the tools at its end: "02/01/2025 - 09:15 Xem cỡ chữ A- A+" gives "02/01/2025 - 09:15"."""
    text = _WORKS.sub(" | ", text)
    match = _TOOLS.search(fold(text))
    return text[: match.start()].rstrip(" |-–•") if match else text.strip(" |")


def is_placeholder(text: str) -> bool:
    """Whether the text is an editor's placeholder for a caption ("Chú thích ảnh", a file name)."""
    return not text or _is("placeholder", text, 60) or _FILE_NAME.search(text) is not None


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
