"""Abbreviations of posts and bodies written out: "UVBTV" is "Ủy viên Ban Thường vụ"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from newsbot.text import lexicon
from newsbot.text.unicode import fold

_MARKS: Final = re.compile(r"[.\s]")
_CAPITALS: Final = re.compile(r"[A-ZĐƯ][A-ZĐƯ.U]|hUV")
"""Every abbreviation holds two capitals side by side."""
_PROVINCE, _CITY = "Tỉnh ủy", "Thành ủy"


@cache
def _abbreviations() -> tuple[re.Pattern[str], dict[str, str]]:
    """All abbreviations as one pattern (stops and blanks between their letters vary), and what each stands for."""
    rows = lexicon.table("abbreviations")
    expansions = {fold(_MARKS.sub("", row["abbreviation"])): row["expansion"] for row in rows}
    longest_first = sorted((row["abbreviation"] for row in rows), key=len, reverse=True)
    pattern = "|".join(
        r"\.?\s?".join(map(re.escape, form)) if form.isupper() and len(form) > 3 else re.escape(form)
        for form in longest_first
    )
    return re.compile(rf"(?<!\w)(?:{pattern})\.?(?!\w)"), expansions


def expand(text: str, *, city: bool = False) -> str | None:
    """``text`` with its abbreviations written out, or ``None`` when it holds none that is sure.

    :param city: the article reports from a city, so that "TUV" is "Thành ủy viên" and not "Tỉnh ủy viên".
    """
    if not _CAPITALS.search(text):
        return None
    pattern, expansions = _abbreviations()

    def written_out(match: re.Match[str]) -> str:
        expansion = expansions.get(fold(_MARKS.sub("", match[0])), match[0])
        return expansion.replace(_PROVINCE, _CITY) if city else expansion

    expanded = pattern.sub(written_out, text)
    return expanded if expanded != text else None
