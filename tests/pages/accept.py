"""``python -m tests.pages.accept CASE FIELD...``: expect of a fixture what newsbot reads from it now.

CASE is a folder below ``fixtures/families`` ("nukeviet/trao-huy-hieu"); FIELD the fields that were looked at and found
right. The others stay as they are. Without ``expected.json`` all fields are taken: look at each of them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsbot.archive.page import Page
from newsbot.commands.fixture import FIELDS, as_json, expected_of
from tests.conftest import ROOT

FAMILIES = ROOT / "fixtures" / "families"


def read_fixture(folder: Path) -> Page:
    """The page of the fixture in ``folder``."""
    response = json.loads((folder / "response.json").read_text(encoding="utf-8"))
    return Page(body=(folder / "page.html").read_bytes(), location=str(folder), **response)


def accept(folder: Path, fields: list[str]) -> Iterator[str]:
    """Write the chosen fields into ``expected.json``; the lines that tell what changed."""
    path = folder / "expected.json"
    read = expected_of(read_fixture(folder))
    expected: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for name in fields if expected else FIELDS:
        if expected.get(name) != read[name] or name not in expected:
            yield f"{name}\n- {_short(expected.get(name))}\n+ {_short(read[name])}"
        expected[name] = read[name]
    path.write_bytes(as_json({name: expected[name] for name in FIELDS if name in expected}))


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 300 else f"{text[:300]} …"


def main(arguments: list[str]) -> int:
    """Run it; the exit code."""
    folder = FAMILIES / arguments[0] if arguments else FAMILIES
    unknown = [name for name in arguments[1:] if name not in FIELDS]
    if not (folder / "page.html").exists() or unknown:
        problem = f"no such field: {', '.join(unknown)}" if unknown else "name a case: nukeviet/trao-huy-hieu"
        sys.stderr.write(f"accept: {problem}\n")
        return 2
    for line in accept(folder, arguments[1:]):
        sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
