"""Each field of the pages of the exams."""

from __future__ import annotations

import pytest

from tests.pages import exam
from tests.pages.layouts.model import Page
from tests.pages.layouts.score import fields_of, result_of

PAGES = exam.pages()
MISSED = {f"phototin-1-{name}" for name in ("paragraphs", "captions", "forbidden")}
"""A show of pictures whose counters and captions are items of a list: read as text."""


def test_there_are_pages_to_read() -> None:
    assert len(PAGES) == 54


@pytest.mark.parametrize(
    ("page", "name"),
    [
        pytest.param(page, name, id=id_, marks=[pytest.mark.xfail] if id_ in MISSED else [])
        for page in PAGES
        for name in fields_of(page)
        for id_ in (f"{page.id}-{name}",)
    ],
)
def test_field(page: Page, name: str) -> None:
    result = result_of(page, name)
    assert result.right, (result.want, result.got, result.provenance)
