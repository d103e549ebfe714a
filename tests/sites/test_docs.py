"""docs/sites.md says what is so."""

from __future__ import annotations

import re

from attrs import fields

from newsbot.sites import Site
from newsbot.sites.files import SiteFile
from newsbot.sites.linter import check
from newsbot.sites.site import PARTS
from newsbot.sites.table import updated
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "sites.md").read_text(encoding="utf-8")


def test_the_table_is_that_of_the_files() -> None:
    assert updated(TEXT) == TEXT


def test_the_example_is_right_and_short() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    assert list(check([SiteFile("a.toml", example)])) == []
    assert len(example.splitlines()) == 10


def test_every_key_and_part_is_explained() -> None:
    keys, parts = TEXT.split("## The keys")[1].split("**Verified**")
    assert {field.name for field in fields(Site)} <= set(re.findall(r"`(\w+)`", keys))
    assert set(PARTS) <= set(re.findall(r"`(\w+)`", parts))
