"""Whether a word can be a Vietnamese syllable: what cannot is part of a foreign or minority name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_TONES: Final = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_FRONT: Final = "(?=[eêiy])"
"""Before these vowels k stands for c, gh for g, ngh for ng."""
_ONSET: Final = rf"(?:ngh{_FRONT}|gh{_FRONT}|k{_FRONT}|c(?!h|[eêiy])|ng(?!h)|nh|ch|gi|kh|ph|qu|th|tr|[bdđghlmnprstvx])?"
_NUCLEUS: Final = (
    "iê[u]?|yê[u]?|uyê|uya|i?a|ya|uô[i]?|ua|ươ[iu]?|ưa|oa[iyo]?|oe[o]?|oă|uâ[y]?|uê|uơ|uy[u]?|a[iouy]?|â[uy]|eo|êu|i[u]?|o[io]?|"
    "ô[ôi]?|ơ[i]?|u[i]?|ư[iu]?|ă|â|e|ê|y"
)
_SYLLABLE: Final = re.compile(rf"{_ONSET}(?:{_NUCLEUS})(?:ng|nh|ch|[cmnpt])?")


@lru_cache(maxsize=8192)
def is_vietnamese(word: str) -> bool:
    """Whether the folded ``word`` is built like a Vietnamese syllable ("nguyễn", not "marek")."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(_TONES))
    return _SYLLABLE.fullmatch(plain) is not None
