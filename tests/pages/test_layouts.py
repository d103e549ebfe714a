"""The page layer reads every field of the invented sites right: one test for each page and field."""

from __future__ import annotations

import pytest

from tests.pages.layouts.model import Page
from tests.pages.layouts.plan import all_pages
from tests.pages.layouts.score import fields_of, result_of

_CASES = [pytest.param(page, name, id=f"{page.id}-{name}") for page in all_pages() for name in fields_of(page)]


@pytest.mark.parametrize(("page", "name"), _CASES)
def test_field(page: Page, name: str) -> None:
    result = result_of(page, name)
    traits = ", ".join(page.traits)
    assert result.right, f"want {result.want!r}, got {result.got!r}, from {result.provenance} ({traits})"
