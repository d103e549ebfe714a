"""Who is asking: the User-Agent with a contact, without which no public host is asked."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest

from newsbot.errors import UsageError

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

_CONTACT = re.compile(
    r"(?:mailto:)?[^\s@()<>]{1,100}@[^\s@()<>]{1,100}\.[^\s@()<>.]{2,24}|https?://[^\s()<>]{4,300}", re.I
)


def contact(settings: BaseSettings) -> str | None:
    """The contact that the settings name; ``None`` when they name none.

    :raises UsageError: when it is neither a mail address nor a URL.
    """
    value = str(settings["NEWSBOT_CONTACT"] or "").strip()
    if value and not _CONTACT.fullmatch(value):
        raise UsageError(f"NEWSBOT_CONTACT is neither a mail address nor a URL: {value!r}")
    return value or None


def require_contact(settings: BaseSettings, url: str) -> None:
    """Check that the host of ``url`` may be asked with these settings.

    :raises UsageError: when it is not the own machine and no contact is named.
    """
    if contact(settings) is None and not is_own_machine(url):
        raise UsageError(
            f"{urlsplit(url).hostname} is a public host: name a contact for its operator first, "
            "NEWSBOT_CONTACT=you@example.org in the environment or -s NEWSBOT_CONTACT=you@example.org"
        )


def is_own_machine(url: str) -> bool:
    """Whether ``url`` is on the loopback interface."""
    host = urlsplit(url).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class IdentityMiddleware:
    """Puts name, version and contact into each request; stands in for Scrapy's UserAgentMiddleware."""

    def __init__(self, crawler: Crawler) -> None:
        self._settings = crawler.settings
        self._name: str = crawler.settings["USER_AGENT"]

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The middleware of ``crawler``."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Name the asker.

        :raises IgnoreRequest: for a request to a public host while no contact is named.
        """
        if urlsplit(request.url).scheme not in {"http", "https"}:
            return
        try:
            require_contact(self._settings, request.url)
        except UsageError as error:
            raise IgnoreRequest(str(error)) from error
        address = contact(self._settings)
        request.headers.setdefault(b"User-Agent", f"{self._name} (+{address})" if address else self._name)
