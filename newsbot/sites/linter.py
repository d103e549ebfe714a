"""Checks site files, one line per mistake: ``newsbot sites --check``, and a test for those that come with newsbot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsbot.sites.checks import problems
from newsbot.sites.files import SiteFile, SiteFileError, read_site, taken

MAX_LINES = 12
"""A site file says what is known of one site; what needs more lines belongs into a page class."""


def check(files: Iterable[SiteFile]) -> Iterator[str]:
    """The mistakes in ``files``, as lines that name file and key; names and hosts must not occur twice among them."""
    owners: dict[str, str] = {}
    for file in files:
        lines = sum(1 for line in file.text.splitlines() if line.strip() and not line.lstrip().startswith("#"))
        if lines > MAX_LINES:
            yield f"{file.name}: {lines} lines: at most {MAX_LINES}"
        try:
            site = read_site(file)
        except SiteFileError as error:
            yield str(error)
            continue
        for key, words in (*problems(site), *taken(site, file, owners)):
            yield f"{file.name}: {key}: {words}"
        if not site.start:
            yield f"{file.name}: start: is missing"
        if site.verified is None:
            yield f"{file.name}: verified: is missing"
