"""Every field where no class or id says what is what."""

from __future__ import annotations

import pytest

from tests.pages.layouts.nameless import nameless
from tests.pages.layouts.plan import family_pages
from tests.pages.layouts.score import FIELDS, fields_of, result_of
from tests.pages.layouts.sources import families

PAGES = [nameless(page) for family in families() for page in family_pages(family)]


WRONG = {"section": 2, "paragraphs": 1, "forbidden": 1}


@pytest.mark.parametrize("name", [name for name in FIELDS if name not in ("reason", "warnings")])
def test_hardly_a_field_needs_the_names_in_the_markup(name: str) -> None:
    results = [result_of(page, name) for page in PAGES if name in fields_of(page)]
    missed = [result.page.id for result in results if not result.right]
    assert len(results) > 190
    assert len(missed) <= WRONG.get(name, 0), missed
