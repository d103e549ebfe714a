"""What every source gives: pages, references to pages kept elsewhere, and remarks on what gave none."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from attrs import frozen

from newsbot.archive.addresses import local_site
from newsbot.archive.spans import Span
from newsbot.discovery.sniff import bounded
from newsbot.errors import SourceError
from newsbot.pages.article import Examination, examine
from newsbot.records import ArchivePointer, Article


@frozen(kw_only=True)
class Place:
    """The WARC record of a capture.

    :ivar pointer: as the dataset tells it; :ivar span: the archive to read it from.
    :ivar crawl: the crawl of newsbot that it belongs to, which takes two captures of one page for one.
    """

    pointer: ArchivePointer
    span: Span
    crawl: str | None = None

    @property
    def location(self) -> str:
        """Where it lies, in words."""
        return f"{self.span.label}, offset {self.pointer.offset}"


@frozen(kw_only=True)
class Page:
    """One page as it was kept, and what is known of its fetching.

    :ivar location: where it lies, in words for the user: "mirror/tin-tuc/a.html".
    :ivar content_type: the media type, where it is known better than from ``headers``.
    :ivar place: where its WARC record lies, for one that was read from an archive.
    :ivar is_cut: it is known to have been longer.
    """

    body: bytes
    url: str
    location: str
    headers: Mapping[str, str] | None = None
    fetched_at: str | None = None
    content_type: str | None = None
    place: Place | None = None
    is_cut: bool = False

    def article(self) -> Article:
        """The record of this page.

        :raises SourceError: when newsbot fails on it.
        """
        article = self.examination().article
        if self.place is not None:
            article.archive = self.place.pointer
        return article

    def examination(self) -> Examination:
        """The record of this page with everything that it was chosen from; see ``newsbot.pages.article``.

        :raises SourceError: when newsbot fails on it: a fault in newsbot, which must not cost the other pages.
        """
        try:
            return examine(
                bounded(self.body),
                self.url,
                headers=self.headers,
                fetched_at=self.fetched_at,
                content_type=self.content_type,
                site=local_site(self.url),
            )
        except Exception as error:
            raise SourceError(f"newsbot failed on the page: {type(error).__name__}: {error}") from error


class Kind(StrEnum):
    """What a remark means for the run."""

    FAILURE = "failure"
    """A page that should be there could not be read."""
    SKIPPED = "skipped"
    """A file beside the pages that is none: an image, a style sheet. Only its number matters."""
    NOTE = "note"
    """Something about a page that is read nevertheless."""


@frozen
class Remark:
    """What a source has to say about a place that gave no page, or not the one expected."""

    kind: Kind
    location: str
    text: str


@frozen(kw_only=True)
class Revisit:
    """A capture whose body an earlier capture holds.

    :ivar original_url, original_date: which one, where the record says so; else it has the same digest.
    """

    url: str
    location: str
    fetched_at: str | None
    place: Place
    original_url: str
    original_date: str | None


@frozen
class Passed:
    """A capture that is older or newer than is asked for; one that is asked for may refer to it."""

    url: str
    fetched_at: str
    place: Place


@frozen
class Walked:
    """The stretch of an archive in which records were looked for: from the first to behind the last."""

    span: Span
    start: int
    end: int


Entry = Page | Remark | Revisit | Passed | Walked
"""What a source yields."""
