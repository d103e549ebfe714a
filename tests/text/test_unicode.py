from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.text.unicode import clean, clean_lines, fold


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Ð" + "ảng ủy", "Đảng ủy"),
        (unicodedata.normalize("NFD", "Quận ủy Bình Tân"), "Quận ủy Bình Tân"),
        ("Ngô\u00a0\u00a0 Quốc\u200b Thái\r\n", "Ngô Quốc Thái"),
        ("a\x00b\x1bc", "a b c"),
        ("tách\u00adtừ\ufeff", "táchtừ"),
        ("\ud800x", "\ufffdx"),
        ("a\u200b\u0301", "á"),
        ("Bình \U0001f449\u00a0Tân", "Bình \U0001f449 Tân"),
    ],
)
def test_clean_gives_one_stored_form(printed: str, expected: str) -> None:
    assert clean(printed) == expected


def test_every_character_has_one_stored_form() -> None:
    """The quick test for characters that may stay as they are leaves none out that may not."""
    for character in map(chr, range(sys.maxunicode + 1)):
        for text in (f"a{character}b", f"a{character}"):
            cleaned = clean(text)
            kept = character not in cleaned or cleaned == text
            assert kept or character == "\n", repr(text)
            assert clean_lines(cleaned) == cleaned
            assert unicodedata.is_normalized("NFC", cleaned), repr(text)
            assert not set(cleaned) & set("\u00d0\u00f0\u0189\u200b\u00ad\u00a0\t\r")


def test_clean_keeps_the_printed_tone_placement() -> None:
    assert clean("Uỷ viên hoà giải") == "Uỷ viên hoà giải"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Uỷ viên", "ỦY VIÊN"), ("hòa", "hoà"), ("thúy", "thuý"), ("a – b", "a - b"), ("H’Dơk", "H'Dơk")],
)
def test_fold_makes_spellings_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_fold_leaves_qu_alone() -> None:
    assert fold("quý") == "quý"


def test_clean_lines_keeps_paragraphs() -> None:
    assert clean_lines("  a \r\n\r\n b  c \n") == "a\nb c"


@given(st.text())
def test_clean_is_idempotent(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_lines(clean_lines(text)) == clean_lines(text)


@given(st.text())
def test_fold_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_what_is_cleaned_can_be_written(text: str) -> None:
    clean(text).encode("utf-8")
