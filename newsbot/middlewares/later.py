"""What is not fetched in this crawl and stays for the next one."""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest


class Later(IgnoreRequest):
    """Raised by middlewares for a request that may be made another time: a limit is reached, or the host is down.

    A plain ``IgnoreRequest`` means never: robots.txt, another host, a bomb.
    """
