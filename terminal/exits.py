"""How a command ends: its exit code, and what stops it before it begins."""

from __future__ import annotations

from enum import IntEnum

from core.errors import BadKey, BadSetting, NoKey, NoNetwork, NoSuchModel
from core.model import Cancelled, FailureKind, Outcome, RenderFailure, RenderResult, WriterFailure

_OWNER_FIELDS = {error.__name__ for error in (BadKey, BadSetting, NoKey, NoSuchModel)}


class Exit(IntEnum):
    """The exit codes."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    MACHINE = 3
    CANCELLED = 130


class UsageError(Exception):
    """What was asked for cannot be done as it was asked; one sentence with the next step."""


def exit_of(outcome: Outcome) -> Exit:
    """The exit code that tells a take's outcome."""
    match outcome:
        case RenderResult():
            return Exit.DONE
        case Cancelled():
            return Exit.CANCELLED
        case RenderFailure(kind=FailureKind.MACHINE):
            return Exit.MACHINE
        case WriterFailure(kind=kind) if kind in _OWNER_FIELDS:
            return Exit.USAGE
        case WriterFailure(kind=NoNetwork.__name__):
            return Exit.MACHINE
        case _:
            return Exit.FAILED
