"""Which story is printed in which look: chosen by fixed seeds, so the exam is the same on every run."""

from __future__ import annotations

from functools import cache
from itertools import cycle, islice

from attrs import evolve

from tests.pages.layouts import encodings, others, structure  # noqa: F401 - they register their cases
from tests.pages.layouts.commands import render
from tests.pages.layouts.draft import CLOCK, Draft
from tests.pages.layouts.inline import chooser
from tests.pages.layouts.invented import invented
from tests.pages.layouts.made import CASES
from tests.pages.layouts.model import Family, Look, Page, Story
from tests.pages.layouts.sources import families, pool, stories

_INVENTED = 50
"""So many sites of the exam are drawn at random; those with higher numbers are for a look beyond it."""


def _looks(family: Family, seed: str) -> list[Look]:
    """Every value of every choice comes up; the order of each choice is its own, so combinations vary."""
    columns = {}
    for name, options in sorted(family.choices.items()):
        column = list(islice(cycle(options), family.pages))
        chooser(seed, family.name, name).shuffle(column)
        columns[name] = column
    return [Look(**{name: column[n] for name, column in columns.items()}) for n in range(family.pages)]


def _fits(story: Story, look: Look) -> Look:
    """A story without paragraphs has no second place for its lead."""
    if story.paragraphs or look.lead in ("plain", "bold"):
        return look
    return evolve(look, lead="plain")


def write_page(family: Family, number: int, story: Story, look: Look) -> Page:
    """One page of a family."""
    look = _fits(story, look)
    draft = Draft(family, story, look, pool(family.round), number)
    text = render(family.template, draft)
    fetched = f"{CLOCK:%Y-%m-%dT%H:%M:%S}+07:00" if number % 2 or family.fetched else None
    return Page(
        id=f"{family.name}-{number:02d}",
        layout=family.name,
        body=text.encode("utf-8"),
        url=family.url(story),
        expected=draft.expected(),
        traits=traits(story, look, draft.byline_style),
        content_type="text/html; charset=utf-8" if number % 3 else None,
        fetched_at=fetched,
    )


def traits(story: Story, look: Look, byline: str) -> tuple[str, ...]:
    """The choices of a page, for a reader of its failures."""
    names = ("date", "label", "clock", "lead", "caption", "cover", "paragraph", "related", "meta", "description")
    return (
        f"story={story.key}",
        f"byline={byline}",
        *(f"{name}={getattr(look, name)}" for name in names if getattr(look, name)),
        *(("updated",) if look.updated else ()),
        *(("entities",) if look.entities else ()),
    )


def family_pages(family: Family, seed: str = "") -> list[Page]:
    """The pages of one family: its looks over a shuffled row of stories."""
    row = list(stories(family.round))
    chooser(seed, family.name, "stories").shuffle(row)
    return [write_page(family, n, row[n % len(row)], look) for n, look in enumerate(_looks(family, seed))]


def invented_pages(numbers: range) -> list[Page]:
    """The pages of sites whose layout was drawn at random."""
    return [evolve(page, layout="invented") for number in numbers for page in family_pages(invented(number))]


@cache
def all_pages(seed: str = "") -> tuple[Page, ...]:
    """Every page of the exam. Another ``seed`` prints other stories in other looks, for a look beyond the exam."""
    pages = [page for family in families() for page in family_pages(family, seed)]
    pages += invented_pages(range(_INVENTED))
    pages += [case.page() for case in CASES]
    pages += others.pages()
    if len({page.id for page in pages}) != len(pages):
        raise AssertionError("two pages share an id")
    return tuple(pages)
