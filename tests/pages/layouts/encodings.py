"""Special cases of the bytes: wrong labels, legacy code pages, letters in pieces, pages cut off."""

from __future__ import annotations

import re
import unicodedata

from tests.pages.layouts.made import Made, case

_UTF8_META = '<meta charset="utf-8">'
_OLD_META = '<meta http-equiv="Content-Type" content="text/html; charset={}">'
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_REPAIRED = ("encoding-repaired",)


def windows_1258(text: str) -> bytes:
    """``text`` in the Vietnamese code page of Windows: letters it has not are followed by a combining tone."""
    out = bytearray()
    for character in text:
        try:
            out += character.encode("cp1258")
            continue
        except UnicodeEncodeError:
            pieces = unicodedata.normalize("NFD", character)
        tone = next((p for p in pieces if p in _TONES), "")
        letter = unicodedata.normalize("NFC", pieces.replace(tone, "")) if tone else character
        try:
            out += (letter + tone).encode("cp1258")
        except UnicodeEncodeError:
            out += f"&#{ord(character)};".encode("ascii")
    return bytes(out)


def sloppy_1252(data: bytes) -> str:
    """Bytes read as Windows-1252 by a browser: the five undefined bytes become control characters."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in data)


@case("encoding:utf8-called-1252", "word", "dan-van-kheo", lead="marked", byline="last_right")
def _utf8_called_1252(page: Made) -> None:
    page.swap(_UTF8_META, _OLD_META.format("windows-1252"))


@case("encoding:utf8-called-latin1-in-header", "nukeviet", "huy-hieu-dang", date="nukeviet", caption="figure")
def _utf8_called_latin1(page: Made) -> None:
    page.swap(_UTF8_META, "")
    page.content_type = "text/html; charset=ISO-8859-1"


@case("encoding:broken-meta", "soup", "cong-an", lead="plain", paragraph="br", byline="last_br", title_tag="full")
def _broken_meta(page: Made) -> None:
    page.swap(_UTF8_META, '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252"')


@case("encoding:1258-declared", "table2004", "dan-van-kheo", lead="bold", paragraph="font", byline="last_font",
      caption="old_table", date="day_brackets", tags=False)  # fmt: skip
def _1258_declared(page: Made) -> None:
    page.swap("charset=utf-8", "charset=windows-1258")
    page.body = windows_1258(page.text)


@case("encoding:1258-in-header", "dnn", "le-hoi", date="seconds_last", lead="marked", tags=False)
def _1258_in_header(page: Made) -> None:
    page.swap(_UTF8_META, "")
    page.body = windows_1258(page.text)
    page.content_type = "text/html; charset=windows-1258"


@case("encoding:1258-called-1252", "table2004", "cong-doan", lead="plain", paragraph="br", byline="last_br",
      caption="centre_tag", title_tag="full", tags=False)  # fmt: skip
def _1258_called_1252(page: Made) -> None:
    page.swap("charset=utf-8", "charset=windows-1252")
    page.body = windows_1258(page.text)


@case("encoding:1258-undeclared", "print", "phong-su", lead="marked", caption="centred", tags=False, section=False)
def _1258_undeclared(page: Made) -> None:
    page.swap(_UTF8_META, "")
    page.body = windows_1258(page.text)


@case("encoding:nfd", "vnpt", "dai-hoi-xa", lead="marked", caption="centred", paragraph="justify", tags=False)
def _nfd(page: Made) -> None:
    page.text = unicodedata.normalize("NFD", page.text)


@case("encoding:nfd-words", "sharepoint", "giao-quan", date="day", title_tag="portal", paragraph="justify", tags=False)
def _nfd_words(page: Made) -> None:
    words = page.text.split(" ")
    page.text = " ".join(unicodedata.normalize("NFD", w) if i % 5 == 0 else w for i, w in enumerate(words))


@case("encoding:utf16-le", "wp_classic", "lu-quet", date="day", lead="marked", caption="old_wp")
def _utf16_le(page: Made) -> None:
    page.body = b"\xff\xfe" + page.text.encode("utf-16-le")


@case("encoding:utf16-be", "metabar", "dan-van-kheo", date="seconds_last", lead="bold", tags=False)
def _utf16_be(page: Made) -> None:
    page.body = b"\xfe\xff" + page.text.encode("utf-16-be")
    page.content_type = "text/html; charset=utf-8"


@case("encoding:bom", "drupal", "tham-me", date="time_first", caption="drupal", tags=False)
def _bom(page: Made) -> None:
    page.body = b"\xef\xbb\xbf" + page.text.encode("utf-8")
    page.content_type = "text/html; charset=windows-1252"


@case("encoding:mojibake-latin1", "joomla", "cau-lac-bo", date="joomla", lead="marked", caption="joomla", tags=False)
def _mojibake_latin1(page: Made) -> None:
    page.text = page.text.encode("utf-8").decode("latin-1")
    page.expect(warnings=_REPAIRED)


@case("encoding:mojibake-1252", "vccorp", "hop-khong-giay", date="gmt", caption="vccorp", byline="above")
def _mojibake_1252(page: Made) -> None:
    page.text = sloppy_1252(page.text.encode("utf-8"))
    page.expect(warnings=_REPAIRED)


@case("encoding:one-bad-byte", "daily", "doan-lao", date="unpadded", caption="figure_p", paragraph="normal")
def _one_bad_byte(page: Made) -> None:
    """A byte that is no UTF-8 in the footer must not turn the whole page into Windows-1258."""
    page.body = page.text.encode("utf-8").replace("Đào Duy Khuê".encode(), b"\xc4\x90\xe0o Duy Khu\xea")


@case("encoding:eth", "epi", "dan-van-kheo", date="plain", caption="figure", byline="outside", tags=False)
def _eth(page: Made) -> None:
    page.text = page.text.replace("Đ", "\u00d0")


@case("encoding:references", "nukeviet", "phat-bieu", date="nukeviet", caption="figure", paragraph="justify")
def _references(page: Made) -> None:
    page.text = "".join(c if ord(c) < 128 else f"&#{ord(c)};" for c in page.text)
    page.swap(_UTF8_META, "")


@case("encoding:escaped-twice", "liferay7", "cong-doan", date="plain", caption="centred", entities=True)
def _escaped_twice(page: Made) -> None:
    body = page.draft.body()
    page.swap(body, re.sub(r"&(\w+);", r"&amp;\1;", body))


@case("encoding:invisible", "bkav", "chuyen-doi-so", date="bkav", caption="italic", title_tag="suffix")
def _invisible(page: Made) -> None:
    body = page.draft.body()
    page.swap(body, body.replace("ệ", "ệ\u200b").replace(" phường", " ph\u00adường").replace(" số", "\u2009số"))
    page.swap(
        f"<span>{page.draft.esc(page.draft.story.title)}", f"<span>\ufeff{page.draft.esc(page.draft.story.title)}"
    )


@case("cut:in-a-tag", "nukeviet", "dai-hoi-xa", date="nukeviet", caption="figure", paragraph="justify", tags=False)
def _cut_in_a_tag(page: Made) -> None:
    _cut(page, page.expected.paragraphs[5], '<p style="text-al')


@case("cut:in-a-sentence", "epi", "lu-quet", date="plain", caption="figure", paragraph="blank", tags=False)
def _cut_in_a_sentence(page: Made) -> None:
    _cut(page, page.expected.paragraphs[4], "<p>Trạm y tế các xã đã")
    page.expect(optional=frozenset({"Trạm y tế các xã đã"}))


@case("cut:in-a-letter", "vnpt", "phong-su", lead="marked", caption="table", paragraph="justify", tags=False)
def _cut_in_a_letter(page: Made) -> None:
    _cut(page, page.expected.paragraphs[3], "")
    page.body = page.text.encode("utf-8")[:-1] + "<p>Mùa ấ".encode()[:-1]
    page.expect(optional=frozenset({"Mùa", "Mùa \ufffd"}))


def _cut(page: Made, before: str, rest: str) -> None:
    """End the page before a paragraph, with ``rest``."""
    story = page.draft.story
    kept = story.paragraphs.index(before)
    parts = page.draft.body_parts
    start = next(i for i, part in enumerate(parts) if _plain(before)[:25] in _plain(part))
    head = page.text[: page.text.index("".join(parts))]
    page.text = head + "".join(parts[:start]) + rest
    captions = tuple(p.caption for p in story.pictures if p.before < kept)
    page.expect(paragraphs=story.paragraphs[:kept], captions=captions, byline=(None,), warnings=("truncated",))


def _plain(markup: str) -> str:
    return re.sub(r"\s+|&nbsp;", " ", re.sub(r"<[^>]*>", "", markup))
