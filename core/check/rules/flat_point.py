"""Points of two numbers where Manim takes three. See flat_point.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.api_index import Kind
from core.check.calls.calling import called
from core.check.calls.point_values import POINTS, is_way
from core.check.calls.purposes import Given, given
from core.check.facts import Call
from core.check.reading import Reading
from core.check.types import Own
from core.check.values.flatness import (
    deeper,
    is_flat,
    is_flat_array,
    is_list_of_flat,
    is_written_flat,
    returned,
)
from core.check.values.point_names import PointNames
from core.check.world import World
from core.model import Diagnostic, Edit, Fix, Severity

RULE = "flat-point"

_LISTS = frozenset({"Point3DLike_Array", "Sequence[Point3DLike]"})
_TAKEN = frozenset(
    {
        "label_direction", "sheen_direction", "edge_to_fix", "dimensions",
        ("apply_function", "about_edge"), ("apply_function", "about_point"), ("get_point_mobject", "center"),
        ("Brace", "direction"), ("BraceLabel", "brace_direction"), ("set_sheen_direction", "direction"),
        ("get_extremum_along_dim", "points"), ("set_points", "points"),
        *((f"{act}_{axis}", "direction") for act in ("get", "set", "match") for axis in "xyz"),
    }
)  # fmt: skip
"""What takes two numbers without an error: tried."""

_FUNCTIONS = frozenset({("ParametricFunction", "function"), ("Surface", "func")})
"""What takes a function and needs points of three numbers from it."""


def judge_points(reading: Reading) -> Iterator[Diagnostic]:
    """An error for each point of two numbers where Manim certainly needs a third."""
    if reading.facts is None:
        return
    names = PointNames(reading.tree)
    flat = [(item, node) for item in given(reading.facts) for node in _flat(item, names)]
    flat += [item for call in reading.facts.calls for item in _spread(call, reading.facts.world)]
    nodes = [node for _, node in flat]
    for item, node in flat:
        edits = (*deeper(reading.lines, node), *names.deeper(reading.lines, node, nodes))
        yield _error(item, node, reading, edits)


def _spread(call: Call, world: World) -> Iterator[tuple[Given, ast.expr]]:
    """Lists of flat points that are spread over an *args of points."""
    for function in called(call, world)[:1]:
        rest = next((item for item in function.parameters if item.kind is Kind.REST), None)
        if rest is None or rest.annotation not in POINTS:
            continue
        for item in call.arguments:
            if item.spread and item.name is None and is_list_of_flat(item.type):
                yield Given(call, item, rest.name, rest.annotation, ""), item.node


def _flat(item: Given, names: PointNames) -> Iterator[ast.expr]:
    """The expressions in an argument that are points of two numbers."""
    annotation = item.annotation.removesuffix(" | None")
    node, known = item.argument.node, item.argument.type
    if item.name in _TAKEN or (item.function, item.name) in _TAKEN or item.argument.spread:
        return
    if annotation in POINTS or is_way(item):
        if is_flat(known) or is_flat_array(node, names.arrays):
            yield node
    elif annotation in _LISTS:
        if is_list_of_flat(known):
            yield node
    elif _needs_points(item) and isinstance(known, Own):
        results = returned(known.node) or []
        if results and all(is_written_flat(result) or is_flat_array(result) for result in results):
            yield from results


def _needs_points(item: Given) -> bool:
    """Whether a function is given whose results have to be points of three numbers."""
    if item.annotation == "MappingFunction":
        return item.function != "apply_function_to_submobject_positions"
    return (item.function, item.name) in _FUNCTIONS


def _error(item: Given, node: ast.expr, reading: Reading, edits: tuple[Edit, ...]) -> Diagnostic:
    if _needs_points(item):
        said = f"{item.function} needs three numbers for each point, and this function gives two."
    else:
        said = "Manim's points and directions have three numbers, and this one has two."
    return Diagnostic(
        RULE,
        Severity.ERROR,
        node.lineno,
        reading.lines.column(node),
        f"{said} Add a third, which is 0 in the plane: [1, 2, 0].",
        Fix("Add the third number", edits, certain=True) if edits else None,
    )
