"""Site files: those that come with newsbot, those of the user, and what is told of wrong ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from newsbot.sites import all_sites, site_for
from newsbot.sites.files import FOLDER, SiteFile, SiteFileError, builtin_files, file_at, read_site
from newsbot.sites.linter import MAX_LINES, check

WHOLE = """\
name = "an-phu.example"
hosts = ["an-phu.example", "www.an-phu.example"]
body = "Đảng ủy xã An Phú"
place = "Xã An Phú"
start = ["https://an-phu.example/"]
article = '^/tin/[^/]+-(?P<id>\\d+)\\.html$'
listing = '^/(?:$|muc/[^/]+$)'
page = "nukeviet"
parts = { date = "div.ngay", lead = "//p[@class='mo']" }
verified = "text"
ended = "2025-06-30"
example = ["https://an-phu.example/tin/hoi-nghi-12.html"]
"""

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Writes site files into the folder of the user."""

    def write(**files: str) -> Path:
        for name, text in files.items():
            (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        monkeypatch.setenv(FOLDER, str(tmp_path))
        return tmp_path

    return write


def changed(old: str, new: str) -> str:
    assert old in WHOLE
    return WHOLE.replace(old, new)


class TestBuiltIn:
    def test_they_hold_no_mistake(self) -> None:
        assert list(check(builtin_files())) == []

    def test_there_are_sites_for_sixty_hosts_and_more(self) -> None:
        assert len(all_sites()) >= 60
        assert list(all_sites()) == sorted(all_sites())

    @pytest.mark.parametrize("file", builtin_files(), ids=lambda file: file.name)
    def test_a_file_is_named_after_its_site(self, file: SiteFile) -> None:
        site = read_site(file)
        assert file.name == f"{site.name}.toml"
        assert site.name in {"thanhuytphcm", *(host.removeprefix("www.") for host in site.hosts)}

    @pytest.mark.parametrize(
        ("url", "name"),
        [
            ("https://hcmcpv.org.vn/tin-tuc/a-1491871594", "thanhuytphcm"),
            ("https://www.angiang.dcs.vn/Lists/CapUy/DispForm.aspx?ID=1", "angiang.dcs.vn"),
            ("https://tuyengiaotiengiang.vnpttiengiang.vn/a", "tuyengiaotiengiang.vn"),
        ],
    )
    def test_mirrors_are_one_site(self, url: str, name: str) -> None:
        assert site_for(url) is all_sites()[name]

    def test_what_ended_with_the_districts_is_an_archive(self) -> None:
        ended = {site.name: site.ended for site in all_sites().values() if site.ended}
        assert ended["huyenuybudop.vn"] == date(2025, 6, 30)
        assert "thanhuytphcm" not in ended


class TestUser:
    def test_a_file_of_the_user_is_read(self, folder: Folder) -> None:
        folder(a=WHOLE)
        site = site_for("http://www.an-phu.example/x")
        assert site is all_sites()["an-phu.example"]
        assert (site.place, site.ended, site.parts["date"]) == ("Xã An Phú", date(2025, 6, 30), "div.ngay")
        assert "thanhuytphcm" in all_sites()

    def test_it_wins_over_one_of_newsbot(self, folder: Folder) -> None:
        folder(a='name = "thanhuytphcm"\nhosts = ["thanhuytphcm.vn"]\n', b='name = "mat-tran"\nhosts = ["btctw.vn"]\n')
        assert all_sites()["thanhuytphcm"].hosts == ("thanhuytphcm.vn",)
        assert site_for("https://btctw.vn/x").name == "mat-tran"

    def test_without_the_folder_they_are_gone(self, folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
        folder(a=WHOLE)
        assert "an-phu.example" in all_sites()
        monkeypatch.delenv(FOLDER)
        assert "an-phu.example" not in all_sites()

    def test_other_files_are_left_alone(self, folder: Folder) -> None:
        path = folder(a=WHOLE)
        (path / "README.md").write_text("x", encoding="utf-8")
        (path / "b.toml.bak").write_text("x", encoding="utf-8")
        assert "an-phu.example" in all_sites()

    def test_two_files_of_one_host_are_told(self, folder: Folder) -> None:
        path = folder(a=WHOLE, b=changed('name = "an-phu.example"', 'name = "khac"'))
        with pytest.raises(SiteFileError) as told:
            all_sites()
        assert str(told.value) == f"{path}/b.toml: hosts: the host an-phu.example is taken by {path}/a.toml"

    def test_a_missing_folder_is_told(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(FOLDER, str(tmp_path / "none"))
        with pytest.raises(SiteFileError, match=r"^NEWSBOT_SITES: cannot read the folder .*none: No such file"):
            all_sites()

    def test_a_file_that_is_no_utf8_is_told(self, tmp_path: Path) -> None:
        path = tmp_path / "a.toml"
        path.write_bytes(b"name = \xff")
        with pytest.raises(SiteFileError, match=r"a\.toml: is no UTF-8$"):
            file_at(path)
        with pytest.raises(SiteFileError, match=r"b\.toml: cannot be read: No such file or directory$"):
            file_at(tmp_path / "b.toml")


WRONG = [
    ("name = ", "no TOML: "),
    (changed('name = "an-phu.example"\n', ""), "name: is missing"),
    (changed('name = "an-phu.example"', 'name = "An Phú"'), "name: must be made of a-z, 0-9, dots and dashes"),
    (changed('name = "an-phu.example"', "name = 5"), "name: must be a string, not 5"),
    (changed("body = ", "boddy = "), "boddy: there is no such key: there are name, hosts, "),
    (changed('["an-phu.example", "www.an-phu.example"]', '"an-phu.example"'), "hosts: must be a list of strings"),
    (changed('["an-phu.example", "www.an-phu.example"]', "[]"), "hosts: there is none"),
    (changed('"www.an-phu.example"', '"WWW.an-phu.example"'), "hosts: not a host in lower case: 'WWW.an-phu.example'"),
    (changed('"www.an-phu.example"', '"an-phu.example/tin"'), "hosts: not a host in lower case"),
    (changed('start = ["https://an-phu', 'start = ["https://khac'), "start: not on a host of the site: https://khac"),
    (changed('.example/"]', '.example/tin/a-1.html"]'), "start: the pattern of articles fits it"),
    (changed('.example/"]', '.example/khac"]'), "start: the pattern of listings does not fit it"),
    (changed('start = ["https', 'start = ["http'), "start: not in canonical form: http://an-phu.example/ is https"),
    (changed("'^/tin/[^/]+", "'/tin/[^/]+"), "article: must begin with ^"),
    (changed("'^/tin/[^/]+", "'^/tin/([^/]+"), "article: no pattern: "),
    (changed("'^/tin/[^/]+", "'^/tin/.+"), "article: a dot that repeats runs over slashes"),
    (changed("'^/tin/[^/]+", "'^/tin/(?:[^/]+-)*"), "article: a repetition within a repetition"),
    (changed("'^/(?:$|muc/[^/]+$)'", "'^/$|^/muc/'"), "listing: alternatives must stand within a group"),
    (changed('"nukeviet"', '"nukevit"'), "page: there is no page class 'nukevit': there are dotnetnuke, epi"),
    (changed("{ date = ", "{ day = "), "parts: there is no part 'day': there are title, lead"),
    (changed('"div.ngay"', '"div..ngay"'), "parts.date: no selector: Expected "),
    (changed('"div.ngay"', '"div::text"'), "parts.date: no selector: selects no element"),
    (changed("//p[@class='mo']", "//p[@class"), "parts.lead: no selector: "),
    (changed('"div.ngay"', '["div.ngay"]'), "parts: must be a table of strings"),
    (changed('verified = "text"', 'verified = "yes"'), 'verified: must be "text" or "url", not \'yes\''),
    (changed('"2025-06-30"', '"30/06/2025"'), "ended: must be a day such as 2025-06-30, as a string"),
    (
        changed("hoi-nghi-12.html", "hoi-nghi.html"),
        "example: fits no pattern: https://an-phu.example/tin/hoi-nghi.html",
    ),
    (changed("tin/hoi-nghi-12.html", "muc/tin"), "example: none is an article"),
    (WHOLE + 'scheme = "ftp"\n', "scheme: must be http or https"),
    (WHOLE.replace("article = ", "# ").replace("example = ", "# ") + 'query = ["id"]\n', "query: needs a pattern"),
]


class TestWrong:
    @pytest.mark.parametrize(("text", "words"), WRONG, ids=[words for _, words in WRONG])
    def test_the_linter_names_file_and_key(self, text: str, words: str) -> None:
        assert any(line.startswith(f"a.toml: {words}") for line in check([SiteFile("a.toml", text)]))

    @pytest.mark.parametrize("text", [text for text, _ in WRONG], ids=[words for _, words in WRONG])
    def test_reading_it_fails_in_one_line(self, text: str, folder: Folder) -> None:
        path = folder(a=text)
        with pytest.raises(SiteFileError) as told:
            all_sites()
        assert str(told.value).startswith(f"{path}/a.toml: ")
        assert "\n" not in str(told.value)


class TestLinter:
    def test_a_right_file_has_no_mistake(self) -> None:
        assert list(check([SiteFile("a.toml", WHOLE)])) == []
        assert len(WHOLE.splitlines()) == MAX_LINES

    def test_lines_are_counted_without_comments(self) -> None:
        assert list(check([SiteFile("a.toml", f"# x\n\n{WHOLE}")])) == []
        longer = list(check([SiteFile("a.toml", WHOLE + 'scheme = "https"\n')]))
        assert longer == ["a.toml: 13 lines: at most 12"]

    def test_what_a_file_needs_is_asked_for(self) -> None:
        bare = SiteFile("a.toml", 'name = "a"\nhosts = ["a.example"]\n')
        assert list(check([bare])) == ["a.toml: start: is missing", "a.toml: verified: is missing"]

    def test_names_and_hosts_occur_once(self) -> None:
        told = list(check([SiteFile("a.toml", WHOLE), SiteFile("b.toml", WHOLE)]))
        assert told == [
            "b.toml: name: the name an-phu.example is taken by a.toml",
            "b.toml: hosts: the host an-phu.example is taken by a.toml",
            "b.toml: hosts: the host www.an-phu.example is taken by a.toml",
        ]

    @pytest.mark.parametrize(
        "pattern",
        [
            r"^/[^/]+-(?P<id>\d{10})$",
            r"^/(?:[^/]+/){1,3}[^/]+\.html$",
            r"^/(?!a)[^/.]+(?:/[^/.]+)?/?$",
            r"^/[(]+[)*]+$",
        ],
    )
    def test_linear_patterns_are_let_through(self, pattern: str) -> None:
        text = changed("'^/tin/[^/]+-(?P<id>\\d+)\\.html$'", f"'{pattern}'").replace("example =", "# ")
        assert list(check([SiteFile("a.toml", text)])) == []

    @pytest.mark.parametrize("pattern", [r"^(?:a+)+$", r"^/(?:[^/]*x)*$", r"^((a|b+)c)+$", r"^(?:(?:a+){2}){3,}$"])
    def test_nested_repetitions_are_told(self, pattern: str) -> None:
        text = changed("'^/tin/[^/]+-(?P<id>\\d+)\\.html$'", f"'{pattern}'")
        told = list(check([SiteFile("a.toml", text)]))
        assert "a.toml: article: a repetition within a repetition may take for ever" in told
