"""A page that a special case may still change, and the register of the special cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import define, evolve

from tests.pages.layouts.commands import render
from tests.pages.layouts.draft import Draft
from tests.pages.layouts.model import Expected, Look, Page
from tests.pages.layouts.sources import families, pool, stories

_Change = Callable[["Made"], None]


@define(eq=False)
class Made:
    """A rendered page with its expected record. A change sets ``body`` where the bytes are not the text in UTF-8."""

    draft: Draft
    text: str
    expected: Expected
    url: str
    body: bytes | None = None
    content_type: str | None = None
    fetched_at: str | None = None

    def swap(self, old: str, new: str, count: int = -1) -> None:
        """Replace ``old``, which must be there: a change that changes nothing would test nothing."""
        self.must_show(old)
        self.text = self.text.replace(old, new, count)

    def must_show(self, text: str) -> None:
        """Fail where the premise of a case does not hold."""
        if text not in self.text:
            raise AssertionError(f"{self.draft.family.name}: no {text!r} on the page")

    def expect(self, **changes: Any) -> None:
        self.expected = evolve(self.expected, **changes)


@define
class Case:
    """A special case: a story in a look, and what is changed then."""

    name: str
    family: str
    story: str
    look: Look
    change: _Change

    def page(self) -> Page:
        """The page of this case."""
        family = next(f for f in families() if f.name == self.family)
        story = next(s for s in stories(family.round) if s.key == self.story)
        draft = Draft(family, story, self.look, pool(family.round), 0)
        text = render(family.template, draft)
        made = Made(draft, text, draft.expected(), family.url(story))
        self.change(made)
        return Page(
            id=self.name,
            layout=self.name.split(":")[0],
            body=made.text.encode("utf-8") if made.body is None else made.body,
            url=made.url,
            expected=made.expected,
            traits=(f"family={self.family}", f"story={self.story}"),
            content_type=made.content_type,
            fetched_at=made.fetched_at,
        )


CASES: list[Case] = []


def case(name: str, family: str, story: str, **look: Any) -> Callable[[_Change], _Change]:
    """Register a change as the special case ``name`` (its group, a colon, its own name)."""

    def register(change: _Change) -> _Change:
        CASES.append(Case(name, family, story, Look(**look), change))
        return change

    return register
