"""Plays and waits that take no time. See no_time.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.check.mending.places import edit
from core.check.reading import Reading
from core.check.scene_calls import scene_calls
from core.model import Diagnostic, Fix, Severity

RULE = "no-time"


def judge_times(reading: Reading) -> Iterator[Diagnostic]:
    """An error for each `wait` or `play` that takes no time; a warning where it may never run."""
    reached = {call.node for call in reading.facts.calls} if reading.facts else set()
    for call, method in scene_calls(reading):
        given = {item.arg: item.value for item in call.keywords}
        if method == "play":
            time = given.get("run_time")
        elif method in ("wait", "pause"):
            time = call.args[0] if call.args else given.get("duration")
        else:
            continue
        seconds = _number(time)
        if time is not None and seconds is not None and seconds <= 0:
            waits = method != "play"
            fix = Fix("Write 0.1", (edit(reading.lines, time, "0.1"),), certain=waits and seconds == 0)
            yield Diagnostic(
                RULE,
                Severity.ERROR if call in reached else Severity.WARNING,
                time.lineno,
                reading.lines.column(time),
                f"Manim renders nothing that takes {seconds:g} seconds and stops here. "
                f"Give more than 0, or take {'the wait' if waits else 'run_time'} out.",
                fix,
            )


def _number(node: ast.expr | None) -> float | None:
    """The number that is written here, if it is one."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        found = _number(node.operand)
        return None if found is None else -found
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return float(node.value)  # type: ignore[arg-type]
    return None
