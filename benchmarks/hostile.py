"""Seconds per MB of ``extract_article`` on pages built to be slow, at three sizes: a bound that is linear stays flat.

python -m benchmarks.hostile [--kind "many links"]
"""

from __future__ import annotations

import argparse
import time

from newsbot import extract_article

SIZES = (500_000, 1_000_000, 2_000_000)
PATTERNS: dict[str, tuple[str, str]] = {
    "one list": ("<h1>T</h1><p>Tham dự có các đồng chí: ", "Đoàn Khắc Thuyên, Phó Bí thư Quận ủy; "),
    "paragraphs": ("<h1>T</h1>", "<p>Tham dự hội nghị có đồng chí Đoàn Khắc Thuyên, Phó Bí thư Quận ủy.</p>"),
    "open elements": ("", '<div class="a b-c">'),
    "many links": ("<h1>T</h1>", '<a href="/x">Tin tức mới nhất</a> '),
    "line breaks": ("<h1>T</h1><p>", "Câu một.<br>"),
    "pictures": ("<h1>T</h1>", '<img src=a.jpg alt="Ảnh một hai ba"><p>Ảnh: Minh</p>'),
    "table of dates": ("<table>", "<tr><td>05/08/2024 10:30</td><td>Nguyễn Văn A</td></tr>"),
    "dates": ("<h1>T</h1>", "<p>Thứ Hai, 05/08/2024 10:30</p>"),
    "double escapes": ("<p>", "&amp;nbsp;&amp;aacute;"),
    "JSON-LD": ("", '<script type="application/ld+json">{"@type":"NewsArticle","headline":"a",}</script>'),
    "nested JSON-LD": ('<script type="application/ld+json">', "["),
    "metas": ("", '<meta name="keywords" content="a,b,c">'),
    "attributes": ("<p ", 'data-n="x" '),
    "classes": ('<p class="', "a-b "),
    "comments": ("", "<!-- x -->"),
    "bold spans": ("<p>", '<span style="font-weight:bold">Nguyễn</span> '),
    "bold lines": ("", "<b>Tin</b><br>"),
    "quotes": ("<p>", "“"),
    "blanks": ("<p>", " "),
    "brackets": ("<h1>T</h1><p>Tham dự có ", "(Đoàn "),
    "plain text": ("", "Nguyễn Văn An "),
}


def page(kind: str, size: int) -> bytes:
    """A page of about ``size`` bytes; the attributes of "attributes" differ, as the parser drops equal ones."""
    opening, pattern = PATTERNS[kind]
    number = size // len(pattern.encode())
    text = "".join(pattern.replace("-n", f"-{n}") for n in range(number)) if kind == "attributes" else pattern * number
    return f"<html><body>{opening}{text}".encode()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kind", choices=PATTERNS, help="only this one")
    kind = parser.parse_args().kind
    print("seconds per MB" + "".join(f"{size / 1e6:9.1f} MB" for size in SIZES))
    for name in [kind] if kind else PATTERNS:
        print(f"{name:14}", end="")
        for size in SIZES:
            body = page(name, size)
            start = time.process_time()
            extract_article(body, "https://page.example/tin-1491932517.html")
            print(f"{(time.process_time() - start) / len(body) * 1e6:12.2f}", end="", flush=True)
        print()


if __name__ == "__main__":
    main()
