"""Libraries that only some exports need."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from newsbot.errors import StoreError


def extra(module: str, name: str) -> Any:
    """The module ``module``, which comes with the extra ``name``.

    :raises StoreError: when it is not installed; the message says how to install it.
    """
    try:
        return import_module(module)
    except ImportError as error:
        library = module.partition(".")[0]
        raise StoreError(f"this needs {library}: pip install 'newsbot[{name}]'") from error
