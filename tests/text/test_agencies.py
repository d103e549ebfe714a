from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from newsbot.text.agencies import split_agency
from tests.quality.lines import LEAD, agency_misses


def test_every_row_of_the_table(shared: Path) -> None:
    assert agency_misses(shared) == []


@pytest.mark.parametrize(
    ("prefix", "agency"),
    [
        ("(Thanhuytphcm.vn) - ", "Thanhuytphcm.vn"),
        ("(Thanhuytphcm.vn)-", "Thanhuytphcm.vn"),
        ("(Thanhuytphcm.vn).- ", "Thanhuytphcm.vn"),
        ("( ĐCSVN ) – ", "ĐCSVN"),
        ("(Dân trí) - ", "Dân trí"),
        ("VOV.VN - ", "VOV.VN"),
        ("SGGPO — ", "SGGPO"),
        ("BTO- ", "BTO"),
        ("(TTXVN) ", "TTXVN"),
        ("BNEWS ", "BNEWS"),
        ("QĐND Online – ", "QĐND Online"),
        ("GD&TĐ - ", "GD&TĐ"),
        ("(XYZO) - ", "XYZO"),
        ("baosonlinh.vn - ", "baosonlinh.vn"),
        ("(Đài Sơn Lĩnh) - ", "Đài Sơn Lĩnh"),
        ("NDĐT-", "NDĐT"),
        ("Nhân Dân - ", "Nhân Dân"),
        ("Báo Sơn Lĩnh - ", "Báo Sơn Lĩnh"),
        ("(TTXVN 3/1) - ", "TTXVN"),
        ("Hà Nội (TTXVN) - ", "TTXVN"),
        ("[Thanhuytphcm.vn] – ", "Thanhuytphcm.vn"),
        ("(GLO) – - ", "GLO"),
        ("- ", None),
        ("–", None),
        ("( – ", None),
        ("() - ", None),
        ("Trực tiếp - ", None),
        ("", None),
    ],
)
def test_prefixes(prefix: str, agency: str | None) -> None:
    for spelled in (prefix, prefix.replace(" ", "\u00a0"), unicodedata.normalize("NFD", prefix)):
        assert split_agency(spelled + LEAD) == (agency, LEAD)


@pytest.mark.parametrize(
    "text",
    [
        "Hà Nội - Sáng 3/1, Đảng ủy phường tổ chức hội nghị",
        "Kinh tế - xã hội của quận tiếp tục phát triển",
        "KT - XH của quận tiếp tục phát triển",
        "Đảng ủy - HĐND - UBND phường tổ chức hội nghị",
        "UBND - MTTQ phường phối hợp tổ chức hội nghị",
        "TP - Thủ Đức tổ chức hội nghị tổng kết năm",
        "TPHCM - Sáng 3/1, Đảng ủy phường tổ chức hội nghị",
        "COVID-19 được kiểm soát trên địa bàn phường",
        "XIII - Đại hội của đổi mới và phát triển",
        "(Ngày 5/1) - Đảng ủy phường tổ chức hội nghị",
        "(Sáng nay) - Đảng ủy phường tổ chức hội nghị",
        "Thanh niên - Lực lượng xung kích của phường",
        "Nhân Dân - Người làm nên lịch sử của đất nước",
        "Nguyễn Văn An (SN 1975) - Bí thư Chi bộ khu phố",
        "Tin tức: Đảng ủy phường tổ chức hội nghị",
        "-5 độ C vào sáng sớm ở vùng núi cao",
    ],
)
def test_what_is_no_prefix(text: str) -> None:
    assert split_agency(text) == (None, text)
