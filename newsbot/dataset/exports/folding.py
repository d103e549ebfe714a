"""Vietnamese text for look-up: with its marks, or without any."""

from __future__ import annotations

import re
import unicodedata

from newsbot.text.unicode import clean, fold

_MARKS = re.compile("[\u0300-\u036f]+")
_BETWEEN = re.compile("[^a-z0-9]+")
_SLUG = 60
"""Letters of a slug at most: keys of FollowTheMoney may be 200 long."""


def exact(text: str) -> str:
    """``text`` in lower case and one spelling of the tone marks: what a search with marks is held against."""
    return fold(clean(text))


def plain(text: str) -> str:
    """``text`` in lower case without marks: "Ủy viên Đảng" is "uy vien dang"."""
    decomposed = unicodedata.normalize("NFD", clean(text).lower())
    return unicodedata.normalize("NFC", _MARKS.sub("", decomposed).replace("đ", "d"))


def slug(text: str) -> str:
    """``text`` as a part of a key that every format takes: "K'Long Ê-ban" is "k-long-e-ban"."""
    return _BETWEEN.sub("-", plain(text))[:_SLUG].strip("-") or "x"
