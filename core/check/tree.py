"""Ways through a syntax tree that it does not offer itself."""

from __future__ import annotations

import ast
from collections.abc import Container
from functools import lru_cache


@lru_cache(maxsize=4)
def nodes(tree: ast.Module) -> tuple[ast.AST, ...]:
    """All nodes of a script, as `ast.walk` gives them, found once for all who look."""
    return tuple(ast.walk(tree))


@lru_cache(maxsize=4)
def parents(tree: ast.Module) -> dict[ast.AST, ast.AST]:
    """The node that each node of a script is a part of, found once for all who look."""
    return {child: node for node in nodes(tree) for child in ast.iter_child_nodes(node)}


def calls_of(tree: ast.Module) -> dict[ast.Attribute, ast.Call]:
    """The call that calls each attribute."""
    return {
        node.func: node
        for node in nodes(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }


def read_names(tree: ast.Module) -> frozenset[str]:
    """The names of all attributes that are read somewhere, and of those that are asked for by a string."""
    return frozenset(
        node.attr if isinstance(node, ast.Attribute) else str(node.value)
        for node in nodes(tree)
        if (isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load))
        or (isinstance(node, ast.Constant) and isinstance(node.value, str))
    )


def setter_names(tree: ast.Module, real: Container[ast.Attribute]) -> frozenset[str]:
    """The x of each `set_x` in a script, but for `real` methods: others give mobjects an x of their own."""
    return frozenset(
        node.attr[4:]
        for node in nodes(tree)
        if isinstance(node, ast.Attribute) and node.attr.startswith("set_") and node not in real
    )


def imported(tree: ast.Module) -> frozenset[str]:
    """The full names of what is imported: a module that is imported is an attribute of that above it."""
    found: set[str] = set()
    for node in nodes(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for parts in (name.split(".") for name in names):
            found.update(".".join(parts[:count]) for count in range(1, len(parts) + 1))
    return frozenset(found)
