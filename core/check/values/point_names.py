"""Points of two numbers that have names, and the edits that give them a third where they are made."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping

from core.check.lines import Lines
from core.check.values.flatness import deeper, is_flat_array, is_written_flat
from core.model import Edit


class PointNames:
    """The names of a script that get a value once, and that a point of two numbers, or a list of such."""

    def __init__(self, tree: ast.Module) -> None:
        stored: dict[str, int] = {}
        self._uses: dict[str, set[ast.expr]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                self._uses.setdefault(node.id, set()).add(node)
            elif isinstance(node, ast.Name | ast.arg):
                name = node.id if isinstance(node, ast.Name) else node.arg
                stored[name] = stored.get(name, 0) + 1
        self._made: Mapping[str, ast.expr] = {
            name: value for name, value in _assigned(tree) if stored[name] == 1 and _is_point(value)
        }
        self.arrays = frozenset(name for name, value in self._made.items() if is_flat_array(value))
        self._measured = frozenset(
            leaf
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "norm"
            for argument in node.args
            for leaf in _leaves(argument)
        )

    def deeper(self, lines: Lines, node: ast.expr, flat: Collection[ast.expr]) -> tuple[Edit, ...]:
        """The edits for all points that an expression names, if those are nothing but points anywhere.

        `flat` are all expressions that are to be points.
        """
        names = {leaf.id for leaf in _leaves(node)}
        points = self._measured | {leaf for item in flat for leaf in _leaves(item)}
        if not all(name in self._made and points >= self._uses[name] for name in names):
            return ()
        return tuple(edit for name in sorted(names) for edit in deeper(lines, self._made[name]))


def _assigned(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield name, value


def _is_point(value: ast.expr) -> bool:
    match value:
        case ast.List(elts=[_, *_] as items) if all(is_written_flat(item) for item in items):
            return True
        case ast.ListComp(elt=item) if is_written_flat(item):
            return True
    return is_written_flat(value) or is_flat_array(value)


def _leaves(node: ast.expr) -> Iterator[ast.Name]:
    """The names that an expression adds, subtracts and multiplies."""
    match node:
        case ast.Name():
            yield node
        case ast.BinOp(op=ast.Add() | ast.Sub(), left=left, right=right):
            # A number would move the third one too.
            if not any(isinstance(part, ast.Constant) for part in (left, right)):
                yield from _leaves(left)
                yield from _leaves(right)
        case ast.BinOp(left=left, right=right):
            yield from _leaves(left)
            yield from _leaves(right)
        case ast.UnaryOp(operand=operand):
            yield from _leaves(operand)
