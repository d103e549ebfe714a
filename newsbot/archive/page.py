"""What every source gives: pages, and remarks on what gave none."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from attrs import frozen

from newsbot.archive.addresses import local_site
from newsbot.errors import SourceError
from newsbot.pages.article import Examination, examine
from newsbot.records import Article


@frozen(kw_only=True)
class Page:
    """One page as it was kept, and what is known of its fetching.

    :ivar location: where it lies, in words for the user: "mirror/tin-tuc/a.html".
    :ivar content_type: the media type, where it is known better than from ``headers``.
    """

    body: bytes
    url: str
    location: str
    headers: Mapping[str, str] | None = None
    fetched_at: str | None = None
    content_type: str | None = None

    def article(self) -> Article:
        """The record of this page.

        :raises SourceError: when newsbot fails on it.
        """
        return self.examination().article

    def examination(self) -> Examination:
        """The record of this page with everything that it was chosen from; see ``newsbot.pages.article``.

        :raises SourceError: when newsbot fails on it: a fault in newsbot, which must not cost the other pages.
        """
        try:
            return examine(
                self.body,
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


Entry = Page | Remark
"""What a source yields."""
