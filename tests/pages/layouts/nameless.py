"""The same pages with words for their classes and ids that say nothing, as style sheets made by machines have them."""

from __future__ import annotations

import re
from hashlib import sha256

from attrs import evolve

from tests.pages.layouts.model import Page

_NAMES = re.compile(r"(\s(?:class|id|itemprop)=)([\"'])([^\"']*)\2")


def nameless(page: Page) -> Page:
    """``page`` with each word in its classes and ids replaced, the same word by the same."""
    body = _NAMES.sub(_replaced, page.body.decode("utf-8"))
    return evolve(page, body=body.encode("utf-8"))


def _replaced(match: re.Match[str]) -> str:
    words = " ".join(map(_word, match[3].split()))
    return f"{match[1]}{match[2]}{words}{match[2]}"


def _word(name: str) -> str:
    digits = sha256(name.encode("utf-8")).hexdigest()[:5]
    return "q" + "".join(chr(ord("a") + int(digit, 16)) for digit in digits)
