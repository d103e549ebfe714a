"""Each field of the pages of the exams."""

from __future__ import annotations

import pytest

from tests.pages import exam
from tests.pages.layouts.model import Page
from tests.pages.layouts.score import fields_of, result_of

PAGES = exam.pages()


def test_there_are_pages_to_read() -> None:
    assert len(PAGES) == 54


@pytest.mark.parametrize(
    ("page", "name"),
    [pytest.param(page, name, id=f"{page.id}-{name}") for page in PAGES for name in fields_of(page)],
)
def test_field(page: Page, name: str) -> None:
    result = result_of(page, name)
    assert result.right, (result.want, result.got, result.provenance)
