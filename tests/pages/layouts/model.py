"""What an invented page is made of: a story, the look of its site, and what is to be read from it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from attrs import field, frozen


@frozen
class Picture:
    """A picture and the caption printed with it; ``before`` is the paragraph that follows it."""

    before: int
    caption: str


@frozen(kw_only=True)
class Story:
    """An invented article, free of markup."""

    key: str
    title: str
    published: datetime
    lead: str
    paragraphs: tuple[str, ...]
    pictures: tuple[Picture, ...]
    section: tuple[str, ...]
    tags: tuple[str, ...]
    agency: str = ""
    agency_name: str | None = None
    byline: str | None = None
    byline_is_name: bool = False
    byline_is_unit: bool = False
    attachments: tuple[str, ...] = ()
    round: int = 1

    @property
    def number(self) -> int:
        """A number for the address of the page."""
        return sum(map(ord, self.key))


@frozen
class News:
    """Other news, as they stand around an article."""

    title: str
    date: datetime
    teaser: str


@frozen
class Comment:
    """What a reader wrote under an article."""

    name: str
    date: datetime
    title: str
    text: str


@frozen(kw_only=True)
class Pool:
    """Everything around an article; none of it may reach a record."""

    news: tuple[News, ...]
    comments: tuple[Comment, ...]
    notices: tuple[str, ...]
    documents: tuple[str, ...]
    slogans: tuple[str, ...]
    poll_question: str
    poll_answers: tuple[str, ...]

    def strings(self) -> tuple[str, ...]:
        """Every text that no field of a record may contain."""
        return (
            *(text for item in self.news for text in (item.title, item.teaser)),
            *(text for item in self.comments for text in (item.name, item.title, item.text) if len(text) > 8),
            *self.notices,
            *self.documents,
            *self.slogans,
            self.poll_question,
            *self.poll_answers,
        )


@frozen(kw_only=True)
class Look:
    """How one page prints its story; the values are names of shapes, date formats and states of the page's data."""

    date: str = "plain"
    label: str = ""
    updated: bool = False
    clock: str = ""
    lead: str = "marked"
    byline: str = "last_right"
    caption: str = "centred"
    alt: str = "file"
    cover: str = "none"
    paragraph: str = "p"
    related: str = "after"
    meta: str = "none"
    description: str = "full"
    comments: str = "form"
    title_tag: str = "suffix"
    entities: bool = False
    tags: bool = True
    section: bool = True


@frozen(kw_only=True)
class Expected:
    """What a careful reader notes down. Where a tuple holds alternatives, each of them is right."""

    kind: tuple[str, ...]
    title: tuple[str, ...] = ()
    published: tuple[str | None, ...] = ()
    agency: str | None = None
    lead: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()
    captions: tuple[str, ...] = ()
    byline: tuple[str | None, ...] = ()
    section: tuple[str, ...] = ()
    tags: tuple[str, ...] | None = None
    forbidden: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def is_article(self) -> bool:
        """Whether the page is an article; else ``kind`` names the reasons why not that are right."""
        return self.kind == ("article",)


@frozen(kw_only=True, eq=False)
class Page:
    """One page of the exam."""

    id: str
    layout: str
    body: bytes = field(repr=False)
    url: str
    expected: Expected = field(repr=False)
    traits: tuple[str, ...] = ()
    headers: dict[str, str] | None = None
    content_type: str | None = None
    fetched_at: str | None = None


@frozen(kw_only=True)
class Family:
    """A family of sites: the choices that its pages make, and the template that prints them."""

    name: str
    host: str
    site: str
    path: str
    template: str = field(repr=False)
    choices: dict[str, list[Any]] = field(factory=dict)
    pages: int = 8
    photo_story: bool = False
    fetched: bool = False
    """Whether it is known for all its pages when they were fetched: a date far from that day is no clock."""
    round: int = 1
    """Families of one round share stories and surroundings that no earlier round has met."""
    shapes: dict[str, dict[str, str]] = field(factory=dict, repr=False)
    """Shapes of this family alone, as in ``shapes.toml``; ``inside`` holds boxes inside the text."""
    forbidden: list[str] = field(factory=list)
    """Texts of the template that no field may contain."""
    optional: list[str] = field(factory=list)
    """Texts of the template that may be read as paragraphs or left out."""

    def url(self, story: Story) -> str:
        """The address of a story on a site of this family."""
        return f"https://{self.host}" + self.path.format(key=story.key, id=story.number, when=story.published)
