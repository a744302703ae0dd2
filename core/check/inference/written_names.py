"""Attributes that a script gives to things: by their names, or in ways that do not show the name."""

from __future__ import annotations

import ast
from bisect import bisect_right
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
    classes = _Classes(tree)
    names = frozenset(_names(tree, classes))
    owners = [(owner, classes.around(owner)) for node in nodes(tree) for owner in _written_unseen(node)]
    loose = frozenset(kind for owner, kind in owners if kind is not None and is_me(owner))
    anything = any(kind is None or not is_me(owner) for owner, kind in owners)
    return Written(names, loose, anything or _gives_writing_away(tree))


def is_me(node: ast.expr) -> bool:
    """Whether this is the object whose method it stands in, or its class."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id == "super"
    return isinstance(node, ast.Name) and node.id in _OWN_NAMES


class _Classes:
    """Finds the innermost class that something stands in, by its place."""

    def __init__(self, tree: ast.Module) -> None:
        kinds = sorted((node for node in nodes(tree) if isinstance(node, ast.ClassDef)), key=_start)
        self._starts = [_start(kind) for kind in kinds]
        self._kinds = kinds
        self._outer: dict[ast.ClassDef, ast.ClassDef | None] = {}
        for number, kind in enumerate(kinds):
            self._outer[kind] = self._around(_start(kind), kinds[number - 1] if number else None)

    def around(self, node: ast.expr) -> ast.ClassDef | None:
        """That class, or None outside of all."""
        number = bisect_right(self._starts, _start(node))
        return self._around(_start(node), self._kinds[number - 1] if number else None)

    def _around(self, place: tuple[int, int], kind: ast.ClassDef | None) -> ast.ClassDef | None:
        while kind is not None and (kind.end_lineno or 0, kind.end_col_offset or 0) <= place:
            kind = self._outer[kind]
        return kind


def _start(node: ast.ClassDef | ast.expr) -> tuple[int, int]:
    return node.lineno, node.col_offset


def _names(tree: ast.Module, classes: _Classes) -> Iterator[str]:
    for node in nodes(tree):
        if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
            if not is_me(node.value) or classes.around(node) is None:
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
