"""People and bodies for other tools."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from newsbot.dataset.exports.formats import FORMATS, Layout
from newsbot.records import Article, Attendee, Position, Role
from tests.dataset.exports.records import article, chair, lines, plain

GRAPH = "{http://graphml.graphdrawing.org/xmlns}"
EVIL = 'Tin <script>&"\x0b\u202e'


def made(folder: Path, to: str, *articles: Article) -> Path:
    (file,) = FORMATS[to](plain(articles), folder, Layout())
    return folder / file.path


def former() -> Attendee:
    post = Position(text="nguyên Bí thư Quận ủy", title="Bí thư", body="Quận ủy", place="Tân Lập", former=True)
    return Attendee(name="Phùng Văn Đệ", positions=[post], roles=[Role.ATTEND])


def articles() -> list[Article]:
    return [
        article(1, attendees=[chair(), former()], title=EVIL),
        article(2, attendees=[chair(), former()], event=None, published_date="2025-02-07"),
        article(3, attendees=[], event=None),
    ]


def test_popolo(tmp_path: Path) -> None:
    popolo = json.loads(made(tmp_path, "popolo", *articles()).read_text(encoding="utf-8"))
    assert [person["name"] for person in popolo["persons"]] == ["Lục Thị Mai Thảo", "Phùng Văn Đệ"]
    first, second = (person["id"] for person in popolo["persons"])
    (organization,) = popolo["organizations"]
    body = organization.pop("id")
    assert organization == {
        "name": "Quận ủy, Tân Lập",
        "dissolution_date": "2025-06-30",
        "successor": "Đảng ủy phường",
    }
    membership = popolo["memberships"][1]
    assert membership.pop("id") != popolo["memberships"][0]["id"]
    assert membership == {
        "person_id": second,
        "organization_id": body,
        "role": "Bí thư",
        "former": True,
        "first_seen": "2025-01-03",
        "last_seen": "2025-02-07",
        "articles": 2,
        "sources": [{"url": "https://news.example/tin-tuc/1"}],
    }
    assert [event["id"] for event in popolo["events"]] == ["example:1", "example:2"]
    assert popolo["events"][0]["attendees"] == [{"id": first}, {"id": second}]


def test_an_empty_part_is_an_empty_list(tmp_path: Path) -> None:
    popolo = json.loads(made(tmp_path, "popolo", article(attendees=[])).read_text(encoding="utf-8"))
    assert popolo == {"persons": [], "organizations": [], "memberships": [], "events": []}


def test_follow_the_money(tmp_path: Path) -> None:
    entities = lines(made(tmp_path, "ftm", *articles()))
    assert [entity["schema"] for entity in entities] == ["Person"] * 2 + ["PublicBody"] + ["Membership"] * 2 + [
        "Event"
    ] * 2
    ids = {entity["id"] for entity in entities}
    assert len(ids) == len(entities)
    properties = entities[4]["properties"]
    assert properties["role"] == ["nguyên Bí thư"]
    assert {*properties["member"], *properties["organization"]} <= ids
    assert set(entities[5]["properties"]["involved"]) <= ids


def test_bodies_that_followed_others(tmp_path: Path) -> None:
    people = [chair("Mạc An", "Tỉnh ủy", "Bình Dương"), chair("Vũ Đức Đại", "Thành ủy", "TPHCM")]
    (tmp_path / "ftm").mkdir()
    entities = lines(made(tmp_path / "ftm", "ftm", article(1, attendees=people)))
    old, new = (entity["id"] for entity in entities if entity["schema"] == "PublicBody")
    (succession,) = (entity["properties"] for entity in entities if entity["schema"] == "Succession")
    assert succession == {"predecessor": [old], "successor": [new], "date": ["2025-06-30"]}
    popolo = json.loads(made(tmp_path, "popolo", article(1, attendees=people)).read_text(encoding="utf-8"))
    first, second = popolo["organizations"]
    assert first["successor_id"] == second["id"]
    assert "successor_id" not in second


def test_ids_outlast_an_export(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    ids = {entity["id"] for entity in lines(made(tmp_path, "ftm", *articles()))}
    more = [article(9, attendees=[chair("Vũ Đức Đại", "Huyện ủy", "Rạch Bần")])]
    assert ids < {entity["id"] for entity in lines(made(tmp_path / "more", "ftm", *articles(), *more))}


@pytest.mark.parametrize(("to", "key"), [("ftm", "nb-event-"), ("popolo", "example:1")])
def test_an_article_in_two_revisions_is_one_event(tmp_path: Path, to: str, key: str) -> None:
    revisions = [article(1, revision=2, title="Mới", event=None), article(1, title="Cũ")]
    path = made(tmp_path, to, *revisions)
    entities = lines(path) if to == "ftm" else json.loads(path.read_text(encoding="utf-8"))["events"]
    (event,) = (entity for entity in entities if entity["id"].startswith(key))
    text = json.dumps(event, ensure_ascii=False)
    assert "Mới" in text
    assert "Cũ" not in text


def test_the_graph_of_who_was_named_together(tmp_path: Path) -> None:
    root = graph(made(tmp_path, "graphml", *articles()))
    nodes = root.findall(f".//{GRAPH}node")
    assert [data(node)["node_name"] for node in nodes] == ["Lục Thị Mai Thảo", "Phùng Văn Đệ"]
    (edge,) = root.findall(f".//{GRAPH}edge")
    assert (edge.get("source"), edge.get("target")) == ("1", "2")
    assert data(edge) == {
        "edge_articles": "2",
        "edge_first_day": "2025-01-03",
        "edge_last_day": "2025-02-07",
        "edge_days": "2025-01-03,2025-02-07",
    }


def test_names_that_no_xml_can_hold(tmp_path: Path) -> None:
    root = graph(made(tmp_path, "graphml", article(attendees=[chair(EVIL), chair("An")])))
    assert data(root.findall(f".//{GRAPH}node")[0])["node_name"] == 'Tin <script>&"?\u202e'


def graph(path: Path) -> Any:
    return etree.fromstring(path.read_bytes())


def data(element: Any) -> dict[str, str]:
    return {child.get("key"): child.text for child in element}
