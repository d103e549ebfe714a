"""A page as a fixture: what was fetched, and the record that is to be read from it.

A fixture is a folder with ``page.html``, ``response.json`` (url, headers, fetched_at) and ``expected.json``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from attrs import fields

from newsbot.archive.page import Page
from newsbot.dataset.files import write_file
from newsbot.errors import StoreError
from newsbot.records import Article, to_dict

_NOT_EXPECTED = frozenset(("schema_version", "fetched_at", "archive", "content_hash", "revision", "provenance"))
FIELDS = tuple(field.name for field in fields(Article) if field.name not in _NOT_EXPECTED)
"""The fields of a record that a fixture says; the others tell of the fetching, or follow from these."""


def write_fixture(folder: Path, page: Page) -> None:
    """Write ``page`` as a fixture into the new ``folder``, expecting what newsbot reads from it now.

    :raises SourceError: when newsbot fails on the page.
    :raises StoreError: when the folder exists, or a file cannot be written.
    """
    expected = expected_of(page)
    if folder.exists():
        raise StoreError(f"{folder} exists already")
    folder.mkdir(parents=True)
    response = {"url": page.url, "headers": dict(page.headers or {}), "fetched_at": page.fetched_at}
    write_file(folder / "page.html", [page.body])
    write_file(folder / "response.json", [as_json(response)])
    write_file(folder / "expected.json", [as_json(expected)])


def expected_of(page: Page) -> dict[str, Any]:
    """What newsbot reads from ``page`` now, as ``expected.json`` holds it.

    :raises SourceError: when newsbot fails on the page.
    """
    record = to_dict(page.article())
    return {name: record[name] for name in FIELDS}


def as_json(data: Any) -> bytes:
    """``data`` as the files of a fixture are written."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "surrogatepass")
