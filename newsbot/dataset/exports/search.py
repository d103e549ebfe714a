"""Search in a SQLite export: words with marks as they are printed, words without marks however they are marked."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any

from attrs import field, frozen

from newsbot.dataset.exports import facets
from newsbot.dataset.exports.folding import exact, plain
from newsbot.text.unicode import clean

MOST = 1000
"""So many hits are looked at. More are not counted: a word that every article holds would take seconds."""

_CROWD = 10 * MOST
"""So many hits of some months are put in order. Where one month has more, those of its last days may be missed."""

_WORD = re.compile(r"\w+")
_PART = re.compile(r'"([^"]{0,200})"|(\S+)')
_TONES = ("oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ", "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy")
_SPELLINGS = dict(zip(*map(str.split, _TONES), strict=True))
_PAIR = re.compile("|".join(_SPELLINGS))


@frozen
class Query:
    """What to look for.

    :ivar words: what a user typed; ``"…"`` keeps words together.
    :ivar narrowed: kind of facet -> the value that an article must have.
    :ivar person: a person who must be named.
    """

    words: str = ""
    narrowed: Mapping[str, object] = field(factory=dict)
    person: int | None = None


@frozen
class Hits:
    """What was found.

    :ivar articles: numbers of articles, the newest first.
    :ivar more: there are more, which were not looked at.
    """

    articles: list[int]
    more: bool

    @property
    def number(self) -> int:
        """How many were found."""
        return len(self.articles)


def expression(words: str) -> str:
    """What a user typed, as an expression of the index; empty when there is no word in it.

    Each word must be there. "uy" finds "ủy", "uỷ" and "uy"; "ủy" finds "ủy" and "uỷ", the two places of the mark.
    """
    parts: list[str] = []
    for quoted, single in _PART.findall(clean(words).replace("“", '"').replace("”", '"')):
        tokens = _WORD.findall(quoted or single)
        if tokens:
            parts.append(_either(" ".join(tokens)))
    return " AND ".join(parts[:20])


def _either(phrase: str) -> str:
    """A phrase in both spellings, to be found where it is exact if it has marks."""
    lowered = phrase.lower()
    forms = dict.fromkeys((lowered, exact(lowered), old_spelling(lowered)))
    columns = "{title_plain text_plain names_plain}" if plain(lowered) == lowered else "{title text names}"
    quoted = " OR ".join(f'"{form}"' for form in forms)
    return f"({columns} : ({quoted}))"


def old_spelling(folded: str) -> str:
    """``folded`` with the tone marks where most print them: "uỷ" as "ủy"."""
    return _PAIR.sub(lambda match: _SPELLINGS[match[0]], exact(folded))


def search(database: sqlite3.Connection, query: Query) -> Hits:
    """The articles that hold all words and have all values. The newest come first.

    :raises sqlite3.Error: when the database is no export.
    """
    match = _match(query.words, query.narrowed)
    if not match:
        return _hits(_of_all(database, query.person))
    rows = _found(database, match, query.person, MOST + 1)
    if len(rows) <= MOST:
        return _hits(rows)
    return _hits(_newest(database, match, query))


def _newest(database: sqlite3.Connection, match: str, query: Query) -> list[Any]:
    """The hits of the newest months, as many as are looked at.

    Several months are asked for at once where they are expected to hold no more than is wanted: each question walks
    through the index anew.
    """
    rows: list[Any] = []
    waiting = _months(database, str(query.narrowed.get(facets.YEAR, "")))
    size = 1
    while len(rows) <= MOST and (months := list(islice(waiting, size))):
        asked = " OR ".join(facets.word(facets.MONTH, month) for month in months)
        found = _found(database, f"{match} AND facets : ({asked})", query.person, _CROWD)
        if size > 1 and len(found) == _CROWD:  # perhaps not the newest ones
            waiting, size = chain(months, waiting), 1
            continue
        rows += found
        size = min(2 * size, max(1, size * (MOST + 1 - len(rows)) // max(1, len(found))))
    return rows


def _match(words: str, narrowed: Mapping[str, object]) -> str:
    parts = [expression(words), *(f"facets : {facets.word(kind, value)}" for kind, value in narrowed.items())]
    return " AND ".join(filter(None, parts))


def _found(database: sqlite3.Connection, match: str, person: int | None, limit: int) -> list[Any]:
    # The cross join walks through the index, where hits come one by one; a person has few articles, they come first.
    if person is None:
        source = "articles_fts f CROSS JOIN articles r ON r.article = f.rowid WHERE articles_fts MATCH :match"
    else:
        source = (
            "articles_fts f CROSS JOIN articles r ON r.article = f.rowid WHERE articles_fts MATCH :match"
            " AND f.rowid IN (SELECT article FROM attendances WHERE person = :person)"
        )
    sql = f"SELECT r.article, r.published_date FROM {source} LIMIT :limit"  # noqa: S608 (own words)
    return database.execute(sql, {"match": match, "person": person, "limit": limit}).fetchall()


def _of_all(database: sqlite3.Connection, person: int | None) -> list[Any]:
    where = "" if person is None else "WHERE article IN (SELECT article FROM attendances WHERE person = :person)"
    sql = f"SELECT article, published_date FROM articles {where} ORDER BY published_date DESC LIMIT {MOST + 1}"  # noqa: S608
    return database.execute(sql, {"person": person}).fetchall()


def _months(database: sqlite3.Connection, year: str) -> Iterator[str]:
    """The months of publication, of ``year`` if one is given, from the newest on: one step in the index for each."""
    query = "SELECT substr(max(published_date), 1, 7) FROM articles WHERE published_date < ?"
    (month,) = database.execute(query, (f"{year}-99" if year else ":",)).fetchone()  # ":" comes after all digits
    while month and month.startswith(year):
        yield month
        (month,) = database.execute(query, (month,)).fetchone()
    yield facets.UNDATED


def _hits(rows: list[Any]) -> Hits:
    newest = sorted(rows, key=lambda row: (row[1] or "", row[0]), reverse=True)[:MOST]
    return Hits([row[0] for row in newest], len(rows) > MOST)


def found(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where in ``text``, from first to last, stands a word that ``words`` look for."""
    marked: set[str] = set()
    unmarked: set[str] = set()
    for token in _WORD.findall(clean(words).lower()):
        (unmarked if plain(token) == token else marked).add(exact(token))
    if marked or unmarked:
        for match in _WORD.finditer(text):
            if exact(match[0]) in marked or plain(match[0]) in unmarked:
                yield match.span()


def highlighted(text: str, words: str) -> list[tuple[str, bool]]:
    """``text`` in pieces, each with whether it is what ``words`` look for."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for start, stop in found(text, words):
        pieces += [(text[end:start], False), (text[start:stop], True)]
        end = stop
    return [piece for piece in (*pieces, (text[end:], False)) if piece[0]]
