"""Parts: so many jobs as one process does in one go, and the file that comes out.

The file of a part holds JSON lines, one per event; the line after a record event is the record itself, as it will stand
in the dataset. It is written beside its place and moved there when it is whole, so a part is there or is not.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from attrs import asdict, frozen
from fastjsonschema import JsonSchemaException

from newsbot.archive.jobs import Job
from newsbot.archive.page import Entry, Kind, Page, Passed, Place, Remark, Revisit, Walked
from newsbot.archive.selection import Selection
from newsbot.discovery.listing import is_listing
from newsbot.errors import SourceError, StoreError, reason
from newsbot.extraction.files import PartFiles
from newsbot.extraction.revisits import RevisitJob, place_data
from newsbot.records import Article, Warn, to_dict, to_json_line
from newsbot.schema import validator
from newsbot.sites import site_for

WEIGHT = 8 << 20
"""A part has jobs of so many bytes, or one job that has more."""
_MOST_JOBS = 1000
_TAIL = 1 << 16


@frozen(kw_only=True)
class Options:
    """What is asked of every page."""

    selection: Selection
    keep_all: bool = False


@frozen
class Part:
    """So much work as is done in one go.

    :ivar number: its place among all; :ivar salt: data that changes when newsbot or the options do.
    """

    number: int
    jobs: tuple[Job, ...]
    salt: str

    @property
    def name(self) -> str:
        """The name of its file, which changes when the result may."""
        data = json.dumps([self.salt, [[type(job).__name__, job.key] for job in self.jobs]])
        return f"{self.number:07d}-{hashlib.sha256(data.encode()).hexdigest()[:16]}.jsonl"

    @property
    def weight(self) -> int:
        """About how many bytes are to be read."""
        return sum(job.weight for job in self.jobs)

    @property
    def is_remote(self) -> bool:
        """Whether it asks other hosts."""
        return any(job.is_remote for job in self.jobs)


@frozen
class Summary:
    """The last line of the file of a part.

    :ivar pages: read; :ivar skipped: reason -> how many.
    :ivar walked: for each job, where in an archive it walked: [first, end] or nothing.
    """

    pages: int
    skipped: dict[str, int]
    walked: list[list[int]]


def divide(jobs: Iterable[Job], salt: str, number: int = 0) -> Iterator[Part]:
    """Parts of about equal size, the same ones for every number of processes; ``number`` is that of the first."""
    gathered: list[Job] = []
    weight = 0
    for job in jobs:
        if gathered and (weight + job.weight > WEIGHT or len(gathered) >= _MOST_JOBS):
            yield Part(number, tuple(gathered), salt)
            gathered, weight, number = [], 0, number + 1
        gathered.append(job)
        weight += job.weight
    if gathered:
        yield Part(number, tuple(gathered), salt)


def work(part: Part, files: PartFiles, options: Options) -> Iterator[None]:
    """Do a part, unless its file is there; one item per entry.

    :raises StoreError: when the file cannot be written.
    """
    name = part.name
    try:
        if files.has(name):
            return
        draft = files.draft(name)
        try:
            with draft.open("wb") as file:
                yield from _Writer(file, options).write(part.jobs)
                file.flush()
                os.fsync(file.fileno())
            files.publish(draft, name)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"cannot write {files}: {reason(error)}") from error


def summary_of(path: Path) -> Summary:
    """The last line of the file of a part.

    :raises StoreError: when it cannot be read.
    """
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            tail = b""
            while b"\n" not in tail[:-1] and len(tail) < size:
                start = max(0, size - len(tail) - _TAIL)
                file.seek(start)
                tail = file.read(size - start)
        return Summary(**json.loads(tail[:-1].rpartition(b"\n")[2]))
    except OSError as error:
        raise StoreError(f"cannot read {path}: {reason(error)}") from error


class _Writer:
    def __init__(self, file: BinaryIO, options: Options) -> None:
        self._file = file
        self._options = options
        self._check = validator()
        self._pages = 0
        self._skipped: Counter[str] = Counter()
        self._place: dict[str, int] = {}

    def write(self, jobs: Iterable[Job]) -> Iterator[None]:
        walked: list[list[int]] = []
        for job in jobs:
            walked.append([])
            self._place = {"q": job.place_in_order} if isinstance(job, RevisitJob) else {}
            for entry in job.entries(self._options.selection):
                if isinstance(entry, Walked):
                    walked[-1] = [entry.start, entry.end]
                else:
                    self._entry(entry)
                    yield
        self._line(asdict(Summary(self._pages, dict(self._skipped), walked)))

    def _event(self, data: dict[str, Any]) -> None:
        self._line({**data, **self._place})

    def _line(self, data: dict[str, Any]) -> None:
        self._file.write(json.dumps(data, separators=(",", ":")).encode() + b"\n")

    def _entry(self, entry: Entry) -> None:
        match entry:
            case Page():
                self._page(entry)
            case Passed():
                self._origin(entry.url, entry.fetched_at, entry.place)
            case Revisit():
                self._event({"e": "revisit", "l": entry.location, **_revisit_data(entry)})
            case Remark(kind=Kind.SKIPPED):
                self._skipped[entry.text] += 1
            case Remark():
                self._event({"e": str(entry.kind), "l": entry.location, "text": entry.text})

    def _page(self, page: Page) -> None:
        self._pages += 1
        if page.place is not None and page.fetched_at:
            self._origin(page.url, page.fetched_at, page.place)
        if not self._options.keep_all and is_listing(page.url, site_for(page.url)):
            self._drop(page.location, "listing", "the address of a listing")
            return
        try:
            article = page.article()
            self._check(to_dict(article))
        except JsonSchemaException as error:
            self._fail(page.location, f"the record breaks the schema: {error}")
        except SourceError as error:
            self._fail(page.location, str(error))
        else:
            self._article(article, page)

    def _origin(self, url: str, date: str, place: Place) -> None:
        self._event({"e": "origin", "u": url, "d": date, **place_data(place)})

    def _article(self, article: Article, page: Page) -> None:
        if Warn.UNREADABLE in article.warnings:
            self._fail(page.location, "the page is no text")
        elif Warn.NOT_AN_ARTICLE in article.warnings and not self._options.keep_all:
            kind, _, rule = article.provenance["kind"].partition(": ")
            self._drop(page.location, kind, rule)
        else:
            event = {"e": "record", "l": page.location, "id": article.id, "t": article.fetched_at}
            crawl = page.place.crawl if page.place else None
            is_cut = page.is_cut or Warn.TRUNCATED in article.warnings
            self._event({**event, "h": article.content_hash, "c": crawl, "w": article.warnings, "x": is_cut})
            self._file.write(to_json_line(article).encode() + b"\n")

    def _drop(self, location: str, why: str, detail: str) -> None:
        self._event({"e": "dropped", "l": location, "text": why, "detail": detail})

    def _fail(self, location: str, text: str) -> None:
        self._event({"e": "failure", "l": location, "text": text})


def _revisit_data(revisit: Revisit) -> dict[str, Any]:
    stated = {"ou": revisit.original_url, "od": revisit.original_date}
    return {"u": revisit.url, "d": revisit.fetched_at, **stated, **place_data(revisit.place)}
