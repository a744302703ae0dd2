"""The failure of a script that can be told without rendering it."""

from __future__ import annotations

from core.check.checker import Verdict
from core.check.policy import RULE as IMPORT_POLICY
from core.model import Diagnostic, FailureKind, RenderFailure


def rejection(verdict: Verdict) -> RenderFailure | None:
    """The failure that the checker's verdict amounts to; None for a script that may be rendered."""
    error = verdict.error
    if error is None:
        return None
    kind = FailureKind.FORBIDDEN if error.rule == IMPORT_POLICY else FailureKind.SCRIPT
    return RenderFailure(kind, error.message, error.line, traceback=_as_text(error))


def _as_text(error: Diagnostic) -> str:
    return f"line {error.line}, column {error.column}: {error.message} [{error.rule}]"
