"""No request leaves the hosts of the site that a spider crawls."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import IgnoreRequest
from scrapy.utils.httpobj import urlparse_cached

from newsbot.counters import REFUSED
from newsbot.errors import SourceError
from newsbot.middlewares.resolver import is_named, is_public

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request, Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response

logger = logging.getLogger(__name__)


class OwnHostsMiddleware:
    """Refuses links and redirects to other hosts, other ports and other schemes than http(s).

    It stands in for Scrapy's OffsiteMiddleware, which knows no ports, allows every subdomain and lets start requests
    be redirected anywhere. A spider without a ``site``, as in ``scrapy shell``, may go anywhere.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._private = [str(host).lower() for host in crawler.settings.getlist("NEWSBOT_PRIVATE_HOSTS")]

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The middleware of ``crawler``."""
        middleware = cls(crawler)
        crawler.signals.connect(middleware.request_scheduled, signal=signals.request_scheduled)
        return middleware

    def request_scheduled(self, request: Request, spider: Spider) -> None:
        """Refuse a request before it is queued.

        :raises IgnoreRequest: for one that leaves the site.
        """
        site = getattr(spider, "site", None)
        if site is None or site.serves(request.url):
            return
        origin = request.meta.get("redirect_urls", [None])[0]
        self._crawler.stats.inc_value(REFUSED + ("link" if origin is None else "redirect"))
        if origin is not None:
            words = f"{origin} redirects to {request.url}, which is another host"
            logger.warning("%s: not followed", words)
            if request.meta.get("is_start_request"):
                spider.fail(SourceError(words))  # type: ignore[attr-defined]
            spider.leave(request)  # type: ignore[attr-defined]
        raise IgnoreRequest(f"not on a host of {site.name}")

    def process_response(self, request: Request, response: Response) -> Response:
        """Refuse an answer from a private address, should one have got past the resolver.

        :raises IgnoreRequest: for such an answer.
        """
        host, address = urlparse_cached(request).hostname or "", response.ip_address
        if address is None or is_public(str(address)) or is_named(host, self._private):
            return response
        self._crawler.stats.inc_value(REFUSED + "private-address")
        logger.warning("%s comes from %s, which is no public address: not read", request.url, address)
        raise IgnoreRequest("comes from a private address")

    def process_request(self, request: Request) -> None:
        """Refuse what did not go through the queue: the redirects of robots.txt.

        :raises IgnoreRequest: for a request that leaves the site.
        """
        site = getattr(self._crawler.spider, "site", None)
        if site is not None and not site.serves(request.url):
            raise IgnoreRequest(f"not on a host of {site.name}")
