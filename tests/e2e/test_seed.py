"""The one real document of the target site, as text and in three HTML layouts: the first acceptance case."""

import html
from collections.abc import Callable
from pathlib import Path

import pytest

from newsbot.pages.article import extract_article
from newsbot.records import Article, Role, Warn

URL = "https://www.hcmcpv.org.vn/tin-tuc/quan-binh-tan-phat-huy-vai-tro-cua-luc-luong-nong-cot-1491932505"


@pytest.fixture(scope="module")
def paragraphs(shared: Path) -> list[str]:
    (seed,) = (shared / "seed").glob("*.txt")
    return [line.strip() for line in seed.read_text(encoding="utf-8").splitlines() if line.strip()]


def text_of(rows: list[str]) -> tuple[bytes, str]:
    return "\n\n".join(rows).encode(), "text/plain; charset=utf-8"


def semantic(rows: list[str]) -> tuple[bytes, str]:
    """A modern page: header clock, h1, figure with figcaption, paragraphs, comments."""
    clock, title, caption, *text = map(html.escape, rows)
    end = text.index("Ý kiến bạn đọc")
    body = "".join(f"<p>{p}</p>" if "lưu niệm Các" not in p else _figure(p) for p in text[:end])
    rest = "".join(f"<div>{p}</div>" for p in text[end:])
    page = (
        f"<html><head><title>{title}</title></head><body><header>{clock}</header><article><h1>{title}</h1>"
        f"<figure><img src=/a.jpg><figcaption>{caption}</figcaption></figure>{body}</article>{rest}</body></html>"
    )
    return page.encode(), "text/html; charset=utf-8"


def _figure(doubled: str) -> str:
    once = doubled[: len(doubled) // 2].strip()
    return f'<figure><img src=/b.jpg alt="{once}"><figcaption>{once}</figcaption></figure>'


def tables(rows: list[str]) -> tuple[bytes, str]:
    """A page of 2005: nested tables, no names, captions in the second row, one cell for all the text."""
    clock, title, caption, *text = map(html.escape, rows)
    end = text.index("Ý kiến bạn đọc")
    body = "<br><br>".join(text[:end])
    rest = "".join(f"<tr><td>{p}</td></tr>" for p in text[end:])
    page = (
        f"<HTML><BODY><TABLE><TR><TD>{clock}</TD></TR><TR><TD><FONT size=4><B>{title}</B></FONT></TD></TR><TR><TD>"
        f"<TABLE><TR><TD><IMG src=a.jpg></TD></TR><TR><TD align=center><I>{caption}</I></TD></TR></TABLE>{body}"
        f"</TD></TR>{rest}</TABLE></BODY></HTML>"
    )
    return page.encode(), "text/html"


def soup(rows: list[str]) -> tuple[bytes, str]:
    """Nothing but div elements without names, in UTF-16 without a declaration."""
    body = "".join(f"<div><div>{html.escape(p)}</div></div>" for p in rows)
    return f"<html><body><div><div>{body}</div></div></body></html>".encode("utf-16"), "text/html"


@pytest.fixture(scope="module", params=[text_of, semantic, tables, soup], ids=lambda f: f.__name__)
def article(request: pytest.FixtureRequest, paragraphs: list[str]) -> Article:
    wrap: Callable[[list[str]], tuple[bytes, str]] = request.param
    body, content_type = wrap(paragraphs)
    return extract_article(body, URL, content_type=content_type)


def test_identity(article: Article) -> None:
    assert (article.id, article.site) == ("thanhuytphcm:1491932505", "thanhuytphcm")
    assert article.url == URL.replace("www.hcmcpv.org.vn", "thanhuytphcm.vn")
    assert Warn.NOT_AN_ARTICLE not in article.warnings


def test_title_and_agency(article: Article) -> None:
    assert article.title == "Quận Bình Tân: Phát huy vai trò của lực lượng nòng cốt làm công tác tuyên giáo"
    assert article.agency == "Thanhuytphcm.vn"


def test_the_date_is_only_the_page_clock(article: Article) -> None:
    assert (article.published_date, article.published_source) == ("2025-01-05", "masthead")
    assert Warn.PUBLISHED_MASTHEAD_ONLY in article.warnings


def test_event(article: Article) -> None:
    assert article.event is not None
    assert (article.event.date, article.event.text, article.event.part_of_day) == ("2025-01-03", "Sáng 3/1", "morning")


def test_attendees(article: Article) -> None:
    assert [(a.name, [p.text for p in a.positions]) for a in article.attendees] == [
        ("Nguyễn Việt Quế Sơn", ["Phó Bí thư Thường trực Quận ủy"]),
        ("Nguyễn Thị Bé Hai", ["Ủy viên Ban Thường vụ", "Trưởng Ban Tuyên giáo Quận ủy"]),
        ("Nguyễn Văn Hạnh", ["Ủy viên Ban Thường vụ", "Trưởng Ban Tổ chức Quận ủy"]),
    ]
    assert {(p.body, p.place) for a in article.attendees for p in a.positions} == {("Quận ủy", "Bình Tân")}
    assert not article.attendees_complete
    assert Role.SPEAK in article.attendees[0].roles


def test_lead_and_body(article: Article, paragraphs: list[str]) -> None:
    lead = next(p for p in paragraphs if p.startswith("(Thanhuytphcm.vn)"))
    assert article.lead == lead.removeprefix("(Thanhuytphcm.vn) - ")
    start = paragraphs.index(lead) + 1
    text = paragraphs[start : paragraphs.index("Lê An")]
    assert article.body == [p for p in text if "lưu niệm Các" not in p]
    assert len(article.body) == 7


def test_captions(article: Article, paragraphs: list[str]) -> None:
    assert [i.caption for i in article.images] == [paragraphs[2], "Các đại biểu chụp ảnh lưu niệm"]


def test_byline(article: Article) -> None:
    assert article.byline is not None
    assert (article.byline.text, article.byline.authors) == ("Lê An", ["Lê An"])
