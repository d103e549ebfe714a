"""A value that a field might take, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Candidate:
    """One candidate for a field.

    :ivar value: the text.
    :ivar source: where it stands, in words ("h1.title", "json-ld: datePublished").
    :ivar kind: the kind of source: page, json-ld, meta, title, url, masthead.
    """

    value: str
    source: str
    kind: str = "page"
