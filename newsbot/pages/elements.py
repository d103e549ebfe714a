"""What the tag and attributes of an element say of the text in it: how it is set, what it is called, if it is seen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from newsbot.pages.hints import Hint, hints

NO_MARKS: frozenset[str] = frozenset()
CONTROLS = frozenset(("input", "button", "textarea", "select"))
_AMP_PLAYERS = frozenset(("amp-audio", "amp-video", "amp-iframe", "amp-youtube", "amp-facebook"))
PLAYERS = _AMP_PLAYERS | {"iframe", "object", "embed", "video", "audio"}
_NAMING = frozenset(("class", "id", "itemprop", "data-role", "data-slot", "name"))
_TELLING = _NAMING | {"style", "align", "hidden", "rel"}
_RELATIONS = {"prev": "prevnext", "next": "prevnext", "author": "author", "category": "category"}
"""What a link may say of the page that it leads to, and the name that says the same; the first of several counts."""
_BOLD = frozenset(("b", "strong"))
_ITALIC = frozenset(("i", "em", "cite", "small"))
"""Set apart from the running text around it."""
_ALIGNED = frozenset(("p", "div", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "span"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_APART = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)\b", re.IGNORECASE)
_APART_CLASS = re.compile(r"(?:^|\s)(?:d-)?block(?:\s|$)")
"""What two usual style sheets call the same."""
_ALIGN = re.compile(r"text-align\s*:\s*(center|right|left|justify|end)", re.IGNORECASE)
_ALIGN_CLASS = re.compile(r"\b(?:text|align)-?(center|right|end)\b", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
_MARK_SPLIT = re.compile(r"[^a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PARTS = frozenset((Hint.LEAD, Hint.BODY))
"""Old portals put lead and body into a ``<span>``."""
_LONGEST_NAMES = 400
"""More of an element's names is not looked at."""
_SHORT = 400
"""What an element of so many characters says is remembered: longer ones are seldom repeated, and fill the memory."""
_MOST_KNOWN = 20_000


_INLINE_TAGS = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span strike"
    " strong sub sup time tt u var"
)
_SKIPPED_TAGS = (
    "script style noscript template svg math select option textarea button input iframe object canvas map head"
    " video audio meta link title datalist dialog xml"
    " amp-audio amp-video amp-iframe amp-youtube amp-facebook amp-ad amp-embed amp-sticky-ad amp-social-share"
)
_INLINE = frozenset(_INLINE_TAGS.split())
UNCLOSED = frozenset(("wbr", "source", "track", "embed", "keygen"))
"""Tags that nothing closes, which the parser does not know: what follows stands inside them in the tree."""
VOID = UNCLOSED | {"br", "img", "hr", "area", "col", "amp-img", "amp-anim"}
"""The tags of what stands for something itself: a line break, a picture."""
PICTURES = frozenset(("img", "amp-img", "amp-anim"))
SKIPPED = frozenset(_SKIPPED_TAGS.split())
"""The tags of what holds no text to read."""


@dataclass
class Look:
    """How a run of text is set. Shared by all runs that are set alike, so never changed.

    :ivar link: the number of the link that it belongs to, or 0.
    :ivar align: "center", "right", "left", "justify" or "".
    :ivar marks: the words of the names of the inline element that holds it.
    """

    bold: bool = False
    italic: bool = False
    link: int = 0
    align: str = ""
    marks: frozenset[str] = NO_MARKS


PLAIN = Look()


@dataclass
class Said:
    """What an element says of itself and of the text in it. Shared by all that say the same, so never changed.

    :ivar hidden: it is not seen.
    :ivar opens: its text stands apart from the text around it.
    :ivar styled: that is so by its style alone.
    :ivar silent: it says nothing at all.
    :ivar align: as in ``Look``; ``None`` where it says nothing.
    :ivar marks: the words of its names.
    :ivar plain: it says nothing of how its text is set.
    """

    hidden: bool = False
    opens: bool = False
    styled: bool = False
    silent: bool = False
    bold: bool = False
    italic: bool = False
    align: str | None = None
    marks: frozenset[str] = NO_MARKS
    plain: bool = True

    def look(self, around: Look, link: int) -> Look:
        """How text in it is set, if the text around it is set as ``around``."""
        align = around.align if self.align is None else self.align
        marks = NO_MARKS if self.opens else self.marks or around.marks
        return Look(self.bold or around.bold, self.italic or around.italic, link, align, marks)


_known: dict[str, Said] = {}


def said_by(tag: str, attributes: list[tuple[str, str]]) -> Said:
    """What an element with this tag and these attributes says; remembered, since the elements of a site are alike."""
    told = tag
    for name, value in attributes:
        if name in _TELLING:
            told = f"{told}\0{name}\0{value}"  # no text of a page holds a NUL
    try:
        return _known[told]
    except KeyError:
        return _learn(told, tag, attributes)


def _learn(told: str, tag: str, attributes: list[tuple[str, str]]) -> Said:
    said = _read(tag, attributes)
    if len(told) < _SHORT:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[told] = said
    return said


def _read(tag: str, attributes: list[tuple[str, str]]) -> Said:
    bold, italic, align = tag in _BOLD, tag in _ITALIC, "center" if tag == "center" else None
    names = []
    styled = False
    for name, value in attributes:
        if name == "hidden":
            return Said(hidden=True)
        if name == "style":
            if _HIDDEN.search(value):
                return Said(hidden=True)
            bold, italic = bold or bool(_BOLD_STYLE.search(value)), italic or bool(_ITALIC_STYLE.search(value))
            align = _aligned(_ALIGN, value) or align
            styled = styled or (tag in _INLINE and _APART.search(value) is not None)
        elif name == "align":
            align = value.lower() if tag in _ALIGNED else align
        elif name == "rel":
            names += [_RELATIONS[word] for word in value.lower().split() if word in _RELATIONS][:1]
        elif name in _NAMING:
            names.append(value)
            styled = styled or (tag in _INLINE and name == "class" and _APART_CLASS.search(value) is not None)
            align = (_aligned(_ALIGN_CLASS, value) if name == "class" else None) or align
    marks = _words(" ".join(names)[:_LONGEST_NAMES]) if names else NO_MARKS
    opens = styled or tag not in _INLINE or not _PARTS.isdisjoint(hints(marks))
    plain = not (bold or italic or align is not None or tag == "a")
    silent = plain and not (opens or marks or tag == "time")
    return Said(False, opens, styled, silent, bold, italic, align, marks, plain)


def _aligned(pattern: re.Pattern[str], value: str) -> str | None:
    match = pattern.search(value)
    return match[1].lower().replace("end", "right") if match else None


@lru_cache(maxsize=20_000)
def _words(names: str) -> frozenset[str]:
    """The parts of each name and the name written in one: "NgayDang" and "ngay-dang" give ngay, dang, ngaydang."""
    words: set[str] = set()
    for name in names.split():
        parts = [part for part in _MARK_SPLIT.split(_CAMEL.sub("-", name).lower()) if part]
        words.update(parts)
        words.add("".join(parts))
    return frozenset(words)
