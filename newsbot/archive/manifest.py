"""``manifest.jsonl``: where the files of a folder came from, one JSON object a line.

    {"file": "a.html", "url": "https://…", "fetched_at": "2025-01-05T09:30:00+07:00", "headers": {"Content-Type": "…"}}

``file`` is needed; what else is missing or null is unknown. Other keys are of no interest here.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from attrs import define, field

from newsbot.archive.addresses import printed, web_address
from newsbot.errors import SourceError, reason

MANIFEST = "manifest.jsonl"

_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_LONGEST_QUOTE = 100


@define(kw_only=True)
class Listed:
    """What one line of a manifest says.

    :ivar location: where it stands: "mirror/manifest.jsonl, line 3".
    :ivar file: the file that it is about, relative to the folder of the manifest.
    :ivar error: why the file cannot be read as listed.
    :ivar notes: what else of the line is of no use.
    """

    location: str
    file: PurePosixPath | None = None
    url: str | None = None
    fetched_at: str | None = None
    headers: dict[str, str] | None = None
    error: str | None = None
    notes: list[str] = field(factory=list)


def read_manifest(path: Path) -> Iterator[Listed]:
    """The lines of a manifest, blank ones left out.

    :raises SourceError: when the manifest cannot be read.
    """
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _read_line(f"{printed(path)}, line {number}", line)
    except OSError as error:
        raise SourceError(reason(error)) from error


def _read_line(location: str, line: bytes) -> Listed:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return Listed(location=location, error="the line is no JSON")
    if not isinstance(data, dict) or not isinstance(data.get("file"), str):
        return Listed(location=location, error='the line names no "file"')
    listed = Listed(location=location)
    _read_file(listed, data["file"])
    _read_url(listed, data.get("url"))
    _read_fetched_at(listed, data.get("fetched_at"))
    _read_headers(listed, data.get("headers"))
    return listed


def _read_file(listed: Listed, name: str) -> None:
    file = PurePosixPath(name)
    try:
        fit = b"\0" not in os.fsencode(name)
    except UnicodeEncodeError:
        fit = False
    if not fit:
        listed.error = f"no file can have this name: {_quote(ascii(name))}"
    elif file.is_absolute() or ".." in file.parts or not file.parts:
        listed.error = f"the file lies outside of the folder: {_quote(name)}"
    else:
        listed.file = file


def _read_url(listed: Listed, url: Any) -> None:
    if url is None:
        return
    listed.url = web_address(url) if isinstance(url, str) else None
    if listed.url is None:
        listed.error = listed.error or f"the URL is no http(s) address: {_quote(url)}"


def _read_fetched_at(listed: Listed, moment: Any) -> None:
    if isinstance(moment, str) and _is_moment(moment):
        listed.fetched_at = moment
    elif moment is not None:
        listed.notes.append(f"fetched_at is no date-time with offset, taken as unknown: {_quote(moment)}")


def _is_moment(text: str) -> bool:
    try:
        return _DATE_TIME.fullmatch(text) is not None and datetime.fromisoformat(text) is not None
    except ValueError:
        return False


def _read_headers(listed: Listed, headers: Any) -> None:
    if isinstance(headers, dict) and all(isinstance(value, str) for value in headers.values()):
        listed.headers = headers
    elif headers is not None:
        listed.notes.append(f"headers are no object of strings, taken as unknown: {_quote(headers)}")


def _quote(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"
