"""The failure of a script that can be told without rendering it."""

from __future__ import annotations

from core.check.checker import Verdict
from core.check.policy import RULE as IMPORT_POLICY
from core.model import Diagnostic, FailureKind, RenderFailure, Severity, Take

CANNOT_RUN = frozenset({"syntax", "no-scene"})
"""The rules whose errors leave nothing to run; all others a person may overrule."""


def rejection(verdict: Verdict, anyway: bool = False, scene: str | None = None) -> RenderFailure | None:
    """The failure that the checker's verdict amounts to; None for a script that may be rendered.

    `anyway` says that a person has overruled the checker: then only a script that cannot run is refused.
    What is wrong in other scenes than the `scene` that was asked for does not matter.
    """
    concerned = (item for item in verdict.diagnostics if not _is_elsewhere(item, verdict, scene))
    error = next((item for item in concerned if _stops(item, anyway)), None)
    if error is None:
        return None
    kind = FailureKind.FORBIDDEN if error.rule == IMPORT_POLICY else FailureKind.SCRIPT
    return RenderFailure(kind, error.message, error.line, traceback=_as_text(error))


def _is_elsewhere(found: Diagnostic, verdict: Verdict, scene: str | None) -> bool:
    """Whether it is inside of a scene that is not the one that was asked for."""
    if scene is None or found.rule in CANNOT_RUN:
        return False
    inside = [item.name for item in verdict.scenes if item.line <= found.line <= item.end]
    return bool(inside) and scene not in inside


def was_rejected(take: Take) -> bool:
    """Whether the take's script was not rendered because of one of its diagnostics."""
    failure = take.outcome
    return isinstance(failure, RenderFailure) and any(
        failure.traceback == _as_text(item) for item in take.diagnostics
    )


def can_overrule(take: Take) -> bool:
    """Whether a person may have a script rendered that was rejected."""
    return was_rejected(take) and not any(_stops(item, anyway=True) for item in take.diagnostics)


def _stops(found: Diagnostic, anyway: bool) -> bool:
    return found.severity is Severity.ERROR and (found.rule in CANNOT_RUN or not anyway)


def _as_text(error: Diagnostic) -> str:
    return f"line {error.line}, column {error.column}: {error.message} [{error.rule}]"
