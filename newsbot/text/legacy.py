"""Text in the Vietnamese encodings of before Unicode, TCVN3 and VNI, which show as Western letters and signs.

"§¶ng bé" is Đảng bộ in TCVN3, "Ñoäc laäp" is Độc lập in VNI (domain guide 7). Such text is recognised by the statistics
of its letters, never in short strings, and flagged; it is not converted, since fonts with other tables exist.
"""

from __future__ import annotations

import re
from typing import Final

_TCVN3: Final = re.compile("[A-Za-z][¸µ¶·¹¨©ª«¬®§Æ×Ø]|[§®][A-Za-z¸µ¶·¹]")
_VNI: Final = re.compile("[aeouyAEOUY][ùøûõïâäáåàúüãëéèêîôö]|[ñÑ][aeiouyAEIOUY]")
_VIETNAMESE: Final = re.compile("[\u1ea0-\u1ef9ăđơưĂĐƠƯ]")
_SHORTEST: Final = 200
_SHARE: Final = 0.02
_SAMPLE: Final = 1000


def is_legacy(text: str) -> bool:
    """Whether a text of some length is in TCVN3 or VNI: full of their pairs, hardly a Vietnamese letter."""
    if len(text) < _SHORTEST or _is_full_of_letters(text[:_SAMPLE]):
        return False
    vietnamese = len(_VIETNAMESE.findall(text))
    pairs = max(len(_TCVN3.findall(text)), len(_VNI.findall(text)))
    return pairs > _SHARE * len(text) and pairs > 20 * vietnamese


def _is_full_of_letters(text: str) -> bool:
    """Whether so many letters are Vietnamese that no old encoding is in the text: the usual page, told by its start."""
    return 20 * len(_VIETNAMESE.findall(text)) >= len(text)
