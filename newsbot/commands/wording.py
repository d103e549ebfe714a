"""Warning codes in words: the docstrings of ``newsbot.records.Warn``, which Python itself does not keep."""

from __future__ import annotations

import ast
import inspect
from enum import Enum
from functools import cache
from itertools import pairwise


@cache
def meanings(codes: type[Enum]) -> dict[str, str]:
    """The value of each member of ``codes`` with the docstring below it, in one line."""
    (definition,) = ast.parse(inspect.getsource(codes)).body
    assert isinstance(definition, ast.ClassDef)  # noqa: S101 (what the source of a class is)
    words: dict[str, str] = {}
    for member, below in pairwise(definition.body):
        match member, below:
            case ast.Assign(targets=[ast.Name(id=name)]), ast.Expr(value=ast.Constant(value=str(text))):
                words[codes[name].value] = " ".join(text.split())
    return words
