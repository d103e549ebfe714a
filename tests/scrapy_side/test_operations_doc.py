"""What the operator's manual names is there, and what is there is named."""

import re
from pathlib import Path

import pytest

from newsbot import settings
from newsbot.dataset import monitors
from newsbot.middlewares import faults

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "newsbot").rglob("*.py"))


def test_every_monitor_is_explained_and_no_other() -> None:
    written = set(re.findall(r"\b([A-Z]\w+Monitor)\b", Path(monitors.__file__).read_text(encoding="utf-8")))
    assert set(re.findall(r"^\| ([A-Z]\w+Monitor) \|", TEXT, re.MULTILINE)) == written


def test_every_setting_that_is_named_exists() -> None:
    named = set(re.findall(r"\b(NEWSBOT_[A-Z_]+)\b", TEXT))
    assert named <= set(vars(settings))
    assert len(named) > 10


def test_every_failure_has_its_name() -> None:
    names = {*faults._BY_TYPE.values(), *faults._BY_WORDS.values()}
    assert all(f"`{name}`" in TEXT for name in names)


@pytest.mark.parametrize(
    "words",
    [
        "cannot start at", "so the host is closed", "which is another host", "is being written by another process",
        "name a contact", "which is no public address", "breaks the schema", "left alone for",
        "given up for this crawl", "the answer ends early", "stream is broken", "is no sitemap that can be read",
        "shows what an earlier page showed: not followed", "its budget", "these are quiet hours", "ended within a line",
        "is damaged", "cannot be written", "its record stays",
    ],
)  # fmt: skip
def test_every_message_that_is_explained_is_one(words: str) -> None:
    assert words in TEXT
    assert words in SOURCE
