"""Selectors as site files and page classes write them: CSS, or XPath where it begins with a slash."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import cssselect
from attrs import frozen
from cssselect.parser import Class, Hash
from lxml import etree

_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")
_TRANSLATOR = cssselect.HTMLTranslator()
_SOME_PAGE = etree.fromstring("<html><body><p>x</p></body></html>")
_NEEDED = ("selector", "subselector")


@frozen
class Selector:
    """One selector, ready for use.

    :ivar names: classes and ids that an element on the page must have, without capitals and punctuation: a page whose
        markup knows none of that name need not be searched.
    """

    find: etree.XPath
    names: frozenset[str]


@lru_cache(maxsize=1000)
def compile_selectors(text: str) -> tuple[Selector, ...]:
    """The alternatives of ``text``, which commas part in CSS.

    :raises ValueError: in one line, for what is no selector, or selects something else than elements.
    """
    if text.lstrip().startswith("/"):
        return (Selector(_compiled(text), frozenset()),)
    try:
        parsed = cssselect.parse(text)
        return tuple(_of_css(selector) for selector in parsed)
    except cssselect.SelectorError as error:
        raise ValueError(str(error)) from error


def _of_css(selector: cssselect.Selector) -> Selector:
    if selector.pseudo_element:
        raise ValueError(f"selects no element: {selector.canonical()}")
    return Selector(_compiled(_TRANSLATOR.selector_to_xpath(selector)), frozenset(_names(selector.parsed_tree)))


def _compiled(xpath: str) -> etree.XPath:
    try:
        compiled = etree.XPath(xpath)
        found = compiled(_SOME_PAGE)
    except etree.XPathError as error:
        raise ValueError(f"{error}: {xpath}") from error
    if not isinstance(found, list):
        raise ValueError(f"selects no element: {xpath}")  # noqa: TRY004 (the text is wrong, not its type)
    return compiled


def _names(tree: Any) -> list[str]:
    """The classes and ids that the parts of ``tree`` ask for, those within ``:not(...)`` and the like left aside."""
    names = []
    pending = [tree]
    while pending:
        part = pending.pop()
        if isinstance(part, Class):
            names.append(plain_name(part.class_name))
        elif isinstance(part, Hash):
            names.append(plain_name(part.id))
        combined = type(part).__name__ == "CombinedSelector"
        pending += [getattr(part, name) for name in _NEEDED[: 1 + combined] if hasattr(part, name)]
    return names


def plain_name(name: str) -> str:
    """A class or id without capitals and punctuation: "news-bodyHTML" gives newsbodyhtml."""
    return _NOT_IN_A_NAME.sub("", name.lower())
