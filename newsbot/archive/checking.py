"""Is an archive as it should be? What is wrong is told in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from newsbot.archive import building
from newsbot.archive.addresses import printed
from newsbot.archive.bodies import dechunk
from newsbot.archive.cdxj import Capture, read_index
from newsbot.archive.http import read_response
from newsbot.archive.members import DamageError
from newsbot.archive.page import Remark
from newsbot.archive.shelf import FINISHED, OPEN, File, file_digest, index_path, read_shelf
from newsbot.archive.spans import OpenSpan, Span
from newsbot.archive.wacz import inner_archives, listed_files, listed_pages
from newsbot.archive.warc import Damage, Reader, Record, digest_fits
from newsbot.dataset.report import Told
from newsbot.errors import SourceError

_WITH_ADDRESS = frozenset({"response", "revisit", "request", "resource", "conversion"})


def check_warc(span: Span, counts: Counter[str], urls: set[str] | None = None) -> Iterator[Told]:
    """What is wrong with a WARC file, record by record.

    :param counts: gets WARC-Type -> how many; :param urls: gets the addresses of the captures.
    """
    seen: set[int] = set()
    try:
        with OpenSpan(span) as archive:
            for found in Reader(archive).records():
                location = f"{span.label}, offset {found.offset}"
                if isinstance(found, Damage):
                    yield Told(location, f"damaged up to offset {found.end}: {found.text}")
                    continue
                counts[found.type] += 1
                if urls is not None and found.type in {"response", "revisit", "resource"}:
                    urls.add(found.url)
                for wrong in _wrong(found, seen):
                    yield Told(location, wrong)
    except SourceError as error:
        yield Told(span.label, str(error))


def _wrong(record: Record, seen: set[int]) -> Iterator[str]:
    if record.note:
        yield record.note
    id_ = record.headers.get("warc-record-id", "")
    if not id_:
        yield "the record has no WARC-Record-ID"
    elif hash(id_) in seen:
        yield f"the record is there twice: {id_}"
    seen.add(hash(id_))
    if not record.type:
        yield "the record has no WARC-Type"
    if not record.headers.get("warc-date"):
        yield "the record has no WARC-Date"
    if record.type in _WITH_ADDRESS and not record.url:
        yield f"the {record.type} has no WARC-Target-URI"
    if not record.note and digest_fits(record) is False:
        yield "the content does not fit its WARC-Block-Digest"
    if record.type == "response" and record.is_whole and record.url.startswith("http"):
        yield from _wrong_response(record)


def _wrong_response(record: Record) -> Iterator[str]:
    try:
        response = read_response(record.block)
    except SourceError as error:
        yield str(error)
        return
    stated = record.headers.get("warc-payload-digest", "")
    if stated.startswith("sha1:") and len(stated) == len("sha1:") + 32:
        fitting = {building.digest(response.payload), building.digest(dechunk(response.payload))}
        if stated.upper().replace("SHA1:", "sha1:") not in fitting:
            yield "the body does not fit its WARC-Payload-Digest"


def check_shelf(folder: Path) -> Iterator[Told]:
    """What is wrong with a folder of WARC files that has a manifest of newsbot: each file is read.

    :raises StoreError: when the manifest cannot be read.
    """
    known = {file.file: file for file in read_shelf(folder)}
    for path in sorted(folder.glob("*.warc.gz")):
        file = known.pop(path.name, None)
        if file is None:
            yield Told(printed(path), "the file is not in the manifest")
        yield from _check_file(path, file)
    for name in known:
        yield Told(printed(folder / name), "the manifest names the file, and it is not there")


def _check_file(path: Path, file: File | None) -> Iterator[Told]:
    counts: Counter[str] = Counter()
    size = path.stat().st_size
    for told in check_warc(Span(path), counts):
        if file is None or file.state != OPEN:
            yield told
    if file is None or file.state != FINISHED:
        return
    if size != file.bytes:
        yield Told(printed(path), f"the file has {size} bytes, and the manifest says {file.bytes}")
    elif file.sha256 != file_digest(path):
        yield Told(printed(path), "the file does not fit the SHA-256 in the manifest")
    if dict(counts) != file.records:
        yield Told(printed(path), f"the file holds {_listed(counts)}, and the manifest says {_listed(file.records)}")
    yield from _check_index(path, counts["response"] + counts["revisit"])


def _check_index(path: Path, captures: int) -> Iterator[Told]:
    index = index_path(path)
    try:
        entries = list(read_index(index))
    except SourceError as error:
        yield Told(printed(index), str(error))
        return
    yield from (Told(entry.location, entry.text) for entry in entries if isinstance(entry, Remark))
    listed = sum(isinstance(entry, Capture) for entry in entries)
    if listed != captures:
        yield Told(printed(index), f"the index lists {listed} captures of {captures}")


def check_wacz(path: Path, counts: Counter[str]) -> Iterator[Told]:
    """What is wrong with a WACZ file: its own list of digests, its archives, its pages without a capture."""
    urls: set[str] = set()
    try:
        for name, stated, found in listed_files(Span(path)):
            if found is None:
                yield Told(printed(path), f"datapackage.json lists {name}, and it is not there")
            elif stated is not None and found.hex() != stated:
                yield Told(printed(path), f"{name} does not fit its digest in datapackage.json")
        for inner in inner_archives(Span(path)):
            if inner.span is None:
                yield Told(f"{printed(path)}, {inner.name}", "the archive is compressed once more: not looked into")
            else:
                yield from check_warc(inner.span, counts, urls)
        missing = {url for url in listed_pages(Span(path)) if url not in urls}
        yield from (Told(printed(path), f"the page is listed and not archived: {url}") for url in sorted(missing))
    except SourceError as error:
        yield Told(printed(path), str(error))


def check_pointer(folder: Path, pointer: dict[str, str | int]) -> str | None:
    """What is wrong with where a record says that its page lies; ``None`` when it is there."""
    path = folder / str(pointer["path"])
    try:
        with OpenSpan(Span(path)) as span:
            record = Reader(span).record_at(int(pointer["offset"]))
    except (SourceError, DamageError) as error:
        return f"its page is not at {pointer['path']}, offset {pointer['offset']}: {error}"
    if record.headers.get("warc-payload-digest") != pointer["digest"]:
        return f"another page is at {pointer['path']}, offset {pointer['offset']}"
    return None


def _listed(counts: Counter[str] | dict[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in sorted(counts.items())) or "nothing"
