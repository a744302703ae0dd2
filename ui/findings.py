"""Diagnostics in the editor: the one place where 1-based lines become Ace's 0-based rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from core.model import Diagnostic, RenderFailure, Severity, Take


class Annotation(TypedDict):
    """A sign in Ace's gutter with a text behind it."""

    row: int
    column: int
    type: str
    text: str


class Marker(TypedDict):
    """A stripe behind a range of Ace's text."""

    startRow: int
    startCol: int
    endRow: int
    endCol: int
    className: str
    type: str
    inFront: bool


def findings(draft: str, found: Iterable[Diagnostic], take: Take | None) -> tuple[Diagnostic, ...]:
    """What is known about the text in the editor: what the checker sees, and where its render failed."""
    checked = tuple(found)
    failure = take.outcome if take and isinstance(take.outcome, RenderFailure) else None
    if take is None or failure is None or failure.line is None or take.script.source != draft:
        return checked
    if any(item.line == failure.line and item.severity is Severity.ERROR for item in checked):
        return checked
    return (*checked, Diagnostic(failure.kind.lower(), Severity.ERROR, failure.line, 1, failure.reason))


def signs(found: Iterable[Diagnostic]) -> list[Annotation]:
    """The gutter signs."""
    return [
        Annotation(row=item.line - 1, column=item.column - 1, type=item.severity.value, text=item.message)
        for item in found
    ]


def stripes(found: Iterable[Diagnostic]) -> list[Marker]:
    """The stripes on lines that stop a render."""
    lines = dict.fromkeys(item.line for item in found if item.severity is Severity.ERROR)
    return [
        Marker(
            startRow=line - 1,
            startCol=0,
            endRow=line - 1,
            endCol=1,
            # `ace_step` is Ace's own; studio.js gives `failed-line` the board's colour.
            className="ace_step failed-line",
            type="fullLine",
            inFront=False,
        )
        for line in lines
    ]
