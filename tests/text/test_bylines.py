from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from newsbot.records import Byline
from newsbot.text.bylines import read_byline, split_glued_byline
from tests.quality.lines import byline_misses, people, with_photos


def test_every_row_of_the_table(shared: Path) -> None:
    assert byline_misses(shared) == []


def test_gold_bylines(shared: Path) -> None:
    for line in (shared / "pages" / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        page = json.loads(line)
        if not page.get("byline") or page["byline"] == "admin":
            continue
        byline = read_byline(page["byline"])
        assert byline is not None, page["byline"]
        assert byline.text == page["byline"]
        if page.get("authors"):
            # The record writes names in capitals as names.
            assert byline.authors == [name.title() if name.isupper() else name for name in page["authors"]]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Hà Linh", people("Hà Linh", "Hà Linh")),
        ("HÀ LINH", people("HÀ LINH", "Hà Linh")),
        ("H’Liên Niê", people("H’Liên Niê", "H’Liên Niê")),
        ("Đỗ Thị Mai Liên", people("Đỗ Thị Mai Liên", "Đỗ Thị Mai Liên")),
        ("Hà Linh, Mai Liên", people("Hà Linh, Mai Liên", "Hà Linh", "Mai Liên")),
        ("Hà Linh và Mai Liên", people("Hà Linh và Mai Liên", "Hà Linh", "Mai Liên")),
        ("Hà Linh – ĐTT.", Byline(text="Hà Linh – ĐTT.", authors=["Hà Linh"], unit="ĐTT")),
        (
            "Hà Linh (Ban Tuyên giáo)",
            Byline(text="Hà Linh (Ban Tuyên giáo)", authors=["Hà Linh"], unit="Ban Tuyên giáo"),
        ),
        ("Hà Linh/TTXVN", Byline(text="Hà Linh/TTXVN", authors=["Hà Linh"], source="TTXVN")),
        ("PV/VOV.VN", Byline(text="PV/VOV.VN", unit="PV", source="VOV.VN")),
        ("PV Hà Linh", people("PV Hà Linh", "Hà Linh")),
        ("HL st", people("HL st", "HL")),
        ("ThS. Hà Linh", people("ThS. Hà Linh", "Hà Linh")),
        ("PGS, TS Đỗ Văn An", people("PGS, TS Đỗ Văn An", "Đỗ Văn An")),
        ("Hà Linh./.", people("Hà Linh./.", "Hà Linh")),
        ("Lê T. An", people("Lê T. An", "Lê T. An")),
        ("H.Linh-VP Đảng ủy", Byline(text="H.Linh-VP Đảng ủy", authors=["H.Linh"], unit="VP Đảng ủy")),
        ("Hà Linh - Báo Sơn Lĩnh", Byline(text="Hà Linh - Báo Sơn Lĩnh", authors=["Hà Linh"], source="Báo Sơn Lĩnh")),
        ("Hà Linh, Đài TT xã", Byline(text="Hà Linh, Đài TT xã", authors=["Hà Linh"], unit="Đài TT xã")),
        ("Công an xã", Byline(text="Công an xã", unit="Công an xã")),
        ("Phòng VHTT", Byline(text="Phòng VHTT", unit="Phòng VHTT")),
        ("(Nguồn: TTXVN)", Byline(text="(Nguồn: TTXVN)", source="TTXVN")),
        ("Viết bởi Hà Linh", people("Viết bởi Hà Linh", "Hà Linh")),
        ("UBKT Đảng ủy", Byline(text="UBKT Đảng ủy", unit="UBKT Đảng ủy")),
        ("T.H: Hà Linh", people("T.H: Hà Linh", "Hà Linh")),
        (
            "Tác giả: Hà Linh - Nguồn: Báo Sơn Lĩnh",
            Byline(text="Tác giả: Hà Linh - Nguồn: Báo Sơn Lĩnh", authors=["Hà Linh"], source="Báo Sơn Lĩnh"),
        ),
        ("H.L - M.T", people("H.L - M.T", "H.L", "M.T")),
        ("Nhóm P.V thực hiện", Byline(text="Nhóm P.V thực hiện", unit="Nhóm P.V")),
        ("Văn phòng Đảng ủy phường", Byline(text="Văn phòng Đảng ủy phường", unit="Văn phòng Đảng ủy phường")),
        ("Theo Nhân Dân", Byline(text="Theo Nhân Dân", source="Nhân Dân")),
        ("Theo Hà Linh", people("Theo Hà Linh", "Hà Linh")),
        (
            "Theo Hà Linh Đại Đoàn Kết",
            Byline(text="Theo Hà Linh Đại Đoàn Kết", authors=["Hà Linh"], source="Đại Đoàn Kết"),
        ),
        (
            "Theo Cổng thông tin điện tử tỉnh",
            Byline(text="Theo Cổng thông tin điện tử tỉnh", source="Cổng thông tin điện tử tỉnh"),
        ),
        ("Bài, ảnh: HÀ LINH - Mai Liên", with_photos("Bài, ảnh: HÀ LINH - Mai Liên", "Hà Linh", "Mai Liên")),
        ("(Tin, ảnh: Hà Linh)", with_photos("(Tin, ảnh: Hà Linh)", "Hà Linh")),
        ("Tin ảnh: Hà Linh", with_photos("Tin ảnh: Hà Linh", "Hà Linh")),
        (
            "Bài: Hà Linh - Ảnh: Mai Liên",
            Byline(text="Bài: Hà Linh - Ảnh: Mai Liên", authors=["Hà Linh"], photographers=["Mai Liên"]),
        ),
        ("Hà Linh - 07/11/2025 08:47", people("Hà Linh", "Hà Linh")),
        ("Thời sự | Hà Linh | 07/11/2025 08:47", people("Hà Linh", "Hà Linh")),
        ("HÀ LINH và 1 tác giả khác", people("HÀ LINH và 1 tác giả khác", "Hà Linh")),
    ],
)
def test_bylines(line: str, expected: Byline) -> None:
    for spelled in (line, f"  {line}\u00a0", unicodedata.normalize("NFD", line)):
        assert read_byline(spelled) == expected


@pytest.mark.parametrize(
    "line",
    [
        "",
        "./.",
        "Quang cảnh hội nghị",
        "Đỗ Văn An, Bí thư Đảng ủy phường",
        "Đồng chí Đỗ Văn An phát biểu",
        "Ông Đỗ Văn An, Giám đốc Sở. Ảnh: Hà Linh",
        "Các đại biểu dự hội nghị",
        "Đại diện các sở, ngành",
        "Nơi nhận:",
        "T/M BAN THƯỜNG VỤ",
        "TM. ỦY BAN NHÂN DÂN",
        "Ảnh: Hà Linh",
        "(Ảnh: Hà Linh/TTXVN)",
        "Ảnh minh họa",
        "TIN KHÁC",
        "Tin Nổi Bật",
        "BẤT ĐỘNG SẢN",
        "Trang Chủ",
        "Chia sẻ",
        "Admin",
        "admin",
        "Thái Bình",
        "1. Đỗ Văn An",
        "- Sở Nội vụ;",
        "Tác giả:",
        "Theo kế hoạch, hội nghị diễn ra trong hai ngày.",
        "Privacy Policy",
        "(Thanhuytphcm.vn) - Sáng 3/1/2025, Quận ủy tổ chức hội nghị",
        "Hà Linh 3/1/2025 phát biểu",
        "UBND xã Sơn Lĩnh",
        "TP Hồ Chí Minh",
        "SEA Games 31",
        "Khoa học công nghệ",
        "Bộ Tài chính,",
        "Ban Thường vụ Đảng ủy phường",
        "Phòng trưng bày ảnh của phường",
        "Độc lập - Tự do - Hạnh phúc",
        "Hội nghị kết thúc lúc 11 giờ cùng ngày.",
        "Hà Nội, ngày 5 tháng 1 năm 2025",
        "VIDEO",
    ],
)
def test_what_is_no_byline(line: str) -> None:
    assert read_byline(line) is None


def test_marked_lines_need_less_shape() -> None:
    assert read_byline("Linh", marked=True) == people("Linh", "Linh")
    assert read_byline("Thái Bình", marked=True) == people("Thái Bình", "Thái Bình")
    assert read_byline("admin", marked=True) == Byline(text="admin")
    assert read_byline("Cổng TTĐT xã", marked=True) == Byline(text="Cổng TTĐT xã", unit="Cổng TTĐT xã")
    assert read_byline("TP", marked=True) == people("TP", "TP")
    assert read_byline("VnExpress", marked=True) == Byline(text="VnExpress", source="VnExpress")
    assert read_byline("Nơi nhận:", marked=True) is None


SENTENCE = "Hội nghị đã thành công tốt đẹp"


@pytest.mark.parametrize(
    ("glue", "line"),
    [
        (".", "Hà Linh"),
        (". ", "Hà Linh."),
        ("./. ", "Hà Linh"),
        ("... ", "HL"),
        (".", "PV"),
        (". ", "Tin, ảnh: HÀ LINH"),
        (" ", "Tin, ảnh: HÀ LINH"),
        (". ", "Theo Nhân Dân"),
        (".” ", "Hà Linh - Mai Liên"),
    ],
)
def test_glued_bylines(glue: str, line: str) -> None:
    assert split_glued_byline(SENTENCE + glue + line) == (SENTENCE + glue.rstrip(), read_byline(line))


@pytest.mark.parametrize(
    "paragraph",
    [
        f"{SENTENCE} tại TP. Hồ Chí Minh",
        f"{SENTENCE} tại TP.Hồ Chí Minh",
        f"{SENTENCE} với bài giảng của PGS.TS. Đỗ Văn An",
        f"{SENTENCE} tại Q. Bình Tân",
        f"{SENTENCE}: 1. Đỗ Văn An",
        f"{SENTENCE}. Đỗ Văn An phát biểu.",
        f"{SENTENCE}. Thái Bình",
        f"{SENTENCE}.",
        "Hà Linh",
        "",
    ],
)
def test_what_is_not_glued_on(paragraph: str) -> None:
    assert split_glued_byline(paragraph) == (paragraph, None)
