"""Which functions of a script run when its scenes are rendered, judged by the names that they mention."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from core.check.tree import nodes
from core.check.world import SCENE, ScriptClass, World

_STARTED = frozenset({"construct", "setup", "tear_down"})

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def reached(tree: ast.Module, world: World) -> frozenset[FunctionNode]:
    """The functions that are reached; those that a scene calls by a name that is made up are missed."""
    functions = _functions(tree)
    mentioned: set[str] = set()
    waiting = _mentions(tree)
    found: set[FunctionNode] = set()
    started = _started(world)
    while True:
        mentioned |= waiting
        new = {
            node
            for node, owner in functions.items()
            if node not in found and (node in started or _is_called(node, owner, mentioned, world))
        }
        if not new:
            return frozenset(found)
        found |= new
        waiting = set().union(*(_mentions(node) for node in new))


def _functions(tree: ast.Module) -> dict[FunctionNode, ScriptClass | str | None]:
    """Every function with the name of the class that it is a method of."""
    found: dict[FunctionNode, ScriptClass | str | None] = {}
    for node in nodes(tree):
        if isinstance(node, FunctionNode):
            found.setdefault(node, None)
        elif isinstance(node, ast.ClassDef):
            found.update((item, node.name) for item in node.body if isinstance(item, FunctionNode))
    return found


def _started(world: World) -> set[FunctionNode]:
    """What Manim calls in every scene."""
    return {
        method
        for entry in world.own.values()
        if any(base.key == SCENE for base in world.lineage(entry.key))
        for name, method in entry.methods.items()
        if name in _STARTED
    }


def _is_called(
    node: FunctionNode, owner: ScriptClass | str | None, mentioned: set[str], world: World
) -> bool:
    if node.name in mentioned:
        return True
    if not isinstance(owner, str) or owner not in mentioned:
        return False
    # Python calls a class's special methods, and Manim those that it has itself.
    if node.name.startswith("__"):
        return True
    entry = world.own.get(owner)
    return entry is not None and any(world.has(base, node.name) for base in entry.bases)


def _mentions(node: ast.AST) -> set[str]:
    """The names in a piece of source, less those in the functions that it defines."""
    found: set[str] = set()
    waiting: list[ast.AST] = list(_children(node))
    while waiting:
        child = waiting.pop()
        if isinstance(child, ast.Name):
            found.add(child.id)
        elif isinstance(child, ast.Attribute):
            found.add(child.attr)
        elif isinstance(child, ast.Constant) and isinstance(child.value, str):
            found.add(child.value)
        waiting += _children(child)
    return found


def _children(node: ast.AST) -> Iterable[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, FunctionNode):
            yield from child.decorator_list
            yield from (item for item in (*child.args.defaults, *child.args.kw_defaults) if item is not None)
        elif isinstance(child, ast.ClassDef) and isinstance(node, ast.Module):
            # A scene's class is made by Manim; another is mentioned where it is used.
            yield from (*child.bases, *(item for item in child.body if not isinstance(item, FunctionNode)))
        else:
            yield child
