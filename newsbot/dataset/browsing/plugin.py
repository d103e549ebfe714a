"""What newsbot adds to Datasette: its own pages, and answers that do no harm whatever the data say."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlencode, urlsplit

import datasette
from datasette.utils.asgi import Response

from newsbot.dataset.browsing import labels, queries
from newsbot.dataset.browsing.server import DATABASE
from newsbot.dataset.exports.visible import visible
from newsbot.records import PartOfDay, PublishedSource, Role

_NARROWING = ("site", "year", "role", "body", "person")
_LONGEST = 200
"""Longer values of a query are cut: nobody types them."""
_STATIC = Path(__file__).parent / "static"
_STYLES = {name: (_STATIC / name).read_text(encoding="utf-8") for name in ("newsbot.css", "tables.css")}
"""The style of the pages, and what Datasette's own get besides theirs."""

Data = dict[str, Any]
Hook = TypeVar("Hook", bound=Callable[..., Any])
hookimpl: Callable[[Hook], Hook] = datasette.hookimpl


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """The pages."""
    return [
        (r"^/$", home),
        (r"^/search$", search),
        (r"^/article/(?P<number>\d{1,12})$", partial(_one, queries.article, "newsbot_article.html")),
        (r"^/person/(?P<number>\d{1,12})$", partial(_one, queries.person, "newsbot_person.html")),
        (r"^/body/(?P<number>\d{1,12})$", partial(_one, queries.body, "newsbot_body.html")),
        (r"^/-/(?P<name>newsbot|tables)\.css$", stylesheet),
    ]


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    """What the templates use."""
    env.filters["visible"] = lambda value: visible(str(value))
    env.filters["web"] = web_address
    env.globals["style"] = _address("newsbot.css")
    env.globals["words"] = labels.LABELS
    env.globals["fields"] = labels.FIELDS
    env.globals["kinds"] = {
        "role": {str(code): label for code, label in labels.ROLES.items()},
        "part_of_day": {str(code): label for code, label in labels.PARTS_OF_DAY.items()},
        "published_source": {str(code): label for code, label in labels.DATE_SOURCES.items()},
    }
    env.globals["meanings"] = {str(code): label for code, label in labels.WARNINGS.items()}
    assert set(labels.ROLES) == set(Role)  # noqa: S101 (a code without a label would show as nothing)
    assert set(labels.PARTS_OF_DAY) == set(PartOfDay)  # noqa: S101
    assert set(labels.DATE_SOURCES) == set(PublishedSource)  # noqa: S101


@hookimpl
def extra_css_urls() -> list[str]:
    """On Datasette's pages the rows come first, not what each column means."""
    return [_address("tables.css")]


def _address(style: str) -> str:
    """Where a style lies; another one has another address."""
    return f"/-/{style}?{hashlib.sha256(_STYLES[style].encode()).hexdigest()[:8]}"


@hookimpl
def render_cell(value: object) -> str | None:
    """In Datasette's tables too, nothing turns the line."""
    if isinstance(value, str) and visible(value) != value:
        return visible(value)
    return None


@hookimpl
def menu_links() -> list[dict[str, str]]:
    """The way back from Datasette's pages."""
    return [{"href": "/", "label": "newsbot"}]


@hookimpl
def asgi_wrapper() -> Callable[[Any], Any]:
    """Answers own names only, gives no CSV with formulas in it, and tells browsers to run nothing."""
    return _guarded


def web_address(value: object) -> str | None:
    """``value`` if it is the address of a web page: nothing else becomes a link."""
    text = str(value)
    return text if urlsplit(text).scheme in {"http", "https"} else None


async def home(request: Any, datasette: Any) -> Any:
    """The first page."""
    return await _page(datasette, request, "newsbot_home.html", queries.home)


async def search(request: Any, datasette: Any) -> Any:
    """Hits, a page at a time."""
    words = request.args.get("q", "")[:_LONGEST]
    narrowed = {kind: request.args.get(kind)[:_LONGEST] for kind in _NARROWING if request.args.get(kind)}
    number = request.args.get("page", "1")
    page = max(1, int(number)) if number.isdecimal() and len(number) < 5 else 1

    def link(**changes: object) -> str:
        """The address of this search with some changes; ``None`` takes a part away."""
        parts: Data = {"q": words, **narrowed, **changes}
        return "/search?" + urlencode({key: value for key, value in parts.items() if value not in (None, "")})

    more = {"q": words, "page": page, "link": link, "has_quotes": any(mark in words for mark in '"“”')}
    return await _page(
        datasette, request, "newsbot_search.html", lambda c: {**queries.results(c, words, narrowed, page), **more}
    )


async def _one(
    find: Callable[[sqlite3.Connection, int], Data | None], template: str, request: Any, datasette: Any
) -> Any:
    """The page of one thing."""
    return await _page(datasette, request, template, lambda c: find(c, int(request.url_vars["number"])))


async def _page(datasette: Any, request: Any, template: str, find: Callable[[Any], Data | None]) -> Any:
    found = await datasette.get_database(DATABASE).execute_fn(find)
    status = 200 if found is not None else 404
    name = template if found is not None else "newsbot_missing.html"
    return Response.html(await datasette.render_template(name, found or {}, request=request), status=status)


async def stylesheet(request: Any) -> Any:
    """A style of the pages."""
    kept = {"cache-control": "max-age=86400"}  # from page to page; another style has another address
    style = _STYLES[f"{request.url_vars['name']}.css"]
    return Response(style, content_type="text/css; charset=utf-8", headers=kept)


_HOSTS = {"127.0.0.1", "localhost"}
_OWN_PAGES = ("/search", "/article/", "/person/", "/body/")
_STRICT = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_DATASETTE = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def _guarded(app: Any) -> Any:
    async def guard(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        path = scope["path"]
        is_own = path == "/" or path.startswith(_OWN_PAGES)
        headers = [
            (b"content-security-policy", (_STRICT if is_own else _DATASETTE).encode()),
            (b"referrer-policy", b"no-referrer"),
            (b"x-content-type-options", b"nosniff"),
        ]

        async def send_guarded(message: Any) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", []), *headers]}
            await send(message)

        if refusal := _refusal(scope):
            await Response.text(refusal, status=403).asgi_send(send_guarded)
        else:
            await app(scope, receive, send_guarded)

    return guard


def _refusal(scope: Any) -> str | None:
    """Why a request is not answered."""
    host = dict(scope["headers"]).get(b"host", b"").decode("latin-1").rpartition(":")
    if (host[0] or host[2]) not in _HOSTS:
        return "This server answers to 127.0.0.1 only.\n"
    formats = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("_format", [])
    if scope["path"].endswith(".csv") or "csv" in formats:
        return "CSV as made here could hold formulas: use newsbot export --to csv.\n"
    return None
