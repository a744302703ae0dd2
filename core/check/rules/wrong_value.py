"""Values that a parameter cannot take. See wrong_value.md."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from core.api_index import ApiIndex, NameKind
from core.check.calls.builtins import judge_builtins
from core.check.calls.purposes import Given, given
from core.check.calls.refusals import refusal
from core.check.mending.places import edit
from core.check.reading import Reading
from core.check.types import NUMBERS, FunctionOf, Instance, Own, Plain
from core.check.world import MOBJECT, World
from core.model import Diagnostic, Fix, Severity

RULE = "wrong-value"

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_VALUES = frozenset({"numpy.ndarray", "builtins.float", "builtins.int"})


def judge_values(reading: Reading) -> Iterator[Diagnostic]:
    """An error for each argument whose value Manim certainly refuses."""
    if reading.facts is None or reading.index is None:
        return
    world = reading.facts.world
    yield from judge_builtins(reading.facts, reading.lines, RULE)
    called = {id(call.node): call.callee for call in reading.facts.calls}
    for item in given(reading.facts):
        said = None if item.argument.spread else refusal(item, world)
        if said:
            node = item.argument.node
            fix = _fix(item, reading, world, reading.index, called.get(id(node)))
            yield Diagnostic(RULE, Severity.ERROR, node.lineno, reading.lines.column(node), said, fix)


def _fix(item: Given, reading: Reading, world: World, index: ApiIndex, callee: object) -> Fix | None:
    node, known = item.argument.node, item.argument.type
    if isinstance(known, Plain) and isinstance(node, ast.Constant) and isinstance(known.value, str):
        return _unquoted(node, known.value, reading, index)
    if item.function == "always_redraw" and isinstance(known, Instance) and world.is_a(known, MOBJECT):
        text = f"lambda: {reading.lines.between(node)}"
        return Fix(
            "Write lambda: before it", (edit(reading.lines, node, text),), certain=isinstance(node, ast.Call)
        )
    if (
        isinstance(node, ast.Call)
        and isinstance(callee, FunctionOf | Own)
        and not node.args
        and not node.keywords
    ):
        name = reading.lines.between(node.func)
        return Fix(f"Write {name}", (edit(reading.lines, node, name),))
    if item.function == "always_redraw":
        return _grouped(node, reading)
    if isinstance(known, Plain) and known.kind in NUMBERS and item.name == "text":
        text = f"str({reading.lines.between(node)})"
        return Fix("Write str(…)", (edit(reading.lines, node, text),), certain=True)
    if item.name.endswith("_range") and isinstance(node, ast.List | ast.Tuple) and len(node.elts) == 3:
        text = ", ".join(reading.lines.between(part) for part in node.elts[:2])
        return Fix("Leave the step out", (edit(reading.lines, node, f"[{text}]"),), certain=True)
    return None


def _unquoted(node: ast.Constant, text: str, reading: Reading, index: ApiIndex) -> Fix | None:
    """A number, a direction or a function that stands in quotes."""
    word = text.strip()
    name = word if word in index.star else word.upper()
    known = index.star.get(name)
    if _NUMBER.fullmatch(word):
        name = word
    elif known is None or not (known.kind is NameKind.FUNCTION or known.key in _VALUES):
        return None
    return Fix(f"Write {name}", (edit(reading.lines, node, name),), certain=True)


def _grouped(node: ast.expr, reading: Reading) -> Fix | None:
    """`VGroup(…)` for the list that a lambda gives."""
    if (
        not isinstance(node, ast.Lambda)
        or not isinstance(node.body, ast.List | ast.Tuple)
        or not node.body.elts
    ):
        return None
    parts = ", ".join(reading.lines.between(part) for part in node.body.elts)
    return Fix("Write VGroup(…)", (edit(reading.lines, node.body, f"VGroup({parts})"),), certain=True)
