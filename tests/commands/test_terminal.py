"""Nothing that a page holds does anything to a terminal, and every warning has words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.commands.terminal import complain, printable
from newsbot.commands.wording import meanings
from newsbot.records import Warn


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Đảng ủy phường – 50%", "Đảng ủy phường – 50%"),
        ("\x1b[31mđỏ\x1b[0m", r"\x1b[31mđỏ\x1b[0m"),
        ("\x9b31m", r"\x9b31m"),
        ("một\r\nhai\t", r"một\r\nhai\t"),
        ("a\u202egpj.exe", r"a\u202egpj.exe"),
        ("\ud800", r"\ud800"),
        ("a\u2028b", r"a\u2028b"),
    ],
)
def test_what_is_unsafe_shows_as_an_escape(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text(st.characters()))
def test_no_control_character_passes(text: str) -> None:
    shown = printable(text)
    assert not any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in shown)
    assert not any(unicodedata.bidirectional(c) in {"RLO", "LRO", "RLE", "LRE", "RLI", "LRI", "FSI"} for c in shown)


def test_a_complaint_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    complain("cannot read a\nb: \x1b[2J")
    assert capsys.readouterr() == ("", "newsbot: cannot read a\\nb: \\x1b[2J\n")


def test_every_warning_has_words() -> None:
    words = meanings(Warn)
    assert list(words) == [code.value for code in Warn]
    assert all(text.endswith(".") for text in words.values())
    assert words["no-byline"] == "No byline was found."
