"""The fixtures of the commands."""

from tests.commands.conftest import newsbot

__all__ = ["newsbot"]
