"""Methods in a row on one mobject, such as `ball.shift(UP).scale(2)`, and mobjects that are new."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from core.check.facts import Facts
from core.check.types import UNKNOWN, ClassOf, Instance
from core.check.world import MOBJECT

_AT_ONCE = frozenset(
    {
        "copy", "generate_target", "save_state", "insert", "sort", "shuffle", "invert", "init_colors",
        "suspend_updating", "resume_updating", "update", "generate_points", "reset_points", "init_points",
        "interpolate", "repeat", "pointwise_become_partial",
    }
)  # fmt: skip
"""Methods that give the mobject itself and of which nothing can be seen while they happen."""
_AT_ONCE_STARTS = ("add", "remove", "clear", "align_", "match_updaters", "append_", "_")
_SEEN = frozenset({"align_to", "align_on_border", "apply_to_family"})
COORDINATES = "manim.mobject.graphing.coordinate_systems.CoordinateSystem"
_MAKING = ("plot", "get_area", "get_riemann_rectangles", "get_graph_label", "get_axis_labels")
"""How the names of methods begin that draw something new into axes."""
_GROUPS = frozenset({"VGroup", "Group", "VDict"})
_PLACING = frozenset({"next_to", "move_to", "align_to", "match_width", "match_height", "match_color"})


@dataclass(frozen=True, slots=True)
class Chain:
    """What the methods are called on, and the methods' names, the first called first."""

    root: ast.expr
    steps: tuple[ast.Attribute, ...]


def chain(node: ast.expr) -> Chain:
    """The methods that an expression calls in a row; none where it is no call of a method."""
    steps: list[ast.Attribute] = []
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        steps.append(node.func)
        node = node.func.value
    return Chain(node, tuple(reversed(steps)))


def changes_itself(found: Chain, facts: Facts) -> bool:
    """Whether each step is a method that changes a mobject, can be animated, and gives the mobject again."""
    owners = {access.node: access.owner for access in facts.accesses}
    return bool(found.steps) and all(
        isinstance(owner := owners.get(step), Instance)
        and facts.world.is_a(owner, MOBJECT)
        and (method := facts.world.method(owner.kind, step.attr)) is not None
        and method.returns == "Self"
        and _is_seen(step.attr)
        for step in found.steps
    )


def _is_seen(name: str) -> bool:
    return name in _SEEN or not (name in _AT_ONCE or name.startswith(_AT_ONCE_STARTS))


def is_plain(node: ast.expr) -> bool:
    """Whether an expression is a name, or an attribute or part of what is one."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return isinstance(node, ast.Name)


def is_made_here(node: ast.expr, facts: Facts) -> bool:
    """Whether an expression makes a mobject of a class, so that nobody has seen it before."""
    found = chain(node)
    made = next((place for place, step in enumerate(found.steps) if step.attr.startswith(_MAKING)), None)
    if made is not None:
        owner = next((item.owner for item in facts.accesses if item.node is found.steps[made]), UNKNOWN)
        if not facts.world.is_a(owner, COORDINATES):
            return False
        found = Chain(found.root, found.steps[made + 1 :])
    else:
        call = next((call for call in facts.calls if call.node is found.root), None)
        if call is None or not isinstance(call.callee, ClassOf):
            return False
        if facts.world.title(call.callee.kind) in _GROUPS and not _holds_new(call.node, facts):
            return False
    return not found.steps or changes_itself(found, facts)


def _holds_new(call: ast.Call, facts: Facts) -> bool:
    """Whether a group is made of nothing but mobjects that are made in the same expression."""
    given = [item.value if isinstance(item, ast.Starred) else item for item in call.args]
    return all(is_made_here(part, facts) for item in given for part in members(item) or [item])


def members(node: ast.expr) -> list[ast.expr]:
    """What makes the members of a list that is written down."""
    match node:
        case ast.ListComp(elt=part) | ast.GeneratorExp(elt=part):
            return [part]
        case ast.List(elts=found) | ast.Tuple(elts=found):
            return found
    return []


def is_new(name: ast.Name, tree: ast.Module, facts: Facts) -> bool:
    """Whether a mobject was made in the same row of statements, and not handed to anything since then."""
    for block in _blocks(tree):
        ends = [number for number, item in enumerate(block) if _holds(item, name)]
        if not ends or not isinstance(block[ends[0]], ast.Expr):
            continue
        before = block[: ends[0]]
        starts = [number for number, item in enumerate(before) if _gives(item, name.id)]
        if not starts:
            return False
        first = before[starts[-1]]
        assert isinstance(first, ast.Assign)
        return is_made_here(first.value, facts) and not any(
            _hands_over(item, name.id) for item in before[starts[-1] + 1 :]
        )
    return False


def _blocks(tree: ast.Module) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(tree):
        for part in ("body", "orelse", "finalbody"):
            block = getattr(node, part, None)
            if isinstance(block, list):
                yield block


def _holds(statement: ast.stmt, node: ast.expr) -> bool:
    return any(item is node for item in ast.walk(statement))


def _gives(statement: ast.stmt, name: str) -> bool:
    return (
        isinstance(statement, ast.Assign)
        and len(statement.targets) == 1
        and isinstance(statement.targets[0], ast.Name)
        and statement.targets[0].id == name
    )


def _hands_over(statement: ast.stmt, name: str) -> bool:
    """Whether a statement does more with a mobject than to use its methods, or to place others by it."""
    harmless: set[ast.expr] = set()
    for node in ast.walk(statement):
        if isinstance(node, ast.Attribute):
            harmless.add(node.value)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in _PLACING:
            harmless.update(node.args)
    return any(
        isinstance(node, ast.Name) and node.id == name and node not in harmless
        for node in ast.walk(statement)
    )
