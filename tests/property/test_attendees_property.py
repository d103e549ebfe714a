"""What was put into a passage comes out of it, in whatever Unicode form, and nothing else ever does."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.text.attendees import Attendance, read_attendance
from newsbot.text.unicode import clean_lines, fold
from tests.property.lists_of_people import make_passage
from tests.text import exam
from tests.text.passages import passages

CASES = 320
"""How many made passages are read; always the same ones, so that a failure can be repeated."""
TEXTS = [
    *(passage.text for passage in passages()),
    *(row["text"] for part in exam.PARTS for row in exam.gold(part)),
    *(make_passage(seed).text for seed in range(60)),
]


@pytest.mark.parametrize("first", range(0, CASES, 20))
def test_what_is_put_into_a_list_is_read_out_of_it(first: int) -> None:
    for seed in range(first, first + 20):
        made = make_passage(seed)
        read = read_attendance(made.text)
        people = [(fold(a.name), [fold(p.text) for p in a.positions]) for a in read.attendees]
        assert people == [(fold(name), [fold(post) for post in posts]) for name, posts in made.people], (
            seed,
            made.text,
        )
        assert (read.groups, read.complete) == (made.groups, made.complete), (seed, made.text)


NEW_MARKS = ("òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy", "Ủy")
OLD_MARKS = ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ", "Uỷ")


def _moved_tone_marks(text: str) -> str:
    for new, old in zip(NEW_MARKS, OLD_MARKS, strict=True):
        text = re.sub(rf"(?<![qQ]){new}(?!\w)", old, text)
    return text


VARIANTS = {
    "NFD": lambda t: unicodedata.normalize("NFD", t),
    "old tone marks": _moved_tone_marks,
    "no-break spaces": lambda t: t.replace(" ", "\u00a0"),
    "Eth": lambda t: t.replace("Đ", "\u00d0").replace("đ", "\u00f0"),
    "double spaces": lambda t: t.replace(" ", "  "),
    "zero width": lambda t: t.replace(" ", "\u200b "),
    "other line ends": lambda t: t.replace("\n", "\r\n"),
}


def folded(read: Attendance) -> Any:
    def people(found: list[Any]) -> list[Any]:
        return [
            (
                fold(a.name),
                fold(a.honorific or ""),
                fold(a.rank or ""),
                fold(a.side or ""),
                a.roles,
                [(fold(p.text), fold(p.body or ""), fold(p.place or ""), p.former, p.acting) for p in a.positions],
            )
            for a in found
        ]

    return people(read.attendees), people(read.others), list(map(fold, read.groups)), read.complete, read.warnings


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_spelling_of_a_text_is_read_alike(variant: str) -> None:
    for text in TEXTS:
        assert folded(read_attendance(VARIANTS[variant](text))) == folded(read_attendance(text)), text


def assert_printed(text: str) -> None:
    read = read_attendance(text)
    printed = fold(clean_lines(text))
    for person in read.attendees + read.others:
        assert fold(person.name) in printed
        assert person.roles
        assert all(fold(p.text) in printed for p in person.positions)
        assert person.side is None or fold(person.side) in printed
    assert all(fold(group) in printed for group in read.groups)


@settings(deadline=None, max_examples=150, derandomize=True)
@given(st.sampled_from(TEXTS), st.randoms(use_true_random=False))
def test_a_damaged_text_gives_nothing_that_is_not_printed(text: str, random: Random) -> None:
    for _ in range(random.randint(1, 6)):
        start = random.randrange(len(text))
        end = min(len(text), start + random.choice((1, 2, 5, 40)))
        text = (
            random.choice(
                (
                    text[:start] + text[end:],
                    text[:end] + text[start:],
                    text[:start] + random.choice(';:,.…-–()"“”\n•v.v./ ') + text[start:],
                    text[:start] + text[start:end].swapcase() + text[end:],
                    text[:start] + random.choice(TEXTS)[:80] + text[start:],
                )
            )
            or "x"
        )
    assert_printed(text)


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet=st.characters(), max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert_printed(text)


@pytest.mark.parametrize("file", ["attendees/party.jsonl", "attendees/press.jsonl", "domain/examples.jsonl"])
def test_real_passages_give_nothing_that_is_not_printed(shared: Path, file: str) -> None:
    for line in (shared / file).read_text(encoding="utf-8").splitlines():
        assert_printed(json.loads(line)["text"])
