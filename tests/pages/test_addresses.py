import pytest

from newsbot import extract_article, parse_attendees, parse_date
from newsbot.pages.addresses import join, web_address
from newsbot.records import Warn, to_dict
from newsbot.schema import validator

PAGE = "<h1>Một bài viết thử nghiệm</h1><p>Câu một hai ba bốn năm sáu bảy tám.</p><img src='http://[::1'>"
NONE = [
    "",
    "not a url",
    "http://",
    "javascript:alert(1)",
    "https://a b/",
    "\0" * 5,
    "http://[::1",
    "http://x.vn:99999/a",
]


@pytest.mark.parametrize("url", NONE)
def test_a_page_without_an_address_is_flagged(url: str) -> None:
    article = extract_article(PAGE, url)
    validator()(to_dict(article))
    assert Warn.BAD_URL in article.warnings
    assert article.id.startswith("unknown:")
    assert article.title == "Một bài viết thử nghiệm"


def test_different_addresses_that_are_none_have_different_ids() -> None:
    assert len({extract_article(PAGE, url).id for url in NONE}) == len(NONE)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        (" https://x.vn/a b-1.html\n", "https://x.vn/a%20b-1.html"),
        ("http://x.vn/\ud800a", "http://x.vn/a"),
        ("file:///saved/a.html", "file:///saved/a.html"),
        ("ftp://x.vn/a", None),
    ],
)
def test_web_addresses(url: str, address: str | None) -> None:
    assert web_address(url) == address


def test_joining_never_raises() -> None:
    assert join("https://x.vn/tin/", "../a.jpg") == "https://x.vn/a.jpg"
    assert join("https://x.vn/", "http://[::1") == "http://[::1"


def test_wrong_types_are_named() -> None:
    with pytest.raises(TypeError, match=r"bytes.* str.*None"):
        extract_article(None, "https://x.vn/")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"str.*None"):
        extract_article("x", None)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"str.*None"):
        parse_date(None)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"str.*bytes"):
        parse_attendees(b"")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"date.*int"):
        parse_attendees("x", published=5)  # type: ignore[arg-type]
