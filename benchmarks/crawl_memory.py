"""Memory of a crawl over its length: a generated site of 100,000 small articles, with everything on.

    python -m benchmarks.crawl_memory [--articles 100000] [--sitemap]

Sections of listings lead to the articles, or sitemaps of 50,000 addresses. The crawl runs in a process of its own, with
a delay of 0 and without the bounds that an operator would lift for such a site. Its memory and that of the processes
that it started (resident set sizes, added up: pages that they share count twice) are read each time another twentieth
of the articles has been asked for.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.crawl import served

PER_PAGE = 20
PAGES = 50
STEPS = 20
MAX_IN_SITEMAP = 50_000
_ARTICLE = re.compile(r"/tin/hoi-nghi-tong-ket-cong-tac-(\d+)\.html")
_SECTION = re.compile(r"/muc/phan-(\d+)/(?:\?trang=(\d+))?")
_SITEMAP = re.compile(r"/sitemap-(\d+)\.xml")
_PARTS = ["xây dựng Đảng", "dân vận", "kiểm tra, giám sát", "tuyên giáo", "tổ chức"]


class Site:
    """A site whose pages are made when they are asked for.

    :ivar asked: how many articles were.
    """

    def __init__(self, articles: int, *, has_sitemap: bool) -> None:
        self._articles = articles
        self._has_sitemap = has_sitemap
        self.asked = 0

    def answer(self, target: str) -> bytes | None:
        """The page, if there is one."""
        if match := _ARTICLE.fullmatch(target):
            self.asked += 1
            return _article(int(match[1]) - 100_000)
        if match := _SECTION.fullmatch(target):
            return self._listing(int(match[1]), int(match[2] or 1))
        if match := _SITEMAP.fullmatch(target):
            return self._sitemap(int(match[1]))
        if target == "/robots.txt":
            sitemaps = range(-(-self._articles // MAX_IN_SITEMAP)) if self._has_sitemap else []
            return "".join(f"Sitemap: http://{self.host}/sitemap-{number}.xml\n" for number in sitemaps).encode()
        if target == "/":
            sections = range(0 if self._has_sitemap else -(-self._articles // (PER_PAGE * PAGES)))
            return _page("".join(f'<li><a href="/muc/phan-{n}/">Chuyên mục {n}</a></li>' for n in sections))
        return None

    host = ""

    def _listing(self, section: int, page: int) -> bytes:
        first = (section * PAGES + page - 1) * PER_PAGE
        numbers = range(first, min(first + PER_PAGE, self._articles))
        items = "".join(f'<li><a href="{_target(n)}">Hội nghị tổng kết công tác Đảng</a></li>' for n in numbers)
        more = f'<a href="/muc/phan-{section}/?trang={page + 1}">Trang sau</a>' if page < PAGES and numbers else ""
        return _page(items, more)

    def _sitemap(self, number: int) -> bytes:
        numbers = range(number * MAX_IN_SITEMAP, min((number + 1) * MAX_IN_SITEMAP, self._articles))
        urls = "".join(f"<url><loc>http://{self.host}{_target(n)}</loc></url>" for n in numbers)
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode()


def _target(number: int) -> str:
    return f"/tin/hoi-nghi-tong-ket-cong-tac-{100_000 + number}.html"


def _page(items: str, more: str = "") -> bytes:
    return f"<html><head><title>Tin tức</title></head><body><ul>{items}</ul>{more}</body></html>".encode()


def _article(number: int) -> bytes:
    part = _PARTS[number % len(_PARTS)]
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Hội nghị số {number}</title>
<meta property="og:type" content="article"></head><body><article>
<h1>Hội nghị tổng kết công tác {part}, lần {number}</h1>
<div class="date">05/01/2025 08:30</div>
<p class="sapo"><b>Sáng 3/1, Quận ủy Tân Lập tổ chức hội nghị số {number}.</b></p>
<p>Đến dự có các đồng chí: Đoàn Khắc Thuyên, Bí thư Quận ủy; Lục Thị Mai Thảo, Trưởng Ban Dân vận Quận ủy.</p>
<p>Báo cáo số {number} nêu rõ kết quả công tác {part} ở cơ sở; {20 + number % 70} tập thể được biểu dương.</p>
<p>Các đại biểu đã thảo luận về công tác phát triển đảng viên, kiểm tra và dân vận; thống nhất nhiệm vụ năm 2025.</p>
<p style="text-align:right"><strong>Hoài Thu</strong></p></article></body></html>""".encode()


def tree(pid: int) -> Iterator[int]:
    """The process and those that it started."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except FileNotFoundError:
        return
    for child in children:
        yield from tree(int(child))


def megabytes(pid: int) -> float:
    """The resident set size of a process; 0 of one that has ended."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (FileNotFoundError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Print the curve as a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--sitemap", action="store_true", help="let sitemaps lead to the articles, not listings")
    parser.add_argument("--folder", type=Path, help="where to crawl to: default, a temporary folder")
    parser.add_argument("settings", nargs="*", help="settings of newsbot to change: NAME=VALUE")
    options = parser.parse_args()
    site = Site(options.articles, has_sitemap=options.sitemap)
    bounds = ["DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=0", "NEWSBOT_DAILY_BUDGET=0", "NEWSBOT_MAX_PAGES=1000000"]
    settings = [part for value in (*bounds, *options.settings) for part in ("-s", value)]
    with tempfile.TemporaryDirectory(dir=options.folder) as folder, served(site.answer) as url:
        site.host = url.split("/")[2]
        command = [sys.executable, "-c", "from newsbot.cli import main; main()", "crawl", "site", "-a", f"url={url}"]
        started = time.monotonic()
        with (Path(folder) / "log").open("wb") as log:
            crawl = subprocess.Popen([*command, *settings], cwd=folder, stdout=log, stderr=log)  # noqa: S603
        print(" articles  seconds   MB of the crawl   MB of its readers", flush=True)
        due = step = max(options.articles // STEPS, 1)
        while crawl.poll() is None:
            time.sleep(0.05)
            if site.asked >= due:
                due += step
                own, *others = [megabytes(pid) for pid in tree(crawl.pid)]
                seconds = time.monotonic() - started
                print(f"{site.asked:9,} {seconds:8.0f} {own:17.0f} {sum(others):19.0f}", flush=True)
        lines = (Path(folder) / "log").read_text(encoding="utf-8", errors="replace").splitlines()
        print(*lines[-2:], sep="\n")
        assert crawl.returncode in {0, 3}, f"exit code {crawl.returncode}"


if __name__ == "__main__":
    main()
