import json

import pytest

from newsbot.pages.document import parse
from newsbot.pages.metadata import Linked, Metadata, read_metadata


def metadata(head: str) -> Metadata:
    return read_metadata(parse(f"<html lang='vi'><head>{head}</head><body></body></html>")[0])


def linked(source: str) -> Linked:
    return metadata(f'<script type="application/ld+json">{source}</script>').linked


ARTICLE = {"@type": "NewsArticle", "headline": "Một bài", "datePublished": "2025-01-03", "author": {"name": "Hoài Thu"}}


@pytest.mark.parametrize(
    "source",
    [
        json.dumps(ARTICLE),
        json.dumps([{"@type": "WebSite"}, ARTICLE]),
        json.dumps({"@context": "x", "@graph": [{"@type": "Person", "name": "X"}, ARTICLE]}),
        json.dumps(ARTICLE) + "; trailing garbage }",
        json.dumps(ARTICLE)[:-1] + ",}",
        "<!-- " + json.dumps(ARTICLE),
        json.dumps({**ARTICLE, "@type": ["Article", "Thing"], "author": [{"name": "Hoài Thu"}]}),
    ],
    ids=["object", "list", "graph", "garbage", "comma", "comment", "types"],
)
def test_the_article_is_found(source: str) -> None:
    found = linked(source)
    assert (found.headline, found.published, found.authors) == ("Một bài", "2025-01-03", ["Hoài Thu"])


@pytest.mark.parametrize(
    "source", ["", "{", "[" * 50_000, '{"a":' * 50_000, '{"@type": 5}', "null", '{"@type":"Article"}']
)
def test_what_says_nothing(source: str) -> None:
    assert linked(source).headline == ""


def test_breadcrumbs() -> None:
    items = [{"name": "Trang chủ"}, {"item": {"name": "Thời sự"}}, {"item": "https://x.vn/"}]
    assert linked(json.dumps({"@type": "BreadcrumbList", "itemListElement": items})).breadcrumbs == [
        "Trang chủ",
        "Thời sự",
    ]


def test_meta_elements() -> None:
    found = metadata(
        '<title> Một bài - Trang tin </title><meta property="og:title" content="Một &amp;amp; hai">'
        '<meta property="article:tag" content="a"><meta property="article:tag" content="b">'
        '<link rel="canonical" href=" https://x.vn/1 "><base href="/b/">'
    )
    assert (found.title, found.meta["og:title"], found.language) == ("Một bài - Trang tin", "Một & hai", "vi")
    assert found.meta_lists["article:tag"] == ["a", "b"]
    assert (found.canonical, found.base) == ("https://x.vn/1", "/b/")
    assert found.first("missing", "og:title") == ("og:title", "Một & hai")
    assert found.first("missing") == ("", "")
