"""Plays and waits that take no time. See no_time.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.check.lines import Lines
from core.check.scene_calls import scene_method
from core.model import Diagnostic, Severity

RULE = "no-time"


def judge_times(tree: ast.Module, lines: Lines) -> Iterator[Diagnostic]:
    """A warning for each `self.wait` or `self.play` whose time is written down as 0 or less."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        method = scene_method(call)
        given = {item.arg: item.value for item in call.keywords}
        if method == "play":
            time = given.get("run_time")
        elif method in ("wait", "pause"):
            time = call.args[0] if call.args else given.get("duration")
        else:
            continue
        seconds = _number(time)
        if time is not None and seconds is not None and seconds <= 0:
            yield Diagnostic(
                RULE,
                Severity.WARNING,
                time.lineno,
                lines.column(time),
                f"Manim renders nothing that takes {seconds:g} seconds and stops here. "
                f"Give more than 0, or take {'the wait' if method != 'play' else 'run_time'} out.",
            )


def _number(node: ast.expr | None) -> float | None:
    """The number that is written here, if it is one."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        found = _number(node.operand)
        return None if found is None else -found
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return float(node.value)  # type: ignore[arg-type]
    return None
