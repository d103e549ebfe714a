"""Sites: their hosts, their rules, canonical URLs and ids."""

import re
from urllib.parse import quote

import pytest
from attrs import evolve

from newsbot.sites import Site, all_sites, host_of, site_for

SITE = Site(
    name="an-phu",
    hosts=("an-phu.example", "www.an-phu.example", "cu.an-phu.example:8080"),
    article=r"^/tin/[^/?#]*-(?P<id>\d{6})$",
    listing=r"^/(?:$|muc/)",
)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://An-Phu.example/x", "an-phu.example"),
        ("https://an-phu.example:443/x", "an-phu.example"),
        ("http://an-phu.example:80", "an-phu.example"),
        ("http://an-phu.example:443/", "an-phu.example:443"),
        ("http://[::1]:8000/", "[::1]:8000"),
        ("ftp://an-phu.example/", None),
        ("https://me@an-phu.example/", None),
        ("https:///x", None),
        ("https://an-phu.example:x/", None),
        ("https://[::1/", None),
        ("/x", None),
        ("", None),
    ],
)
def test_the_host_of_a_url(url: str, host: str | None) -> None:
    assert host_of(url) == host


def test_a_site_serves_its_own_hosts_and_ports() -> None:
    own = ["http://an-phu.example/", "https://WWW.an-phu.example:443/x", "http://cu.an-phu.example:8080/"]
    other = [
        "https://sub.an-phu.example/",
        "https://an-phu.example:8443/",
        "http://cu.an-phu.example/",
        "ftp://an-phu.example/",
    ]
    assert all(SITE.serves(url) for url in own)
    assert not any(SITE.serves(url) for url in other)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("http://www.an-phu.example/tin/a-123456?fbclid=x#y", "https://an-phu.example/tin/a-123456"),
        ("http://cu.an-phu.example:8080/tin/a?b=1&utm_source=z", "https://an-phu.example/tin/a?b=1"),
        ("https://an-phu.example:443", "https://an-phu.example/"),
        ("http://Khac.example:80/tin/a", "http://khac.example/tin/a"),
    ],
)
def test_a_url_has_one_canonical_form(url: str, canonical: str) -> None:
    assert SITE.canonical_url(url) == canonical
    assert SITE.canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    ("path", "id_"),
    [
        ("/tin/hoi-nghi-123456", "123456"),
        ("/khac/hoi-nghi-1234567.html", "1234567"),
        ("/khac/post7654321.html", None),
        ("/khac/hoi-nghi-20250103.html", None),
        ("/khac/hoi-nghi", None),
    ],
)
def test_an_id_is_native_where_the_url_holds_one(path: str, id_: str | None) -> None:
    found = SITE.article_id("https://an-phu.example" + path)
    assert re.fullmatch(f"an-phu:{id_ or '[0-9a-f]{16}'}", found)


def test_rules_decide_and_their_absence_is_told() -> None:
    assert SITE.is_article("https://an-phu.example/tin/a-123456?x=1") is True
    assert SITE.is_article("https://an-phu.example/muc/a") is False
    assert SITE.is_listing("https://an-phu.example/muc/a?trang=2") is True
    bare = site_for("https://an-phu.example/")
    assert bare.is_article("https://an-phu.example/tin/a-123456") is None
    assert bare.is_listing("https://an-phu.example/muc/a") is None


BY_QUERY = Site(
    name="an-phu",
    hosts=("an-phu.example",),
    article=r"^/Lists/(?P<id>[^/]+)/DispForm\.aspx$",
    listing=r"^/Lists/",
    query=("ID",),
)


def test_a_parameter_may_name_the_article() -> None:
    url = "https://an-phu.example/Lists/CapUy/DispForm.aspx?PageIndex=15&id=128&ID=129"
    assert BY_QUERY.is_article(url) is True
    assert BY_QUERY.is_listing(url) is False
    assert BY_QUERY.canonical_url(url) == "https://an-phu.example/Lists/CapUy/DispForm.aspx?ID=129"
    assert BY_QUERY.article_id(url) == "an-phu:CapUy-129"
    without = "https://an-phu.example/Lists/CapUy/DispForm.aspx?PageIndex=15&ID="
    assert BY_QUERY.is_article(without) is False
    assert BY_QUERY.is_listing(without) is True
    assert BY_QUERY.canonical_url(without) == without


@pytest.mark.parametrize("value", ["a/b", "x" * 70, "a b", "ă"])
def test_what_is_no_id_is_hashed(value: str) -> None:
    url = BY_QUERY.canonical_url(f"https://an-phu.example/Lists/A/DispForm.aspx?ID={quote(value)}")
    assert re.fullmatch("an-phu:[0-9a-f]{16}", BY_QUERY.article_id(url))


def test_an_article_without_parameters_drops_them_all() -> None:
    site = evolve(SITE, query=())
    assert (
        site.canonical_url("https://an-phu.example/tin/a-123456?pageindex=0") == "https://an-phu.example/tin/a-123456"
    )
    assert site.canonical_url("https://an-phu.example/muc/a?trang=2") == "https://an-phu.example/muc/a?trang=2"


def test_what_is_denied_is_neither_article_nor_listing() -> None:
    site = evolve(SITE, deny=r"^/(?:tin|muc)/print")
    for path in ("/tin/print-123456", "/muc/print/a"):
        url = "https://an-phu.example" + path
        assert site.denies(url)
        assert (site.is_article(url), site.is_listing(url)) == (False, False)
    assert not SITE.denies("https://an-phu.example/tin/print-123456")


def test_an_article_is_no_listing() -> None:
    site = evolve(SITE, listing="^/")
    assert site.is_listing("https://an-phu.example/tin/a-123456") is False
    assert site.is_listing("https://an-phu.example/tin/a") is True


def test_a_number_in_the_slug_is_no_id_where_the_site_has_none() -> None:
    site = evolve(SITE, article=r"^/muc/[^/]+\.html$")
    assert re.fullmatch("an-phu:[0-9a-f]{16}", site.article_id("https://an-phu.example/muc/thang-92023.html"))
    assert SITE.article_id("https://an-phu.example/muc/thang-92023.html") == "an-phu:92023"


def test_escapes_in_a_path_have_one_spelling() -> None:
    assert (
        SITE.canonical_url("https://an-phu.example/k%e1%BB%b7?x=%e1") == "https://an-phu.example/k%E1%BB%B7?x=%EF%BF%BD"
    )


@pytest.mark.parametrize("name", all_sites())
def test_a_site_file_is_whole(name: str) -> None:
    site = all_sites()[name]
    assert site.name == name
    assert site.start
    for url in site.start:
        assert site.serves(url)
        assert site_for(url) is site
        assert site.canonical_url(url) == url
    assert all(host == host.lower() and host_of(f"https://{host}/") == host for host in site.hosts)


@pytest.mark.parametrize(
    ("url", "name", "host"),
    [
        ("http://www.an-phu.example/x", "an-phu.example", "www.an-phu.example"),
        ("http://127.0.0.1:8000/x", "127.0.0.1", "127.0.0.1:8000"),
        ("https://AN-PHU.example:443/", "an-phu.example", "an-phu.example"),
        ("file:///tmp/x.html", "local", ""),
    ],
)
def test_a_host_without_a_file_is_a_site_of_its_own(url: str, name: str, host: str) -> None:
    site = site_for(url)
    assert (site.name, site.hosts) == (name, (host,))


@pytest.mark.parametrize(
    ("url", "twins"),
    [
        ("https://an-phu.example/", {"an-phu.example", "www.an-phu.example", "m.an-phu.example"}),
        ("https://www.an-phu.example/", {"an-phu.example", "www.an-phu.example", "m.an-phu.example"}),
        ("https://m.an-phu.example/", {"an-phu.example", "www.an-phu.example", "m.an-phu.example"}),
        ("https://m.example/", {"m.example", "www.m.example", "m.m.example"}),
        ("https://an-phu.example:8443/", {"an-phu.example:8443"}),
        ("http://127.0.0.1/", {"127.0.0.1"}),
        ("http://localhost/", {"localhost"}),
    ],
)
def test_a_host_answers_under_its_usual_names(url: str, twins: set[str]) -> None:
    hosts = {"an-phu.example", "m.example", "an-phu.example:8443", "127.0.0.1", "localhost", "example", "0.0.1"}
    hosts |= {f"{prefix}.{host}" for prefix in ("www", "m", "tin") for host in hosts}
    site = site_for(url)
    assert {host for host in hosts if site.serves(f"https://{host}/tin-1")} == twins
    assert {site_for(f"https://{host}/").name for host in twins} == {site.name}


def test_a_host_of_a_file_answers_under_its_usual_names_too() -> None:
    site = all_sites()["thanhuytphcm"]
    url = "https://thanhuytphcm.vn/tin-tuc/so-ket-1491871594"
    for twin in ("www.thanhuytphcm.vn", "m.thanhuytphcm.vn", "m.hcmcpv.org.vn"):
        found = url.replace("thanhuytphcm.vn", twin)
        assert site_for(found) is site
        assert site.canonical_url(found) == url
    assert not site.serves("https://tin.thanhuytphcm.vn/")
    assert site_for("https://tin.thanhuytphcm.vn/") is not site
