"""WARC files for tests, made as a crawl makes them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import chain
from pathlib import Path
from threading import Thread

from newsbot.archive.building import Exchange
from newsbot.archive.page import Entry
from newsbot.archive.selection import EVERYTHING, Selection
from newsbot.archive.sources import Sources
from newsbot.archive.spans import OpenSpan, Span
from newsbot.archive.warc import Damage, Reader, Record
from newsbot.archive.writer import WarcWriter

MORNING = "2025-01-05T01:00:00Z"
EVENING = "2025-01-05T12:00:00Z"
INFO = {"software": "newsbot/test"}


def page(title: str, text: str = "") -> bytes:
    """The page of an invented article."""
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:type" content="article"></head><body><div class="menu"><a href="/">Trang chủ</a></div>
<article><h1>{title}</h1><div class="date">05/01/2025 08:30</div>
<p class="sapo"><b>Sáng 3/1, Quận ủy Tân Lập tổ chức hội nghị tổng kết công tác xây dựng Đảng năm 2024.</b></p>
<p>Đến dự có các đồng chí: Đoàn Khắc Thuyên, Bí thư Quận ủy; Lục Thị Mai Thảo, Trưởng Ban Dân vận Quận ủy.</p>
<p>Hội nghị đánh giá cao kết quả của các chi bộ trong năm qua và thống nhất nhiệm vụ của năm 2025. {text}</p>
<p>Các đại biểu đã thảo luận về công tác phát triển đảng viên, kiểm tra, giám sát và dân vận ở cơ sở.</p>
<p style="text-align:right"><strong>Hoài Thu</strong></p></article></body></html>""".encode()


def exchange(
    url: str = "https://quanuy-tanlap.example/tin-tuc/a-70412.html",
    body: bytes | None = None,
    date: str = MORNING,
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> Exchange:
    """A request and its answer."""
    sent = {"Content-Type": "text/html; charset=utf-8", **(headers or {})}
    return Exchange(
        url=url,
        date=date,
        method="GET",
        target="/" + url.split("/", 3)[3],
        request_headers=[(b"Host", url.split("/")[2].encode()), (b"User-Agent", b"newsbot/test")],
        request_body=b"",
        protocol="HTTP/1.1",
        status=status,
        headers=[(name.encode(), value.encode("utf-8")) for name, value in sent.items()],
        body=page("Tổng kết năm") if body is None else body,
        ip_address="192.0.2.7",
        notes={"fetchTimeMs": "31"},
    )


def write(folder: Path, *exchanges: Exchange, name: str = "tanlap", size: int = 1_000_000_000) -> list[Path]:
    """The files of one crawl that had these exchanges."""
    before = set(folder.glob("*.warc.gz"))
    writer = WarcWriter(folder, name, size=size, info=INFO)
    for one in exchanges:
        writer.write(one)
    writer.close()
    return sorted(set(folder.glob("*.warc.gz")) - before)


def read(path: Path) -> tuple[list[Record], list[Damage]]:
    """What newsbot reads from a file."""
    with OpenSpan(Span(path)) as span:
        found = list(Reader(span).records())
    records = [one for one in found if isinstance(one, Record)]
    return records, [one for one in found if isinstance(one, Damage)]


@contextmanager
def ranges(data: bytes, seen: list[tuple[str, str]]) -> Iterator[str]:
    """A server of one file by ranges; ``seen`` gets User-Agent and Range of each request, the first of which fails."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = self.headers["Range"]
            seen.append((self.headers["User-Agent"], asked))
            if len(seen) == 1:
                self.send_error(503)
                return
            start, _, last = asked.removeprefix("bytes=").partition("-")
            body = data[int(start) : int(last) + 1]
            self.send_response(206)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Stay silent."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def open_source(source: Path, selection: Selection = EVERYTHING) -> Iterator[Entry]:
    """The pages of a file or folder, and remarks on what gave none."""
    jobs = Sources().jobs(str(source))
    return chain.from_iterable(job.entries(selection) for job in jobs)
