"""Bytes to text: which encoding they are in, and what was decoded or escaped wrongly before it was sent.

Declarations lie: pages of the field declare windows-1252 and send UTF-8, or the other way round. So the bytes decide
first (valid UTF-8 wins), then the HTTP header, then the page's own declaration, then windows-1258, the old Vietnamese
code page with combining tone marks (domain guide 7).
"""

from __future__ import annotations

import codecs
import re

from newsbot.records import Warn

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"\xd0\xcf\x11\xe0")
_META_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w-]{2,40})", re.I
)
_MOJIBAKE = re.compile(r"(?:Ã[\u0080-ÿ]|Ä[\u0080-ÿ‘]|á[º»][\u0080-ÿ€-™]|Æ°|â€[\u0080-ÿœ“”])")
_BEGINS = tuple(begin.encode() for begin in ("Ã", "Ä", "áº", "á»", "Æ°", "â€"))
"""How each match of it begins."""
_SIGNS = ("Ã", "á»", "áº", "Ä‘")
_MANY = 8
_PIECE = 1 << 15
_ENTITY = re.compile(rb"(?:nbsp|[aeiouyAEIOUY](?:grave|acute|circ|tilde)|[lr][sd]?quo|[nm]dash|hellip|#\d{2,5});")
_OFTEN_ESCAPED = (b"nbsp;", b"agrave;", b"aacute;", b"ldquo;", b"quot;", b"ndash;", b"#")
_VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.I)
_INVALID_SHARE = 0.01
"""A text with fewer invalid bytes than this share is UTF-8 with a few broken characters, not another encoding."""
_OF_A_BINARY = bytes((*range(8), *range(14, 24)))
_PRINTABLE_ASCII = bytes((9, 10, 13, *range(32, 128)))
_BEYOND_ASCII = bytes(range(128, 256))
_WITHOUT_CONTROLS = bytes(c if c >= 32 or c in (9, 10, 13) else 32 for c in range(256))


def to_utf8(body: bytes, header_charset: str | None, warnings: list[Warn]) -> bytes:
    """``body`` in UTF-8; empty when it is no text. What had to be repaired goes to ``warnings``.

    :param header_charset: what the HTTP header says.
    """
    if body.startswith(_BINARY):
        warnings.append(Warn.UNREADABLE)
        return b""
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return encode(body[len(bom) :].decode(encoding, "replace"))
    if _mostly_controls(body):
        warnings.append(Warn.UNREADABLE)
        return b""
    declared = _known(header_charset) or _known(_meta_charset(body))
    valid = _valid(body)
    if valid < len(body):
        return encode(_decode_other(body, declared, valid, warnings))
    if declared not in (None, "utf-8", "ascii") and not body.isascii():
        warnings.append(Warn.ENCODING_REPAIRED)
    return body


def encode(text: str) -> bytes:
    """``text`` in UTF-8; halves of characters, which UTF-8 does not know, become question marks."""
    return text.encode("utf-8", "replace")


def without_controls(data: bytes) -> bytes:
    """``data`` with blanks for control characters."""
    return data.translate(_WITHOUT_CONTROLS)


def _valid(body: bytes) -> int:
    """How many bytes from the start of ``body`` are valid UTF-8. Read in pieces that the processor keeps at hand."""
    rest, start = memoryview(body), 0
    while start < len(body):
        end = start + _PIECE
        try:
            start += codecs.utf_8_decode(rest[start:end], "strict", end >= len(body))[1]
        except UnicodeDecodeError as error:
            return start + error.start
    return start


def _mostly_controls(body: bytes) -> bool:
    head = body[:4096]
    return len(head) - len(head.translate(None, _OF_A_BINARY)) > len(head) * 0.02


def _meta_charset(body: bytes) -> str | None:
    match = _META_CHARSET.search(body, 0, 4096)
    return match[1].decode("ascii") if match else None


def _known(charset: str | None) -> str | None:
    """The codec's own name, or ``None`` for a charset that nobody knows."""
    if not charset:
        return None
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):
        return None
    return {"iso8859-1": "cp1252"}.get(name, name)


def _decode_other(body: bytes, declared: str | None, valid: int, warnings: list[Warn]) -> str:
    if valid >= len(body) - 3:  # cut within its last character
        warnings.append(Warn.TRUNCATED)
        return body[:valid].decode("utf-8")
    loose = body.decode("utf-8", "replace")
    non_ascii = sum(1 for c in loose if c > "\x7f") or 1
    if loose.count("\ufffd") / non_ascii < _INVALID_SHARE * 5 and _VIETNAMESE.search(loose):
        warnings.append(Warn.ENCODING_REPAIRED)
        return loose
    if declared and declared != "utf-8":
        try:
            text = body.decode(declared)
        except UnicodeDecodeError:
            text = ""
        if text and (declared == "cp1258" or not _reads_better_as_1258(body, text)):
            return text
    warnings.append(Warn.ENCODING_REPAIRED)
    return body.decode("cp1258", "replace")


def _reads_better_as_1258(body: bytes, text: str) -> bool:
    """Whether bytes declared as a Western code page are really windows-1258, which differs in a few letters only."""
    other = body.decode("cp1258", "replace")
    return len(re.findall("[\u0300\u0301\u0303\u0309\u0323đươă]", other)) > len(
        re.findall("[ìÌòÒðÞõýÕÝãÃ]", text)
    ) * 0.5 and any(c in other for c in "\u0300\u0301\u0303\u0309\u0323")


def repair(data: bytes, warnings: list[Warn]) -> tuple[bytes, bool]:
    """Undo a wrong decoding and a second escaping of a text in UTF-8; the text, and whether it has control characters.

    Most pages need nothing of that. So they are asked quickly: by the few bytes that are not printable ASCII.
    """
    rare = data.translate(None, _PRINTABLE_ASCII)
    if sum(map(rare.count, _BEGINS)) > _MANY:
        repaired = _undo_mojibake(data.decode("utf-8"))
        if repaired is not None:
            warnings.append(Warn.ENCODING_REPAIRED)
            data = encode(repaired)
            rare = data.translate(None, _PRINTABLE_ASCII)
    if _is_often_escaped_twice(data):
        data = _escaped_once(data)
    return data, bool(rare.translate(None, _BEYOND_ASCII))


def _is_often_escaped_twice(data: bytes) -> bool:
    """Whether an entity that articles are full of is escaped twice; the "&amp;" of addresses come one by one."""
    place = data.find(b"&amp;")
    while place >= 0:
        if data.startswith(_OFTEN_ESCAPED, place + len(b"&amp;")):
            return True
        place = data.find(b"&amp;", place + 1)
    return False


def _escaped_once(data: bytes) -> bytes:
    first, *rest = data.split(b"&amp;")
    return first + b"".join([(b"&" if _ENTITY.match(piece) else b"&amp;") + piece for piece in rest])


def _is_mojibake(text: str) -> bool:
    return any(sign in text for sign in _SIGNS) and len(_MOJIBAKE.findall(text[:200_000])) > _MANY


def _undo_mojibake(text: str) -> str | None:
    """UTF-8 that was once read as a Western code page, read again; ``None`` when it does not become Vietnamese."""
    if not _is_mojibake(text):
        return None
    data = bytearray()
    for c in text:
        try:
            data += c.encode("cp1252")
        except UnicodeEncodeError:
            data += bytes([ord(c)]) if ord(c) < 256 else c.encode("utf-8")
    repaired = data.decode("utf-8", "replace")
    good = len(_VIETNAMESE.findall(repaired))
    if repaired.count("\ufffd") <= good * 0.05 and good > len(_VIETNAMESE.findall(text)) * 0.8:
        return repaired
    return None
