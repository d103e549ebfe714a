"""``newsbot stats``: the figures on the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.commands.conftest import Newsbot
from tests.dataset.exports.records import article, chair, dataset


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return dataset(tmp_path / "data", article(1), article(2, published_date="2024-12-30", byline=None), article(3))


def test_the_figures(newsbot: Newsbot, data: Path) -> None:
    ran = newsbot("stats", data)
    assert (ran.code, ran.err) == (0, "")
    words = " ".join(ran.out.split())
    assert words.startswith("3 articles, 3 attendances, published 2024-12-30 to 2025-01-05")
    assert "site 2024 2025 all" in words
    assert "example 1 2 3" in words
    assert "byline 2 66.7 %" in words
    assert "published-masthead-only 3" in words
    assert "Quận ủy, Tân Lập 3" in words
    assert "Bí thư 3" in words
    assert max(map(cell_len, ran.out.splitlines())) <= 100


def test_the_number_of_bodies_can_be_chosen(newsbot: Newsbot, tmp_path: Path) -> None:
    data = dataset(tmp_path / "data", article(1, attendees=[chair("A", "Quận ủy"), chair("B", "Huyện ủy")]))
    assert "Huyện ủy" not in newsbot("stats", data, "--top", "1").out
    assert newsbot("stats", data, "--top", "0") == (2, "", "newsbot: --top must be at least 1\n")


def test_hostile_text_does_nothing_to_a_terminal(newsbot: Newsbot, tmp_path: Path) -> None:
    data = dataset(tmp_path / "data", article(1, site="\x1b[31m\u202e[bold]", attendees=[chair("A", "\x1b]0;x\x07")]))
    out = newsbot("stats", data).out
    assert not {"\x1b", "\u202e", "\x07"} & set(out)
    assert "[bold]" in out


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        ([], 2, "say of what: a dataset folder, such as data/<site>"),
        (["no"], 1, "there is no no: name a dataset folder, such as data/<site>, or an articles.jsonl"),
    ],
)
def test_what_cannot_be_is_one_line(newsbot: Newsbot, arguments: list[str], code: int, text: str) -> None:
    assert newsbot("stats", *arguments) == (code, "", f"newsbot: {text}\n")
