"""Pages per second of a crawl with everything on, as a ratio to a bare Scrapy spider on the same loopback server.

    python -m benchmarks.crawl [--articles 2000] [--rounds 3]

The bare spider has Scrapy's default settings and writes title, time and paragraphs of each page to a JSON Lines file.
newsbot crawls with a delay of 0 and AutoThrottle off, everything else on: robots.txt, one request at a time, the
record with its attendees, validation, the durable dataset, the memory of the site and the WARC archive. Both run in
processes of their own, by turns; the best round of each counts. Pages are invented and as heavy as those of the field.
newsbot reads pages in processes beside the crawl: on a machine with two cores it takes both, and the ratio says
something only where both are free. The processor time of each page is therefore shown too.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from attrs import frozen

PER_PAGE = 20
BARE = """
import sys, scrapy
from scrapy.crawler import CrawlerProcess

class Bare(scrapy.Spider):
    name = "bare"
    start_urls = [sys.argv[1]]

    def parse(self, response):
        for href in response.css("ul.tin a::attr(href), a.sau::attr(href)").getall():
            yield response.follow(href, self.article if "/tin/" in href else self.parse)

    def article(self, response):
        yield {
            "url": response.url,
            "title": response.css("h1::text").get(),
            "time": response.css(".date::text").get(),
            "body": response.css("article p::text").getall(),
        }

process = CrawlerProcess({"FEEDS": {"bare.jsonl": {"format": "jsonlines"}}})
crawler = process.create_crawler(Bare)
process.crawl(crawler)
process.start()
stats = crawler.stats.get_stats()
print(stats["response_received_count"], stats["elapsed_time_seconds"], stats["item_scraped_count"])
"""
_COST = """
import resource

for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
    usage = resource.getrusage(who)
    print(usage.ru_utime + usage.ru_stime)
"""
NEWSBOT = """
import sys
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings

settings = get_project_settings()
settings.setdict({"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, **dict(a.split("=") for a in sys.argv[2:])})
process = AsyncCrawlerProcess(settings)
crawler = process.create_crawler("site")
process.crawl(crawler, url=sys.argv[1])
process.start()
stats = crawler.stats.get_stats()
print(stats["response_received_count"], stats["elapsed_time_seconds"], stats["newsbot/new"])
"""
_NAMES = ["Đoàn Khắc Thuyên", "Lục Thị Mai Thảo", "Phí Văn Thụ", "Mạc Quang Lân", "Kiều Thị Ngân"]
_POSTS = ["Bí thư Quận ủy", "Phó Bí thư Thường trực Quận ủy", "Trưởng Ban Dân vận Quận ủy", "Chủ tịch UBND quận"]


def article(number: int) -> str:
    """The page of an invented article: menu, text, related links and scripts, some 30 kB."""
    title = f"Chi bộ khu phố {number % 97 + 1} phường Tân Lập tổng kết công tác xây dựng Đảng, lần thứ {number}"
    people = "; ".join(f"{_NAMES[(number + i) % 5]}, {_POSTS[(number + i) % 4]}" for i in range(3))
    text = "".join(
        f"<p>Báo cáo số {number}.{i} nêu rõ kết quả công tác phát triển đảng viên, kiểm tra và dân vận ở cơ sở;"
        f" {20 + (number * i) % 70} tập thể được biểu dương, nhiều mô hình hay được nhân rộng trong toàn Đảng bộ.</p>"
        for i in range(1, 11)
    )
    menu = "".join(f'<li><a href="/chuyen-muc/muc-{i}">Chuyên mục {i}</a></li>' for i in range(80))
    related = "".join(
        f'<li><a href="/tin/tin-lien-quan-{i}-{200_000 + i}.html">Tin liên quan số {i}</a></li>' for i in range(30)
    )
    script = "<script>" + "var x = 1; function f(a) { return a + 1; }\n" * 250 + "</script>"
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:type" content="article"><meta property="og:title" content="{title}">{script}</head>
<body><nav class="menu"><ul>{menu}</ul></nav><article><h1>{title}</h1><div class="date">05/01/2025 08:30</div>
<p class="sapo"><b>Sáng 3/1, Quận ủy Tân Lập tổ chức hội nghị tổng kết công tác xây dựng Đảng năm 2024.</b></p>
<p>Đến dự có các đồng chí: {people}.</p>{text}<p style="text-align:right"><strong>Hoài Thu</strong></p></article>
<div class="lien-quan"><h3>Tin liên quan</h3><ul>{related}</ul></div><footer>Bản quyền</footer></body></html>"""


def site(articles: int) -> dict[str, bytes]:
    """The pages of an invented site by target."""
    texts = {f"/tin/chi-bo-khu-pho-tong-ket-{100_000 + i}.html": article(i).encode() for i in range(articles)}
    targets = list(texts)
    pages: dict[str, bytes] = {"/robots.txt": b"User-agent: *\nDisallow: /kin/\n"}
    for start in range(0, articles, PER_PAGE):
        number = start // PER_PAGE + 1
        items = "".join(
            f'<li><a href="{target}">Hội nghị tổng kết công tác Đảng</a></li>' for target in targets[start:][:PER_PAGE]
        )
        more = f'<a class="sau" href="/?trang={number + 1}">Trang sau</a>' if start + PER_PAGE < articles else ""
        page = f'<html><head><title>Tin</title></head><body><ul class="tin">{items}</ul>{more}</body></html>'
        pages["/" if number == 1 else f"/?trang={number}"] = page.encode()
    return {**pages, **texts}


class _Connection(asyncio.Protocol):
    """Answers one request after the other; it is to cost as little as a server on another machine."""

    def __init__(self, answer: Callable[[str], bytes | None]) -> None:
        self._answer = answer
        self._head = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Answer each request that is whole."""
        *heads, self._head = (self._head + data).split(b"\r\n\r\n")
        for head in heads:
            body = self._answer(head.split(b" ", 2)[1].decode())
            status = b"404 Not Found" if body is None else b"200 OK"
            self._transport.write(
                b"HTTP/1.1 %b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%b"
                % (status, len(body or b""), body or b"")
            )


@contextmanager
def served(answer: Callable[[str], bytes | None]) -> Iterator[str]:
    """Serve what ``answer`` says of a target on the loopback interface, from a thread; the URL of the site."""
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(loop.create_server(lambda: _Connection(answer), "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


@frozen
class Crawled:
    """One crawl.

    :ivar speed: pages per second; :ivar own: :ivar others: milliseconds of processor time for each page, of the crawl
        and of the processes that it started.
    """

    speed: float
    records: int
    own: float
    others: float


def crawl(code: str, url: str, *more: str) -> Crawled:
    """One crawl in a process and a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log"
        with path.open("wb") as log:
            script = Path(folder) / "crawl.py"
            script.write_text(code + _COST, encoding="utf-8")  # Scrapy looks for the source of its callbacks
            command = [sys.executable, str(script), url, *more]
            # Of Python's own variables one keeps it from using what it has compiled, which costs each start a second.
            strange = ("NEWSBOT_", "SCRAPY_", "PYTHONDONTWRITE")
            env = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
            env |= {"PYTHONUTF8": "1"} | ({"SCRAPY_SETTINGS_MODULE": "newsbot.settings"} if code is NEWSBOT else {})
            done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=log, check=False, env=env)  # noqa: S603
        assert done.returncode == 0, path.read_text(encoding="utf-8", errors="replace")[-2000:]
        pages, seconds, records, own, others = map(float, done.stdout.split())
    return Crawled(pages / seconds, int(records), own / pages * 1000, others / pages * 1000)


def main() -> None:
    """Print the figures as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("settings", nargs="*", help="settings of newsbot to change: NAME=VALUE")
    options = parser.parse_args()
    bare, own = [], []
    with served(site(options.articles).get) as url:
        for _ in range(options.rounds):
            bare.append(crawl(BARE, url))
            own.append(crawl(NEWSBOT, url, *options.settings))
    assert {one.records for one in bare + own} == {options.articles}, "not every article was found"
    best_bare, best_own = (max(one.speed for one in rounds) for rounds in (bare, own))
    figures = {
        "bare_pages_per_second": round(best_bare, 1),
        "newsbot_pages_per_second": round(best_own, 1),
        "ratio": round(best_own / best_bare, 2),
        "bare_ms_of_processor": round(min(one.own for one in bare), 2),
        "newsbot_ms_of_processor": round(min(one.own for one in own), 2),
        "readers_ms_of_processor": round(min(one.others for one in own), 2),
        "cores": len(os.sched_getaffinity(0)),
        "load": [round(load, 1) for load in os.getloadavg()],
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
