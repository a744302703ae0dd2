"""Words for a side of the frame that stand where a direction is asked for."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.check.tree import nodes

_SIDES = {"TOP": "UP", "BOTTOM": "DOWN", "LEFT_SIDE": "LEFT", "RIGHT_SIDE": "RIGHT"}
_PLACES = {
    "next_to": 1,
    "align_to": 1,
    "to_edge": 0,
    "to_corner": 0,
    "arrange": 0,
    "get_edge_center": 0,
    "get_corner": 0,
    "get_critical_point": 0,
}
"""By which argument a method is told a direction."""
_KEYWORDS = frozenset({"direction", "aligned_edge", "edge", "corner", "label_direction"})


def direction(node: ast.Name, tree: ast.Module) -> str | None:
    """The direction that a side's name means there; None where it may be the place itself."""
    side = _SIDES.get(node.id)
    return side if side and any(asked is node for asked in _asked(tree)) else None


def _asked(tree: ast.Module) -> Iterator[ast.expr]:
    """What is given as a direction."""
    for node in nodes(tree):
        if not isinstance(node, ast.Call):
            continue
        yield from (item.value for item in node.keywords if item.arg in _KEYWORDS)
        place = _PLACES.get(getattr(node.func, "attr", ""))
        if place is not None and not any(isinstance(item, ast.Starred) for item in node.args):
            yield from node.args[place : place + 1]
