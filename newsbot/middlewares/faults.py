"""What went wrong with a request: a name to count it under, and words for the log."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.web.client import ResponseFailed

from newsbot.middlewares.resolver import PrivateAddressError

_BY_TYPE: dict[type[BaseException], str] = {
    PrivateAddressError: "private-address",
    CannotResolveHostError: "unknown-host",
    DownloadCancelledError: "too-large",
    DownloadConnectionRefusedError: "refused",
    DownloadTimeoutError: "timeout",
    ResponseDataLossError: "cut-short",
    DownloadFailedError: "connection",
}
_WORDS: dict[type, str] = {
    DownloadCancelledError: "the answer is larger than DOWNLOAD_MAXSIZE",
    ResponseDataLossError: "the answer ends early",
}
_BY_WORDS = {"max redirections reached": "redirect-loop", "unpacks to": "bomb"}
MISSING = (404, 410)
_REDIRECTS = (301, 302, 303, 307, 308)
"""These are followed: one that is left has no address, or one that is neither http nor https."""


def name_of(error: BaseException) -> str | None:
    """The name of a failure to fetch a page; ``None`` for a page that is not there, or was not to be fetched."""
    if isinstance(error, HttpError):
        status = error.response.status
        if status in _REDIRECTS:
            return "redirect-nowhere"
        return None if status in MISSING else f"status-{status}"
    if isinstance(error, IgnoreRequest):
        return next((name for words, name in _BY_WORDS.items() if words in str(error)), None)
    return next((name for kind, name in _BY_TYPE.items() if isinstance(error, kind)), "other")


def words_of(error: BaseException | None) -> str:
    """What happened, in one line."""
    if isinstance(error, HttpError):
        status = error.response.status
        if status in _REDIRECTS:
            return f"the server answers {status} and sends on to no web page"
        return f"the server answers {status}"
    if isinstance(error, DownloadFailedError) and isinstance(error.__cause__, ResponseFailed):
        return "; ".join(f"{reason.type.__name__}: {reason.value}" for reason in error.__cause__.reasons)
    text = " ".join(str(error).split())
    return text or _WORDS.get(type(error), type(error).__name__)
