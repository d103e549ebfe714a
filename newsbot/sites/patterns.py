"""Patterns for a site file, guessed from URLs of the site."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import parse_qsl, urlsplit

from attrs import frozen

_EXTENSION = re.compile(r"\.[a-z]{2,5}\Z", re.IGNORECASE)
_ID_AT_END = re.compile(r"[^/]+?(?P<glue>[-_.](?:[a-z]{1,4})?)(?P<id>\d+)\Z")
_ID_AT_START = re.compile(r"(?P<id>\d+)(?P<glue>[-_])[^/]+\Z")
_ID_ALONE = re.compile(r"(?P<id>\d+)\Z")
_SHORTEST_ID = 3
"""A number of fewer digits is an id only in front of an extension: "chi-bo-12" is no article for sure."""
_SPECIAL = re.compile(r"[.^$*+?{}\[\]|()\\]")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_LONG_ID = 6
"""Ids of so many digits and more that are all of one length are told by their length."""
_ENOUGH = 3
"""What so many URLs share is no accident."""
_MOST_SHAPES = 3
_DEEPEST = 4


@frozen
class Guess:
    """A pattern and what it was guessed from.

    :ivar query: the parameter that names the article, if one does.
    :ivar fits: how many of the URLs it fits, of ``of``.
    """

    pattern: str
    fits: int
    of: int
    query: str | None = None


@frozen
class _Shape:
    """How a path is built: what stays when its words change.

    :ivar form: "end", "start", "alone" for the place of the id in the last segment, or "" without one.
    """

    segments: int
    form: str
    glue: str
    extension: str
    slash: bool
    query: str | None = None


@frozen
class _Path:
    """A path taken apart."""

    folders: tuple[str, ...]
    last: str
    id: str
    shape: _Shape


def guess_articles(urls: Iterable[str]) -> Guess | None:
    """The pattern that fits most of ``urls``, which look like articles; ``None`` when their paths say nothing."""
    paths = [_taken_apart(url) for url in dict.fromkeys(urls)]
    if not paths:
        return None
    (shape, fits), *_ = Counter(path.shape for path in paths).most_common(1)
    if not (shape.form or shape.query or (shape.extension and shape.segments > 1)):
        return None
    own = [path for path in paths if path.shape == shape]
    folders = "".join(f"{_folder([path.folders[n] for path in own])}/" for n in range(shape.segments - 1))
    pattern = f"^/{folders}{_last(own)}{_escaped(shape.extension)}"
    return Guess(f"{pattern}{'/' if shape.slash else ''}$", fits, len(paths), shape.query)


def guess_listings(urls: Iterable[str]) -> Guess:
    """The pattern of the home page and of most of ``urls``, which lead to listings."""
    paths = [path for url in dict.fromkeys(urls) if len((path := _taken_apart(url)).folders) < _DEEPEST]
    groups: dict[tuple[int, str], list[_Path]] = {}
    for path in paths:
        groups.setdefault((path.shape.segments, path.shape.extension), []).append(path)
    common = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))[:_MOST_SHAPES]
    branches = [f"{_branch(size, extension, own)}/?$" for (size, extension), own in sorted(common) if size]
    pattern = f"^/(?:$|{'|'.join(branches)})" if branches else "^/$"
    return Guess(pattern, sum(len(own) for _, own in common), len(paths))


def _branch(size: int, extension: str, own: list[_Path]) -> str:
    folders = "".join(f"{_folder([path.folders[n] for path in own])}/" for n in range(size - 1))
    return folders + (rf"[^/]+{_escaped(extension)}" if extension else "[^/.]+")


def _taken_apart(url: str) -> _Path:
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    slash = parts.path.endswith("/") and bool(segments)
    last = segments[-1] if segments else ""
    found = _EXTENSION.search(last)
    extension = found[0] if found else ""
    stem = last.removesuffix(extension)
    form, match = _form(stem, 1 if extension else _SHORTEST_ID)
    query = None if form else _numeric(parts.query)
    shape = _Shape(len(segments), form, match["glue"] if match and form != "alone" else "", extension, slash, query)
    return _Path(tuple(segments[:-1]), stem, match["id"] if match else "", shape)


def _form(stem: str, shortest: int) -> tuple[str, re.Match[str] | None]:
    for form, pattern in (("alone", _ID_ALONE), ("end", _ID_AT_END), ("start", _ID_AT_START)):
        match = pattern.match(stem)
        if match and len(match["id"]) >= shortest and not _YEAR.match(match["id"]):
            return form, match
    return "", None


def _numeric(query: str) -> str | None:
    """The first parameter whose value is a number; its page is not what names an article."""
    named = [key for key, value in parse_qsl(query) if value.isascii() and value.isdigit()]
    return next((key for key in named if not re.match(r"(?i)page|trang|start", key)), None)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _folder(names: Sequence[str]) -> str:
    """A segment of a path: a word that all share, else any."""
    return _escaped(names[0]) if len(names) >= _ENOUGH and len(set(names)) == 1 else "[^/]+"


def _last(own: list[_Path]) -> str:
    """The last segment, without its extension, of paths of one shape."""
    shape = own[0].shape
    if not shape.form:
        return _folder([path.last for path in own]) if shape.segments else ""
    sizes = {len(path.id) for path in own}
    size = min(sizes)
    digits = rf"\d{{{size}}}" if len(sizes) == 1 and len(own) >= _ENOUGH and size >= _LONG_ID else r"\d+"
    number, glue = f"(?P<id>{digits})", _escaped(shape.glue)
    return {"end": f"[^/]+{glue}{number}", "start": f"{number}{glue}[^/]+", "alone": number}[shape.form]
