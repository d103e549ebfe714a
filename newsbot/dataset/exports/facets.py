"""What a search can be narrowed by, as words of the full-text index, where they are found as fast as any other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsbot.dataset.exports.rows import Record, people

SITE, YEAR, MONTH, ROLE, BODY = "site", "year", "month", "role", "body"
UNDATED = "0000-00"


def word(kind: str, value: object) -> str:
    """The word for one value; nobody types it by chance."""
    return f"x{kind}{str(value).encode().hex()}"


def words(record: Record, bodies: Iterable[int]) -> str:
    """The words for everything that a record can be found by."""
    return " ".join(dict.fromkeys(word(kind, value) for kind, value in _values(record, bodies)))


def _values(record: Record, bodies: Iterable[int]) -> Iterator[tuple[str, object]]:
    day = record["published_date"] or UNDATED
    yield SITE, record["site"]
    yield YEAR, day[:4]
    yield MONTH, day[:7]
    for _, _, person in people(record):
        for role in person["roles"]:
            yield ROLE, role
    for body in bodies:
        yield BODY, body
