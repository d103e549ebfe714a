"""What lies beside the data: descriptions for machines and people, checksums, and how it was made."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from attrs import frozen

from newsbot.dataset.exports.card import card
from newsbot.dataset.exports.citing import dataset_citation
from newsbot.dataset.exports.croissant import croissant
from newsbot.dataset.exports.features import table_schema
from newsbot.dataset.exports.folder import MADE_BY, PACKAGE
from newsbot.dataset.exports.formats import File
from newsbot.errors import StoreError, reason
from newsbot.records import SCHEMA_VERSION
from newsbot.schema import article_schema
from newsbot.version import __version__

TITLE = "News of Vietnamese Party committees"
ABOUT = (
    "Articles of Vietnamese Party-committee news as records: title, date, lead, body, captions, byline, and the people"
    " named at the reported event with their posts and roles. Read from web pages by newsbot; what is unsure is null or"
    " carries a warning. The texts belong to those who published them."
)
_MEDIA = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "jsonl": "application/jsonlines",
    "json": "application/json",
    "sqlite": "application/vnd.sqlite3",
    "graphml": "application/graphml+xml",
}


@frozen(kw_only=True)
class Run:
    """How an export was made.

    :ivar inputs: the files that were read.
    :ivar options: the options of the command.
    :ivar read: records read; :ivar kept: records written.
    """

    inputs: list[Path]
    options: dict[str, Any]
    read: int
    kept: int
    started: str
    ended: str


@frozen
class Written:
    """A file of the export as it lies there."""

    file: File
    size: int
    digest: str

    @property
    def media_type(self) -> str:
        """Its media type."""
        return _MEDIA[self.file.format]


def describe(folder: Path, files: list[File], run: Run) -> None:
    """Write the descriptions of ``files``, which lie in ``folder``.

    :raises StoreError: when they cannot be written.
    """
    try:
        written = [Written(file, (folder / file.path).stat().st_size, sha256(folder / file.path)) for file in files]
        texts = {
            "article-1.json": _pretty(article_schema()),
            "CITATION.cff": dataset_citation(TITLE, ABOUT, run.kept, {one.file.path: one.digest for one in written}),
            "croissant.json": _pretty(croissant(written, TITLE, ABOUT, run.ended[:10])),
            "README.md": card(written, TITLE, ABOUT, run.kept),
            "prov.json": _pretty(_provenance(written, run)),
        }
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        sums = [f"{one.digest}  {one.file.path}\n" for one in written]
        sums += [f"{sha256(folder / name)}  {name}\n" for name in texts]
        (folder / PACKAGE).write_text(_pretty(_package(written, run)), encoding="utf-8")
        sums.append(f"{sha256(folder / PACKAGE)}  {PACKAGE}\n")
        (folder / "SHA256SUMS").write_text("".join(sorted(sums, key=lambda line: line[66:])), encoding="utf-8")
    except OSError as error:
        raise StoreError(f"cannot describe the export: {reason(error)}") from error


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _package(written: list[Written], run: Run) -> dict[str, Any]:
    return {
        "profile": "data-package",
        "name": "newsbot-export",
        "title": TITLE,
        "description": ABOUT,
        "created": run.ended,
        "created_by": f"{MADE_BY}, version {__version__}",
        "schema_version": SCHEMA_VERSION,
        "records": run.kept,
        "resources": [_resource(one) for one in written],
    }


def _resource(one: Written) -> dict[str, Any]:
    table = one.file.table
    resource: dict[str, Any] = {
        "name": table.name if table else "".join(c if c.isalnum() else "-" for c in one.file.path.lower()),
        "path": one.file.path,
        "description": one.file.about,
        "format": one.file.format,
        "mediatype": one.media_type,
        "bytes": one.size,
        "hash": f"sha256:{one.digest}",
    }
    if table and one.file.format == "csv":
        dialect = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True}
        return {
            **resource,
            "profile": "tabular-data-resource",
            "type": "table",
            "encoding": "utf-8-sig",
            "dialect": dialect,
            "schema": table_schema(table),
        }
    return {**resource, "type": "file"}


def _provenance(written: list[Written], run: Run) -> dict[str, Any]:
    """The run in PROV-JSON: what was used, by what, and what came out."""
    inputs = {
        f"in:{number}": {"prov:label": path.name, "newsbot:path": str(path), "newsbot:sha256": _input_digest(path)}
        for number, path in enumerate(run.inputs, start=1)
    }
    outputs = {f"out:{one.file.path}": {"newsbot:sha256": one.digest} for one in written}
    software = f"newsbot:{__version__}"
    activity = {
        "prov:type": MADE_BY,
        "prov:startTime": run.started,
        "prov:endTime": run.ended,
        "newsbot:options": run.options,
        "newsbot:records_read": run.read,
        "newsbot:records_written": run.kept,
    }
    return {
        "prefix": {"newsbot": "urn:newsbot:", "in": "urn:newsbot:input:", "out": "urn:newsbot:output:"},
        "entity": {**inputs, **outputs},
        "activity": {"newsbot:run": activity},
        "agent": {software: {"prov:type": "prov:SoftwareAgent"}},
        "used": {
            f"_:used{number}": {"prov:activity": "newsbot:run", "prov:entity": name}
            for number, name in enumerate(inputs, start=1)
        },
        "wasGeneratedBy": {
            f"_:generated{number}": {"prov:entity": name, "prov:activity": "newsbot:run"}
            for number, name in enumerate(outputs, start=1)
        },
        "wasAssociatedWith": {"_:by": {"prov:activity": "newsbot:run", "prov:agent": software}},
    }


def _input_digest(path: Path) -> str | None:
    return sha256(path) if path.is_file() else None
