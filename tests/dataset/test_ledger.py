"""What a crawl need not ask for again."""

from pathlib import Path

import pytest

from newsbot.dataset.ledger import Ledger, Scope
from newsbot.dataset.revisits import DAY
from newsbot.dataset.state import Planned, State

NOW = 1_736_040_000.0
URL = "http://127.0.0.1/tin/hoi-nghi-100001.html"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    state = State(tmp_path / "state.sqlite")
    return Ledger(state, lambda: NOW, days=[1, 3], sweep_days=30, scope=Scope(), what="x")


def test_an_article_whose_crawl_was_killed_after_writing_it_is_visited_again_all_the_same(ledger: Ledger) -> None:
    ledger.plan([Planned(URL, "article")])
    ledger.held("127.0.0.1:100001", URL, URL)
    assert list(ledger.state.planned()) == []
    visit = ledger.state.visit("127.0.0.1:100001")
    assert visit is not None
    assert (visit.url, visit.due) == (URL, NOW + DAY)


def test_what_is_remembered_of_a_held_article_stays(ledger: Ledger) -> None:
    ledger.stored("a", URL, asked=URL, asked_id="a", etag='"1"', modified=None, is_new=True)
    ledger.held("a", URL, URL)
    assert ledger.validators("a") == {"If-None-Match": '"1"'}
