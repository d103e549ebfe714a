"""Files that are named by a URL (``s3://bucket/a.warc.gz``), through fsspec (extra ``remote``)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from attrs import frozen

from newsbot.dataset.exports.extras import extra
from newsbot.errors import NewsbotError, SourceError, StoreError

_BLOCK = 1 << 20
_WEB = frozenset({"http", "https"})
_S3 = frozenset({"s3", "s3a"})
_LONGEST = 300
"""So much is told of what a library says."""


@frozen
class Stored:
    """A file in a storage.

    :ivar version: something that changes with its content.
    """

    url: str
    size: int
    version: str


def is_url(name: str) -> bool:
    """Whether a name is a URL of a storage, and not that of a file here."""
    return "://" in name


def listed(url: str) -> tuple[list[Stored], bool]:
    """The file ``url``, or all files below the folder ``url``, in the order of their names; and whether it is a folder.

    :raises SourceError: when there is neither, or nobody answers.
    """
    if urlsplit(url).scheme in _WEB:
        raise SourceError(f"cannot read {url}: of archives on the web the records are read that an index (CDXJ) names")
    with _told(url, SourceError):
        fs, path = _opened(url)
        fs.invalidate_cache()
        if not fs.isdir(path):
            return [_stored(fs, fs.info(path))], False
        found = fs.find(path, detail=True)
        return [_stored(fs, found[name]) for name in sorted(found)], True


def open_file(url: str) -> Any:
    """The file ``url``, to be read from any position; it is a context that closes it.

    :raises SourceError: when it cannot be opened.
    """
    with _told(url, SourceError):
        fs, path = _opened(url)
        return fs.open(path, "rb", block_size=_BLOCK, cache_type="blockcache")


def read(file: Any, url: str, position: int, size: int) -> bytes:
    """At most ``size`` bytes of an open file from ``position`` on.

    :raises SourceError: when they cannot be had.
    """
    with _told(url, SourceError):
        file.seek(position)
        data: bytes = file.read(size)
        return data


def exists(url: str) -> bool:
    """Whether there is a file ``url``, as of now.

    :raises StoreError: when nobody answers.
    """
    with _told(url, StoreError):
        fs, path = _opened(url)
        fs.invalidate_cache()
        return bool(fs.exists(path))


def put(source: Path, url: str) -> None:
    """Let ``url`` be the file ``source``: as a whole, or not at all.

    :raises StoreError: when it cannot be written.
    """
    with _told(url, StoreError):
        fs, path = _opened(url)
        fs.put_file(str(source), path)


def get(url: str, target: Path) -> None:
    """Copy the file ``url`` to ``target``.

    :raises StoreError: when it cannot be had.
    """
    with _told(url, StoreError):
        fs, path = _opened(url)
        fs.get_file(path, str(target))


def remove_folder(url: str) -> None:
    """Remove all files below ``url``, if there are any.

    :raises StoreError: when that fails.
    """
    with _told(url, StoreError):
        fs, path = _opened(url)
        fs.invalidate_cache()
        if fs.exists(path):
            fs.rm(path, recursive=True)


def _opened(url: str) -> tuple[Any, str]:
    fs, path = extra("fsspec", "remote").core.url_to_fs(url)
    return fs, path


def _stored(fs: Any, info: dict[str, Any]) -> Stored:
    version = info.get("ETag") or info.get("etag") or info.get("mtime") or info.get("created") or ""
    return Stored(fs.unstrip_protocol(info["name"]), int(info["size"]), str(version).strip('"'))


@contextmanager
def _told(url: str, kind: type[NewsbotError]) -> Iterator[None]:
    """Whatever a storage raises, each its own kind of error, in one line."""
    doing = "read" if kind is SourceError else "write"
    try:
        yield
    except NewsbotError:
        raise
    except Exception as error:
        raise kind(f"cannot {doing} {url}: {_words(url, error)}") from error


def _words(url: str, error: Exception) -> str:
    """What went wrong and what to do about it. The libraries' own errors are known by their names: none is imported."""
    scheme, bucket, path, *_ = urlsplit(url)
    said = " ".join(str(error).split())[:_LONGEST] or type(error).__name__
    match type(error).__name__:
        case "NoCredentialsError" | "PartialCredentialsError":
            advice = "no access keys: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
        case "EndpointConnectionError" | "ConnectTimeoutError":
            advice = f"nobody answers: see that AWS_ENDPOINT_URL and the network are right ({said})"
        case "FileNotFoundError" if scheme in _S3 and ("bucket does not exist" in said or not path.strip("/")):
            advice = f"there is no bucket {bucket!r}: make it, or see that its name and AWS_ENDPOINT_URL are right"
        case "FileNotFoundError":
            advice = "No such file or directory"
        case "PermissionError":
            advice = f"these access keys may not do that: see AWS_ACCESS_KEY_ID and the rights of the bucket ({said})"
        case "ImportError" | "ModuleNotFoundError" if scheme in _S3:
            advice = "this needs s3fs: pip install 'newsbot[remote]'"
        case _ if said.startswith("Protocol not known"):
            advice = f"{scheme}:// is no storage that fsspec knows: there are s3://, gs://, abfs:// and others"
        case _ if said.startswith("Invalid endpoint"):
            advice = f"AWS_ENDPOINT_URL must be a URL such as http://host:9000 ({said})"
        case _:
            advice = said
    return advice
