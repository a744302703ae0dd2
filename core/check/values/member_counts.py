"""How many members groups have that nobody changes."""

from __future__ import annotations

import ast

from core.check.facts import Call
from core.check.inference.mutation import mutation
from core.check.reading import Reading
from core.check.tree import nodes, parents
from core.check.types import Bound, ClassOf, Instance, Own
from core.check.world import ANIMATION, SCENE, World

_GROUPS = ("manim.mobject.mobject.Group", "manim.mobject.types.vectorized_mobject.VGroup")
_WALKING = frozenset({"enumerate", "len", "list", "reversed", "sorted", "tuple", "zip"})
_CHANGING = frozenset(
    {"add", "add_to_back", "become", "insert", "remove", "restore", "set_submobjects", "submobjects"}
)
_KEEPING = _CHANGING | {"align_data", "align_submobjects", "interpolate"}
"""Methods of mobjects after which another one has the group, or its members."""
_REPLACING = ("Transform", "Replace", "Swap", "Morph", "Restore", "MoveToTarget", "ApplyM")
"""Words in the names of animations that give a mobject the members of another."""


def member_counts(reading: Reading) -> dict[str, int]:
    """The number of members by the names that hold one group in the whole script, and nothing else."""
    assert reading.facts is not None
    changes = mutation(reading.tree)
    if changes.members:
        return {}
    calls = {call.node: call for call in reading.facts.calls}
    around = parents(reading.tree)
    found: dict[str, int] = {}
    names: dict[str, list[ast.Name]] = {}
    for node in nodes(reading.tree):
        if isinstance(node, ast.Name):
            names.setdefault(node.id, []).append(node)
        elif isinstance(node, ast.Assign) and len(node.targets) == 1:
            target, count = node.targets[0], _count(node.value, calls)
            if isinstance(target, ast.Name) and count is not None:
                found[target.id] = count
    given = {node.arg for node in nodes(reading.tree) if isinstance(node, ast.arg)}
    return {
        name: count
        for name, count in found.items()
        if name not in given
        and sum(not isinstance(node.ctx, ast.Load) for node in names[name]) == 1
        and all(_is_harmless(node, around, calls, reading.facts.world) for node in names[name])
        and not (changes.handed and any(_meets_function(node, around, calls) for node in names[name]))
    }


def _count(node: ast.expr, calls: dict[ast.Call, Call]) -> int | None:
    """How many members a group is made with: `VGroup(a, b)`, and what methods called at once give again."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr in _CHANGING:
            return None
        node = node.func.value
    call = calls.get(node) if isinstance(node, ast.Call) else None
    if call is None or not isinstance(call.callee, ClassOf):
        return None
    if call.callee.kind not in _GROUPS or any(item.name for item in call.arguments):
        return None
    counts = [_spread(item.node) if item.spread else 1 for item in call.arguments]
    # An empty one is filled somewhere.
    return sum(filter(None, counts)) if counts and None not in counts else None


def _spread(node: ast.expr) -> int | None:
    """How many there are in `[... for each in range(4)]` or in a list that is written down."""
    if isinstance(node, ast.List | ast.Tuple):
        return None if any(isinstance(item, ast.Starred) for item in node.elts) else len(node.elts)
    if not isinstance(node, ast.ListComp | ast.GeneratorExp) or len(node.generators) != 1:
        return None
    walk = node.generators[0]
    match walk.iter:
        case ast.Call(ast.Name("range"), [ast.Constant(int(count))], []) if not walk.ifs:
            return max(0, count)
        case ast.List() | ast.Tuple() if not walk.ifs:
            return _spread(walk.iter)
    return None


def _is_harmless(
    node: ast.Name, around: dict[ast.AST, ast.AST], calls: dict[ast.Call, Call], world: World
) -> bool:
    """Whether what is done with the group here leaves it the members that it has."""
    parent = around[node]
    if not isinstance(node.ctx, ast.Load):
        return isinstance(parent, ast.Assign)
    match parent:
        case ast.Subscript(value=value) if value is node:
            return isinstance(parent.ctx, ast.Load)
        case ast.Attribute():
            return _is_called_harmlessly(parent, around)
        case ast.For() | ast.comprehension() if parent.iter is node:
            return True
        case ast.Call(ast.Name(name)) if name in _WALKING:
            return True
        case ast.Starred():
            return True
        case ast.Call() if parent in calls:
            return _is_taken_harmlessly(calls[parent], world)
    return False


def _is_called_harmlessly(node: ast.AST, around: dict[ast.AST, ast.AST]) -> bool:
    """Whether a chain of attributes and calls has none that changes members, and ends in no name."""
    while isinstance(node, ast.Attribute | ast.Call):
        if isinstance(node, ast.Attribute) and node.attr in _CHANGING:
            return False
        above = around[node]
        if isinstance(above, ast.Call) and above.func is not node:
            return True
        node = above
    return not isinstance(node, ast.Assign | ast.NamedExpr | ast.Return)


def _meets_function(node: ast.Name, around: dict[ast.AST, ast.AST], calls: dict[ast.Call, Call]) -> bool:
    """Whether a function of the script, such as an updater, will be called with the group."""
    call = around[node]
    while isinstance(call, ast.Attribute) or (isinstance(call, ast.Call) and call not in calls):
        call = around[call]
    fact = calls.get(call) if isinstance(call, ast.Call) else None
    return fact is not None and any(isinstance(item.type, Own | Bound) for item in fact.arguments)


def _is_taken_harmlessly(call: Call, world: World) -> bool:
    match call.callee:
        case Bound(Instance() as owner, name):
            is_known = world.method(owner.kind, name) is not None
            return is_known and (name not in _KEEPING or world.is_a(owner, SCENE) is True)
        case ClassOf(kind):
            title = kind.rpartition(".")[2]
            is_animation = any(entry.key == ANIMATION for entry in world.lineage(kind))
            return is_animation and kind in world.index.classes and not any(w in title for w in _REPLACING)
    return False
