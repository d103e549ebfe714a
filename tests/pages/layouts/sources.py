"""Loads the invented texts and the templates of ``fixtures/pages-layouts``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen

from tests.pages.layouts.model import Comment, Family, News, Picture, Pool, Story

_ROOT = Path(__file__).resolve().parents[3] / "fixtures" / "pages-layouts"
_HEAD_END = "\n+++\n"


def _load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _story(path: Path) -> Story:
    data = _load(path)
    data["pictures"] = tuple(Picture(**picture) for picture in data.get("pictures", []))
    for key in ("paragraphs", "section", "tags", "attachments"):
        data[key] = tuple(data.get(key, []))
    return Story(key=path.stem[3:], **data)


@cache
def stories(of_round: int = 1) -> tuple[Story, ...]:
    """The stories of a round, in the order of their files."""
    found = (_story(path) for path in sorted((_ROOT / "stories").glob("*.toml")))
    return tuple(story for story in found if story.round == of_round)


@cache
def pool(of_round: int = 1) -> Pool:
    """What stands around the articles of a round."""
    data = _load(_ROOT / ("pool.toml" if of_round == 1 else f"pool-{of_round}.toml"))
    return Pool(
        news=tuple(News(**item) for item in data.pop("news")),
        comments=tuple(Comment(**item) for item in data.pop("comments")),
        **{key: tuple(value) if isinstance(value, list) else value for key, value in data.items()},
    )


@cache
def shapes() -> dict[str, dict[str, str]]:
    """The shapes of captions, paragraphs, subheads and bylines."""
    return _load(_ROOT / "shapes.toml")


@cache
def families() -> tuple[Family, ...]:
    """The families of sites: a head of choices and a template for each."""
    out = []
    for path in sorted((_ROOT / "templates").glob("*.html")):
        header, template = path.read_text(encoding="utf-8").split(_HEAD_END, 1)
        out.append(Family(name=path.stem, template=template, **tomllib.loads(header)))
    return tuple(out)


@frozen
class OtherPage:
    """A page that is no article: why not (each reason is right), its address and its template."""

    kind: list[str]
    url: str
    template: str


@cache
def other_pages() -> dict[str, OtherPage]:
    """The pages that are no articles, by name."""
    out = {}
    for path in sorted((_ROOT / "others").glob("*.html")):
        header, template = path.read_text(encoding="utf-8").split(_HEAD_END, 1)
        out[path.stem] = OtherPage(template=template, **tomllib.loads(header))
    return out
