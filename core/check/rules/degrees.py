"""Angles that are meant in degrees, and taken as radians. See degrees.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.check.calls.calling import called, matched
from core.check.calls.manims import manims
from core.check.facts import Argument, Call
from core.check.mending.places import end_of
from core.check.reading import Reading
from core.check.tree import imported
from core.check.types import Plain
from core.check.world import World
from core.model import Diagnostic, Edit, Fix, Severity

RULE = "degrees"

_ANGLES = frozenset({"angle", "phi", "theta", "gamma", "start_angle", "path_arc", "rotation_angle"})
_LEAST, _STEP, _SURE = 15, 5, 15
"""From how much on, and in which steps, a number of radians is one that nobody means."""


def judge_degrees(reading: Reading) -> Iterator[Diagnostic]:
    """A warning for each whole number of degrees that is given to Manim as an angle."""
    if reading.facts is None:
        return
    has_degrees = not {"manim.*", "manim.DEGREES"}.isdisjoint(imported(reading.tree))
    for call in reading.facts.calls:
        for argument in _angles(call, reading.facts.world):
            assert isinstance(argument.type, Plain)
            value = argument.type.value
            place = end_of(reading.lines, argument.node)
            edits = (Edit(*place, *place, " * DEGREES"),)
            sure = isinstance(value, int) and value % _SURE == 0 and abs(value) <= 360
            yield Diagnostic(
                RULE,
                Severity.WARNING,
                argument.node.lineno,
                reading.lines.column(argument.node),
                f"Manim takes angles in radians, and {value} are many turns. Write {value} * DEGREES.",
                Fix(f"Write {value} * DEGREES", edits, certain=sure) if has_degrees else None,
            )


def _angles(call: Call, world: World) -> Iterator[Argument]:
    functions = called(call, world) if manims(call.callee, world) else ()
    for match in matched(call, functions[0]) if len(functions) == 1 else ():
        type = match.argument.type
        if match.name not in _ANGLES or match.argument.spread or not isinstance(type, Plain):
            continue
        # Only what is written here as a number: what a name holds may be many turns on purpose.
        is_written = isinstance(match.argument.node, ast.Constant | ast.UnaryOp)
        if is_written and type.kind == "int" and isinstance(type.value, int) and _is_degrees(type.value):
            yield match.argument


def _is_degrees(value: int) -> bool:
    return abs(value) >= _LEAST and value % _STEP == 0
