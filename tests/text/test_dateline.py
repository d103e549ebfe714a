from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from newsbot.records import Event, PartOfDay, Warn
from newsbot.text.dateline import Dateline, read_dateline

PUBLISHED = date(2025, 1, 5)
MORNING, AFTERNOON, EVENING = PartOfDay.MORNING, PartOfDay.AFTERNOON, PartOfDay.EVENING


@pytest.mark.parametrize(
    ("lead", "text", "day", "end", "part"),
    [
        ("Sáng 3/1, Ban Tuyên giáo tổ chức", "Sáng 3/1", "2025-01-03", None, MORNING),
        ("Sáng ngày 03/01/2025, UBND phường", "Sáng ngày 03/01/2025", "2025-01-03", None, MORNING),
        ("Chiều muộn ngày 3/1, tại trụ sở", "Chiều muộn ngày 3/1", "2025-01-03", None, AFTERNOON),
        ("Rạng sáng 3/1, lực lượng", "Rạng sáng 3/1", "2025-01-03", None, PartOfDay.DAWN),
        ("Ngày 29 tháng 12 , HĐND huyện đã", "Ngày 29 tháng 12", "2024-12-29", None, None),
        ("Ngày 12 và 13/12, Huyện đoàn", "Ngày 12 và 13/12", "2024-12-12", "2024-12-13", None),
        ("(Ngày) 12 và 13/12, Huyện đoàn", "(Ngày) 12 và 13/12", "2024-12-12", "2024-12-13", None),
        ("Trong 2 ngày (2 và 3/1), Đảng ủy", "Trong 2 ngày (2 và 3/1)", "2025-01-02", "2025-01-03", None),
        ("Trong các ngày 2, 3 và 4/1, Đảng ủy", "Trong các ngày 2, 3 và 4/1", "2025-01-02", "2025-01-04", None),
        ("Từ ngày 30/12 đến 2/1, Đoàn xã", "Từ ngày 30/12 đến 2/1", "2024-12-30", "2025-01-02", None),
        ("Sáng nay (4-1), tại hội trường", "Sáng nay (4-1)", "2025-01-04", None, MORNING),
        ("Chiều nay, Quận ủy tổ chức", "Chiều nay", "2025-01-05", None, AFTERNOON),
        ("Tối qua, tại Nhà văn hóa", "Tối qua", "2025-01-04", None, EVENING),
        ("Quận ủy hôm nay (4/1) tổ chức", "hôm nay (4/1)", "2025-01-04", None, None),
        ("Sớm nay, ngày 4/1, Quận ủy", "Sớm nay, ngày 4/1", "2025-01-04", None, MORNING),
        ("Hội nghị diễn ra vào ngày 3/1 tại quận", "ngày 3/1", "2025-01-03", None, None),
        ("2 ngày 3 và 4/1, Quận ủy", "2 ngày 3 và 4/1", "2025-01-03", "2025-01-04", None),
        ("Hôm qua (4/1), Quận ủy", "Hôm qua (4/1)", "2025-01-04", None, None),
        ("Sáng thứ Bảy, ngày 4/1, Quận ủy", "Sáng thứ Bảy, ngày 4/1", "2025-01-04", None, MORNING),
        ("Sáng mùng 3 tháng Chạp, nhân dân", "Sáng mùng 3 tháng Chạp", "2025-01-02", None, MORNING),
        ("Vừa qua, ngày 2/1/2025, Quận ủy", "Vừa qua, ngày 2/1/2025", "2025-01-02", None, None),
        ("Cùng ngày 3/1, đoàn đã đến", "Cùng ngày 3/1", "2025-01-03", None, None),
        ("Đảng ủy phường ngày 3/1 tổ chức hội nghị", "ngày 3/1", "2025-01-03", None, None),
        (
            "Nhân dịp kỷ niệm 45 năm Ngày thành lập (3/2/1980 - 3/2/2025), sáng 3/1, Ban",
            "sáng 3/1",
            "2025-01-03",
            None,
            MORNING,
        ),
        ("Nhân Ngày 8/3, sáng 3/1, Hội LHPN", "sáng 3/1", "2025-01-03", None, MORNING),
        ("Tại Hội trường Quận ủy, chiều 3/1, Ban", "chiều 3/1", "2025-01-03", None, AFTERNOON),
        (
            "Thực hiện Kế hoạch số 12-KH/QU ngày 02/12/2024 của Quận ủy, chiều 3/1, Ban",
            "chiều 3/1",
            "2025-01-03",
            None,
            AFTERNOON,
        ),
        (
            "Quận ủy tổ chức hội nghị tổng kết. Hội nghị diễn ra sáng 3/1 tại quận.",
            "sáng 3/1",
            "2025-01-03",
            None,
            MORNING,
        ),
        ("Chiều nay, Quận ủy công bố lịch từ 8/1 đến 10/1/2025", "Chiều nay", "2025-01-05", None, AFTERNOON),
    ],
)
def test_datelines(lead: str, text: str, day: str, end: str | None, part: PartOfDay | None) -> None:
    expected = Dateline(Event(date=day, end_date=end, text=text, part_of_day=part))
    for spelled in (lead, unicodedata.normalize("NFD", lead), lead.replace(" ", "\u00a0")):
        assert read_dateline(spelled, published=PUBLISHED) == expected


@pytest.mark.parametrize(
    ("lead", "text", "part"),
    [
        ("Vừa qua, Ban Thường vụ Quận ủy", "Vừa qua", None),
        ("Mới đây, Ban Thường vụ Quận ủy", "Mới đây", None),
        ("Cùng ngày, đoàn đã đến thăm", "Cùng ngày", None),
        ("Tối cùng ngày, đoàn đã đến thăm", "Tối cùng ngày", EVENING),
    ],
)
def test_vague_datelines_have_no_date(lead: str, text: str, part: PartOfDay | None) -> None:
    assert read_dateline(lead, published=PUBLISHED) == Dateline(Event(text=text, part_of_day=part))


@pytest.mark.parametrize(
    "lead",
    [
        "",
        "Quận ủy tổ chức hội nghị tổng kết năm 2024.",
        "Sáng mai, 6/1, Quận ủy tổ chức hội nghị.",
        "Ngày 10/1, hội nghị sẽ diễn ra tại quận.",
        "Hội nghị sẽ khai mạc vào sáng 8/1 tại quận.",
        "Từ ngày 1/3/2026, quy định có hiệu lực.",
        "Quy định được áp dụng kể từ ngày 1/1/2025.",
        "Trong đợt 3/2, Đảng bộ trao Huy hiệu Đảng.",
        "Theo Quyết định số 15/QĐ-UBND ngày 24/12/2024 của UBND quận",
        "Kỷ niệm 45 năm ngày thành lập (3/2/1980 - 3/2/2025), Quận ủy",
        "Đại hội nhiệm kỳ 2020 - 2025 thành công.",
        "Đồng chí nhấn mạnh kết quả trong thời gian qua của quận.",
        "Tại Quyết định 1978 / QĐ - UBND ngày 14/12/2024, quận đã giao",
        "“Sáng nay chúng ta họp bàn”, đồng chí nói.",
        "Thứ bảy, 04/01/2025 - 10:12",
        "Thắng với tỷ số 3-1 trước đội khách.",
    ],
)
def test_what_is_no_dateline(lead: str) -> None:
    assert read_dateline(lead, published=PUBLISHED) == Dateline()


@pytest.mark.parametrize(
    ("lead", "published", "day"),
    [
        ("Sáng 3/1, Quận ủy", None, None),
        ("Sáng nay, Quận ủy", None, None),
        ("Sáng 9/1, Quận ủy đã tổ chức", PUBLISHED, None),
        ("Sáng thứ Hai (3/1), Quận ủy", PUBLISHED, None),
        ("Thứ Hai, ngày 3/1/2025, Quận ủy", PUBLISHED, "2025-01-03"),
        ("Sáng 8/1/2025, Quận ủy", PUBLISHED, "2025-01-08"),
        ("Sáng 3/1/2023, Quận ủy", PUBLISHED, "2023-01-03"),
        ("Sáng 27/4, Quận ủy", PUBLISHED, "2024-04-27"),
    ],
)
def test_unsure_dates_are_warned_about(lead: str, published: date | None, day: str | None) -> None:
    found = read_dateline(lead, published=published)
    assert found.event is not None
    assert (found.event.date, found.warnings) == (day, [Warn.EVENT_DATE_UNSURE])


def test_a_printed_year_needs_no_publication_date() -> None:
    expected = Event(date="2025-01-03", text="Sáng 3/1/2025", part_of_day=MORNING)
    assert read_dateline("Sáng 3/1/2025, Quận ủy", published=None) == Dateline(expected)


def test_a_day_that_does_not_exist_is_kept_as_printed_and_told() -> None:
    read = read_dateline("Sáng 31/11, Quận ủy tổ chức hội nghị.", published=date(2024, 12, 1))
    assert read.event is not None
    assert (read.event.date, read.event.text) == (None, "Sáng 31/11")
    assert read.warnings == [Warn.EVENT_DATE_UNSURE]


def test_a_day_behind_hom_is_that_of_the_event() -> None:
    read = read_dateline("Hôm 30/12, Quận ủy tổ chức hội nghị.", published=date(2024, 12, 31))
    assert read.event is not None
    assert read.event.date == "2024-12-30"
