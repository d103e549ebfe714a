"""The page layer reads every field of the invented sites right: one test for each page and field."""

from __future__ import annotations

import unicodedata

import lxml.html
import pytest

from tests.pages.layouts.model import Family, Page
from tests.pages.layouts.plan import all_pages, family_pages
from tests.pages.layouts.score import fields_of, result_of
from tests.pages.layouts.sources import families

_CASES = [pytest.param(page, name, id=f"{page.id}-{name}") for page in all_pages() for name in fields_of(page)]


@pytest.mark.parametrize("family", families(), ids=lambda family: family.name)
def test_pages_print_what_is_expected_of_them(family: Family) -> None:
    for page in family_pages(family):
        want, shown = page.expected, _squeezed(str(lxml.html.fromstring(page.body).xpath("string()")))
        for text in (want.lead[0], *want.title, *want.paragraphs, *want.captions, *want.section, *(want.tags or ())):
            assert _squeezed(text) in shown, (page.id, text)


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


@pytest.mark.parametrize(("page", "name"), _CASES)
def test_field(page: Page, name: str) -> None:
    result = result_of(page, name)
    traits = ", ".join(page.traits)
    assert result.right, f"want {result.want!r}, got {result.got!r}, from {result.provenance} ({traits})"
