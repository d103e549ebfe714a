"""The arguments of a spider (``-a NAME=VALUE``), read and checked."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from attrs import field, frozen

from newsbot.dataset.ledger import Scope
from newsbot.discovery.urls import resolve
from newsbot.errors import UsageError

if TYPE_CHECKING:
    from newsbot.sites import Site

NAMES = "url, sections, since, until, max_pages, refresh and full"


@frozen(kw_only=True)
class Arguments:
    """What a crawl was asked to do.

    :ivar start: where to start; :ivar sections: the listings to walk, and no other.
    :ivar limit: how many pages to fetch at most.
    :ivar refresh: whether known articles are asked for again; :ivar full: whether every listing is read to its end.
    """

    start: str | None = None
    sections: tuple[str, ...] = ()
    scope: Scope = field(factory=Scope)
    limit: int | None = None
    refresh: bool = False
    full: bool = False

    @classmethod
    def of(  # noqa: PLR0913 (one for each argument)
        cls,
        *,
        url: str | None,
        sections: str | None,
        since: str | None,
        until: str | None,
        max_pages: str | int | None,
        refresh: str,
        full: str,
    ) -> Arguments:
        """The arguments as they were typed.

        :raises UsageError: for one that cannot be used.
        """
        scope = Scope(day("since", since), day("until", until))
        if scope.since and scope.until and scope.since > scope.until:
            raise UsageError(f"since ({scope.since}) is after until ({scope.until})")
        return cls(
            start=None if url is None else start_url(url),
            sections=tuple(filter(None, (part.strip() for part in (sections or "").split(",")))),
            scope=scope,
            limit=None if max_pages is None else whole_number("max_pages", max_pages),
            refresh=yes_or_no("refresh", refresh),
            full=yes_or_no("full", full),
        )

    def urls(self, site: Site) -> tuple[str, ...]:
        """The start pages on ``site``.

        :raises UsageError: for a section that is not on it.
        """
        urls = (self.start,) if self.start else site.start
        if not self.sections:
            return urls
        base = urls[0] if urls else f"{site.scheme}://{site.hosts[0]}/"
        found = [resolve(base, section) for section in self.sections]
        for section, target in zip(self.sections, found, strict=True):
            if target is None or not site.serves(target):
                raise UsageError(f"the section {section!r} is not on a host of {site.name}")
        return tuple(target for target in found if target is not None)


def start_url(url: str) -> str:
    """The absolute http(s) URL.

    :raises UsageError: when it is none.
    """
    start = resolve(url, url) if urlsplit(url.strip()).scheme.lower() in {"http", "https"} else None
    if start is None:
        raise UsageError(f"not an http(s) URL: {url!r}")
    return start


def day(name: str, value: str | None) -> date | None:
    """The day that an argument names.

    :raises UsageError: when it names none.
    """
    if value is None:
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise UsageError(f"{name} must be a day such as 2024-01-31, not {value!r}") from None


def whole_number(name: str, value: str | int) -> int:
    """The number from 1 on.

    :raises UsageError: when it is none.
    """
    try:
        number = int(value)
    except ValueError:
        number = 0
    if number < 1:
        raise UsageError(f"{name} must be a whole number from 1 on, not {value!r}")
    return number


def check_moment(value: str) -> None:
    """Check NEWSBOT_NOW.

    :raises UsageError: when it is no time with an offset.
    """
    try:
        usable = not value or ("T" in value and datetime.fromisoformat(value).tzinfo is not None)
    except ValueError:
        usable = False
    if not usable:
        raise UsageError(f"NEWSBOT_NOW must be a time such as 2025-01-05T01:00:00Z, not {value!r}")


def yes_or_no(name: str, value: str) -> bool:
    """Whether the argument says yes.

    :raises UsageError: when it says neither.
    """
    if str(value).lower() not in {"yes", "no", "true", "false", "1", "0"}:
        raise UsageError(f"{name} must be yes or no, not {value!r}")
    return str(value).lower() in {"yes", "true", "1"}
