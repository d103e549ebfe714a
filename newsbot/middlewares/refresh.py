"""Pages that send the reader on with a meta tag, told apart without decoding each page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

_HEAD = 4096
_REFRESH = re.compile(rb"http-equiv\s{0,5}=\s{0,5}[\"']?\s{0,5}refresh", re.I)


class QuickMetaRefreshMiddleware(MetaRefreshMiddleware):
    """Scrapy's MetaRefreshMiddleware for pages that hold such a tag; the others are passed on as they are."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The response, or the request for the page that it sends on to."""
        if _REFRESH.search(response.body, 0, _HEAD) is None:
            return response
        return super().process_response(request, response)
