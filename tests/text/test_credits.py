from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from newsbot.text.credits import split_credit


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Quang cảnh hội nghị. Ảnh: HÀ LINH", ("Quang cảnh hội nghị.", "HÀ LINH")),
        ("Quang cảnh hội nghị - Ảnh: H.L.", ("Quang cảnh hội nghị", "H.L.")),
        ("Quang cảnh hội nghị (Ảnh: Hà Linh/TTXVN)", ("Quang cảnh hội nghị", "Hà Linh/TTXVN")),
        ("Quang cảnh hội nghị (Ảnh: Hà Linh).", ("Quang cảnh hội nghị.", "Hà Linh")),
        ("Quang cảnh hội nghị. (Ảnh: ACB).", ("Quang cảnh hội nghị.", "ACB")),
        ("Quang cảnh hội nghị (Ảnh minh họa: Hà Linh).", ("Quang cảnh hội nghị.", "Hà Linh")),
        ("Quang cảnh hội nghị. Ảnh: Bệnh viện cung cấp", ("Quang cảnh hội nghị.", "Bệnh viện cung cấp")),
        ("Quang cảnh hội nghị. Nguồn ảnh: Internet", ("Quang cảnh hội nghị.", "Internet")),
        ("Quang cảnh hội nghị - Ảnh VGP/Hà Linh", ("Quang cảnh hội nghị", "VGP/Hà Linh")),
        ("Ảnh: Hà Linh", ("", "Hà Linh")),
        ("(ẢNH: HÀ LINH)", ("", "HÀ LINH")),
    ],
)
def test_credits(caption: str, expected: tuple[str, str]) -> None:
    for spelled in (caption, unicodedata.normalize("NFD", caption), caption.replace(" ", "\u00a0")):
        assert split_credit(spelled) == expected


@pytest.mark.parametrize(
    "caption",
    [
        "",
        "Quang cảnh hội nghị",
        "Ảnh minh họa.",
        "Ảnh chụp lưu niệm của các đại biểu",
        "Các đại biểu xem ảnh trưng bày.",
        "Tin, ảnh: Hà Linh",
        "Ảnh: Các đại biểu nghe báo cáo. Sau đó các đại biểu thảo luận tại tổ",
        "Ảnh:",
    ],
)
def test_captions_without_credit(caption: str) -> None:
    assert split_credit(caption) == (caption, None)


def test_the_credits_of_the_development_pages(shared: Path) -> None:
    for line in (shared / "pages" / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        for caption in json.loads(line)["captions"]:
            text, credit = split_credit(caption)
            assert (credit is not None) == ("Ảnh:" in caption or "họa:" in caption), caption
            assert credit is None or (credit in caption and caption.startswith(text.rstrip(".")))
