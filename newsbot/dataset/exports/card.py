"""The README of an export, which is a dataset card of Hugging Face too: its head tells the types of the data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from newsbot.dataset.exports.csvfiles import GUARD
from newsbot.dataset.exports.features import hugging_face_lines, hugging_face_record, hugging_face_table
from newsbot.records import SCHEMA_VERSION

if TYPE_CHECKING:
    from newsbot.dataset.exports.package import Written

_BODY = """
# {title}

{about}

{number} records, schema version {version}. `datapackage.json` (Frictionless) and `croissant.json` describe the files
for machines, `article-1.json` is the JSON Schema of a record, `prov.json` says from what and how the files were made,
`SHA256SUMS` checks them: `sha256sum -c SHA256SUMS`.

| file | what it holds |
|---|---|
{files}

## What to keep in mind
- A `published_source` of `masthead` is the clock of the page on the day of its fetch: only an upper bound.
- Days of events are inferred where the page prints no year; `warnings` tells what is unsure.
- People are linked carefully: one person may stand in several rows of `people`, two persons hardly in one.
- Not every name is found. A list that was left open has `attendees_complete` = false.
- Persons are named here in public functions, as the pages name them. Mind the law on personal data where you use them.
"""
_CSV = """
## CSV
UTF-8 with a signature, comma, line feed. An empty cell is null, `""` is an empty text; most programs read both as the
same (DuckDB, PostgreSQL and `fread` of R can tell them apart). A text that a spreadsheet might take
for a formula has an apostrophe before it; this regular expression finds it: `{guard}`
"""


def card(written: list[Written], title: str, about: str, number: int) -> str:
    """The card: YAML head, then text for people."""
    files = "\n".join(f"| `{one.file.path}` | {one.file.about} |" for one in written)
    text = _BODY.format(title=title, about=about, number=number, version=SCHEMA_VERSION, files=files)
    csv = _CSV.format(guard=GUARD) if any(one.file.format == "csv" for one in written) else ""
    # YAML holds JSON: each value of the head is written as that.
    head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in _head(written, title).items())
    return f"---\n{head}---\n{text}{csv}"


def _head(written: list[Written], title: str) -> dict[str, Any]:
    head: dict[str, Any] = {"pretty_name": title, "language": ["vi"], "tags": ["news", "politics", "vietnam"]}
    configs = _configs(written)
    if configs:
        head["configs"] = [{"config_name": name, "data_files": files} for name, files, _ in configs]
    infos = [{"config_name": name, "features": features} for name, _, features in configs if features]
    if infos:
        head["dataset_info"] = infos
    return head


def _configs(written: list[Written]) -> list[tuple[str, list[str], list[dict[str, Any]] | None]]:
    """Name, files and, where the files are typed, features."""
    configs: list[tuple[str, list[str], list[dict[str, Any]] | None]] = []
    whole = [one for one in written if one.file.is_records]
    if whole:
        features = hugging_face_record() if whole[0].file.format == "parquet" else hugging_face_lines()
        configs.append(("articles", [one.file.path for one in whole], features))
    for one in written:
        if table := one.file.table:
            typed = one.file.format == "parquet"
            configs.append((table.name, [one.file.path], hugging_face_table(table) if typed else None))
    return configs
