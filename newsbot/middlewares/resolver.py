"""Names that lead into a private network are not followed, unless the operator said so."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase
    from twisted.internet.defer import Deferred


class PrivateAddressError(DNSLookupError):
    """Raised by the resolver for a name that leads to an address which no public site has."""

    def __str__(self) -> str:
        return str(self.args[0])


def is_public(address: str) -> bool:
    """Whether ``address`` can be that of a public host: neither loopback, private, link-local nor reserved."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (mapped is None or is_public(str(mapped)))


def is_named(host: str, private: Sequence[str]) -> bool:
    """Whether the operator meant ``host`` to be private: an address, ``localhost``, or one of NEWSBOT_PRIVATE_HOSTS."""
    host = host.lower().rstrip(".")
    if host == "localhost" or host.endswith(".localhost") or host in private:
        return True
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


refused: dict[str, str] = {}
"""Names that were refused, with the reason: Twisted passes on only that there is no address."""


class PublicResolver(CachingThreadedResolver):
    """Scrapy's resolver, which refuses names that lead to a private, loopback or link-local address.

    A public name can be pointed at any address by whoever owns it: at a router, a printer, a cloud's metadata service.
    """

    private: tuple[str, ...] = ()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """The resolver of the process, with the settings of ``crawler``."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.private = tuple(str(host).lower() for host in crawler.settings.getlist("NEWSBOT_PRIVATE_HOSTS"))
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802 (the base's name)
        """The address of ``name``; fails with ``PrivateAddressError`` for one that must not be asked."""
        found = super().getHostByName(name, timeout)
        return found.addCallback(self._checked, name)

    def _checked(self, address: Any, name: str) -> Any:
        if not is_public(str(address)) and not is_named(name, self.private):
            refused[name] = (
                f"{name} leads to {address}, which is no public address: if that is meant, name it in "
                f"NEWSBOT_PRIVATE_HOSTS"
            )
            raise PrivateAddressError(refused[name])
        return address
