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
_BY_WORDS = {"max redirections reached": "redirect-loop", "unpacks to": "bomb"}
MISSING = (404, 410)


def name_of(error: BaseException) -> str | None:
    """The name of a failure to fetch a page; ``None`` for a page that is not there, or was not to be fetched."""
    if isinstance(error, HttpError):
        status = error.response.status
        return None if status in MISSING else f"status-{status}"
    if isinstance(error, IgnoreRequest):
        return next((name for words, name in _BY_WORDS.items() if words in str(error)), None)
    if isinstance(error.__cause__, PrivateAddressError):
        return "private-address"
    return next((name for kind, name in _BY_TYPE.items() if isinstance(error, kind)), "other")


def words_of(error: BaseException | None) -> str:
    """What happened, in one line."""
    if isinstance(error, HttpError):
        return f"the server answers {error.response.status}"
    if error is not None and isinstance(error.__cause__, PrivateAddressError):
        error = error.__cause__
    text = " ".join(str(error).split())
    return text or type(error).__name__
