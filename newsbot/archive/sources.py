"""The one door to kept pages: whatever the source is, an iterator of pages and remarks comes out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from newsbot.archive.addresses import printed
from newsbot.archive.files import read_page
from newsbot.archive.folders import Folder
from newsbot.archive.page import Entry, Kind, Remark
from newsbot.errors import SourceError, reason


def open_source(path: Path) -> Iterator[Entry]:
    """The pages of a file or folder, read one by one as the iterator goes on.

    :returns: pages, and remarks on what gave none; the iterator itself does not raise for bad input.
    :raises SourceError: at once, when there is no such file or folder.
    """
    try:
        path.stat()
    except OSError as error:
        raise SourceError(f"cannot read {printed(path)}: {reason(error)}") from error
    except ValueError as error:  # a name with a NUL
        raise SourceError(f"cannot read {printed(path)}: {error}") from error
    return Folder(path).entries() if path.is_dir() else _single(path)


def _single(path: Path) -> Iterator[Entry]:
    try:
        yield read_page(path, Path(path.name))
    except SourceError as error:
        yield Remark(Kind.FAILURE, printed(path), str(error))
