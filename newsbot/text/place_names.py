"""Where the name of a place ends and a person's begins: "Bí thư Thành ủy Hà Nội Lê Văn Sơn"."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from newsbot.text.names import is_place, opens_places, surname_strength
from newsbot.text.unicode import fold

_STRONG: Final = 3
"""As strong as a surname that is no other word must be to end the name of a place."""
_LIKE_A_NAME: Final = 3
"""A run of so many words that starts with a surname is likelier a name than a place that no list knows."""
_MIDDLE: Final = frozenset((fold("Thị"), fold("Văn")))


@lru_cache(maxsize=4096)
def place_in(words: str) -> str | None:
    """The place that a run of capitalised words opens with, or ``None`` when it is a person's name.

    The longest known place wins ("Lê Chân"); of unknown words those before a surname are the place; nothing is guessed
    of three or more unknown words that start with a surname.
    """
    parts = words.split()
    folded = [fold(part) for part in parts]
    for size in range(len(parts), 0, -1):
        if is_place(" ".join(folded[:size])):
            return " ".join(parts[:size])
    if len(parts) >= _LIKE_A_NAME and surname_strength(folded[0]) > 0:
        return None
    for start in range(len(parts) - 1):
        if _starts_name(folded[start:]):
            return " ".join(parts[:start]) or None
    return words


def _starts_name(folded: list[str]) -> bool:
    if folded[1] in _MIDDLE:
        return surname_strength(folded[0]) > 0
    return surname_strength(folded[0]) >= _STRONG and not opens_places(folded[0])
