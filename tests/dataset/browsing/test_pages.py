"""The pages: what they show, and that no data can do harm on them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from newsbot.dataset.browsing.queries import snippet
from newsbot.dataset.exports.sqlite import write_sqlite
from newsbot.errors import StoreError
from newsbot.records import Attendee, Event, Image, PartOfDay, Position, Role
from tests.dataset.exports.records import article, chair, plain

pytest.importorskip("datasette")
from newsbot.dataset.browsing.server import application, listen, metadata

EVIL = '</title><script>alert(1)</script><img src=x onerror=alert(1)>"\' =HYPERLINK("http://evil.example") \u202e'
Get = Callable[..., Any]


def serving(path: Path) -> Get:
    app = application(path)

    def get(address: str, **headers: str) -> Any:
        return asyncio.run(app.client.get(address, headers={"host": "127.0.0.1", **headers}))

    return get


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Get:
    speaker = Attendee(name="Vũ Đức Đại", honorific="ông", rank="Tiến sĩ", roles=[Role.SPEAK], side="Quận 15")
    former = Position(text="nguyên Bí thư", title="Bí thư", body="Quận ủy", place="Tân Lập", former=True, acting=True)
    articles = [
        article(1, attendees=[chair(), Attendee(name="Mạc An", roles=[Role.ATTEND], positions=[former])]),
        article(2, published_date="2025-03-01", event=Event(date="2025-02-28", part_of_day=PartOfDay.MORNING)),
        article(3, site="other", other_participants=[speaker], attendees=[], attendees_complete=False, event=None),
        article(4, attendees=[chair("Lục Thị Mai Thảo", "Huyện ủy", "Rạch Bần")]),
        *(article(n, attendees=[], title=f"Tin {n}") for n in range(5, 40)),
    ]
    path = tmp_path_factory.mktemp("browse") / "newsbot.sqlite"
    write_sqlite(path, plain(articles))
    return serving(path)


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Get:
    post = Position(text=EVIL, title=EVIL, body=EVIL, place=EVIL)
    person = Attendee(name=EVIL, honorific=EVIL, rank=EVIL, side=EVIL, text=EVIL, roles=[Role.ATTEND], positions=[post])
    everything: dict[str, Any] = dict.fromkeys(("site", "title", "lead", "section", "agency", "language"), EVIL)
    articles = [
        article(
            number,
            **everything,
            url="javascript:alert(1)",
            body=[EVIL],
            attendees=[person],
            other_participants=[person],
            attendee_groups=[EVIL],
            tags=[EVIL],
            provenance={"title": EVIL},
            images=[Image(url="javascript:alert(1)", caption=EVIL, credit=EVIL)],
        )
        for number in (1, 2)
    ]
    path = tmp_path_factory.mktemp("evil") / "export.sqlite"
    write_sqlite(path, plain(articles))
    return serving(path)


def words(response: Any) -> str:
    assert response.status_code == 200, response.text
    tree = html.fromstring(response.text)
    return " ".join(" ".join(tree.xpath("//main")[0].itertext()).split())


def test_home(get: Get) -> None:
    text = words(get("/"))
    assert "Bài viết Articles 39" in text
    assert "2025 39" in text
    assert "example 38" in text
    assert "Lục Thị Mai Thảo 2" in text
    assert "Quận ủy, Tân Lập 3" in text


def test_search_marks_hits_and_offers_to_narrow(get: Get) -> None:
    response = get("/search?q=dai bieu")
    assert "<mark>đại</mark> <mark>biểu</mark>" in response.text
    text = words(response)
    assert text.startswith("39 kết quả hits")
    assert "Trang sau Next page" in text
    assert "chủ trì chairs 3" in text
    assert "Huyện ủy, Rạch Bần 1" in text
    assert len(html.fromstring(response.text).xpath("//ol/li")) == 20


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("q=tan+lap&site=other", 1),
        ("q=tan+lap&year=2025&role=chair", 3),
        ("role=speak&site=other", 1),
        ("person=2", 1),
        ("body=1", 2),
        ("q=xyzzy", 0),
        ("q=tan+lap&page=2", 19),
        ("q=dai&page=2", 19),
        ("q=dai&page=abc", 20),
        ("person=abc", 0),
        ("person=99999999999999999999", 0),
        ("q=%22%27)+OR+1=1--", 0),
    ],
)
def test_narrowed_search(get: Get, query: str, titles: int) -> None:
    response = get(f"/search?{query}")
    assert len(html.fromstring(response.text).xpath("//ol/li")) == titles
    assert response.status_code == 200


def test_a_choice_can_be_removed(get: Get) -> None:
    response = get("/search?q=tan+lap&site=other&role=speak")
    chosen = html.fromstring(response.text).xpath("//ul[contains(@class,'chosen')]//a/@href")
    assert chosen == ["/search?q=tan+lap&role=speak", "/search?q=tan+lap&site=other"]


def test_an_article_shows_its_fields_beside_where_they_were_read(get: Get) -> None:
    text = words(get("/article/1"))
    assert "Tiêu đề Title Quận Tân Lập: Đổi mới công tác dân vận h1.tieude" in text
    assert "Ngày duy nhất phía trên bài là đồng hồ của trang (ngày tải trang). The only date above the text is" in text
    assert "Lục Thị Mai Thảo chủ trì chairs phát biểu speaks" in text
    assert "Bí thư Quận ủy Quận ủy, Tân Lập" in text
    assert "(nguyên · former)" in text
    assert "Quang cảnh hội nghị" in text
    assert "sáng morning" in words(get("/article/2"))
    other = words(get("/article/3"))
    assert "ông Tiến sĩ Vũ Đức Đại phát biểu speaks Về phía Quận 15" in other


def test_a_person_shows_posts_events_company_and_evidence(get: Get) -> None:
    text = words(get("/person/1"))
    assert "2 × · 2025-01-03 – 2025-02-28" in text
    assert "2025-01-03 2025-02-28 Bí thư Quận ủy, Tân Lập 2" in text
    assert "Mạc An 1" in text
    assert "cùng cơ quan và địa phương the same body in the same place , Quận ủy, Tân Lập (56 ngày · days)" in text
    assert "Trùng tên, chưa chắc cùng người Others of this name, perhaps the same person Lục Thị Mai Thảo" in text
    assert "Chỉ một lần được nêu Named once" in words(get("/person/2"))


def test_bodies_lead_to_what_followed_and_what_was_before(tmp_path: Path) -> None:
    people = [chair("Mạc An", "Tỉnh ủy", "Bình Dương"), chair("Vũ Đức Đại", "Thành ủy", "TPHCM")]
    path = tmp_path / "newsbot.sqlite"
    write_sqlite(path, plain([article(1, attendees=people)]))
    get = serving(path)
    old, new = (html.fromstring(get(f"/body/{number}").text) for number in (1, 2))
    assert old.xpath("string(//p[@class='warnings']/a[@href='/body/2'])") == "Thành ủy, TP Hồ Chí Minh"
    assert old.xpath("string(//p[@class='warnings'])").split()[-1] == "Minh"
    assert new.xpath("string(//ul[@class='chips']//a[@href='/body/1'])") == "Tỉnh ủy, Bình Dương – 2025-06-30"


def test_every_source_stands_on_the_page(tmp_path: Path) -> None:
    fields = "kind page_class title published_date modified_at section agency lead event byline tags images body"
    fields += " attendees attendee_groups other_participants"
    sources = {field: f"rule of {field};" for field in fields.split()}
    everything = article(
        1,
        provenance=sources,
        modified_at="2025-01-06",
        section="Tin",
        agency="TT",
        other_participants=[chair("Mạc An")],
    )
    path = tmp_path / "newsbot.sqlite"
    write_sqlite(path, plain([everything]))
    text = words(serving(path)("/article/1"))
    again = {"rule of published_date;": 2}  # the time of publication stands in the same place
    assert [source for source in sources.values() if text.count(source) != again.get(source, 1)] == []


def test_a_search_that_finds_nothing_offers_one_without_marks(get: Get) -> None:
    page = html.fromstring(get("/search?q=đân+ván&site=example").text)
    (link,) = page.xpath("//a[contains(., 'Tìm không dấu')]/@href")
    assert link == "/search?q=dan+van&site=example"
    assert "Không có kết quả" not in words(get(link))
    assert "Tìm không dấu" not in words(get("/search?q=khongco"))


@pytest.mark.parametrize(
    ("query", "people"),
    [
        ("luc+thi+mai+thao", ["Lục Thị Mai Thảo"] * 2),
        ("Lục+Thị+Mai+Thảo", ["Lục Thị Mai Thảo"] * 2),
        ('"luc+thi+mai+thao"', ["Lục Thị Mai Thảo"] * 2),
        ("Lúc+Thị+Mai+Thảo", []),
        ("mai+thao", []),
        ("luc+thi+mai+thao&year=2025", []),
        ("", []),
    ],
)
def test_a_whole_name_leads_to_the_people_who_have_it(get: Get, query: str, people: list[str]) -> None:
    page = html.fromstring(get(f"/search?q={query}").text)
    links = page.xpath("//ul[@class='chips named']//a")
    assert [link.xpath("string(bdi)") for link in links] == people
    assert len({link.get("href") for link in links}) == len(links)


def test_a_body_shows_its_end_and_its_people(get: Get) -> None:
    text = words(get("/body/1"))
    assert "Kết thúc Ended : 2025-06-30. Tiếp nối Followed by : Đảng ủy phường" in text
    assert "Mạc An nguyên · former Bí thư" in text


@pytest.mark.parametrize("address", ["/article/999", "/person/999", "/body/999", "/article/999999999999"])
def test_what_is_not_there_is_not_found(get: Get, address: str) -> None:
    response = get(address)
    assert response.status_code == 404
    assert "Không có" in response.text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/no/such/page/at/all", 404),
        ("/nothing", 404),
        ("/newsbot/nothing", 404),
        ("/newsbot?sql=selec+1", 400),
        ("/newsbot?sql=select+nothing+from+articles", 400),
        ("/newsbot.json?sql=delete+from+articles", 400),
    ],
)
def test_a_slip_is_answered_and_not_told_on_the_terminal(
    get: Get, capfd: pytest.CaptureFixture[str], address: str, status: int
) -> None:
    assert get(address).status_code == status
    assert "Traceback" not in "".join(capfd.readouterr())


PAGES = ["/", "/search?q=hyperlink", "/search?q=script&role=attend", "/article/1", "/person/1", "/body/1"]


@pytest.mark.parametrize("address", PAGES)
def test_no_data_is_markup_or_turns_the_line(evil: Get, address: str) -> None:
    response = evil(address)
    assert response.status_code == 200
    tree = html.fromstring(response.text)
    assert {element.tag for element in tree.iter()}.isdisjoint({"script", "img", "iframe", "object"})
    assert not [href for href in tree.xpath("//@href") if href.startswith("javascript:")]
    assert tree.xpath("//@onerror") == []
    assert "\u202e" not in response.text
    assert "⟨U+202E⟩" in response.text
    assert response.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self';")


@pytest.mark.parametrize("table", ["articles", "attendances", "positions", "people", "bodies", "paragraphs"])
def test_datasettes_own_pages_are_safe_too(evil: Get, table: str) -> None:
    response = evil(f"/newsbot/{table}")
    assert response.status_code == 200
    assert "<script>alert" not in response.text
    assert "<img src=x" not in response.text
    assert "'self'" in response.headers["content-security-policy"]


def test_search_of_datasette_itself(get: Get) -> None:
    rows = get("/newsbot/articles.json?_search=huyen&_shape=array").json()
    assert rows == []
    rows = get("/newsbot/articles.json?_search=tan+lap&_shape=array&_size=max").json()
    assert len(rows) == 39


@pytest.mark.parametrize(
    "address", ["/newsbot/articles.csv", "/newsbot.csv?sql=select+1", "/newsbot/articles?_format=csv"]
)
def test_no_csv_with_formulas(get: Get, address: str) -> None:
    response = get(address)
    assert response.status_code == 403
    assert "newsbot export --to csv" in response.text


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1:8001", 200), ("localhost", 200), ("evil.example", 403), ("127.0.0.1.evil.example:80", 403), ("", 403)],
)
def test_only_own_names_are_answered(get: Get, host: str, status: int) -> None:
    assert get("/", host=host).status_code == status


def test_nothing_can_be_written(get: Get) -> None:
    assert get("/newsbot?sql=delete+from+articles").status_code == 400
    assert get("/newsbot.db").status_code in {403, 404}


def test_the_metadata_name_columns_that_are_there(get: Get) -> None:
    tables = metadata()["databases"]["newsbot"]["tables"]
    for name, about in tables.items():
        columns = set(get(f"/newsbot/{name}.json?_size=1").json()["columns"])
        assert set(about["columns"]) == columns
        assert set(about.get("facets", [])) <= columns


def test_other_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "other.sqlite").write_bytes(b"no database")
    with pytest.raises(StoreError, match="cannot read"):
        application(tmp_path / "other.sqlite")


def test_a_taken_port_is_told() -> None:
    first = listen(0)
    try:
        first.listen()
        port = first.getsockname()[1]
        with pytest.raises(StoreError, match=f"cannot listen on port {port}: .*; --port takes another"):
            listen(port)
    finally:
        first.close()


def test_a_snippet_is_cut_around_its_first_hit() -> None:
    text = "mở đầu " * 60 + "Đảng ủy " + "kết thúc " * 60
    pieces = snippet(text, "dang uy")
    shown = "".join(piece for piece, _ in pieces)
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert ("Đảng", True) in pieces
    assert len(shown) < 320
    assert snippet("ngắn", "xyzzy") == [("ngắn", False)]
