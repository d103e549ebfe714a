"""The checked-in schema is the generated one, and two implementations of JSON Schema agree on what it means."""

from __future__ import annotations

import json
from typing import Any

import fastjsonschema
import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.records import SCHEMA_VERSION, Article, to_dict
from newsbot.schema import article_schema, main, validator
from tests.conftest import ROOT
from tests.strategies import articles

FILE = ROOT / "schema" / f"article-{SCHEMA_VERSION}.json"

# A line feed at the very end is left out: jsonschema's "$" matches before it, against the standard.
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5).map(str.rstrip),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=3,
)


def is_valid(record: Any) -> bool:
    try:
        validator()(record)
    except fastjsonschema.JsonSchemaException:
        return False
    return True


def standard() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(article_schema())


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) in ``value``."""
    found: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        found = [(value, key) for key in value]
    elif isinstance(value, list):
        found = [(value, index) for index in range(len(value))]
    return found + [inner for container, key in found for inner in places(container[key])]


def minimal(**changes: Any) -> dict[str, Any]:
    return {**to_dict(Article(id="example:1", url="https://news.example/1", site="example")), **changes}


def test_the_file_is_the_generated_schema(capsys: pytest.CaptureFixture[str]) -> None:
    main()
    assert FILE.read_text(encoding="utf-8") == capsys.readouterr().out


def test_the_schema_is_a_valid_one() -> None:
    jsonschema.Draft202012Validator.check_schema(article_schema())


@given(articles)
def test_every_record_is_valid_for_both(article: Article) -> None:
    record = to_dict(article)
    assert is_valid(record)
    assert standard().is_valid(record)


@settings(deadline=None)
@given(articles, st.data())
def test_both_agree_on_a_mutated_record(article: Article, data: st.DataObject) -> None:
    record = json.loads(json.dumps(to_dict(article)))
    container, key = data.draw(st.sampled_from(places(record)))
    match data.draw(st.sampled_from(["replace", "remove", "add"])):
        case "replace":
            container[key] = data.draw(json_values)
        case "remove":
            del container[key]
        case "add":
            extra = data.draw(json_values)
            if isinstance(container, dict):
                container["extra"] = extra
            else:
                container.append(extra)
    assert is_valid(record) == standard().is_valid(record)


@pytest.mark.parametrize(
    "changes",
    [
        {"schema_version": "2"},
        {"id": "no-site"},
        {"id": "example:with space"},
        {"published_date": "5/1/2025"},
        {"published_date": "2025-13-01"},
        {"published_date": "2025-01-32"},
        {"published_at": "2025-01-05T08:30"},
        {"published_at": "2025-01-05T24:30:00+07:00"},
        {"published_source": "guess"},
        {"warnings": ["no-such-code"]},
        {"revision": 0},
        {"revision": True},
        {"title": 5},
        {"body": "one paragraph"},
        {"content_hash": "abc"},
        {"attendees": [{"name": "An"}]},
        {"byline": {}},
        {"extra": None},
    ],
)
def test_what_is_no_record_is_refused(changes: dict[str, Any]) -> None:
    assert is_valid(minimal())
    assert not is_valid(minimal(**changes))


def test_the_message_names_the_key() -> None:
    with pytest.raises(fastjsonschema.JsonSchemaException, match="published_date"):
        validator()(minimal(published_date="5/1/2025"))
