"""How long exports take, how much memory, and how fast the search is in what comes out.

    python -m benchmarks.export [RECORDS] [--folder DIR]

Writes RECORDS invented records (100 000 unless told), exports them to Parquet and to SQLite in processes of their own,
and searches. One million records need some 15 GB of disk.
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
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from newsbot.dataset.exports import facets
from newsbot.dataset.exports.search import Query, search
from newsbot.dataset.exports.sqlite_reading import connect
from newsbot.records import Article, Attendee, Byline, Event, Image, Position, Role, to_json_line

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
QUERIES = ("dan van", "dân vận", "Nguyễn Văn An", "nguyen van an", '"hội nghị"', "uy", "xyzzy", "moi truong Lập")


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
    """Generate, export, search; print a line for each."""
    data = folder / "data" / "bench"
    data.mkdir(parents=True)
    started = time.perf_counter()
    with (data / "articles.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in records(number))
    size = (data / "articles.jsonl").stat().st_size
    print(f"{number} records, {size / 1e9:.2f} GB of JSON Lines, generated in {time.perf_counter() - started:.0f} s")
    for to in ("parquet", "sqlite"):
        seconds, memory = _export(data, to, folder / to)
        written = sum(path.stat().st_size for path in (folder / to).iterdir())
        print(
            f"{to}: {seconds:.0f} s, {number / seconds:.0f} records/s, {memory:.0f} MB at most, {written / 1e9:.2f} GB"
        )
    database = connect(folder / "sqlite" / "newsbot.sqlite")
    queries = [Query(words) for words in QUERIES]
    queries += [Query("uy", {facets.YEAR: 2012}), Query("uy", {facets.SITE: "site7", facets.ROLE: "attend"})]
    queries += [Query("", {facets.BODY: 1}), Query("dan", person=1)]
    for query in queries:
        times = []
        for _ in range(5):
            started = time.perf_counter()
            hits = search(database, query)
            times.append(1000 * (time.perf_counter() - started))
        narrowed = {**query.narrowed, **({"person": query.person} if query.person else {})}
        found = f"{hits.number}{'+' if hits.more else ''} hits"
        print(f"search {query.words!r} {narrowed or ''}: {found}, {min(times):.0f} to {max(times):.0f} ms")
    database.close()


def _export(data: Path, to: str, target: Path) -> tuple[float, float]:
    """Seconds and most MB of an export in a process of its own."""
    command = [
        sys.executable,
        "-c",
        "from newsbot.cli import main; main()",
        "export",
        str(data),
        "--to",
        to,
        "-o",
        str(target),
    ]
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
