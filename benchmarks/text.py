"""Passages per second of the text layer (attendees, dateline, byline), and its time on hostile text.

    python -m benchmarks.text [--seconds 3]

Passages are invented, of 2,000 bytes of UTF-8, in the style of Party-committee news. Hostile texts of 1 MB show that
the time grows with the length only. Times are those of the processor core (other programs on the machine do not count).
"""

from __future__ import annotations

import argparse
import resource
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
_FILLERS = (
    "Theo báo cáo tại hội nghị, năm qua hệ thống dân vận quận đã chủ động nắm tình hình các tầng lớp "
    "nhân dân, kịp thời tham "
    "mưu cấp ủy giải quyết những vấn đề phát sinh từ cơ sở, không để xảy ra điểm nóng trên địa bàn.\n"
    "Các phường đã ra mắt 42 mô hình “Dân vận khéo”, vận động Nhân dân hiến 3.150m2 đất, đóng góp 6,4 tỷ "
    "đồng mở rộng 18 "
    "tuyến hẻm; tỷ lệ hộ nghèo còn 0,72%, giảm 0,3% so với cùng kỳ năm 2023.\n"
    "Hội nghị đã nghe đại diện Đảng ủy phường 5, Ủy ban MTTQ Việt Nam quận và Công an quận trình bày "
    "tham luận về công tác "
    "phối hợp giữa chính quyền với các đoàn thể trong giải quyết đơn thư, khiếu nại của người dân.\n"
    "Thời gian tới, Ban Dân vận Quận ủy tiếp tục triển khai Quyết định số 23-QĐ/TW của Bộ Chính trị, "
    "nâng cao chất lượng đối "
    "thoại trực tiếp giữa người đứng đầu cấp ủy với Nhân dân, chú trọng địa bàn dự án Khu đô thị mới Tân Hòa.\n"
    "Dịp này, Quận ủy tặng giấy khen cho 15 tập thể và 22 cá nhân có thành tích xuất sắc trong phong trào thi đua."
).splitlines()
_BYTES = 2000
HOSTILE = {
    "one endless list": "Tham dự có các đồng chí: " + "Đoàn Khắc Thuyên, Phó Bí thư Quận ủy; " * 26_000,
    "nested brackets": "Tham dự có " + "(" * 500_000 + ")" * 500_000,
    "commas": "Dự hội nghị có " + "a," * 500_000,
    "capitalised words": "Tham dự có các đồng chí " + "Nguyễn " * 150_000,
    "cues": "Tham dự có " * 90_000,
}


def passage(number: int) -> str:
    """An invented passage of 2,000 bytes of UTF-8."""
    names = [f"{_FAMILY[(number + i) % 10]} {_GIVEN[(number * 3 + i) % 8]}" for i in range(3)]
    people = "; ".join(f"{name}, {_POSTS[i]}" for i, name in enumerate(names))
    text = (
        f"Sáng {1 + number % 28}/1, Ban Dân vận Quận ủy Tân Lập tổ chức hội nghị tổng kết năm 2024. "
        f"Tham dự có các đồng chí: {people}.\n"
        f"Phát biểu chỉ đạo, đồng chí {names[0]} ghi nhận kết quả.\n"
    )
    while len(text.encode()) < _BYTES:
        text += _FILLERS[number % len(_FILLERS)] + "\n"
        number += 1
    return text.encode()[:_BYTES].decode(errors="ignore")


def read(text: str) -> None:
    """What a page asks of the text layer."""
    read_dateline(text, published=None)
    read_attendance(text, published=None)
    read_byline("Hoài Thu")


def _peak() -> float:
    """The most memory that the process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=3)
    seconds = parser.parse_args().seconds
    passages = [passage(number) for number in range(200)]
    for text in passages:
        read(text)
    count, peak, start = 0, _peak(), time.process_time()
    while time.process_time() - start < seconds:
        read(passages[count % len(passages)])
        count += 1
    rate = count / (time.process_time() - start)
    print(f"{rate:.0f} passages of {_BYTES:,} bytes of UTF-8 per second of one core")
    print(f"memory: {_peak() - peak:.1f} MB more after {count} passages")
    for name, text in HOSTILE.items():
        start = time.process_time()
        read_attendance(text, published=None)
        print(f"{name:20} {(time.process_time() - start) / len(text.encode()) * 1e6:6.2f} s per MB of UTF-8")


if __name__ == "__main__":
    main()
