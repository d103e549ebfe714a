"""WACZ: a ZIP file with WARC files in it (https://specs.webrecorder.net/wacz/1.1.1/)."""

from __future__ import annotations

import hashlib
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from attrs import evolve, frozen

from newsbot.archive import storage
from newsbot.archive.spans import Span
from newsbot.errors import SourceError, reason

SUFFIX = ".wacz"
_ARCHIVES = "archive/"
_WARCS = (".warc", ".warc.gz", ".warc.zst")
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_MOST_LISTED = 64 << 20
# What the ZIP module raises for a broken file: also a coding or an encryption that it does not know.
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError)


@frozen
class Inner:
    """A WARC file in a WACZ file.

    :ivar span: where its bytes lie; ``None`` when it is compressed once more and cannot be read in place.
    """

    name: str
    size: int
    span: Span | None


def inner_archives(file: Span) -> list[Inner]:
    """The WARC files in a WACZ file, in the order of their names.

    :raises SourceError: when it is no ZIP file, or its directory is broken.
    """
    with _opened(file) as (archive, data):
        infos = [info for info in archive.infolist() if _is_archive(info.filename)]
        return [_inner(file, data, info) for info in sorted(infos, key=lambda info: info.filename)]


def listed_pages(file: Span) -> Iterator[str]:
    """The addresses that the lists of pages name (``pages/*.jsonl``).

    :raises SourceError: when they cannot be read.
    """
    with _opened(file) as (archive, _):
        for info in archive.infolist():
            if info.filename.startswith("pages/") and info.filename.endswith(".jsonl"):
                for line in _read(archive, info).splitlines()[1:]:
                    url = _object(line).get("url")
                    if isinstance(url, str):
                        yield url


def listed_files(file: Span) -> Iterator[tuple[str, str | None, bytes | None]]:
    """The files that ``datapackage.json`` lists: name, stated SHA-256, and the true one (``None`` where it is gone).

    :raises SourceError: when the list cannot be read.
    """
    with _opened(file) as (archive, _):
        if "datapackage.json" not in archive.namelist():
            raise SourceError("datapackage.json is missing")
        resources = _object(_read(archive, archive.getinfo("datapackage.json"))).get("resources")
        for resource in resources if isinstance(resources, list) else []:
            if isinstance(resource, dict) and isinstance(name := resource.get("path"), str):
                stated = str(resource.get("hash") or "")
                yield name, stated.removeprefix("sha256:") or None, _digest(archive, name)


def unpack(file: Span, name: str, target: IO[bytes]) -> None:
    """Write a WARC file that is compressed once more to ``target``.

    :raises SourceError: when it is broken.
    """
    with _opened(file) as (archive, _):
        try:
            with archive.open(name) as source:
                while piece := source.read(1 << 20):
                    target.write(piece)
        except _BROKEN as error:
            raise SourceError(f"{name} cannot be unpacked: {error}") from error


@contextmanager
def _opened(file: Span) -> Iterator[tuple[zipfile.ZipFile, IO[bytes]]]:
    try:
        with (
            storage.open_file(file.url) if file.url else file.path.open("rb") as data,
            zipfile.ZipFile(data) as archive,
        ):
            yield archive, data
    except OSError as error:
        raise SourceError(reason(error)) from error
    except _BROKEN as error:
        raise SourceError(f"the directory of the ZIP file is missing or broken ({error})") from error


def _is_archive(name: str) -> bool:
    return name.startswith(_ARCHIVES) and name.lower().endswith(_WARCS)


def _inner(file: Span, data: IO[bytes], info: zipfile.ZipInfo) -> Inner:
    if info.compress_type != zipfile.ZIP_STORED or info.flag_bits & 1:
        return Inner(info.filename, info.file_size, None)
    data.seek(info.header_offset)
    header = data.read(_LOCAL_HEADER.size)
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
        raise SourceError(f"{file.label}: the directory of the ZIP file is wrong about {info.filename}")
    _, name_size, extra_size = _LOCAL_HEADER.unpack(header)
    start = info.header_offset + _LOCAL_HEADER.size + name_size + extra_size
    return Inner(info.filename, info.file_size, evolve(file, start=start, size=info.file_size, name=info.filename))


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(info) as file:
            return file.read(_MOST_LISTED)
    except (*_BROKEN, OSError) as error:
        raise SourceError(f"{info.filename} cannot be read: {error}") from error


def _digest(archive: zipfile.ZipFile, name: str) -> bytes | None:
    try:
        with archive.open(name) as file:
            algorithm = hashlib.sha256()
            while piece := file.read(1 << 20):
                algorithm.update(piece)
            return algorithm.digest()
    except KeyError:
        return None
    except (*_BROKEN, OSError):
        return b""


def _object(text: bytes) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
