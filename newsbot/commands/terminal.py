"""What the commands write to a terminal: one-line messages, and text of pages made harmless."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable

from newsbot.dataset.files import write_stream
from newsbot.errors import StoreError

# Control characters move the cursor or start escape sequences (C0, C1); the others turn the direction of the line.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """``text`` as one line that does nothing to a terminal: what is unsafe shows as an escape sequence."""
    return _UNSAFE.sub(lambda match: ascii(match[0])[1:-1], text)


def say(text: str) -> None:
    """Write one line to standard error."""
    sys.stderr.write(printable(text) + "\n")


def complain(text: str) -> None:
    """Write one line about something that went wrong to standard error."""
    say(f"newsbot: {text}")


def write_out(chunks: Iterable[bytes]) -> None:
    """Write to standard output.

    :raises StoreError: when it is full, or nobody reads it any more.
    """
    if sys.stdout is None:
        raise StoreError("cannot write standard output: it is closed")
    sys.stdout.flush()
    write_stream(sys.stdout.fileno(), chunks, "standard output")
