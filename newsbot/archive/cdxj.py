"""CDXJ: which capture lies where, one line each: ``<key> <14 digits> {"url": …, "offset": …, "filename": …}``.

newsbot writes one beside each of its WARC files, sorted as replay tools want it; it reads them from anywhere, also the
answers of index servers, which are plain JSON lines.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from attrs import frozen

from newsbot.archive.addresses import printed
from newsbot.archive.page import Kind, Remark
from newsbot.errors import SourceError, reason

SUFFIX = ".cdxj"
REVISIT = "warc/revisit"

_STAMP = re.compile(r"\d{14}")


@frozen(kw_only=True)
class Capture:
    """Where one capture lies.

    :ivar stamp: when, as 14 digits; :ivar digest: of the payload, without the name of the algorithm where it is SHA-1.
    :ivar length: bytes of the member in the file; :ivar status, mime: empty where unknown.
    """

    url: str
    stamp: str
    filename: str
    offset: int
    length: int | None = None
    digest: str = ""
    status: str = ""
    mime: str = ""

    def line(self) -> str:
        """The line of the index."""
        data = {
            "url": self.url,
            "mime": self.mime,
            "status": self.status,
            "digest": self.digest,
            "length": str(self.length),
            "offset": str(self.offset),
            "filename": self.filename,
        }
        return f"{sort_key(self.url)} {self.stamp} {json.dumps(data, ensure_ascii=False)}\n"


def sort_key(url: str) -> str:
    """The address with its host turned round (SURT): "vn,thanhuytphcm)/tin-tuc/a?b=1"."""
    parts = urlsplit(url.lower())
    host = (parts.hostname or "").removeprefix("www.")
    turned = host if ":" in host else ",".join(reversed(host.split(".")))
    port = f":{parts.port}" if parts.port and parts.port not in {80, 443} else ""
    query = f"?{'&'.join(sorted(parts.query.split('&')))}" if parts.query else ""
    return f"{turned}{port}){parts.path or '/'}{query}".replace(" ", "%20")


def stamp_of(date: str) -> str:
    """A WARC-Date as 14 digits."""
    return re.sub(r"\D", "", date)[:14]


def date_of(stamp: str) -> str:
    """14 digits as a WARC-Date."""
    return f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}T{stamp[8:10]}:{stamp[10:12]}:{stamp[12:14]}Z"


def index_line(capture: Capture) -> bytes:
    """The line of an index."""
    return capture.line().encode("utf-8", "replace")


def index_lines(captures: Iterable[Capture]) -> list[bytes]:
    """The lines of an index, sorted."""
    return sorted(map(index_line, captures))


def read_index(path: Path) -> Iterator[Capture | Remark]:
    """The captures that an index names, gzip-compressed or not, and remarks on lines that name none.

    :raises SourceError: when it cannot be read.
    """
    try:
        with gzip.open(path) if _is_gzip(path) else path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.strip() and not line.startswith((b" CDX", b"!")):
                    capture = _read_line(line)
                    yield capture or Remark(
                        Kind.FAILURE, f"{printed(path)}, line {number}", "the line names no capture"
                    )
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise SourceError(f"the index is cut or broken ({error})") from error
    except OSError as error:
        raise SourceError(reason(error)) from error


def _is_gzip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"


def _read_line(line: bytes) -> Capture | None:
    text = line.decode("utf-8", "replace")
    start = text.find("{")
    if start < 0:
        return None
    try:
        data: Any = json.loads(text[start:])
        stamp = str(data.get("timestamp") or text[:start].split()[-1])
        return (
            Capture(
                url=data["url"],
                stamp=stamp,
                filename=data["filename"],
                offset=int(data["offset"]),
                length=int(data["length"]) if str(data.get("length", "")).isdigit() else None,
                digest=str(data.get("digest") or "").removeprefix("sha1:"),
                status=str(data.get("status") or ""),
                mime=str(data.get("mime") or ""),
            )
            if _is_fit(data, stamp)
            else None
        )
    except (ValueError, KeyError, IndexError, AttributeError, TypeError, RecursionError):
        return None


def _is_fit(data: dict[str, Any], stamp: str) -> bool:
    texts = isinstance(data["url"], str) and isinstance(data["filename"], str)
    return texts and int(data["offset"]) >= 0 and _STAMP.fullmatch(stamp) is not None
