"""Attributes that a script gives to things: by their names, or in ways that do not show the name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from core.check.tree import nodes

_ASKING = frozenset({"hasattr", "getattr", "setattr", "delattr", "__setattr__", "__getattribute__"})
_WRITING = frozenset({"setattr", "__setattr__"})
_SETTING = "set"
_OWN_NAMES = frozenset({"self", "cls"})


@dataclass(frozen=True, slots=True)
class Written:
    """`names` are all attributes that the script gives to anything but `self`, or asks for by name.

    `loose` are the classes that write attributes of their own objects under names that nobody sees, and
    `anything` says that it may be done to any object.
    """

    names: frozenset[str]
    loose: frozenset[ast.ClassDef]
    anything: bool


def written(tree: ast.Module) -> Written:
    """What a script writes where."""
    within = _within(tree)
    names = frozenset(_names(tree, within))
    owners = [(owner, within.get(owner)) for node in nodes(tree) for owner in _written_unseen(node)]
    loose = frozenset(kind for owner, kind in owners if kind is not None and is_me(owner))
    anything = any(kind is None or not is_me(owner) for owner, kind in owners)
    return Written(names, loose, anything or _gives_writing_away(tree))


def is_me(node: ast.expr) -> bool:
    """Whether this is the object whose method it stands in, or its class."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id == "super"
    return isinstance(node, ast.Name) and node.id in _OWN_NAMES


def _within(tree: ast.Module) -> dict[ast.AST, ast.ClassDef]:
    """The innermost class that each node stands in."""
    found: dict[ast.AST, ast.ClassDef] = {}
    for node in nodes(tree):
        kind = node if isinstance(node, ast.ClassDef) else found.get(node)
        if kind is not None:
            found.update((child, kind) for child in ast.iter_child_nodes(node))
    return found


def _names(tree: ast.Module, within: dict[ast.AST, ast.ClassDef]) -> Iterator[str]:
    for node in nodes(tree):
        if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
            if not is_me(node.value) or node not in within:
                yield node.attr
        elif isinstance(node, ast.Call):
            name = _called(node)
            if name in _ASKING:
                yield from (str(item.value) for item in node.args[:2] if isinstance(item, ast.Constant))
            elif name == _SETTING:
                yield from (item.arg for item in node.keywords if item.arg)


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _written_unseen(node: ast.AST) -> Iterator[ast.expr]:
    """What gets attributes here whose names are not written down."""
    match node:
        case ast.Attribute(value=owner, attr="__dict__"):
            yield owner
        case ast.Call(func=ast.Name("vars"), args=[owner]):
            yield owner
        case ast.Call(func=ast.Name("setattr"), args=[owner, name, *_]) if not isinstance(name, ast.Constant):
            yield owner
        case ast.Call(func=ast.Attribute(value=owner, attr="__setattr__"), args=[first, *rest]):
            name = rest[0] if len(rest) > 1 else first
            if not isinstance(name, ast.Constant):
                yield first if len(rest) > 1 else owner
        case ast.Call(func=ast.Attribute(value=owner, attr="set"), keywords=given):
            if any(item.arg is None for item in given):
                yield owner


def _gives_writing_away(tree: ast.Module) -> bool:
    """Whether `setattr` itself is handed to somebody."""
    called = {id(node.func) for node in nodes(tree) if isinstance(node, ast.Call)}
    return any(
        (node.id if isinstance(node, ast.Name) else node.attr) in _WRITING and id(node) not in called
        for node in nodes(tree)
        if isinstance(node, ast.Name | ast.Attribute)
    )
