"""Dates, datelines, agencies, bylines and credits over whatever text there may be."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.text.agencies import split_agency
from newsbot.text.bylines import read_byline, split_glued_byline
from newsbot.text.credits import split_credit
from newsbot.text.dateline import read_dateline
from newsbot.text.dates import date_from_url, find_dates, parse_date, parse_machine_date, publication_line
from newsbot.text.lunar import lunar_to_date
from newsbot.text.unicode import clean

DAYS = st.dates(date(1990, 1, 1), date(2049, 12, 31))
CLOCKS = st.times().map(lambda t: t.replace(microsecond=0))
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
PIECES = st.sampled_from(
    [
        "Sáng ",
        "Chiều nay ",
        "ngày ",
        "Ngày ",
        "tháng ",
        "năm ",
        "từ ",
        "đến ",
        "và ",
        ", ",
        "/",
        "-",
        ".",
        ": ",
        " - ",
        "(",
        ")",
        "thứ hai ",
        "Chủ nhật ",
        "3/1",
        "12",
        "31",
        "2025",
        "10/11/2025",
        "08:30",
        "9h30 ",
        "GMT+7",
        "CH",
        "tức ",
        "mùng ",
        "Giêng ",
        "Chạp ",
        "Giáp Thìn ",
        "Tết ",
        "rằm ",
        "nhuận ",
        "Tin, ảnh: ",
        "Ảnh: ",
        "Theo ",
        "TTXVN",
        "Hà Linh",
        "Lượt xem: 5",
        "trước",
        "giờ ",
        "phút ",
        "sẽ ",
        "Vừa qua",
        "Cùng ngày",
        "hôm qua",
        "https://x.vn/",
        "20250103",
        ".vn",
        "Z",
        "T",
        "+07:00",
        "\xa0",
        "\n",
        "“",
        "’",
        "½",
        "İ",
        "٣",
        "³",
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map("".join))


@given(TEXTS, st.one_of(st.none(), DAYS))
def test_nothing_raises_and_everything_found_is_in_the_text(text: str, reference: date | None) -> None:
    cleaned = clean(text)
    found = parse_date(text, reference=reference)
    if found is not None:
        assert cleaned[found.start : found.end] == found.text
        assert str(found)
    for one in find_dates(text):
        assert one.day is not None
        assert cleaned[one.start : one.end] == one.text
    line = publication_line(text)
    assert line is None or line.day is not None
    dateline = read_dateline(text, published=reference)
    assert dateline.event is None or (dateline.event.text or "") in cleaned
    agency, rest = split_agency(text)
    assert cleaned.endswith(rest)
    assert agency is None or agency in cleaned
    byline = read_byline(text)
    assert byline is None or byline.text in cleaned
    marked = read_byline(text, marked=True)
    assert marked is None or marked.text in cleaned
    paragraph, glued = split_glued_byline(text)
    assert cleaned.startswith(paragraph)
    assert glued is None or glued.text in cleaned[len(paragraph) :]
    assert split_credit(text)[1] is None or str(split_credit(text)[1]) in cleaned
    date_from_url(text)
    parse_machine_date(text)


@given(TEXTS)
def test_the_spelling_does_not_matter(text: str) -> None:
    expected = parse_date(clean(text)), publication_line(clean(text)), read_byline(clean(text))
    for form in (unicodedata.normalize("NFD", clean(text)), clean(text).replace(" ", "\u00a0")):
        if clean(form) == clean(text):
            assert (parse_date(form), publication_line(form), read_byline(form)) == expected


SHAPES = (
    "{d:02}/{m:02}/{y} {clock}",
    "{d}/{m}/{y} - {clock}",
    "{d:02}-{m:02}-{y}, {clock}",
    "{d} - {m} - {y} | {clock}",
    "{d:02}.{m:02}.{y} {clock}",
    "{weekday}, ngày {d} tháng {m} năm {y} - {clock}",
    "{weekday}, {d:02}/{m:02}/{y}, {clock} (GMT+7)",
    "{weekday} - {d:02}/{m:02}/{y} {clock}",
    "{weekday}, {d} Tháng {m} {y} {clock}",
    "{clock} {d:02}/{m:02}/{y}",
    "{clock} | {d:02}/{m:02}/{y}",
    "{weekday}, {clock}, {d:02}/{m:02}/{y}",
    "{y}-{m:02}-{d:02} {clock}",
    "{y}-{m:02}-{d:02}T{clock}+07:00",
    "Đăng ngày: {d:02}/{m:02}/{y} - {clock} | Lượt xem: 12",
    "Cập nhật lúc: {clock} |{d:02}/{m:02}/{y}",
)


@pytest.mark.parametrize("shape", SHAPES)
@given(day=DAYS, clock=CLOCKS)
def test_printed_dates_are_read_back(shape: str, day: date, clock: time) -> None:
    line = shape.format(d=day.day, m=day.month, y=day.year, clock=clock, weekday=WEEKDAYS[day.weekday()])
    for found in (parse_date(line), publication_line(line)):
        assert found is not None
        assert found.at is not None
        assert found.at.replace(tzinfo=None) == datetime.combine(day, clock)


@given(day=DAYS, hour=st.integers(1, 12), minute=st.integers(0, 59), half=st.sampled_from(("AM", "PM", "SA", "CH")))
def test_half_days_are_read_back(day: date, hour: int, minute: int, half: str) -> None:
    found = parse_date(f"{day:%d/%m/%Y} {hour}:{minute:02} {half}")
    assert found is not None
    assert found.time == time(hour % 12 + 12 * (half in ("PM", "CH")), minute)


@given(published=DAYS, back=st.integers(-1, 300))
def test_a_day_without_year_is_the_last_one_up_to_the_day_after(published: date, back: int) -> None:
    day = date.fromordinal(published.toordinal() - back)
    found = parse_date(f"Sáng {day.day}/{day.month}", reference=published)
    assert found is not None
    assert found.day == day


@given(published=DAYS, back=st.integers(0, 60))
def test_datelines_are_read_back(published: date, back: int) -> None:
    day = date.fromordinal(published.toordinal() - back)
    dateline = read_dateline(f"Chiều {day.day}/{day.month}, Đảng ủy phường tổ chức", published=published)
    assert dateline.event is not None
    assert (dateline.event.date, dateline.warnings) == (day.isoformat(), [])


@given(day=DAYS)
def test_lunar_months_follow_each_other(day: date) -> None:
    """New year's day and the last day of the year before touch."""
    first = lunar_to_date(day.year, 1, 1)
    last = lunar_to_date(day.year - 1, 12, 30) or lunar_to_date(day.year - 1, 12, 29)
    assert first is not None
    assert last is not None
    assert (first - last).days == 1
    assert date(day.year, 1, 20) < first < date(day.year, 2, 22)


@given(day=st.dates(date(2006, 1, 1), date(2039, 12, 31)), clock=CLOCKS, millis=st.integers(100, 999))
def test_moments_in_urls_are_read_back(day: date, clock: time, millis: int) -> None:
    url = f"https://x.example.vn/tin-tuc/le-khai-mac-{day:%Y%m%d}{clock:%H%M%S}{millis}.htm"
    assert date_from_url(url) == day


HOSTILE = (
    "1 ",
    "1/",
    "1-1 ",
    "3/1 - ",
    "12, ",
    "ngày 1, ",
    "từ ngày 5 đến ",
    "1/1/2025 ",
    "08:30 ",
    "A. ",
    "Tin, ",
    "(",
    "theo ",
)


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    """A quadratic pattern would need minutes for these; a linear one needs well under a second."""
    text = unit * (150_000 // len(unit))
    started = perf_counter()
    find_dates(text)
    parse_date(text, reference=date(2025, 1, 5))
    publication_line(text)
    read_dateline(text, published=date(2025, 1, 5))
    split_agency(text)
    read_byline(text)
    split_glued_byline(text)
    split_credit(text)
    date_from_url(text)
    parse_machine_date(text)
    assert perf_counter() - started < 10
