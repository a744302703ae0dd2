"""Fixes on their way into a script: which can be made at once, and where they are found afterwards."""

from __future__ import annotations

from bisect import bisect, insort
from collections.abc import Iterable
from dataclasses import dataclass

from core.check.mending.edits import ENDING, Places, Span, overlap
from core.model import Edit, Fix


@dataclass(frozen=True, slots=True)
class Step:
    """A fix, and the 1-based line that it is about."""

    line: int
    fix: Fix


def edits_of(steps: Iterable[Step]) -> list[Edit]:
    """All edits of the steps."""
    return [edit for step in steps for edit in step.fix.edits]


def apart(source: str, steps: Iterable[Step]) -> list[Step]:
    """The steps that change the source and can be made at once: of two that meet, the first."""
    places, chosen, taken = Places(source), list[Step](), list[Span]()
    for step in steps:
        edits = step.fix.edits
        spans = sorted(places.span(edit) for edit in edits)
        if not any(places.changes(edit) for edit in edits) or overlap(spans):
            continue
        if not any(_meets(span, taken) for span in spans):
            chosen.append(step)
            for span in spans:
                insort(taken, span)
    return chosen


def moved(steps: Iterable[Step], edits: Iterable[Edit]) -> list[Step]:
    """The steps with the lines that they have after the edits."""
    grown = [(edit, growth) for edit in edits if (growth := _growth(edit))]
    return [
        Step(step.line + sum(growth for edit, growth in grown if _is_before(edit, step.line)), step.fix)
        for step in steps
    ]


def _growth(edit: Edit) -> int:
    """How many lines more there are after an edit."""
    return len(ENDING.findall(edit.text)) - (edit.end_line - edit.line)


def _is_before(edit: Edit, line: int) -> bool:
    """Whether an edit ends before a line, or where it begins."""
    return edit.end_line < line or (edit.end_line == line and (edit.end_column == 1 or edit.line < line))


def _meets(span: Span, taken: list[Span]) -> bool:
    """Whether a span shares a character or its beginning with one of others, which are in order and apart.

    Texts for one place have no order among them, and are often one and the same.
    """
    at = bisect(taken, span)
    return any(
        span[0] == other[0] or (span[0] < other[1] and other[0] < span[1])
        for other in taken[max(at - 1, 0) : at + 1]
    )
