import unicodedata

import pytest

from newsbot.pages.document import MAX_BYTES, Document, read_document
from newsbot.records import Warn

SENTENCE = "Sáng 3/1, Ban Thường vụ Huyện ủy Bình Lạc tổ chức hội nghị tổng kết; đồng chí Đỗ Thị Mỹ Duyên chủ trì."


def page(meta: str = "") -> str:
    return f"<html><head>{meta}<title>Tin</title></head><body><p>{SENTENCE}</p></body></html>"


def text_of(document: Document) -> str:
    return unicodedata.normalize("NFC", "".join(document.root.itertext()))


def windows_1258(text: str) -> bytes:
    """As the old code page writes it: base letters, then combining tone marks."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    letters = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = [c for c in parts if c in tones]
        letters.append(unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones)) + "".join(tone))
    return "".join(letters).encode("cp1258")


@pytest.mark.parametrize(
    ("body", "content_type", "warnings"),
    [
        (page().encode(), None, []),
        (page().encode(), "text/html; charset=utf-8", []),
        (page('<meta charset="windows-1252">').encode(), None, [Warn.ENCODING_REPAIRED]),
        (page().encode(), "text/html; charset=iso-8859-1", [Warn.ENCODING_REPAIRED]),
        (page().encode(), "text/html; charset=no-such-thing", []),
        (b"\xef\xbb\xbf" + page().encode(), None, []),
        (page().encode("utf-16"), "text/html", []),
        (windows_1258(page('<meta charset="windows-1258">')), None, []),
        (windows_1258(page()), "text/html; charset=windows-1258", []),
        (windows_1258(page()), None, [Warn.ENCODING_REPAIRED]),
        (page().replace("<p>", "<p>\0").encode(), None, []),
    ],
    ids=[
        "utf-8",
        "header",
        "lying meta",
        "lying header",
        "unknown charset",
        "bom",
        "utf-16",
        "1258 meta",
        "1258 header",
        "1258",
        "nul",
    ],
)
def test_bytes_to_text(body: bytes, content_type: str | None, warnings: list[Warn]) -> None:
    document = read_document(body, content_type=content_type)
    assert SENTENCE in text_of(document).replace(" Sáng", "Sáng")
    assert document.warnings == warnings


def test_mojibake_is_undone() -> None:
    twice = page().encode().decode("latin-1").encode()
    document = read_document(twice, content_type="text/html; charset=utf-8")
    assert SENTENCE in text_of(document)
    assert Warn.ENCODING_REPAIRED in document.warnings


def test_entities_that_were_escaped_twice() -> None:
    document = read_document(b"<p>H&amp;agrave; N&#7897;i&amp;nbsp;2025 &amp;amp; 2026</p>")
    assert text_of(document) == "Hà Nội\xa02025 &amp; 2026"


@pytest.mark.parametrize(
    "body", [b"\x89PNG\r\n\x1a\n" + b"x" * 99, b"%PDF-1.7 ...", b"\0" * 5000, bytes(range(256)) * 40]
)
def test_what_is_no_text(body: bytes) -> None:
    document = read_document(body)
    assert (document.text, document.warnings) == ("", [Warn.UNREADABLE])


def test_a_page_cut_within_a_letter() -> None:
    body = page().encode()
    cut = body[: body.index("ồ".encode()) + 1]
    assert Warn.TRUNCATED in read_document(cut).warnings


@pytest.mark.parametrize(
    ("body", "cut"),
    [
        ("<html><body><p>Một câu.</p></body></html>", False),
        ("<html><body><p>Một câu.</p>", True),
        ("<html><body><p>Một câu.</p><div class='a", True),
        ("<p>Một câu.</p>", False),
    ],
)
def test_a_page_cut_in_its_markup(body: str, cut: bool) -> None:
    document = read_document(body)
    assert document.root is not None
    assert (Warn.TRUNCATED in document.warnings) is cut


def test_size_and_depth_are_bounded() -> None:
    large = read_document(b"<p>" + b"a " * MAX_BYTES)
    assert len(large.text) <= MAX_BYTES
    assert Warn.TRUNCATED in large.warnings
    deep = read_document("<div>" * 20_000 + "Một câu." + "</div>" * 20_000)
    assert deep.root.tag == "html"
    assert Warn.TRUNCATED in deep.warnings


def test_a_tag_with_a_crowd_of_attributes_is_read_without_them() -> None:
    crowd = " ".join(f'data-{n}="x"' for n in range(5000))
    text = "Hội nghị tổng kết công tác dân vận. " * 400
    document = read_document(f"<html><body><p {crowd}>{text}</p><p class=x>Cuối</p></body></html>")
    first, last = document.root.find("body")
    assert (first.keys(), first.text, last.keys(), last.text) == ([], text, ["class"], "Cuối")
    assert document.warnings == [Warn.TRUNCATED]


def test_long_values_and_scripts_are_no_crowds() -> None:
    words = "Hội nghị tổng kết công tác dân vận. " * 1000
    script = "for(i=0;i <n;i++){ " + "a = b + c ; " * 2000 + "}"
    document = read_document(
        f'<html><head><meta property="og:description" content="{words}"><script>{script}</script></head></html>'
    )
    assert document.root.find(".//meta").get("content") == words
    assert document.warnings == []


def test_long_tags_and_texts_are_left_alone() -> None:
    picture = "data:image/png;base64," + "iVBORw0KGgo" * 1000
    text = "Hội nghị tổng kết công tác dân vận. " * 1000
    document = read_document(f'<html><body><img src="{picture}" alt="Ảnh">{text}</body></html>')
    (image,) = document.root.find("body")
    assert (image.get("src"), image.tail, document.warnings) == (picture, text, [])


@pytest.mark.parametrize(
    ("body", "content_type", "plain"),
    [
        ("Một dòng chữ, không có thẻ.", None, True),
        ("2 < 3 và 5 > 4", None, True),
        ("<p>Một câu.</p>", None, False),
        ("<p>Một câu.</p>", "text/plain", True),
        ("<!DOCTYPE html><html><body>Một câu.</body></html>", "text/plain", False),
        ("chữ", "text/html", False),
    ],
)
def test_plain_text_or_html(body: str, content_type: str | None, plain: bool) -> None:
    assert read_document(body, content_type=content_type).plain is plain
