"""Selectors as site files and page classes write them: CSS, or XPath where it begins with a slash.

CSS is compiled to be asked of an element ("are you a ``p.lead`` with a ``div.news`` above you?"), so that the few
elements whose names fit need be asked, and what an element nests never matters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, cast

import cssselect
from attrs import frozen
from cssselect.parser import Attrib, Class, CombinedSelector, Hash
from lxml import etree

_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")
_BOUNDARY = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]")
_TRANSLATOR = cssselect.HTMLTranslator()
_SOME_PAGE = etree.fromstring("<html><body><p>x</p></body></html>")
_AXES = {" ": "ancestor::", ">": "parent::", "+": "preceding-sibling::*[1]/self::", "~": "preceding-sibling::"}
NAMING = ("class", "id", "itemprop", "data-role", "name")
"""The attributes that name an element."""


@frozen
class Selector:
    """One selector, ready for use.

    :ivar names: words that the names of an element must hold to be selected, see ``plain_name``; empty where nothing
        is known of it.
    :ivar around: the same for it and the elements around it together.
    """

    names: frozenset[str]
    around: frozenset[str]
    _below: etree.XPath
    _exact: etree.XPath | None = None

    def selects(self, element: Any) -> bool:
        """Whether it selects ``element``."""
        return self._exact is not None and bool(self._exact(element))

    def find(self, root: Any) -> list[Any]:
        """The elements of the tree below ``root`` that it selects."""
        return [found for found in cast("list[Any]", self._below(root)) if etree.iselement(found)]


@lru_cache(maxsize=1000)
def compile_selectors(text: str) -> tuple[Selector, ...]:
    """The alternatives of ``text``, which commas part in CSS.

    :raises ValueError: in one line, for what is no selector, or selects something else than elements.
    """
    if text.lstrip().startswith("/"):
        return (Selector(frozenset(), frozenset(), _compiled(text)),)
    try:
        return tuple(_of_css(selector) for selector in cssselect.parse(text))
    except cssselect.SelectorError as error:
        raise ValueError(str(error)) from error


def _of_css(selector: cssselect.Selector) -> Selector:
    if selector.pseudo_element:
        raise ValueError(f"selects no element: {selector.canonical()}")
    tree = selector.parsed_tree
    question = _question(tree)
    names, around = frozenset(_names(_compounds(tree)[0])), frozenset(n for c in _compounds(tree) for n in _names(c))
    return Selector(names, around, _compiled(f"descendant-or-self::{question}"), _compiled(f"self::{question}"))


def _compounds(tree: Any) -> list[Any]:
    """The parts between combinators, the one that is selected first."""
    found = []
    while isinstance(tree, CombinedSelector):
        found.append(tree.subselector)
        tree = tree.selector
    return [*found, tree]


def _question(tree: Any) -> str:
    """The selector as an XPath step that starts at the selected element and looks around from there."""
    if not isinstance(tree, CombinedSelector):
        return str(_TRANSLATOR.xpath(tree))
    own = _TRANSLATOR.xpath(tree.subselector)
    own.add_condition(f"{_AXES[tree.combinator]}{_question(tree.selector)}")
    return str(own)


def _compiled(xpath: str) -> etree.XPath:
    try:
        compiled = etree.XPath(xpath)
        found = compiled(_SOME_PAGE)
    except etree.XPathError as error:
        raise ValueError(f"{error}: {xpath}") from error
    if not isinstance(found, list):
        raise ValueError(f"selects no element: {xpath}")  # noqa: TRY004 (the text is wrong, not its type)
    return compiled


def _names(tree: Any) -> Iterator[str]:
    """The names that the parts of a compound ask for; what stands within ``:not(...)`` and the like is left aside."""
    while tree is not None:
        if isinstance(tree, Class):
            yield plain_name(tree.class_name)
        elif isinstance(tree, Hash):
            yield plain_name(tree.id)
        elif isinstance(tree, Attrib) and tree.attrib in NAMING and tree.value:
            yield from _words_of_value(tree.operator, tree.value.value or "")
        tree = getattr(tree, "selector", None)


def _words_of_value(operator: str, value: str) -> list[str]:
    """The words that a name has if ``[name=value]`` selects it: all of it, or the last word of its end."""
    if operator == "=":
        return list(map(plain_name, value.split()))
    words = _BOUNDARY.split(value)
    return [words[-1].lower()] if operator == "$=" and len(words) > 1 and words[-1] else []


def plain_name(name: str) -> str:
    """A class or id without capitals and punctuation: "news-bodyHTML" gives newsbodyhtml."""
    return _NOT_IN_A_NAME.sub("", name.lower())
