"""A process that reads pages for a crawl: pages come in by standard input, records go out by standard output.

Before the first record it sends ``None``, to say that it is ready. It ends when its input does, so that none outlives
the crawl, however that ends.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from typing import Any, BinaryIO

from newsbot.pages.article import extract_article

HEADER = 8
"""Bytes of the length that stands before each message."""
NICENESS = 10
"""The crawl goes first where cores are few: while it waits for a core, no page is on its way."""


def send(stream: BinaryIO, message: Any) -> None:
    """Write one message."""
    stream.write(pack(message))
    stream.flush()


def pack(message: Any) -> bytes:
    """A message as it is sent."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return len(data).to_bytes(HEADER, "big") + data


def receive(stream: BinaryIO) -> Any:
    """Read one message.

    :raises EOFError: when there is none, or half of one.
    """
    head = stream.read(HEADER)
    size = int.from_bytes(head, "big")
    data = stream.read(size) if len(head) == HEADER else b""
    if len(head) < HEADER or len(data) < size:
        raise EOFError
    return unpack(data)


def unpack(data: bytes | bytearray) -> Any:
    """The message that ``send`` packed."""
    return pickle.loads(data)  # noqa: S301 (the other end is our own process)


def main() -> None:
    """Read pages until there are no more."""
    os.nice(NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: the crawl decides when to end
    source, target = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing that prints may get between the messages
    send(target, None)
    while True:
        try:
            body, url, headers, fetched_at, site = receive(source)
        except EOFError:
            return
        try:
            answer: Any = extract_article(body, url, headers=headers, fetched_at=fetched_at, site=site)
        except Exception as error:
            answer = error
        try:
            send(target, answer)
        except BrokenPipeError:
            return


if __name__ == "__main__":
    main()
