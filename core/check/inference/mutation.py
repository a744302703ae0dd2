"""Lists that a script changes after they were made: what is in them is not what was written."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from core.check.tree import nodes
from core.check.types import Plain, Type

MUTABLE = frozenset({"list", "dict", "set"})

_CHANGING = frozenset(
    {
        "append",
        "extend",
        "insert",
        "pop",
        "remove",
        "clear",
        "sort",
        "reverse",
        "add",
        "update",
        "discard",
        "setdefault",
        "popitem",
        "__setitem__",
    }
)


@dataclass(frozen=True, slots=True)
class Mutation:
    """The names through which something is changed; `deep` says that lists inside of lists are, too."""

    names: frozenset[str]
    deep: bool

    def kept(self, name: str, type: Type) -> Type:
        """What a name is known to hold after it was given this, wherever it is looked at."""
        if name in self.names:
            return opened(type)
        return _opened_inside(type) if self.deep else type


@lru_cache(maxsize=1)
def mutation(tree: ast.Module) -> Mutation:
    """What a script changes."""
    names = frozenset(_changed(tree))
    loops = {name for node in nodes(tree) for name in _bound_elsewhere(node)}
    return Mutation(names, deep=not names.isdisjoint(loops))


@lru_cache(maxsize=1)
def only_spread(tree: ast.Module) -> frozenset[str]:
    """The attributes that a script uses in no other way than `**self.style`: nothing can change them."""
    spread = {id(node.value) for node in nodes(tree) if isinstance(node, ast.keyword) and node.arg is None}
    used = [node for node in nodes(tree) if isinstance(node, ast.Attribute)]
    others = {node.attr for node in used if id(node) not in spread}
    return frozenset(node.attr for node in used) - others


def opened(type: Type) -> Type:
    """The type without what is in it, where that can change."""
    return Plain(type.kind) if isinstance(type, Plain) and type.kind in MUTABLE else type


def _opened_inside(type: Type) -> Type:
    if not isinstance(type, Plain):
        return type
    items = None if type.items is None else tuple(opened(_opened_inside(item)) for item in type.items)
    item = None if type.item is None else opened(_opened_inside(type.item))
    return replace(type, items=items, item=item)


def _changed(tree: ast.Module) -> Iterator[str]:
    for node in nodes(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in _CHANGING
        ):
            yield from _root(node.func.value)
        elif isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            yield from _root(node.value)
        elif isinstance(node, ast.AugAssign):
            yield from _root(node.target)


def _root(node: ast.expr) -> Iterator[str]:
    """The name that `name[0].attribute` begins with."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    if isinstance(node, ast.Name):
        yield node.id


def _bound_elsewhere(node: ast.AST) -> Iterator[str]:
    """The names that a loop or a call gives something that another name holds as well."""
    if isinstance(node, ast.For | ast.comprehension):
        yield from (item.id for item in ast.walk(node.target) if isinstance(item, ast.Name))
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Name | ast.Subscript):
        yield from (
            item.id for target in node.targets for item in ast.walk(target) if isinstance(item, ast.Name)
        )
