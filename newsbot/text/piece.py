"""A piece of a list of people, as :mod:`newsbot.text.pieces` cuts it."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass
class Piece:
    """A stretch of text and how it was joined to what stands before it.

    :ivar address: the form of address that opened the piece.
    """

    kind: Kind
    start: int
    end: int
    join: Join
    address: Address | None = None
