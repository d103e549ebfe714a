"""Text of pages for the eye: what would steer a screen is shown instead."""

from __future__ import annotations

import re

# Control characters, and those that turn the direction of the line.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


def visible(text: str) -> str:
    """``text`` with characters that steer a screen replaced by their numbers: "⟨U+202E⟩"."""
    return _STEERING.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)
