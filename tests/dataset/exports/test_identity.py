"""Who counts as one person, and who does not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.dataset.exports.identity import WINDOW, Link, Mention, People, is_national
from newsbot.text.unicode import fold

DAY = date(2024, 3, 1)
QUAN_UY, HUYEN_UY, CITY = 1, 2, 3


def mention(
    attendance: int, *bodies: int, day: int | None = 0, article: int | None = None, kind: str = "attendee"
) -> Mention:
    return Mention(
        attendance, article or attendance, kind, None if day is None else DAY + timedelta(day), frozenset(bodies)
    )


def groups(*mentions: Mention) -> list[list[int]]:
    return list(People(mentions))


def test_the_same_body_makes_one_person() -> None:
    people = People([mention(1, QUAN_UY), mention(2, QUAN_UY, day=30)])
    assert list(people) == [[1, 2]]
    assert people.links == [Link(2, 1, "same-body", QUAN_UY, 30)]


def test_the_same_name_in_unrelated_bodies_stays_two_people() -> None:
    assert groups(mention(1, QUAN_UY), mention(2, HUYEN_UY)) == [[1], [2]]


def test_the_same_name_without_bodies_stays_two_people() -> None:
    assert groups(mention(1), mention(2)) == [[1], [2]]


def test_one_who_holds_two_posts_connects_them() -> None:
    assert groups(mention(1, QUAN_UY), mention(2, HUYEN_UY, day=9), mention(3, QUAN_UY, HUYEN_UY, day=5)) == [[1, 2, 3]]


@pytest.mark.parametrize(("days", "people"), [(WINDOW, [[1, 2]]), (WINDOW + 1, [[1], [2]])])
def test_a_term_of_office_is_the_longest_gap(days: int, people: list[list[int]]) -> None:
    assert groups(mention(1, QUAN_UY), mention(2, QUAN_UY, day=days)) == people


def test_many_years_are_bridged_step_by_step() -> None:
    steps = [mention(n, QUAN_UY, day=n * WINDOW) for n in range(1, 5)]
    assert groups(*steps) == [[1, 2, 3, 4]]


def test_without_a_day_nothing_is_claimed() -> None:
    assert groups(mention(1, QUAN_UY, day=None), mention(2, QUAN_UY)) == [[1], [2]]


def test_who_is_listed_and_speaks_in_one_article_is_one_person() -> None:
    people = People([mention(1, article=7), mention(2, article=7, kind="other")])
    assert list(people) == [[1, 2]]
    assert people.links == [Link(2, 1, "same-article", None, 0)]


def test_two_that_one_article_lists_are_two_whatever_links_them() -> None:
    assert groups(mention(1, QUAN_UY, article=7), mention(2, QUAN_UY, article=7)) == [[1], [2]]
    result = groups(
        mention(1, QUAN_UY, article=7), mention(2, HUYEN_UY, article=7), mention(3, QUAN_UY, HUYEN_UY, day=1, article=8)
    )
    assert result == [[1, 3], [2]]


@given(
    st.lists(
        st.tuples(
            st.integers(1, 5), st.sampled_from(["attendee", "other"]), st.integers(0, 4000), st.sets(st.integers(1, 4))
        ),
        max_size=9,
    )
)
def test_each_attendance_is_in_one_person_and_links_explain_all_unions(
    rows: list[tuple[int, str, int, set[int]]],
) -> None:
    mentions = [
        mention(number, *bodies, day=day, article=article, kind=kind)
        for number, (article, kind, day, bodies) in enumerate(rows, start=1)
    ]
    people = People(mentions)
    found = list(people)
    assert sorted(member for members in found for member in members) == [one.attendance for one in mentions]
    assert sum(len(members) - 1 for members in found) == len(people.links)
    assert found == list(People(mentions))


@pytest.mark.parametrize(
    ("body", "national"),
    [("Bộ Chính trị", True), ("Ban Chấp hành Trung ương Đảng", True), ("Quận ủy", False), ("Sở Y tế", False)],
)
def test_bodies_that_there_is_one_of(body: str, national: bool) -> None:
    assert is_national(fold(body)) == national
