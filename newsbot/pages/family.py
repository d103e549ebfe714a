"""What a page class is: signs to know it by, selectors of its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from newsbot.pages.blocks import Blocks


@dataclass(frozen=True, kw_only=True)
class Family:
    """Pages that one system builds alike. One sign is enough to know it.

    :ivar parts: CSS selectors (XPath where they begin with a slash) by part, see ``newsbot.pages.families.MARKS``.
        Naming the element's tag makes a selector three times as fast, and a descendant of a ``<div>`` or ``<p>`` only
        is found in time on a page that nests it for ever.
    :ivar generators: parts of ``<meta name="generator">``, in lower case.
    :ivar names: classes and ids without capitals and punctuation; where one sign holds several, all must be there.
    :ivar assets: parts of the addresses of scripts and style sheets.
    :ivar addresses: parts of the page's own address.
    :ivar refine: marks what no selector can tell.
    """

    name: str
    parts: Mapping[str, str] = field(default_factory=dict)
    generators: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    refine: Callable[[Blocks], None] | None = None
