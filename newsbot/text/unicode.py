"""One form of Vietnamese text to store, another one to compare.

``clean`` gives the stored form: NFC, one kind of space, no invisible characters, spelling as printed. ``fold`` gives
the form for matching: it has the same length as a cleaned text, so an offset found in one holds in the other.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_ZERO_WIDTH: Final = (
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_CLEAN: Final = {
    **{ord(c): None for c in _ZERO_WIDTH},
    **{c: " " for c in range(0x20) if c not in (0x09, 0x0A, 0x0D)},
    **{c: " " for c in range(0x7F, 0xA0) if c != 0x85},
    # Eth and African D print like the Vietnamese letter; no normal form maps them to it.
    0x00D0: "\u0110",
    0x0189: "\u0110",
    0x00F0: "\u0111",
    # Lone surrogates come from broken character references; they cannot be written as UTF-8.
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
_UNCLEAN: Final = re.compile("[" + "".join(re.escape(chr(c)) for c in _CLEAN) + "]")
_ODD: Final = re.compile(
    "[^\n -~\u00a1-\u00ac\u00ae-\u00cf\u00d1-\u00ef\u00f1-\u0188\u018a-\u024f\u1ea0-\u1ef9"
    "\u2010-\u2027\u2030-\u205e\u20ab]"
)
"""Everything but the blank, the line feed and letters and marks that any text in stored form may hold as they are.

One quick pass over a text tells that nothing is to be done: no letter of these composes with another one, and all
other white space, what is invisible and Eth are left out.
"""
_BLANKS: Final = (" ", "\n")
_LINE_ENDS: Final = ("\r\n", "\r", "\u2028", "\u2029", "\x85")

_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_APOSTROPHES: Final = "\u2018\u2019\u201b\u02bc\u02bb\u00b4`\u2032"
_QUOTES: Final = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"

# The tone mark of an open syllable in oa, oe, uy may stand on either letter: "hòa" = "hoà". Not after q: "quý".
_OLD_STYLE: Final = {
    old: new
    for old_pair, new_pair in (
        ("òa óa ỏa õa ọa", "oà oá oả oã oạ"),
        ("òe óe ỏe õe ọe", "oè oé oẻ oẽ oẹ"),
        ("ùy úy ủy ũy ụy", "uỳ uý uỷ uỹ uỵ"),
    )
    for old, new in zip(old_pair.split(), new_pair.split(), strict=True)
}
_FOLDED: Final = {
    **_OLD_STYLE,
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_QUOTES, '"'),
}
_FOLDABLE: Final = re.compile(
    # The first letters of all that is folded come first, so that the search for them is fast. Two apostrophes are
    # letters to a regular expression.
    f"([òóỏõọùúủũụ{_DASHES}{_APOSTROPHES}{_QUOTES}](?:(?<=[{_DASHES}{_APOSTROPHES}{_QUOTES}])"
    r"|(?:(?<=[òóỏõọ])[ae]|(?<=[ùúủũụ])y)(?<!q..)(?![^\W\u02bb\u02bc])))"
)


def _normalise(text: str) -> str:
    if _UNCLEAN.search(text):
        text = text.translate(_CLEAN)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """``text`` as one line in stored form: NFC, Đ for Eth, no invisible characters, white space collapsed."""
    if _ODD.search(text):
        return " ".join(_normalise(text).split())
    return text.replace("\n", " ").strip() if _is_even(text) else " ".join(text.split())


def clean_lines(text: str) -> str:
    """Like ``clean``, but line breaks are kept (as single line feeds); lines are stripped and blank lines dropped."""
    if _ODD.search(text):
        for end in _LINE_ENDS:
            text = text.replace(end, "\n")
        text = _normalise(text)
    elif _is_even(text):
        return text.strip()
    return "\n".join(" ".join(words) for line in text.split("\n") if (words := line.split()))


def _is_even(text: str) -> bool:
    """Whether no two blanks or line feeds stand side by side."""
    if "  " in text:
        return False
    pos = text.find("\n")
    while pos >= 0:
        if text.startswith(_BLANKS, pos + 1) or text.startswith(" ", pos - 1):
            return False
        pos = text.find("\n", pos + 1)
    return True


def fold(text: str) -> str:
    """``text`` for matching: lower case, one kind of dash and quote, one tone-mark placement; the length is kept.

    ``text`` should be cleaned. "Uỷ viên" and "Ủy viên" fold to the same string, and ``fold(s)[i]`` is the folded
    ``s[i]`` (or, at a moved tone mark, its neighbour in the same syllable).
    """
    return _fold_words(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    pieces = _FOLDABLE.split(lowered)
    if len(pieces) == 1:
        return lowered
    pieces[1::2] = [_FOLDED[piece] for piece in pieces[1::2]]
    return "".join(pieces)


_SHORT: Final = 48
"""Words, names and posts of up to so many characters occur again and again; they are folded once."""
_fold_words = lru_cache(maxsize=8192)(_fold)


def fold_pattern(pattern: str) -> str:
    r"""A regular expression written in any spelling, as one to match folded text with.

    Only escapes in lower case (``\s``, ``\w``, ``\b``) keep their meaning.
    """
    return fold(pattern).replace("(?p<", "(?P<")
