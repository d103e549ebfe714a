"""A text with its folded form: the pair that every rule of the text layer works on."""

from __future__ import annotations

from newsbot.text.unicode import fold


class Passage:
    """A cleaned text and its folded form of the same length, so that offsets hold in both."""

    def __init__(self, text: str, folded: str) -> None:
        self.text = text
        self.folded = folded

    @classmethod
    def of(cls, text: str) -> Passage:
        """The passage of a cleaned ``text``."""
        return cls(text, fold(text))
