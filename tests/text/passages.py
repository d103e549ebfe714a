"""Invented news passages with the people who take part in them: ``passages.txt``.

Blocks are separated by blank lines. A block starts with its label ("# …"); then comes the text, line by line; then one
line per attendee, "= name | post + post". A line "? name" marks somebody who only speaks, gives or receives or whose
part is open to debate: such a person may be among the attendees or not. "! name" marks somebody who is named only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from newsbot.text.unicode import fold


@dataclass
class Passage:
    label: str
    text: str = ""
    people: dict[str, list[str]] = field(default_factory=dict)
    """Posts by name, both folded."""
    optional: set[str] = field(default_factory=set)


def passages() -> list[Passage]:
    """All passages of ``passages.txt``."""
    return read_passages(Path(__file__).with_suffix(".txt"))


def read_passages(path: Path) -> list[Passage]:
    """The passages of a file in the format described above."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    return [_passage(block.split("\n")) for block in blocks]


def _passage(lines: list[str]) -> Passage:
    passage = Passage(lines[0].removeprefix("# "))
    text = []
    for line in lines[1:]:
        mark, _, rest = line.partition(" ")
        if mark == "=":
            name, _, posts = rest.partition("|")
            passage.people[fold(name.strip())] = sorted(fold(p.strip()) for p in posts.split(" + ") if p.strip())
        elif mark == "?":
            passage.optional.add(fold(rest.strip()))
        elif mark != "!":
            text.append(line)
    passage.text = "\n".join(text)
    return passage
