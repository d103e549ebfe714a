"""What newsbot raises for the world's failures. Every message is one line fit for a user."""

from __future__ import annotations


class NewsbotError(Exception):
    """The base of all of them: catch this one to turn any into a line on the terminal."""


class UsageError(NewsbotError):
    """Raised by commands and spiders for an argument that cannot be used."""


class SourceError(NewsbotError):
    """Raised by ``newsbot.archive`` when an input is missing, unreadable or not what it claims to be."""


class StoreError(NewsbotError):
    """Raised by ``newsbot.dataset`` when records cannot be read or written (full disk, no permission, I/O error)."""


class StoreLockedError(StoreError):
    """Raised by ``newsbot.dataset`` when another process writes the same file."""


def reason(error: OSError) -> str:
    """The operating system's words for ``error``, without number and path: "No space left on device"."""
    return error.strerror or str(error) or type(error).__name__
