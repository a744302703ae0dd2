"""Mobjects brought back to a state, or to a target, that nobody gave them. See missing_state.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.check.reading import Reading
from core.check.tree import nodes
from core.check.types import ClassOf
from core.model import Diagnostic, Severity

RULE = "missing-state"

_NEEDS = {
    "Restore": ("save_state", frozenset({"save_state", "saved_state"})),
    "MoveToTarget": ("generate_target", frozenset({"generate_target", "target"})),
}
"""What makes what an animation needs, and all the names by which a script can have made it."""


def judge_states(reading: Reading) -> Iterator[Diagnostic]:
    """An error for each such animation in a script that nowhere makes what it needs."""
    if reading.facts is None:
        return
    world = reading.facts.world
    named = _named(reading.tree)
    for call in reading.facts.calls:
        title = world.title(call.callee.kind) if isinstance(call.callee, ClassOf) else ""
        if title not in _NEEDS or not isinstance(call.callee, ClassOf) or call.callee.kind in world.own:
            continue
        method, names = _NEEDS[title]
        if named & names or len(call.places) != 1:
            continue
        source = reading.lines.between(call.places[0].node)
        yield Diagnostic(
            RULE,
            Severity.ERROR,
            call.node.lineno,
            reading.lines.column(call.node),
            f"{title} needs what {method} makes, and this script never calls it. "
            f"Write {source}.{method}() before.",
        )


def _named(tree: ast.Module) -> frozenset[str]:
    """All attributes and texts of a script."""
    return frozenset(
        node.attr if isinstance(node, ast.Attribute) else str(node.value)
        for node in nodes(tree)
        if isinstance(node, ast.Attribute | ast.Constant)
    )
