"""Site files: TOML, those that come with newsbot and those in the folder that NEWSBOT_SITES names."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

from attrs import fields, frozen

from newsbot.errors import UsageError, reason
from newsbot.sites.checks import problems
from newsbot.sites.site import Site

FOLDER = "NEWSBOT_SITES"
"""The environment variable with the folder of the user's own site files."""


class SiteFileError(UsageError):
    """Raised for a site file that is wrong; the message names the file and the key."""


@frozen
class SiteFile:
    """A site file, unread.

    :ivar name: its path as the user knows it, or its bare name where it comes with newsbot.
    """

    name: str
    text: str


def builtin_files() -> list[SiteFile]:
    """The files that come with newsbot, in order of their names."""
    found = sorted(resources.files(__package__).iterdir(), key=lambda file: file.name)
    return [SiteFile(file.name, file.read_text(encoding="utf-8")) for file in found if file.name.endswith(".toml")]


def user_files(folder: str) -> list[SiteFile]:
    """The files in ``folder``, in order of their names.

    :raises SiteFileError: when the folder or a file in it cannot be read.
    """
    return [file_at(path) for path in paths_in(FOLDER, folder) if path.suffix == ".toml"]


def paths_in(setting: str, folder: str) -> list[Path]:
    """What is in the folder that a setting names, in order of the names.

    :raises SiteFileError: when the folder cannot be read.
    """
    try:
        return sorted(Path(folder).iterdir())
    except OSError as error:
        raise SiteFileError(f"{setting}: cannot read the folder {folder}: {reason(error)}") from error


def file_at(path: Path) -> SiteFile:
    """The file at ``path``.

    :raises SiteFileError: when it cannot be read.
    """
    try:
        return SiteFile(str(path), path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SiteFileError(f"{path}: cannot be read: {reason(error)}") from error
    except UnicodeDecodeError as error:
        raise SiteFileError(f"{path}: is no UTF-8") from error


def read_builtin() -> dict[str, Site]:
    """The sites that come with newsbot, by name."""
    return {site.name: site for site in map(read_site, builtin_files())}


def read_user(folder: str) -> dict[str, Site]:
    """The sites of the user, by name.

    :raises SiteFileError: for a file that is wrong in any way, and for a name or host that two files have.
    """
    sites: dict[str, Site] = {}
    owners: dict[str, str] = {}
    for file in user_files(folder):
        site = read_site(file)
        for key, words in (*problems(site), *taken(site, file, owners)):
            raise SiteFileError(f"{file.name}: {key}: {words}")
        sites[site.name] = site
    return sites


def taken(site: Site, file: SiteFile, owners: dict[str, str]) -> list[tuple[str, str]]:
    """What another file claims too, as pairs of key and words; what none does is noted in ``owners`` as this file's."""
    claims = [("name", f"the name {site.name}"), *(("hosts", f"the host {host}") for host in site.hosts)]
    found = [(key, f"{claim} is taken by {owners[claim]}") for key, claim in claims if claim in owners]
    owners.update((claim, file.name) for _, claim in claims if claim not in owners)
    return found


def read_site(file: SiteFile) -> Site:
    """The site that ``file`` describes; only the types of its values are checked.

    :raises SiteFileError: for what is no TOML, for an unknown key and for a value of another type.
    """
    try:
        data = tomllib.loads(file.text)
    except tomllib.TOMLDecodeError as error:
        raise SiteFileError(f"{file.name}: no TOML: {error}") from error
    known = {field.name: str(field.type) for field in fields(Site)}
    values = {}
    for key, value in data.items():
        if key not in known:
            raise SiteFileError(f"{file.name}: {key}: there is no such key: there are {', '.join(known)}")
        wanted, read = _READERS[known[key]]
        try:
            values[key] = read(value)
        except ValueError as error:
            raise SiteFileError(f"{file.name}: {key}: must be {wanted}, not {value!r}") from error
    for key in ("name", "hosts"):
        if key not in values:
            raise SiteFileError(f"{file.name}: {key}: is missing")
    return Site(**values)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError  # noqa: TRY004 (one error for every wrong value)
    return tuple(map(_text, value))


def _table(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError  # noqa: TRY004
    return {key: _text(item) for key, item in value.items()}


def _day(value: Any) -> date:
    return date.fromisoformat(_text(value))


def _evidence(value: Any) -> str:
    if value not in ("text", "url"):
        raise ValueError
    return _text(value)


_READERS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "str": ("a string", _text),
    "str | None": ("a string", _text),
    "tuple[str, ...]": ("a list of strings", _texts),
    "tuple[str, ...] | None": ("a list of strings", _texts),
    "dict[str, str]": ("a table of strings", _table),
    "date | None": ("a day such as 2025-06-30, as a string", _day),
    "Literal['text', 'url'] | None": ('"text" or "url"', _evidence),
}
"""How a value is read, and what it must be, by the type of the attribute of ``Site``."""
