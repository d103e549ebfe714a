"""The console script."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from newsbot import cli, commands
from newsbot.version import __version__


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "newsbot.settings")
    monkeypatch.setattr("sys.argv", ["newsbot"])


@pytest.mark.parametrize("arguments", [[], ["-h"], ["--help"], ["help"]])
def test_help_shows_what_a_user_needs(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(arguments)
    out = capsys.readouterr().out
    assert len(out.splitlines()) < 30  # one screen
    assert max(map(len, out.splitlines())) <= 100
    assert "For example:\n\n  newsbot " in out


def test_every_command_of_the_help_exists() -> None:
    named = {name.replace("-", "_") for name in re.findall(r"^  newsbot ([a-z-]+)", cli.HELP, re.MULTILINE)}
    own = {path.stem for path in Path(commands.__file__).parent.glob("*.py")}
    assert named - {"list"} <= own
    assert {"demo", "crawl", "list", "extract"} <= named


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["--version"])
    assert capsys.readouterr().out == f"newsbot {__version__}\n"


@pytest.mark.parametrize("name", ["khong-co", "--khong-co", ""])
def test_an_unknown_command_is_one_line(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([name])
    assert ended.value.code == 2
    assert capsys.readouterr().err == f"newsbot: there is no command {name!r}: see newsbot --help\n"


@pytest.mark.parametrize("command", ["crawl", "demo"])
def test_the_help_of_a_command_names_the_program_and_ends_with_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([command, "--help"])
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert f"  newsbot {command}" in out
    assert f"Example: newsbot {command} " in out


@pytest.mark.parametrize("argument", ["--help", "--version", "list"])
def test_an_output_without_room_is_one_line(argument: str) -> None:
    command = [sys.executable, "-c", "from newsbot.cli import main; main()", argument]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603
    assert done.returncode == 1
    assert done.stderr == "newsbot: the output cannot be written: No space left on device\n"


@pytest.mark.parametrize("option", [["-s", "NEWSBOT_SITES={}"], ["-sNEWSBOT_SITES={}"], ["--set=NEWSBOT_SITES={}"]])
def test_site_files_of_ones_own_can_be_named_as_an_option(option: list[str], tmp_path: Path) -> None:
    (tmp_path / "an-phu.toml").write_text(
        'name = "an-phu"\nhosts = ["an-phu.example"]\nstart = ["https://an-phu.example/"]\nverified = "text"\n'
    )
    command = [sys.executable, "-c", "from newsbot.cli import main; main()", "list"]
    command += [part.format(tmp_path) for part in option]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    assert "an-phu" in done.stdout.split()
