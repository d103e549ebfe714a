"""Zstandard, from the standard library where that has it; and the dictionary of a ``.warc.zst`` file.

That format keeps its dictionary in a skippable frame at the head of the file, compressed itself or not
(https://iipc.github.io/warc-specifications/specifications/warc-zstd/).
"""

from __future__ import annotations

import sys
from typing import Any

from newsbot.archive.spans import Bytes

if sys.version_info >= (3, 14):
    from compression.zstd import ZstdDecompressor, ZstdDict, ZstdError, decompress
else:
    from backports.zstd import ZstdDecompressor, ZstdDict, ZstdError, decompress

__all__ = ["ZstdDict", "ZstdError", "decompressor", "read_dictionary"]

_DICTIONARY = b"\x5d\x2a\x4d\x18"
_LARGEST = 16 << 20


def decompressor(dictionary: ZstdDict | None = None) -> Any:
    """A fresh decompressor of one frame."""
    return ZstdDecompressor(zstd_dict=dictionary)


def read_dictionary(span: Bytes) -> ZstdDict | None:
    """The dictionary at the head of an archive; ``None`` where there is none, or it is broken."""
    head = span.read(0, 8)
    size = int.from_bytes(head[4:], "little")
    if not head.startswith(_DICTIONARY) or size > _LARGEST:
        return None
    data = span.read(8, size)
    try:
        if data.startswith(b"\x28\xb5\x2f\xfd"):
            data = decompress(data)
        return ZstdDict(data)
    except (ZstdError, ValueError):
        return None
