"""What went into a run, as digests: of the sources, and of newsbot itself."""

from __future__ import annotations

import hashlib
import json
import os
from functools import cache
from pathlib import Path

import newsbot
from newsbot.archive import storage
from newsbot.archive.sources import LIST
from newsbot.errors import SourceError
from newsbot.records import SCHEMA_VERSION
from newsbot.sites import all_sites
from newsbot.version import __version__

_CODE = (".py", ".tsv", ".toml")


def salt(options: object) -> str:
    """Data that changes when newsbot, its sites or the options do, and with them the result of a part."""
    return hashlib.sha256(json.dumps([code_digest(), repr(options)]).encode()).hexdigest()


@cache
def code_digest() -> str:
    """Data that changes when newsbot or its sites do."""
    digest = hashlib.sha256()
    root = Path(newsbot.__file__).parent
    for path in sorted(path for path in root.rglob("*") if path.suffix in _CODE):
        digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    digest.update(json.dumps([__version__, SCHEMA_VERSION, repr(sorted(all_sites().items()))]).encode())
    return digest.hexdigest()


def digest_of(source: str) -> str:
    """The SHA-256 of a file, or of the list of digests and names of all files in a folder.

    In a storage: what it says of their versions, as nothing is read twice from there.
    """
    if storage.is_url(source):
        return _stored(source)
    path = Path(source.removeprefix(LIST))
    if not path.is_dir():
        return f"sha256:{_file(path)}"
    digest = hashlib.sha256()
    for folder, folders, files in os.walk(path):
        folders.sort()
        for name in sorted(files):
            file = Path(folder) / name
            digest.update(os.fsencode(f"{_file(file)}  {file.relative_to(path).as_posix()}\n"))
    return f"sha256:{digest.hexdigest()}"


def _stored(url: str) -> str:
    try:
        files, is_folder = storage.listed(url)
    except SourceError:
        return "unreadable"
    if not is_folder:
        return f"version:{files[0].version}"
    lines = "".join(f"{file.version}  {file.url}\n" for file in files)
    return f"versions:sha256:{hashlib.sha256(lines.encode('utf-8', 'replace')).hexdigest()}"


def _file(path: Path) -> str:
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:  # noqa: PTH123 (no waiting)
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return "unreadable"
