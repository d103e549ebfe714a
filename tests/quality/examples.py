"""Compares what is read from the composed examples with what is expected of them, roles, sides and groups included."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from newsbot.records import Attendee
from newsbot.text.attendees import Attendance, read_attendance
from newsbot.text.unicode import clean, fold

_ROLES = {
    "attend": {"attend"},
    "attend_direct": {"attend", "direct"},
    "chair": {"chair"},
    "co_chair": {"chair"},
    "presidium": {"chair"},
    "host": {"host"},
    "accompany": {"accompany"},
    "lead_delegation": {"lead_delegation"},
    "quoted": {"speak"},
    "speech": {"speak"},
    "receive_awards": {"receive"},
    "present_awards": {"award"},
}
"""Our roles for those of the examples."""
_NO_PRESENCE = {"quoted", "speech", "receive_awards", "present_awards", "appointed"}


def rows(shared: Path) -> list[dict[str, Any]]:
    """The composed examples."""
    return [
        json.loads(line) for line in (shared / "domain" / "examples.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def as_passage(row: dict[str, Any]) -> dict[str, Any]:
    """An example in the form of the other gold passages."""
    attendees: dict[str, dict[str, Any]] = {}
    for block in row["expect"]["blocks"]:
        for person in block["people"]:
            attendees.setdefault(
                person["name"],
                {
                    "name": person["name"],
                    "positions": _posts(person),
                    "required": block["role"] not in _NO_PRESENCE,
                },
            )
    return {"id": row["id"], "text": row["text"], "attendees": list(attendees.values())}


def differences(row: dict[str, Any]) -> list[str]:
    """What is read otherwise than expected from one example."""
    read = read_attendance(row["text"])
    attendees = {fold(a.name): a for a in read.attendees}
    others = {fold(a.name): a for a in read.others}
    found: list[str] = []
    expected: set[str] = set()
    for block in row["expect"]["blocks"]:
        present = block["role"] not in _NO_PRESENCE
        for person in block["people"]:
            key = fold(clean(person["name"]))
            expected.add(key)
            if not present and key in attendees:
                found.append(f"attends: {person['name']}")
            elif block["role"] in _ROLES:
                found += _person(block, person, (attendees if present else others).get(key))
    expected -= {fold(name) for name in row["expect"]["not_attendees"]}
    found += [f"does not attend: {attendees[key].name}" for key in attendees if key not in expected]
    return found + _whole(row, read)


def _person(block: dict[str, Any], want: dict[str, Any], got: Attendee | None) -> list[str]:
    if got is None:
        return [f"missed: {want['name']}"]
    pairs = {
        "posts": ([fold(clean(post)) for post in _posts(want)], [fold(post.text) for post in got.positions]),
        "side": (block.get("side"), got.side),
        "former": (want.get("former", False), bool(got.positions) and all(post.former for post in got.positions)),
    }
    found = [
        f"{want['name']}: {name} {a} != {b}" for name, (a, b) in pairs.items() if a != b and (a or name != "former")
    ]
    if not _ROLES[block["role"]] <= {str(role) for role in got.roles}:
        found.append(f"{want['name']}: role {block['role']} not in {got.roles}")
    return found


def _whole(row: dict[str, Any], read: Attendance) -> list[str]:
    blocks = row["expect"]["blocks"]
    groups = sorted(fold(group) for block in blocks for group in block["groups"])
    found = [] if groups == sorted(map(fold, read.groups)) else [f"groups {groups} != {read.groups}"]
    if read.complete == any(block.get("truncated") for block in blocks):
        found.append(f"complete {read.complete}")
    return found


def _posts(person: dict[str, Any]) -> list[str]:
    posts: list[str] = person.get("shared_positions", []) + person["positions"]
    return posts
