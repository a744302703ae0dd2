"""Points in space: what Manim gives for them are arrays of three numbers."""

from __future__ import annotations

import ast

from core.check.attributes.array_names import ARRAY_NAMES
from core.check.facts import Access, Facts
from core.check.lines import Lines
from core.check.mending.places import attribute_place, end_of
from core.check.types import ARRAY, Bound, Instance, Plain
from core.check.world import VMOBJECT, World
from core.model import Edit, Fix

_AXES = {"x": 0, "y": 1, "z": 2}
_POINTS = frozenset({"Point3D", "Vector3D", "np.ndarray"})


def point_calls(facts: Facts) -> frozenset[ast.expr]:
    """The calls that give a point or a vector."""
    return frozenset(call.node for call in facts.calls if _gives_point(facts.world, call.callee))


def _gives_point(world: World, callee: object) -> bool:
    if not isinstance(callee, Bound) or not isinstance(callee.owner, Instance):
        return False
    method = world.method(callee.owner.kind, callee.name)
    return method is not None and method.returns in _POINTS


def is_of_point(access: Access) -> bool:
    """Whether what an array certainly lacks is asked of one."""
    name, owner = access.node.attr, access.owner
    is_array = isinstance(owner, Plain) and owner.kind == ARRAY
    return is_array and name not in ARRAY_NAMES and not name.startswith("__")


def misses_on_point(world: World, access: Access) -> bool:
    """Whether a point lacks what it is asked for: one of its axes, or what only mobjects have."""
    name = access.node.attr
    return name in _AXES or (name not in ARRAY_NAMES and world.has(VMOBJECT, name))


def told_of_point(access: Access, lines: Lines) -> tuple[str, Fix | None]:
    """The sentences, and a fix where there is one."""
    node, name = access.node, access.node.attr
    source = lines.between(node.value)
    if name not in _AXES:
        return f"{source} is a point, not a mobject, and has no {name}. Use it on the mobject itself.", None
    written = f"[{_AXES[name]}]"
    line, column = end_of(lines, node.value)
    message = f"{source} is a point, three numbers in a row, and has no {name}. Write {source}{written}."
    if attribute_place(lines, node) != (line, column + 1):
        return message, None
    return message, Fix(
        f"Write {written}", (Edit(line, column, *end_of(lines, node), written),), certain=True
    )
