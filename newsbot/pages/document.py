"""Bytes to text to one parsed tree: done once per page, for every kind of input.

Declarations lie: pages of the field declare windows-1252 and send UTF-8, or the other way round. So the bytes decide
first (valid UTF-8 wins), then the HTTP header, then the page's own declaration, then windows-1258, the old Vietnamese
code page with combining tone marks (domain guide 7).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from email.message import Message
from functools import cached_property
from typing import Any

from attrs import define, field
from lxml import etree

from newsbot.records import Warn

MAX_BYTES = 8 << 20
"""Longest input that is read, in bytes; what is longer is cut and flagged. Real pages hold 10 kB to 1 MB."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"\xd0\xcf\x11\xe0")
_META_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w-]{2,40})", re.I
)
_MOJIBAKE = re.compile(r"(?:Ã[\u0080-ÿ]|Ä[\u0080-ÿ‘]|á[º»][\u0080-ÿ€-™]|Æ°|â€[\u0080-ÿœ“”])")
_DOUBLE_ESCAPED = re.compile(
    r"&amp;(?=(?:nbsp|[aeiouyAEIOUY](?:grave|acute|circ|tilde)|[lr][sd]?quo|[nm]dash|hellip|#\d{2,5});)"
)
_OFTEN_ESCAPED_TWICE = (
    "&amp;nbsp;",
    "&amp;agrave;",
    "&amp;aacute;",
    "&amp;ldquo;",
    "&amp;quot;",
    "&amp;ndash;",
    "&amp;#",
)
_VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.I)
_BODY_START = re.compile(r"<body\b", re.IGNORECASE)
_BODY_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_TAG = re.compile(
    r"<(?:!doctype|html|head|body|meta|title|div|p|table|tr|td|span|br|h\d|a|b|i|em|strong|font|center|ul|ol|li|img|article"
    r"|section|form|script)\b",
    re.IGNORECASE,
)
_DECLARED_HTML = re.compile(r"\s{0,200}<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_WITHOUT_CONTROLS = bytes(c if c >= 32 or c in (9, 10, 13) else 32 for c in range(256))
_INVALID_SHARE = 0.01
"""A text with fewer invalid bytes than this share is UTF-8 with a few broken characters, not another encoding."""


@define
class Document:
    """One page, decoded and parsed.

    :ivar text: the decoded text; empty when the input was no text.
    :ivar plain: the input is plain text, not HTML.
    :ivar warnings: what had to be repaired.
    """

    text: str
    plain: bool = False
    warnings: list[Warn] = field(factory=list)

    @cached_property
    def root(self) -> Any:
        """The root element of the tree; an empty ``<html>`` for input that holds no element."""
        root, whole = parse(self.text)
        if not whole or _is_cut(self.text):
            self.warnings.append(Warn.TRUNCATED)
        return root


def _is_cut(text: str) -> bool:
    """Whether a page ends within a tag, or has a body that is never closed."""
    end = text[-2000:]
    if end.rfind("<") > end.rfind(">"):
        return True
    return _BODY_START.search(text[:20_000]) is not None and _BODY_END.search(end) is None


def read_document(
    body: bytes | str, *, headers: Mapping[str, Any] | None = None, content_type: str | None = None
) -> Document:
    """Decode ``body``; never raises for bad input.

    :param headers: HTTP headers of the response; only Content-Type is looked at.
    :param content_type: the media type, where it is known better than from the headers ("text/plain").
    """
    declared = content_type or _header(headers, "content-type")
    media_type, charset = _parse_content_type(declared)
    warnings: list[Warn] = []
    if len(body) > MAX_BYTES:
        body = body[:MAX_BYTES]
        warnings.append(Warn.TRUNCATED)
    text = body if isinstance(body, str) else _decode(body, charset, warnings)
    text = _repair(text, warnings)
    plain = not _DECLARED_HTML.match(text) and (
        media_type == "text/plain" or (media_type is None and not looks_like_html(text))
    )
    return Document(text, plain, warnings)


def looks_like_html(text: str) -> bool:
    """Whether ``text`` holds markup at all."""
    return _TAG.search(text, 0, 200_000) is not None


def parse(text: str) -> tuple[Any, bool]:
    """The tree of an HTML text, and whether all of it is there: elements nested too deeply are left out."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    data = text.encode("utf-8", "replace").translate(_WITHOUT_CONTROLS)
    try:
        root = etree.fromstring(data, parser) if data.strip() else None
    except etree.XMLSyntaxError:  # nothing in it that could be an element
        root = None
    whole = not any("depth" in error.message for error in parser.error_log.filter_from_fatals())
    return (etree.Element("html") if root is None else root), whole


def _header(headers: Mapping[str, Any] | None, name: str) -> str | None:
    for key, value in (headers or {}).items():
        if str(key).lower() == name:
            first = value[0] if isinstance(value, (list, tuple)) and value else value
            return first.decode("latin-1") if isinstance(first, bytes) else str(first)
    return None


def _parse_content_type(value: str | None) -> tuple[str | None, str | None]:
    if not value:
        return None, None
    message = Message()
    message["content-type"] = value.replace("\n", " ").replace("\r", " ")
    return message.get_content_type(), message.get_content_charset()


def _decode(body: bytes, header_charset: str | None, warnings: list[Warn]) -> str:
    if body.startswith(_BINARY):
        warnings.append(Warn.UNREADABLE)
        return ""
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(encoding, "replace")
    if _mostly_nul(body):
        warnings.append(Warn.UNREADABLE)
        return ""
    match = _META_CHARSET.search(body, 0, 4096)
    meta_charset = match[1].decode("ascii") if match else None
    declared = _known(header_charset) or _known(meta_charset)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_other(body, declared, error, warnings)
    if declared not in (None, "utf-8", "ascii") and not body.isascii():
        warnings.append(Warn.ENCODING_REPAIRED)
    return text


def _decode_other(body: bytes, declared: str | None, error: UnicodeDecodeError, warnings: list[Warn]) -> str:
    if error.start >= len(body) - 3:  # cut within its last character
        warnings.append(Warn.TRUNCATED)
        return body[: error.start].decode("utf-8")
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


def _known(charset: str | None) -> str | None:
    """The codec's own name, or ``None`` for a charset that nobody knows."""
    if not charset:
        return None
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):
        return None
    return {"iso8859-1": "cp1252"}.get(name, name)


def _mostly_nul(body: bytes) -> bool:
    head = body[:4096]
    controls = sum(head.count(bytes([c])) for c in (*range(8), 14, 15, 16, 17, 18, 19, 20, 21, 22, 23))
    return controls > len(head) * 0.02


def _repair(text: str, warnings: list[Warn]) -> str:
    if ("Ã" in text or "á»" in text or "áº" in text or "Ä‘" in text) and len(_MOJIBAKE.findall(text[:200_000])) > 8:
        repaired = _undo_mojibake(text)
        if repaired is not None:
            warnings.append(Warn.ENCODING_REPAIRED)
            text = repaired
    if any(entity in text for entity in _OFTEN_ESCAPED_TWICE):
        text = _DOUBLE_ESCAPED.sub("&", text)
    return text


def _undo_mojibake(text: str) -> str | None:
    """UTF-8 that was once read as a Western code page, read again; ``None`` when it does not become Vietnamese."""
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
