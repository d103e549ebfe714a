"""The names that others import, and what they do not drag in."""

import inspect
import json
import subprocess
import sys
from pathlib import Path

import newsbot
from newsbot import Article, Attendee, extract_article, parse_attendees, parse_date
from newsbot.records import to_json_line

PAGE = (
    "<html><body><h1>Quận Tân Lập sơ kết công tác dân vận quý I</h1>"
    "<p>Sáng 3/4, Quận ủy tổ chức hội nghị.</p></body></html>"
)


def test_newsbot_is_there_in_any_folder(tmp_path: Path) -> None:
    code = "from newsbot import extract_article; print(extract_article.__module__)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "newsbot.pages.article"


def test_importing_newsbot_does_not_import_scrapy() -> None:
    code = (
        "import sys, newsbot; print([m for m in sys.modules if m.split('.')[0] in ('scrapy', 'twisted', 'dateparser')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"


def test_the_arguments_are_a_contract() -> None:
    article = inspect.signature(extract_article).parameters
    assert list(article)[:5] == ["body", "url", "headers", "fetched_at", "content_type"]
    assert all(article[n].kind is inspect.Parameter.KEYWORD_ONLY for n in ("headers", "fetched_at", "content_type"))
    assert list(inspect.signature(parse_attendees).parameters) == ["text", "published", "place"]
    assert list(inspect.signature(parse_date).parameters) == ["text", "reference"]
    assert set(newsbot.__all__) >= {"Article", "SCHEMA_VERSION", "extract_article", "parse_attendees", "parse_date"}


def test_text_and_bytes_give_the_same_record() -> None:
    url = "https://tinhuy.example/tin/quan-tan-lap-so-ket-12345.html"
    from_text, from_bytes = extract_article(PAGE, url), extract_article(PAGE.encode(), url)
    assert isinstance(from_text, Article)
    assert to_json_line(from_text) == to_json_line(from_bytes)
    assert list(json.loads(to_json_line(from_text))) == [a.name for a in Article.__attrs_attrs__]


def test_people_of_a_passage() -> None:
    (person,) = parse_attendees("Dự lễ có đồng chí Đoàn Khắc Thuyên, Bí thư Quận ủy.", place="quận Tân Lập")
    assert isinstance(person, Attendee)
    assert (person.name, person.positions[0].body, person.positions[0].place) == (
        "Đoàn Khắc Thuyên",
        "Quận ủy",
        "Tân Lập",
    )


def test_a_date_prints_as_iso() -> None:
    assert str(parse_date("Sáng 31/12", reference="2025-01-02")) == "2024-12-31"
