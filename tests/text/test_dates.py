from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest

from newsbot.records import PartOfDay
from newsbot.text.dates import (
    Label,
    date_from_url,
    find_dates,
    parse_date,
    parse_machine_date,
    publication_line,
)
from tests.quality.lines import REFERENCE, date_misses
from tests.text.tables import rows


def test_every_row_of_the_table(shared: Path) -> None:
    assert date_misses(shared) == []


def test_lines_of_the_table_are_publication_lines(shared: Path) -> None:
    of_publication = {"published", "updated", "masthead", "masthead_or_pub"}
    # A full date alone in a block is a date line, whatever the table saw it used for.
    also = {"14h00, ngày 16/4/2017", "Ngày ngày 08/9/2025"}
    for row in rows(shared / "domain" / "dates.tsv"):
        found = publication_line(row["raw"])
        assert (found is not None) == (row["kind"] in of_publication or row["raw"] in also), row["raw"]
        if row["kind"] == "updated":
            assert found is not None
            assert found.label is Label.UPDATED


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Thứ tư, 12/11/2025, 19:05 (GMT+7)", "2025-11-12T19:05+07:00"),
        ("Thứ năm, 6/11/2025, 7:20 (GMT+7)", "2025-11-06T07:20+07:00"),
        ("02/11/2025 09:51", "2025-11-02T09:51"),
        ("02/11/2025 08:06 GMT+7", "2025-11-02T08:06+07:00"),
        ("02-11-2025 - 00:01 AM", "2025-11-02T00:01"),
        ("02-11-2025 - 14:01 PM", "2025-11-02T14:01"),
        ("02-11-2025 - 12:10 AM", "2025-11-02T00:10"),
        ("02-11-2025 - 12:10 PM", "2025-11-02T12:10"),
        ("Chủ nhật, 02/11/2025 - 08:07", "2025-11-02T08:07"),
        ("02/11/2025 08:52 (GMT+07:00)", "2025-11-02T08:52+07:00"),
        ("- 02/11/2025 08:47", "2025-11-02T08:47"),
        ("Chủ Nhật, ngày 02/11/2025 - 06:31", "2025-11-02T06:31"),
        ("09:00 | 10/11/2025", "2025-11-10T09:00"),
        ("Thứ hai, 10/11/2025 05:59 GMT+7", "2025-11-10T05:59+07:00"),
        ("Thứ hai - 10/11/2025 08:30", "2025-11-10T08:30"),
        ("10/11/2025 08:30:15", "2025-11-10T08:30:15"),
        ("(10/11/2025)", "2025-11-10"),
        ("10/11/2025 08:30:00 AM", "2025-11-10T08:30"),
        ("Thứ Hai, ngày 10/11/2025 08:07 | GMT +7", "2025-11-10T08:07+07:00"),
        ("Mon, 10/11/2025 08:07 | GMT +7", "2025-11-10T08:07+07:00"),
        ("Thứ Bẩy, ngày 08/11/2025", "2025-11-08"),
        ("10/11/2025 3:30 SA", "2025-11-10T03:30"),
        ("10/11/2025 3:30 CH", "2025-11-10T15:30"),
        ("10/11/2025  08:53", "2025-11-10T08:53"),
        ("10/11/2025 - 08:53", "2025-11-10T08:53"),
        ("08:53 10/11/2025", "2025-11-10T08:53"),
        ("08:53 - 10/11/2025", "2025-11-10T08:53"),
        ("10/11/2025 | 08:53", "2025-11-10T08:53"),
        ("08:53 ngày 10-11-2025", "2025-11-10T08:53"),
        ("10/11/2025, 08:53", "2025-11-10T08:53"),
        ("08:53' 10/11/2025", "2025-11-10T08:53"),
        ("NGÀY 10 THÁNG 11, 2025 | 08:53", "2025-11-10T08:53"),
        ("Thứ Hai, 08:46, 10/11/2025", "2025-11-10T08:46"),
        ("Thứ Hai, 10/11/2025 17:17 | Thời sự", "2025-11-10T17:17"),
        ("10 Tháng 11, 2025", "2025-11-10"),
        ("10 Tháng Mười Một, 2025", "2025-11-10"),
        ("Tháng Mười Một 10, 2025", "2025-11-10"),
        ("10 Th11, 2025", "2025-11-10"),
        ("November 10, 2025", "2025-11-10"),
        ("10 Nov 2025", "2025-11-10"),
        ("2025-11-10 08:53:01", "2025-11-10T08:53:01"),
        ("2025-11-10T01:53:00Z", "2025-11-10T08:53+07:00"),
        ("2025-11-10T20:53:00Z", "2025-11-11T03:53+07:00"),
        ("09h30 10.11.2025", "2025-11-10T09:30"),
        ("10/11/2025 lúc 8 giờ 30 phút", "2025-11-10T08:30"),
        ("10/11/202508:30", "2025-11-10T08:30"),
        ("Hà Linh - 10/11/2025 08:47", "2025-11-10T08:47"),
        ("Hà Linh 10/11/2025 - 8:28:04 AM | Lượt xem: 1231 | Đỗ Thị Mai Liên", "2025-11-10T08:28:04"),
        ("Bởi Hà Linh - 10/11/2025", "2025-11-10"),
        ("Xây dựng Đảng | 10/11/2025", "2025-11-10"),
        ("Tin Chính trị - Xã hội 10/11/2025", "2025-11-10"),
        ("🕔 10/11/2025 08:00 In trang", "2025-11-10T08:00"),
        ("10/11/2025 08:00 1.094 lượt xem", "2025-11-10T08:00"),
        ("Đăng ngày: 10/11/2025 | Cập nhật: 11/11/2025 09:00", "2025-11-10"),
        ("Cập nhật: 11/11/2025 09:00 | Đăng ngày: 10/11/2025", "2025-11-10"),
    ],
)
def test_publication_lines(line: str, expected: str) -> None:
    found = publication_line(line)
    assert found is not None
    assert str(found) == expected
    assert str(parse_date(line)) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Quy định này có hiệu lực từ ngày 1/3/2026.",
        "Giấy phép số 99/GP-BTTTT, cấp ngày 21/04/2014",
        "Giấy phép số: 9/GP-BC ngày 8 tháng 1 năm 2026 của Cục Báo chí.",
        "Số 22-KH/TU ngày 05/01/2025",
        "Sáng 3/1, Ban Tuyên giáo Quận ủy tổ chức hội nghị",
        "Sáng 03/01/2025, Ban Tuyên giáo Quận ủy tổ chức hội nghị",
        "Chiều 29/10/2024",
        "Bản tin ngày 05/01/2025",
        "BẢN TIN NGÀY 05/01/2025",
        "HỘI NGHỊ TỔNG KẾT - 05/01/2025",
        "Hà Nội, ngày 5 tháng 1 năm 2025",
        "Lịch tiếp công dân từ 05/01/2025 đến 10/01/2025",
        "Kỷ niệm 95 năm (3/2/1930 - 3/2/2025)",
        "Ra mắt câu lạc bộ (14/07/2021)",
        "Nghị quyết số 18-NQ/TW ngày 25/10/2017",
        "58 phút trước",
        "03/01",
        "",
        "31/02/2025 08:00",
        "Điện thoại: 0281 38 38 38",
    ],
)
def test_what_is_no_publication_line(line: str) -> None:
    assert publication_line(line) is None


def test_labels() -> None:
    labels = {
        "Đăng ngày 10/11/2025": Label.PUBLISHED,
        "Thời gian: 10/11/2025": Label.PUBLISHED,
        "Gửi lúc: 10/11/2025 15:42": Label.PUBLISHED,
        "Cập nhật lúc : 10/11/2025 06:31": Label.UPDATED,
        "Hôm nay: Thứ Hai, 10/11/2025": Label.TODAY,
        "Hôm nay, ngày 10 tháng 11 năm 2025": Label.TODAY,
        "10/11/2025": None,
    }
    for line, label in labels.items():
        found = publication_line(line)
        assert found is not None, line
        assert found.label is label, line
    licence = find_dates("Giấy phép số 99/GP-BTTTT, cấp ngày 21/04/2014")
    assert [found.label for found in licence] == [Label.LICENCE]


def test_the_text_is_as_printed_without_label_and_counter() -> None:
    found = publication_line("Ngày đăng 17/07/2025 | 09:15  | View count: 85")
    assert found is not None
    assert found.text == "17/07/2025 | 09:15"
    assert found.at == datetime(2025, 7, 17, 9, 15, tzinfo=timezone(timedelta(hours=7)))
    whole = publication_line("Thứ tư, 12/11/2025, 19:05 (GMT+7)")
    assert whole is not None
    assert whole.text == "Thứ tư, 12/11/2025, 19:05 (GMT+7)"


@pytest.mark.parametrize(
    ("text", "reference", "expected"),
    [
        ("Sáng 3/1", date(2025, 1, 5), "2025-01-03"),
        ("Sáng 31/12", date(2025, 1, 2), "2024-12-31"),
        ("Chiều 6/1", date(2025, 1, 5), "2025-01-06"),
        ("Chiều 7/1", date(2025, 1, 5), "2024-01-07"),
        ("3/1", "2025-01-05T08:00:00+07:00", "2025-01-03"),
        ("Sáng 29/2", date(2025, 1, 5), "2024-02-29"),
        ("Sáng thứ Bảy, 15/5", "2021", "2021-05-15"),
        ("Sáng thứ Bảy, 15/5", date(2022, 1, 5), "2021-05-15"),
        ("Sáng thứ Hai, 3/1", date(2025, 1, 5), "--01-03"),
        ("Ngày 12/8/2203", date(2023, 8, 15), "2023-08-12"),
        ("Ngày 12/8/1023", None, "2023-08-12"),
        ("Ngày 12/8/9999", None, "--08-12"),
        ("Trong 2 ngày 31/12 và 1/1", date(2025, 1, 1), "2024-12-31/2025-01-01"),
        ("từ ngày 28 - 2/3", date(2025, 3, 5), "2025-02-28/2025-03-02"),
        ("Từ ngày 5 đến 10/8", date(2025, 8, 6), "2025-08-05/2025-08-10"),
        ("các ngày 5, 6 và 7/8/2025", None, "2025-08-05/2025-08-07"),
        ("từ ngày 14 đến ngày 16 tháng 10 năm 2025", None, "2025-10-14/2025-10-16"),
        ("từ ngày 30/12/2024 đến ngày 02/01/2025", None, "2024-12-30/2025-01-02"),
        ("Sáng mai, 12-12", date(2025, 12, 11), "2025-12-12"),
        ("dự kiến tổ chức vào ngày 20/1", date(2025, 1, 5), "2025-01-20"),
        ("Tối 9/2 (đêm 30 Tết)", date(2024, 2, 10), "2024-02-09"),
        ("Sáng mùng 3 Tết", date(2025, 2, 1), "2025-01-31"),
        ("Sáng mùng 1 Tết Giáp Thìn", date(2025, 2, 5), "2024-02-10"),
        ("Sáng mùng 1 Tết Nguyên đán Bính Ngọ", date(2026, 2, 20), "2026-02-17"),
        ("Chiều 29 Tết Ất Tỵ", date(2025, 2, 1), "2025-01-28"),
        ("Sáng mùng 2 Tết năm 2024", date(2025, 2, 5), "2024-02-11"),
        ("Rằm tháng Giêng", date(2025, 2, 20), "2025-02-12"),
        ("mùng 10 tháng Giêng (tức ngày 19/2)", date(2024, 2, 20), "2024-02-19"),
        ("Sáng 1/8 (tức ngày 8/6 nhuận năm Ất Tỵ)", None, "2025-08-01"),
        ("hôm qua", date(2025, 1, 5), "2025-01-04"),
        ("hôm qua lúc 14:30", date(2025, 1, 5), "2025-01-04T14:30"),
        ("Tối qua", date(2025, 1, 5), "2025-01-04"),
        ("3 ngày trước", date(2025, 1, 5), "2025-01-02"),
        ("Tháng 4/2015", None, "2015-04"),
    ],
)
def test_inference(text: str, reference: date | str | None, expected: str) -> None:
    assert str(parse_date(text, reference=reference)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ban Tuyên giáo Quận ủy",
        "đợt 3/2",
        "ngày 7/4/2014 của Bộ Chính trị",
        "nhiệm kỳ 2020 - 2025",
        "3/4 dân số của xã",
        "tăng 3.5 lần",
        "(3/2/1930 - 3/2/2025)",
        "Vừa qua",
        "Cùng ngày",
        "hôm qua",
        "58 phút trước",
        "Sáng mùng 9 tháng Giêng",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert parse_date(text) is None


def test_hours_ago_need_the_time_of_the_reference() -> None:
    assert parse_date("2 giờ trước", reference=date(2025, 9, 22)) is None
    found = parse_date("Cập nhật: 2 giờ trước", reference=REFERENCE.astimezone(UTC))
    assert found is not None
    assert found.at == REFERENCE - timedelta(hours=2)
    assert found.relative


def test_a_reference_must_be_a_date() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        parse_date("Sáng 3/1", reference="at some time")


def test_parts_of_the_day_and_brackets() -> None:
    found = parse_date("Chiều tối qua (23/9)", reference=date(2025, 9, 24))
    assert found is not None
    assert (found.text, found.part) == ("Chiều tối qua (23/9)", PartOfDay.EVENING)
    early = parse_date("3 giờ 15 chiều 23/9/2025")
    assert early is not None
    assert early.time == time(15, 15)


def test_find_dates() -> None:
    text = (
        "Đảng bộ thành lập ngày 3/2/1980. Sáng 5/1, hội nghị bàn Kế hoạch số 12-KH/QU ngày 02/01/2025; "
        "từ 30/9 đến 1/10/2025 sẽ có hội thao lúc 8h00."
    )
    found = find_dates(text)
    assert [str(d) for d in found] == ["1980-02-03", "2025-01-02", "2025-09-30/2025-10-01"]
    assert [text[d.start : d.end] for d in found] == [d.text for d in found]


def test_numbers_that_are_no_dates() -> None:
    for text in ("Quyết định 15/2020/QĐ-TTg", "Nghị quyết 202/2025/QH15", "45/13/2025", "0/1/2025", "192.168.1.2025"):
        assert find_dates(text) == [], text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-11-10T08:52:11.000 +07:00", "2025-11-10T08:52:11+07:00"),
        ("2025-11-10T08:52:11+07:00", "2025-11-10T08:52:11+07:00"),
        ("2025-11-10T08:52+0700", "2025-11-10T08:52+07:00"),
        ("2025-11-10T08:52:11", "2025-11-10T08:52:11"),
        ("2025-11-10 08:52", "2025-11-10T08:52"),
        ("2025-11-10", "2025-11-10"),
        ("2025-11-10T18:52:11Z", "2025-11-11T01:52:11+07:00"),
        ("2025-11-10T18:52:11+00:00", "2025-11-11T01:52:11+07:00"),
        ("2025-11-10T10:52:11+09:00", "2025-11-10T10:52:11+09:00"),
        ("20251110T015211Z", "2025-11-10T08:52:11+07:00"),
        ("3/23/2018 6:14:54 PM", "2018-03-23T18:14:54"),
        ("3/2/2018 12:14:54 AM", "2018-03-02T00:14:54"),
        ("10/11/2025 08:52", "2025-11-10T08:52"),
        ("Mon, 10 Nov 2025 08:52:11 +0700", "2025-11-10T08:52:11+07:00"),
        ("Mon Nov 10 2025 08:52:11 GMT+0700 (Indochina Time)", "2025-11-10T08:52:11+07:00"),
        ("1762739531", "2025-11-10T08:52:11+07:00"),
        ("1762739531000", "2025-11-10T08:52:11+07:00"),
    ],
)
def test_machine_dates(value: str, expected: str) -> None:
    assert str(parse_machine_date(value)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("11/28/2023 6:05:12 PM", "2023-11-28T18:05:12"),
        ("Ngày đăng: 11/28/2023 6:05 AM", "2023-11-28T06:05"),
        ("11/08/2023 6:05 PM", "2023-08-11T18:05"),
        ("11/28/2023", "None"),
        ("11/31/2023 6:05 PM", "None"),
        ("Họp lúc 11/28/2023 6:05 PM", "None"),
    ],
)
def test_a_line_with_its_month_first(line: str, expected: str) -> None:
    found = publication_line(line)
    assert str(found) == expected
    assert found is None or found.text == line[found.start : found.end]


@pytest.mark.parametrize(
    "value",
    ["", "0001-01-01T00:00:00", "2925-11-10", "03/02/2018 06:14:54 PM", "2025-02-30", "yesterday", "100000000", "12"],
)
def test_implausible_machine_dates(value: str) -> None:
    """Among them a padded American-looking date, whose day and month cannot be told apart."""
    assert parse_machine_date(value) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x.example.vn/portal/pages/2025-01-30/tin.aspx", date(2025, 1, 30)),
        ("https://x.example.vn/Pages/2025-1-3/tin.aspx", date(2025, 1, 3)),
        ("https://img.example.vn/res/news/2025/08/26-08-2025-le-trao.jpg?vs=26082025095149", date(2025, 8, 26)),
        ("https://x.example.vn/2025/01/03/hoi-nghi", date(2025, 1, 3)),
        ("https://x.example.vn/20250103-hoi-nghi", date(2025, 1, 3)),
        ("https://x.example.vn/tin-20250103075519174.htm", date(2025, 1, 3)),
        ("https://x.example.vn/tin-188250103071033787.chn", date(2025, 1, 3)),
        ("https://x.example.vn/tin-2809250103154621333.htm", date(2025, 1, 3)),
        ("https://x.example.vn/chinh-tri/202501/tin-2124091/", None),
        ("https://x.example.vn/20250702-01", None),
        ("https://x.example.vn/20251307-01", None),
        ("https://x.example.vn/dot-03-02-2024-72.html", None),
        ("https://x.example.vn/nhiem-ky-2020-2025-1491871594", None),
        ("https://x.example.vn/2025-01-03/tin-20250104075519174.htm", None),
        ("https://x.example.vn/", None),
        ("", None),
    ],
)
def test_dates_in_urls(url: str, expected: date | None) -> None:
    assert date_from_url(url) == expected


def test_spellings_of_one_date() -> None:
    line = "Thứ Bảy, ngày 8 tháng 11 năm 2025 - 08:07 | Lượt xem: 5"
    for spelling in (
        line,
        unicodedata.normalize("NFD", line),
        line.replace(" ", "\u00a0"),
        line.replace("-", "–"),
        line.upper(),
        f"\u200b {line} \ufeff",
    ):
        assert str(publication_line(spelling)) == "2025-11-08T08:07"
