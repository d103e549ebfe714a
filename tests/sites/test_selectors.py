"""Selectors: asked of an element, or searched for."""

from __future__ import annotations

import pytest
from lxml import etree

from newsbot.sites.selectors import compile_selectors, plain_name

PAGE = etree.fromstring(
    """<html><body><div class="news main">
    <section><h2>a</h2><p id="p1" class="lead first">1</p><p id="p2">2</p></section>
    <span id="ctl00_zone_lblNgayDang">3</span><b data-role="author" id="b">4</b></div>
    <p id="p3" class="lead">5</p></body></html>"""
)


def ids(selectors: str) -> list[str | None]:
    return [element.get("id") for selector in compile_selectors(selectors) for element in selector.find(PAGE)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("p.lead", ["p1", "p3"]),
        ("p.first.lead", ["p1"]),
        ("div.news p", ["p1", "p2"]),
        ("div.news > p", []),
        ("div.news section > p.lead", ["p1"]),
        ("body > p", ["p3"]),
        ("h2 + p", ["p1"]),
        ("h2 ~ p", ["p1", "p2"]),
        ("p.lead + p", ["p2"]),
        ("#p2, b", ["p2", "b"]),
        ("span[id$=lblNgayDang]", ["ctl00_zone_lblNgayDang"]),
        ("[data-role=author]", ["b"]),
        ("section:has(h2) p.lead", ["p1"]),
        ("p:not(.lead)", ["p2"]),
        ("//p[2]", ["p2"]),
        (" //p[2]/@id", []),
    ],
)
def test_what_is_found(text: str, found: list[str]) -> None:
    assert ids(text) == found


@pytest.mark.parametrize("text", ["p.lead", "div.news p", "h2 + p", "span[id$=lblNgayDang]", "p:not(.lead)", "body *"])
def test_asking_and_searching_agree(text: str) -> None:
    (selector,) = compile_selectors(text)
    assert [element for element in PAGE.iter() if selector.selects(element)] == selector.find(PAGE)


@pytest.mark.parametrize(
    ("text", "names", "around"),
    [
        ("p.Lead-text#x_Y", {"leadtext", "xy"}, {"leadtext", "xy"}),
        ("div.news p.lead", {"lead"}, {"lead", "news"}),
        ("div.news p", set(), {"news"}),
        ("p:not(.lead)", set(), set()),
        ("b[data-role=author]", {"author"}, {"author"}),
        ("span[id$=lblNgayDang]", {"dang"}, {"dang"}),
        ("span[id$=dang]", set(), set()),
        ("span[id^=lblNgay]", set(), set()),
        ("a[href='x']", set(), set()),
        ("//p", set(), set()),
    ],
)
def test_the_names_that_a_page_must_hold(text: str, names: set[str], around: set[str]) -> None:
    (selector,) = compile_selectors(text)
    assert (selector.names, selector.around) == (names, around)


@pytest.mark.parametrize("text", ["", "p..x", "p::text", "p:hover(", "//p[", "//p/text() = 'x'", "p >", "p:nope"])
def test_what_is_no_selector_is_told_in_one_line(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S") as told:
        compile_selectors(text)
    assert "\n" not in str(told.value)


def test_names_are_plain() -> None:
    assert plain_name("News-body_HTML2") == "newsbodyhtml2"
