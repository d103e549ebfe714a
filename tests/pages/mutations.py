"""Pages that a broken server, a cut connection or an enemy might send: whole ones changed at random, repeatably."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

from tests.pages.layouts.plan import all_pages

_REPLICA = Path(__file__).resolve().parents[2] / "fixtures" / "replica" / "pages"
_PIECES = (
    *(
        b"<",
        b">",
        b"</div>",
        b"<div>",
        b"&",
        b"&#x;",
        b"&#1114112;",
        b"&amp;nbsp;",
        b"\0",
        b"\xff",
        b"<table>",
        b"</p>",
    ),
    *(b'"', b"'", b"<!--", b"-->", b"<![CDATA[", b"<script>", b"</script>", b"<svg>", b"<plaintext>", b"<title>"),
    *(b"<br>" * 50, b"(" * 60, b"<b>" * 80, b"<table><tr><td>" * 30, b"<ul><li>" * 40, b"<p>" * 200, b"- " * 100),
    *(b"1/1/2025 " * 30, b"0" * 400, b"9" * 30 + b"/12/2025", b"32/13/0000 25:61", b"<a href=//[::1>x</a>"),
    *("Tham dự có các đồng chí: ".encode(), "Đồng chí Lê A, ".encode() * 60, "ủy".encode()[:2], "\u0301".encode() * 90),
    *("\u202e".encode(), "\ufeff".encode(), "\u200b".encode() * 50, b'<base href="http://[">', b"<img src=x>" * 60),
    *(b'<script type="application/ld+json">{"@type":"NewsArticle","datePublished":', b'[{"@graph":' * 40, b"}" * 40),
    *(b'<meta charset="utf-16">', b'<meta charset="x">', b'<p style="display:none">', b' class="sapo tags date"'),
)
_TYPES = (
    None,
    "text/html",
    "text/html; charset=utf-16",
    "text/plain",
    "text/html; charset=%s%s",
    "image/png",
    "",
    ";;=",
)
_ADDRESSES = (
    *(
        "https://page.example/tin-tuc/bai-viet-1491932517",
        "http://hcmcpv.org.vn/tin-tuc/x-1491932517?vs=01012025010101",
    ),
    *("", "javascript:alert(1)", "https://[::1/", "https://tên-miền.example/\u0110\u1ea3ng?a=%zz#", "//", "file:///x"),
)


@cache
def originals() -> tuple[bytes, ...]:
    """The pages of the replica and of the exam."""
    replica = (path.read_bytes() for path in sorted(_REPLICA.glob("*.html")))
    return (*replica, *(page.body for page in all_pages() if page.body))


def mutated(rng: random.Random) -> bytes:
    """A page with one to twelve changes."""
    body = bytearray(rng.choice(originals()))
    for _ in range(rng.randint(1, 12)):
        _change(body, rng)
    return bytes(body)


def _change(body: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(body) + 1)
    match rng.randrange(8):
        case 0:
            del body[at : at + rng.randint(1, 400)]
        case 1 | 2:
            body[at:at] = rng.choice(_PIECES)
        case 3:
            if rng.random() < 0.3:
                del body[at:]
        case 4:
            other = rng.choice(originals())
            start = rng.randrange(len(other))
            body[at:at] = other[start : start + rng.randint(1, 2000)]
        case 5:
            body[at:at] = bytes(body[at : at + rng.randint(1, 300)]) * rng.randint(1, 40)
        case 6:
            end = body.find(b">", at)
            del body[at : end if end >= 0 else at + 1]
        case _:
            body[at : at + 8] = bytes(rng.randrange(256) for _ in range(8))


def circumstances(rng: random.Random) -> tuple[str, str | None, str | None]:
    """Address, media type and time of the fetch: mostly usual ones."""
    usual = rng.random() < 0.7
    url = _ADDRESSES[0] if usual else rng.choice(_ADDRESSES)
    return url, None if usual else rng.choice(_TYPES), rng.choice((None, "2025-01-05T12:00:00+07:00"))
