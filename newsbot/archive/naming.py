"""What the dataset calls an archive: its path within the folder that is read.

Archives that a crawl wrote are called ``warc/…`` as in its records, whether the site's folder, its folder ``warc``, one
of the files or an index of them is the source.
"""

from __future__ import annotations

from pathlib import PurePath

from newsbot.archive.shelf import FOLDER


def prefix_of(folder: PurePath) -> str:
    """What the names of the archives below ``folder`` begin with."""
    return f"{FOLDER}/" if folder.name == FOLDER else ""


def file_name(path: PurePath) -> str:
    """The name of an archive that is the source itself."""
    return prefix_of(path.parent) + path.name
