from __future__ import annotations

import pytest

from newsbot import parse_attendees
from newsbot.text.unicode import fold
from tests.text.passages import Passage, passages


@pytest.mark.parametrize("passage", passages(), ids=lambda passage: passage.label)
def test_exactly_the_people_who_take_part_with_exactly_their_posts(passage: Passage) -> None:
    found = {fold(a.name): sorted(fold(p.text) for p in a.positions) for a in parse_attendees(passage.text)}
    assert {name: posts for name, posts in found.items() if name not in passage.optional} == passage.people
