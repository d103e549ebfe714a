"""Subjects of a verb that are not named right before it: those of an earlier verb, or of an earlier sentence."""

from __future__ import annotations

import re
from typing import Final

from newsbot.text.heads import match_head
from newsbot.text.names import match_name
from newsbot.text.passage import Passage
from newsbot.text.people import Entry, People, read_subject
from newsbot.text.unicode import fold

SAME_SUBJECT: Final = re.compile(
    fold(
        r"[^.;:\n]{0,120}?(?:^|,|(?<!\w)(?:và|đồng thời|đã|cũng|nhiệt liệt))\s*"
        r"(?:đã |cũng |có bài |có ý kiến |được )?$"
    )
)
"""What may stand between a first verb and a second one of the same subject."""
_ACTS: Final = re.compile(fold(r"(?<!\w)(?:đã|vừa)(?!\w)"))
_OPENS_SUBJECT: Final = re.compile(fold(r"\s*(?:đồng chí )?"))
_LOOK_BACK: Final = 3000
"""How far back, in characters, the name of somebody is looked for who is given by post only."""
_MENTIONS: Final = 6
"""How many mentions of the post are looked at."""
_LONGEST_POST: Final = 40


def earlier_subject(passage: Passage, begin: int, end: int) -> People:
    """The subject of a first verb that is no cue: "Ông A đã đến Hà Nội, bắt đầu chuyến thăm"."""
    verb = _ACTS.search(passage.folded, begin, end)
    if verb is None or not SAME_SUBJECT.fullmatch(passage.folded, verb.end(), end):
        return People()
    return read_subject(passage, begin, verb.start())


def holder_of_post(passage: Passage, begin: int, end: int) -> People:
    """The subject that is given by post only, and was named with it before: "Phó Thủ tướng chủ trì …"."""
    folded = passage.folded
    start = max(begin, *(folded.rfind(mark, begin, end) + 1 for mark in ",;:"))
    opening = _OPENS_SUBJECT.match(folded, start, end)
    post = folded[opening.end() : end].strip() if opening else ""
    if not post or len(post) > _LONGEST_POST or match_head(post, 0) is None:
        return People()
    found = start
    for _ in range(_MENTIONS):
        found = folded.rfind(f"{post} ", max(0, found - _LOOK_BACK), found)
        if found < 0:
            break
        behind = found + len(post)
        name = match_name(passage, behind + 1, len(folded), titled=False)
        if name is not None:
            holder = Entry(name.start, name.end, None)
            holder.before = [(found, behind)]
            return People([holder], first=start)
    return People()
