"""A piece of a list of people, as :mod:`newsbot.text.pieces` cuts it."""

from __future__ import annotations

from enum import Enum

from newsbot.text.address import Address
from newsbot.text.cuts import Join


class Kind(Enum):
    """What a piece is."""

    __hash__ = object.__hash__  # members are singletons

    NAME = "name"
    POST = "post"
    SHARED = "shared"
    GROUP = "group"
    RANK = "rank"
    REST = "rest"


class Piece:
    """A stretch of text and how it was joined to what stands before it.

    :ivar address: the form of address that opened the piece.
    """

    def __init__(self, kind: Kind, start: int, end: int, join: Join, address: Address | None = None) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.join = join
        self.address = address
