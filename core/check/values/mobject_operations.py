"""What mobjects cannot be used for, though numbers and texts can."""

from __future__ import annotations

import ast

from core.check.calls.naming import an
from core.check.facts import Act, Operation
from core.check.lines import Lines
from core.check.mending.places import edit, end_of
from core.check.types import NUMBERS, Instance, Plain, Type
from core.check.world import MOBJECT, VMOBJECT, World
from core.model import Edit, Fix

_VALUE = "get_value"
_BY_TEX = "get_part_by_tex"
_GROUPS = frozenset({MOBJECT, VMOBJECT, "manim.mobject.types.vectorized_mobject.VGroup"})
"""Whose members are taken by their numbers."""
_ORDER: dict[type[ast.cmpop], tuple[str, str, str]] = {
    ast.Lt: ("<", "__lt__", "__gt__"),
    ast.Gt: (">", "__gt__", "__lt__"),
    ast.LtE: ("<=", "__le__", "__ge__"),
    ast.GtE: (">=", "__ge__", "__le__"),
}


def refuses(type: Type, method: str, world: World) -> bool:
    """Whether a mobject, and all that it may be otherwise, cannot be used in the way of a special method."""
    if not isinstance(type, Instance) or world.is_a(type, MOBJECT) is not True or method in world.assigned:
        return False
    kinds = [type.kind] if type.exact else [type.kind, *world.below(type.kind)]
    return all(world.is_closed(kind) and not _takes(kind, method, world) for kind in kinds)


def _takes(kind: str, method: str, world: World) -> bool:
    # What Mobject itself has of these only says that there is nothing.
    return any(
        method in entry.methods or method in entry.fields
        for entry in world.lineage(kind)
        if entry.key != MOBJECT
    )


def no_number(type: Type, sign: str, world: World) -> str:
    """That something is no number, and where its number is."""
    kind = type.kind if isinstance(type, Instance) else ""
    instead = "its place, such as get_center()"
    if world.has(kind, _VALUE):
        instead = "its number, get_value()"
    what = an(world.title(kind))
    return f"{what[0].upper()}{what[1:]} cannot be used with {sign}. Take {instead}."


def compared(item: Operation, node: ast.Compare, world: World) -> str | None:
    """A mobject that is more or less than something."""
    sign, left, right = _ORDER.get(type(node.ops[0]), ("", "", ""))
    if not sign:
        return None
    refusing = (refuses(item.left, left, world), refuses(item.right, right, world))
    if not any(refusing) or not all(
        refused or (isinstance(each, Plain) and each.kind in NUMBERS)
        for refused, each in zip(refusing, (item.left, item.right), strict=True)
    ):
        return None
    return no_number(item.left if refusing[0] else item.right, sign, world)


def formatted(item: Operation, world: World) -> str | None:
    """A mobject that is to be written with so many digits."""
    if not refuses(item.left, "__format__", world):
        return None
    assert isinstance(item.left, Instance)
    if not world.has(item.left.kind, _VALUE):
        what = an(world.title(item.left.kind))
        return f"{what[0].upper()}{what[1:]} is no number and has no digits. Take what stands behind : out."
    return f"{world.title(item.left.kind)} is no number and has no digits. Take its number, get_value()."


def number_of(item: Operation, world: World, lines: Lines) -> Fix | None:
    """The fix that takes the number of what holds one."""
    if item.act not in (Act.COMBINE, Act.COMPARE, Act.FORMAT):
        return None
    edits = [
        Edit(*place, *place, f".{_VALUE}()")
        for node, type in zip(_sides(item.node), (item.left, item.right), strict=False)
        if isinstance(node, ast.Name | ast.Attribute | ast.Call | ast.Subscript)
        and isinstance(type, Instance)
        and world.has(type.kind, _VALUE)
        # What stands in a text has no certain place in the tree of every version of Python.
        and lines.between(node) == ast.unparse(node)
        for place in (end_of(lines, node),)
    ]
    return Fix(f"Write .{_VALUE}() behind it", tuple(edits), certain=True) if edits else None


def _sides(node: ast.AST) -> tuple[ast.expr, ...]:
    match node:
        case ast.BinOp():
            return node.left, node.right
        case ast.Compare():
            return node.left, node.comparators[0]
        case ast.FormattedValue():
            return (node.value,)
        case ast.AugAssign():
            return node.target, node.value
    return ()


def is_in_order(owner: Type, world: World) -> bool:
    """Whether this is a mobject whose members certainly have numbers and nothing else."""
    if not isinstance(owner, Instance) or not owner.exact or world.is_a(owner, VMOBJECT) is not True:
        return False
    if not world.is_closed(owner.kind) or "__getitem__" in world.assigned:
        return False
    return not any(
        "__getitem__" in entry.methods or "__getitem__" in entry.fields
        for entry in world.lineage(owner.kind)
        if entry.key not in _GROUPS
    )


def has_parts_by_tex(owner: Type, world: World) -> bool:
    """Whether parts can be found by what they say."""
    return isinstance(owner, Instance) and world.has(owner.kind, _BY_TEX)


def part_by_text(item: Operation, world: World, lines: Lines) -> Fix | None:
    """The fix that finds a part of a formula by what it says."""
    node = item.node
    if item.act is not Act.TAKE or not isinstance(node, ast.Subscript):
        return None
    if not has_parts_by_tex(item.left, world) or not isinstance(node.ctx, ast.Load):
        return None
    owner, place = lines.between(node.value), lines.between(node.slice)
    return Fix(f"Write {_BY_TEX}", (edit(lines, node, f"{owner}.{_BY_TEX}({place})"),))
