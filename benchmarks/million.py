"""A re-run over a million small pages: time, memory, and what it writes.

    python -m benchmarks.million [RECORDS] [--folder DIR] [--workers N]

The pages are invented and of 3 kB, each with a text of its own; they lie in one WARC file that is written as a crawl
writes it. A million pages take some 12 GB of disk and most of an hour on two cores. The folder is removed at the end,
unless it is named; what lies in a named one is used again.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import archives
from newsbot.archive.building import Exchange

_NAMES = ("Đoàn Khắc Thuyên", "Lục Thị Mai Thảo", "Phí Văn Thụ", "Mạc Quang Lân", "Kiều Thị Ngân")
_PLACES = ("Tân Lập", "An Hòa", "Long Phước", "Phú Thạnh", "Bình Mỹ", "Đông Hòa", "Tân Mỹ")
_PAGE = """<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:type" content="article"></head><body>
<ul class="menu"><li><a href="/">Trang chủ</a></li><li><a href="/tin-tuc">Tin tức</a></li></ul>
<article><h1>{title}</h1><div class="date">{day:02}/{month:02}/{year} 08:30</div>
<p class="sapo"><b>Sáng {day}/{month}, Quận ủy {place} tổ chức hội nghị lần thứ {n} về công tác xây dựng Đảng.</b></p>
<p>Đến dự có các đồng chí: {one}, Bí thư Quận ủy; {other}, Trưởng Ban Dân vận Quận ủy.</p>
<p>Báo cáo số {n} nêu rõ kết quả công tác phát triển đảng viên, kiểm tra và dân vận ở {m} chi bộ cơ sở của quận.</p>
<p>Hội nghị đánh giá cao kết quả của các chi bộ trong năm qua và thống nhất nhiệm vụ trọng tâm của năm tới.</p>
<p>Các đại biểu đã thảo luận về công tác phát triển đảng viên, kiểm tra, giám sát và dân vận ở cơ sở; {m} tập thể
được biểu dương, nhiều mô hình hay được nhân rộng trong toàn Đảng bộ quận {place}.</p>
<p style="text-align:right"><strong>Hoài Thu</strong></p></article><footer>Bản quyền</footer></body></html>"""


def page(n: int) -> bytes:
    """An invented article of its own."""
    place, one, other = _PLACES[n % 7], _NAMES[n % 5], _NAMES[(n + 1 + n % 3) % 5]
    return _PAGE.format(
        title=f"Quận {place}: Hội nghị lần thứ {1_000_000 + n} về công tác xây dựng Đảng",
        place=place,
        one=one,
        other=other,
        n=1_000_000 + n,
        m=11 + n % 83,
        day=1 + n % 28,
        month=1 + n // 28 % 12,
        year=2012 + n // 336 % 14,
    ).encode()


def exchanges(number: int) -> Iterator[Exchange]:
    """The answers to as many requests."""
    return (archives.article(n, page(n)) for n in range(number))


def measure(number: int, folder: Path, options: list[str]) -> None:
    """Write the archive unless it is there, run, print."""
    started = time.perf_counter()
    path = next(folder.glob("*.warc.gz"), None) or archives.write(folder, exchanges(number))
    print(f"{path.stat().st_size / 1e9:.2f} GB of WARC, written in {time.perf_counter() - started:.0f} s", flush=True)
    print(archives.load(), flush=True)
    output = folder / "out.jsonl"
    ran = archives.extract(path, output, *options)
    told = archives.report(output)
    assert told["records"] == number, f"{told['records']} records of {number} pages"
    print(
        f"{told['pages']} pages, {told['records']} records, {told['failed']} failed: {ran.seconds:.0f} s,"
        f" {number / ran.seconds:.0f} pages/s, the largest process {ran.megabytes:.0f} MB,"
        f" {output.stat().st_size / 1e9:.2f} GB of records; {archives.load()}"
    )


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="where to work; it is left there")
    parser.add_argument("--workers", type=int, help="how many processes (default: one per core)")
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="newsbot-million-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        measure(options.records, folder, ["--workers", str(options.workers)] if options.workers else [])
    finally:
        if not options.folder:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
