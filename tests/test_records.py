"""A record keeps everything on its way through a line of JSON."""

from __future__ import annotations

import json

import attrs
import cattrs
import pytest
from hypothesis import given

from newsbot.records import SCHEMA_VERSION, Article, Attendee, Role, Warn, from_dict, to_dict, to_json_line
from tests.strategies import articles


def minimal() -> Article:
    return Article(id="example:1", url="https://news.example/1", site="example")


@given(articles)
def test_a_record_comes_back_from_its_line(article: Article) -> None:
    assert from_dict(json.loads(to_json_line(article))) == article


@given(articles)
def test_a_line_is_one_line_of_utf_8_and_always_the_same(article: Article) -> None:
    line = to_json_line(article)
    assert "\n" not in line
    assert "\r" not in line
    assert line.encode().decode() == line
    assert to_json_line(from_dict(json.loads(line))) == line


def test_all_keys_are_present_in_the_order_of_the_class() -> None:
    data = json.loads(to_json_line(minimal()))
    assert list(data) == [a.name for a in attrs.fields(Article)]
    assert data["schema_version"] == SCHEMA_VERSION
    assert data["byline"] is None
    assert data["body"] == []


def test_codes_are_written_as_their_words_and_letters_unescaped() -> None:
    article = attrs.evolve(
        minimal(),
        attendees=[Attendee(name="Đinh Khắc Lượng", roles=[Role.LEAD_DELEGATION])],
        warnings=[Warn.NO_BYLINE],
    )
    line = to_json_line(article)
    assert '"name":"Đinh Khắc Lượng"' in line
    assert '"roles":["lead_delegation"]' in line
    assert '"warnings":["no-byline"]' in line


def test_half_a_surrogate_pair_does_not_break_the_line() -> None:
    line = to_json_line(attrs.evolve(minimal(), title="Hội nghị \ud83d"))
    assert json.loads(line.encode())["title"] == "Hội nghị ?"


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(cattrs.BaseValidationError):
        from_dict({**to_dict(minimal()), "author": "An"})


@pytest.mark.parametrize("key", ["id", "url", "site"])
def test_a_missing_key_without_default_is_refused(key: str) -> None:
    data = to_dict(minimal())
    del data[key]
    with pytest.raises(cattrs.BaseValidationError):
        from_dict(data)


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(cattrs.BaseValidationError):
        from_dict({**to_dict(minimal()), "warnings": ["no-such-code"]})


def test_every_warning_code_is_a_lower_case_word_and_the_members_are_in_order() -> None:
    assert list(Warn) == sorted(Warn)
    assert all(member.value == member.name.lower().replace("_", "-") for member in Warn)
