"""Passages per second of the text layer (attendees, dateline, byline), and its time on hostile text.

    python -m benchmarks.text [--seconds 3]

Passages are invented, of 2 kB, in the style of Party-committee news. Hostile texts of 1 MB show that the time grows
with the length only.
"""

from __future__ import annotations

import argparse
import time

from newsbot.text.attendees import read_attendance
from newsbot.text.bylines import read_byline
from newsbot.text.dateline import read_dateline

_FAMILY = ("Đoàn", "Lục", "Quách", "Kiều", "Nghiêm", "Tăng", "Khổng", "Văn", "Trang", "Phùng")
_GIVEN = (
    "Khắc Thuyên",
    "Thị Mai Thảo",
    "Hữu Nghiêm",
    "Thanh Trà",
    "Xuân Bách",
    "Quốc Thạch",
    "Đức Lương",
    "Công Tuyền",
)
_POSTS = ("Phó Bí thư Quận ủy", "Ủy viên Ban Thường vụ, Trưởng Ban Dân vận Quận ủy", "Chủ tịch UBND quận")
_FILLER = (
    "Theo báo cáo tại hội nghị, năm qua hệ thống dân vận quận đã chủ động nắm tình hình các tầng lớp nhân dân, "
    "kịp thời tham mưu cấp ủy giải quyết những vấn đề phát sinh từ cơ sở, không để xảy ra điểm nóng trên địa bàn. "
)
HOSTILE = {
    "one endless list": "Tham dự có các đồng chí: " + "Đoàn Khắc Thuyên, Phó Bí thư Quận ủy; " * 26_000,
    "nested brackets": "Tham dự có " + "(" * 500_000 + ")" * 500_000,
    "commas": "Dự hội nghị có " + "a," * 500_000,
    "capitalised words": "Tham dự có các đồng chí " + "Nguyễn " * 150_000,
    "cues": "Tham dự có " * 90_000,
}


def passage(number: int) -> str:
    """An invented passage of about 2 kB."""
    names = [f"{_FAMILY[(number + i) % 10]} {_GIVEN[(number * 3 + i) % 8]}" for i in range(3)]
    people = "; ".join(f"{name}, {_POSTS[i]}" for i, name in enumerate(names))
    return (
        f"Sáng {1 + number % 28}/1, Ban Dân vận Quận ủy Tân Lập tổ chức hội nghị tổng kết năm 2024. "
        f"Tham dự có các đồng chí: {people}.\n{_FILLER * 7}\nPhát biểu chỉ đạo, đồng chí {names[0]} ghi nhận kết quả.\n"
    )


def read(text: str) -> None:
    """What a page asks of the text layer."""
    read_dateline(text, published=None)
    read_attendance(text, published=None)
    read_byline("Hoài Thu")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=3)
    seconds = parser.parse_args().seconds
    passages = [passage(number) for number in range(200)]
    for text in passages[:20]:
        read(text)
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        read(passages[count % len(passages)])
        count += 1
    rate = count / (time.perf_counter() - start)
    print(f"{rate:.0f} passages of {sum(map(len, passages)) / len(passages) / 1000:.1f} k characters per second")
    for name, text in HOSTILE.items():
        start = time.perf_counter()
        read_attendance(text, published=None)
        print(f"{name:20} {(time.perf_counter() - start) / len(text) * 1e6:6.2f} s per million characters")


if __name__ == "__main__":
    main()
