"""Names of settings: a misspelt one is told. Otherwise it would do nothing, and nobody would know."""

from __future__ import annotations

import os
from collections.abc import Iterable
from difflib import get_close_matches

from newsbot import settings
from newsbot.errors import UsageError

_PREFIX = "NEWSBOT_"
_ELSEWHERE = frozenset({"NEWSBOT_LEXICON", "NEWSBOT_PROGRESS"})
"""Settings without a default among the others: the words of the user, and what a command sets by itself."""


def check_spelling(names: Iterable[str]) -> None:
    """Check those names, and those that are set in the environment, that begin as newsbot's own settings do.

    :raises UsageError: for one that is no setting; it names the one that is most like it.
    """
    known = {name for name in vars(settings) if name.startswith(_PREFIX)} | _ELSEWHERE
    for name in (*names, *(name for name, value in os.environ.items() if value)):
        if name.startswith(_PREFIX) and name not in known:
            ends = {other.removeprefix(_PREFIX): other for other in sorted(known)}
            near = get_close_matches(name.removeprefix(_PREFIX).upper(), ends, n=1)
            advice = f"did you mean {ends[near[0]]}?" if near else "newsbot/settings.py lists all"
            raise UsageError(f"there is no setting {name}: {advice}")
