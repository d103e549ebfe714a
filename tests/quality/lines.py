"""Scores the printed lines of the domain tables: dates, bylines, lead prefixes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

from newsbot.records import Byline
from newsbot.text.agencies import split_agency
from newsbot.text.bylines import read_byline, split_glued_byline
from newsbot.text.dates import parse_date
from tests.text.tables import rows

LEAD = "Sáng 3/1, Đảng ủy phường tổ chức hội nghị tổng kết."
REFERENCE = datetime(2025, 9, 22, 10, 30, tzinfo=timezone(timedelta(hours=7)))
"""When the relative dates of the table are taken to be printed; the table leaves it open."""

_ANCHORS = {
    "(crawl time)": REFERENCE,
    "listing mixes 2020 and 2021": "2021",
    "": None,
}
_NO_ANCHOR = {"sẽ khai mạc vào sáng 05/8": "2025-08-04"}
"""No anchor is given for the year of this announcement."""
_OTHERWISE = {
    # The table gives the day only because the article contradicts the printed 04:02; the string does not show it.
    "14/10/2020 | 04:02": "2020-10-14T04:02",
    "2 tháng 2 tuần trước": "2025-07-08",
    "1 giờ trước": "2025-09-22T09:30+07:00",
    "58 phút trước": "2025-09-22T09:32+07:00",
}


def people(text: str, *names: str) -> Byline:
    return Byline(text=text, authors=list(names))


def with_photos(text: str, *names: str, unit: str | None = None) -> Byline:
    return Byline(text=text, authors=list(names), photographers=list(names), unit=unit)


# What the column "expected" of bylines.tsv says, in the terms of the record. Units stay as printed, unexpanded, as
# everything in a record; "how" ("tổng hợp") stays in the text only.
EXPECTED: dict[str, Byline | None] = {
    "Bội Phương - VPHU Quảng Điền": Byline(
        text="Bội Phương - VPHU Quảng Điền", authors=["Bội Phương"], unit="VPHU Quảng Điền"
    ),
    "Lữ Nhiên Hương - Đảng ủy Khối CCQ và DN tỉnh": Byline(
        text="Lữ Nhiên Hương - Đảng ủy Khối CCQ và DN tỉnh",
        authors=["Lữ Nhiên Hương"],
        unit="Đảng ủy Khối CCQ và DN tỉnh",
    ),
    "Phùng Vị – HND tỉnh": Byline(text="Phùng Vị – HND tỉnh", authors=["Phùng Vị"], unit="HND tỉnh"),
    "Đăng ngày: 20/01/2020 - 8:28:04 AM | Lượt xem: 1231 | Trần Thị Thanh Thủy": people(
        "Trần Thị Thanh Thủy", "Trần Thị Thanh Thủy"
    ),
    "Trấn Giang (tổng hợp)": people("Trấn Giang (tổng hợp)", "Trấn Giang"),
    "TS (tổng hợp)": people("TS (tổng hợp)", "TS"),
    "Tin, ảnh: THANH HÙNG": with_photos("Tin, ảnh: THANH HÙNG", "Thanh Hùng"),
    "Tin, ảnh: CẨM NHUNG": with_photos("Tin, ảnh: CẨM NHUNG", "Cẩm Nhung"),
    "Tin, ảnh: VHXH": Byline(text="Tin, ảnh: VHXH", unit="VHXH"),
    "Tin, ảnh: Quang Khải-Q6.": with_photos("Tin, ảnh: Quang Khải-Q6.", "Quang Khải", unit="Q6"),
    "Tin và ảnh: Anh Tuấn": with_photos("Tin và ảnh: Anh Tuấn", "Anh Tuấn"),
    "T/h: Xuân Hạnh": people("T/h: Xuân Hạnh", "Xuân Hạnh"),
    "Thực hiện: ANH DŨNG - QUÁCH HÙNG": people("Thực hiện: ANH DŨNG - QUÁCH HÙNG", "Anh Dũng", "Quách Hùng"),
    "Tác giả: Nguyễn Thị Tuyết Trinh": people("Tác giả: Nguyễn Thị Tuyết Trinh", "Nguyễn Thị Tuyết Trinh"),
    "NGUYÊN ĐOAN (thực hiện) 10/10/2018 03:09": people("NGUYÊN ĐOAN (thực hiện)", "Nguyên Đoan"),
    "Thu Nhất - Trường Hải": people("Thu Nhất - Trường Hải", "Thu Nhất", "Trường Hải"),
    "KIM HANE- DƯƠNG BÌNH": people("KIM HANE- DƯƠNG BÌNH", "Kim Hane", "Dương Bình"),
    "Vũ Nguyệt – Nhật Quang": people("Vũ Nguyệt – Nhật Quang", "Vũ Nguyệt", "Nhật Quang"),
    "N.HƯNG |": people("N.HƯNG", "N.Hưng"),
    "N.ĐỨC": people("N.ĐỨC", "N.Đức"),
    "Thanh Hải.": people("Thanh Hải.", "Thanh Hải"),
    "LTT - Theo BaoHatinh.vn": Byline(text="LTT - Theo BaoHatinh.vn", authors=["LTT"], source="BaoHatinh.vn"),
    'TH (theo "Một số tình huống thường gặp...")': Byline(
        text='TH (theo "Một số tình huống thường gặp...")', authors=["TH"], source="Một số tình huống thường gặp..."
    ),
    "(TTXVN/Vietnam+)": Byline(text="(TTXVN/Vietnam+)", source="TTXVN"),
    "Nguồn Bắc Giang: http://...": Byline(text="Nguồn Bắc Giang: http://...", source="Bắc Giang"),
    "Nguồn: BĐN": Byline(text="Nguồn: BĐN", source="BĐN"),
    "Nguồn: baochinhphu.vn": Byline(text="Nguồn: baochinhphu.vn", source="baochinhphu.vn"),
    "Nguồn tham khảo: https://...": Byline(text="Nguồn tham khảo: https://...", source="https://..."),
    "source /tin-tuc/day-nhanh-tien-do...": Byline(
        text="source /tin-tuc/day-nhanh-tien-do...", source="/tin-tuc/day-nhanh-tien-do..."
    ),
    "PV Thái Bình/VOV Miền Trung thông tin, ...": Byline(
        text="PV Thái Bình/VOV Miền Trung", authors=["Thái Bình"], source="VOV Miền Trung"
    ),
    # A user of the CMS, but the only name there is.
    "bởi Linh 15 Tháng 9, 2025": people("bởi Linh", "Linh"),
}
GLUED = {
    "...cửa khẩu Hoàng Diệu.Bùi Dũng": ("...cửa khẩu Hoàng Diệu.", "Bùi Dũng"),
    "...hoàn thành tốt nhiệm vụ được giao trong năm mới... LT": (
        "...hoàn thành tốt nhiệm vụ được giao trong năm mới...",
        "LT",
    ),
    "...trước ngày 4/4/2011. Thuần Hưng": ("...trước ngày 4/4/2011.", "Thuần Hưng"),
}
UNITS = {"editorial_board", "unit", "role", "generic"}
NONE = {"photo_credit", "caption", "cms_user"}


def date_misses(shared: Path) -> list[str]:
    """The rows of dates.tsv that are not read as expected; the anchor column is the reference."""
    misses = []
    for row in rows(shared / "domain" / "dates.tsv"):
        raw = row["raw"]
        found = parse_date(raw, reference=_NO_ANCHOR.get(raw) or _ANCHORS.get(row["anchor"], row["anchor"]))
        if (str(found) if found else "") != _OTHERWISE.get(raw, row["expected"]):
            misses.append(f"{raw}: {found}")
    return misses


def byline_misses(shared: Path) -> list[str]:
    """The rows of bylines.tsv that are not read as expected."""
    return [row["raw"] for row in rows(shared / "domain" / "bylines.tsv") if not _byline_right(row["raw"], row["form"])]


def _byline_right(raw: str, form: str) -> bool:
    if raw in GLUED:
        text, name = GLUED[raw]
        return split_glued_byline(raw) == (text, people(name, name))
    if raw in EXPECTED:
        return read_byline(raw) == EXPECTED[raw]
    if form in UNITS:
        return read_byline(raw) == Byline(text=raw, unit=raw)
    if form in NONE:
        return read_byline(raw) is None
    return read_byline(raw) == people(raw, raw.title() if form == "caps" else raw)


def agency_misses(shared: Path) -> list[str]:
    """The rows of leads.tsv whose prefix is not split off as expected."""
    misses = []
    for row in rows(shared / "domain" / "leads.tsv"):
        # Leftover dashes and the marker of live blogs name nobody (domain guide, 9).
        nobody = row["kind"] == "artefact" or row["source_meaning"] == "live-blog marker"
        expected = (None if nobody else row["prefix"].strip(" -–()"), LEAD)
        if split_agency(row["prefix"] + LEAD) != expected:
            misses.append(row["prefix"])
    return misses


_TABLES: dict[str, Callable[[Path], list[str]]] = {
    "dates": date_misses,
    "bylines": byline_misses,
    "leads": agency_misses,
}


def table(shared: Path) -> dict[str, tuple[int, int, list[str]]]:
    """For each table the number of rows that are right, of all rows, and the misses."""
    found = {}
    for name, misses_of in _TABLES.items():
        total, misses = len(rows(shared / "domain" / f"{name}.tsv")), misses_of(shared)
        found[name] = (total - len(misses), total, misses)
    return found
