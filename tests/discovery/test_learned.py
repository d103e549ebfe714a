"""What the pages of a site turned out to be tells what the next ones will be."""

import pytest
from lxml import html

from newsbot.discovery.learned import Shapes, shape_of
from newsbot.discovery.listing import find_links
from newsbot.sites import site_for

HOME = "https://an-phu.example"


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/tin-tuc/hoi-nghi-tong-ket-cong-tac-1491932517.html", "/w/…-9.html"),
        ("/xay-dung-dang/dai-hoi-chi-bo-quan-su-1491932518.html", "/w/…-9.html"),
        ("/tin-tuc/", "/w"),
        ("/xem/4512", "/w/9"),
        ("/xem.aspx?ItemID=9&Muc=x", "/w.aspx?itemid=9&muc=w"),
        ("/", "/"),
        ("/2024/hoi-nghi-ban-chap-hanh", "/9/…"),
    ],
)
def test_urls_of_one_kind_have_one_shape(path: str, shape: str) -> None:
    assert shape_of(HOME + path) == shape


def test_three_pages_of_one_outcome_decide() -> None:
    shapes = Shapes()
    for number in range(3):
        assert shapes.is_article(f"{HOME}/xem/{number}") is None
        shapes.note(f"{HOME}/xem/{number}", is_article=True)
        shapes.note(f"{HOME}/gioi-thieu/x{number}", is_article=False)
    assert shapes.is_article(f"{HOME}/xem/77") is True
    assert shapes.is_article(f"{HOME}/w/lien-he") is False
    assert shapes.is_article(f"{HOME}/a/b/c") is None


def test_one_exception_in_ten_is_forgiven() -> None:
    shapes = Shapes()
    for number in range(10):
        shapes.note(f"{HOME}/xem/{number}", is_article=True)
    shapes.note(f"{HOME}/xem/99", is_article=False)
    assert shapes.is_article(f"{HOME}/xem/5") is True
    shapes.note(f"{HOME}/xem/98", is_article=False)
    assert shapes.is_article(f"{HOME}/xem/5") is None


def test_a_learned_shape_makes_a_bare_link_an_article() -> None:
    shapes = Shapes()
    root = html.document_fromstring('<a href="/xem/77">Tin</a>')
    site = site_for(HOME + "/")
    assert find_links(root, HOME + "/", site, shapes).articles() == []
    for number in range(3):
        shapes.note(f"{HOME}/xem/{number}", is_article=True)
    assert find_links(root, HOME + "/", site, shapes).articles() == [HOME + "/xem/77"]
