"""What is given to `always_redraw`: a function that makes a mobject, and nothing else."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.check.calls.naming import manim_name
from core.check.facts import Call
from core.check.mending.places import edit, start_of
from core.check.reading import Reading
from core.check.types import FunctionOf, Instance, Plain
from core.check.world import MOBJECT, World
from core.model import Diagnostic, Edit, Fix, Severity

_REDRAWING = "manim.animation.updaters.mobject_update_utils.always_redraw"


def judge_redrawing(call: Call, reading: Reading, world: World, rule: str) -> Iterator[Diagnostic]:
    """An error, of this rule, for what certainly gives `always_redraw` no mobject."""
    given = call.given("func") or next(iter(call.places), None)
    if call.callee != FunctionOf(_REDRAWING) or given is None:
        return
    node, fix = given.node, None
    if isinstance(node, ast.Lambda) and isinstance(node.body, ast.List | ast.Tuple | ast.Constant):
        what = "nothing" if isinstance(node.body, ast.Constant) else "a list"
        sentence = f"always_redraw needs a function that gives a mobject, and this one gives {what}."
        group = manim_name(reading.tree, "VGroup")
        if isinstance(node.body, ast.List) and group:
            sentence += " Write VGroup(...) instead of the brackets."
            text = f"{group}({reading.lines.between(node.body)[1:-1]})"
            fix = Fix(f"Write {group}", (edit(reading.lines, node.body, text),), certain=True)
    elif isinstance(given.type, Plain | Instance) and (
        isinstance(given.type, Plain) or world.is_a(given.type, MOBJECT)
    ):
        sentence = "always_redraw needs a function that makes the mobject anew. Write lambda: before it."
        place = start_of(reading.lines, node)
        if world.is_a(given.type, MOBJECT):
            fix = Fix("Write lambda: before it", (Edit(*place, *place, "lambda: "),), certain=True)
    else:
        return
    yield Diagnostic(rule, Severity.ERROR, node.lineno, reading.lines.column(node), sentence, fix)
