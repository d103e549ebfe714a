"""The console script."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from newsbot import cli, commands
from newsbot.spelling import check_spelling
from newsbot.version import __version__
from tests.conftest import ROOT

MISSING = "No such file or directory"
OWN = sorted(set(re.findall(r"^  newsbot ([a-z-]+)", cli.HELP, re.MULTILINE)))


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
    named = {name.replace("-", "_") for name in OWN}
    own = {path.stem for path in Path(commands.__file__).parent.glob("*.py")}
    assert named <= own
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


@pytest.mark.parametrize("command", OWN)
def test_the_help_of_a_command_names_the_program_and_exit_codes_and_ends_with_an_example(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit) as ended:
        cli.main([command, "--help"])
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert f"  newsbot {command} " in out
    assert "Exit code: 0" in " ".join(out.split())
    assert out.splitlines()[-1].startswith(f"Example: newsbot {command} ")  # in one line, to be copied


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


@pytest.mark.parametrize("command", OWN)
@pytest.mark.parametrize("setting", ["NEWSBOT_SITES", "NEWSBOT_LEXICON"])
def test_a_folder_that_is_not_there_is_the_same_line_for_every_command(
    command: str, setting: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(setting, "/not/there")
    with pytest.raises(SystemExit) as ended:
        cli.main([command])
    assert ended.value.code == 2
    assert capsys.readouterr().err == f"newsbot: {setting}: cannot read the folder /not/there: {MISSING}\n"


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("NEWSBOT_CONTCT", "did you mean NEWSBOT_CONTACT?"),
        ("NEWSBOT_MAXPAGES", "did you mean NEWSBOT_MAX_PAGES?"),
        ("NEWSBOT_QUIET_HOUR", "did you mean NEWSBOT_QUIET_HOURS?"),
        ("NEWSBOT_contact", "did you mean NEWSBOT_CONTACT?"),
        ("NEWSBOT_XYZZY", "newsbot/settings.py lists all"),
    ],
)
def test_a_misspelt_setting_is_told(
    name: str, advice: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for arguments in (["status", "-s", f"{name}=1"], ["list", f"-s{name}=1"], ["sites", f"--set={name}=1"]):
        with pytest.raises(SystemExit) as ended:
            cli.main(arguments)
        assert ended.value.code == 2
        assert capsys.readouterr().err == f"newsbot: there is no setting {name}: {advice}\n"
    monkeypatch.setenv(name, "1")
    for command in OWN:
        with pytest.raises(SystemExit) as ended:
            cli.main([command])
        assert ended.value.code == 2
        assert capsys.readouterr().err == f"newsbot: there is no setting {name}: {advice}\n"


def test_every_setting_that_is_documented_is_known() -> None:
    places = [
        ROOT / "README.md",
        ROOT / "README.vi.md",
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / "newsbot").rglob("*.py"),
    ]
    texts = [path.read_text(encoding="utf-8") for path in places]
    names = {name for text in texts for name in re.findall(r"\bNEWSBOT_[A-Z_]*[A-Z]\b", text)}
    check_spelling(names - {"NEWSBOT_TEST_DAMAGES"})  # which is one of the tests


def test_an_empty_variable_sets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSBOT_CONTCT", "")
    check_spelling([])


def test_a_spider_tells_a_misspelt_setting_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSBOT_CONTCT", "me@host.example")
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "site", "-a", "url=http://127.0.0.1:9/"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "there is no setting NEWSBOT_CONTCT: did you mean NEWSBOT_CONTACT?" in done.stderr
