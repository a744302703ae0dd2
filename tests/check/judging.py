"""What the checker finds in a source, in the short form that tests compare."""

from __future__ import annotations

from core.api_index import ApiIndex
from core.check.checker import check
from core.model import Diagnostic, Script, Severity


def diagnostics(source: str, index: ApiIndex) -> tuple[Diagnostic, ...]:
    """All that is found, in the order of the lines."""
    return check(Script(source), index).diagnostics


def found(source: str, index: ApiIndex) -> list[tuple[str, int]]:
    """The rule and the line of each diagnostic."""
    return [(item.rule, item.line) for item in diagnostics(source, index)]


def errors(source: str, index: ApiIndex) -> list[tuple[str, int]]:
    """The rule and the line of each diagnostic that stops a render."""
    return [(item.rule, item.line) for item in diagnostics(source, index) if item.severity is Severity.ERROR]
