"""``newsbot sites``: the sites that have a file, and their mistakes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsbot.sites import all_sites
from newsbot.sites.files import FOLDER
from tests.commands.conftest import Newsbot

RIGHT = """\
name = "an-phu.example"
hosts = ["an-phu.example", "cu.an-phu.example"]
start = ["https://an-phu.example/"]
page = "nukeviet"
verified = "url"
ended = "2025-06-30"
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site file of the user."""
    path = tmp_path / "own" / "a.toml"
    path.parent.mkdir()
    path.write_text(RIGHT, encoding="utf-8")
    monkeypatch.setenv(FOLDER, str(path.parent))
    return path


@pytest.mark.usefixtures("own")
class TestTable:
    def test_each_site_has_its_line(self, newsbot: Newsbot) -> None:
        ran = newsbot("sites")
        assert (ran.code, ran.err) == (0, "")
        assert max(map(len, ran.out.splitlines())) <= 100
        line = next(line for line in ran.out.splitlines() if "an-phu.example" in line)
        assert line.split() == ["an-phu.example", "cu.an-phu.example", "nukeviet", "URL", "only", "2025-06-30"]
        assert f"{len(all_sites())} sites, " in ran.out.splitlines()[-1]

    def test_json_holds_what_machines_need(self, newsbot: Newsbot) -> None:
        ran = newsbot("sites", "--json")
        assert ran.code == 0
        sites = {site["name"]: site for site in json.loads(ran.out)}
        assert list(sites) == list(all_sites())
        assert sites["an-phu.example"]["ended"] == "2025-06-30"
        assert sites["thanhuytphcm"]["hosts"][0] == "thanhuytphcm.vn"
        assert sites["thanhuytphcm"]["has_patterns"] is True
        assert sites["thanhuytphcm"]["ended"] is None


class TestCheck:
    @pytest.mark.usefixtures("own")
    def test_the_files_of_newsbot_and_the_user_are_right(self, newsbot: Newsbot) -> None:
        ran = newsbot("sites", "--check")
        assert (ran.code, ran.out, ran.err) == (0, f"{len(all_sites())} site files, no mistakes\n", "")

    def test_every_mistake_is_told_and_the_exit_code_is_1(self, newsbot: Newsbot, own: Path) -> None:
        own.write_text(RIGHT.replace("nukeviet", "nuke\x9b") + 'verifed = "text"\n', encoding="utf-8")
        (own.parent / "b.toml").write_text('name = "b"\nhosts = ["B"]\n', encoding="utf-8")
        ran = newsbot("sites", "--check")
        assert ran.code == 1
        told = ran.out.splitlines()
        assert told[0].startswith(f"{own}: verifed: there is no such key")
        assert told[1] == f"{own.parent}/b.toml: hosts: not a host in lower case: 'B'"
        assert told[-1].endswith("site files, 4 mistakes")
        assert "\x9b" not in ran.out

    def test_files_may_be_named(self, newsbot: Newsbot, tmp_path: Path) -> None:
        path = tmp_path / "a.toml"
        path.write_text(RIGHT, encoding="utf-8")
        assert newsbot("sites", "--check", path).out == "1 site files, no mistakes\n"
        path.write_text(RIGHT.replace('"https:', '"ftp:'), encoding="utf-8")
        assert newsbot("sites", "--check", path).code == 1
        ran = newsbot("sites", "--check", tmp_path / "none.toml")
        assert (ran.code, ran.err) == (1, f"newsbot: {tmp_path}/none.toml: cannot be read: No such file or directory\n")

    @pytest.mark.parametrize("arguments", [["a.toml"], ["--check", "--json"], ["--nope"]])
    def test_a_wrong_call_is_told_in_one_line(self, newsbot: Newsbot, arguments: list[str]) -> None:
        ran = newsbot("sites", *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.count("\n") == 1


class TestWrongFileOfTheUser:
    @pytest.mark.parametrize("arguments", [["list"], ["sites"], ["probe", "x.html"], ["extract", "x", "-o", "-"]])
    def test_every_command_says_so_in_one_line(self, newsbot: Newsbot, own: Path, arguments: list[str]) -> None:
        own.write_text('name = "a"\n', encoding="utf-8")
        ran = newsbot(*arguments)
        assert (ran.code, ran.out, ran.err) == (2, "", f"newsbot: {own}: hosts: is missing\n")
