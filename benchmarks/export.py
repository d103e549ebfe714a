"""How long exports take, how much memory, and how fast one finds something in what comes out.

    python -m benchmarks.export [RECORDS] [--folder DIR]

Writes RECORDS invented records (100 000 unless told), exports them to Parquet and to SQLite in processes of their own,
browses the SQLite export, and times pages as a browser gets them: over HTTP, and in Chromium where there is one. One
million records need some 15 GB of disk. A folder that holds the exports already is only browsed.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from urllib.parse import unquote_plus, urlencode

from newsbot.records import Article, Attendee, Byline, Event, Image, Position, Role, to_json_line
from tests.browser import Browser, browser, chromium

NEWSBOT = [sys.executable, "-c", "from newsbot.cli import main; main()"]
SURNAMES = "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Mạc Khuất Lục Cù Đoàn".split()  # noqa: SIM905
MIDDLE = "Văn Thị Đức Hữu Minh Ngọc Thanh Quốc Kim Xuân Thu Hồng Công Đình Khắc Mai".split()  # noqa: SIM905
GIVEN = (
    "An Bình Cường Dũng Giang Hà Hải Hạnh Hoa Hùng Hương Khánh Lan Linh Long Mai Nam Nga Phúc Quân Sơn Tâm".split()  # noqa: SIM905
)
PLACES = [
    f"{one} {other}"
    for one in ("Tân", "An", "Long", "Phú", "Bình", "Đông")
    for other in ("Lập", "Hòa", "Phước", "Thạnh", "Mỹ")
]
BODIES = ["Quận ủy", "Huyện ủy", "Đảng ủy phường", "UBND quận", "HĐND quận", "Ban Dân vận Quận ủy", "Ủy ban MTTQ quận"]
TITLES = ["Bí thư", "Phó Bí thư Thường trực", "Chủ tịch", "Phó Chủ tịch", "Trưởng Ban", "Ủy viên Ban Thường vụ"]
WORDS = """
hội nghị sơ kết công tác dân vận hướng mạnh về cơ sở đồng chí nhấn mạnh nhiệm vụ trọng tâm thực hiện nghị quyết đại hội
đảng bộ nhiệm kỳ phát triển kinh tế xã hội xây dựng hệ thống chính trị nâng cao chất lượng đảng viên chi bộ khu phố
tuyên truyền vận động nhân dân tham gia bảo vệ môi trường giữ gìn an ninh trật tự chăm lo người nghèo trao tặng quà tết
quận ủy huyện ủy khen thưởng tập thể cá nhân điển hình học tập làm theo tư tưởng đạo đức phong cách kiểm tra giám sát
""".split()  # noqa: SIM905 (a list of words)
SEARCHES = (
    {"q": "dan van"},
    {"q": "dân vận"},
    {"q": "Nguyễn Văn An"},
    {"q": "nguyen van an"},
    {"q": '"hội nghị"'},
    {"q": "uy"},
    {"q": "xyzzy"},
    {"q": "moi truong Lập"},
    {"q": "uy", "year": "2012"},
    {"q": "uy", "site": "site7", "role": "attend"},
    {"q": "uy", "page": "40"},
    {"body": "1"},
    {"q": "dan", "person": "1"},
    {},
)
PAGES = ("/", "/article/77", "/person/1", "/body/1")
TIMES = 5


def records(number: int) -> Iterator[str]:
    """Lines of ``number`` invented records of some 4 kB, the same each time."""
    chance = random.Random(7)  # noqa: S311 (the same each time, no secret)
    paragraphs = [" ".join(chance.choices(WORDS, k=70)).capitalize() + "." for _ in range(20_000)]
    people = [
        (
            f"{chance.choice(SURNAMES)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}",
            chance.choice(BODIES),
            chance.choice(PLACES),
        )
        for _ in range(20_000)
    ]
    for index in range(number):
        day = date(2012, 1, 1) + timedelta(days=chance.randrange(5000))
        place = chance.choice(PLACES)
        yield to_json_line(
            Article(
                id=f"site{index % 40}:{index}",
                url=f"https://site{index % 40}.example/tin-tuc/{index}",
                site=f"site{index % 40}",
                section="Quận - Huyện",
                title=f"{place}: {' '.join(chance.choices(WORDS, k=9))}",
                published_date=day.isoformat(),
                published_at=f"{day.isoformat()}T08:30:00+07:00",
                lead=chance.choice(paragraphs),
                body=chance.choices(paragraphs, k=5),
                event=Event(date=day.isoformat(), text=f"Sáng {day.day}/{day.month}"),
                attendees=[_person(*chance.choice(people), chance) for _ in range(chance.randrange(6))],
                byline=Byline(text="Hoài Thu", authors=["Hoài Thu"]),
                images=[Image(url=f"https://site.example/{index}.jpg", caption="Quang cảnh hội nghị")],
                provenance={"title": "h1.tieude", "published_date": "page: clock in the page header"},
            )
        )


def _person(name: str, body: str, place: str, chance: random.Random) -> Attendee:
    title = chance.choice(TITLES)
    post = Position(text=f"{title} {body}", title=title, body=body, place=place)
    return Attendee(name=name, positions=[post], roles=[Role.ATTEND], text=f"đồng chí {name}, {title} {body}")


def measure(number: int, folder: Path) -> None:
    """Generate and export where that has not been done, then browse; print a line for each."""
    data = folder / "data" / "bench"
    if not data.is_dir():
        data.mkdir(parents=True)
        started = time.perf_counter()
        with (data / "articles.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in records(number))
        size = (data / "articles.jsonl").stat().st_size / 1e9
        print(f"{number} records, {size:.2f} GB of JSON Lines, generated in {time.perf_counter() - started:.0f} s")
    for to in ("parquet", "sqlite"):
        if not (folder / to).is_dir():
            seconds, memory = _export(data, to, folder / to)
            size = sum(path.stat().st_size for path in (folder / to).iterdir()) / 1e9
            print(f"{to}: {seconds:.0f} s, {number / seconds:.0f} records/s, {memory:.0f} MB at most, {size:.2f} GB")
    with _browsed(folder / "sqlite") as address:
        pages = [*PAGES, *(f"/search?{urlencode(search)}" for search in SEARCHES)]
        _tell("over HTTP", {page: [_fetched(address + page) for _ in range(TIMES)] for page in pages})
        if chromium():
            with browser(folder / "profile") as tab:
                _tell("in Chromium", {page: [_shown(tab, address + page) for _ in range(TIMES)] for page in pages})
        else:
            print("there is no Chromium here")


def _tell(how: str, times: dict[str, list[float]]) -> None:
    for page, taken in times.items():
        first, *others = taken
        print(f"{how}, {unquote_plus(page)}: {first:.0f} ms at first, then {min(others):.0f} to {max(others):.0f} ms")
    searches = sorted(one for page, taken in times.items() if page.startswith("/search") for one in taken)
    print(f"{how}, all searches: median {median(searches):.0f} ms, slowest {searches[-1]:.0f} ms")


@contextmanager
def _browsed(export: Path) -> Iterator[str]:
    """The address of ``newsbot browse`` while the context lasts."""
    command = [*NEWSBOT, "browse", str(export), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:  # noqa: S603 (own command)
        assert server.stderr
        try:
            yield server.stderr.readline().split()[2].rstrip("/")
        finally:
            server.terminate()


def _fetched(address: str) -> float:
    """Milliseconds until a page is there."""
    started = time.perf_counter()
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 (an own address)
        answer.read()
    return 1000 * (time.perf_counter() - started)


def _shown(tab: Browser, address: str) -> float:
    """Milliseconds until a page is shown."""
    tab.open(address)
    return tab.milliseconds()


def _export(data: Path, to: str, target: Path) -> tuple[float, float]:
    """Seconds and most MB of an export in a process of its own."""
    command = [*NEWSBOT, "export", str(data), "--to", to, "-o", str(target)]
    started = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603 (own command)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, f"export to {to} failed"
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", nargs="?", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="where to work; it is left there")
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="newsbot-export-"))
    try:
        measure(options.records, folder)
    finally:
        if not options.folder:
            shutil.rmtree(folder)
    print(f"this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


if __name__ == "__main__":
    main()
